//! By which date a result is judged, and who answers for the time, where waits and
//! outages are still under way when it is there.

use super::*;
use crate::Day;

const POLICE: &str = "H57.201";

fn clerk() -> Actor {
    officer(HERE, &Duty::ALL)
}

/// Accepted at HERE on Monday 14 July 2025 at 09:00, due on Thursday at 17:00.
fn accepted_of(procedure: &str) -> Town {
    let mut town = Town::new();
    let submit_it = Submit { procedure: procedure.into(), ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, submit_it)).unwrap();
    town.does("2025-07-14T09:00", &clerk(), Verb::Accept);
    assert_eq!(town.due(), "2025-07-17T17:00");
    town
}

fn ask(town: &mut Town, when: &str, of: &str, limit: &str) {
    town.now = at(when);
    let limit = Limit::parse(limit).unwrap();
    let command =
        AskOpinion { code: town.code(), of: agency(of), limit, question: "nguồn gốc đất".into() };
    town.act(&clerk(), |desk| ask_opinion(desk, command)).unwrap();
}

fn answer(town: &mut Town, when: &str, by: &str) {
    town.now = at(when);
    let command = GiveOpinion { code: town.code(), number: None, answer: "đồng ý".into() };
    town.act(&officer(by, &[Duty::Case]), |desk| give_opinion(desk, command)).unwrap();
}

fn power_cut(day: &str) -> Outage {
    let (from, until) = (at(&format!("{day}T00:00")), at(&format!("{day}T23:59")));
    Outage { agency: agency(HERE), whole_province: false, from, until, ..outage_on(from.day()) }
}

#[test]
fn a_wait_that_nobody_answered_ends_with_the_decision() {
    let mut town = accepted_of("waits");
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    // Late already; the date moves as if all five working days were waited.
    ask(&mut town, "2025-07-18T09:00", POLICE, "2 working_days");
    assert_eq!(town.due(), "2025-07-24T17:00");
    town.does("2025-07-21T08:00", &clerk(), Verb::Forward);
    town.does("2025-07-21T09:00", &clerk(), Verb::Decide);
    // One working day was waited: Monday.
    assert_eq!((town.due().as_str(), town.dossier().on_time()), ("2025-07-18T17:00", Some(false)));
    let Fact::Decided { promise, .. } = &town.events.last().unwrap().fact else { panic!() };
    assert!(promise.is_some(), "the history says so");
}

#[test]
fn an_outage_on_record_counts_whether_anybody_carried_it_or_not() {
    for (recorded, on_time) in [(Vec::new(), false), (vec![power_cut("2025-07-17")], true)] {
        let mut town = accepted_of("p");
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        town.does("2025-07-15T10:00", &clerk(), Verb::Forward);
        town.recorded = recorded;
        town.does("2025-07-18T08:30", &clerk(), Verb::Decide);
        assert_eq!(town.dossier().on_time(), Some(on_time));
    }
}

#[test]
fn the_promised_minute_is_in_time_to_its_end() {
    for (decided, on_time) in [("2025-07-17T17:00:59", true), ("2025-07-17T17:01:00", false)] {
        let mut town = accepted_of("p");
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        town.does("2025-07-15T10:00", &clerk(), Verb::Forward);
        let (minute, seconds) = decided.rsplit_once(':').unwrap();
        town.now = at(minute).plus_ms(seconds.parse::<i64>().unwrap() * 1000);
        let code = town.code();
        town.act(&clerk(), |desk| do_verb(desk, Verb::Decide, &code)).unwrap();
        assert_eq!(town.dossier().on_time(), Some(on_time), "{decided}");
    }
}

#[test]
fn what_recording_a_payment_took_is_not_the_persons_waiting() {
    for (paid_on, due) in [
        (None, "2025-07-23T17:00"),
        (Some("2025-07-15"), "2025-07-18T17:00"),
        (Some("2025-07-14"), "2025-07-17T17:00"),
    ] {
        let mut town = accepted_of("p");
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        town.does("2025-07-14T11:00", &clerk(), Verb::AskPayment);
        town.now = at("2025-07-18T09:00");
        let settle = |paid_on: Option<&str>, town: &Town| SettlePayment {
            code: town.code(),
            proof: "BL-0001".into(),
            paid_on: paid_on.map(|day| Day::parse(day).unwrap()),
        };
        for never in ["2025-07-13", "2025-07-19"] {
            let command = settle(Some(never), &town);
            let said = town.ask(&clerk(), |desk| settle_payment(desk, command)).unwrap_err();
            assert_eq!((said[0].code, said[0].field.as_deref()), ("dossier.paid-outside", Some("paid")));
        }
        let command = settle(paid_on, &town);
        town.act(&clerk(), |desk| settle_payment(desk, command)).unwrap();
        assert_eq!(town.due(), due, "{paid_on:?}");
    }
}

#[test]
fn time_for_which_the_date_was_moved_is_nobodys_overrun() {
    let mut town = accepted_of("p");
    town.does("2025-07-14T09:30", &clerk(), Verb::Forward);
    town.recorded = vec![power_cut("2025-07-15")];
    town.now = at("2025-07-16T08:00");
    let command = MoveDue { code: town.code(), by: Mover::Outage { id: power_cut("2025-07-15").id } };
    town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command)).unwrap();
    assert_eq!(town.due(), "2025-07-18T17:00");
    let entries = ledger(&town.events, &town.law, at("2025-07-16T09:00"));
    let outage = entries.iter().find(|entry| matches!(entry.keeper, Keeper::Outage { .. })).unwrap();
    assert_eq!((outage.working_minutes, outage.share_minutes, outage.overrun_minutes), (450, None, 0));
    let at_the_desk: i64 = entries.iter().map(|entry| entry.working_minutes).sum::<i64>() - 450;
    // From Monday 09:00 to Wednesday 09:00 without Tuesday.
    assert_eq!(at_the_desk, 450);

    // Its record was a mistake: the time is the desk's again, also what came before.
    let mistake = voided(power_cut("2025-07-15"));
    town.recorded = vec![mistake.clone()];
    town.now = at("2025-07-16T10:00");
    let command = MoveDue { code: town.code(), by: Mover::Outage { id: mistake.id } };
    town.act(&officer(HERE, &[Duty::Leader]), |desk| move_due(desk, command)).unwrap();
    let entries = ledger(&town.events, &town.law, at("2025-07-16T10:00"));
    assert!(entries.iter().all(|entry| !matches!(entry.keeper, Keeper::Outage { .. })), "{entries:?}");
    assert_eq!(entries.iter().map(|entry| entry.working_minutes).sum::<i64>(), 450 + 450 + 60);
}

#[test]
fn whoever_is_late_with_an_opinion_answers_for_it_although_another_is_awaited_too() {
    let mut town = accepted_of("waits");
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    ask(&mut town, "2025-07-14T11:00", POLICE, "5 working_days");
    ask(&mut town, "2025-07-14T11:30", THERE, "1 working_day");
    answer(&mut town, "2025-07-17T09:00", THERE);
    answer(&mut town, "2025-07-18T09:00", POLICE);
    let entries = ledger(&town.events, &town.law, at("2025-07-18T10:00"));
    let late = by_agency(&entries);
    let late = |code: &str| late.iter().find(|sum| sum.agency == agency(code)).unwrap().overrun_minutes;
    // Due on Tuesday at 17:00; Wednesday and an hour and a half of Thursday are its own.
    assert_eq!((late(THERE), late(POLICE)), (450 + 90, 0));
}

#[test]
fn what_silence_has_brought_about_is_not_undone() {
    let mut town = accepted_of("p");
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    // Due on the 17th, and five working days without an answer end on the 24th.
    town.now = at("2025-07-25T09:00");
    let code = town.code();
    for verb in [Verb::AskSupplement, Verb::Forward, Verb::Stop, Verb::AskPayment] {
        let said = town.ask(&clerk(), |desk| do_verb(desk, verb, &code)).unwrap_err();
        assert_eq!(said[0].code, "dossier.silence-took-effect", "{}", verb.as_str());
    }
    town.does("2025-07-25T09:00", &clerk(), Verb::RecordSilence);
}

#[test]
fn where_a_registry_issues_the_last_word_is_said_with_the_number() {
    let mut town = accepted_of("sealed");
    for (when, verb) in [
        ("2025-07-14T10:00", Verb::Forward),
        ("2025-07-15T10:00", Verb::Forward),
        ("2025-07-16T10:00", Verb::Decide),
    ] {
        town.does(when, &clerk(), verb);
    }
    town.recorded = vec![power_cut("2025-07-17")];
    town.does("2025-07-18T08:30", &clerk(), Verb::Issue);
    assert_eq!((town.due().as_str(), town.dossier().on_time()), ("2025-07-18T17:00", Some(true)));
    let promises = town.events.iter().map(|event| (event.fact.kind(), event.fact.promise().is_some()));
    let last: Vec<_> = promises.rev().take(2).collect();
    assert_eq!(last, [("issued", true), ("decided", false)], "until then its clock runs");
}

#[test]
fn a_date_that_is_put_off_gives_its_desks_the_time() {
    let share = |put_off: bool| {
        let mut town = accepted_of("p");
        town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
        if put_off {
            town.now = at("2025-07-15T09:00");
            let (to, at_fault) = (at("2025-07-18T17:00"), agency(HERE));
            let reason = "chờ thẩm định lại".into();
            let command = Extend { code: town.code(), to, at_fault, told: Notice::Email, reason };
            town.act(&officer(HERE, &[Duty::Leader]), |desk| extend(desk, command)).unwrap();
        }
        ledger(&town.events, &town.law, at("2025-07-15T10:00")).last().unwrap().share_minutes
    };
    // 14 of 24 hours of what is left of Monday and three days, then of four: 1,710 and 2,160 minutes.
    assert_eq!((share(false), share(true)), (Some(998), Some(1260)));
}
