//! What the office of a province sees from above: counts by commune, lists, instructions that are
//! owed an answer.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::act::{Actor, OfficerId};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{
    Above, AboveScope, AnswerInstruction, Dossier, DossierCode, Instruct, Lateness, Status, Verb, lateness,
    soon_late_before,
};
use motcua_store::dossier::{by_id, place_in_hand};
use motcua_store::oversight::{
    Facet, LateAt, Overseen, OverseenPart, facets, instructed, late_by_unit, listed,
};
use motcua_store::worklist::instructions_owed;
use std::collections::BTreeMap;

on_both_engines! {
    the_late_of_a_province_are_counted_by_commune_as_a_recount_says,
    a_list_from_above_is_in_order_and_complete_and_narrowed_by_what_is_chosen,
    what_a_list_may_be_narrowed_by_is_what_is_in_it,
    a_department_is_told_of_its_procedures_in_the_communes_and_of_nothing_else,
    a_dossier_by_a_yearly_plan_is_listed_and_never_late,
    an_instruction_is_owed_by_whoever_may_answer_until_somebody_did,
}

fn now() -> Moment {
    at("2025-07-10T09:00")
}

fn all_of(province: &str) -> Above {
    Above { province: unit(province), scope: AboveScope::Province }
}

fn overseen(standing: OverseenPart) -> Overseen {
    Overseen {
        above: all_of("46"),
        standing,
        now: now(),
        soon_before: soon_late_before(&law().calendar, now()),
        unit: None,
        procedures: None,
        agency: None,
        officer: None,
    }
}

/// Whether a dossier stands so, by the rules.
fn stands(dossier: &Dossier, standing: OverseenPart, now: Moment) -> bool {
    let runs = Status::RUNNING.contains(&dossier.status());
    let is = |want| dossier.due_at().is_some_and(|due| lateness(&law().calendar, due, now) == want);
    match standing {
        OverseenPart::Late => runs && is(Lateness::Late),
        OverseenPart::Soon => runs && is(Lateness::Soon),
        OverseenPart::Running => runs,
        OverseenPart::Resting => !runs && !dossier.status().is_final(),
    }
}

fn fits(dossier: &Dossier, asked: &Overseen) -> bool {
    let holder = &dossier.holder;
    stands(dossier, asked.standing, asked.now)
        && asked.unit.as_ref().is_none_or(|unit| unit_of(dossier) == unit)
        && asked.procedures.as_ref().is_none_or(|all| all.contains(&dossier.submission.procedure))
        && asked.agency.as_ref().is_none_or(|agency| holder.agency == *agency)
        && asked.officer.as_ref().is_none_or(|officer| holder.officer.as_ref() == Some(officer))
}

fn in_pages(bench: &Bench, asked: &Overseen, size: u32) -> Vec<Dossier> {
    let mut all: Vec<Dossier> = Vec::new();
    loop {
        let after = all.last().map(place_in_hand);
        let page = bench.store.read(|rows| listed(rows, asked, after, size)).unwrap();
        if page.is_empty() {
            return all;
        }
        assert!(page.len() <= size as usize);
        all.extend(page);
    }
}

fn the_late_of_a_province_are_counted_by_commune_as_a_recount_says(bench: &Bench) {
    let all = some_weeks(bench, 101, 150);
    let mut want: BTreeMap<String, LateAt> = BTreeMap::new();
    for found in &all {
        let [late, soon] =
            [OverseenPart::Late, OverseenPart::Soon].map(|standing| stands(&found.dossier, standing, now()));
        if late || soon {
            let unit = unit_of(&found.dossier).clone();
            let at = want.entry(unit.to_string()).or_insert(LateAt { unit, late: 0, soon: 0 });
            at.late += i64::from(late);
            at.soon += i64::from(soon);
        }
    }
    let want: Vec<LateAt> = want.into_values().collect();
    for standing in OverseenPart::ALL {
        let told = bench.store.read(|rows| late_by_unit(rows, &overseen(standing))).unwrap();
        assert_eq!(told, want, "whatever the list shows: {standing:?}");
    }
    assert!(want.iter().any(|at| at.late > 0) && want.iter().any(|at| at.soon > 0), "{want:?}");
    let elsewhere = Overseen { above: all_of("48"), ..overseen(OverseenPart::Running) };
    assert_eq!(bench.store.read(|rows| late_by_unit(rows, &elsewhere)).unwrap(), []);
    assert_eq!(in_pages(bench, &elsewhere, 10), []);
}

fn a_list_from_above_is_in_order_and_complete_and_narrowed_by_what_is_chosen(bench: &Bench) {
    let all = some_weeks(bench, 102, 150);
    let mut seen = 0;
    for standing in OverseenPart::ALL {
        let all_of = overseen(standing);
        let choices = [
            all_of.clone(),
            Overseen { unit: Some(unit("19753")), ..all_of.clone() },
            Overseen { procedures: Some(vec!["1.001193".into()]), ..all_of.clone() },
            Overseen { procedures: Some(vec!["1.010833".into(), "1.004884".into()]), ..all_of.clone() },
            Overseen { procedures: Some(vec!["none 'of\" these".into()]), ..all_of.clone() },
            Overseen { agency: Some(agency(THERE)), ..all_of.clone() },
            Overseen { officer: Some(OfficerId("nobody".into())), ..all_of.clone() },
            Overseen { unit: Some(unit("19753")), agency: Some(agency(HERE)), ..all_of },
        ];
        for asked in choices {
            let mut want: Vec<Dossier> = all.iter().map(|found| found.dossier.clone()).collect();
            want.retain(|dossier| fits(dossier, &asked));
            want.sort_by_key(|dossier| (place_in_hand(dossier).at, dossier.id));
            for size in [1, 7, 1000] {
                assert_eq!(in_pages(bench, &asked, size), want, "{asked:?} in pages of {size}");
            }
            seen += want.len();
        }
    }
    assert!(seen > 100, "lists worth the name: {seen}");
}

fn what_a_list_may_be_narrowed_by_is_what_is_in_it(bench: &Bench) {
    let all = some_weeks(bench, 103, 120);
    for standing in OverseenPart::ALL {
        let asked = overseen(standing);
        for facet in [Facet::Procedure, Facet::Agency, Facet::Officer] {
            let mut want: BTreeMap<String, i64> = BTreeMap::new();
            for dossier in all.iter().map(|found| &found.dossier).filter(|one| fits(one, &asked)) {
                let name = match facet {
                    Facet::Procedure => Some(dossier.submission.procedure.to_string()),
                    Facet::Agency => Some(dossier.holder.agency.to_string()),
                    Facet::Officer => dossier.holder.officer.as_ref().map(ToString::to_string),
                };
                if let Some(name) = name {
                    *want.entry(name).or_default() += 1;
                }
            }
            let told = bench.store.read(|rows| facets(rows, &asked, facet)).unwrap();
            let told: BTreeMap<String, i64> = told.into_iter().collect();
            assert_eq!(told, want, "{standing:?} {facet:?}");
        }
    }
}

fn a_department_is_told_of_its_procedures_in_the_communes_and_of_nothing_else(bench: &Bench) {
    let all = some_weeks(bench, 106, 150);
    let mut dice = Dice(107);
    // One that is handed in at the province itself, of a procedure that is the department's.
    let mut central = handing_in(dice.id(), "H57", "Bùi Văn Tỉnh");
    (central.procedure, central.case) = ("1.010833".into(), None);
    let central = bench.done(&citizen(), morning(), &submitting(central));
    assert!(unit_of(&central).is_province());
    let hue = Actor::Officer(person_of("H57", &[Duty::Leader]));
    let instructs = |code: &DossierCode| {
        let (code, limit) = (code.clone(), Limit::WorkingDays(1));
        let command = Instruct { code, text: "Báo cáo".into(), limit };
        bench.done(&hue, morning(), &Doing::Command(command.into()));
    };
    let counts = |one: &Dossier, above: &Above| above.covers(one, law());
    let own = ["1.004884", "1.010833"];
    let above = |own: &[&str]| Above {
        province: unit("46"),
        scope: AboveScope::Communes(own.iter().map(|id| (*id).into()).collect()),
    };
    let mut open: Vec<Dossier> =
        all.iter().map(|one| one.dossier.clone()).filter(|one| !one.status().is_final()).collect();
    open.insert(0, central);
    open.iter().take(20).for_each(|one| instructs(one.code()));
    let open: Vec<Dossier> =
        open.iter().map(|one| bench.store.read(|rows| by_id(rows, one.id)).unwrap().unwrap()).collect();
    let mut seen = 0;
    for own in [&own[..], &own[..1], &["1.001193"], &["none"], &[]] {
        let above = above(own);
        for standing in OverseenPart::ALL {
            let asked = Overseen { above: above.clone(), ..overseen(standing) };
            let mut want = open.clone();
            want.retain(|one| fits(one, &asked) && counts(one, &above));
            want.sort_by_key(|dossier| (place_in_hand(dossier).at, dossier.id));
            assert_eq!(in_pages(bench, &asked, 7), want, "{own:?} {standing:?}");
            seen += want.len();
            // What is chosen narrows and never widens.
            let beyond = Overseen { procedures: Some(vec!["1.001193".into()]), ..asked.clone() };
            want.retain(|one| one.submission.procedure.as_str() == "1.001193");
            assert_eq!(in_pages(bench, &beyond, 7), want, "{own:?} {standing:?}");
            let told = bench.store.read(|rows| facets(rows, &asked, Facet::Procedure)).unwrap();
            assert!(told.iter().all(|(id, _)| own.contains(&id.as_str())), "{told:?}");
            let late = bench.store.read(|rows| late_by_unit(rows, &asked)).unwrap();
            let sum = |standing| {
                let asked = Overseen { above: above.clone(), ..overseen(standing) };
                in_pages(bench, &asked, 100).len() as i64
            };
            assert_eq!(late.iter().map(|at| at.late).sum::<i64>(), sum(OverseenPart::Late));
            assert_eq!(late.iter().map(|at| at.soon).sum::<i64>(), sum(OverseenPart::Soon));
        }
        let waits: Vec<DossierCode> = bench
            .store
            .read(|rows| instructed(rows, &above, 100))
            .unwrap()
            .into_iter()
            .map(|one| one.code().clone())
            .collect();
        let want = open.iter().filter(|one| one.instructions_open().next().is_some() && counts(one, &above));
        assert_eq!(waits.len(), want.count(), "{own:?}");
    }
    assert!(seen > 20, "lists worth the name: {seen}");
}

fn a_dossier_by_a_yearly_plan_is_listed_and_never_late(bench: &Bench) {
    let mut dice = Dice(104);
    let mut planned = handing_in(dice.id(), HERE, "Bùi Văn Kế");
    (planned.procedure, planned.case) = ("1.011606".into(), None);
    let planned = bench.done(&citizen(), morning(), &submitting(planned));
    let planned = bench.done(&clerk(HERE), morning(), &doing(Verb::Accept, planned.code(), &mut dice));
    assert_eq!(planned.due_at(), None);
    let later = |standing| Overseen {
        now: at("2026-07-14T08:00"),
        soon_before: at("2026-07-16T00:00"),
        ..overseen(standing)
    };
    for (standing, want) in [
        (OverseenPart::Late, 0),
        (OverseenPart::Soon, 0),
        (OverseenPart::Running, 1),
        (OverseenPart::Resting, 0),
    ] {
        assert_eq!(in_pages(bench, &later(standing), 10).len(), want, "{standing:?}");
    }
}

fn an_instruction_is_owed_by_whoever_may_answer_until_somebody_did(bench: &Bench) {
    let mut dice = Dice(105);
    let hue = Actor::Officer(person_of("H57", &[Duty::Leader]));
    let owed = |code: &str| -> Vec<DossierCode> {
        let told = bench.store.read(|rows| instructions_owed(rows, &agency(code), 10)).unwrap();
        told.into_iter().map(|dossier| dossier.code().clone()).collect()
    };
    let instructs = |code: &DossierCode, days: u32| {
        let (code, limit) = (code.clone(), Limit::WorkingDays(days));
        let command = Instruct { code, text: "Báo cáo 'lý do' chậm".into(), limit };
        bench.done(&hue, morning(), &Doing::Command(command.into()))
    };
    let answers = |code: &DossierCode, by: &str| {
        let (code, answer) = (code.clone(), "Đã xử lý".to_string());
        let command = AnswerInstruction { code, number: None, answer };
        bench.done(&clerk(by), morning(), &Doing::Command(command.into()))
    };
    // Received here; the police of the ward decide.
    let mut sent = handing_in(dice.id(), HERE, "Bùi Văn Một");
    (sent.procedure, sent.case) = ("1.003197".into(), None);
    let one = bench.done(&citizen(), morning(), &submitting(sent));
    let police = one.submission.competent.to_string();
    assert_ne!(police, HERE);
    let two = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Bùi Văn Hai")));
    let (one, two) = (one.code().clone(), two.code().clone());
    instructs(&one, 2);
    instructs(&two, 1);
    let above = |province: &str| -> Vec<DossierCode> {
        let told = bench.store.read(|rows| instructed(rows, &all_of(province), 10)).unwrap();
        told.into_iter().map(|dossier| dossier.code().clone()).collect()
    };
    assert_eq!((above("46"), above("48")), (vec![two.clone(), one.clone()], vec![]));
    assert_eq!(owed(HERE), [two.clone(), one.clone()], "the one that is due first comes first");
    assert_eq!(owed(&police), std::slice::from_ref(&one));
    // What an instruction waits for goes with the dossier.
    for verb in [Verb::Accept, Verb::Forward] {
        bench.done(&clerk(HERE), morning(), &doing(verb, &one, &mut dice));
    }
    assert_eq!((owed(HERE), owed(&police)), (vec![two.clone()], vec![one.clone()]));
    // Two of one dossier are one line.
    instructs(&two, 3);
    answers(&two, HERE);
    assert_eq!(owed(HERE), std::slice::from_ref(&two), "the other one waits");
    answers(&two, HERE);
    answers(&one, &police);
    assert_eq!((owed(HERE), owed(&police)), (vec![], vec![]));
    assert_eq!(bench.count("select count(*) from instruction_owed"), 0);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}
