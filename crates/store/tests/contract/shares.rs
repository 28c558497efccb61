//! Whose shares ended in a period, how many late and by how much: the sums, the lists behind them
//! and a recount of the histories say the same.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::shares::shares_of;
use crate::world::*;
use motcua_core::dossier::{Above, AboveScope, ShareEnded, Verb};
use motcua_store::shares::{AfterShare, AgencyShares, EndedShares, ShareBehind, behind, by_agency};
use std::collections::BTreeMap;

on_both_engines! {
    the_sums_by_agency_and_the_lists_behind_them_are_what_a_recount_says,
    a_share_is_counted_on_the_day_on_which_it_ended_and_stays_there,
}

fn all_of(province: &str) -> Above {
    Above { province: unit(province), scope: AboveScope::Province }
}

fn summed<'a>(shares: impl Iterator<Item = &'a ShareEnded>) -> Vec<AgencyShares> {
    let mut sums: BTreeMap<String, AgencyShares> = BTreeMap::new();
    for share in shares {
        let agency = share.agency.clone();
        let none = AgencyShares { agency, ended: 0, late: 0, working_minutes: 0, overrun_minutes: 0 };
        let sum = sums.entry(share.agency.to_string()).or_insert(none);
        sum.ended += 1;
        sum.late += i64::from(share.overrun_minutes > 0);
        sum.working_minutes += share.working_minutes;
        sum.overrun_minutes += share.overrun_minutes;
    }
    sums.into_values().collect()
}

fn in_pages(bench: &Bench, asked: &EndedShares, agency: &str, late: bool) -> Vec<ShareBehind> {
    let mut all: Vec<ShareBehind> = Vec::new();
    loop {
        let after = all.last().map(|one| AfterShare {
            ended_at: one.ended_at,
            dossier: one.dossier.id,
            seq: one.seq,
            opinion: one.opinion,
            share: one.share,
        });
        let page =
            bench.store.read(|rows| behind(rows, asked, &crate::world::agency(agency), late, after, 7));
        let page = page.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

fn the_sums_by_agency_and_the_lists_behind_them_are_what_a_recount_says(bench: &Bench) {
    let all = some_weeks(bench, 141, 200);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
    let own = Above {
        province: unit("46"),
        scope: AboveScope::Communes(["1.004884", "1.001193"].map(Into::into).into()),
    };
    let (mut ended, mut late) = (0, 0);
    for (from, to) in
        [("2025-06-01", "2025-12-31"), ("2025-07-02", "2025-07-05"), ("2025-07-09", "2025-07-09")]
    {
        for (above, commune) in [(all_of("46"), None), (all_of("46"), Some("19753")), (own.clone(), None)] {
            let asked =
                EndedShares { above: above.clone(), from: day(from), to: day(to), unit: commune.map(unit) };
            let counts = |found: &&Found| {
                above.covers(&found.dossier, law())
                    && asked.unit.as_ref().is_none_or(|unit| unit_of(&found.dossier) == unit)
            };
            let shares: Vec<(String, ShareEnded)> = all
                .iter()
                .filter(counts)
                .flat_map(|found| {
                    shares_of(found).into_iter().map(|one| (found.dossier.code().to_string(), one))
                })
                .filter(|(_, share)| (asked.from..=asked.to).contains(&share.at.day()))
                .collect();
            let told = bench.store.read(|rows| by_agency(rows, &asked)).unwrap();
            assert_eq!(told, summed(shares.iter().map(|(_, share)| share)), "{asked:?}");
            for sum in &told {
                for (only_late, many) in [(false, sum.ended), (true, sum.late)] {
                    let listed = in_pages(bench, &asked, sum.agency.as_str(), only_late);
                    assert_eq!(listed.len() as i64, many, "{} {only_late} {asked:?}", sum.agency);
                    let overrun: i64 = listed.iter().map(|one| one.overrun_minutes).sum();
                    assert_eq!(overrun, sum.overrun_minutes, "{} {only_late} {asked:?}", sum.agency);
                    for one in &listed {
                        let code = one.dossier.code().to_string();
                        assert!(shares.iter().any(|(of, share)| *of == code
                            && (share.seq, share.opinion, share.share) == (one.seq, one.opinion, one.share)));
                    }
                }
                (ended, late) = (ended + sum.ended, late + sum.late);
            }
        }
    }
    assert!(ended > 100 && late > 10 && late < ended, "a rich history: {ended}, {late} late");
}

fn a_share_is_counted_on_the_day_on_which_it_ended_and_stays_there(bench: &Bench) {
    let mut dice = Dice(142);
    // Received here; the police of the ward decide.
    let mut sent = handing_in(dice.id(), HERE, "Bùi Văn Một");
    (sent.procedure, sent.case) = ("1.003197".into(), None);
    let one = bench.done(&citizen(), morning(), &submitting(sent));
    let police = one.submission.competent.to_string();
    for verb in [Verb::Accept, Verb::Forward] {
        bench.done(&clerk(HERE), morning(), &doing(verb, one.code(), &mut dice));
    }
    let told = |from: &str, to: &str| -> Vec<(String, i64, i64)> {
        let asked = EndedShares { above: all_of("46"), from: day(from), to: day(to), unit: None };
        let sums = bench.store.read(|rows| by_agency(rows, &asked)).unwrap();
        sums.into_iter().map(|sum| (sum.agency.to_string(), sum.ended, sum.late)).collect()
    };
    let today = morning().day().to_string();
    assert_eq!(told(&today, &today), [(HERE.to_string(), 1, 0)], "the police have it still");
    let later = at("2025-09-15T09:00");
    let withdrawn = doing(Verb::Stop, one.code(), &mut dice);
    bench.done(&clerk(&police), later, &withdrawn);
    assert_eq!(told(&today, &today), [(HERE.to_string(), 1, 0)], "as it stood");
    assert_eq!(told("2025-09-15", "2025-09-15"), [(police.clone(), 1, 1)], "two months for it");
    assert_eq!(told("2025-09-16", "2025-12-31"), []);
    let gia_lai =
        EndedShares { above: all_of("52"), from: day("2025-01-01"), to: day("2025-12-31"), unit: None };
    assert_eq!(bench.store.read(|rows| by_agency(rows, &gia_lai)).unwrap(), []);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}
