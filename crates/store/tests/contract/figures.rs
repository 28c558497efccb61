//! The tally is what a recount of the histories says, for every period and every
//! snapshot; and behind every figure stand exactly that many dossiers.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Day;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Dossier, DossierCommand};
use motcua_core::scoreboard::Counts;
use motcua_store::dossier::{After, Behind, behind};
use motcua_store::scoreboard::{Period, by_unit_and_day, of_children, of_unit, span};
use std::collections::{BTreeMap, HashSet};

on_both_engines! {
    the_figures_are_what_a_recount_of_the_histories_says,
    behind_every_figure_stand_that_many_dossiers,
    an_empty_province_has_no_figures_and_no_span,
}

/// About three weeks of three communes: every kind of dossier, every detour.
pub fn some_weeks(bench: &Bench, seed: u64, dossiers: usize) -> Vec<Found> {
    let mut dice = Dice(seed);
    let mut now = at("2025-07-01T07:30");
    let mut alive: Vec<Dossier> = Vec::new();
    let mut made = 0;
    while made < dossiers || dice.below(40) > 0 {
        now = now.plus_ms(dice.below(1_800_000) as i64);
        if made < dossiers && dice.below(5) == 0 {
            let (town, _) = *dice.pick(&TOWNS);
            let doing = anything(&mut dice, town);
            // What comes over no counter the person hands in.
            let is_received = matches!(&doing, Doing::Command(DossierCommand::Receive(_)));
            let by = if is_received { clerk(town) } else { citizen() };
            alive.push(bench.done(&by, now, &doing));
            made += 1;
            continue;
        }
        if alive.is_empty() {
            continue;
        }
        let index = dice.below(alive.len() as u64) as usize;
        let dossier = &alive[index];
        let officer = person_of(dossier.submission.receiving.as_str(), &motcua_core::catalogue::Duty::DESKS);
        let actor = motcua_core::act::Actor::Officer(officer);
        match next_verb(&mut dice, &open_to(&bench.store, &actor, now, dossier)) {
            Some(verb) => {
                let doing = doing(verb, dossier.code(), &mut dice);
                alive[index] = bench.done(&actor, now, &doing);
            }
            None => drop(alive.swap_remove(index)),
        }
    }
    everything(&bench.store).unwrap()
}

fn periods() -> Vec<Period> {
    let first = day("2025-07-01");
    let period = |from: i32, to: i32, as_of: i32| Period {
        from: first.plus(from),
        to: first.plus(to),
        as_of: first.plus(as_of),
    };
    vec![
        period(0, 60, 60),
        period(0, 6, 6),
        period(0, 6, 9),
        period(2, 11, 10),
        period(0, 30, 4),
        period(5, 5, 5),
        period(5, 5, 12),
        period(7, 3, 60),
        period(3, 9, 1),
        period(-30, -1, 60),
    ]
}

fn the_figures_are_what_a_recount_of_the_histories_says(bench: &Bench) {
    let all = some_weeks(bench, 41, 300);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
    let hue = unit("46");
    let mut seen = Counts::default();
    for period in periods() {
        let (province, children, parts) = bench
            .store
            .read(|rows| {
                Ok::<_, motcua_core::Fault>((
                    of_unit(rows, "", &hue, period)?,
                    of_children(rows, &hue, period)?,
                    by_unit_and_day(rows, &hue, period)?,
                ))
            })
            .unwrap();
        assert_eq!(province, recount(&all, |_| true, period), "the province, {period:?}");
        let told: BTreeMap<UnitCode, Counts> =
            children.into_iter().filter(|(_, counts)| *counts != Counts::default()).collect();
        let mut recounted = BTreeMap::new();
        for (_, code) in TOWNS {
            let counts = recount(&all, |dossier| unit_of(dossier).as_str() == code, period);
            let kept = bench.store.read(|rows| of_unit(rows, "46", &unit(code), period)).unwrap();
            assert_eq!(kept, counts, "{code}, {period:?}");
            if counts != Counts::default() {
                recounted.insert(unit(code), counts);
            }
        }
        assert_eq!(told, recounted, "the communes, {period:?}");
        let (mut of_days, mut of_communes) = (Counts::default(), Counts::default());
        for (unit, day, counts) in &parts {
            let of_day = Period { from: *day, to: *day, as_of: period.as_of };
            let is_here = |dossier: &Dossier| *unit == hue || unit_of(dossier) == unit;
            assert_eq!(*counts, recount(&all, is_here, of_day), "{unit} on {day}, {period:?}");
            if *unit == hue { &mut of_days } else { &mut of_communes }.add(counts);
        }
        assert_eq!(of_days, province, "the days add up, {period:?}");
        assert_eq!(of_communes, province, "the communes add up, {period:?}");
        seen.add(&province);
    }
    let all_seen = seen.columns().iter().all(|count| *count > 0);
    assert!(
        all_seen && seen.on_time < seen.resolved && seen.online < seen.eligible,
        "a rich history: {seen:?}"
    );
    let accepted = all.iter().filter_map(|found| Some(found.dossier.reception.as_ref()?.at.day()));
    let days: Vec<Day> = accepted.collect();
    let want = days.iter().min().copied().zip(days.iter().max().copied());
    assert_eq!(bench.store.read(|rows| span(rows, &hue)).unwrap(), want);
}

fn behind_every_figure_stand_that_many_dossiers(bench: &Bench) {
    some_weeks(bench, 42, 200);
    type Figure = fn(&Counts) -> i64;
    let figures: [(Behind, Figure); 9] = [
        (Behind::Received, |c| c.received),
        (Behind::Eligible, |c| c.eligible),
        (Behind::Online, |c| c.online),
        (Behind::Resolved, |c| c.resolved),
        (Behind::Unresolved, |c| c.received - c.resolved),
        (Behind::OnTime, |c| c.on_time),
        (Behind::Late, |c| c.resolved - c.on_time),
        (Behind::OnlineResolved, |c| c.online_resolved),
        (Behind::Digitised, |c| c.digitised),
    ];
    for period in periods() {
        for (_, code) in TOWNS {
            let counts = bench.store.read(|rows| of_unit(rows, "46", &unit(code), period)).unwrap();
            for (which, figure) in figures {
                let rows = pages_behind(bench, &unit(code), which, period);
                assert_eq!(rows as i64, figure(&counts), "{which:?} of {code}, {period:?}, {counts:?}");
            }
        }
    }
}

/// All pages of seven, none of them repeating a row.
fn pages_behind(bench: &Bench, unit: &UnitCode, which: Behind, period: Period) -> usize {
    let mut seen = HashSet::new();
    let mut after = None;
    loop {
        let days = (period.from, period.to, period.as_of);
        let page = bench.store.read(|rows| behind(rows, unit, which, days, after, 7)).unwrap();
        let Some(last) = page.last() else { return seen.len() };
        let day = last.reception.as_ref().expect("received").at.day();
        after = Some(After { at: i64::from(day.0), id: last.id });
        for dossier in page {
            assert!(seen.insert(dossier.id), "{} is on two pages", dossier.code());
        }
    }
}

fn an_empty_province_has_no_figures_and_no_span(bench: &Bench) {
    let period = periods()[0];
    let hue = unit("46");
    assert_eq!(bench.store.read(|rows| of_unit(rows, "", &hue, period)).unwrap(), Counts::default());
    assert_eq!(bench.store.read(|rows| of_children(rows, &hue, period)).unwrap(), []);
    assert_eq!(bench.store.read(|rows| span(rows, &hue)).unwrap(), None);
}
