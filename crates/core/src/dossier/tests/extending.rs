//! An apology and a new date: in time, once, to a moment that can be kept; and a
//! result that is ready early, and one that silence took the place of.

use super::*;

fn leader() -> Actor {
    officer(HERE, &[Duty::Leader])
}

/// Accepted on Monday 14 July 2025, due on Thursday 17 July at 17:00.
fn accepted() -> Town {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-14T09:00", &officer(HERE, &Duty::ALL), Verb::Accept);
    town
}

fn put_off(town: &Town, to: &str, at_fault: &str) -> Extend {
    let (to, at_fault) = (at(to), agency(at_fault));
    Extend {
        code: town.code(), to, at_fault, told: Notice::Email, reason: "chờ thẩm định lại".into()
    }
}

#[test]
fn a_date_is_put_off_at_latest_a_day_before_it_and_to_a_moment_that_can_be_kept() {
    let mut town = accepted();
    for (now, to, at_fault, want) in [
        ("2025-07-16T23:59", "2025-07-18T17:00", HERE, "ok"),
        ("2025-07-17T00:00", "2025-07-18T17:00", HERE, "dossier.extension-too-late"),
        ("2025-07-23T09:00", "2025-08-08T17:00", HERE, "dossier.extension-too-late"),
        ("2025-07-30T09:00", "2025-08-08T17:00", HERE, "dossier.silence-took-effect"),
        ("2025-07-15T09:00", "2025-07-17T17:00", HERE, "dossier.extension-not-later"),
        ("2025-07-15T09:00", "2025-07-16T17:00", HERE, "dossier.extension-not-later"),
        ("2025-07-15T09:00", "2025-07-19T09:00", HERE, "dossier.extension-on-a-rest-day"),
        ("2025-07-15T09:00", "2025-09-02T09:00", HERE, "dossier.extension-on-a-rest-day"),
        ("2025-07-15T09:00", "2025-07-18T12:00", HERE, "dossier.extension-outside-hours"),
        ("2025-07-15T09:00", "2025-07-18T17:01", HERE, "dossier.extension-outside-hours"),
        ("2025-07-15T09:00", "2025-07-18T11:30", HERE, "ok"),
        ("2025-07-15T09:00", "2026-07-17T17:00", HERE, "ok"),
        ("2025-07-15T09:00", "2026-07-20T17:00", HERE, "dossier.extension-too-far"),
        ("2025-07-15T09:00", "9999-12-31T17:00", HERE, "dossier.extension-too-far"),
        ("2025-07-15T09:00", "2025-07-18T17:00", "H57.999", "dossier.unknown-agency"),
    ] {
        town.now = at(now);
        let command = put_off(&town, to, at_fault);
        let said = town.ask(&leader(), |desk| extend(desk, command));
        let said = said.map_or_else(|refusals| refusals[0].code, |_| "ok");
        assert_eq!(said, want, "at {now} to {to}");
    }
}

#[test]
fn it_is_put_off_once_and_what_form_04_asks_is_kept() {
    let mut town = accepted();
    town.now = at("2025-07-15T09:00");
    let command = put_off(&town, "2025-07-22T10:00", THERE);
    town.act(&leader(), |desk| extend(desk, command)).unwrap();
    assert_eq!((town.due().as_str(), town.dossier().extensions), ("2025-07-22T10:00", 1));
    let event = town.events.last().unwrap();
    assert_eq!(event.reason.as_deref(), Some("chờ thẩm định lại"));
    let Fact::Extended { was, at_fault, place, told, .. } = &event.fact else { panic!("{:?}", event.fact) };
    assert_eq!(was.map(written).as_deref(), Some("2025-07-17T17:00"));
    assert_eq!((at_fault.as_str(), place.as_str(), *told), (THERE, HERE, Notice::Email));
    let again = put_off(&town, "2025-07-25T10:00", THERE);
    let said = town.ask(&leader(), |desk| extend(desk, again)).unwrap_err();
    assert_eq!(said[0].code, "dossier.extended-already");
    assert_eq!(said[0].law.as_deref(), Some(&*town.law.clock.extensions_most(town.now.day()).article));
    // Also after the limit began again.
    town.does("2025-07-15T10:00", &officer(HERE, &Duty::ALL), Verb::AskSupplement);
    town.does("2025-07-16T10:00", &citizen(), Verb::Supplement);
    assert_eq!(town.due(), "2025-07-21T17:00", "from zero, as if never put off");
    let again = put_off(&town, "2025-07-25T10:00", THERE);
    assert_eq!(
        town.ask(&leader(), |desk| extend(desk, again)).unwrap_err()[0].code,
        "dossier.extended-already"
    );
}

#[test]
fn a_case_that_an_officer_finds_has_its_own_limit_from_the_same_moment() {
    let mut town = accepted();
    let clerk = officer(HERE, &Duty::ALL);
    town.does("2025-07-14T10:00", &clerk, Verb::Forward);
    town.does("2025-07-15T10:00", &clerk, Verb::AskPayment);
    town.does("2025-07-16T10:00", &clerk, Verb::SettlePayment);
    assert_eq!(town.due(), "2025-07-18T17:00");
    town.does("2025-07-16T11:00", &clerk, Verb::FindCase);
    // Eight days from Monday 14 July, and the one that was waited.
    assert_eq!(town.due(), "2025-07-25T17:00");
    let promise = &town.dossier().reception.as_ref().unwrap().promise;
    assert_eq!(
        (written(promise.counted_from).as_str(), promise.limit),
        ("2025-07-14T09:00", Limit::WorkingDays(8))
    );
    assert_eq!(town.dossier().submission.case, "verify".into());
    for (case, want) in [
        ("verify", "dossier.same-case"),
        ("far", "dossier.case-not-for-officers"),
        ("nowhere", "dossier.case-not-for-officers"),
    ] {
        let command = FindCase { code: town.code(), case: case.into(), reason: "cần xác minh".into() };
        assert_eq!(town.ask(&clerk, |desk| find_case(desk, command)).unwrap_err()[0].code, want, "{case}");
    }
}

#[test]
fn a_result_that_is_early_is_announced_once_and_before_its_day() {
    let mut town = accepted();
    let clerk = officer(HERE, &Duty::ALL);
    town.does("2025-07-14T10:00", &clerk, Verb::Forward);
    town.does("2025-07-14T11:00", &clerk, Verb::Forward);
    town.does("2025-07-15T11:00", &clerk, Verb::Decide);
    for (now, early) in [("2025-07-15T12:00", true), ("2025-07-16T23:59", true), ("2025-07-17T00:00", false)]
    {
        assert_eq!(town.dossier().is_early(at(now)), early, "{now}");
    }
    let announce = || AnnounceEarly { code: town.code(), told: Notice::Phone, note: " 0234 ".into() };
    let late = Town { now: at("2025-07-17T08:00"), ..Town::new() };
    let late = Town { dossier: town.dossier.clone(), ..late };
    let said = late.ask(&clerk, |desk| announce_early(desk, announce())).unwrap_err();
    assert_eq!(said[0].code, "dossier.not-early");
    town.does("2025-07-16T08:00", &clerk, Verb::AnnounceEarly);
    assert_eq!(town.dossier().announced_at.map(written).as_deref(), Some("2025-07-16T08:00"));
    let again = AnnounceEarly { code: town.code(), told: Notice::Sms, note: String::new() };
    let said = town.ask(&clerk, |desk| announce_early(desk, again)).unwrap_err();
    assert_eq!(said[0].code, "dossier.announced-already");
}

#[test]
fn silence_means_what_the_procedure_says_from_its_day_on_and_only_while_the_limit_runs() {
    let mut town = accepted();
    // Due on Thursday 17 July; five working days later is Thursday 24 July.
    let took = town.dossier().silence(&town.law).unwrap().unwrap();
    assert_eq!((written(took.at).as_str(), took.outcome), ("2025-07-24T17:00", Outcome::Approved));
    let clerk = officer(HERE, &Duty::ALL);
    let code = town.code();
    town.now = at("2025-07-24T16:59");
    let said =
        town.ask(&clerk, |desk| record_silence(desk, RecordSilence { code: code.clone() })).unwrap_err();
    assert_eq!(said[0].code, "dossier.silence-not-yet");
    town.now = at("2025-07-24T17:00");
    town.act(&clerk, |desk| record_silence(desk, RecordSilence { code: code.clone() })).unwrap();
    assert_eq!(town.dossier().completion().map(|(_, outcome)| outcome), Some(Outcome::Approved));
    assert_eq!(town.dossier().on_time(), Some(false), "silence is not handling in time");

    let mut town = accepted();
    town.does("2025-07-15T10:00", &clerk, Verb::AskSupplement);
    assert_eq!(town.dossier().silence(&town.law).unwrap(), None, "it stands still with the clock");

    let mut town = Town::new();
    let other = Submit { procedure: "one".into(), ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, other)).unwrap();
    town.does("2025-07-14T09:00", &clerk, Verb::Accept);
    let code = town.code();
    let said = town.ask(&clerk, |desk| record_silence(desk, RecordSilence { code })).unwrap_err();
    assert_eq!(said[0].code, "dossier.silence-means-nothing");
}
