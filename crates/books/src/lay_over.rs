//! A change laid over a text that somebody else has changed meanwhile: what only one of both
//! changed is as they changed it; what both changed otherwise is told, and asked.

use motcua_core::law_change::CatalogueFile;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// A file with both changes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidOver {
    /// The file: where both changed the same place, as the later one has it.
    pub file: CatalogueFile,
    /// The places that both changed otherwise.
    pub clashes: Vec<String>,
}

/// `mine`, which was made from `base`, over `theirs`. Files that are no TOML are one place each.
pub fn lay_over(base: Option<&str>, mine: &CatalogueFile, theirs: Option<&str>) -> LaidOver {
    let as_is = |text: &str| LaidOver {
        file: CatalogueFile { path: mine.path.clone(), text: text.to_string() },
        clashes: Vec::new(),
    };
    if base == theirs || theirs == Some(&mine.text) {
        return as_is(&mine.text);
    }
    if let Some(theirs) = theirs.filter(|_| base == Some(&mine.text)) {
        return as_is(theirs);
    }
    let whole = LaidOver { clashes: vec![mine.path.clone()], ..as_is(&mine.text) };
    if !mine.path.ends_with(".toml") {
        return whole;
    }
    let read = |text: &str| text.parse::<DocumentMut>().ok();
    let read = (read(base.unwrap_or_default()), read(&mine.text), read(theirs.unwrap_or_default()));
    let (Some(base), Some(ours), Some(mut theirs)) = read else { return whole };
    let mut clashes = Vec::new();
    tables(base.as_table(), ours.as_table(), theirs.as_table_mut(), &mine.path, &mut clashes);
    LaidOver { clashes, ..as_is(&theirs.to_string()) }
}

fn tables(base: &Table, mine: &Table, theirs: &mut Table, at: &str, clashes: &mut Vec<String>) {
    let added = mine.iter().map(|(key, _)| key).filter(|key| !base.contains_key(key));
    let keys: Vec<&str> = base.iter().map(|(key, _)| key).chain(added).collect();
    for key in keys {
        let (was, is) = (base.get(key), mine.get(key));
        if same(was, is) || same(is, theirs.get(key)) {
            continue;
        }
        let place = format!("{at} {key}");
        let untouched = same(was, theirs.get(key));
        match (is, theirs.get_mut(key)) {
            (Some(Item::Table(is)), Some(Item::Table(there))) if !untouched => {
                let empty = Table::new();
                tables(was.and_then(Item::as_table).unwrap_or(&empty), is, there, &place, clashes);
            }
            (Some(Item::ArrayOfTables(is)), Some(Item::ArrayOfTables(there))) if !untouched => {
                let empty = ArrayOfTables::new();
                rows(was.and_then(Item::as_array_of_tables).unwrap_or(&empty), is, there, &place, clashes);
            }
            (is, _) => {
                if !untouched {
                    clashes.push(place);
                }
                match is {
                    Some(is) => drop(theirs.insert(key, is.clone())),
                    None => drop(theirs.remove(key)),
                }
            }
        }
    }
}

/// `[[agency]]`, `[[version.paper]]`: a row is the same row by what names it.
fn rows(
    base: &ArrayOfTables,
    mine: &ArrayOfTables,
    theirs: &mut ArrayOfTables,
    at: &str,
    clashes: &mut Vec<String>,
) {
    if [base, mine, theirs].into_iter().any(names_twice) {
        clashes.push(at.to_string());
        *theirs = mine.clone();
        return;
    }
    let find = |all: &ArrayOfTables, name: &str| all.iter().position(|row| name_of(row) == name);
    for row in base.iter() {
        let name = name_of(row);
        if find(mine, &name).is_some() {
            continue;
        }
        if let Some(there) = find(theirs, &name) {
            if theirs.get(there).is_some_and(|there| !same_table(row, there)) {
                clashes.push(format!("{at} {name}"));
            }
            theirs.remove(there);
        }
    }
    for row in mine.iter() {
        let name = name_of(row);
        let was = find(base, &name).and_then(|at| base.get(at));
        if was.is_some_and(|was| same_table(was, row)) {
            continue;
        }
        let place = format!("{at} {name}");
        match find(theirs, &name).and_then(|there| theirs.get_mut(there)) {
            Some(there) => tables(was.unwrap_or(&Table::new()), row, there, &place, clashes),
            None => {
                // Its colleague has taken it out, and here it was changed.
                if was.is_some() {
                    clashes.push(place);
                }
                let mut row = row.clone();
                row.set_position(None);
                theirs.push(row);
            }
        }
    }
}

/// What tells one row from another, whatever else in it changes.
const NAMES: [&str; 10] =
    ["code", "id", "number", "valid_from", "effective_from", "case", "way", "date", "from", "title"];

fn name_of(row: &Table) -> String {
    let value = |key: &&str| row.get(key).and_then(Item::as_value).map(|value| value.to_string());
    let names: Vec<String> = NAMES.iter().filter_map(value).collect();
    names.iter().map(|name| name.trim().trim_matches('"')).collect::<Vec<_>>().join(" ")
}

fn names_twice(all: &ArrayOfTables) -> bool {
    let names: Vec<String> = all.iter().map(name_of).collect();
    (1..names.len()).any(|at| names[..at].contains(&names[at]))
}

fn same(one: Option<&Item>, other: Option<&Item>) -> bool {
    match (one, other) {
        (None | Some(Item::None), None | Some(Item::None)) => true,
        (Some(Item::Value(one)), Some(Item::Value(other))) => {
            let plain = |value: &toml_edit::Value| value.clone().decorated("", "").to_string();
            plain(one) == plain(other)
        }
        (Some(Item::Table(one)), Some(Item::Table(other))) => same_table(one, other),
        (Some(Item::ArrayOfTables(one)), Some(Item::ArrayOfTables(other))) => {
            one.len() == other.len()
                && one.iter().zip(other.iter()).all(|(one, other)| same_table(one, other))
        }
        _ => false,
    }
}

fn same_table(one: &Table, other: &Table) -> bool {
    one.len() == other.len() && one.iter().all(|(key, item)| same(Some(item), other.get(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "province = \"25\"\n\n# Của phường.\n[[agency]]\ncode = \"X25.1\"\nname = \"Một\"\n";

    fn laid(base: Option<&str>, mine: &str, theirs: &str) -> (String, Vec<String>) {
        let mine = CatalogueFile { path: "agencies/25.toml".into(), text: mine.into() };
        let laid = lay_over(base, &mine, Some(theirs));
        (laid.file.text, laid.clashes)
    }

    #[test]
    fn two_who_each_add_an_agency_both_have_theirs() {
        let with = |code: &str| format!("{BASE}\n[[agency]]\ncode = \"{code}\"\nname = \"{code}\"\n");
        let (text, clashes) = laid(Some(BASE), &with("X25.716"), &with("X25.715"));
        assert_eq!(clashes, Vec::<String>::new());
        for part in ["# Của phường.", "\"X25.1\"", "\"X25.715\"", "\"X25.716\""] {
            assert!(text.contains(part), "{part} in {text}");
        }
        // Also where the file was not there before.
        let (text, clashes) = laid(None, &with("X25.716"), &with("X25.715"));
        assert!(clashes.is_empty() && text.contains("X25.715") && text.contains("X25.716"), "{text}");
    }

    #[test]
    fn fields_of_one_row_are_laid_together_and_the_same_field_is_asked() {
        let (name, hours) = (BASE.replace("Một", "Hai"), format!("{BASE}hours = \"sang\"\n"));
        let (text, clashes) = laid(Some(BASE), &name, &hours);
        assert!(text.contains("Hai") && text.contains("sang") && clashes.is_empty(), "{text}");
        let (text, clashes) = laid(Some(BASE), &name, &BASE.replace("Một", "Ba"));
        assert!(text.contains("Hai") && !text.contains("Ba"), "{text}");
        assert_eq!(clashes, ["agencies/25.toml agency X25.1 name"]);
    }

    #[test]
    fn what_one_took_out_and_the_other_changed_is_asked() {
        let gone = "province = \"25\"\n";
        let changed = BASE.replace("Một", "Ba");
        let (text, clashes) = laid(Some(BASE), gone, &changed);
        assert!(!text.contains("Ba"), "{text}");
        // The whole list of agencies is gone.
        assert_eq!(clashes, ["agencies/25.toml agency"]);
        let (text, clashes) = laid(Some(BASE), &changed, gone);
        assert!(text.contains("Ba"), "{text}");
        assert_eq!(clashes, ["agencies/25.toml agency"]);
        assert_eq!(laid(Some(BASE), gone, BASE), (gone.to_string(), Vec::new()), "nobody else changed it");
        let another = |text: &str| format!("{text}\n[[agency]]\ncode = \"X25.2\"\nname = \"Hai\"\n");
        let (text, clashes) = laid(Some(&another(BASE)), &another(gone), &another(&changed));
        assert!(!text.contains("Ba") && text.contains("X25.2"), "{text}");
        assert_eq!(clashes, ["agencies/25.toml agency X25.1"]);
    }

    #[test]
    fn a_file_that_is_no_toml_is_one_place() {
        let mine = CatalogueFile { path: "forms/a.1.json".into(), text: "{\"a\":1}".into() };
        let laid = lay_over(Some("{}"), &mine, Some("{\"b\":1}"));
        assert_eq!((laid.file, laid.clashes), (mine.clone(), vec!["forms/a.1.json".to_string()]));
        assert!(lay_over(Some("{}"), &mine, Some("{}")).clashes.is_empty());
    }
}
