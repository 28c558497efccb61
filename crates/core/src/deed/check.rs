//! Mã kiểm tra: what is printed below a paper so that anybody can check it. 80 random bits: with ten
//! million papers and a hundred guesses a second, a year finds one with a chance of 1 in 38 million.

use crate::letters::{check, letter, value_of};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

const LETTERS: usize = 16;

/// Sixteen letters that are drawn, and one by which a slip of the pen shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CheckCode(String);

impl CheckCode {
    /// From these random bytes.
    pub fn drawn(random: [u8; 10]) -> CheckCode {
        let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let values: Vec<u8> = (0..LETTERS).rev().map(|at| (bits >> (5 * at) & 31) as u8).collect();
        CheckCode(values.iter().chain([&check(&values)]).map(|value| letter((*value).into())).collect())
    }

    /// What somebody typed, in small letters or with spaces and dashes, an O for a 0 and an I or L for
    /// a 1; none where it cannot be a code.
    pub fn parse(text: &str) -> Option<CheckCode> {
        let mut values = Vec::with_capacity(LETTERS + 1);
        for typed in text.chars().filter(|typed| !typed.is_whitespace() && *typed != '-') {
            values.push(value_of(typed)?);
            if values.len() > LETTERS + 1 {
                return None;
            }
        }
        let (last, rest) = values.split_last()?;
        (rest.len() == LETTERS && check(rest) == *last)
            .then(|| CheckCode(values.iter().map(|value| letter((*value).into())).collect()))
    }

    /// As it is kept and stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In groups of four, as it is printed: `7K2M-9QXT-4B8N-HW3P-5`.
impl fmt::Display for CheckCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, letter) in self.0.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                to.write_str("-")?;
            }
            write!(to, "{letter}")?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for CheckCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<CheckCode, D::Error> {
        let text = String::deserialize(from)?;
        CheckCode::parse(&text).ok_or_else(|| serde::de::Error::custom("no check code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = CheckCode::drawn([0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0, 0x01, 0xff]);
        let printed = code.to_string();
        assert_eq!(printed.len(), 17 + 4);
        let typed =
            [printed.clone(), printed.to_lowercase(), printed.replace('-', " "), printed.replace('0', "o")];
        for typed in typed {
            assert_eq!(CheckCode::parse(&typed), Some(code.clone()), "{typed}");
        }
        assert_eq!(serde_json::from_str::<CheckCode>(&serde_json::to_string(&code).unwrap()).unwrap(), code);
    }

    #[test]
    fn one_wrong_letter_and_two_that_changed_places_are_seen() {
        let code = CheckCode::drawn([7, 99, 12, 250, 31, 8, 77, 141, 200, 5]);
        let letters: Vec<char> = code.as_str().chars().collect();
        for at in 0..letters.len() {
            for other in (0..32).map(letter).filter(|other| *other != letters[at]) {
                let mut wrong = letters.clone();
                wrong[at] = other;
                assert_eq!(CheckCode::parse(&wrong.iter().collect::<String>()), None);
            }
            if at + 1 < letters.len() && letters[at] != letters[at + 1] {
                let mut wrong = letters.clone();
                wrong.swap(at, at + 1);
                assert_eq!(CheckCode::parse(&wrong.iter().collect::<String>()), None);
            }
        }
        for wrong in ["", "7K2M", "U".repeat(17).as_str(), "0".repeat(40).as_str()] {
            assert_eq!(CheckCode::parse(wrong), None, "{wrong}");
        }
    }
}
