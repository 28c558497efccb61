//! Values and rows of a TOML file set one by one; what already says the same is not touched, so
//! that spelling and comments stay.

use toml_edit::{ArrayOfTables, Item, Table, Value};

/// Sets a value; the comment behind the old one stays.
pub(super) fn put(table: &mut Table, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// A text that must be there; it may be empty.
pub(super) fn text(table: &mut Table, key: &str, text: &str) {
    if said(table, key) != Some(text) {
        put(table, key, text);
    }
}

/// A text that is left out where there is none.
pub(super) fn optional_text(table: &mut Table, key: &str, words: &str) {
    if words.is_empty() {
        table.remove(key);
    } else {
        text(table, key, words);
    }
}

/// A whole number that is left out where there is none. The files have no larger ones than `i64`.
pub(super) fn number(table: &mut Table, key: &str, number: Option<u64>) {
    let number = number.map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    match number {
        None => {
            table.remove(key);
        }
        Some(number) if table.get(key).and_then(Item::as_integer) == Some(number) => {}
        Some(number) => put(table, key, number),
    }
}

/// A yes or no; without the field it is no.
pub(super) fn flag(table: &mut Table, key: &str, flag: bool) {
    if table.get(key).and_then(Item::as_bool).unwrap_or(false) != flag {
        put(table, key, flag);
    }
}

/// What a field says, without spaces around it, as the catalogue reads it.
pub(super) fn said<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Item::as_str).map(str::trim)
}

/// The tables `[[key]]` become these rows: each in the table that it came from, or in a new one
/// at the end. Tables of which there is no row any more go.
pub(super) fn rows<T>(
    parent: &mut Table,
    key: &str,
    rows: &[T],
    is_it: impl Fn(&T, &Table) -> bool,
    mut write: impl FnMut(&T, &mut Table),
) {
    let before = parent.get(key).and_then(Item::as_array_of_tables);
    let mut left: Vec<Option<Table>> =
        before.map(|tables| tables.iter().cloned().map(Some).collect()).unwrap_or_default();
    let mut after = ArrayOfTables::new();
    for row in rows {
        let found = left.iter_mut().find(|table| table.as_ref().is_some_and(|table| is_it(row, table)));
        let mut table = found.and_then(Option::take).unwrap_or_default();
        write(row, &mut table);
        after.push(table);
    }
    if after.is_empty() {
        parent.remove(key);
    } else {
        parent.insert(key, Item::ArrayOfTables(after));
    }
}
