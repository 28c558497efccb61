//! What of a day counts when it is asked whether the day was lost.

use super::super::{Cause, Limit, Move, Step, moved, moved_at};
use super::{calendar, moment, standard, written};

fn lost((from, until): (&str, &str)) -> Move {
    let (from, until) = (moment(from), moment(until));
    Move::Lost { cause: Cause::Outage, outage: String::new(), name: String::new(), from, until }
}

fn put_off(at: &str, to: &str) -> Move {
    Move::Extended { at: Some(moment(at)), to: moment(to) }
}

fn ends(received: &str, limit: &str, moves: &[Move]) -> String {
    let limit = Limit::parse(limit).unwrap();
    written(moved_at(moment(received), limit, moves, &calendar(), &standard()).unwrap().unwrap())
}

#[test]
fn of_the_day_of_a_same_day_dossier_only_the_time_after_its_receipt_can_be_lost() {
    let table = [
        // Received at 14:00: three hours of office time are left of the day.
        ("2026-11-16T14:00", ("2026-11-16T07:30", "2026-11-16T14:00"), "2026-11-16T17:00"),
        ("2026-11-16T14:00", ("2026-11-16T07:30", "2026-11-16T15:29"), "2026-11-16T17:00"),
        ("2026-11-16T14:00", ("2026-11-16T07:30", "2026-11-16T15:30"), "2026-11-17T17:00"),
        ("2026-11-16T14:00", ("2026-11-16T15:30", "2026-11-16T17:00"), "2026-11-17T17:00"),
        // Received before the office opens: all of it.
        ("2026-11-16T06:00", ("2026-11-16T07:30", "2026-11-16T11:14"), "2026-11-16T17:00"),
        ("2026-11-16T06:00", ("2026-11-16T07:30", "2026-11-16T11:15"), "2026-11-17T17:00"),
    ];
    for (received, outage, due) in table {
        assert_eq!(ends(received, "same_day", &[lost(outage)]), due, "{received}, {outage:?}");
    }
}

#[test]
fn of_a_day_to_which_the_date_was_put_off_only_the_time_up_to_it_can_be_lost() {
    let table = [
        // Put off to Friday 20 November at 10:00: two and a half hours of that day.
        (("2026-11-20T10:00", "2026-11-20T17:00"), "2026-11-20T10:00"),
        (("2026-11-20T08:46", "2026-11-20T17:00"), "2026-11-20T10:00"),
        (("2026-11-20T08:45", "2026-11-20T17:00"), "2026-11-23T17:00"),
        (("2026-11-20T07:30", "2026-11-20T08:45"), "2026-11-23T17:00"),
    ];
    for (outage, due) in table {
        let moves = [put_off("2026-11-17T10:00", "2026-11-20T10:00"), lost(outage)];
        assert_eq!(ends("2026-11-16T09:00", "3 working_days", &moves), due, "{outage:?}");
    }
}

#[test]
fn a_date_that_is_put_off_is_a_new_promise_and_what_was_lost_before_moves_it_no_more() {
    let set = "2026-11-17T10:00";
    let table = [
        // In days the day on which it was set is not counted, as the day of receipt is not.
        ("3 working_days", ("2026-11-16T13:00", "2026-11-16T17:00"), "2026-11-20T10:00"),
        ("3 working_days", ("2026-11-17T10:30", "2026-11-17T17:00"), "2026-11-20T10:00"),
        ("3 working_days", ("2026-11-16T13:00", "2026-11-18T11:30"), "2026-11-23T17:00"),
        ("3 days", ("2026-11-16T13:00", "2026-11-17T17:00"), "2026-11-20T10:00"),
        ("3 days", ("2026-11-16T13:00", "2026-11-18T17:00"), "2026-11-23T17:00"),
        // In hours its minute is the first that counts.
        ("20 working_hours", ("2026-11-16T13:30", "2026-11-17T10:00"), "2026-11-20T10:00"),
        ("20 working_hours", ("2026-11-16T13:30", "2026-11-17T10:20"), "2026-11-20T10:20"),
    ];
    for (limit, outage, due) in table {
        let moves = [put_off(set, "2026-11-20T10:00"), lost(outage)];
        assert_eq!(ends("2026-11-16T09:00", limit, &moves), due, "{limit}, {outage:?}");
    }
}

#[test]
fn a_limit_in_hours_that_ends_in_a_long_outage_ends_behind_it() {
    // One minute before the limit is used up the office stands still for 90 days.
    let outage = lost(("2026-01-12T10:29", "2026-04-12T12:00"));
    assert_eq!(ends("2026-01-12T08:30", "2 working_hours", &[outage]), "2026-04-13T07:31");
}

#[test]
fn the_last_day_of_a_limit_in_days_gives_way_to_a_working_day_once() {
    let paid = |from: &str, until: &str| Move::Payment { from: moment(from), until: moment(until) };
    let table: [(&str, &str, &[Move], &str); 6] = [
        // 15 February is a Sunday of Tết: the next working day is Monday 23.
        ("2026-01-16T09:00", "30 days", &[], "2026-02-23T17:00"),
        // Four days waited: 19 February, still within Tết.
        ("2026-01-16T09:00", "30 days", &[paid("2026-01-19T09:00", "2026-01-23T09:00")], "2026-02-23T17:00"),
        (
            "2026-01-16T09:00",
            "30 days",
            &[lost(("2026-01-20T00:00", "2026-01-20T23:59"))],
            "2026-02-23T17:00",
        ),
        // A limit that counts Sundays leaves Sundays out: from Friday to Monday three days.
        ("2026-11-02T09:00", "15 days", &[paid("2026-11-06T09:00", "2026-11-09T09:00")], "2026-11-20T17:00"),
        // A day that was waited is not lost once more.
        (
            "2026-11-02T09:00",
            "15 days",
            &[paid("2026-11-06T09:00", "2026-11-09T09:00"), lost(("2026-11-09T00:00", "2026-11-09T23:59"))],
            "2026-11-20T17:00",
        ),
        // A new date is the last day from then on.
        (
            "2026-11-02T09:00",
            "15 days",
            &[put_off("2026-11-09T10:00", "2026-11-19T10:00"), paid("2026-11-10T09:00", "2026-11-12T09:00")],
            "2026-11-23T17:00",
        ),
    ];
    for (received, limit, moves, due) in table {
        assert_eq!(ends(received, limit, moves), due, "{limit} after {moves:?}");
    }
}

#[test]
fn of_a_limit_in_days_only_the_rest_days_that_its_last_day_fell_on_are_told() {
    let rests = |from: &str, until: &str| {
        let paid = Move::Payment { from: moment(from), until: moment(until) };
        let limit = Limit::parse("15 days").unwrap();
        let due = moved(moment("2026-11-02T09:00"), limit, &[paid], &calendar(), &standard()).unwrap();
        let after = due.steps.iter().skip_while(|step| !matches!(step, Step::Moved { .. }));
        let told = after.filter_map(|step| match step {
            Step::Skipped { from, to, .. } => Some((from.to_string(), to.to_string())),
            _ => None,
        });
        (written(due.at.unwrap()), told.collect::<Vec<_>>())
    };
    // From Tuesday 17 to Friday 20: nothing gave way.
    assert_eq!(rests("2026-11-06T09:00", "2026-11-09T09:00"), ("2026-11-20T17:00".into(), vec![]));
    // Four days: Saturday 21, and Sunday behind it.
    let (due, told) = rests("2026-11-06T09:00", "2026-11-10T09:00");
    assert_eq!(
        (due.as_str(), told.as_slice()),
        ("2026-11-23T17:00", &[("2026-11-21".to_string(), "2026-11-22".to_string())][..])
    );
    // Seven days, over a weekend: the days between count, and are not told as left out;
    // Tuesday 24, on which the limit would end, is a holiday.
    let (due, told) = rests("2026-11-06T09:00", "2026-11-13T09:00");
    assert_eq!(due, "2026-11-25T17:00");
    assert_eq!(told, [("2026-11-24".to_string(), "2026-11-24".to_string())]);
}
