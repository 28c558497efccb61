//! What the QR on a citizen's card says, typed by a scanner that pretends to be a
//! keyboard. Seven fields between bars: number, old number, name, birthday, sex,
//! address, day of issue. Cards of the newer kind have more behind them, whose order
//! has not been verified, so they are left alone.
//!
//! Keyboards lose things: marks, leading zeros, the bar itself. What can be mended
//! without guessing is mended, what must be looked at is said ([`CardDoubt`]), and what
//! could be somebody else's is refused.

use super::identity_number::{IdentityNumber, Sex};
use crate::{Day, Refusal};
use unicode_normalization::UnicodeNormalization;

/// A person, as their card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The twelve digits.
    pub number: IdentityNumber,
    /// The number of the old identity card (9 digits); empty when there is none.
    pub old_number: String,
    /// Full name.
    pub name: String,
    /// Birthday.
    pub born: Day,
    /// Sex.
    pub sex: Sex,
    /// Where they live, as written on the day of issue.
    pub address: String,
    /// Day of issue, where the card says it.
    pub issued: Option<Day>,
    /// What somebody should look at.
    pub doubts: Vec<CardDoubt>,
}

/// What a person should look at, because the keyboard may have lost it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardDoubt {
    /// The name has no mark at all, or signs that are in no name.
    Name,
    /// The address has signs that are in no address.
    Address,
}

/// Longer than any card.
const TEXT_CHARS_MAX: usize = 1000;
/// A number, an old number, a name, a birthday, a sex, an address.
const FIELDS_MIN: usize = 6;

impl Card {
    /// Reads what the scanner typed.
    pub fn read(typed: &str) -> Result<Card, Refusal> {
        if typed.trim().is_empty() {
            return Err(Refusal::of("card.empty"));
        }
        if typed.chars().count() > TEXT_CHARS_MAX {
            return Err(Refusal::of("card.not-a-card"));
        }
        let text: String = typed.nfc().map(bar).collect();
        let fields: Vec<String> = text.trim_matches(is_wrapping).split('|').map(tidy).collect();
        if fields.len() < FIELDS_MIN {
            return Err(Refusal::of("card.not-a-card"));
        }
        let number = digits(&fields[0], 12, 10).ok_or_else(|| Refusal::of("card.number-unreadable"))?;
        let number = IdentityNumber::parse(&number).map_err(|_| Refusal::of("card.number-unreadable"))?;
        let name = fields[2].clone();
        if !name.chars().any(char::is_alphabetic) {
            return Err(Refusal::of("card.name-unreadable"));
        }
        let born = day(&fields[3]).ok_or_else(|| Refusal::of("card.born-unreadable"))?;
        let sex = Sex::parse(&fields[4]).unwrap_or(number.sex());
        let agrees = number.must_agree_with_birth(&born.to_string()).is_ok();
        if !agrees || number.must_agree_with_sex(sex).is_err() {
            // Better nothing than half of one person and half of another.
            return Err(Refusal::of("card.does-not-agree"));
        }
        let address = fields[5].clone();
        let mut doubts = Vec::new();
        if name.is_ascii() || has_odd_signs(&name) {
            doubts.push(CardDoubt::Name);
        }
        if has_odd_signs(&address) {
            doubts.push(CardDoubt::Address);
        }
        Ok(Card {
            old_number: digits(&fields[1], 9, 8).unwrap_or_default(),
            issued: fields.get(6).and_then(|text| day(text)),
            number,
            name,
            born,
            sex,
            address,
            doubts,
        })
    }
}

/// Keyboards of other countries type another bar.
fn bar(c: char) -> char {
    match c {
        '¦' | '│' | '｜' | '‖' | 'ǀ' => '|',
        other => other,
    }
}

/// What some scanners put around what they read: quotes, line ends, a byte order mark.
fn is_wrapping(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '"' | '\u{feff}')
}

/// One space between words, and nothing that cannot be seen.
fn tidy(field: &str) -> String {
    let seen: String =
        field.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| *c != '\u{feff}').collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So many digits; leading zeros that were lost come back. A scanner that says what
/// kind of code it read puts `]Q` and a digit in front.
fn digits(field: &str, whole: usize, least: usize) -> Option<String> {
    let field = match field.strip_prefix("]Q") {
        Some(rest) => rest.get(1..)?,
        None => field,
    };
    let is_number = !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (least..=whole).contains(&field.len())).then(|| format!("{field:0>whole$}"))
}

/// `ddmmyyyy`, `dmmyyyy` without its zero, or with separators.
fn day(field: &str) -> Option<Day> {
    let parts: Vec<&str> = field.split(['/', '-', '.']).collect();
    let text = match parts[..] {
        [day, month, year] => format!("{day:0>2}{month:0>2}{year}"),
        [one] => digits(one, 8, 7)?,
        _ => return None,
    };
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Day::of(text[4..].parse().ok()?, text[2..4].parse().ok()?, text[..2].parse().ok()?)
}

/// A question mark stands where a letter was that the keyboard does not have.
fn has_odd_signs(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '?' | '\u{fffd}' | '□'))
}
