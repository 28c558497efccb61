//! The first days of the month, carried out: the same every time, in order, and
//! inside office hours.

use super::*;
use crate::plan::{Channel, Extra};
use crate::replay::course::PlannedAct;
use motcua_books::Books;
use motcua_core::Fault;
use motcua_core::act::{RecordFact, fold};
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Dossier, DossierCode, Fact, Status};
use motcua_core::law::{ClockStart, FormDuty, Policy};
use motcua_store::{DatabasePlace, dossier};
use std::collections::BTreeMap;

fn law() -> Law {
    let policy = Policy { form_duty: FormDuty::Nobody, ..Policy::default() };
    Books::embedded().law(policy).expect("the catalogue is sound")
}

fn scenario() -> Scenario {
    Scenario::read("hue-2025-07.toml", crate::HUE_2025_07).expect("the scenario is sound")
}

fn staff(law: &Law, scenario: &Scenario) -> Staff {
    let province = UnitCode::parse(&scenario.province).expect("a code");
    Staff::of(law, &province, scenario.windows.month.from, scenario.seed)
}

/// Carries out the first `count` dossiers in a store of their own.
fn first(count: usize, month: &mut Month<'_>) -> (tempfile::TempDir, Store, Replayed) {
    month.dossiers.truncate(count);
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("motcua.db"))).expect("a store");
    let files = Files::open(&folder.path().join("files")).expect("files");
    let samples = Samples::store(&files).expect("samples");
    let mut told = Vec::new();
    let replayed = performance::perform(month, &samples, &store, |done, of| told.push((done, of)));
    let replayed = replayed.expect("carried out");
    assert_eq!(told.last(), Some(&(replayed.acts, replayed.acts)));
    assert!(told.is_sorted());
    (folder, store, replayed)
}

#[test]
fn the_same_seed_gives_the_same_codes_and_events_and_another_seed_others() {
    let (law, mut scenario) = (law(), scenario());
    let run = |scenario: &Scenario| {
        let staff = staff(&law, scenario);
        let mut month = Month::plan(&law, scenario, &staff).expect("a plan");
        first(700, &mut month).2
    };
    let once = run(&scenario);
    assert_eq!(once, run(&scenario));
    scenario.seed += 1;
    assert_ne!(once.digest, run(&scenario).digest);
}

#[test]
fn every_dossier_has_the_history_that_was_planned() {
    let (law, scenario) = (law(), scenario());
    let staff = staff(&law, &scenario);
    let mut month = Month::plan(&law, &scenario, &staff).expect("a plan");
    let (_folder, store, replayed) = first(1500, &mut month);
    let mut last_number: BTreeMap<(String, i32), u32> = BTreeMap::new();
    let mut by_code: BTreeMap<DossierCode, Dossier> = BTreeMap::new();
    for (planned, id) in month.dossiers.iter().zip(&replayed.dossiers) {
        let (stored, events) = store
            .read(|rows| Ok::<_, Fault>((dossier::by_id(rows, *id)?, dossier::events(rows, *id)?)))
            .expect("readable");
        let stored = stored.expect("stored");
        assert_eq!(fold::<Dossier>(*id, &events).expect("a legal history"), stored);
        assert!(events.is_sorted_by_key(|event| event.at), "{planned:?}");
        for event in &events {
            let officer = event.who.officer.is_some();
            assert!(!officer || month.office.is_open(event.at), "{} {planned:?}", event.fact.kind());
        }
        let accepted = stored.reception.as_ref().map(|reception| reception.at);
        assert_eq!(accepted, planned.accepted_at());
        assert_eq!(stored.completion().map(|(at, _)| at), planned.resolved.map(|resolved| resolved.at));
        assert_eq!(stored.on_time(), planned.resolved.map(|resolved| resolved.on_time), "{planned:?}");
        if let Some(reception) = &stored.reception {
            assert_eq!(reception.digitised, planned.digitised, "{planned:?}");
        }
        assert_eq!(stored.submission.full_online, planned.eligible);
        assert_eq!(stored.submission.channel, planned.channel);
        assert_eq!(stored.submission.assistance.as_ref().map(|help| help.kind), planned.assisted_by);
        let asked = events.iter().any(|event| matches!(event.fact, Fact::SupplementAsked { .. }));
        assert_eq!(asked, matches!(planned.extra, Extra::Supplement { .. }));
        let back = events.iter().any(|event| matches!(event.fact, Fact::HandedBack { .. }));
        assert_eq!(back, matches!(planned.extra, Extra::HandedBack { .. }));
        match planned.extra {
            Extra::Withdrawn { .. } => assert_eq!(stored.status(), Status::Withdrawn),
            Extra::Stopped { .. } => assert_eq!(stored.status(), Status::Stopped),
            Extra::PaymentAsked { .. } => assert_eq!(stored.status(), Status::AwaitingPayment),
            _ => {}
        }
        if planned.channel != Channel::Counter {
            assert_eq!(stored.submitted_at, planned.submitted_at);
        }
        by_code.insert(stored.code().clone(), stored);
    }
    assert_eq!(by_code.len(), 1500, "every dossier has a code of its own");
    // Numbers follow the order of handing in, without gaps.
    for (code, dossier) in &by_code {
        let last = last_number.entry((code.agency.to_string(), code.day.0)).or_default();
        assert_eq!(code.number, *last + 1, "{code}");
        *last = code.number;
        assert_eq!(code.day, dossier.submitted_at.day());
    }
}

#[test]
fn acts_are_in_the_order_of_their_moments_and_of_each_dossier() {
    let (law, scenario) = (law(), scenario());
    let staff = staff(&law, &scenario);
    let month = Month::plan(&law, &scenario, &staff).expect("a plan");
    let (courses, acts) = month.acts();
    assert!(acts.is_sorted_by_key(|act| act.at));
    assert_eq!(acts.len(), courses.iter().map(Vec::len).sum::<usize>());
    let mut next = vec![0; courses.len()];
    for act in &acts {
        assert_eq!(act.nth, next[act.dossier], "{act:?} {:?}", courses[act.dossier]);
        next[act.dossier] += 1;
    }
    let end = scenario.windows.month.snapshot();
    for (at, deed) in courses.iter().flatten() {
        assert!(*at < end);
        let by_applicant = matches!(deed, PlannedAct::Submit | PlannedAct::Supplement | PlannedAct::Withdraw);
        assert!(by_applicant || month.office.is_open(*at), "{deed:?} at {}", at.iso());
    }
    let returned =
        courses.iter().filter(|course| course.last().is_some_and(|(_, d)| *d == PlannedAct::ReturnResult));
    let decided = month.dossiers.iter().filter(|dossier| dossier.resolved.is_some());
    let share = 100 * returned.count() / decided.count();
    assert!((80..97).contains(&share), "most results were fetched: {share} %");
}

#[test]
fn a_scenario_that_the_catalogue_does_not_fit_is_refused() {
    let (mut law, mut scenario) = (law(), scenario());
    let refusal = |law: &Law, scenario: &Scenario| {
        let staff = staff(law, scenario);
        Month::plan(law, scenario, &staff).err().expect("must be refused").code
    };
    scenario.procedure.unasked.push("9.999999/default".into());
    assert_eq!(refusal(&law, &scenario), "scenario.procedure-unknown");
    scenario.procedure.unasked.clear();
    scenario.procedure.of.insert("9.999999".into(), 1);
    assert_eq!(refusal(&law, &scenario), "scenario.procedure-unknown");
    law.policy.clock_start = ClockStart::Submission;
    assert_eq!(refusal(&law, &scenario), "scenario.clock-start");
}
