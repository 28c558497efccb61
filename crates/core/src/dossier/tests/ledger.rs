//! The ledger of time: nobody's minutes are lost, none are counted twice.

use super::*;
use crate::act::ledger::{Awaited, DeskShare, Hold, entries};
use crate::calendar::working_minutes;
use motcua_property::{any, holds};
use std::cell::Cell;

/// `who from until minutes`, a line each.
fn lines(town: &Town, now: &str) -> Vec<String> {
    let entries = ledger(&town.events, &town.law, at(now));
    let line = |entry: &Entry| {
        let who = match &entry.keeper {
            Keeper::Shared => "shared".into(),
            Keeper::Beside { agency, .. } => format!("{agency} beside"),
            Keeper::Applicant => "applicant".to_string(),
            Keeper::Outage { .. } => "outage".to_string(),
            Keeper::Asked { agency, opinion } => format!("{agency} opinion {opinion}"),
            Keeper::Desk { agency, duty, .. } => format!("{agency} {}", duty.as_str()),
        };
        let is_open = if entry.open { " …" } else { "" };
        format!(
            "{who}: {} – {}: {}{is_open}",
            written(entry.from),
            written(entry.until),
            entry.working_minutes
        )
    };
    entries.iter().map(line).collect()
}

#[test]
fn the_ledger_of_one_life_reads_like_this() {
    let mut town = Town::brought(&[]);
    let [here, there] = [HERE, THERE].map(|code| officer(code, &Duty::ALL));
    town.does("2025-07-14T10:00", &here, Verb::Accept);
    town.does("2025-07-14T14:00", &here, Verb::Forward);
    town.does("2025-07-15T08:00", &there, Verb::AskSupplement);
    town.does("2025-07-17T08:00", &citizen(), Verb::Supplement);
    town.does("2025-07-17T10:00", &there, Verb::Forward);
    town.does("2025-07-17T16:30", &there, Verb::Decide);
    assert_eq!(
        lines(&town, "2025-07-18T08:00"),
        [
            "H57.101 reception: 2025-07-14T09:00 – 2025-07-14T10:00: 60",
            "H57.101 reception: 2025-07-14T10:00 – 2025-07-14T14:00: 120",
            "H57.103 case: 2025-07-14T14:00 – 2025-07-15T08:00: 210",
            "applicant: 2025-07-15T08:00 – 2025-07-17T08:00: 900",
            "H57.103 case: 2025-07-17T08:00 – 2025-07-17T10:00: 120",
            "H57.103 leader: 2025-07-17T10:00 – 2025-07-17T16:30: 270",
            "H57.101 reception: 2025-07-17T16:30 – 2025-07-18T08:00: 60 …",
        ]
    );
    town.does("2025-07-18T09:00", &here, Verb::ReturnResult);
    let last = lines(&town, "2026-01-01T00:00").pop().unwrap();
    assert_eq!(last, "H57.101 reception: 2025-07-17T16:30 – 2025-07-18T09:00: 120", "returned is over");
}

/// Random lives: the lines and the times when it was stopped make up the whole
/// life, without a gap or an overlap.
#[test]
fn the_minutes_add_up_to_the_working_minutes_of_the_life() {
    let able = [officer(HERE, &Duty::ALL), officer(THERE, &Duty::ALL), citizen()];
    let (lives_with_a_stop, lines_seen) = (Cell::new(0), Cell::new(0));
    holds(200, (any::<bool>(), open_acts::life(20, 2_000)), |(goes_out, life)| {
        let mut town = Town::brought_of(if goes_out { "outside" } else { "p" }, &[]);
        for chance in life {
            town.now = town.now.plus_ms(chance.minutes * crate::MINUTE_MS);
            let code = town.code();
            let acts = able.iter().flat_map(|actor| Verb::ALL.map(|verb| (actor.clone(), verb)));
            let possible: Vec<_> = acts
                .filter(|(actor, verb)| town.ask(actor, |desk| do_verb(desk, *verb, &code)).is_ok())
                .collect();
            let Some((actor, verb)) = chance.pick(&possible) else { break };
            town.act(&actor, |desk| do_verb(desk, verb, &code)).unwrap();
            // Silence is recorded long after the last act.
            town.now = town.now.max(town.dossier().last_at);
        }
        let now = town.now.plus_ms(crate::DAY_MS);
        let lived: Vec<_> = town.events.iter().map(|event| event.fact.kind()).collect();
        let entries = ledger(&town.events, &town.law, now);
        let hours = town.law.hours_of(&agency(HERE));
        let minutes = |from, until| working_minutes(from, until, &town.law.calendar, hours);
        let mut sum: i64 = entries.iter().map(|entry| entry.working_minutes).sum();
        let mut from = town.events[0].at;
        for entry in &entries {
            // A gap is a stop, nothing else.
            if entry.from != from {
                let ended =
                    town.events.iter().find(|event| event.at == from && event.fact.kind() == "stopped");
                assert!(ended.is_some(), "a gap before {}: {lived:?}", written(entry.from));
                sum += minutes(from, entry.from);
                lives_with_a_stop.update(|lives| lives + 1);
            }
            assert!(entry.from <= entry.until);
            from = entry.until;
        }
        let is_over = town.dossier().status().is_final();
        let end = if is_over { town.dossier().last_at } else { now };
        assert_eq!(sum, minutes(town.events[0].at, end), "{lived:?}");
        assert_eq!(entries.iter().filter(|entry| entry.open).count(), usize::from(!is_over));
        lines_seen.update(|lines| lines + entries.len());
    });
    let (stops, lines) = (lives_with_a_stop.get(), lines_seen.get());
    assert!(stops > 5 && lines > 600, "{stops} {lines}");
}

#[test]
fn each_desk_has_its_share_of_the_limit_and_answers_for_what_it_took_beyond() {
    // Received on Tuesday at 10:00, due on Friday: three days of 450 minutes and what is
    // left of Tuesday, 1,650; the template gives 2, 10 + 4 and 8 of 24 hours.
    let mut town = Town::brought(&[]);
    let [here, there] = [HERE, THERE].map(|code| officer(code, &Duty::ALL));
    town.does("2025-07-15T10:00", &here, Verb::Accept);
    town.does("2025-07-15T16:00", &here, Verb::Forward);
    town.does("2025-07-17T16:00", &there, Verb::HandBack);
    town.does("2025-07-17T17:00", &here, Verb::Forward);
    town.does("2025-07-18T08:00", &there, Verb::AskSupplement);
    town.does("2025-07-21T08:00", &citizen(), Verb::Supplement);
    town.does("2025-07-21T09:00", &there, Verb::Forward);
    town.does("2025-07-21T10:00", &there, Verb::Decide);
    let entries = ledger(&town.events, &town.law, at("2025-07-22T08:00"));
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.working_minutes, entry.share_minutes, entry.overrun_minutes))
        .collect();
    assert_eq!(
        told,
        [
            // Sent on Monday at 09:00: eight working hours to acknowledge it.
            (510, Some(480), 30),
            (240, Some(137), 103),
            (900, Some(963), 0),
            // What the desk had used before counts on.
            (60, Some(137), 60),
            (30, Some(963), 0),
            (450, None, 0),
            // The limit began again, on a Monday at 08:00, and every share with it.
            (60, Some(1033), 0),
            (60, Some(590), 0),
            // Decided: no limit runs.
            (330, None, 0),
        ]
    );
    let sums = by_agency(&entries);
    let sums: Vec<_> = sums.iter().map(|sum| (sum.agency.as_str(), sum.overrun_minutes)).collect();
    assert_eq!(sums, [(HERE, 30 + 103 + 60), (THERE, 0)]);
}

/// A petition, say: a limit of 300 minutes, an opinion that comes late, a question to whoever
/// brought it. No dossier is needed to say who had it.
#[test]
fn whatever_has_a_limit_and_keepers_has_a_ledger() {
    let law = law::law(ClockStart::Acceptance);
    let desk = |from: &str| Hold {
        from: at(from),
        keeper: Some(Keeper::Desk { agency: agency(HERE), duty: Duty::Case, officer: None }),
        share: Some(DeskShare { run: 1, step: 0, minutes: Some(300) }),
        runs: true,
        promise: None,
    };
    let without = |from: &str, keeper| Hold { keeper, share: None, runs: false, ..desk(from) };
    let holds = [
        desk("2025-07-14T09:00"),
        without("2025-07-15T09:00", Some(Keeper::Applicant)),
        desk("2025-07-16T09:00"),
        without("2025-07-16T10:00", None),
    ];
    let awaited = [Awaited {
        number: 1,
        of: agency(THERE),
        asked_at: at("2025-07-14T10:00"),
        due: Some(at("2025-07-14T15:00")),
        is_left_out: false,
        answered_at: Some(at("2025-07-15T08:00")),
    }];
    let lines = |now: &str| -> Vec<_> {
        let entries = entries(&agency(HERE), &holds, &awaited, &law, at(now));
        let line = |one: &Entry| (one.working_minutes, one.share_minutes, one.overrun_minutes, one.open);
        entries.iter().map(line).collect()
    };
    let told = [
        (240, Some(300), 0, false),
        // Late from the first minute beyond its own limit.
        (150, Some(0), 150, false),
        (60, Some(300), 0, false),
        (450, None, 0, false),
        (60, Some(300), 60, false),
    ];
    assert_eq!(lines("2025-07-17T08:00"), told);
    let entries = entries(&agency(HERE), &holds[..3], &awaited, &law, at("2025-07-16T09:30"));
    assert!(entries.last().is_some_and(|last| last.open && last.overrun_minutes == 30), "{entries:?}");
    let sums = by_agency(&entries);
    let sums: Vec<_> = sums.iter().map(|sum| (sum.agency.as_str(), sum.overrun_minutes)).collect();
    assert_eq!(sums, [(HERE, 30), (THERE, 150)]);
}
