//! Tab-separated tables: a line of column names, then one line a record. Everything that
//! is wrong is collected with its line.

use crate::{BadData, Day, Refusal};

/// One record of a table.
pub(in crate::catalogue) struct TsvRow<'t, 'b> {
    file: &'t str,
    line: usize,
    columns: &'static [&'static str],
    cells: Vec<&'t str>,
    bad: &'b mut Vec<BadData>,
}

/// Reads each record with `read`; the first line must name exactly these columns.
pub(in crate::catalogue) fn rows<'t, T>(
    (file, text): (&'t str, &'t str),
    columns: &'static [&'static str],
    bad: &mut Vec<BadData>,
    mut read: impl FnMut(&mut TsvRow<'t, '_>) -> Option<T>,
) -> Vec<T> {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default();
    if !header.split('\t').eq(columns.iter().copied()) {
        let why = Refusal::of("catalogue.columns-differ")
            .with("want", columns.join(" "))
            .with("got", header.replace('\t', " "));
        bad.push(BadData::new(file, 1, "", why));
        return Vec::new();
    }
    let mut records = Vec::new();
    for (line, text) in (2..).zip(lines).filter(|(_, text)| !text.is_empty()) {
        let cells: Vec<&str> = text.split('\t').collect();
        if cells.len() != columns.len() {
            let why = Refusal::of("catalogue.cells-miscounted")
                .with("want", columns.len())
                .with("got", cells.len());
            bad.push(BadData::new(file, line, "", why));
            continue;
        }
        records.extend(read(&mut TsvRow { file, line, columns, cells, bad }));
    }
    records
}

impl<'t> TsvRow<'t, '_> {
    /// The cell of this column, which must be one of those asked for.
    pub(in crate::catalogue) fn cell(&self, column: &'static str) -> &'t str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    /// What is wrong with a cell.
    pub(in crate::catalogue) fn wrong(&mut self, column: &str, why: Refusal) {
        self.bad.push(BadData::new(self.file, self.line, column, why));
    }

    /// Text that must not be empty.
    pub(in crate::catalogue) fn text(&mut self, column: &'static str) -> Option<&'t str> {
        let cell = self.cell(column);
        if cell.is_empty() {
            self.wrong(column, Refusal::of("data.empty"));
            return None;
        }
        Some(cell)
    }

    /// What a cell means to `read`, or what is wrong with it under `code`.
    pub(in crate::catalogue) fn parsed<T>(
        &mut self,
        column: &'static str,
        code: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(column);
        let value = read(cell);
        if value.is_none() {
            self.wrong(column, Refusal::of(code).with("value", cell));
        }
        value
    }

    /// The same for a cell that may be empty.
    pub(in crate::catalogue) fn parsed_if_any<T>(
        &mut self,
        column: &'static str,
        code: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.cell(column).is_empty() { Some(None) } else { self.parsed(column, code, read).map(Some) }
    }

    /// A day, `2026-07-20`.
    pub(in crate::catalogue) fn day(&mut self, column: &'static str) -> Option<Day> {
        self.parsed(column, "data.no-such-date", Day::parse)
    }

    /// One of a few words.
    pub(in crate::catalogue) fn choice<T: Copy>(
        &mut self,
        column: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let cell = self.cell(column);
        let found = words.iter().find(|(word, _)| *word == cell);
        if found.is_none() {
            let choices: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let why = Refusal::of("data.not-one-of").with("value", cell).with("choices", choices.join(", "));
            self.wrong(column, why);
        }
        found.map(|(_, value)| *value)
    }
}
