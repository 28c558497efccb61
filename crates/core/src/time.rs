//! Moments and days. Việt Nam has kept UTC+7 without summer time since 1975, so
//! a civil time is the epoch time shifted by seven hours and nothing more.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;
const OFFSET_MS: i64 = 7 * 3_600_000;

/// Minute of a day, 0 to 1439; 1440 is the end of the day.
pub type Minute = u16;

/// A point in time: milliseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

/// A civil day in Việt Nam, as days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Thứ Hai
    Monday,
    /// Thứ Ba
    Tuesday,
    /// Thứ Tư
    Wednesday,
    /// Thứ Năm
    Thursday,
    /// Thứ Sáu
    Friday,
    /// Thứ Bảy
    Saturday,
    /// Chủ Nhật
    Sunday,
}

impl Weekday {
    /// Saturday or Sunday: the weekly rest days of public offices.
    pub fn is_weekend(self) -> bool {
        matches!(self, Weekday::Saturday | Weekday::Sunday)
    }
}

impl Moment {
    /// The civil day it falls on.
    pub fn day(self) -> Day {
        Day((self.0 + OFFSET_MS).div_euclid(DAY_MS) as i32)
    }

    /// Minutes since the civil midnight.
    pub fn minute(self) -> Minute {
        ((self.0 + OFFSET_MS).rem_euclid(DAY_MS) / MINUTE_MS) as Minute
    }

    /// The same moment plus so many milliseconds.
    pub fn plus_ms(self, ms: i64) -> Moment {
        Moment(self.0 + ms)
    }

    /// `2025-07-01T09:00` or `2025-07-01T09:00:30`, civil time in Việt Nam.
    pub fn parse(text: &str) -> Option<Moment> {
        let (day, clock) = text.split_once('T')?;
        let day = Day::parse(day)?;
        let mut parts = clock.split(':');
        let mut next = |limit: i64| -> Option<i64> {
            let part = parts.next()?;
            let value: i64 = (part.len() == 2).then(|| part.parse().ok())??;
            (0..limit).contains(&value).then_some(value)
        };
        let (hour, minute) = (next(24)?, next(60)?);
        let second = if clock.len() > 5 { next(60)? } else { 0 };
        parts.next().is_none().then_some(())?;
        Some(day.at(0).plus_ms(((hour * 60 + minute) * 60 + second) * 1000))
    }

    /// `09:05`.
    pub fn clock(self) -> String {
        let minute = self.minute();
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// ISO 8601 with the offset, `2025-07-01T09:00:00+07:00`: for machines.
    pub fn iso(self) -> String {
        let seconds = (self.0 + OFFSET_MS).rem_euclid(DAY_MS) / 1000;
        format!("{}T{:02}:{:02}:{:02}+07:00", self.day(), seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl Day {
    /// The day with this year, month and day of month, if it exists.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Day> {
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap(year) => 29,
            2 => 28,
            _ => return None,
        };
        if !(1..=last).contains(&day) || !(1..=9999).contains(&year) {
            return None;
        }
        // Days are counted in years that begin in March, so that the leap day is
        // the last of its year.
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month and day of month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let shifted = self.0 + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = ((month_from_march + 2) % 12 + 1) as u32;
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month, day)
    }

    /// `2025-07-01`; a date that does not exist is `None`.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<u32> {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
        };
        Day::of(number(0..4)? as i32, number(5..7)?, number(8..10)?)
    }

    /// The same day so many months later; the last of that month where it has no such day. None beyond
    /// the year 9999.
    pub fn plus_months(self, months: u16) -> Option<Day> {
        let (year, month, day) = self.ymd();
        let all = year * 12 + month as i32 - 1 + i32::from(months);
        let (year, month) = (all.div_euclid(12), all.rem_euclid(12) as u32 + 1);
        (day.saturating_sub(3)..=day).rev().find_map(|day| Day::of(year, month, day))
    }

    /// The moment so many minutes after this day's midnight.
    pub fn at(self, minute: Minute) -> Moment {
        Moment(i64::from(self.0) * DAY_MS - OFFSET_MS + i64::from(minute) * MINUTE_MS)
    }

    /// So many days later (or earlier).
    pub fn plus(self, days: i32) -> Day {
        Day(self.0 + days)
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        match (self.0 + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// `01/07/2025`: how people read a date.
    pub fn vn(self) -> String {
        let (year, month, day) = self.ymd();
        format!("{day:02}/{month:02}/{year}")
    }
}

impl fmt::Display for Day {
    /// `2025-07-01`: how machines read a date.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Day::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("no such date: {text:?} (want yyyy-MM-dd)")))
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_goes_to_a_date_and_back() {
        for day in -30_000..120_000 {
            let (y, m, d) = Day(day).ymd();
            assert_eq!(Day::of(y, m, d), Some(Day(day)));
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_not_parsed() {
        for text in [
            "2025-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-06-31",
            "2025-6-1",
            "abcd-01-01",
            "2025-07-0１",
            "",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(Day::parse("2024-02-29").map(|d| d.vn()).as_deref(), Some("29/02/2024"));
    }

    #[test]
    fn civil_time_is_utc_plus_seven() {
        let moment = Moment::parse("2025-07-01T06:59").unwrap();
        assert_eq!(moment.0, 1_751_327_940_000);
        assert_eq!((moment.day().to_string(), moment.clock()), ("2025-07-01".into(), "06:59".into()));
        assert_eq!(moment.iso(), "2025-07-01T06:59:00+07:00");
        assert_eq!(Day::parse("2025-07-01").unwrap().weekday(), Weekday::Tuesday);
        assert_eq!(Moment::parse("2025-07-01T24:00"), None);
        assert_eq!(Moment::parse("2025-07-01T9:00"), None);
        assert_eq!(
            Moment::parse("2025-07-01T09:00:30").unwrap().0 - Moment::parse("2025-07-01T09:00").unwrap().0,
            30_000
        );
    }
}
