//! Shares that agencies have beside the holder: on whose list they lie, and that each is counted once.

use super::figures::some_weeks;
use crate::on_both_engines;
use crate::world::*;
use motcua_core::Fault;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{
    Above, AboveScope, Dossier, DossierCode, DossierCommand, ReplyWord, ReturnShare, TakeBackShare, Verb,
};
use motcua_store::Store;
use motcua_store::shares::{AfterShare, EndedShares, behind, by_agency};
use motcua_store::worklist::{given_out, shares_out, shares_out_count};
use std::collections::BTreeSet;

on_both_engines! {
    a_share_lies_on_the_list_of_its_agency_until_it_is_back,
    every_share_that_ends_is_counted_once_however_it_ended,
    what_stood_before_there_were_shares_beside_stays_as_it_was,
}

/// Land of which the registry and the tax office have shares since Monday, 4 August 2025, 09:00; the
/// others are at the lead's desk still.
fn out(bench: &Bench, dice: &mut Dice, name: &str, verbs: &[Verb]) -> Dossier {
    let now = at("2025-08-04T09:00");
    let mut command = handing_in(dice.id(), HERE, name);
    let land = "dat-dai-chuyen-hinh-thuc-giao-dat-cho-thue-dat";
    (command.procedure, command.case) = (land.into(), Some("default".into()));
    let mut dossier = bench.done(&citizen(), now, &submitting(decided(command)));
    for verb in verbs {
        dossier = bench.done(&clerk(HERE), now, &doing(*verb, dossier.code(), dice));
    }
    dossier
}

const GIVEN: [Verb; 3] = [Verb::Accept, Verb::Forward, Verb::Forward];

fn returning(code: &DossierCode, number: u32, word: ReplyWord) -> Doing {
    let (code, text) = (code.clone(), "CV 9 ngày 5/8".to_string());
    let command = ReturnShare { code, number: Some(number), word, text, files: Vec::new() };
    Doing::Command(DossierCommand::from(command))
}

fn codes(dossiers: Vec<Dossier>) -> BTreeSet<DossierCode> {
    dossiers.iter().map(|dossier| dossier.code().clone()).collect()
}

fn a_share_lies_on_the_list_of_its_agency_until_it_is_back(bench: &Bench) {
    let mut dice = Dice(164);
    let sent = ["Bùi Văn Đất", "Bùi Thị Đất"].map(|name| out(bench, &mut dice, name, &GIVEN));
    let [map, tax] = [0, 1].map(|nth| sent[0].shares[nth].given.to.agency.clone());
    let list = |agency, duty| {
        let read = |rows: &mut dyn motcua_store::Rows| {
            Ok::<_, Fault>((shares_out(rows, agency, duty, 10)?, shares_out_count(rows, agency, duty)?))
        };
        let (dossiers, count) = bench.store.read(read).unwrap();
        assert_eq!(count, dossiers.len() as i64);
        codes(dossiers)
    };
    let both: BTreeSet<DossierCode> = sent.iter().map(|dossier| dossier.code().clone()).collect();
    assert_eq!((list(&map, Duty::Case), list(&tax, Duty::Case)), (both.clone(), both.clone()));
    assert_eq!(list(&tax, Duty::Leader), BTreeSet::new(), "it is the desk's");
    let followed = |duty| codes(bench.store.read(|rows| given_out(rows, &agency(HERE), duty, 10)).unwrap());
    assert_eq!((followed(Duty::Case), followed(Duty::Reception)), (both, BTreeSet::new()));

    let later = at("2025-08-05T09:00");
    let (first, second) = (sent[0].code(), sent[1].code());
    bench.done(&clerk(tax.as_str()), later, &returning(first, 2, ReplyWord::Done));
    assert_eq!(list(&tax, Duty::Case), [second.clone()].into());
    assert_eq!(list(&map, Duty::Case).len(), 2, "the other has it still");
    bench.done(&clerk(map.as_str()), later, &returning(first, 1, ReplyWord::NeedsMoney));
    assert_eq!(followed(Duty::Case), [second.clone()].into(), "all of it is back");
    bench.done(&clerk(HERE), later, &doing(Verb::Forward, first, &mut dice));
    assert_eq!(list(&map, Duty::Case).len(), 2, "and out again");
    assert_eq!(list(&tax, Duty::Case), [second.clone()].into());
    for (verb, left) in [(Verb::AskSupplement, 1), (Verb::Stop, 0), (Verb::Reopen, 0), (Verb::Forward, 1)] {
        bench.done(&clerk(HERE), later, &doing(verb, second, &mut dice));
        assert_eq!(list(&tax, Duty::Case).len(), left, "{}", verb.as_str());
    }
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn every_share_that_ends_is_counted_once_however_it_ended(bench: &Bench) {
    let mut dice = Dice(165);
    let (in_time, late) = (at("2025-08-05T09:00"), at("2025-09-15T09:00"));
    let [one, two, three] = ["Một", "Hai", "Ba"].map(|name| out(bench, &mut dice, name, &GIVEN));
    let [map, tax] = [0, 1].map(|nth| one.shares[nth].given.to.agency.clone());
    // Given back in time and late; taken back; both over at once with the dossier.
    bench.done(&clerk(map.as_str()), in_time, &returning(one.code(), 1, ReplyWord::Refused));
    bench.done(&clerk(tax.as_str()), late, &returning(one.code(), 2, ReplyWord::Done));
    let reason = "quá lâu".to_string();
    let taking = TakeBackShare { code: two.code().clone(), number: Some(2), reason };
    bench.done(&clerk(HERE), in_time, &Doing::Command(taking.into()));
    bench.done(&clerk(HERE), late, &doing(Verb::Withdraw, three.code(), &mut dice));
    let above = Above { province: unit("46"), scope: AboveScope::Province };
    let asked = EndedShares { above, from: day("2025-08-01"), to: day("2025-12-31"), unit: None };
    let told = bench.store.read(|rows| by_agency(rows, &asked)).unwrap();
    let of = |code| told.iter().find(|sum| sum.agency == code).map(|sum| (sum.ended, sum.late));
    assert_eq!((of(map.clone()), of(tax.clone())), (Some((2, 1)), Some((3, 2))), "{told:?}");
    for agency in [&map, &tax] {
        // One at a time: two that end with one event are two.
        let (mut seen, mut after) = (0, None);
        loop {
            let page = bench.store.read(|rows| behind(rows, &asked, agency, false, after, 1)).unwrap();
            let Some(last) = page.last() else { break };
            seen += 1;
            assert!(last.share > 0 && last.opinion == 0, "{last:?}");
            after = Some(AfterShare {
                ended_at: last.ended_at,
                dossier: last.dossier.id,
                seq: last.seq,
                opinion: last.opinion,
                share: last.share,
            });
        }
        assert_eq!(Some(seen), of(agency.clone()).map(|(ended, _)| ended), "{agency}");
    }
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

/// What migration 10 found: the table of ended shares as migration 9 makes it, with its rows.
fn as_before(bench: &Bench) {
    let ninth = include_str!("../../migrations/0009_shares.sql");
    let ninth = ninth.replace("{without_rowid}", if bench.is_postgres() { "" } else { "without rowid" });
    let columns = "dossier, seq, opinion, province, unit, procedure, agency, ended_day, ended_at, \
                   working_minutes, overrun_minutes";
    bench
        .raw(&format!(
            "create table kept as select {columns} from share_ended; drop table share_ended; drop table share_out; \
             {ninth} insert into share_ended ({columns}) select {columns} from kept; drop table kept; \
             delete from migration where number = 10"
        ))
        .unwrap();
}

fn what_stood_before_there_were_shares_beside_stays_as_it_was(bench: &Bench) {
    some_weeks(bench, 166, 200);
    let above = Above { province: unit("46"), scope: AboveScope::Province };
    let asked = EndedShares { above, from: day("2025-06-01"), to: day("2025-12-31"), unit: None };
    let sums = || bench.store.read(|rows| by_agency(rows, &asked)).unwrap();
    let rows = || bench.count("select count(*) from share_ended");
    let before = (sums(), rows(), everything(&bench.store).unwrap().len());
    assert!(before.1 > 50, "a rich history: {before:?}");
    as_before(bench);
    Store::open(&bench.place).unwrap();
    assert_eq!((sums(), rows(), everything(&bench.store).unwrap().len()), before);
    assert_eq!(bench.count("select count(*) from share_ended where share <> 0"), 0);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
    // And what is new finds its place beside it.
    let mut dice = Dice(167);
    let one = out(bench, &mut dice, "Bùi Văn Mới", &GIVEN);
    bench.done(&clerk(HERE), at("2025-09-15T09:00"), &doing(Verb::Stop, one.code(), &mut dice));
    assert_eq!(bench.count("select count(*) from share_ended where share <> 0"), 2);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}
