//! How large a list of staff may be, in every way in which a file can be large.

use motcua_core::Refusal;

/// The largest file. Five thousand people are half a megabyte.
pub const SHEET_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most that a workbook unpacks to.
pub(super) const UNPACKED_MAX: u64 = 48 * 1024 * 1024;
/// The most lines of a sheet.
pub(super) const LINES_MAX: u32 = 10_000;
/// The most columns.
pub(super) const COLUMNS_MAX: u32 = 100;
/// The most cells of all sheets: lines that are full, and some.
pub(super) const CELLS_MAX: u32 = 400_000;
/// The most sheets of a workbook.
pub(super) const SHEETS_MAX: usize = 20;
/// The most bytes of text of one sheet: the form that confirms a list carries it, and has room for
/// a megabyte. Five thousand people are half of that.
pub(super) const TEXT_MAX: usize = 960 * 1024;

/// A list that is larger than the largest honest one.
pub(super) fn too_large() -> Refusal {
    let refusal = Refusal::of("staff.file-large").at("list").with("rows", LINES_MAX);
    let refusal = refusal.with("columns", COLUMNS_MAX).with("sheets", SHEETS_MAX);
    refusal.with("text_kb", TEXT_MAX / 1024).with("limit_mb", SHEET_BYTES_MAX / 1024 / 1024)
}

/// Whether a list of this size may come at all: asked before it is read.
pub fn may_come(bytes: u64) -> Result<(), Refusal> {
    if bytes > SHEET_BYTES_MAX as u64 { Err(too_large()) } else { Ok(()) }
}
