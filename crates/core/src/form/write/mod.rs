//! The ways in which people write things, and the one way in which an answer keeps
//! them: telephone numbers, dates, numbers, names.

mod date;
mod number;
mod phone;

pub use date::{PartialDate, boxes, is_date, is_partial_date, joined, read_date};
pub use number::read_number;
pub use phone::{is_phone, read_phone};

use crate::identity::IdentityNumber;
use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// One line of text: composed letters, single spaces, no control characters.
pub fn line(text: &str) -> Cow<'_, str> {
    if is_line(text) { Cow::Borrowed(text) } else { Cow::Owned(as_line(text)) }
}

fn as_line(text: &str) -> String {
    let seen: String =
        text.chars().filter(is_seen).nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether it is written so already, which almost everything is.
fn is_line(text: &str) -> bool {
    let mut before = ' ';
    let follows = |c: char| {
        let is_fine = match c {
            ' ' => before != ' ',
            c if c.is_ascii() => !c.is_ascii_control(),
            c => is_seen(&c) && !c.is_control() && !c.is_whitespace(),
        };
        before = c;
        is_fine
    };
    text.chars().all(follows) && !text.ends_with(' ') && is_composed(text)
}

/// Whether letters and marks are already the composed letters, as far as that is told quickly.
fn is_composed(text: &str) -> bool {
    // All Latin letters of Việt Nam stand alone, or composed in these two blocks.
    let is_plain = |c: char| c < '\u{0300}' || matches!(c, '\u{1e00}'..='\u{1eff}');
    text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Text of several lines: each line trimmed at its end, no empty lines around it.
pub fn lines(text: &str) -> Cow<'_, str> {
    if is_line(text) { Cow::Borrowed(text) } else { Cow::Owned(as_lines(text)) }
}

fn as_lines(text: &str) -> String {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_seen).nfc().collect();
    let clean = |line: &str| -> String {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        line.trim_end().to_string()
    };
    let lines: Vec<String> = text.split('\n').map(clean).collect();
    lines.join("\n").trim().to_string()
}

/// Not one of the signs that nobody sees and that make equal texts differ.
fn is_seen(c: &char) -> bool {
    !matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

/// Digits without what people put between them; other text stays as it is.
pub fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect()
}

/// `ho-ten`: letters of any people of Việt Nam, with spaces, apostrophes, hyphens
/// and full stops between them; no digits.
pub fn is_name(text: &str) -> bool {
    let allowed =
        |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '\'' | '’' | 'ʼ' | '-' | '.');
    text.chars().next().is_some_and(char::is_alphabetic) && text.chars().all(allowed)
}

/// Marks that have no composed letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// `so-dinh-danh`: twelve digits that can be somebody's.
pub fn is_identity(text: &str) -> bool {
    text.len() == 12
        && IdentityNumber::parse(text).is_ok_and(|number| super::identity::is_place(number.place()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_so_already_is_what_writing_it_gives() {
        let signs = ('\0'..=char::MAX).filter(|sign| !sign.is_ascii_alphanumeric());
        let texts = signs.flat_map(|sign| [format!("a{sign}b"), format!("{sign}b"), format!("a{sign}")]);
        let mut as_they_were = 0;
        for text in
            texts.chain(["", "  ", "a  b", "Nguyễn Thị Hoa", "Nguye\u{302}\u{303}n"].map(String::from))
        {
            assert_eq!(line(&text), as_line(&text), "{text:?}");
            assert_eq!(lines(&text), as_lines(&text), "{text:?}");
            as_they_were += usize::from(matches!(line(&text), Cow::Borrowed(_)));
        }
        assert!(as_they_were > 1_000_000, "most are written so: {as_they_were}");
    }
}
