//! A sheet of whatever kind, as lines of cells.

/// A line of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLine {
    /// Its number as the sheet's own program counts, from 1.
    pub number: usize,
    /// Its cells as people read them.
    pub cells: Vec<String>,
}
