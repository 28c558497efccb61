//! The law once more, slowly: minute by minute and day by day, sharing
//! with the rule under test nothing but the civil date. Compared
//! over many cases, and told of the smallest in which they differ.

use super::super::{Limit, due, due_at, working_minutes};
use super::{LISTED, calendar, changing, day, hours, moment};
use crate::{Day, MINUTE_MS, Moment, Weekday};
use motcua_property::{Just, Strategy, holds, prop_oneof, sample};

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

/// Written for the rule, and as minutes for the oracle.
const OFFICES: [(&str, &[(u16, u16)]); 5] = [
    (r#""07:30-11:30", "13:30-17:00""#, &[(450, 690), (810, 1020)]),
    (r#""07:00-11:30", "13:30-17:00""#, &[(420, 690), (810, 1020)]),
    (r#""07:30-11:30""#, &[(450, 690)]),
    (r#""00:00-06:01", "06:01-12:00", "23:00-23:59""#, &[(0, 361), (361, 720), (1380, 1439)]),
    (r#""08:00-10:00", "10:20-12:00", "13:00-14:59""#, &[(480, 600), (620, 720), (780, 899)]),
];

/// From a month before the data to a month past its end, so that both edges are crossed; each
/// third one on an edge of the day, where errors live.
fn receipt() -> impl Strategy<Value = Moment> {
    let any = (0..1_180_i64, 0..1_440_u16, 0..60_000_i64);
    let edges = vec![0, 449, 450, 690, 809, 810, 899, 900, 901, 1019, 1020, 1439];
    let on_edge = (0..1_180_i64, sample::select(edges), Just(0));
    let first = moment("2024-11-20T00:00").day();
    prop_oneof![2 => any.boxed(), 1 => on_edge.boxed()]
        .prop_map(move |(days, minute, ms)| first.plus(days as i32).at(minute).plus_ms(ms))
}

/// Mostly short ones; a long one takes the slow rule long.
fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        50 => Just(Limit::SameDay),
        50 => (1..=60_u32).prop_map(Limit::WorkingHours),
        50 => (0..3_u32).prop_map(|days| Limit::WorkingHours(1 + days * 8)),
        49 => (1..=40_u32).prop_map(Limit::WorkingDays),
        49 => (1..=60_u32).prop_map(Limit::Days),
        1 => (1..=700_u32).prop_map(Limit::WorkingDays),
        1 => (1..=1_000_u32).prop_map(Limit::Days),
    ]
}

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
    holds(20_000, (0..offices.len(), receipt(), limit(), 0..9 * 1_440_i64, 0..60_000_i64), |case| {
        let (office, received, limit, minutes, ms) = case;
        let (hours, slow) = &offices[office];
        let quick = due_at(received, limit, &calendar, hours).unwrap();
        let told = format!("{limit} from {} in {:?}", received.iso(), hours.on(received.day()));
        assert_eq!(quick.map(Moment::iso), slow.due(received, limit).map(Moment::iso), "{told}");
        assert_eq!(due(received, limit, &calendar, hours).unwrap().at, quick, "{told}");

        let to = received.plus_ms(minutes * MINUTE_MS + ms);
        let worked = working_minutes(received, to, &calendar, hours);
        assert_eq!(worked, slow.minutes(received, to), "{told}, worked to {}", to.iso());
        if let (Limit::WorkingHours(n), Some(end)) = (limit, quick) {
            assert_eq!(working_minutes(received, end, &calendar, hours), i64::from(n) * 60, "{told}");
        }
    });
}
