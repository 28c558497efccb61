//! The calendar's tests: the law in tables, the data files that ship, an oracle.
//! The tables count by a calendar of their own, so that an announced year or a
//! corrected day is an edit of data and breaks no test of the law.

mod dates;
mod explained;
mod loading;
mod moves;
mod oracle;
mod other_systems;
mod rules;

use super::{OfficeHours, OfficeHoursSet, WorkingCalendar};
use crate::{Day, Moment};

/// The calendars that ship with the software.
const SHIPPED: [(&str, &str); 3] = [
    ("2025.toml", include_str!("../../../../../catalogue/calendars/2025.toml")),
    ("2026.toml", include_str!("../../../../../catalogue/calendars/2026.toml")),
    ("2027.toml", include_str!("../../../../../catalogue/calendars/2027.toml")),
];

/// The office hours that ship with the software.
const SHIPPED_HOURS: (&str, &str) =
    ("hours.toml", include_str!("../../../../../catalogue/calendars/hours.toml"));

/// Year, status, and the days as `date kind trust partner name`.
#[rustfmt::skip]
const LISTED: [(i32, &str, &[&str]); 3] = [
    (2025, "announced", &[
        "2025-01-01 off assumed - New Year's Day",
        "2025-01-27 off assumed - Tet",
        "2025-01-28 off assumed - Tet",
        "2025-01-29 off assumed - Tet",
        "2025-01-30 off assumed - Tet",
        "2025-01-31 off assumed - Tet",
        "2025-04-07 off verified - Hung Kings",
        "2025-04-26 swap_worked assumed 2025-05-02 made up",
        "2025-04-30 off verified - Victory Day",
        "2025-05-01 off verified - International Labour Day",
        "2025-05-02 swap_off assumed 2025-04-26 swapped",
        "2025-09-01 off assumed - National Day (the adjoining day)",
        "2025-09-02 off verified - National Day",
    ]),
    (2026, "announced", &[
        "2026-01-01 off verified - New Year's Day",
        "2026-01-02 swap_off verified 2026-01-10 swapped",
        "2026-01-10 swap_worked verified 2026-01-02 made up",
        "2026-02-16 off verified - Tet",
        "2026-02-17 off verified - Tet",
        "2026-02-18 off verified - Tet",
        "2026-02-19 off verified - Tet",
        "2026-02-20 off verified - Tet",
        "2026-04-26 off verified - Hung Kings",
        "2026-04-27 compensation verified 2026-04-26 in place",
        "2026-04-30 off verified - Victory Day",
        "2026-05-01 off verified - International Labour Day",
        "2026-08-22 swap_worked assumed 2026-08-31 made up",
        "2026-08-31 swap_off assumed 2026-08-22 swapped",
        "2026-09-01 off verified - National Day (the adjoining day)",
        "2026-09-02 off verified - National Day",
        "2026-11-24 off verified - Vietnamese Culture Day",
    ]),
    (2027, "proposed", &[
        "2027-01-01 off assumed - New Year's Day",
        "2027-02-05 off assumed - Tet",
        "2027-02-06 off assumed - Tet",
        "2027-02-07 off assumed - Tet",
        "2027-02-08 off assumed - Tet",
        "2027-02-09 off assumed - Tet",
        "2027-02-10 compensation assumed 2027-02-06 in place",
        "2027-02-11 compensation assumed 2027-02-07 in place",
        "2027-04-16 off assumed - Hung Kings",
        "2027-04-30 off assumed - Victory Day",
        "2027-05-01 off assumed - International Labour Day",
        "2027-05-03 compensation assumed 2027-05-01 in place",
        "2027-09-02 off assumed - National Day",
        "2027-09-03 off assumed - National Day (the adjoining day)",
        "2027-11-24 off assumed - Vietnamese Culture Day",
    ]),
];

/// The calendar of [`LISTED`].
fn calendar() -> WorkingCalendar {
    let files = LISTED.map(|(year, status, days)| {
        let entries = days.iter().map(|line| {
            let words: Vec<_> = line.splitn(5, ' ').collect();
            let [date, kind, trust, partner, name] = words[..] else { panic!("{line}") };
            let partner = if partner == "-" { String::new() } else { format!("partner = \"{partner}\"\n") };
            format!(
                "[[day]]\ndate = \"{date}\"\nkind = \"{kind}\"\ntrust = \"{trust}\"\n{partner}\
                 name = \"{name} (vi)\"\nname_en = \"{name}\"\n"
            )
        });
        format!("year = {year}\nstatus = \"{status}\"\n{}", entries.collect::<String>())
    });
    let named = files.each_ref().map(|text| ("test", text.as_str()));
    WorkingCalendar::read(&named).expect("the calendar of the tests is sound")
}

fn shipped() -> WorkingCalendar {
    WorkingCalendar::read(&SHIPPED).expect("the shipped calendars are sound")
}

fn shipped_hours(name: &str) -> OfficeHours {
    let set = OfficeHoursSet::read(&[SHIPPED_HOURS]).expect("the shipped hours are sound");
    set.get(name).expect("a shipped set").clone()
}

/// Hours read from their text, verified, so that only days decide the trust.
fn hours(spans: &str) -> OfficeHours {
    changing(spans, &[])
}

/// The same with other hours from these days on.
fn changing(spans: &str, since: &[(&str, &str)]) -> OfficeHours {
    let since = since.iter().map(|(day, spans)| {
        format!(
            "[[hours.since]]\nday = \"{day}\"\nspans = [{spans}]\narticle = \"x\"\ntrust = \"verified\"\n"
        )
    });
    let text = format!(
        "[[hours]]\nname = \"test\"\nspans = [{spans}]\ntrust = \"verified\"\n{}",
        since.collect::<String>()
    );
    OfficeHoursSet::read(&[("hours", &text)]).unwrap().get("test").unwrap().clone()
}

fn standard() -> OfficeHours {
    hours(r#""07:30-11:30", "13:30-17:00""#)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("no such day: {text}"))
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_else(|| panic!("no such moment: {text}"))
}

/// `2026-11-23T14:59`, as the tables write it.
fn written(moment: Moment) -> String {
    format!("{}T{}", moment.day(), moment.clock())
}
