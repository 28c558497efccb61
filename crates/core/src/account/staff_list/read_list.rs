//! Finds the list in a sheet: below the titles, above the footnotes.

use super::columns::StaffColumn;
use crate::Refusal;
use crate::document::SheetLine;
use std::collections::BTreeMap;

/// So many lines may stand above the heading.
const TITLES_MAX: usize = 40;
/// Signs with which a footnote begins.
const FOOTNOTE: [char; 2] = ['*', '†'];

/// What stands in the list, and what was not read.
#[derive(Debug, Default)]
pub(super) struct ListFound {
    pub(super) lines: Vec<ListedPerson>,
    /// Headings of columns that are not read.
    pub(super) unread: Vec<String>,
    /// What is said of lines and numbers that were not taken as they stand.
    pub(super) notes: Vec<(usize, StaffNote)>,
}

/// A line with a person: cells by their column; empty ones are left out.
#[derive(Debug, Clone)]
pub(super) struct ListedPerson {
    pub(super) number: usize,
    pub(super) cells: BTreeMap<StaffColumn, String>,
}

impl ListedPerson {
    /// What stands in the column; empty when nothing does.
    pub(super) fn get(&self, column: StaffColumn) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }
}

/// What was done with a line that was not simply read; shown before anything is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffNote {
    /// A title, a sum or a remark: it has one cell.
    NoPerson(String),
    /// A footnote: here the list ends.
    Ends(String),
    /// The sheet program had taken zeros from the number.
    ZerosRestored(String),
    /// Somebody else on the list has the same name; they stay two people.
    Namesake {
        /// On which line.
        other: usize,
    },
    /// The cell names no agency, and all go to the one that was chosen.
    UnitLeftOut(String),
}

/// Whether a sheet has the heading of a list of staff: a workbook has other sheets too.
pub fn must_be_a_list(lines: &[SheetLine]) -> Result<(), Refusal> {
    heading(lines).map(drop).ok_or_else(|| Refusal::of("staff.no-heading").at("list"))
}

/// The line that names the person and at least one thing more.
fn heading(lines: &[SheetLine]) -> Option<usize> {
    let is_heading = |line: &SheetLine| {
        let known: Vec<StaffColumn> =
            line.cells.iter().filter_map(|cell| StaffColumn::headed(cell)).collect();
        known.contains(&StaffColumn::Name) && known.len() > 1
    };
    lines.iter().take(TITLES_MAX).position(is_heading)
}

pub(super) fn read(lines: &[SheetLine]) -> Result<ListFound, Vec<Refusal>> {
    let at = heading(lines).ok_or_else(|| vec![Refusal::of("staff.no-heading").at("list")])?;
    let mut found = ListFound::default();
    let (mut columns, mut wrong): (Vec<Option<StaffColumn>>, Vec<Refusal>) = (Vec::new(), Vec::new());
    for cell in &lines[at].cells {
        let column = StaffColumn::headed(cell);
        let shown: String = cell.trim().chars().take(40).collect();
        if column.is_some() && columns.contains(&column) {
            wrong.push(Refusal::of("staff.column-twice").at("list").with("column", &shown));
        }
        if column.is_none() && !shown.is_empty() {
            found.unread.push(shown);
        }
        columns.push(column);
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    for line in &lines[at + 1..] {
        let filled: Vec<&str> =
            line.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let Some(first) = filled.first() else { continue };
        let shown: String = first.chars().take(80).collect();
        if first.starts_with(FOOTNOTE) {
            found.notes.push((line.number, StaffNote::Ends(shown)));
            break;
        }
        let cells: BTreeMap<StaffColumn, String> = columns
            .iter()
            .zip(&line.cells)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .filter_map(|(column, cell)| Some(((*column)?, cell.trim().to_string())))
            .collect();
        // One cell alone is the name of a department above its people, a sum, or a signature.
        if filled.len() == 1 || cells.is_empty() {
            found.notes.push((line.number, StaffNote::NoPerson(shown)));
            continue;
        }
        found.lines.push(ListedPerson { number: line.number, cells });
    }
    Ok(found)
}
