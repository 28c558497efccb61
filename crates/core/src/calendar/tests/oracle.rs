//! The law once more, slowly: minute by minute and day by day, sharing
//! with the rule under test nothing but the civil date. Compared
//! over many cases that are the same in every run.

use super::super::{Limit, due, due_at, working_minutes};
use super::{LISTED, calendar, changing, day, hours, moment};
use crate::{Day, MINUTE_MS, Moment, Weekday};

/// An office of the oracle: what its days and hours are, told separately.
struct Slow {
    rest: Vec<Day>,
    made_up: Vec<Day>,
    spans: Vec<(u16, u16)>,
    /// Other hours from a day on.
    since: Vec<(Day, Vec<(u16, u16)>)>,
}

impl Slow {
    fn works(&self, day: Day) -> bool {
        if self.made_up.contains(&day) {
            return true;
        }
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.rest.contains(&day)
    }

    fn open(&self, day: Day, minute: u16) -> bool {
        let mut spans = &self.spans;
        for (from, others) in &self.since {
            if day >= *from {
                spans = others;
            }
        }
        spans.iter().any(|(from, to)| (*from..*to).contains(&minute))
    }

    /// The end of the last minute at which the office is open on this day.
    fn closing(&self, day: Day) -> Moment {
        let last = (0..1440).rev().find(|minute| self.open(day, *minute)).unwrap();
        day.at(last + 1)
    }

    fn following_working_day(&self, mut day: Day) -> Day {
        loop {
            day = Day(day.0 + 1);
            if self.works(day) {
                return day;
            }
        }
    }

    /// Counts the office minutes that begin in [from, to).
    fn minutes(&self, from: Moment, to: Moment) -> i64 {
        let (mut count, mut day, mut minute) = (0, from.day(), from.minute());
        let (last_day, last_minute) = (to.day(), to.minute());
        let mut works = self.works(day);
        while (day, minute) < (last_day, last_minute) {
            count += i64::from(works && self.open(day, minute));
            minute += 1;
            if minute == 1440 {
                (day, minute) = (Day(day.0 + 1), 0);
                works = self.works(day);
            }
        }
        count
    }

    fn due(&self, received: Moment, limit: Limit) -> Option<Moment> {
        let today = received.day();
        match limit {
            Limit::Planned => None,
            Limit::SameDay => {
                // After 15:00 means from 15:01 on, by the clock on the slip.
                let in_time =
                    received.clock().as_str() < "15:01" && received.clock() < self.closing(today).clock();
                let day =
                    if self.works(today) && in_time { today } else { self.following_working_day(today) };
                Some(self.closing(day))
            }
            Limit::WorkingHours(n) => {
                let mut left = n * 60;
                let (mut day, mut minute) = (today, received.minute());
                loop {
                    while self.works(day) && minute < 1440 {
                        left -= u32::from(self.open(day, minute));
                        minute += 1;
                        if left == 0 {
                            return Some(day.at(minute));
                        }
                    }
                    (day, minute) = (Day(day.0 + 1), 0);
                }
            }
            Limit::WorkingDays(n) => {
                let mut day = today;
                for _ in 0..n {
                    day = self.following_working_day(day);
                }
                Some(self.closing(day))
            }
            Limit::Days(n) => {
                let mut day = today;
                for _ in 0..n {
                    day = Day(day.0 + 1);
                }
                if !self.works(day) {
                    day = self.following_working_day(day);
                }
                Some(self.closing(day))
            }
        }
    }
}

/// Knuth's constants; the high bits are good enough for a test.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64) % limit
    }
}

/// Written for the rule, and as minutes for the oracle.
const OFFICES: [(&str, &[(u16, u16)]); 5] = [
    (r#""07:30-11:30", "13:30-17:00""#, &[(450, 690), (810, 1020)]),
    (r#""07:00-11:30", "13:30-17:00""#, &[(420, 690), (810, 1020)]),
    (r#""07:30-11:30""#, &[(450, 690)]),
    (r#""00:00-06:01", "06:01-12:00", "23:00-23:59""#, &[(0, 361), (361, 720), (1380, 1439)]),
    (r#""08:00-10:00", "10:20-12:00", "13:00-14:59""#, &[(480, 600), (620, 720), (780, 899)]),
];

#[test]
fn the_quick_rule_agrees_with_the_law_told_slowly() {
    let calendar = calendar();
    let listed = || LISTED.iter().flat_map(|(_, _, days)| *days);
    let dates = |worked: bool| -> Vec<Day> {
        let kept = listed().filter(|line| line.contains(" swap_worked ") == worked);
        kept.map(|line| day(&line[..10])).collect()
    };
    assert_eq!((dates(false).len(), dates(true).len()), (42, 3));
    let slow = |spans: &[(u16, u16)], since: Vec<(Day, Vec<(u16, u16)>)>| Slow {
        rest: dates(false),
        made_up: dates(true),
        spans: spans.to_vec(),
        since,
    };
    let same = OFFICES.map(|(text, spans)| (hours(text), slow(spans, Vec::new())));
    // Summer, a short winter, and back: on a Thursday, a Saturday and a holiday.
    let seasons = OFFICES.iter().enumerate().map(|(at, (text, spans))| {
        let others = [1, 2, 3].map(|on| OFFICES[(at + on) % OFFICES.len()]);
        let days = ["2025-04-17", "2025-10-18", "2026-02-17"];
        let since: Vec<(&str, &str)> = days.into_iter().zip(others.map(|(text, _)| text)).collect();
        let slowly = days.into_iter().zip(others).map(|(from, (_, spans))| (day(from), spans.to_vec()));
        (changing(text, &since), slow(spans, slowly.collect()))
    });
    let offices: Vec<_> = same.into_iter().chain(seasons).collect();
    let start = moment("2024-11-20T00:00");
    // Past the end of 2027, so that both edges of the data are crossed.
    let range_minutes = 1_180 * 1_440;
    let mut random = Lcg(20_260_101);
    for case in 0..20_000 {
        let (hours, slow) = &offices[case % offices.len()];
        let mut received = start.plus_ms(random.below(range_minutes) * MINUTE_MS + random.below(60_000));
        if random.below(3) == 0 {
            // Onto an edge of the day, where errors live.
            let edges = [0, 449, 450, 690, 809, 810, 899, 900, 901, 1019, 1020, 1439];
            received = received.day().at(edges[random.below(12) as usize]);
        }
        let limit = match random.below(5) {
            0 => Limit::SameDay,
            1 => Limit::WorkingHours(1 + random.below(60) as u32),
            2 => Limit::WorkingDays(1 + random.below(if case % 50 == 0 { 700 } else { 40 }) as u32),
            3 => Limit::Days(1 + random.below(if case % 50 == 0 { 1_000 } else { 60 }) as u32),
            _ => Limit::WorkingHours(1 + random.below(3) as u32 * 8),
        };
        let quick = due_at(received, limit, &calendar, hours).unwrap();
        let told = format!("case {case}: {limit} from {} in {:?}", received.iso(), hours.on(received.day()));
        assert_eq!(quick.map(Moment::iso), slow.due(received, limit).map(Moment::iso), "{told}");
        assert_eq!(due(received, limit, &calendar, hours).unwrap().at, quick, "{told}");

        let to = received.plus_ms(random.below(9 * 1_440) * MINUTE_MS + random.below(60_000));
        let worked = working_minutes(received, to, &calendar, hours);
        assert_eq!(worked, slow.minutes(received, to), "{told}, worked to {}", to.iso());
        if let (Limit::WorkingHours(n), Some(end)) = (limit, quick) {
            assert_eq!(working_minutes(received, end, &calendar, hours), i64::from(n) * 60, "{told}");
        }
    }
}
