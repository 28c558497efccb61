//! The work list of a desk.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::*;
use motcua_core::catalogue::{Duty, Way};
use motcua_core::dossier::{Dossier, Status, Verb};
use motcua_store::dossier::{count_by_status, place_in_hand, received_by};
use motcua_store::worklist::{Load, WorkPart, loads, most_received, part_in_hand};
use std::collections::BTreeMap;

on_both_engines! {
    a_desk_has_its_dossiers_in_hand_in_order_and_complete,
    a_dossier_without_a_due_date_is_never_late_and_comes_last,
    a_counter_knows_what_it_receives_most,
    the_book_of_an_agency_has_what_was_handed_in_there_in_its_time_in_order_and_complete,
}

fn in_pages(bench: &Bench, code: &str, duty: Duty, part: WorkPart, size: u32) -> Vec<Dossier> {
    let mut all: Vec<Dossier> = Vec::new();
    loop {
        let after = all.last().map(place_in_hand);
        let page =
            bench.store.read(|rows| part_in_hand(rows, &agency(code), duty, part, after, size)).unwrap();
        if page.is_empty() {
            return all;
        }
        assert!(page.len() <= size as usize);
        all.extend(page);
    }
}

fn a_desk_has_its_dossiers_in_hand_in_order_and_complete(bench: &Bench) {
    let all = some_weeks(bench, 51, 150);
    let (now, sent) = (at("2025-07-10T09:00"), at("2025-07-09T09:00"));
    let (mut listed, mut late) = (0, 0);
    for (code, _) in TOWNS {
        for duty in Duty::DESKS {
            let mut want_loads = Vec::new();
            for part in WorkPart::ALL {
                let mut want: Vec<Dossier> = all
                    .iter()
                    .map(|found| found.dossier.clone())
                    .filter(|d| d.holder.agency.as_str() == code && d.holder.duty == duty)
                    .filter(|d| WorkPart::of(d.status()) == Some(part))
                    .collect();
                want.sort_by_key(|dossier| (place_in_hand(dossier).at, dossier.id));
                for size in [1, 4, 1000] {
                    let told = in_pages(bench, code, duty, part, size);
                    assert_eq!(told, want, "{code} {duty:?} {part:?} in pages of {size}");
                }
                // The clock runs only on what is in hand.
                let is_late =
                    |d: &&Dossier| part == WorkPart::InHand && d.due_at().is_some_and(|due| due < now);
                let is_unacknowledged = |d: &&Dossier| {
                    part == WorkPart::ToAccept && d.submission.channel == Way::Online && d.submitted_at < sent
                };
                let overdue = want.iter().filter(|d| is_late(d) || is_unacknowledged(d)).count() as i64;
                if !want.is_empty() {
                    want_loads.push(Load { part, all: want.len() as i64, overdue });
                }
                late += overdue;
                listed += want.len();
            }
            let told = bench.store.read(|rows| loads(rows, &agency(code), duty, now, sent)).unwrap();
            assert_eq!(told, want_loads, "{code} {duty:?}");
        }
    }
    assert!(listed > 20 && late > 0, "a list worth the name: {listed}, {late} late");
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
    assert_eq!(in_pages(bench, HERE, Duty::Reception, WorkPart::InHand, 1), [dated, planned]);
    let later = at("2026-07-14T08:00");
    let told = bench.store.read(|rows| loads(rows, &agency(HERE), Duty::Reception, later, later)).unwrap();
    assert_eq!(told, [Load { part: WorkPart::InHand, all: 2, overdue: 1 }]);
}

fn a_counter_knows_what_it_receives_most(bench: &Bench) {
    let all = some_weeks(bench, 53, 120);
    let since = day("2025-07-08");
    for (_, code) in TOWNS {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for Found { dossier, .. } in &all {
            let is_since = dossier.reception.as_ref().is_some_and(|r| r.at.day() >= since);
            if unit_of(dossier).as_str() == code && is_since {
                *counts.entry(dossier.submission.procedure.to_string()).or_default() += 1;
            }
        }
        let mut want: Vec<(i64, String)> = counts.into_iter().map(|(id, count)| (-count, id)).collect();
        want.sort();
        let told = bench.store.read(|rows| most_received(rows, &unit(code), since, 3)).unwrap();
        let told: Vec<String> = told.iter().map(ToString::to_string).collect();
        assert_eq!(told, want.into_iter().map(|(_, id)| id).take(3).collect::<Vec<_>>(), "{code}");
    }
}

fn the_book_of_an_agency_has_what_was_handed_in_there_in_its_time_in_order_and_complete(bench: &Bench) {
    let all = some_weeks(bench, 52, 150);
    let period = (at("2025-07-02T00:00"), at("2025-07-09T00:00"));
    let mut listed = 0;
    for (code, _) in TOWNS {
        let mut want: Vec<Dossier> = all
            .iter()
            .map(|found| found.dossier.clone())
            .filter(|d| d.submission.receiving.as_str() == code)
            .filter(|d| (period.0..period.1).contains(&d.submitted_at))
            .collect();
        want.sort_by_key(|dossier| (dossier.submitted_at, dossier.id));
        for size in [1, 4, 1000] {
            let mut told: Vec<Dossier> = Vec::new();
            loop {
                let after = told.last().map(|last| (last.submitted_at, last.id));
                let read =
                    |rows: &mut dyn motcua_store::Rows| received_by(rows, &agency(code), period, after, size);
                let page = bench.store.read(read).unwrap();
                if page.is_empty() {
                    break;
                }
                told.extend(page);
            }
            assert_eq!(told, want, "{code} in pages of {size}");
        }
        listed += want.len();
    }
    assert!(listed > 20, "{listed}");
}
