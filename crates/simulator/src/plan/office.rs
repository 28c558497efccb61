//! Working time as one line: the milliseconds during which the offices are open,
//! end to end, from the first to the last working day of the period. On that
//! line "two hours later" needs no thought about lunch, nights or Sundays.

use motcua_core::{Day, MINUTE_MS, Minute, Moment};

/// The opening hours of the offices over a period.
#[derive(Debug, Clone)]
pub struct Office {
    days: Vec<Day>,
    sessions: Vec<(Minute, Minute)>,
    day_ms: i64,
}

impl Office {
    /// Offices open on these days (ascending) during these sessions (ascending,
    /// from–to in minutes of the day).
    pub fn new(days: Vec<Day>, sessions: Vec<(Minute, Minute)>) -> Office {
        let day_ms = sessions.iter().map(|s| i64::from(s.1 - s.0) * MINUTE_MS).sum();
        Office { days, sessions, day_ms }
    }

    /// The working days.
    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// Working milliseconds in a day.
    pub fn day_ms(&self) -> i64 {
        self.day_ms
    }

    /// Working milliseconds in the period: where the line ends.
    pub fn end(&self) -> i64 {
        self.day_ms * self.days.len() as i64
    }

    /// Where on the line a moment lies; outside the hours, where work resumes.
    pub fn position(&self, moment: Moment) -> i64 {
        match self.days.binary_search(&moment.day()) {
            Err(before) => before as i64 * self.day_ms,
            Ok(before) => {
                let since_midnight = moment.0 - moment.day().at(0).0;
                let worked: i64 = self
                    .sessions
                    .iter()
                    .map(|s| {
                        let (from, to) = (i64::from(s.0) * MINUTE_MS, i64::from(s.1) * MINUTE_MS);
                        since_midnight.clamp(from, to) - from
                    })
                    .sum();
                before as i64 * self.day_ms + worked
            }
        }
    }

    /// The moment at a position, strictly inside a session: the first second of a
    /// session counts as its second second, and what lies past the end as the
    /// last second.
    pub fn moment(&self, position: i64) -> Moment {
        let position = position.clamp(0, self.end() - 1000);
        let day = self.days[(position / self.day_ms) as usize];
        let mut left = position % self.day_ms;
        for (from, to) in &self.sessions {
            let length = i64::from(to - from) * MINUTE_MS;
            if left < length {
                return day.at(*from).plus_ms(left.max(1000));
            }
            left -= length;
        }
        unreachable!("a position within the day lies in one of its sessions")
    }

    /// Whether the moment lies strictly inside a session of a working day.
    pub fn is_open(&self, moment: Moment) -> bool {
        let day = moment.day();
        self.days.binary_search(&day).is_ok()
            && self.sessions.iter().any(|s| day.at(s.0) < moment && moment < day.at(s.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Office {
        let days = ["2025-07-03", "2025-07-04", "2025-07-07"].map(|d| Day::parse(d).expect("a date"));
        Office::new(days.to_vec(), vec![(450, 690), (810, 1020)])
    }

    #[test]
    fn two_working_hours_later_is_found_over_lunch_night_and_weekend() {
        let table = [
            ("2025-07-03T08:00", "2025-07-03T10:00"),
            ("2025-07-03T10:30", "2025-07-03T14:30"),
            ("2025-07-03T16:00", "2025-07-04T08:30"),
            ("2025-07-04T16:30", "2025-07-07T09:00"),
            ("2025-07-05T12:00", "2025-07-07T09:30"),
            ("2025-07-04T12:00", "2025-07-04T15:30"),
        ];
        for (from, want) in table {
            let from = Moment::parse(from).expect("a moment");
            let found = office().moment(office().position(from) + 120 * MINUTE_MS);
            assert_eq!(found, Moment::parse(want).expect("a moment"));
        }
    }

    #[test]
    fn a_position_is_always_inside_the_hours() {
        let office = office();
        for position in (-5..=office.end() / MINUTE_MS + 5).map(|m| m * MINUTE_MS) {
            assert!(office.is_open(office.moment(position)), "{position}");
        }
    }
}
