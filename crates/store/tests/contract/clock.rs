//! What the clock keeps in the store: outages, opinions that are owed, dossiers that
//! something may move, and what was not acknowledged.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::*;
use motcua_core::Fault;
use motcua_core::act::{Changed, Changes, Event, LastEvent, Who};
use motcua_core::calendar::Cause;
use motcua_core::catalogue::{Duty, Way};
use motcua_core::dossier::{Dossier, Status, Verb};
use motcua_core::outage::{Outage, OutageFact};
use motcua_store::account::has_staff;
use motcua_store::act::to_write;
use motcua_store::dossier::by_code;
use motcua_store::worklist::{
    Load, Owed, WorkPart, given_out, given_out_count, loads, opinions_owed, owed, unacknowledged,
};
use motcua_store::{Written, outage};
use std::collections::BTreeSet;

on_both_engines! {
    an_outage_is_recorded_once_and_listed_newest_first,
    an_outage_is_voided_once_and_found_as_such,
    outages_are_found_by_the_agency_they_struck_until_they_are_over,
    a_dossier_accepted_after_an_outage_was_recorded_knows_it,
    the_dossiers_that_may_move_come_in_pages_and_complete,
    an_agency_that_was_asked_has_it_in_its_list_until_it_answers_or_nobody_waits,
    what_lies_at_another_agency_is_on_the_list_of_the_desk_that_gave_it_until_it_is_back,
    what_was_not_acknowledged_is_counted,
}

fn blackout(id: &str, recorded: &str) -> Outage {
    Outage {
        id: id.into(),
        last: LastEvent { seq: 1, at: at(recorded) },
        cause: Cause::Outage,
        agency: agency(HERE),
        whole_province: false,
        from: at("2025-07-15T08:00"),
        until: at("2025-07-15T16:00"),
        reason: "mất điện 'cả phường'".into(),
        recorded_at: at(recorded),
        recorded_by: Who {
            officer: None,
            name: "Lê Thị Hà".into(),
            agency: None,
            kind: Default::default(),
            instead_of: None,
        },
        in_time: Some(false),
        voided: None,
    }
}

fn an_outage_is_recorded_once_and_listed_newest_first(bench: &Bench) {
    let keep = |outage: &Outage| keep_outage(bench, outage);
    let (one, two) = (blackout("one", "2025-07-15T17:00"), blackout("two", "2025-07-16T17:00"));
    keep(&one);
    keep(&two);
    // The same one, recorded again: what was recorded first stays.
    let other = Outage { reason: "khác".into(), ..one.clone() };
    assert!(matches!(write(bench, recorded(&other)), Written::Conflict));
    assert_eq!(bench.store.read(|rows| outage::latest(rows, 10)).unwrap(), [two.clone(), one.clone()]);
    assert_eq!(bench.store.read(|rows| outage::latest(rows, 1)).unwrap(), [two]);
    assert_eq!(bench.store.read(|rows| outage::get(rows, "one")).unwrap(), Some(one));
    assert_eq!(bench.store.read(|rows| outage::get(rows, "three")).unwrap(), None);
}

fn an_outage_is_voided_once_and_found_as_such(bench: &Bench) {
    let one = blackout("one", "2025-07-15T17:00");
    keep_outage(bench, &one);
    let by = one.recorded_by.clone();
    let void = |reason: &str| {
        let (at, place, reason) = (at("2025-07-16T08:00"), agency(HERE), Some(reason.to_string()));
        let event = Event { seq: 2, at, who: by.clone(), place, reason, fact: OutageFact::Voided };
        Changed::next(one.clone(), event).unwrap()
    };
    assert!(matches!(write(bench, void("ghi nhầm 'ngày'")), Written::Done(_)));
    assert!(matches!(write(bench, void("lần nữa")), Written::Conflict), "somebody was quicker");
    let found = bench.store.read(|rows| outage::striking(rows, &agency(HERE), at("2025-07-15T10:00")));
    assert_eq!(found.unwrap(), [void("ghi nhầm 'ngày'").after], "whose dates it is in must know");
}

fn recorded(outage: &Outage) -> Changed<Outage> {
    let Outage { cause, agency, whole_province, from, until, in_time, .. } = outage.clone();
    let place = agency.clone();
    let fact = OutageFact::Recorded { cause, agency, whole_province, from, until, in_time };
    let (who, reason) = (outage.recorded_by.clone(), Some(outage.reason.clone()));
    let event = Event { seq: 1, at: outage.recorded_at, who, place, reason, fact };
    Changed::new(outage.id.clone(), vec![event]).unwrap()
}

fn write(bench: &Bench, changed: Changed<Outage>) -> Written {
    let changes: Changes<Changed<Outage>> = changed.into();
    bench.store.write(to_write(law(), changes, None, |_| Ok(Vec::new())).unwrap()).wait().unwrap()
}

fn keep_outage(bench: &Bench, outage: &Outage) {
    assert!(matches!(write(bench, recorded(outage)), Written::Done(Some(_))));
}

fn outages_are_found_by_the_agency_they_struck_until_they_are_over(bench: &Bench) {
    let here = blackout("here", "2025-07-10T08:00");
    let province =
        Outage { whole_province: true, agency: agency(THERE), ..blackout("all", "2025-07-11T08:00") };
    let there = Outage { agency: agency(THERE), ..blackout("there", "2025-07-12T08:00") };
    for outage in [&there, &province, &here] {
        keep_outage(bench, outage);
    }
    let found = |of: &str, since: &str| {
        let found = bench.store.read(|rows| outage::striking(rows, &agency(of), at(since))).unwrap();
        found.into_iter().map(|outage| outage.id).collect::<Vec<_>>()
    };
    assert_eq!(found(HERE, "2025-07-14T09:00"), ["here", "all"]);
    assert_eq!(found(THERE, "2025-07-15T15:59"), ["all", "there"]);
    assert_eq!(found(HERE, "2025-07-15T16:00"), Vec::<String>::new());
    let lasting = bench.store.read(|rows| outage::lasting(rows, at("2025-07-14T09:00"))).unwrap();
    assert_eq!(lasting, [here, province, there]);
}

fn a_dossier_accepted_after_an_outage_was_recorded_knows_it(bench: &Bench) {
    let whole = Outage {
        from: morning().day().at(0),
        until: morning().day().plus(1).at(0),
        ..blackout("whole", "2025-07-10T08:00")
    };
    let accepted = |seed: u64| {
        let made =
            bench.done(&citizen(), morning(), &submitting(handing_in(Dice(seed).id(), HERE, "Võ Thị Sáu")));
        bench.done(&clerk(HERE), morning(), &accepting(made.code())).due_at().unwrap()
    };
    let before = accepted(91);
    keep_outage(bench, &whole);
    let after = accepted(92);
    assert!(before < after && before.day().plus(4) >= after.day(), "{before:?} {after:?}");
}

fn the_dossiers_that_may_move_come_in_pages_and_complete(bench: &Bench) {
    let all = some_weeks(bench, 61, 120);
    let mut seen = 0;
    for due_from in ["2025-07-01T00:00", "2025-07-11T08:00", "2026-01-01T00:00"] {
        let due_from = at(due_from);
        let mut want: Vec<Dossier> = all
            .iter()
            .map(|found| found.dossier.clone())
            .filter(|d| Verb::MoveDue.in_order(&d.state).is_ok())
            .filter(|d| d.due_at().is_none_or(|due| due >= due_from))
            .collect();
        want.sort_by_key(|dossier| dossier.id);
        for size in [1, 7, 1000] {
            let mut told: Vec<Dossier> = Vec::new();
            loop {
                let after = told.last().map(|dossier| dossier.id);
                let page = bench.store.read(|rows| outage::running(rows, due_from, after, size)).unwrap();
                if page.is_empty() {
                    break;
                }
                told.extend(page);
            }
            assert_eq!(told, want, "in pages of {size}");
        }
        seen += want.len();
    }
    assert!(seen > 3, "lists worth the name: {seen}");
}

fn an_agency_that_was_asked_has_it_in_its_list_until_it_answers_or_nobody_waits(bench: &Bench) {
    let mut dice = Dice(62);
    let (here, there) = (clerk(HERE), clerk(THERE));
    let mut asked = Vec::new();
    for name in ["Bùi Văn Một", "Bùi Văn Hai"] {
        let sent = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, name)));
        for verb in [Verb::Accept, Verb::Forward, Verb::AskOpinion] {
            bench.done(&here, morning(), &doing(verb, sent.code(), &mut dice));
        }
        asked.push(sent);
    }
    let list = |code: &str| {
        let told = bench.store.read(|rows| opinions_owed(rows, &agency(code), 10)).unwrap();
        told.into_iter().map(|dossier| dossier.code().clone()).collect::<Vec<_>>()
    };
    let count = |now: &str| bench.store.read(|rows| owed(rows, &agency(THERE), at(now))).unwrap();
    assert_eq!(list(THERE).len(), 2);
    assert_eq!(list(HERE), []);
    assert_eq!(count("2025-07-01T10:00"), Owed { all: 2, overdue: 0 });
    assert_eq!(count("2025-12-01T10:00"), Owed { all: 2, overdue: 2 });
    bench.done(&there, morning(), &doing(Verb::GiveOpinion, asked[0].code(), &mut dice));
    assert_eq!(list(THERE), [asked[1].code().clone()]);
    bench.done(&here, morning(), &doing(Verb::Stop, asked[1].code(), &mut dice));
    assert_eq!(list(THERE), [], "nobody waits for it");
    bench.done(&here, morning(), &doing(Verb::Reopen, asked[1].code(), &mut dice));
    assert_eq!(list(THERE), [asked[1].code().clone()], "and now again");
}

fn what_lies_at_another_agency_is_on_the_list_of_the_desk_that_gave_it_until_it_is_back(bench: &Bench) {
    let mut dice = Dice(64);
    let here = clerk(HERE);
    // Whoever records a reply has an account; the land registry has none.
    keep_account(&bench.store, open_account(&person_of(HERE, &Duty::DESKS), "")).unwrap();
    let mut sent = Vec::new();
    for name in ["Bùi Văn Đất", "Bùi Thị Đất"] {
        let mut command = handing_in(dice.id(), HERE, name);
        let land = "dat-dai-dinh-chinh-giay-chung-nhan-lan-dau";
        (command.procedure, command.case) = (land.into(), Some("default".into()));
        let dossier = bench.done(&citizen(), morning(), &submitting(decided(command)));
        for verb in [Verb::Accept, Verb::Forward, Verb::Forward] {
            bench.done(&here, morning(), &doing(verb, dossier.code(), &mut dice));
        }
        sent.push(dossier.code().clone());
    }
    let list = |duty: Duty| {
        let out = bench.store.read(|rows| {
            let count = given_out_count(rows, &agency(HERE), duty)?;
            Ok::<_, Fault>((given_out(rows, &agency(HERE), duty, 10)?, count))
        });
        let (dossiers, count) = out.unwrap();
        assert_eq!(count, dossiers.len() as i64);
        dossiers.into_iter().map(|dossier| dossier.code().clone()).collect::<BTreeSet<_>>()
    };
    assert_eq!(list(Duty::Case), sent.iter().cloned().collect());
    assert_eq!(list(Duty::Reception), BTreeSet::new(), "the case officer gave it out");
    let registry = bench.store.read(|rows| by_code(rows, &sent[0])).unwrap().unwrap().holder.agency;
    assert!(!bench.store.read(|rows| has_staff(rows, &registry, Duty::Case, morning().day())).unwrap());
    bench.done(&here, morning(), &doing(Verb::RecordReply, &sent[0], &mut dice));
    assert_eq!(list(Duty::Case), [sent[1].clone()].into(), "it is back");
    bench.done(&clerk(registry.as_str()), morning(), &doing(Verb::Forward, &sent[1], &mut dice));
    assert_eq!(list(Duty::Case), BTreeSet::new(), "and so is the other");
}

fn what_was_not_acknowledged_is_counted(bench: &Bench) {
    let mut dice = Dice(63);
    for (way, sent) in [
        (Way::Online, "2025-07-14T08:00"),
        (Way::Online, "2025-07-15T08:00"),
        (Way::Post, "2025-07-14T08:00"),
    ] {
        let mut command = handing_in(dice.id(), HERE, "Bùi Văn Chờ");
        if way == Way::Post {
            (command.procedure, command.case) = ("1.004859".into(), Some("change".into()));
        }
        command.channel = way;
        let dossier = bench.done(&citizen(), at(sent), &submitting(command));
        assert_eq!(dossier.status(), Status::Submitted);
    }
    let before = at("2025-07-15T00:00");
    let told = bench.store.read(|rows| unacknowledged(rows, before)).unwrap();
    assert_eq!(told, 1, "sent online, and before");
    let now = at("2025-07-15T09:00");
    let told = bench.store.read(|rows| loads(rows, &agency(HERE), Duty::Reception, now, before)).unwrap();
    assert_eq!(told, [Load { part: WorkPart::ToAccept, all: 3, overdue: 1 }]);
}
