//! The facts that explain a due date, and how sure it is.

use super::super::{DayKind, Limit, OfficeHours, Rest, Step, WorkingCalendar, due};
use super::{calendar, changing, day, hours, moment, standard};
use crate::{Day, Trust};

/// The steps in short, one a line, as a test can be read.
fn told(
    received: &str,
    limit: &str,
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> (Trust, Vec<String>) {
    let explained = due(moment(received), Limit::parse(limit).unwrap(), calendar, hours).unwrap();
    (explained.trust, explained.steps.iter().map(short).collect())
}

fn short(step: &Step) -> String {
    let range = |from: Day, to: Day| if from == to { from.to_string() } else { format!("{from}..{to}") };
    match step {
        Step::Received { at } => format!("received {}", super::written(*at)),
        Step::NoDate => "no date".into(),
        Step::AfterCut { cut } => format!("after cut {cut}"),
        Step::AfterClose { close } => format!("after close {close}"),
        Step::OfficeHoursCount { name, spans, .. } => format!("hours {name} {}", spans.len()),
        Step::HoursChange(since) => format!("hours {} from {}", since.spans.len(), since.day),
        Step::OutsideHours { counted_from } => format!("from {}", super::written(*counted_from)),
        Step::FirstDayNotCounted { day } => format!("first {day}"),
        Step::LastDay { day } => format!("last {day}"),
        Step::LastDayRests { day, next_working } => format!("rests {day}, next {next_working}"),
        Step::Skipped { from, to, why: Rest::Weekend } => format!("weekend {}", range(*from, *to)),
        Step::Skipped { from, to, why: Rest::Named { kind, name_en, .. } } => {
            format!("{kind:?} {}: {name_en}", range(*from, *to))
        }
        Step::MakeUpDay { day, partner, .. } => format!("made up {day} for {}", partner.unwrap()),
        Step::YearNotAnnounced { year, proposed } => format!("not announced {year} {proposed}"),
        Step::CloseOfBusiness { at } => format!("close {}", super::written(*at)),
        Step::HoursEnd { at } => format!("end {}", super::written(*at)),
        Step::Moved { shift, at, .. } => format!("moved {shift:?} to {}", super::written(*at)),
        Step::PromisedOtherwise { at } => format!("promised {:?}", at.map(super::written)),
    }
}

#[test]
fn every_day_that_was_skipped_is_named() {
    let table: [(&str, &str, &[&str]); 12] = [
        (
            "2026-02-12T09:00",
            "3 working_days",
            &[
                "received 2026-02-12T09:00",
                "first 2026-02-12",
                "weekend 2026-02-14..2026-02-15",
                "Off 2026-02-16..2026-02-20: Tet",
                "weekend 2026-02-21..2026-02-22",
                "close 2026-02-24T17:00",
            ],
        ),
        (
            "2026-10-05T09:00",
            "10 working_days",
            &[
                "received 2026-10-05T09:00",
                "first 2026-10-05",
                "weekend 2026-10-10..2026-10-11",
                "weekend 2026-10-17..2026-10-18",
                "close 2026-10-19T17:00",
            ],
        ),
        (
            "2026-01-08T10:00",
            "2 working_days",
            &[
                "received 2026-01-08T10:00",
                "first 2026-01-08",
                "made up 2026-01-10 for 2026-01-02",
                "close 2026-01-10T17:00",
            ],
        ),
        (
            "2026-04-24T15:30",
            "same_day",
            &[
                "received 2026-04-24T15:30",
                "after cut 900",
                "weekend 2026-04-25",
                "Off 2026-04-26: Hung Kings",
                "Compensation 2026-04-27: in place",
                "close 2026-04-28T17:00",
            ],
        ),
        ("2026-11-23T15:00", "same_day", &["received 2026-11-23T15:00", "close 2026-11-23T17:00"]),
        (
            "2026-11-28T20:00",
            "same_day",
            &["received 2026-11-28T20:00", "weekend 2026-11-28..2026-11-29", "close 2026-11-30T17:00"],
        ),
        (
            "2026-01-17T08:00",
            "30 days",
            &[
                "received 2026-01-17T08:00",
                "first 2026-01-17",
                "last 2026-02-16",
                "rests 2026-02-16, next 2026-02-23",
                "Off 2026-02-16..2026-02-20: Tet",
                "weekend 2026-02-21..2026-02-22",
                "close 2026-02-23T17:00",
            ],
        ),
        (
            "2026-11-23T09:00",
            "3 days",
            &["received 2026-11-23T09:00", "first 2026-11-23", "last 2026-11-26", "close 2026-11-26T17:00"],
        ),
        (
            "2026-11-23T16:00",
            "8 working_hours",
            &[
                "received 2026-11-23T16:00",
                "hours test 2",
                "Off 2026-11-24: Vietnamese Culture Day",
                "end 2026-11-25T16:30",
            ],
        ),
        (
            "2026-11-25T11:30",
            "1 working_hours",
            &["received 2026-11-25T11:30", "hours test 2", "from 2026-11-25T13:30", "end 2026-11-25T14:30"],
        ),
        (
            "2026-11-27T18:00",
            "1 working_hours",
            &[
                "received 2026-11-27T18:00",
                "hours test 2",
                "from 2026-11-30T07:30",
                "weekend 2026-11-28..2026-11-29",
                "end 2026-11-30T08:30",
            ],
        ),
        ("2026-11-23T09:00", "planned", &["received 2026-11-23T09:00", "no date"]),
    ];
    for (received, limit, want) in table {
        let (_, steps) = told(received, limit, &calendar(), &standard());
        assert_eq!(steps, want, "{limit} from {received}");
    }
    let (_, steps) = told("2026-11-25T14:00", "same_day", &calendar(), &hours(r#""07:30-11:30""#));
    assert_eq!(steps, ["received 2026-11-25T14:00", "after close 690", "close 2026-11-26T11:30"]);
}

#[test]
fn a_year_that_is_not_announced_is_named_where_it_begins() {
    let table: [(&str, &str, &[&str]); 3] = [
        (
            "2026-12-30T09:00",
            "2 working_days",
            &[
                "received 2026-12-30T09:00",
                "first 2026-12-30",
                "not announced 2027 true",
                "Off 2027-01-01: New Year's Day",
                "weekend 2027-01-02..2027-01-03",
                "close 2027-01-04T17:00",
            ],
        ),
        (
            "2027-12-30T09:00",
            "2 working_days",
            &[
                "received 2027-12-30T09:00",
                "first 2027-12-30",
                "not announced 2027 true",
                "not announced 2028 false",
                "weekend 2028-01-01..2028-01-02",
                "close 2028-01-03T17:00",
            ],
        ),
        (
            "2024-12-31T09:00",
            "1 working_days",
            &[
                "received 2024-12-31T09:00",
                "first 2024-12-31",
                "Off 2025-01-01: New Year's Day",
                "close 2025-01-02T17:00",
            ],
        ),
    ];
    for (received, limit, want) in table {
        let (trust, steps) = told(received, limit, &calendar(), &standard());
        assert_eq!((trust, steps), (Trust::Assumed, want.iter().map(|s| s.to_string()).collect()));
    }
    let (trust, steps) = told("2026-11-25T09:00", "same_day", &WorkingCalendar::default(), &standard());
    assert_eq!(trust, Trust::Assumed, "without data nothing is sure");
    assert_eq!(steps[1], "not announced 2026 false");
}

#[test]
fn a_date_is_only_as_sure_as_what_made_a_difference_to_it() {
    let verified = standard();
    let table = [
        // Days of an announced year, every special one of them verified.
        ("2026-11-23T09:00", "3 working_days", Trust::Verified),
        ("2026-02-12T09:00", "3 working_days", Trust::Verified),
        ("2026-11-25T09:00", "same_day", Trust::Verified),
        // The swap of 31/8 and 22/8 is remembered only.
        ("2026-08-21T09:00", "1 working_day", Trust::Assumed),
        ("2026-08-20T09:00", "1 working_day", Trust::Verified),
        ("2026-08-28T09:00", "2 working_days", Trust::Assumed),
        ("2026-08-22T09:00", "same_day", Trust::Assumed),
        // It lies within these days, but only the last of them matters.
        ("2026-08-14T09:00", "30 days", Trust::Verified),
        ("2026-08-14T09:00", "17 days", Trust::Assumed),
        // Received after close: whether that day was worked no longer matters.
        ("2026-08-22T18:00", "1 working_hour", Trust::Verified),
        ("2026-08-22T16:00", "1 working_hour", Trust::Assumed),
        // The first day is not counted, so it cannot matter.
        ("2026-08-31T09:00", "2 working_days", Trust::Verified),
        // A year that is only proposed.
        ("2027-03-01T09:00", "1 working_day", Trust::Assumed),
    ];
    let calendar = calendar();
    for (received, limit, want) in table {
        assert_eq!(told(received, limit, &calendar, &verified).0, want, "{limit} from {received}");
    }
    let assumed =
        OfficeHours::new("assumed", verified.on(day("2026-01-01")).to_vec(), Trust::Assumed).unwrap();
    let (trust, _) = told("2026-11-23T09:00", "3 working_days", &calendar, &assumed);
    assert_eq!(trust, Trust::Assumed, "the hours are assumed, and with them when the day ends");
}

#[test]
fn an_assumed_holiday_on_a_sunday_makes_no_date_less_sure() {
    let file = "year = 2026\nstatus = \"announced\"\n[[day]]\ndate = \"2026-04-26\"\nname = \"Giỗ Tổ\"\n\
                name_en = \"Hung Kings\"\nkind = \"off\"\ntrust = \"assumed\"";
    let calendar = WorkingCalendar::read(&[("2026.toml", file)]).unwrap();
    let (trust, steps) = told("2026-04-24T09:00", "1 working_day", &calendar, &standard());
    assert_eq!((trust, steps[3].as_str()), (Trust::Verified, "Off 2026-04-26: Hung Kings"));
}

#[test]
fn an_explanation_is_kept_as_a_record_and_read_again() {
    let (calendar, hours) = (calendar(), hours(r#""07:00-11:30", "13:30-17:00""#));
    for (received, limit) in [
        ("2026-08-20T18:00", "20 working_hours"),
        ("2026-04-24T15:30", "same_day"),
        ("2026-12-30T09:00", "12 days"),
        ("2026-12-30T09:00", "2 working_days"),
    ] {
        let explained = due(moment(received), Limit::parse(limit).unwrap(), &calendar, &hours).unwrap();
        let json = serde_json::to_string(&explained).unwrap();
        assert_eq!(serde_json::from_str::<super::super::Due>(&json).unwrap(), explained, "{json}");
    }
    let rest =
        Rest::Named {
            kind: DayKind::Off, name: "Tết".into(), name_en: "Tet".into(), trust: Trust::Verified
        };
    let step = Step::Skipped { from: day("2026-02-16"), to: day("2026-02-20"), why: rest };
    assert_eq!(
        serde_json::to_value(step).unwrap(),
        serde_json::json!({"step": "skipped", "from": "2026-02-16", "to": "2026-02-20", "why": {
            "rest": "named", "kind": "off", "name": "Tết", "name_en": "Tet", "trust": "verified"}})
    );
}

#[test]
fn hours_that_change_on_the_way_are_told_with_the_day() {
    let calendar = calendar();
    let hours =
        changing(r#""07:30-11:30", "13:30-17:00""#, &[("2026-10-16", r#""08:00-12:00", "13:00-16:30""#)]);
    let (_, steps) = told("2026-10-15T16:00", "8 working_hours", &calendar, &hours);
    assert_eq!(
        steps,
        ["received 2026-10-15T16:00", "hours test 2", "end 2026-10-16T16:00", "hours 2 from 2026-10-16",]
            .map(String::from)
    );
    // Monday 19 October is a day of the new hours; nobody asks about what comes later.
    let (_, steps) = told("2026-10-15T09:00", "2 working_days", &calendar, &hours);
    assert_eq!(
        steps[2..],
        ["weekend 2026-10-17..2026-10-18", "close 2026-10-19T16:30", "hours 2 from 2026-10-16"]
    );
    let (_, steps) = told("2026-10-14T09:00", "1 working_day", &calendar, &hours);
    assert_eq!(steps[2..], ["close 2026-10-15T17:00"]);
}
