//! The twelve digits that name a person for life, and what they say by themselves:
//! three for the place where the birth was registered, one for century and sex, two
//! for the year, six at random. So a number that was read or typed wrongly mostly
//! disagrees with the birthday or the sex beside it. (Layout: TT 59/2021/TT-BCA,
//! as secondary sources give it; place codes are not checked, because no list of
//! them has been verified.)

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// A person's sex as papers write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sex {
    /// Nam
    #[strum(serialize = "nam")]
    Male,
    /// Nữ
    #[strum(serialize = "nu")]
    Female,
}

impl Sex {
    /// `nam` or `nu`, the word that forms use.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// From `nam`, `Nữ`, `NU`, `M`, `female` …
    pub fn parse(text: &str) -> Option<Sex> {
        match crate::text::fold(text).as_str() {
            "nam" | "m" | "male" => Some(Sex::Male),
            "nu" | "f" | "female" => Some(Sex::Female),
            _ => None,
        }
    }
}

/// A personal identification number of twelve digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdentityNumber(String);

/// The first century of the digit for century and sex: 0 and 1 are men and women
/// born from 1900 on, 2 and 3 from 2000 on.
const FIRST_YEAR: i32 = 1900;
/// Digits of centuries that have not begun are nobody's.
const CENTURY_DIGIT_MAX: u8 = 3;

impl IdentityNumber {
    /// Reads twelve digits, with or without spaces, dots and hyphens between them.
    pub fn parse(text: &str) -> Result<IdentityNumber, Refusal> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        if digits.len() != 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::of("identity.not-twelve-digits"));
        }
        let number = IdentityNumber(digits);
        if number.digit(3) > CENTURY_DIGIT_MAX {
            return Err(Refusal::of("identity.nobody-yet").with("digit", number.digit(3)));
        }
        Ok(number)
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of the place where the birth was registered.
    pub fn place(&self) -> &str {
        &self.0[..3]
    }

    /// The sex that it says.
    pub fn sex(&self) -> Sex {
        if self.digit(3).is_multiple_of(2) { Sex::Male } else { Sex::Female }
    }

    /// The year of birth that it says.
    pub fn birth_year(&self) -> i32 {
        let century = FIRST_YEAR + 100 * i32::from(self.digit(3) / 2);
        century + i32::from(self.digit(4) * 10 + self.digit(5))
    }

    /// Refuses a birthday of another year. `born` is `yyyy`, `yyyy-MM` or
    /// `yyyy-MM-dd`; one without a readable year is left to whoever judges dates.
    pub fn must_agree_with_birth(&self, born: &str) -> Result<(), Refusal> {
        let year: Option<i32> = born.get(..4).and_then(|year| year.parse().ok());
        match year {
            Some(year) if year != self.birth_year() => Err(Refusal::of("identity.other-year")
                .with("in_number", self.birth_year())
                .with("given", year)),
            _ => Ok(()),
        }
    }

    /// Refuses the other sex.
    pub fn must_agree_with_sex(&self, sex: Sex) -> Result<(), Refusal> {
        if sex == self.sex() { Ok(()) } else { Err(Refusal::of("identity.other-sex")) }
    }

    fn digit(&self, at: usize) -> u8 {
        self.0.as_bytes()[at] - b'0'
    }
}

impl fmt::Display for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_century_sex_and_year() {
        for (text, year, sex) in [
            ("046090001234", 1990, Sex::Male),
            ("046 190 001 234", 1990, Sex::Female),
            ("046.200.001.234", 2000, Sex::Male),
            ("046-325-001234", 2025, Sex::Female),
            ("001145000001", 1945, Sex::Female),
        ] {
            let number = IdentityNumber::parse(text).unwrap();
            assert_eq!((number.birth_year(), number.sex()), (year, sex), "{text}");
            assert_eq!(number.as_str().len(), 12);
        }
        assert_eq!(IdentityNumber::parse("046090001234").unwrap().place(), "046");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for (text, code) in [
            ("", "identity.not-twelve-digits"),
            ("46090001234", "identity.not-twelve-digits"),
            ("0460900012345", "identity.not-twelve-digits"),
            ("04609000123O", "identity.not-twelve-digits"),
            ("０46090001234", "identity.not-twelve-digits"),
            ("046490001234", "identity.nobody-yet"),
            ("046990001234", "identity.nobody-yet"),
        ] {
            assert_eq!(IdentityNumber::parse(text).unwrap_err().code, code, "{text}");
        }
    }

    #[test]
    fn it_must_agree_with_what_stands_beside_it() {
        let number = IdentityNumber::parse("046190001234").unwrap();
        for (born, right) in [
            ("1990", true),
            ("1990-02", true),
            ("1990-02-28", true),
            ("1991", false),
            ("2090-02-28", false),
            ("", true),
            ("năm", true),
        ] {
            assert_eq!(number.must_agree_with_birth(born).is_ok(), right, "{born}");
        }
        assert!(number.must_agree_with_sex(Sex::Female).is_ok());
        assert_eq!(number.must_agree_with_sex(Sex::Male).unwrap_err().code, "identity.other-sex");
    }

    #[test]
    fn sex_is_read_in_all_written_ways() {
        for (text, sex) in [
            ("Nam", Some(Sex::Male)),
            ("Nữ", Some(Sex::Female)),
            ("NU\u{031b}\u{0303}", Some(Sex::Female)),
            ("nu", Some(Sex::Female)),
            ("Female", Some(Sex::Female)),
            ("khác", None),
            ("", None),
        ] {
            assert_eq!(Sex::parse(text), sex, "{text}");
        }
    }
}
