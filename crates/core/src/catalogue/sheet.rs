//! Reads the fields of a TOML file one by one and remembers every mistake with
//! its line. Deriving `Deserialize` would stop at the first one; an official who
//! edits a file wants to see them all.

use super::spelling;
use crate::{BadData, Day, Refusal, line_of};
use std::cell::RefCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One file and what is wrong in it.
pub(crate) struct Sheet<'a> {
    file: &'a str,
    text: &'a str,
    bad: RefCell<Vec<BadData>>,
}

/// One table of a file.
pub(crate) struct Node<'s> {
    sheet: &'s Sheet<'s>,
    table: &'s DeTable<'s>,
    /// The byte where the table begins.
    start: usize,
    /// `version[0].way[1]`; empty for the file itself.
    path: String,
    known: RefCell<Vec<&'static str>>,
}

/// A text of several lines.
pub(crate) struct Lines {
    /// The line of the file in which it begins.
    pub(crate) first: usize,
    /// The text.
    pub(crate) text: String,
}

impl<'a> Sheet<'a> {
    pub(crate) fn of(file: &'a str, text: &'a str) -> Sheet<'a> {
        Sheet { file, text, bad: RefCell::default() }
    }

    /// The tree of the file; a syntax error is remembered.
    pub(crate) fn tree(&self) -> Option<Spanned<DeTable<'a>>> {
        let (tree, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.bad.borrow_mut().push(BadData::from_toml(self.file, self.text, error));
        }
        errors.is_empty().then_some(tree)
    }

    pub(crate) fn root(&'a self, tree: &'a Spanned<DeTable<'a>>) -> Node<'a> {
        Node { sheet: self, table: tree.get_ref(), start: 0, path: String::new(), known: RefCell::default() }
    }

    /// The mistakes, in the order of lines.
    pub(crate) fn into_bad(self) -> Vec<BadData> {
        let mut bad = self.bad.into_inner();
        bad.sort_by_key(|bad| bad.line);
        bad
    }
}

impl<'s> Node<'s> {
    /// Something is wrong with this field (or with the table, when it has none
    /// of that name).
    pub(crate) fn wrong(&self, field: &str, why: Refusal) {
        self.wrong_at(self.place(field), field, why);
    }

    fn wrong_at(&self, byte: usize, field: &str, why: Refusal) {
        let path = match (self.path.is_empty(), field.is_empty()) {
            (true, _) => field.to_string(),
            (false, true) => self.path.clone(),
            (false, false) => format!("{}.{field}", self.path),
        };
        let line = line_of(self.sheet.text, byte);
        self.sheet.bad.borrow_mut().push(BadData::new(self.sheet.file, line, path, why));
    }

    /// `true` when the table has this field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.table.contains_key(field)
    }

    fn place(&self, field: &str) -> usize {
        self.table.get(field).map_or(self.start, |value| value.span().start)
    }

    /// After all fields were asked for: what else stands there is a mistake,
    /// most likely of spelling.
    pub(crate) fn done(&self) {
        let known = self.known.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let mut why = Refusal::of("data.unknown-field").with("name", name);
            if let Some(near) = known.iter().find(|near| spelling::near(name, near, 2)) {
                why = why.with("nearest", near);
            }
            self.wrong_at(key.span().start, name, why);
        }
    }

    fn value(&self, field: &'static str) -> Option<&'s DeValue<'s>> {
        self.known.borrow_mut().push(field);
        self.table.get(field).map(|value| value.get_ref())
    }

    fn required(&self, field: &'static str) -> Option<&'s DeValue<'s>> {
        let value = self.value(field);
        if value.is_none() {
            self.wrong("", Refusal::of("data.missing-field").with("name", field));
        }
        value
    }

    fn wrong_type(&self, field: &str, want: &'static str, got: &DeValue<'_>) {
        self.wrong(field, Refusal::of("data.wrong-type").with("want", want).with("got", got.type_str()));
    }

    fn as_text(&self, field: &str, value: &DeValue<'_>) -> Option<String> {
        let text = value.as_str().map(|text| text.trim().to_string());
        if text.is_none() {
            self.wrong_type(field, "string", value);
        }
        text
    }

    /// A text that must be there and say something.
    pub(crate) fn text(&self, field: &'static str) -> Option<String> {
        let text = self.as_text(field, self.required(field)?)?;
        if text.is_empty() {
            self.wrong(field, Refusal::of("data.empty"));
            return None;
        }
        Some(text)
    }

    /// A text that must be there and may be empty.
    pub(crate) fn text_or_empty(&self, field: &'static str) -> Option<String> {
        self.as_text(field, self.required(field)?)
    }

    /// A text of several lines, and in which line of the file it begins.
    pub(crate) fn lines(&self, field: &'static str) -> Option<Lines> {
        let value = self.required(field)?;
        let Some(text) = value.as_str() else {
            self.wrong_type(field, "string", value);
            return None;
        };
        // A text between three quotation marks begins in the line below them.
        let opening = self.sheet.text.get(self.place(field)..).unwrap_or_default();
        let is_below =
            ["'''\n", "'''\r\n", "\"\"\"\n", "\"\"\"\r\n"].iter().any(|mark| opening.starts_with(mark));
        let first = line_of(self.sheet.text, self.place(field)) + usize::from(is_below);
        Some(Lines { first, text: text.to_string() })
    }

    /// Something is wrong in this line of a text of several lines.
    pub(crate) fn wrong_in_line(&self, field: &str, line: usize, why: Refusal) {
        self.sheet.bad.borrow_mut().push(BadData::new(self.sheet.file, line, field, why));
    }

    /// A text that may be missing; what is there must say something.
    pub(crate) fn optional_text(&self, field: &'static str) -> Option<Option<String>> {
        match self.value(field) {
            None => Some(None),
            Some(_) => self.text(field).map(Some),
        }
    }

    /// A list of texts; missing means none.
    pub(crate) fn texts(&self, field: &'static str) -> Option<Vec<String>> {
        let Some(value) = self.value(field) else { return Some(Vec::new()) };
        let Some(list) = value.as_array() else {
            self.wrong_type(field, "list of strings", value);
            return None;
        };
        let mut texts = Vec::with_capacity(list.len());
        for item in list {
            let text = self.as_text(field, item.get_ref())?;
            if text.is_empty() {
                self.wrong_at(item.span().start, field, Refusal::of("data.empty"));
                return None;
            }
            texts.push(text);
        }
        Some(texts)
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&self, field: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(field)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let choices: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let why = Refusal::of("data.not-one-of").with("value", &text).with("choices", choices.join(", "));
            self.wrong(field, why);
        }
        found.map(|(_, value)| *value)
    }

    /// As [`Node::choice`], with a word that holds when the field is missing.
    pub(crate) fn choice_or<T: Copy>(
        &self,
        field: &'static str,
        words: &[(&'static str, T)],
        default: T,
    ) -> Option<T> {
        match self.value(field) {
            None => Some(default),
            Some(_) => self.choice(field, words),
        }
    }

    /// As [`Node::choice`], of a field that may be missing.
    pub(crate) fn optional_choice<T: Copy>(
        &self,
        field: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Option<T>> {
        match self.value(field) {
            None => Some(None),
            Some(_) => self.choice(field, words).map(Some),
        }
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, field: &'static str) -> Option<bool> {
        let value = self.required(field)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_type(field, "true or false", value);
        }
        flag
    }

    /// True or false; false without the field.
    pub(crate) fn flag_or_no(&self, field: &'static str) -> Option<bool> {
        if self.has(field) { self.flag(field) } else { Some(false) }
    }

    /// A whole number, at least `least`; `below` is the code for one under it.
    pub(crate) fn number<T: TryFrom<i64>>(
        &self,
        field: &'static str,
        least: i64,
        below: &'static str,
    ) -> Option<T> {
        let value = self.required(field)?;
        let Some(written) = value.as_integer() else {
            self.wrong_type(field, "whole number", value);
            return None;
        };
        let number = i64::from_str_radix(written.as_str(), written.radix()).ok();
        if number.is_some_and(|number| number < least) {
            self.wrong(field, Refusal::of(below).with("value", written.as_str()).with("least", least));
            return None;
        }
        let fits = number.and_then(|number| T::try_from(number).ok());
        if fits.is_none() {
            self.wrong(field, Refusal::of("data.number-too-big").with("value", written.as_str()));
        }
        fits
    }

    /// As [`Node::number`], but it may be missing.
    pub(crate) fn optional_number<T: TryFrom<i64>>(
        &self,
        field: &'static str,
        least: i64,
        below: &'static str,
    ) -> Option<Option<T>> {
        match self.value(field) {
            None => Some(None),
            Some(_) => self.number(field, least, below).map(Some),
        }
    }

    /// A text that means something to `read`; `code` is the refusal when not.
    pub(crate) fn parsed<T>(
        &self,
        field: &'static str,
        code: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(field)?;
        let value = read(&text);
        if value.is_none() {
            self.wrong(field, Refusal::of(code).with("value", text));
        }
        value
    }

    /// A date as `"2025-07-01"`, with or without the quotes.
    pub(crate) fn day(&self, field: &'static str) -> Option<Day> {
        let value = self.required(field)?;
        if let Some(date) = value.as_datetime() {
            let day = Day::parse(&date.to_string());
            if day.is_none() {
                self.wrong(field, Refusal::of("data.no-such-date").with("value", date));
            }
            return day;
        }
        self.parsed(field, "data.no-such-date", Day::parse)
    }

    /// A date that may be missing.
    pub(crate) fn optional_day(&self, field: &'static str) -> Option<Option<Day>> {
        match self.value(field) {
            None => Some(None),
            Some(_) => self.day(field).map(Some),
        }
    }

    /// A table written inside a line (`{ from = 3, vnd = 1_000 }`), when there.
    pub(crate) fn optional_table(&self, field: &'static str) -> Option<Option<Node<'s>>> {
        let Some(value) = self.value(field) else { return Some(None) };
        let Some(table) = value.as_table() else {
            self.wrong_type(field, "table", value);
            return None;
        };
        let path = if self.path.is_empty() { field.to_string() } else { format!("{}.{field}", self.path) };
        let start = self.place(field);
        Some(Some(Node { sheet: self.sheet, table, start, path, known: RefCell::default() }))
    }

    /// The tables `[[field]]` in order; none is not a mistake here.
    pub(crate) fn tables(&self, field: &'static str) -> Vec<Node<'s>> {
        let Some(value) = self.value(field) else { return Vec::new() };
        let Some(list) = value.as_array() else {
            self.wrong_type(field, "list of tables", value);
            return Vec::new();
        };
        let mut nodes = Vec::with_capacity(list.len());
        for (at, item) in list.iter().enumerate() {
            let Some(table) = item.get_ref().as_table() else {
                self.wrong_type(field, "list of tables", item.get_ref());
                continue;
            };
            let prefix = if self.path.is_empty() { String::new() } else { format!("{}.", self.path) };
            nodes.push(Node {
                sheet: self.sheet,
                table,
                start: item.span().start,
                path: format!("{prefix}{field}[{at}]"),
                known: RefCell::default(),
            });
        }
        nodes
    }
}
