//! The dossier code that people read, say on the telephone and type.

use crate::directory::AgencyCode;
use crate::{Day, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;

/// `H57.101-250714-0042`: agency, day, and the number that the agency's counter
/// gave that day. Practice since QĐ 20/2020; the older form of TT 01/2018 art 19
/// puts the province last (`000.00.12.H57-251103-0042`) and is accepted on input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DossierCode {
    /// The agency that drew the number: the receiving one.
    pub agency: AgencyCode,
    /// The day the number was drawn.
    pub day: Day,
    /// From 1; four digits, more when a day has ten thousand dossiers: it widens
    /// and never wraps.
    pub number: u32,
}

impl DossierCode {
    /// Reads a code in any written form: lower case, spaces, missing dashes, the
    /// old order with the province last.
    pub fn parse(text: &str) -> Result<DossierCode, Refusal> {
        read(text).ok_or_else(|| Refusal::of("dossier.code-shape").at("code").with("given", clipped(text)))
    }
}

/// So that a refusal never repeats a whole novel.
fn clipped(text: &str) -> String {
    text.chars().take(40).collect()
}

fn read(text: &str) -> Option<DossierCode> {
    if text.len() > 120 {
        return None;
    }
    let mut letters = String::new();
    for ch in text.trim().chars().flat_map(char::to_uppercase) {
        match ch {
            '-' | '–' | '—' | '‑' | '_' | '/' => letters.push('-'),
            c if c.is_whitespace() => {}
            c if c.is_ascii_alphanumeric() || c == '.' => letters.push(c),
            _ => return None,
        }
    }
    let (agency, day, number) = split(&letters)?;
    Some(DossierCode { agency: agency_in_new_order(agency)?, day: short_day(day)?, number })
}

/// Agency, six digits of the day, number; the dashes may be missing.
fn split(text: &str) -> Option<(&str, &str, u32)> {
    let parts: Vec<&str> = text.split('-').filter(|p| !p.is_empty()).collect();
    let (agency, day, number) = match parts[..] {
        [agency, day, number] => (agency, day, number),
        [agency, tail] if tail.len() >= 10 => (agency, tail.get(..6)?, tail.get(6..)?),
        [head, number] => {
            let cut = head.len().checked_sub(6)?;
            (head.get(..cut)?, head.get(cut..)?, number)
        }
        // No dash at all: the last group of the agency has two or three digits,
        // the day six, the number four. Longer numbers cannot be told apart
        // without a dash.
        [all] => {
            let cut = all.len().checked_sub(10)?;
            (all.get(..cut)?, all.get(cut..cut + 6)?, all.get(cut + 6..)?)
        }
        _ => return None,
    };
    let digits = number.bytes().all(|b| b.is_ascii_digit()) && (4..=6).contains(&number.len());
    let number: u32 = digits.then(|| number.parse().ok())??;
    (number > 0).then_some((agency, day, number))
}

/// `000.00.12.H57` → `H57.12`; `H57.12` stays. Groups of zeros say nothing.
fn agency_in_new_order(text: &str) -> Option<AgencyCode> {
    let mut groups: Vec<&str> = text.split('.').collect();
    if groups.last().is_some_and(|last| last.starts_with(|c: char| c.is_ascii_alphabetic())) {
        groups.reverse();
        groups.retain(|group| !group.bytes().all(|b| b == b'0'));
    }
    AgencyCode::parse(&groups.join(".")).ok()
}

fn short_day(text: &str) -> Option<Day> {
    if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let pair = |at: usize| text[at..at + 2].parse::<u32>().ok();
    Day::of(2000 + pair(0)? as i32, pair(2)?, pair(4)?)
}

impl fmt::Display for DossierCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day.ymd();
        write!(f, "{}-{:02}{month:02}{day:02}-{:04}", self.agency, year.rem_euclid(100), self.number)
    }
}

impl Serialize for DossierCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DossierCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<DossierCode, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        DossierCode::parse(&text).map_err(|_| serde::de::Error::custom("not a dossier code"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_written_forms_are_the_same_code() {
        let forms = [
            "H57.12-251103-0042",
            "000.00.12.H57-251103-0042",
            "h57.12-251103-0042",
            " H57.12 - 251103 - 0042 ",
            "H57.122511030042",
            "H57.12251103-0042",
            "H57.12-2511030042",
            "H57.12–251103–0042",
            "H57 .12 251103 0042",
        ];
        for form in forms {
            assert_eq!(DossierCode::parse(form).unwrap().to_string(), "H57.12-251103-0042", "{form}");
        }
    }

    #[test]
    fn other_agencies_and_long_numbers() {
        for (form, want) in [
            ("H57-250701-0001", "H57-250701-0001"),
            ("000.00.00.H55-250701-0001", "H55-250701-0001"),
            ("H21.227-250714-12345", "H21.227-250714-12345"),
            ("H01.189-240229-0007", "H01.189-240229-0007"),
            ("000.227.H21-250714-0001", "H21.227-250714-0001"),
        ] {
            assert_eq!(DossierCode::parse(form).unwrap().to_string(), want, "{form}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused_with_its_shape() {
        for bad in [
            "",
            "H57",
            "57.12-251103-0042",
            "H57.12-251332-0042",
            "H57.12-250229-0001",
            "H57.12-251103-42",
            "H57.12-251103-0000",
            "H57.12-251103-1234567",
            "H57.1-251103-0042",
            "H57.12-251103-00a2",
            "H57.12'; drop table",
            "H57.12-25110３-0042",
            "-----",
            &"9".repeat(500),
        ] {
            assert_eq!(DossierCode::parse(bad).unwrap_err().code, "dossier.code-shape", "{bad}");
        }
    }
}
