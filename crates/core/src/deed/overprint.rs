//! Phôi: stock that a ministry printed (birth and marriage certificates, Thông tư 04/2020/TT-BTP), on which
//! only what is known is printed. Where it stands is measured with a ruler and written line by line:
//!
//! ```text
//! @sheet 210 297                     the sheet in mm; A4 where nothing is said
//! @size 13                           the size from here on
//! 62 95.5 120 8 **{name|upper}**     left edge, dotted line, length, room above it, in mm: what stands there
//! ?born 62 103 120 8 {born|words}    only where `born` says something
//! // not printed
//! ```

use super::block::Run;
use super::body::{Inline, Reader, When, Wrong};
use super::field::Names;
use crate::Refusal;

/// A length in tenths of a millimetre.
pub type Tenths = u16;

/// What is printed on a sheet of stock, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overprint {
    /// What the paper is.
    pub title: String,
    /// The sheet.
    pub width: Tenths,
    /// See `width`.
    pub height: Tenths,
    /// From top to bottom, as it is read aloud.
    pub places: Vec<Overlay>,
}

/// Words in their place on a sheet of stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Where.
    pub place: StockPlace,
    /// The largest size in points; what does not fit is printed smaller.
    pub size: u16,
    /// The words.
    pub runs: Vec<Run>,
}

/// A place on a sheet of stock: a line to write on, and the room above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StockPlace {
    /// From the left edge of the sheet to where the line begins.
    pub left: Tenths,
    /// From the upper edge to the line.
    pub base: Tenths,
    /// How long the line is.
    pub width: Tenths,
    /// How much room there is above it.
    pub high: Tenths,
}

/// The stock of a template, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stock {
    pub(super) sheet: [Tenths; 2],
    pub(super) places: Vec<StockLine>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct StockLine {
    /// In which line of the text, from 0.
    pub(super) at: usize,
    pub(super) when: Option<When>,
    pub(super) place: StockPlace,
    pub(super) size: u16,
    pub(super) text: Inline,
}

const A4: [Tenths; 2] = [2100, 2970];
const SIZE: u16 = 13;

/// Reads it; with every mistake.
pub(super) fn read(text: &str, names: &Names<'_>) -> (Stock, Vec<Wrong>) {
    let mut reader = Reader::new(names);
    let (mut sheet, mut size, mut places) = (A4, SIZE, Vec::new());
    let said = |line: &&str| !line.is_empty() && !line.starts_with("//");
    for (at, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| said(line)) {
        let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
        match mark {
            "@sheet" => match measures::<2>(rest) {
                Some((found, "")) => sheet = found,
                _ => reader.refuse(at, Refusal::of("deed.not-a-place").with("value", rest)),
            },
            "@size" => size = reader.number(at, rest.trim()).unwrap_or(size),
            _ if mark.starts_with('@') => {
                reader.refuse(at, Refusal::of("deed.unknown-mark").with("mark", mark));
            }
            _ => {
                let (when, line) = reader.condition(at, line);
                let Some(([left, base, width, high], text)) = measures::<4>(line) else {
                    reader.refuse(at, Refusal::of("deed.not-a-place").with("value", line));
                    continue;
                };
                let place = StockPlace { left, base, width, high };
                if !place.is_on(sheet) {
                    reader.refuse(at, Refusal::of("deed.off-the-sheet").with("value", line));
                }
                places.push(StockLine { at, when, place, size, text: reader.inline(at, text) });
            }
        }
    }
    (Stock { sheet, places }, reader.into_wrong())
}

impl StockPlace {
    fn is_on(self, [width, height]: [Tenths; 2]) -> bool {
        let sum = |a: Tenths, b: Tenths| u32::from(a) + u32::from(b);
        sum(self.left, self.width) <= width.into() && self.base <= height && self.high <= self.base
    }
}

/// So many measures in millimetres, and what stands behind them.
fn measures<const N: usize>(text: &str) -> Option<([Tenths; N], &str)> {
    let (mut found, mut rest) = ([0; N], text.trim());
    for measure in &mut found {
        let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
        *measure = u16::try_from(tenths(word)?).ok().filter(|tenths| *tenths > 0)?;
        rest = behind.trim_start();
    }
    Some((found, rest))
}

/// Millimetres as people write them (`62`, `62.5`, `62,5`, `-1,5`) in tenths; none for what is no such
/// measure, or is beyond a metre.
pub fn tenths(written: &str) -> Option<i32> {
    let (sign, digits) = match written.trim() {
        text if text.starts_with('-') => (-1, &text[1..]),
        text => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fits = is_digits(whole, 3) && is_digits(part, 1);
    fits.then(|| Some(sign * (whole.parse::<i32>().ok()? * 10 + part.parse::<i32>().ok()?)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_read_as_people_write_them() {
        let table = [
            ("62", Some(620)),
            ("62.5", Some(625)),
            ("62,5", Some(625)),
            ("-1,5", Some(-15)),
            ("+2", Some(20)),
            ("-0,5", Some(-5)),
            ("0", Some(0)),
            ("", None),
            ("-", None),
            ("1.25", None),
            ("1.", None),
            ("1234", None),
            ("ba", None),
        ];
        for (written, want) in table {
            assert_eq!(tenths(written), want, "{written}");
        }
    }

    #[test]
    fn every_line_that_is_no_place_is_named() {
        let table = [
            ("62 95 120 8 Số 5", None),
            ("@sheet 148 210\n20 200 100 8 x", None),
            ("62 95 120 x", Some((0, "deed.not-a-place"))),
            ("62 95 120", Some((0, "deed.not-a-place"))),
            ("\n62 95 0 8 x", Some((1, "deed.not-a-place"))),
            ("100 95 120 8 x", Some((0, "deed.off-the-sheet"))),
            ("@sheet 148 210\n20 220 100 8 x", Some((1, "deed.off-the-sheet"))),
            ("62 5 20 8 x", Some((0, "deed.off-the-sheet"))),
            ("@sheet 148", Some((0, "deed.not-a-place"))),
            ("@table 1 1", Some((0, "deed.unknown-mark"))),
            ("62 95 120 8 {nobody}", Some((0, "deed.unknown-field"))),
        ];
        for (text, want) in table {
            let (_, wrong) = read(text, &Names { fields: &[], more: &[] });
            let found = wrong.first().map(|(line, why)| (*line, why.code));
            assert_eq!(found, want, "{text}");
        }
    }
}
