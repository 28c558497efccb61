//! Outages and moved days off: what they move, by how much, and only once.

use super::*;
use crate::calendar::{Limit, Move, WorkingCalendar};

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

fn outage(from: &str, until: &str) -> Outage {
    let (from, until) = (at(from), at(until));
    Outage {
        id: format!("{from:?}"),
        agency: agency(HERE),
        whole_province: false,
        from,
        until,
        ..outage_on(from.day())
    }
}

fn strike(town: &mut Town, outage: Outage) -> Result<String, &'static str> {
    let by = town.carrying(&outage);
    let command = MoveDue { code: town.code(), by };
    town.act(&leader(), |desk| move_due(desk, command)).map(|_| ()).map_err(|codes| codes[0])?;
    Ok(town.due())
}

#[test]
fn a_day_is_lost_when_half_of_its_office_minutes_are() {
    // 450 minutes a day: 07:30–11:30 and 13:30–17:00.
    for (from, until, due) in [
        ("2025-07-15T07:30", "2025-07-15T11:14", Err("dossier.nothing-moves")),
        ("2025-07-15T07:30", "2025-07-15T11:15", Ok("2025-07-18T17:00")),
        // The lunch hour is no office hour.
        ("2025-07-15T10:00", "2025-07-15T15:00", Err("dossier.nothing-moves")),
        ("2025-07-15T00:00", "2025-07-16T00:00", Ok("2025-07-18T17:00")),
        ("2025-07-15T13:00", "2025-07-17T09:00", Ok("2025-07-18T17:00")),
        // The first day is not counted, so losing it loses nothing.
        ("2025-07-14T00:00", "2025-07-15T00:00", Err("dossier.nothing-moves")),
        // The due day is lost, and so is the next: it moves over both.
        ("2025-07-17T00:00", "2025-07-19T00:00", Ok("2025-07-21T17:00")),
        // After the due day nothing is lost.
        ("2025-07-18T00:00", "2025-07-25T00:00", Err("dossier.nothing-moves")),
        // Over a weekend: Thursday and Friday only.
        ("2025-07-17T00:00", "2025-07-21T00:00", Ok("2025-07-21T17:00")),
    ] {
        let said = strike(&mut accepted(), outage(from, until));
        assert_eq!(said.as_deref().map_err(|code| *code), due, "{from} to {until}");
    }
}

#[test]
fn two_short_outages_of_one_day_make_a_lost_day_and_none_counts_twice() {
    let mut town = accepted();
    let morning = outage("2025-07-15T07:30", "2025-07-15T10:00");
    let promise = town.dossier().reception.as_ref().unwrap().promise.clone();
    let here = agency(HERE);
    let one = promise.moved(&town.law, &here, morning.as_move()).unwrap();
    assert_eq!(one.at, promise.at);
    let two = one.moved(&town.law, &here, outage("2025-07-15T09:00", "2025-07-15T11:30").as_move()).unwrap();
    assert_eq!(two.at.map(written).as_deref(), Some("2025-07-18T17:00"), "240 of 450 minutes, not 300");
    let three =
        two.moved(&town.law, &here, outage("2025-07-15T13:30", "2025-07-15T17:00").as_move()).unwrap();
    assert_eq!(three.at, two.at, "the day is lost already");
    assert!(two.trust.is_assumed(), "no text says that half a day is a day");

    let whole = outage("2025-07-15T00:00", "2025-07-16T00:00");
    assert_eq!(strike(&mut town, whole.clone()).as_deref(), Ok("2025-07-18T17:00"));
    assert_eq!(strike(&mut town, whole), Err("dossier.moved-already"));
    // Waiting on a day that is lost already leaves it out once.
    let waited = Move::Payment { from: at("2025-07-14T10:00"), until: at("2025-07-15T10:00") };
    let promise = &town.dossier().reception.as_ref().unwrap().promise;
    assert_eq!(promise.moved(&town.law, &here, waited).unwrap().at, promise.at);
}

#[test]
fn a_limit_in_hours_moves_by_the_minute() {
    let law = law::law(ClockStart::Acceptance);
    let here = agency(HERE);
    let make =
        |from: &str| Promise::make(&law, &here, Limit::WorkingHours(8), crate::Trust::Verified, at(from));
    let base = make("2025-07-15T09:00").unwrap();
    assert_eq!(base.at.map(written).as_deref(), Some("2025-07-16T09:30"));
    for (from, until, due) in [
        ("2025-07-15T10:00", "2025-07-15T10:45", "2025-07-16T10:15"),
        // Begun before it was received, and over lunch.
        ("2025-07-15T08:00", "2025-07-15T09:30", "2025-07-16T10:00"),
        ("2025-07-15T11:00", "2025-07-15T14:00", "2025-07-16T10:30"),
        // It reaches into what it moved.
        ("2025-07-16T09:00", "2025-07-16T11:00", "2025-07-16T11:30"),
        ("2025-07-16T09:30", "2025-07-16T11:00", "2025-07-16T09:30"),
    ] {
        let moved = base.moved(&law, &here, outage(from, until).as_move()).unwrap();
        assert_eq!(moved.at.map(written).as_deref(), Some(due), "{from} to {until}");
    }
    let waits = Move::Payment { from: at("2025-07-15T10:00"), until: at("2025-07-15T11:00") };
    let lost = outage("2025-07-15T10:30", "2025-07-15T11:10").as_move();
    let both = base.moved(&law, &here, waits).unwrap().moved(&law, &here, lost).unwrap();
    assert_eq!(both.at.map(written).as_deref(), Some("2025-07-16T10:40"), "60 and 10 minutes, none twice");
}

#[test]
fn a_promise_is_found_again_under_another_calendar() {
    let mut town = accepted();
    town.now = at("2025-07-14T10:00");
    let code = town.code();
    let by = || Mover::Calendar { decision: "Công điện 99/CĐ-TTg".into() };
    let move_it = MoveDue { code: code.clone(), by: by() };
    let said = town.ask(&leader(), |desk| move_due(desk, move_it.clone())).unwrap_err();
    assert_eq!(said[0].code, "dossier.nothing-moves");
    // The State makes Wednesday 16 July a day off, worked on Saturday 26 July.
    let moved = include_str!("../../../../../catalogue/calendars/2025.toml").to_string()
        + "\n[[day]]\ndate = \"2025-07-16\"\nname = \"Nghỉ\"\nname_en = \"Off\"\nkind = \"swap_off\"\n\
           partner = \"2025-07-26\"\ntrust = \"verified\"\n[[day]]\ndate = \"2025-07-26\"\nname = \"Bù\"\n\
           name_en = \"Made up\"\nkind = \"swap_worked\"\npartner = \"2025-07-16\"\ntrust = \"verified\"\n";
    town.law.calendar = WorkingCalendar::read(&[("calendars/2025.toml", &moved)]).unwrap();
    let promise = &town.dossier().reception.as_ref().unwrap().promise;
    let explained = promise.explain(&town.law, &agency(HERE)).unwrap();
    assert_eq!(explained.at.map(written).as_deref(), Some("2025-07-18T17:00"));
    let last = explained.steps.last().unwrap();
    assert_eq!(*last, crate::calendar::Step::PromisedOtherwise { at: promise.at }, "and says so");
    town.act(&leader(), |desk| move_due(desk, move_it.clone())).unwrap();
    assert_eq!(town.due(), "2025-07-18T17:00");
    let event = town.events.last().unwrap();
    assert_eq!(event.reason.as_deref(), Some("Công điện 99/CĐ-TTg"));
    assert!(matches!(&event.fact, Fact::DueMoved { because: Because::Calendar, was: Some(was), .. }
        if written(*was) == "2025-07-17T17:00"));
    let said = town.ask(&leader(), |desk| move_due(desk, move_it)).unwrap_err();
    assert_eq!(said[0].code, "dossier.nothing-moves", "and not again");
}

#[test]
fn an_extension_to_a_day_that_became_a_holiday_ends_on_the_next_working_day() {
    let town = accepted();
    let promise = &town.dossier().reception.as_ref().unwrap().promise;
    let to = Move::Extended { at: None, to: at("2025-07-19T10:00") };
    let moved = promise.moved(&town.law, &agency(HERE), to).unwrap();
    assert_eq!(moved.at.map(written).as_deref(), Some("2025-07-21T17:00"));
}

#[test]
fn only_those_who_answer_for_dates_move_them_and_an_outage_stays_where_it_was() {
    let strike = |actor: &Actor, outage: Outage| {
        let mut town = accepted();
        let by = town.carrying(&outage);
        let command = MoveDue { code: town.code(), by };
        town.ask(actor, |desk| move_due(desk, command)).map_or_else(|refusals| refusals[0].code, |_| "ok")
    };
    let day = at("2025-07-15T00:00").day();
    let elsewhere = Outage { agency: agency(ELSEWHERE), ..outage_on(day) };
    let next_door = Outage { agency: agency(THERE), whole_province: false, ..outage_on(day) };
    for (actor, outage, want) in [
        (officer(PROVINCE_OFFICE, &[Duty::Leader]), outage_on(day), "ok"),
        (officer(PROVINCE_OFFICE, &[Duty::Case]), outage_on(day), "dossier.unknown"),
        (leader(), outage_on(day), "ok"),
        (leader(), elsewhere, "dossier.outage-elsewhere"),
        (leader(), next_door, "dossier.outage-elsewhere"),
    ] {
        assert_eq!(strike(&actor, outage), want, "{actor:?}");
    }
}

#[test]
fn an_outage_is_recorded_by_a_leader_and_says_whether_it_was_announced_in_time() {
    let law = law::law(ClockStart::Acceptance);
    let record = |actor: Actor, whole_province, announced: Option<&str>, until: &str| {
        let command = RecordOutage {
            id: "o1".into(),
            cause: Cause::Outage,
            agency: agency(HERE),
            whole_province,
            from: at("2025-07-23T08:00"),
            until: at(until),
            announced_at: announced.map(at),
            reason: "nâng cấp hệ thống".into(),
        };
        let read = &mut Memory::default();
        let desk = &mut outage::Desk { law: &law, read, actor: &actor, now: at("2025-07-22T08:00") };
        match outage::record_outage(desk, command) {
            Ok(changes) => Ok(changes.first.after.in_time),
            Err(Halt::Refused(refusals)) => Err(refusals[0].code),
            Err(Halt::Broke(fault)) => panic!("{fault}"),
        }
    };
    let until = "2025-07-23T17:00";
    let office = || officer(PROVINCE_OFFICE, &[Duty::Leader]);
    for (actor, province, announced, until, want) in [
        // Planned, for it begins tomorrow, and announced to nobody.
        (leader(), false, None, until, Ok(Some(false))),
        // Seven working days before Wednesday 23 July is Monday 14 July.
        (leader(), false, Some("2025-07-14T09:00"), until, Ok(Some(true))),
        (leader(), false, Some("2025-07-15T09:00"), until, Ok(Some(false))),
        (office(), true, None, until, Ok(Some(false))),
        (office(), false, None, until, Ok(Some(false))),
        (leader(), true, None, until, Err("outage.not-for-the-province")),
        (officer(HERE, &[Duty::Case]), false, None, until, Err("dossier.not-your-duty")),
        (officer(THERE, &[Duty::Leader]), false, None, until, Err("dossier.not-your-unit")),
        (citizen(), false, None, until, Err("account.officers-only")),
        (leader(), false, None, "2025-07-23T08:00", Err("outage.ends-before-it-begins")),
        (leader(), false, None, "2025-12-23T08:00", Err("outage.too-long")),
        (leader(), false, Some("2025-07-22T09:00"), until, Err("outage.announced-in-the-future")),
    ] {
        assert_eq!(record(actor, province, announced, until), want, "{announced:?} {until}");
    }
}
