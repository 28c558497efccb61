//! Faults that other systems have or had in their due dates, as read in their
//! public code and threads; none of them is ours. Each test names the system and
//! the place. What they did with a dossier's life is in `dossier/tests`.

use super::super::{Limit, OfficeHours, WorkingCalendar, due_at, working_minutes};
use super::{calendar, hours, moment, standard, written};
use crate::Moment;

/// When it is due, as people write it.
fn ends(received: &str, limit: &str, calendar: &WorkingCalendar, hours: &OfficeHours) -> String {
    let limit = Limit::parse(limit).unwrap();
    written(due_at(moment(received), limit, calendar, hours).unwrap().unwrap())
}

/// Asserts a table of (received, limit, due) under the calendar of the tests.
fn all_end(table: &[(&str, &str, &str)], hours: &OfficeHours) {
    let calendar = calendar();
    for (received, limit, want) in table {
        assert_eq!(ends(received, limit, &calendar, hours), *want, "{limit} from {received}");
    }
}

/// Eight hours a day.
fn eight() -> OfficeHours {
    hours(r#""07:00-11:30", "13:30-17:00""#)
}

/// OpenCPS v2 keeps the days off and the office hours of the agency it is counting
/// for in static fields (`HolidayUtils.strDayOff`, `ExtendDueDateUtils`): whoever
/// counts at the same time for another agency counts with them.
#[test]
fn two_agencies_that_count_at_once_do_not_get_each_others_hours() {
    let calendar = calendar();
    let offices = [standard(), eight(), hours(r#""13:00-16:30""#), hours(r#""08:00-20:00""#)];
    let from = moment("2026-01-05T10:20");
    let count = |hours: &OfficeHours| -> Vec<Option<Moment>> {
        let limits = (1..=60).map(Limit::WorkingHours).chain((1..=60).map(Limit::WorkingDays));
        limits.map(|limit| due_at(from, limit, &calendar, hours).unwrap()).collect()
    };
    let alone = offices.each_ref().map(count);
    std::thread::scope(|scope| {
        let (offices, count, alone) = (&offices, &count, &alone);
        for thread in 0..4 {
            scope.spawn(move || {
                for round in 0..100 {
                    let which = (thread + round) % offices.len();
                    assert_eq!(count(&offices[which]), alone[which], "office {which}");
                }
            });
        }
    });
    assert_ne!(alone[0], alone[1]);
}

/// OpenCPS v2 takes a day for eight hours (`HolidayUtils.processHoursCount`,
/// `DueDateUtils.DAY_TO_HOURS`) in offices that work seven and a half.
#[test]
fn a_day_is_a_day_and_an_hour_an_hour_however_long_the_office_works() {
    for office in [standard(), eight()] {
        all_end(&[("2026-11-16T09:00", "3 working_days", "2026-11-19T17:00")], &office);
    }
    all_end(&[("2026-11-16T07:30", "8 working_hours", "2026-11-17T08:00")], &standard());
    all_end(&[("2026-11-16T07:00", "8 working_hours", "2026-11-16T17:00")], &eight());
    all_end(&[("2026-11-16T07:30", "75 working_hours", "2026-11-30T17:00")], &standard());
}

/// OpenCPS v2 reads the ends of office hours as whole hours
/// (`HolidayUtils.getEndDate`): on "11:30" it fails, the failure is swallowed, and
/// the dossier is due the moment it came. One that comes as the office opens falls
/// through all cases in the same way.
#[test]
fn no_limit_ends_where_it_began() {
    let table = [
        ("2026-11-16T07:30", "1 working_hours", "2026-11-16T08:30"),
        ("2026-11-16T13:30", "1 working_hours", "2026-11-16T14:30"),
        ("2026-11-16T11:30", "1 working_hours", "2026-11-16T14:30"),
        ("2026-11-16T06:10", "1 working_hours", "2026-11-16T08:30"),
        ("2026-11-16T17:00", "1 working_hours", "2026-11-17T08:30"),
    ];
    all_end(&table, &standard());
    let (calendar, hours) = (calendar(), standard());
    for minute in 0..1440 {
        let at = moment("2026-11-16T00:00").plus_ms(minute * crate::MINUTE_MS);
        for limit in ["same_day", "1 working_hours", "1 working_days", "1 days"] {
            let due = due_at(at, Limit::parse(limit).unwrap(), &calendar, &hours).unwrap().unwrap();
            assert!(working_minutes(at, due, &calendar, &hours) > 0, "{limit} from {}", written(at));
        }
    }
}

/// osTicket#6847 counts a lunch that was entered badly; frappe/helpdesk#2212 lets
/// the clock run through it; one working system of the provinces goes wrong around
/// it whenever hours cross it.
#[test]
fn lunch_is_not_office_time_on_whichever_side_of_it_a_dossier_comes() {
    let table = [
        ("2026-11-16T11:29", "1 working_hours", "2026-11-16T14:29"),
        ("2026-11-16T11:30", "1 working_hours", "2026-11-16T14:30"),
        ("2026-11-16T12:00", "1 working_hours", "2026-11-16T14:30"),
        ("2026-11-16T13:29", "1 working_hours", "2026-11-16T14:30"),
        ("2026-11-16T13:31", "1 working_hours", "2026-11-16T14:31"),
        ("2026-11-16T08:15", "5 working_hours", "2026-11-16T15:15"),
        ("2026-11-16T12:00", "8 working_hours", "2026-11-17T14:00"),
    ];
    all_end(&table, &standard());
}

/// Used up when the morning ends, OpenCPS v2 gives the start of the afternoon
/// (`HolidayUtils`: `hoursOverdue == endMorning`), and at the end of the day the
/// next morning.
#[test]
fn what_is_used_up_in_the_last_minute_of_a_span_is_due_in_it() {
    let table = [
        ("2026-11-16T09:30", "2 working_hours", "2026-11-16T11:30"),
        ("2026-11-16T14:00", "3 working_hours", "2026-11-16T17:00"),
        ("2026-11-16T15:31", "9 working_hours", "2026-11-18T07:31"),
        ("2026-11-16T10:30", "1 working_hours", "2026-11-16T11:30"),
    ];
    all_end(&table, &standard());
}

/// zammad#3180 loses a minute where the hours of two days touch. Spans that touch
/// lose none here.
#[test]
fn nothing_is_lost_where_two_spans_touch() {
    let seam = hours(r#""07:30-11:30", "11:30-15:30""#);
    let whole = hours(r#""07:30-15:30""#);
    let calendar = calendar();
    for n in 1..=40 {
        let limit = format!("{n} working_hours");
        for received in ["2026-11-16T07:30", "2026-11-16T11:30", "2026-11-16T11:29", "2026-11-14T12:00"] {
            let [a, b] = [&seam, &whole].map(|hours| ends(received, &limit, &calendar, hours));
            assert_eq!(a, b, "{limit} from {received}");
        }
    }
}

/// OpenCPS v2 moves what came after closing to the next day first and then leaves
/// that day out as the first (`DueDateUtils.setStartDate`): one day too many. It
/// is also how a dossier of 23:59 slips into another day.
#[test]
fn the_hour_of_receipt_does_not_lengthen_a_limit_in_days() {
    for at in ["00:00", "07:29", "12:00", "16:59", "17:00", "17:01", "23:59", "23:59:59"] {
        let received = format!("2026-11-16T{at}");
        let table = [("1 working_days", "2026-11-17T17:00"), ("3 days", "2026-11-19T17:00")];
        all_end(&table.map(|(limit, due)| (received.as_str(), limit, due)), &standard());
    }
}

/// date-fns#1584 and bokmann/business_time#192 count a day too many from a weekend;
/// Intrepidd/working_hours#38 asks the same of a holiday. GLPI#687 gives no time at
/// all to what came outside office hours.
#[test]
fn one_working_day_from_a_rest_day_is_the_next_working_day() {
    let table = [
        ("2026-11-20T10:00", "1 working_days", "2026-11-23T17:00"),
        ("2026-11-21T10:00", "1 working_days", "2026-11-23T17:00"),
        ("2026-11-22T23:59", "1 working_days", "2026-11-23T17:00"),
        ("2026-11-24T10:00", "1 working_days", "2026-11-25T17:00"),
        ("2026-11-24T10:00", "1 working_hours", "2026-11-25T08:30"),
        ("2026-11-22T22:00", "same_day", "2026-11-23T17:00"),
    ];
    all_end(&table, &standard());
}

/// OpenCPS v2 steps over one holiday and lands on the next (`HolidayUtils.checkDay`),
/// and takes two days for a holiday that falls on a rest day. In limits of hours it
/// looks at weekdays only, by a number that runs past Saturday.
#[test]
fn holidays_in_a_row_are_all_skipped_and_one_on_a_rest_day_counts_once() {
    let table = [
        // Tết: Monday to Friday, between two weekends.
        ("2026-02-13T09:00", "1 working_days", "2026-02-23T17:00"),
        ("2026-02-13T16:00", "2 working_hours", "2026-02-23T08:30"),
        // Sunday 26 April is a holiday, Monday is off in its place.
        ("2026-04-24T09:00", "1 working_days", "2026-04-28T17:00"),
        ("2026-04-24T16:30", "1 working_hours", "2026-04-28T08:00"),
        // 31 August to 2 September, begun on the Friday before.
        ("2026-08-28T16:30", "8 working_hours", "2026-09-03T17:00"),
        ("2026-11-23T16:30", "1 working_hours", "2026-11-25T08:00"),
    ];
    all_end(&table, &standard());
}

/// Single days worked on a weekend: missing for years in bokmann/business_time#102
/// and zendesk/biz#103, and in the working system that most provinces bought.
#[test]
fn a_make_up_saturday_is_a_working_day_in_every_kind_of_limit() {
    let table = [
        ("2026-01-09T09:00", "1 working_days", "2026-01-10T17:00"),
        ("2026-01-09T15:01", "same_day", "2026-01-10T17:00"),
        ("2026-01-10T14:00", "same_day", "2026-01-10T17:00"),
        ("2026-01-10T15:01", "same_day", "2026-01-12T17:00"),
        ("2026-01-09T16:00", "2 working_hours", "2026-01-10T08:30"),
        ("2026-01-09T09:00", "1 days", "2026-01-10T17:00"),
        // The Friday swapped for it is not.
        ("2026-01-01T09:00", "1 working_days", "2026-01-05T17:00"),
        // An ordinary Saturday is not, even where a centre opens its doors.
        ("2026-01-16T09:00", "1 working_days", "2026-01-19T17:00"),
    ];
    all_end(&table, &standard());
}

/// OpenCPS v2 stops counting after 360 days, whatever is left
/// (`DueDateUtils`: `countNextDay < 360`), and calls that the due date.
#[test]
fn a_limit_of_more_than_360_days_is_counted_to_its_end() {
    let calendar = calendar();
    for n in [359, 360, 361, 400, 520, 700] {
        let received = moment("2025-01-02T09:00");
        let (mut day, mut left) = (received.day(), n);
        while left > 0 {
            day = day.plus(1);
            left -= u32::from(calendar.is_working(day));
        }
        let due = due_at(received, Limit::WorkingDays(n), &calendar, &standard()).unwrap().unwrap();
        assert_eq!((due.day(), due.clock().to_string().as_str()), (day, "17:00"), "{n} working days");
    }
    let table = [
        ("2025-01-02T09:00", "360 days", "2025-12-29T17:00"),
        ("2025-01-02T09:00", "361 days", "2025-12-29T17:00"),
        ("2025-01-02T09:00", "400 days", "2026-02-06T17:00"),
        ("2025-01-02T09:00", "1000 days", "2027-09-29T17:00"),
    ];
    all_end(&table, &standard());
}

/// date-fns#2726 loses a working day in months of thirty days; systems that count
/// by the number of the day overflow at the end of a month and of a year.
#[test]
fn months_and_years_end_without_a_day_lost_or_won() {
    let table = [
        ("2026-11-30T09:00", "1 working_days", "2026-12-01T17:00"),
        ("2026-10-30T09:00", "1 working_days", "2026-11-02T17:00"),
        ("2026-01-30T16:30", "1 working_hours", "2026-02-02T08:00"),
        ("2026-12-31T15:01", "same_day", "2027-01-04T17:00"),
        ("2026-12-31T16:30", "1 working_hours", "2027-01-04T08:00"),
        ("2025-12-31T09:00", "1 working_days", "2026-01-05T17:00"),
        ("2026-01-31T09:00", "28 days", "2026-03-02T17:00"),
        ("2028-02-28T09:00", "1 working_days", "2028-02-29T17:00"),
    ];
    all_end(&table, &standard());
    // November 2026 has 21 weekdays, one of them a holiday; October 22.
    let (calendar, hours) = (calendar(), standard());
    for (from, to, days) in [("2026-11-01", "2026-12-01", 20), ("2026-10-01", "2026-11-01", 22)] {
        let [from, to] = [from, to].map(|day| moment(&format!("{day}T00:00")));
        assert_eq!(working_minutes(from, to, &calendar, &hours), days * hours.minutes_a_day(from.day()));
    }
}

/// zammad#390: days that a feed merely names (Saint Martin's) became holidays. Here
/// only a day that the State lists differs from the week, and one that falls on a
/// rest day changes nothing.
#[test]
fn a_named_day_that_falls_on_a_rest_day_takes_nothing_away() {
    let calendar = calendar();
    let sunday = calendar.special(super::day("2026-04-26")).unwrap();
    assert!(!sunday.changes_the_week());
    assert!(!calendar.is_working(super::day("2026-04-26")) && !calendar.is_working(super::day("2026-04-27")));
    assert!(calendar.is_working(super::day("2026-04-28")) && calendar.is_working(super::day("2026-11-11")));
}
