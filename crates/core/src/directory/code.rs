//! Codes of areas and of agencies. One area has several agencies (People's
//! Committee, police, health station), so the two never stand in for each other.

use crate::Refusal;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU8;

/// Code of an administrative unit: two digits for a province (`46`), five for a
/// commune (`19789`). It is text: `00004` is not `4`. Source: the list of
/// QĐ 19/2025/QĐ-TTg.
///
/// The list of 2025 reuses the code of one of the merged communes for most new
/// ones, so a code alone does not say whether it is meant before or after
/// 2025-07-01; a day does.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitCode {
    /// The digits, of a province with zeros behind them: a nation's directory has tens of
    /// thousands of codes, and so each takes six bytes.
    digits: [u8; DIGITS_MAX],
    length: NonZeroU8,
}

const DIGITS_MAX: usize = 5;

impl UnitCode {
    /// Two or five digits, spaces around them forgiven; anything else is
    /// refused as `directory.unit-code-shape`.
    pub fn parse(text: &str) -> Result<UnitCode, Refusal> {
        let code = text.trim();
        let refused = || Refusal::of("directory.unit-code-shape").with("value", text);
        let fits = matches!(code.len(), 2 | DIGITS_MAX) && code.bytes().all(|b| b.is_ascii_digit());
        let length = u8::try_from(code.len()).ok().and_then(NonZeroU8::new);
        let length = length.filter(|_| fits).ok_or_else(refused)?;
        let mut digits = [0; DIGITS_MAX];
        digits[..code.len()].copy_from_slice(code.as_bytes());
        Ok(UnitCode { digits, length })
    }

    /// The code as it is printed.
    pub fn as_str(&self) -> &str {
        // Digits are always text.
        std::str::from_utf8(&self.digits[..usize::from(self.length.get())]).unwrap_or_default()
    }

    /// Two digits: a province or a centrally run city.
    pub fn is_province(&self) -> bool {
        self.length.get() == 2
    }
}

impl fmt::Debug for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnitCode").field(&self.as_str()).finish()
    }
}

/// Code of an agency in the national list, from which its dossier codes begin:
/// a letter and two digits, then groups of two or three digits (`H57`,
/// `H57.12`, `H21.227`). Source: TT 01/2018/TT-VPCP art. 19 and the practice
/// since QĐ 20/2020/QĐ-TTg; three-digit groups exist since July 2025.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgencyCode(Box<str>);

impl AgencyCode {
    /// `^[A-Z]\d{2}(\.\d{2,3})*$`; lower case and spaces around are forgiven,
    /// anything else is refused as `directory.agency-code-shape`.
    pub fn parse(text: &str) -> Result<AgencyCode, Refusal> {
        let code = text.trim().to_ascii_uppercase();
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let mut groups = code.split('.');
        let head = groups.next().unwrap_or_default();
        let head_fits =
            head.len() == 3 && head.starts_with(|c: char| c.is_ascii_uppercase()) && digits(&head[1..]);
        if head_fits && groups.all(|group| matches!(group.len(), 2 | 3) && digits(group)) {
            Ok(AgencyCode(code.into()))
        } else {
            Err(Refusal::of("directory.agency-code-shape").with("value", text))
        }
    }

    /// The code as it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! text_code {
    ($code:ident) => {
        impl fmt::Display for $code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<$code> for String {
            fn from(code: $code) -> String {
                code.as_str().into()
            }
        }

        impl TryFrom<String> for $code {
            type Error = String;

            fn try_from(text: String) -> Result<$code, String> {
                $code::parse(&text).map_err(|refusal| format!("{}: {text:?}", refusal.code))
            }
        }
    };
}

text_code!(UnitCode);
text_code!(AgencyCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_code_is_two_or_five_digits_and_keeps_its_zeros() {
        for (given, want) in
            [("00004", Some("00004")), (" 46 ", Some("46")), ("08", Some("08")), ("19789", Some("19789"))]
        {
            assert_eq!(UnitCode::parse(given).ok().as_ref().map(UnitCode::as_str), want, "{given}");
        }
        for given in ["", "4", "460", "1978", "197890", "1978a", "４６", "-1", "19 89"] {
            let refusal = UnitCode::parse(given).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.arg("value")),
                ("directory.unit-code-shape", Some(given)),
                "{given}"
            );
        }
    }

    #[test]
    fn unit_codes_stand_in_the_order_of_their_text() {
        let mut given = ["46", "19789", "460", "46001", "04", "00004", "99", "45999"]
            .map(|code| code.to_string())
            .to_vec();
        given.retain(|code| UnitCode::parse(code).is_ok());
        let mut codes: Vec<UnitCode> = given.iter().map(|code| UnitCode::parse(code).unwrap()).collect();
        codes.sort();
        given.sort();
        assert_eq!(codes.iter().map(UnitCode::as_str).collect::<Vec<_>>(), given);
        assert_eq!(format!("{:?}", codes[0]), "UnitCode(\"00004\")");
    }

    #[test]
    fn an_agency_code_is_a_letter_two_digits_and_groups() {
        for (given, want) in [
            ("H57", "H57"),
            ("h57.12", "H57.12"),
            (" H21.227 ", "H21.227"),
            ("G01.899.101", "G01.899.101"),
            ("H57.00.14", "H57.00.14"),
        ] {
            assert_eq!(AgencyCode::parse(given).map(String::from), Ok(want.to_string()), "{given}");
        }
        for given in
            ["", "57", "H5", "H577", "H57.", "H57.1", "H57.1234", "H57..12", "Đ57", "Ư5", "H57-12", ".12"]
        {
            assert_eq!(AgencyCode::parse(given).unwrap_err().code, "directory.agency-code-shape", "{given}");
        }
    }

    #[test]
    fn a_wrong_code_does_not_get_in_through_json() {
        assert_eq!(serde_json::from_str::<UnitCode>("\"00004\"").unwrap().as_str(), "00004");
        assert_eq!(serde_json::from_str::<AgencyCode>("\"h57.101\"").unwrap().as_str(), "H57.101");
        assert_eq!(serde_json::to_string(&UnitCode::parse("08").unwrap()).unwrap(), "\"08\"");
        assert!(serde_json::from_str::<UnitCode>("\"4\"").is_err());
        assert!(serde_json::from_str::<UnitCode>("4").is_err());
        assert!(serde_json::from_str::<AgencyCode>("\"57\"").is_err());
    }
}
