//! Due dates and working time, in tables.

use super::super::{Limit, OfficeHours, Span, WorkingCalendar, due, due_at, working_minutes};
use super::{calendar, day, hours, moment, shipped, shipped_hours, standard, written};
use crate::{Moment, Trust};

/// Asserts a table of (received, limit, due), by the quick rule and the explained.
fn due_as_tabled(table: &[(&str, &str, &str)], calendar: &WorkingCalendar, hours: &OfficeHours) {
    for (received, limit, want) in table {
        let (at, limit) = (moment(received), Limit::parse(limit).unwrap());
        let quick = due_at(at, limit, calendar, hours).unwrap().unwrap();
        assert_eq!(written(quick), *want, "{limit} from {received} ({})", hours.name);
        assert_eq!(due(at, limit, calendar, hours).unwrap().at, Some(quick), "{limit} from {received}");
    }
}

#[test]
fn the_dates_computed_beforehand_by_another_program_are_met() {
    let table = [
        ("2025-12-31T09:00", "3 working_days", "2026-01-07T17:00"),
        ("2026-01-08T10:00", "2 working_days", "2026-01-10T17:00"),
        ("2026-02-12T09:00", "3 working_days", "2026-02-24T17:00"),
        ("2026-04-24T15:30", "same_day", "2026-04-28T17:00"),
        ("2026-11-23T14:59", "same_day", "2026-11-23T17:00"),
        ("2026-11-23T15:01", "same_day", "2026-11-25T17:00"),
        ("2026-11-23T09:00", "3 working_days", "2026-11-27T17:00"),
        ("2026-11-21T20:00", "3 working_days", "2026-11-26T17:00"),
        ("2026-11-23T16:00", "8 working_hours", "2026-11-25T16:30"),
        ("2026-11-23T12:10", "2 working_hours", "2026-11-23T15:30"),
        ("2026-01-17T08:00", "30 days", "2026-02-23T17:00"),
        ("2026-08-21T09:00", "1 working_day", "2026-08-22T17:00"),
        ("2026-08-28T09:00", "2 working_days", "2026-09-04T17:00"),
    ];
    due_as_tabled(&table, &shipped(), &shipped_hours("standard"));
}

#[test]
fn the_same_day_ends_at_fifteen_hours_sharp() {
    let table = [
        ("2026-11-25T00:00", "same_day", "2026-11-25T17:00"),
        ("2026-11-25T06:10", "same_day", "2026-11-25T17:00"),
        ("2026-11-25T12:00", "same_day", "2026-11-25T17:00"),
        ("2026-11-25T15:00", "same_day", "2026-11-25T17:00"),
        ("2026-11-25T15:00:59", "same_day", "2026-11-25T17:00"),
        ("2026-11-25T15:01", "same_day", "2026-11-26T17:00"),
        ("2026-11-25T17:00", "same_day", "2026-11-26T17:00"),
        ("2026-11-25T23:59", "same_day", "2026-11-26T17:00"),
        // Friday after the cut, and a rest day at any hour: Monday.
        ("2026-11-27T15:01", "same_day", "2026-11-30T17:00"),
        ("2026-11-28T08:00", "same_day", "2026-11-30T17:00"),
        ("2026-11-29T23:59", "same_day", "2026-11-30T17:00"),
        // The holiday itself; a make-up Saturday is a day like any other.
        ("2026-11-24T09:00", "same_day", "2026-11-25T17:00"),
        ("2026-01-10T15:00", "same_day", "2026-01-10T17:00"),
        ("2026-01-10T15:01", "same_day", "2026-01-12T17:00"),
    ];
    due_as_tabled(&table, &calendar(), &standard());
}

#[test]
fn an_office_that_closes_before_the_cut_does_not_promise_a_time_that_has_passed() {
    let table = [
        ("2026-11-25T11:29", "same_day", "2026-11-25T11:30"),
        ("2026-11-25T11:30", "same_day", "2026-11-26T11:30"),
        ("2026-11-25T14:00", "same_day", "2026-11-26T11:30"),
        ("2026-11-25T16:00", "same_day", "2026-11-26T11:30"),
    ];
    due_as_tabled(&table, &calendar(), &hours(r#""07:30-11:30""#));
}

#[test]
fn working_hours_run_from_the_moment_and_only_in_office_hours() {
    let table = [
        // Before opening, and from each edge of the day.
        ("2026-11-25T05:00", "1 working_hour", "2026-11-25T08:30"),
        ("2026-11-25T07:30", "1 working_hour", "2026-11-25T08:30"),
        ("2026-11-25T11:29", "1 working_hour", "2026-11-25T14:29"),
        ("2026-11-25T11:30", "1 working_hour", "2026-11-25T14:30"),
        ("2026-11-25T13:29", "1 working_hour", "2026-11-25T14:30"),
        ("2026-11-25T13:30", "1 working_hour", "2026-11-25T14:30"),
        ("2026-11-25T16:59", "1 working_hour", "2026-11-26T08:29"),
        ("2026-11-25T17:00", "1 working_hour", "2026-11-26T08:30"),
        ("2026-11-25T23:59", "1 working_hour", "2026-11-26T08:30"),
        // Used up when a span ends: due then, not when the next begins.
        ("2026-11-25T07:30", "4 working_hours", "2026-11-25T11:30"),
        ("2026-11-25T16:00", "1 working_hour", "2026-11-25T17:00"),
        ("2026-11-25T09:30", "2 working_hours", "2026-11-25T11:30"),
        // Evening, weekend, make-up Saturday.
        ("2026-11-27T16:30", "1 working_hour", "2026-11-30T08:00"),
        ("2026-11-28T10:00", "8 working_hours", "2026-12-01T08:00"),
        ("2026-01-09T16:30", "1 working_hour", "2026-01-10T08:00"),
        ("2026-01-10T16:30", "1 working_hour", "2026-01-12T08:00"),
        // Seconds are dropped, as the slip prints them.
        ("2026-11-25T09:00:59", "1 working_hour", "2026-11-25T10:00"),
        // Over Tết: Friday 13/2 to Monday 23/2.
        ("2026-02-13T16:00", "2 working_hours", "2026-02-23T08:30"),
    ];
    due_as_tabled(&table, &calendar(), &standard());
}

#[test]
fn days_do_not_count_the_first_and_end_on_a_day_that_is_worked() {
    let table = [
        // The hour of receipt does not matter.
        ("2026-11-25T00:00", "1 day", "2026-11-26T17:00"),
        ("2026-11-25T23:59", "1 day", "2026-11-26T17:00"),
        // Rest days within count, the last may not be one.
        ("2026-11-27T09:00", "3 days", "2026-11-30T17:00"),
        ("2026-11-27T09:00", "1 day", "2026-11-30T17:00"),
        ("2026-11-20T09:00", "4 days", "2026-11-25T17:00"),
        // A last day on a make-up Saturday is worked; on an ordinary one it is not.
        ("2026-01-07T09:00", "3 days", "2026-01-10T17:00"),
        ("2026-01-14T09:00", "3 days", "2026-01-19T17:00"),
        // The leap day counts and may be the last.
        ("2028-02-28T09:00", "1 day", "2028-02-29T17:00"),
        ("2028-02-28T09:00", "2 days", "2028-03-01T17:00"),
        ("2027-02-26T09:00", "4 days", "2027-03-02T17:00"),
    ];
    due_as_tabled(&table, &calendar(), &standard());
}

#[test]
fn working_days_do_not_count_the_first_whenever_it_was() {
    let table = [
        ("2026-11-25T00:00", "1 working_day", "2026-11-26T17:00"),
        ("2026-11-25T17:30", "1 working_day", "2026-11-26T17:00"),
        ("2026-11-27T23:59", "1 working_day", "2026-11-30T17:00"),
        ("2026-11-28T00:00", "1 working_day", "2026-11-30T17:00"),
        ("2026-11-29T12:00", "1 working_day", "2026-11-30T17:00"),
        ("2026-11-23T09:00", "1 working_day", "2026-11-25T17:00"),
        ("2028-02-28T09:00", "1 working_day", "2028-02-29T17:00"),
        // Received on a make-up Saturday: it is the first day and not counted.
        ("2026-01-10T09:00", "1 working_day", "2026-01-12T17:00"),
    ];
    due_as_tabled(&table, &calendar(), &standard());
}

#[test]
fn limits_of_more_than_a_year_are_counted_to_their_end() {
    let table = [
        // Nothing but weeks beyond the data: 400 = 80 weeks, 2500 = 500 weeks.
        ("2030-01-07T09:00", "400 working_days", "2031-07-21T17:00"),
        ("2030-01-07T09:00", "2500 working_days", "2039-08-08T17:00"),
        ("2030-01-07T09:00", "1000 days", "2032-10-04T17:00"),
        ("2030-01-07T07:30", "400 working_hours", "2030-03-21T10:00"),
        // From the data out of it. Each of 2026 and 2027 has 249 working days.
        ("2025-12-31T09:00", "249 working_days", "2026-12-31T17:00"),
        ("2025-12-31T09:00", "498 working_days", "2027-12-31T17:00"),
        ("2025-12-31T09:00", "499 working_days", "2028-01-03T17:00"),
        // From before the data into it: 1/1/2025 rests.
        ("2024-12-30T09:00", "2 working_days", "2025-01-02T17:00"),
    ];
    due_as_tabled(&table, &calendar(), &standard());
}

#[test]
fn a_limit_by_plan_has_no_date() {
    let (calendar, hours) = (calendar(), standard());
    let received = moment("2026-11-23T09:00");
    assert_eq!(due_at(received, Limit::Planned, &calendar, &hours), Ok(None));
    let explained = due(received, Limit::Planned, &calendar, &hours).unwrap();
    assert_eq!((explained.at, explained.trust), (None, Trust::Verified));
}

#[test]
fn absurd_limits_and_moments_are_refused() {
    let (calendar, standard) = (calendar(), standard());
    let monday = moment("2026-11-23T09:00");
    let table = [
        (monday, Limit::WorkingDays(0), "calendar.limit-zero"),
        (monday, Limit::Days(0), "calendar.limit-zero"),
        (monday, Limit::WorkingHours(0), "calendar.limit-zero"),
        (monday, Limit::Days(3_651), "calendar.limit-too-long"),
        (monday, Limit::Days(u32::MAX), "calendar.limit-too-long"),
        (monday, Limit::WorkingDays(u32::MAX), "calendar.limit-too-long"),
        (monday, Limit::WorkingHours(u32::MAX), "calendar.limit-too-long"),
        (Moment(i64::MAX), Limit::SameDay, "calendar.received-out-of-range"),
        (Moment(i64::MIN), Limit::Planned, "calendar.received-out-of-range"),
        (moment("1975-12-31T23:59"), Limit::Days(1), "calendar.received-out-of-range"),
        (moment("2200-01-01T00:00"), Limit::Days(1), "calendar.received-out-of-range"),
    ];
    for (received, limit, code) in table {
        assert_eq!(due_at(received, limit, &calendar, &standard).unwrap_err().code, code, "{limit}");
        assert_eq!(due(received, limit, &calendar, &standard).unwrap_err().code, code, "{limit}");
    }
    for (received, due) in
        [("1976-01-01T00:00", "1976-01-02T17:00"), ("2199-12-31T23:59", "2200-01-01T17:00")]
    {
        due_as_tabled(&[(received, "1 day", due)], &calendar, &standard);
    }
}

#[test]
fn hours_made_in_code_are_checked_like_those_in_files() {
    let span = |from, to| Span { from, to };
    let table = [
        (vec![], Some("calendar.spans-empty")),
        (vec![span(450, 450)], Some("calendar.span-backwards")),
        (vec![span(690, 450)], Some("calendar.span-backwards")),
        (vec![span(450, 1440)], Some("calendar.span-backwards")),
        (vec![span(450, 690), span(680, 900)], Some("calendar.spans-out-of-order")),
        (vec![span(810, 1020), span(450, 690)], Some("calendar.spans-out-of-order")),
        (vec![span(450, 690), span(690, 900)], None),
        (vec![span(0, 1439)], None),
    ];
    for (spans, code) in table {
        let told = OfficeHours::new("x", spans.clone(), Trust::Assumed).err().map(|refusal| refusal.code);
        assert_eq!(told, code, "{spans:?}");
    }
}

#[test]
fn time_worked_is_office_time_only_and_adds_up() {
    let (calendar, standard) = (calendar(), standard());
    let table = [
        ("2026-11-25T07:30", "2026-11-25T17:00", 450),
        ("2026-11-25T00:00", "2026-11-26T00:00", 450),
        ("2026-11-25T11:30", "2026-11-25T13:30", 0),
        ("2026-11-25T11:00", "2026-11-25T14:00", 60),
        ("2026-11-25T17:00", "2026-11-26T07:30", 0),
        ("2026-11-23T16:00", "2026-11-25T16:30", 480),
        ("2026-11-28T08:00", "2026-11-29T17:00", 0),
        ("2026-01-10T08:00", "2026-01-10T09:30", 90),
        ("2026-01-02T08:00", "2026-01-02T09:30", 0),
        ("2026-11-25T09:00:59", "2026-11-25T09:01", 1),
        ("2026-11-25T09:00", "2026-11-25T09:00:59", 0),
        // Whole years: 249 working days of 450 minutes.
        ("2026-01-01T00:00", "2027-01-01T00:00", 249 * 450),
        ("2027-01-01T00:00", "2028-01-01T00:00", 249 * 450),
        ("2030-01-07T00:00", "2030-01-14T00:00", 5 * 450),
        ("2020-01-06T00:00", "2020-01-13T00:00", 5 * 450),
    ];
    for (from, to, want) in table {
        let (from, to) = (moment(from), moment(to));
        assert_eq!(working_minutes(from, to, &calendar, &standard), want, "{} to {}", from.iso(), to.iso());
        assert_eq!(working_minutes(to, from, &calendar, &standard), -want);
        let between = moment("2026-11-25T10:17:43");
        let sum = working_minutes(from, between, &calendar, &standard)
            + working_minutes(between, to, &calendar, &standard);
        assert_eq!(sum, want, "by way of another moment");
    }
    let whole = working_minutes(Moment(i64::MIN), Moment(i64::MAX), &calendar, &standard);
    let dated = working_minutes(moment("1976-01-01T00:00"), moment("2199-12-31T23:59"), &calendar, &standard);
    assert_eq!(whole, dated, "beyond the years that are dated nothing is added");
}

#[test]
fn two_agencies_with_different_hours_do_not_influence_each_other() {
    let calendar = calendar();
    let (standard, early) = (standard(), hours(r#""07:00-11:30", "13:30-17:00""#));
    for _ in 0..3 {
        for (hours, want) in [(&standard, "2026-11-25T16:30"), (&early, "2026-11-25T16:00")] {
            due_as_tabled(&[("2026-11-23T16:00", "8 working_hours", want)], &calendar, hours);
        }
        let whole_day = (moment("2026-11-25T00:00"), moment("2026-11-26T00:00"));
        assert_eq!(working_minutes(whole_day.0, whole_day.1, &calendar, &standard), 450);
        assert_eq!(working_minutes(whole_day.0, whole_day.1, &calendar, &early), 480);
    }
}

#[test]
fn a_saturday_that_makes_up_for_a_swapped_day_is_worked() {
    let calendar = calendar();
    let table = [
        ("2026-01-02", false),
        ("2026-01-03", false),
        ("2026-01-10", true),
        ("2026-01-17", false),
        ("2025-04-26", true),
        ("2025-05-02", false),
        ("2026-11-24", false),
        ("2026-04-26", false),
        ("2026-04-27", false),
        ("2027-02-11", false),
        ("2027-02-12", true),
        ("2028-01-03", true),
        ("2024-12-31", true),
        ("2024-12-28", false),
    ];
    for (date, works) in table {
        assert_eq!(calendar.is_working(day(date)), works, "{date}");
    }
    let next = |date| calendar.next_working(day(date)).to_string();
    assert_eq!(next("2026-01-09"), "2026-01-10");
    assert_eq!(next("2026-02-13"), "2026-02-23");
    assert_eq!(next("2027-12-31"), "2028-01-03");
    assert_eq!(next("2024-12-31"), "2025-01-02");
}
