//! Tab-separated data files: one line of column names, then one line a record. Lines that
//! begin with `#` are for the reader of the file.
//! Everything that is wrong is collected, so that it can be mended in one go.

use super::UnitCode;
use crate::{BadData, Day, Refusal, Trust};

/// Where a record was read, for what is found wrong later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: usize,
}

impl Place<'_> {
    pub(crate) fn bad(self, field: &str, why: Refusal) -> BadData {
        BadData::new(self.file, self.line, field, why)
    }
}

/// One record, cell by cell. What cannot be read is noted, and `None`.
pub(crate) struct TableRow<'a, 'b> {
    pub(crate) place: Place<'a>,
    columns: &'static [&'static str],
    cells: Vec<&'a str>,
    bad: &'b mut Vec<BadData>,
}

/// Reads each record of `text` with `read`; the first line must name exactly
/// these columns.
pub(crate) fn read<'a, T>(
    file: &'a str,
    text: &'a str,
    columns: &'static [&'static str],
    bad: &mut Vec<BadData>,
    mut read: impl FnMut(&mut TableRow<'a, '_>) -> Option<T>,
) -> Vec<(Place<'a>, T)> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#'));
    let (at, header) = lines.next().unwrap_or_default();
    if !header.split('\t').eq(columns.iter().copied()) {
        let why = Refusal::of("directory.columns-differ")
            .with("want", columns.join(" "))
            .with("got", header.replace('\t', " "));
        bad.push(BadData::new(file, at + 1, "", why));
        return Vec::new();
    }
    let mut records = Vec::new();
    for (index, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let place = Place { file, line: index + 1 };
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != columns.len() {
            let why = Refusal::of("directory.cells-miscounted")
                .with("want", columns.len())
                .with("got", cells.len());
            bad.push(place.bad("", why));
            continue;
        }
        let mut row = TableRow { place, columns, cells, bad };
        if let Some(record) = read(&mut row) {
            records.push((place, record));
        }
    }
    records
}

impl<'a> TableRow<'a, '_> {
    /// The cell of this column; `columns` always holds the names asked for.
    pub(crate) fn cell(&self, column: &'static str) -> &'a str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|at| self.cells.get(at)).copied().unwrap_or_default()
    }

    pub(crate) fn wrong(&mut self, column: &str, why: Refusal) {
        self.bad.push(self.place.bad(column, why));
    }

    /// Text that must not be empty.
    pub(crate) fn text(&mut self, column: &'static str) -> Option<String> {
        let cell = self.cell(column).trim();
        if cell.is_empty() {
            self.wrong(column, Refusal::of("directory.field-empty"));
            return None;
        }
        Some(cell.to_string())
    }

    pub(crate) fn code(&mut self, column: &'static str) -> Option<UnitCode> {
        UnitCode::parse(self.cell(column)).map_err(|why| self.wrong(column, why)).ok()
    }

    /// A code that may be absent: the outer `None` is a wrong one.
    pub(crate) fn code_if_any(&mut self, column: &'static str) -> Option<Option<UnitCode>> {
        if self.cell(column).is_empty() { Some(None) } else { self.code(column).map(Some) }
    }

    pub(crate) fn day(&mut self, column: &'static str) -> Option<Day> {
        let cell = self.cell(column);
        let day = Day::parse(cell);
        if day.is_none() {
            self.wrong(column, Refusal::of("directory.date-unknown").with("value", cell));
        }
        day
    }

    /// A day that may be absent: the outer `None` is a wrong one.
    pub(crate) fn day_if_any(&mut self, column: &'static str) -> Option<Option<Day>> {
        if self.cell(column).is_empty() { Some(None) } else { self.day(column).map(Some) }
    }

    /// One of a closed list of words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        column: &'static str,
        all: &[T],
        as_str: fn(T) -> &'static str,
    ) -> Option<T> {
        word(self.cell(column), all, as_str).map_err(|why| self.wrong(column, why)).ok()
    }
}

/// One of a closed list of words, or `directory.word-unknown` with the list.
pub(crate) fn word<T: Copy>(given: &str, all: &[T], as_str: fn(T) -> &'static str) -> Result<T, Refusal> {
    all.iter().copied().find(|one| as_str(*one) == given).ok_or_else(|| {
        let allowed: Vec<&str> = all.iter().map(|one| as_str(*one)).collect();
        Refusal::of("directory.word-unknown").with("value", given).with("allowed", allowed.join(", "))
    })
}

/// The words for how far a datum was checked.
pub(crate) const TRUSTS: [Trust; 2] = [Trust::Verified, Trust::Assumed];

/// The word of a trust in the data files.
pub(crate) fn trust_word(trust: Trust) -> &'static str {
    match trust {
        Trust::Verified => "verified",
        Trust::Seen => "seen",
        Trust::Assumed => "assumed",
    }
}
