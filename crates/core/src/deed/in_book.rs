//! What the book says of a paper beside its number and day: columns, written in the paper's template as
//! lines that an official reads.
//!
//! ```text
//! 18 | Người yêu cầu | Who asked | {applicant.name}
//! 30 | Giấy tờ | Papers |*papers| {ten}, {noi_cap}     a line for each of `papers`
//! +8 | Số bản | Copies | {copies}                      summed when the book is closed
//! ```

use super::body::{Inline, PieceWhat, Reader, Wrong, cells};
use super::field::{FieldKind, Filling, Names, Said};
use crate::Refusal;

/// A column of a book.
#[derive(Debug, Clone, PartialEq)]
pub struct BookColumn {
    /// What stands over it.
    pub label: String,
    /// The same in English.
    pub label_en: String,
    /// Its share of the width of a page.
    pub width: u16,
    /// Its numbers are summed when the book is closed.
    pub is_summed: bool,
    /// The list of which it has a line for each row.
    pub(super) each: Option<String>,
    pub(super) says: Inline,
}

impl BookColumn {
    /// The number that counts for the sum of the book; none where the paper says none.
    pub fn counted(&self, filling: &Filling) -> Option<u64> {
        let field = |what: &PieceWhat| match what {
            PieceWhat::Field { name, .. } => Some(name.clone()),
            PieceWhat::Text(_) | PieceWhat::NewLine => None,
        };
        let name = self.says.iter().find_map(|piece| field(&piece.what)).filter(|_| self.is_summed)?;
        match filling.get(&name)? {
            Said::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// What is known of a paper for its book, beside what it says itself.
pub(super) const OF_BOOK: &[(&str, FieldKind)] = &[
    // What kind of paper it is, and whose.
    ("title", FieldKind::Text),
    ("whose", FieldKind::Text),
    // Who asked for it.
    ("applicant.name", FieldKind::Text),
    // What was compared with its original.
    ("compared.names", FieldKind::Text),
    ("compared.copies", FieldKind::Number),
    ("compared.pages", FieldKind::Number),
    // What it costs, in đồng.
    ("fee", FieldKind::Number),
];

/// The columns of a book of papers whose templates name none (NĐ 30/2020 Điều 15: number and day, which
/// every book has, type and summary, signer, recipient, copies; the official form was not read).
const USUAL: &str = "\
30 | Loại, trích yếu | Type, summary | {title} \\ {whose}
16 | Người ký | Signer | {signer}
16 | Nơi nhận | Recipient | {applicant.name}
8 | Số bản | Copies |";

/// See [`USUAL`].
pub(crate) fn usual() -> Vec<BookColumn> {
    read(USUAL, &Names { fields: &[], more: OF_BOOK }).0
}

/// Reads the columns; with every mistake.
pub(super) fn read(text: &str, names: &Names<'_>) -> (Vec<BookColumn>, Vec<Wrong>) {
    let mut reader = Reader::new(names);
    let mut columns: Vec<BookColumn> = Vec::new();
    let lines = text.lines().map(str::trim).enumerate();
    for (at, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with("//")) {
        let parts: Vec<&str> = cells(line).map(str::trim).collect();
        let (width, label, label_en, each, says) = match parts[..] {
            [width, label, label_en, says] => (width, label, label_en, None, says),
            [width, label, label_en, each, says] if each.starts_with('*') => {
                (width, label, label_en, Some(each[1..].trim()), says)
            }
            _ => {
                reader.refuse(at, Refusal::of("deed.cells").with("found", parts.len()).with("want", 4));
                continue;
            }
        };
        let (is_summed, width) = (width.starts_with('+'), width.trim_start_matches('+'));
        let width = reader.number(at, width).unwrap_or(1);
        if columns.iter().any(|column| column.label == label) {
            reader.refuse(at, Refusal::of("deed.field-twice").with("name", label));
        }
        let says = reader.inline_of(at, each, says);
        let is_number = |name: &String| each.is_none() && names.kind(name) == Some(FieldKind::Number);
        let numbers = says.iter().filter_map(|piece| match &piece.what {
            PieceWhat::Field { name, .. } => Some(is_number(name)),
            PieceWhat::Text(_) | PieceWhat::NewLine => None,
        });
        if is_summed && numbers.collect::<Vec<_>>() != [true] {
            reader.refuse(at, Refusal::of("deed.not-summed").with("name", label));
        }
        let (label, label_en) = (label.to_string(), label_en.to_string());
        columns.push(BookColumn { label, label_en, width, is_summed, each: each.map(str::to_string), says });
    }
    (columns, reader.into_wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_columns_are_read_without_a_mistake() {
        let (columns, wrong) = read(USUAL, &Names { fields: &[], more: OF_BOOK });
        assert_eq!((columns.len(), wrong), (4, Vec::new()));
    }

    #[test]
    fn a_column_that_cannot_be_is_told_with_its_line() {
        for (text, code) in [
            ("8 | Số bản | Copies", "deed.cells"),
            ("x | Số bản | Copies | {fee}", "deed.not-a-measure"),
            ("8 | Số bản | Copies | {nobody}", "deed.unknown-field"),
            ("8 | Số bản | Copies |*nobody| {fee}", "deed.unknown-field"),
            ("+8 | Số bản | Copies | {title}", "deed.not-summed"),
            ("+8 | Số bản | Copies | {fee} {fee}", "deed.not-summed"),
            ("+8 | Số bản | Copies | hai", "deed.not-summed"),
            ("8 | A | A | {fee}\n8 | A | B | {fee}", "deed.field-twice"),
        ] {
            let (_, wrong) = read(text, &Names { fields: &[], more: OF_BOOK });
            let last = text.lines().count() - 1;
            assert_eq!(wrong.first().map(|(at, why)| (*at, why.code)), Some((last, code)), "{text}");
        }
    }
}
