//! The numbers of dossier codes: one counter per agency and day, no gap, no
//! number twice.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::dossier::DossierCode;
use std::collections::BTreeSet;

on_both_engines! {
    sixty_four_at_once_get_gapless_numbers,
    every_agency_and_every_day_counts_for_itself,
}

fn sixty_four_at_once_get_gapless_numbers(bench: &Bench) {
    let each = 8;
    let codes: Vec<DossierCode> = std::thread::scope(|scope| {
        let people: Vec<_> = (0..64u64)
            .map(|person| {
                scope.spawn(move || {
                    let mut dice = Dice(1000 + person);
                    let mut hand_in = || {
                        let command = handing_in(dice.id(), HERE, "Phan Thị Mơ");
                        bench.done(&citizen(), morning(), &submitting(command)).code().clone()
                    };
                    (0..each).map(|_| hand_in()).collect::<Vec<_>>()
                })
            })
            .collect();
        people.into_iter().flat_map(|person| person.join().unwrap()).collect()
    });
    let numbers: BTreeSet<u32> = codes.iter().map(|code| code.number).collect();
    assert_eq!(codes.len(), 64 * each);
    assert_eq!(numbers, (1..=64 * each as u32).collect());
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn every_agency_and_every_day_counts_for_itself(bench: &Bench) {
    let mut dice = Dice(7);
    let mut hand_in = |agency: &str, when: &str| {
        let command = handing_in(dice.id(), agency, "Phan Thị Mơ");
        bench.done(&citizen(), at(when), &submitting(command)).code().to_string()
    };
    let told = [
        hand_in("H57.101", "2025-07-14T08:00"),
        hand_in("H57.103", "2025-07-14T08:00"),
        hand_in("H57.101", "2025-07-14T23:59"),
        hand_in("H57.101", "2025-07-15T00:00"),
        hand_in("H57.101", "2025-07-14T09:00"),
    ];
    assert_eq!(
        told,
        [
            "H57.101-250714-0001",
            "H57.103-250714-0001",
            "H57.101-250714-0002",
            "H57.101-250715-0001",
            "H57.101-250714-0003",
        ]
    );
}
