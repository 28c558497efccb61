//! Lists that offices keep in sheets, as lines of cells: text (CSV) and Excel's XLSX. A hostile
//! file costs no more than the largest honest list: what it unpacks to, its lines and its cells
//! are counted while they are read.

pub mod cells;
mod limits;
mod weigh;

pub use limits::{SHEET_BYTES_MAX, may_come};

use crate::office::judge_within;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use limits::{CELLS_MAX, COLUMNS_MAX, LINES_MAX, TEXT_MAX, UNPACKED_MAX, too_large};
use motcua_core::account::staff_list::must_be_a_list;
use motcua_core::document::{Media, SheetLine};
use motcua_core::{Day, Refusal};
use std::io::Cursor;

/// Excel counts days from here; it takes 1900 for a leap year, so from March of that year on this is
/// what it means.
const EXCEL_DAY_0: Day = Day(-25_569);
/// Days from there to the first day of workbooks that count from 1904.
const FROM_1904: i32 = 1_462;

/// The lines of a list that came under this name. Of a workbook it is the first sheet with the
/// heading of such a list, or the first sheet.
pub fn staff_list(name: &str, bytes: &[u8]) -> Result<Vec<SheetLine>, Refusal> {
    list(name, bytes, |lines| must_be_a_list(lines).is_ok())
}

/// The same of any list, whose heading this knows.
pub fn list(
    name: &str,
    bytes: &[u8],
    is_list: impl Fn(&[SheetLine]) -> bool,
) -> Result<Vec<SheetLine>, Refusal> {
    may_come(bytes.len() as u64)?;
    let kind = || Refusal::of("staff.file-kind").at("list");
    let lower = name.to_lowercase();
    let lines = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes, is_list).map_err(|refusal| refusal.at("list"))?
    } else if lower.ends_with(".csv") || lower.ends_with(".txt") {
        cells::read_titled(std::str::from_utf8(bytes).map_err(|_| kind())?)?
    } else {
        return Err(kind());
    };
    let is_wide = |line: &SheetLine| line.cells.len() > COLUMNS_MAX as usize;
    match lines.iter().any(is_wide) || cells::written(&lines).len() > TEXT_MAX {
        true => Err(too_large()),
        false => Ok(lines),
    }
}

fn workbook(bytes: &[u8], is_list: impl Fn(&[SheetLine]) -> bool) -> Result<Vec<SheetLine>, Refusal> {
    let in_words_about_lists = |refusal: Refusal| match refusal.code {
        "document.office-bomb" | "staff.file-large" => too_large(),
        _ => Refusal::of("staff.file-kind"),
    };
    judge_within(bytes, Media::Xlsx, UNPACKED_MAX).map_err(in_words_about_lists)?;
    weigh::must_be_light(bytes).map_err(in_words_about_lists)?;
    let broken = |_| Refusal::of("staff.file-kind");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let is_1904 = book.has_1904_epoch();
    let sheets = book.sheets_metadata().iter();
    let sheets =
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    let (mut first, mut left) = (None, CELLS_MAX);
    for name in names {
        let lines = sheet(&mut book, &name, is_1904, &mut left)?;
        if is_list(&lines) {
            return Ok(lines);
        }
        first = first.or(Some(lines));
    }
    Ok(first.unwrap_or_default())
}

/// One sheet. Cells come one by one: a sheet may say that it has a million lines and hold two.
fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    is_1904: bool,
    left: &mut u32,
) -> Result<Vec<SheetLine>, Refusal> {
    let broken = |_| Refusal::of("staff.file-kind");
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let (mut lines, mut room): (Vec<SheetLine>, usize) = (Vec::new(), TEXT_MAX);
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        *left = left.checked_sub(1).ok_or_else(too_large)?;
        let (row, column) = cell.get_position();
        // Asked before the text is copied: a million cells may name one long text.
        room = room.checked_sub(length(cell.get_value())).ok_or_else(too_large)?;
        let text = written(cell.get_value(), is_1904);
        if text.trim().is_empty() {
            continue;
        }
        if row >= LINES_MAX || column >= COLUMNS_MAX {
            return Err(too_large());
        }
        let number = row as usize + 1;
        match lines.last().map(|line| line.number) {
            Some(last) if last == number => {}
            // Lines that go to and fro would be counted more than once.
            Some(last) if last > number => return Err(Refusal::of("staff.file-kind")),
            _ => lines.push(SheetLine { number, cells: Vec::new() }),
        }
        let Some(line) = lines.last_mut() else { continue };
        line.cells.resize(line.cells.len().max(column as usize + 1), String::new());
        line.cells[column as usize] = text;
    }
    Ok(lines)
}

/// How many bytes a cell adds to what is kept.
fn length(cell: &DataRef<'_>) -> usize {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        DataRef::Error(_) | DataRef::Empty => 0,
        // A number, a day or a yes.
        DataRef::Int(_) | DataRef::Float(_) | DataRef::Bool(_) | DataRef::DateTime(_) => 8,
    }
}

/// A cell as people read it: a whole number without a point, a day as a day.
fn written(cell: &DataRef<'_>, is_1904: bool) -> String {
    match cell {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => plain(text),
        DataRef::SharedString(text) => plain(text),
        DataRef::Int(number) => number.to_string(),
        // Fifteen digits are kept exactly; beyond them the number is not the one that was typed.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => format!("{number:e}"),
        DataRef::Bool(is_true) => is_true.to_string(),
        DataRef::DateTime(at) => day(at, is_1904),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Without the signs that no list as text may have: what is shown must be read again as it is.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r'), " ")
}

fn day(at: &ExcelDateTime, is_1904: bool) -> String {
    let days = at.as_f64();
    // Up to the year 9999.
    if !(1.0..2_958_466.0).contains(&days) {
        return days.to_string();
    }
    EXCEL_DAY_0.plus(days as i32 + if is_1904 { FROM_1904 } else { 0 }).vn()
}

#[cfg(test)]
mod tests;
