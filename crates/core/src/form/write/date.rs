//! Dates as people write them, and dates that may be only a year: old people know
//! no more, and their papers say no more.

use crate::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A date of which the day, or day and month, may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    /// Four digits.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u32>,
    /// Only with a month.
    pub day: Option<u32>,
}

/// Earlier years are slips of the hand.
const YEAR_MIN: i32 = 1800;

impl PartialDate {
    /// `yyyy`, `yyyy-MM` or `yyyy-MM-dd`, if there is such a date.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let mut next = |digits: usize| -> Option<Option<u32>> {
            let Some(part) = parts.next() else { return Some(None) };
            let is_number = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            is_number.then(|| part.parse().ok())
        };
        let (year, month, day) = (next(4)??, next(2)?, next(2)?);
        let year = i32::try_from(year).ok()?;
        let is_there = Day::of(year, month.unwrap_or(1), day.unwrap_or(1)).is_some();
        (parts.next().is_none() && is_there && (YEAR_MIN..=2200).contains(&year)).then_some(PartialDate {
            year,
            month,
            day,
        })
    }

    /// The first day that it can be.
    pub fn earliest(self) -> Day {
        Day::of(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).unwrap_or(Day(0))
    }

    /// The last day that it can be.
    pub fn latest(self) -> Day {
        let month = self.month.unwrap_or(12);
        let last = (28..=31).rev().find_map(|day| Day::of(self.year, month, self.day.unwrap_or(day)));
        last.unwrap_or(Day(0))
    }

    /// `27/03/1990`, `03/1990` or `1990`.
    pub fn vn(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{day:02}/{month:02}/{:04}", self.year),
            (Some(month), None) => format!("{month:02}/{:04}", self.year),
            _ => format!("{:04}", self.year),
        }
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = &'static str;

    fn try_from(text: String) -> Result<PartialDate, &'static str> {
        PartialDate::parse(&text).ok_or("no date, month or year")
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// `ngay`: a full date.
pub fn is_date(text: &str) -> bool {
    PartialDate::parse(text).is_some_and(|date| date.day.is_some())
}

/// `ngay-co-the-thieu`: a date, a month or a year.
pub fn is_partial_date(text: &str) -> bool {
    PartialDate::parse(text).is_some()
}

/// The kept form of a date in any written way: `27/3/1990`, `27-3-1990`, `27.3.1990`,
/// `3/1990`, `1990`, `1990-03-27`, `ngày 27 tháng 3 năm 1990`. The day stands first, as
/// everybody in Việt Nam writes it. What is no date comes back as it was written.
pub fn read_date(text: &str) -> String {
    let as_written = text.trim();
    if is_partial_date(as_written) {
        return as_written.to_string();
    }
    let words = crate::text::fold(as_written);
    let known = |word: &&str| !matches!(*word, "ngay" | "thang" | "nam");
    let parts: Vec<&str> = words.split(' ').filter(known).collect();
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return as_written.to_string();
    }
    let read = match parts[..] {
        [year] if year.len() == 4 => Some(year.to_string()),
        [year, month] if year.len() == 4 => Some(joined(year, month, "")),
        [month, year] if year.len() == 4 => Some(joined(year, month, "")),
        [year, month, day] if year.len() == 4 => Some(joined(year, month, day)),
        [day, month, year] if year.len() == 4 => Some(joined(year, month, day)),
        [digits] if digits.len() == 8 => Some(joined(&digits[4..], &digits[2..4], &digits[..2])),
        _ => None,
    };
    read.filter(|date| is_partial_date(date)).unwrap_or_else(|| as_written.to_string())
}

/// Three boxes as one date: the known parts, or, where they make no date, what was
/// typed, year first, so that [`boxes`] can give it back.
pub fn joined(year: &str, month: &str, day: &str) -> String {
    let (year, month, day) = (year.trim(), month.trim(), day.trim());
    let two = |part: &str| if part.len() == 1 { format!("0{part}") } else { part.to_string() };
    match (year, month, day) {
        ("", "", "") => String::new(),
        (year, "", "") => year.to_string(),
        (year, month, "") => format!("{year}-{}", two(month)),
        (year, month, day) => format!("{year}-{}-{}", two(month), two(day)),
    }
}

/// Day, month and year of a kept date for three boxes, also of one that is wrong.
pub fn boxes(kept: &str) -> [String; 3] {
    let mut parts = kept.splitn(3, '-').map(|part| part.trim_start_matches('0').to_string());
    let year = kept.split('-').next().unwrap_or_default().to_string();
    let (_, month, day) = (parts.next(), parts.next(), parts.next());
    [day.unwrap_or_default(), month.unwrap_or_default(), year]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_in_all_written_ways() {
        for (written, want) in [
            ("27/3/1990", "1990-03-27"),
            ("27-03-1990", "1990-03-27"),
            ("27.3.1990", "1990-03-27"),
            ("27 3 1990", "1990-03-27"),
            ("27031990", "1990-03-27"),
            ("1990-03-27", "1990-03-27"),
            ("ngày 27 tháng 3 năm 1990", "1990-03-27"),
            ("3/1990", "1990-03"),
            ("1990-03", "1990-03"),
            ("năm 1945", "1945"),
            (" 1945 ", "1945"),
            ("", ""),
        ] {
            assert_eq!(read_date(written), want, "{written}");
        }
        for no_date in
            ["30/2/1990", "31/6/1990", "13/1990", "32/1/1990", "hôm qua", "27/3/90", "0000", "1990-3-27-1"]
        {
            assert_eq!(read_date(no_date), no_date, "kept as it was written");
            assert!(!is_partial_date(no_date), "{no_date}");
        }
    }

    #[test]
    fn a_date_may_be_only_a_year_or_a_month() {
        for (kept, full, partial) in [
            ("1945", false, true),
            ("1945-02", false, true),
            ("1945-02-28", true, true),
            ("1945-02-29", false, false),
            ("2024-02-29", true, true),
            ("1945-13", false, false),
            ("1945-2", false, false),
            ("1799", false, false),
            ("19450", false, false),
            ("-02-01", false, false),
            ("1945-02-", false, false),
        ] {
            assert_eq!((is_date(kept), is_partial_date(kept)), (full, partial), "{kept}");
        }
    }

    #[test]
    fn a_year_is_all_of_its_days() {
        let days = |text| {
            let date = PartialDate::parse(text).unwrap();
            (date.earliest().to_string(), date.latest().to_string(), date.vn())
        };
        let want = |a: &str, b: &str, c: &str| (a.to_string(), b.to_string(), c.to_string());
        assert_eq!(days("1945"), want("1945-01-01", "1945-12-31", "1945"));
        assert_eq!(days("1944-02"), want("1944-02-01", "1944-02-29", "02/1944"));
        assert_eq!(days("1945-06-07"), want("1945-06-07", "1945-06-07", "07/06/1945"));
    }

    #[test]
    fn boxes_give_back_what_was_typed() {
        for (year, month, day) in
            [("1990", "3", "27"), ("1990", "", ""), ("1990", "12", ""), ("1990", "2", "30")]
        {
            assert_eq!(boxes(&joined(year, month, day)), [day, month, year]);
        }
        assert_eq!(joined("", "", ""), "");
        assert_eq!(boxes(&joined("", "2", "30")), ["30", "2", ""]);
    }

    #[test]
    fn every_day_of_two_centuries_is_read_back_from_every_way_of_writing() {
        for number in (Day::of(1900, 1, 1).unwrap().0)..=(Day::of(2100, 12, 31).unwrap().0) {
            let kept = Day(number).to_string();
            let (year, month, day) = Day(number).ymd();
            for written in [
                format!("{day}/{month}/{year}"),
                format!("{day:02}-{month:02}-{year}"),
                format!("{day:02}{month:02}{year}"),
                format!("ngày {day} tháng {month} năm {year}"),
            ] {
                assert_eq!(read_date(&written), kept, "{written}");
            }
            assert_eq!(joined(&year.to_string(), &month.to_string(), &day.to_string()), kept);
            assert_eq!(boxes(&kept), [day.to_string(), month.to_string(), year.to_string()]);
        }
    }
}
