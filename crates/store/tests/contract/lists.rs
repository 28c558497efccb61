//! The work list of a desk.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::*;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier, Status, Verb};
use motcua_store::dossier::{count_by_status, in_hand, in_hand_count, place_in_hand};
use std::collections::BTreeMap;

on_both_engines! {
    a_desk_has_its_dossiers_in_hand_in_order_and_complete,
    a_dossier_without_a_due_date_is_never_late_and_comes_last,
}

fn in_pages(bench: &Bench, code: &str, duty: Duty, size: u32) -> Vec<Dossier> {
    let mut all: Vec<Dossier> = Vec::new();
    loop {
        let after = all.last().map(place_in_hand);
        let page = bench.store.read(|rows| in_hand(rows, &agency(code), duty, after, size)).unwrap();
        if page.is_empty() {
            return all;
        }
        assert!(page.len() <= size as usize);
        all.extend(page);
    }
}

fn a_desk_has_its_dossiers_in_hand_in_order_and_complete(bench: &Bench) {
    let all = some_weeks(bench, 51, 150);
    let now = at("2025-07-10T09:00");
    let mut listed = 0;
    for (code, _) in TOWNS {
        for duty in Duty::ALL {
            let mut want: Vec<Dossier> = all
                .iter()
                .map(|found| found.dossier.clone())
                .filter(|d| {
                    d.holder.agency.as_str() == code && d.holder.duty == duty && !d.status().is_final()
                })
                .collect();
            want.sort_by_key(|dossier| (place_in_hand(dossier).at, dossier.id));
            for size in [1, 4, 1000] {
                assert_eq!(in_pages(bench, code, duty, size), want, "{code} {duty:?} in pages of {size}");
            }
            let is_late = |d: &&Dossier| d.completion().is_none() && d.due_at().is_some_and(|due| due < now);
            let late = want.iter().filter(is_late).count() as i64;
            let count = bench.store.read(|rows| in_hand_count(rows, &agency(code), duty, now)).unwrap();
            assert_eq!(count, (want.len() as i64, late), "{code} {duty:?}");
            listed += want.len();
        }
    }
    assert!(listed > 20, "a list worth the name: {listed}");
    let mut by_status: BTreeMap<Status, i64> = BTreeMap::new();
    all.iter().for_each(|found| *by_status.entry(found.dossier.status()).or_default() += 1);
    let counted = bench.store.read(count_by_status).unwrap();
    assert_eq!(counted.into_iter().collect::<BTreeMap<_, _>>(), by_status);
}

fn a_dossier_without_a_due_date_is_never_late_and_comes_last(bench: &Bench) {
    let mut dice = Dice(52);
    let clerk = clerk(HERE);
    let mut planned = handing_in(dice.id(), HERE, "Bùi Văn Kế");
    (planned.procedure, planned.case) = ("1.011606".into(), None);
    let planned = bench.done(&citizen(), morning(), &submitting(planned));
    let planned = bench.done(&clerk, morning(), &doing(Verb::Accept, planned.code(), &mut dice));
    assert_eq!(planned.due_at(), None);
    let dated = bench.done(&citizen(), morning(), &submitting(handing_in(dice.id(), HERE, "Bùi Văn Hẹn")));
    let dated = bench.done(&clerk, morning(), &doing(Verb::Accept, dated.code(), &mut dice));
    assert_eq!(in_pages(bench, HERE, Duty::Reception, 1), [dated, planned]);
    let later = at("2026-07-14T08:00");
    let count = bench.store.read(|rows| in_hand_count(rows, &agency(HERE), Duty::Reception, later)).unwrap();
    assert_eq!(count, (2, 1));
}
