//! Asking other agencies: their limit, whose time it is, what is left out.

use super::*;

const POLICE: &str = "H57.201";

fn clerk() -> Actor {
    officer(HERE, &Duty::ALL)
}

/// Accepted on Monday 14 July 2025 at 09:00 and forwarded to the case desk; due on
/// Thursday 17 July at 17:00.
fn in_process(procedure: &str) -> Town {
    let mut town = Town::new();
    let command = Submit { procedure: procedure.into(), ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, command)).unwrap();
    town.does("2025-07-14T09:00", &clerk(), Verb::Accept);
    town.does("2025-07-14T10:00", &clerk(), Verb::Forward);
    town
}

fn ask(town: &mut Town, when: &str, of: &str, limit: &str) -> Result<(), &'static str> {
    town.now = at(when);
    let (code, of, limit) = (town.code(), agency(of), Limit::parse(limit).unwrap());
    let command = AskOpinion { code, of, limit, question: "nơi cư trú".into() };
    town.act(&clerk(), |desk| ask_opinion(desk, command)).map(|_| ()).map_err(|codes| codes[0])
}

fn answer(town: &mut Town, when: &str, from: &str, number: Option<u32>) -> Result<(), &'static str> {
    town.now = at(when);
    let command = GiveOpinion { code: town.code(), number, answer: "đồng ý".into() };
    let actor = officer(from, &[Duty::Case]);
    town.act(&actor, |desk| give_opinion(desk, command)).map(|_| ()).map_err(|codes| codes[0])
}

#[test]
fn several_agencies_are_asked_at_once_and_each_answers_its_own() {
    let mut town = in_process("p");
    ask(&mut town, "2025-07-14T11:00", POLICE, "2 working_days").unwrap();
    ask(&mut town, "2025-07-14T11:10", THERE, "4 working_hours").unwrap();
    let due: Vec<_> =
        town.dossier().opinions_awaited().map(|o| (o.number, written(o.due.unwrap()))).collect();
    assert_eq!(due, [(1, "2025-07-16T17:00".to_string()), (2, "2025-07-15T07:40".to_string())]);
    assert_eq!(town.due(), "2025-07-17T17:00", "the clock runs on");
    assert_eq!(answer(&mut town, "2025-07-14T12:00", THERE, Some(1)), Err("dossier.not-your-unit"));
    assert_eq!(answer(&mut town, "2025-07-14T12:00", THERE, None), Ok(()));
    assert_eq!(answer(&mut town, "2025-07-14T12:00", THERE, Some(2)), Err("dossier.no-opinion-awaited"));
    assert_eq!(answer(&mut town, "2025-07-14T12:00", ELSEWHERE, None), Err("dossier.unknown"));
    assert_eq!(answer(&mut town, "2025-07-15T09:00", POLICE, None), Ok(()));
    assert_eq!(town.dossier().opinions_awaited().count(), 0);
    let said = town.dossier().opinions[0].answer.as_ref().unwrap();
    assert_eq!((said.text.as_str(), said.who.agency.as_ref()), ("đồng ý", Some(&agency(POLICE))));
}

#[test]
fn who_may_be_asked_and_for_how_long() {
    let mut town = in_process("waits");
    for (of, limit, want) in [
        (HERE, "1 working_day", "dossier.opinion-of-yourself"),
        ("H57.999", "1 working_day", "dossier.unknown-agency"),
        (POLICE, "planned", "dossier.opinion-without-date"),
        // At most five working days are left out, so nobody is given six.
        (POLICE, "6 working_days", "dossier.opinion-limit-too-long"),
    ] {
        assert_eq!(ask(&mut town, "2025-07-14T11:00", of, limit), Err(want), "{of} {limit}");
    }
    assert_eq!(ask(&mut town, "2025-07-14T11:00", POLICE, "5 working_days"), Ok(()));
}

#[test]
fn waiting_is_left_out_only_where_the_procedure_says_so_and_at_most_as_long() {
    for (answered, due) in [
        // Asked on Monday, answered on the same day: nothing is left out.
        ("2025-07-14T16:00", "2025-07-17T17:00"),
        ("2025-07-15T08:00", "2025-07-18T17:00"),
        ("2025-07-17T08:00", "2025-07-22T17:00"),
        // Five working days end on Monday 21 July; what is longer counts.
        ("2025-07-21T17:00", "2025-07-24T17:00"),
        ("2025-07-30T08:00", "2025-07-24T17:00"),
    ] {
        let mut town = in_process("waits");
        ask(&mut town, "2025-07-14T11:00", POLICE, "3 working_days").unwrap();
        assert_eq!(town.due(), "2025-07-24T17:00", "as if the police took all of it");
        answer(&mut town, answered, POLICE, None).unwrap();
        assert_eq!(town.due(), due, "answered {answered}");
    }
}

#[test]
fn two_waits_at_once_leave_no_day_out_twice() {
    let mut town = in_process("waits");
    ask(&mut town, "2025-07-14T11:00", POLICE, "3 working_days").unwrap();
    ask(&mut town, "2025-07-15T11:00", THERE, "3 working_days").unwrap();
    answer(&mut town, "2025-07-16T10:00", POLICE, None).unwrap();
    answer(&mut town, "2025-07-17T10:00", THERE, None).unwrap();
    // Tuesday to Thursday: three days, not two and two.
    assert_eq!(town.due(), "2025-07-22T17:00");
    town.does("2025-07-17T11:00", &clerk(), Verb::AskPayment);
    town.does("2025-07-18T11:00", &clerk(), Verb::SettlePayment);
    assert_eq!(town.due(), "2025-07-23T17:00", "Friday is another");
}

#[test]
fn what_an_agency_takes_beyond_its_limit_is_its_overrun_and_nobody_elses() {
    let mut town = in_process("p");
    ask(&mut town, "2025-07-14T11:00", POLICE, "4 working_hours").unwrap();
    // Due at 17:00; answered on Tuesday at 09:00.
    answer(&mut town, "2025-07-15T09:00", POLICE, None).unwrap();
    let entries = ledger(&town.events, &town.law, at("2025-07-15T10:00"));
    let late: Vec<_> = entries.iter().filter(|e| matches!(e.keeper, Keeper::Asked { .. })).collect();
    assert_eq!(late.len(), 1);
    assert_eq!(
        (written(late[0].from).as_str(), written(late[0].until).as_str()),
        ("2025-07-14T17:00", "2025-07-15T09:00")
    );
    assert_eq!((late[0].working_minutes, late[0].overrun_minutes), (90, 90));
    let sums = by_agency(&entries);
    let of = |code: &str| sums.iter().find(|sum| sum.agency == agency(code)).unwrap();
    assert_eq!((of(POLICE).working_minutes, of(POLICE).overrun_minutes), (90, 90));
    assert_eq!(of(HERE).overrun_minutes, 0);

    // Where the waiting is left out, the agency has the dossier from the asking on.
    let mut town = in_process("waits");
    ask(&mut town, "2025-07-14T11:00", POLICE, "4 working_hours").unwrap();
    answer(&mut town, "2025-07-15T09:00", POLICE, None).unwrap();
    let entries = ledger(&town.events, &town.law, at("2025-07-15T10:00"));
    let asked: Vec<_> = entries.iter().filter(|e| matches!(e.keeper, Keeper::Asked { .. })).collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].working_minutes, asked[0].share_minutes, asked[0].overrun_minutes),
        (330, Some(240), 90)
    );
}

#[test]
fn the_clock_says_whom_it_waits_for() {
    let mut town = in_process("waits");
    assert_eq!(town.dossier().clock(&town.law, at("2025-07-14T10:30")), Clock::Running);
    ask(&mut town, "2025-07-14T11:00", POLICE, "1 working_day").unwrap();
    for (now, counts) in [("2025-07-14T12:00", false), ("2025-07-22T12:00", true)] {
        let want =
            Clock::WaitingForAgency { since: at("2025-07-14T11:00"), of: vec![agency(POLICE)], counts };
        assert_eq!(town.dossier().clock(&town.law, at(now)), want, "{now}");
    }
}
