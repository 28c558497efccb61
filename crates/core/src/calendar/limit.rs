//! How long an office may take.

use crate::Refusal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// Longest limit in calendar days: ten years.
const MOST_DAYS: u32 = 3_650;
/// Longest limit in working days: ten years of 250.
const MOST_WORKING_DAYS: u32 = 2_500;
/// Longest limit in working hours: the same at eight hours a day.
const MOST_WORKING_HOURS: u32 = 20_000;

/// A time limit as the law states it. Compact text, in data files and records:
/// `same_day`, `8 working_hours`, `3 working_days`, `30 days`, `planned`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Trong ngày: the same day, the next working day when received after 15:00.
    SameDay,
    /// Giờ làm việc: office hours, running from the moment of receipt.
    WorkingHours(u32),
    /// Ngày làm việc: working days, the first day not counted.
    WorkingDays(u32),
    /// Ngày: calendar days, the first day not counted.
    Days(u32),
    /// By a yearly plan: no date can be computed.
    Planned,
}

impl Limit {
    /// Reads the compact text. One is written with or without the plural
    /// (`1 day`). Refused: what is not such a text (`calendar.limit-unreadable`)
    /// and what [`Limit::check`] refuses.
    pub fn parse(text: &str) -> Result<Limit, Refusal> {
        let unreadable = || Refusal::of("calendar.limit-unreadable").with("limit", text);
        let limit = match text {
            "same_day" => Limit::SameDay,
            "planned" => Limit::Planned,
            _ => {
                let (number, unit) = text.split_once(' ').ok_or_else(unreadable)?;
                if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
                    return Err(unreadable());
                }
                // Digits alone fail to be a number only by being too many.
                let number = number.parse().unwrap_or(u32::MAX);
                match unit {
                    "working_hours" | "working_hour" => Limit::WorkingHours(number),
                    "working_days" | "working_day" => Limit::WorkingDays(number),
                    "days" | "day" => Limit::Days(number),
                    _ => return Err(unreadable()),
                }
            }
        };
        limit.check().map(|()| limit)
    }

    /// Refuses a limit of nothing (`calendar.limit-zero`) and one beyond ten
    /// years (`calendar.limit-too-long`): both are typing errors.
    pub fn check(self) -> Result<(), Refusal> {
        let (number, most) = match self {
            Limit::SameDay | Limit::Planned => return Ok(()),
            Limit::WorkingHours(n) => (n, MOST_WORKING_HOURS),
            Limit::WorkingDays(n) => (n, MOST_WORKING_DAYS),
            Limit::Days(n) => (n, MOST_DAYS),
        };
        if number == 0 {
            return Err(Refusal::of("calendar.limit-zero").with("limit", self));
        }
        if number > most {
            return Err(Refusal::of("calendar.limit-too-long").with("limit", self).with("most", most));
        }
        Ok(())
    }
}

impl std::str::FromStr for Limit {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Limit, Refusal> {
        Limit::parse(text)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::SameDay => f.write_str("same_day"),
            Limit::WorkingHours(n) => write!(f, "{n} working_hours"),
            Limit::WorkingDays(n) => write!(f, "{n} working_days"),
            Limit::Days(n) => write!(f, "{n} days"),
            Limit::Planned => f.write_str("planned"),
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Limit, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Limit::parse(&text).map_err(|refusal| {
            serde::de::Error::custom(format!(
                "{} for limit {text:?} (want same_day, planned, or a number and \
                 working_hours, working_days or days)",
                refusal.code
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_read_from_its_text_and_written_back() {
        let table = [
            ("same_day", Limit::SameDay, "same_day"),
            ("planned", Limit::Planned, "planned"),
            ("8 working_hours", Limit::WorkingHours(8), "8 working_hours"),
            ("3 working_days", Limit::WorkingDays(3), "3 working_days"),
            ("30 days", Limit::Days(30), "30 days"),
            ("1 day", Limit::Days(1), "1 days"),
            ("1 working_day", Limit::WorkingDays(1), "1 working_days"),
            ("1000 days", Limit::Days(1000), "1000 days"),
            ("3650 days", Limit::Days(3650), "3650 days"),
        ];
        for (text, limit, written) in table {
            assert_eq!(Limit::parse(text), Ok(limit), "{text}");
            assert_eq!(limit.to_string(), written);
            let json = serde_json::to_string(&limit).unwrap();
            assert_eq!(json, format!("{written:?}"));
            assert_eq!(serde_json::from_str::<Limit>(&json).unwrap(), limit);
        }
    }

    #[test]
    fn what_is_not_a_limit_is_refused_with_its_reason() {
        let table = [
            ("", "calendar.limit-unreadable"),
            ("3", "calendar.limit-unreadable"),
            ("days", "calendar.limit-unreadable"),
            (" days", "calendar.limit-unreadable"),
            ("-3 days", "calendar.limit-unreadable"),
            ("+3 days", "calendar.limit-unreadable"),
            ("3.5 days", "calendar.limit-unreadable"),
            ("3  days", "calendar.limit-unreadable"),
            ("3 weeks", "calendar.limit-unreadable"),
            ("3 Days", "calendar.limit-unreadable"),
            ("٣ days", "calendar.limit-unreadable"),
            ("0 days", "calendar.limit-zero"),
            ("0 working_hours", "calendar.limit-zero"),
            ("3651 days", "calendar.limit-too-long"),
            ("2501 working_days", "calendar.limit-too-long"),
            ("20001 working_hours", "calendar.limit-too-long"),
            ("99999999999999999999 days", "calendar.limit-too-long"),
        ];
        for (text, code) in table {
            assert_eq!(Limit::parse(text).unwrap_err().code, code, "{text:?}");
            let error = serde_json::from_value::<Limit>(text.into()).unwrap_err();
            assert!(error.to_string().contains(code), "{error}");
        }
    }
}
