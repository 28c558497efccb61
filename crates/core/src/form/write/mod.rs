//! The ways in which people write things, and the one way in which an answer keeps
//! them: telephone numbers, dates, numbers, names.

mod date;
mod number;
mod phone;

pub use date::{PartialDate, boxes, is_date, is_partial_date, joined, read_date};
pub use number::read_number;
pub use phone::{is_phone, read_phone};

pub use crate::text::{line, lines};

use crate::identity::IdentityNumber;

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
