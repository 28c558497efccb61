//! The clock: when it starts, stands still, starts again and moves.

use super::*;

fn clerk() -> Actor {
    officer(HERE, &Duty::ALL)
}

/// Handed in and accepted on Monday 14 July 2025 at 09:00, three working days:
/// due on Thursday 17 July at the end of office hours.
fn accepted() -> Town {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-14T09:00", &clerk(), Verb::Accept);
    assert_eq!(town.due(), "2025-07-17T17:00");
    town
}

#[test]
fn nothing_is_promised_before_acceptance() {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    assert_eq!(town.due(), "none");
    assert!(town.dossier().reception.is_none());
}

#[test]
fn the_clock_of_what_was_sent_online_starts_as_the_deployment_decided() {
    for (start, channel, case, due) in [
        (ClockStart::Acceptance, Channel::Online, "near", "2025-07-21T17:00"),
        (ClockStart::Submission, Channel::Online, "near", "2025-07-17T17:00"),
        (ClockStart::Acceptance, Channel::Post, "far", "2025-07-30T17:00"),
        (ClockStart::Submission, Channel::Post, "far", "2025-07-30T17:00"),
    ] {
        let mut town = Town::under(start);
        let command = Submit { channel, case: Some(case.into()), ..handing_in() };
        town.act(&citizen(), |desk| submit(desk, command)).unwrap();
        // Sent on Monday, accepted on Wednesday.
        town.does("2025-07-16T10:00", &clerk(), Verb::Accept);
        assert_eq!(town.due(), due, "{start:?}, {}", channel.as_str());
    }
}

#[test]
fn a_supplement_starts_the_limit_again_from_zero() {
    for (asked, answered, due) in [
        ("2025-07-15T10:00", "2025-07-15T10:30", "2025-07-18T17:00"),
        ("2025-07-15T10:00", "2025-07-21T10:00", "2025-07-24T17:00"),
        ("2025-07-15T10:00", "2025-07-19T22:00", "2025-07-23T17:00"),
        ("2025-07-15T10:00", "2025-08-29T16:59", "2025-09-05T17:00"),
    ] {
        let mut town = accepted();
        town.does(asked, &clerk(), Verb::AskSupplement);
        assert_eq!(town.due(), "2025-07-17T17:00", "the old date stays until the answer");
        town.does(answered, &citizen(), Verb::Supplement);
        assert_eq!(town.due(), due, "answered {answered}");
        let promise = &town.dossier().reception.as_ref().unwrap().promise;
        assert_eq!(written(promise.counted_from), answered);
        let explained = promise.explain(&town.law, &agency(HERE)).unwrap();
        assert_eq!(explained.at, promise.at, "and it can be explained");
    }
}

#[test]
fn waiting_for_payment_moves_the_due_date_by_the_working_days_waited() {
    for (asked, paid, due, days) in [
        ("2025-07-15T10:00", "2025-07-15T16:00", "2025-07-17T17:00", 0),
        ("2025-07-15T10:00", "2025-07-16T08:00", "2025-07-18T17:00", 1),
        ("2025-07-15T10:00", "2025-07-18T10:00", "2025-07-22T17:00", 3),
        // Friday to Monday is one working day; Friday to Sunday none.
        ("2025-07-18T10:00", "2025-07-21T10:00", "2025-07-18T17:00", 1),
        ("2025-07-18T10:00", "2025-07-20T10:00", "2025-07-17T17:00", 0),
        // Over the National Day: six weeks to 29 August, then 3 September.
        ("2025-07-18T10:00", "2025-09-03T10:00", "2025-08-29T17:00", 31),
    ] {
        let mut town = accepted();
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        town.does(asked, &clerk(), Verb::AskPayment);
        town.does(paid, &clerk(), Verb::SettlePayment);
        let promise = &town.dossier().reception.as_ref().unwrap().promise;
        let waited = crate::calendar::Move::Payment { from: at(asked), until: at(paid) };
        assert_eq!(
            (town.due().as_str(), promise.moves.as_slice()),
            (due, &[waited][..]),
            "{asked} to {paid}"
        );
        let steps = promise.explain(&town.law, &agency(HERE)).unwrap().steps;
        let shift = steps.iter().find_map(|step| match step {
            crate::calendar::Step::Moved { shift, .. } => Some(*shift),
            _ => None,
        });
        assert_eq!(shift, Some(crate::calendar::Shift::Days(days)), "{asked} to {paid}");
    }
}

#[test]
fn two_payments_move_it_twice() {
    let mut town = accepted();
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    for (asked, paid) in [("2025-07-14T11:00", "2025-07-15T11:00"), ("2025-07-15T14:00", "2025-07-17T09:00")]
    {
        town.does(asked, &clerk(), Verb::AskPayment);
        town.does(paid, &clerk(), Verb::SettlePayment);
    }
    assert_eq!(town.due(), "2025-07-22T17:00");
    assert_eq!(town.dossier().reception.as_ref().unwrap().promise.moves.len(), 2);
}

#[test]
fn what_is_opened_again_has_its_whole_limit_again() {
    let mut town = accepted();
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    let holder = town.dossier().holder.clone();
    town.does("2025-07-16T10:00", &clerk(), Verb::Stop);
    town.does("2025-08-04T08:00", &clerk(), Verb::Reopen);
    assert_eq!(town.due(), "2025-08-07T17:00");
    assert_eq!(town.dossier().holder, holder, "whoever had it has it again");
}

#[test]
fn on_time_is_until_the_promised_minute_and_counts_the_decision_not_the_return() {
    for (decided, want) in
        [("2025-07-17T17:00", true), ("2025-07-17T17:01", false), ("2025-07-15T08:00", true)]
    {
        let mut town = accepted();
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        town.does("2025-07-14T11:00", &clerk(), Verb::Forward);
        assert_eq!(town.dossier().on_time(), None, "not before it is decided");
        town.does(decided, &clerk(), Verb::Decide);
        assert_eq!(town.dossier().on_time(), Some(want), "{decided}");
        town.does("2025-12-01T09:00", &clerk(), Verb::ReturnResult);
        assert_eq!(town.dossier().on_time(), Some(want), "the person may come late");
    }
}

#[test]
fn a_clock_that_was_set_back_writes_no_history_that_runs_backwards() {
    let mut town = accepted();
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    let after = town.does("2025-07-10T10:00", &clerk(), Verb::AskSupplement);
    assert_eq!(written(after.last_at), "2025-07-14T10:00");
    assert!(matches!(after.state, State::AwaitingSupplement { since, .. } if since == after.last_at));
    town.does("2025-07-01T00:00", &citizen(), Verb::Supplement);
    assert!(town.events.windows(2).all(|pair| pair[0].at <= pair[1].at));
}
