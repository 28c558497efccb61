//! Due dates a second on one core, beside a walk from day to day, which is how other
//! systems find them.

use crate::measure::per_second;
use crate::scale::Scale;
use motcua_core::calendar::{Cause, Limit, Move, OfficeHours, WorkingCalendar, due_at, moved_at};
use motcua_core::{Day, MINUTE_MS, Moment};
use std::collections::BTreeMap;
use std::hint::black_box;

/// A walk from day to day: what differs from the week stands in a map.
struct Walk<'a> {
    special: BTreeMap<Day, bool>,
    hours: &'a OfficeHours,
}

impl Walk<'_> {
    fn works(&self, day: Day) -> bool {
        self.special.get(&day).copied().unwrap_or(!day.weekday().is_weekend())
    }

    fn working_days(&self, received: Moment, count: u32) -> Moment {
        let (mut day, mut left) = (received.day(), count);
        while left > 0 {
            day = day.plus(1);
            left -= u32::from(self.works(day));
        }
        day.at(self.hours.close(day))
    }

    fn working_hours(&self, received: Moment, hours: u32) -> Moment {
        let (mut day, mut minute, mut left) = (received.day(), received.minute(), hours * 60);
        loop {
            for span in self.hours.on(day).iter().filter(|_| self.works(day)) {
                let begins = minute.max(span.from);
                let length = u32::from(span.to.saturating_sub(begins));
                if length >= left {
                    return day.at(begins).plus_ms(i64::from(left) * MINUTE_MS);
                }
                left -= length;
            }
            (day, minute) = (day.plus(1), 0);
        }
    }
}

/// Prints the table of `bench/README.md`.
pub fn run(scale: &Scale) {
    let each = |once: &(dyn Fn(Moment) -> bool + Sync)| each(scale, once);
    let law = crate::work::law();
    let (calendar, hours) = (&law.calendar, law.standard_hours());
    let special = calendar.days().map(|special| (special.day, special.kind.is_worked())).collect();
    let walk = Walk { special, hours };
    println!("\n## Due dates a second, one core\n");
    println!("| what | a second | walking day by day | ratio |\n|---|---|---|---|");
    for count in [3, 30, 400] {
        let ours = each(&|at| black_box(due_at(at, Limit::WorkingDays(count), calendar, hours)).is_ok());
        let walked = each(&|at| black_box(walk.working_days(at, count)).0 > 0);
        row(&format!("{count} working days"), ours, walked);
    }
    for count in [8, 120] {
        let ours = each(&|at| black_box(due_at(at, Limit::WorkingHours(count), calendar, hours)).is_ok());
        let walked = each(&|at| black_box(walk.working_hours(at, count)).0 > 0);
        row(&format!("{count} working hours"), ours, walked);
    }
    let ours = each(&|at| black_box(due_at(at, Limit::SameDay, calendar, hours)).is_ok());
    row("same day", ours, each(&|at| black_box(walk.working_days(at, 1)).0 > 0));
    for (name, limit) in
        [("15 working days", Limit::WorkingDays(15)), ("40 working hours", Limit::WorkingHours(40))]
    {
        let ours = each(&|at| moved(at, limit, calendar, hours));
        // What the same moves cost at least when each is walked: six dates.
        let walked = each(&|at| (1..=6).all(|part| black_box(walk.working_days(at, 2 * part)).0 > 0));
        row(&format!("{name}, paid, asked, struck twice, put off"), ours, walked);
    }
}

/// A whole promise: a payment, an opinion, two outages and an extension.
fn moved(at: Moment, limit: Limit, calendar: &WorkingCalendar, hours: &OfficeHours) -> bool {
    let on = |days: i32, minute| at.day().plus(days).at(minute);
    let lost = |from, until| Move::Lost {
        cause: Cause::Outage,
        outage: String::new(),
        name: String::new(),
        from,
        until,
    };
    let moves = [
        Move::Payment { from: on(1, 600), until: on(4, 500) },
        Move::Opinion { number: 1, from: on(5, 480), until: on(9, 1000), most: Limit::WorkingDays(5) },
        lost(on(10, 450), on(10, 900)),
        Move::Extended { at: Some(on(20, 1000)), to: on(30, 1000) },
        lost(on(20, 800), on(22, 600)),
    ];
    black_box(moved_at(at, limit, &moves, calendar, hours)).is_ok()
}

/// How many a second, from receipts all over the years of the calendar.
fn each(scale: &Scale, once: &(dyn Fn(Moment) -> bool + Sync)) -> f64 {
    let first = Day::of(2025, 1, 1).unwrap_or(Day(0)).at(0);
    per_second(1, scale.deadlines, |_| {
        let mut number = 0_i64;
        move || {
            // A prime number of minutes, so that all hours and days come.
            number = (number + 7_919) % 700_000;
            assert!(once(first.plus_ms(number * MINUTE_MS)), "a due date is refused");
        }
    })
}

fn row(what: &str, ours: f64, walked: f64) {
    println!("| {what} | {ours:.0} | {walked:.0} | {:.1} |", ours / walked);
}
