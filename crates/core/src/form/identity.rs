//! What a number of twelve digits says, held against what else was answered.

use crate::Refusal;
use crate::identity::{IdentityNumber, Sex};

/// Codes of the place where a birth was registered: the 63 provinces of before July
/// 2025, whose codes live on in the numbers that were given (TT 59/2021/TT-BCA, annex;
/// known from secondary sources). From 100 on they are other countries.
const PROVINCES: [&str; 63] = [
    "001", "002", "004", "006", "008", "010", "011", "012", "014", "015", "017", "019", "020", "022", "024",
    "025", "026", "027", "030", "031", "033", "034", "035", "036", "037", "038", "040", "042", "044", "045",
    "046", "048", "049", "051", "052", "054", "056", "058", "060", "062", "064", "066", "067", "068", "070",
    "072", "074", "075", "077", "079", "080", "082", "083", "084", "086", "087", "089", "091", "092", "093",
    "094", "095", "096",
];

/// Whether births are registered at a place with this code.
pub(super) fn is_place(code: &str) -> bool {
    code >= "100" || PROVINCES.contains(&code)
}

/// Holds a number against birthday and sex, as far as they are known.
pub fn must_agree(number: &str, born: Option<&str>, sex: Option<Sex>) -> Result<(), Refusal> {
    let number = IdentityNumber::parse(number)?;
    if !is_place(number.place()) {
        return Err(Refusal::of("identity.no-such-place").with("place", number.place()));
    }
    if let Some(born) = born {
        number.must_agree_with_birth(born)?;
    }
    sex.map_or(Ok(()), |sex| number.must_agree_with_sex(sex))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_agrees_with_birthday_and_sex_or_says_with_what_it_does_not() {
        let (male, female) = (Some(Sex::Male), Some(Sex::Female));
        let table: [(&str, Option<&str>, Option<Sex>, &str); 18] = [
            ("046090001234", Some("1990-05-01"), male, ""),
            ("046090001234", Some("1990"), male, ""),
            ("046090001234", Some("1990-05"), None, ""),
            ("046090001234", None, None, ""),
            ("046190001234", Some("1990"), female, ""),
            ("046210001234", Some("2010-02-03"), male, ""),
            ("046310001234", Some("2010"), female, ""),
            ("046 310 001 234", Some("2010"), female, ""),
            ("101090001234", Some("1990"), male, ""),
            ("046090001234", Some("1991-05-01"), male, "identity.other-year"),
            ("046290001234", Some("1990"), male, "identity.other-year"),
            ("046190001234", Some("1990"), male, "identity.other-sex"),
            ("046090001234", Some("1990"), female, "identity.other-sex"),
            ("003090001234", Some("1990"), male, "identity.no-such-place"),
            ("000090001234", None, None, "identity.no-such-place"),
            ("046990001234", None, None, "identity.nobody-yet"),
            ("04609000123", None, None, "identity.not-twelve-digits"),
            ("04609000123a", None, None, "identity.not-twelve-digits"),
        ];
        for (number, born, sex, want) in table {
            let said = must_agree(number, born, sex).map_or_else(|refusal| refusal.code, |()| "");
            assert_eq!(said, want, "{number} {born:?} {sex:?}");
        }
    }

    #[test]
    fn every_old_province_has_its_code_and_no_other_number_has() {
        assert_eq!((0..100).filter(|code| is_place(&format!("{code:03}"))).count(), 63);
    }

    #[test]
    fn every_year_and_sex_agrees_with_its_own_number_and_no_other() {
        for year in 1900..2100 {
            for (sex, other) in [(Sex::Male, Sex::Female), (Sex::Female, Sex::Male)] {
                let century = (year - 1900) / 100 * 2 + i32::from(sex == Sex::Female);
                let number = format!("046{century}{:02}001234", year % 100);
                let say = |year: i32, sex| {
                    must_agree(&number, Some(&year.to_string()), Some(sex)).map_err(|refusal| refusal.code)
                };
                assert_eq!(say(year, sex), Ok(()));
                assert_eq!(say(year, other), Err("identity.other-sex"));
                for wrong in [year - 1, year + 1, year + 100, year - 100] {
                    assert_eq!(say(wrong, sex), Err("identity.other-year"));
                }
            }
        }
    }
}
