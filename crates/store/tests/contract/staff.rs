//! People as the store keeps them: found by number and e-mail, at their post of the day, by what
//! they hold; a list is written whole.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::account::{
    Account, AccountCommand, GiveDuties, GivenDuty, ImportStaff, LetStandIn, OpenAccount, Particulars,
    PasswordHash, Transfer,
};
use motcua_core::act::{Officer, OfficerId, fold};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::Forward;
use motcua_store::account::{
    accounts_after, begin_session, counts_by_agency, dossiers_held_by, get, log_in, of_person,
    officer_of_session, officers_at,
};
use motcua_store::history;

on_both_engines! {
    a_person_is_found_by_number_and_by_mail_and_has_one_account,
    a_transfer_holds_from_its_day_without_anybody_doing_anything,
    a_stand_in_is_read_with_every_request_and_ends_no_session,
    a_list_is_written_whole_or_not_at_all_and_read_page_by_page,
    nine_hundred_accounts_are_taken_in_quickly,
    what_an_officer_holds_by_name_is_found,
}

fn opening(id: &str, code: &str, duty: Duty) -> OpenAccount {
    let officer = Officer { id: OfficerId(id.into()), ..person_of(code, &[duty]) };
    OpenAccount::of(&officer, PasswordHash("h".into()))
}

fn known(identity: &str, email: &str) -> Particulars {
    Particulars { identity: identity.into(), email: email.into(), ..Particulars::default() }
}

fn a_person_is_found_by_number_and_by_mail_and_has_one_account(bench: &Bench) {
    let lan =
        OpenAccount { particulars: known("046190001234", "lan@a.vn"), ..opening("lan", HERE, Duty::Case) };
    keep_account(&bench.store, lan.clone()).unwrap();
    keep_account(&bench.store, opening("binh", HERE, Duty::Case)).unwrap();
    keep_account(&bench.store, opening("tam", HERE, Duty::Case)).unwrap();
    let found = |identity: &str, email: &str| {
        let found = bench.store.read(|rows| of_person(rows, identity, email)).unwrap();
        found.map(|account| account.officer.id.0)
    };
    for (identity, email, want) in [
        ("046190001234", "", Some("lan")),
        ("", "lan@a.vn", Some("lan")),
        ("046190009999", "lan@a.vn", Some("lan")),
        ("046190009999", "", None),
        ("", "", None),
    ] {
        assert_eq!(found(identity, email).as_deref(), want, "{identity} {email}");
    }
    let twice = OpenAccount { id: "lan2".into(), ..lan };
    assert_eq!(keep_account(&bench.store, twice), Err(vec!["account.person-known"]));
}

fn a_transfer_holds_from_its_day_without_anybody_doing_anything(bench: &Bench) {
    keep_account(&bench.store, opening("lan", HERE, Duty::Case)).unwrap();
    let (id, from) = (OfficerId("lan".into()), morning().day().plus(10));
    let transfer = Transfer {
        id: id.clone(),
        seen: 1,
        agency: THERE.into(),
        from,
        position: String::new(),
        duties: vec![GivenDuty::always(Duty::Reception)],
    };
    keep_account(&bench.store, transfer).unwrap();
    let at = |code: &str, day| bench.store.read(|rows| officers_at(rows, &agency(code), day)).unwrap().len();
    assert_eq!((at(HERE, from.plus(-1)), at(THERE, from.plus(-1))), (1, 0));
    assert_eq!((at(HERE, from), at(THERE, from)), (0, 1));
    // The list of an agency and its count say the same on each day.
    let counted = |day| bench.store.read(|rows| counts_by_agency(rows, day)).unwrap();
    let counted = |day| counted(day).into_iter().map(|(code, (open, _))| (code.to_string(), open)).collect();
    let (before, since): (Vec<(String, i64)>, Vec<_>) = (counted(from.plus(-1)), counted(from));
    assert_eq!((before, since), (vec![(HERE.into(), 1)], vec![(THERE.into(), 1)]));
    for code in [HERE, THERE] {
        let listed = bench.store.read(|rows| accounts_after(rows, Some(&agency(code)), ("", ""), 9)).unwrap();
        assert_eq!(listed.len(), 1, "{code}");
    }
    let who = bench.store.read(|rows| log_in(rows, &id, from)).unwrap().unwrap().officer;
    assert_eq!((who.agency, who.duties), (agency(THERE), vec![Duty::Reception]));
    let events = bench.store.read(|rows| history::<Account>(rows, &id)).unwrap();
    let stored = bench.store.read(|rows| get(rows, &id)).unwrap().unwrap();
    assert_eq!(fold::<Account>(id, &events).unwrap(), stored, "as its events say");
}

fn a_stand_in_is_read_with_every_request_and_ends_no_session(bench: &Bench) {
    for (id, duty) in [("lan", Duty::Case), ("nam", Duty::Reception)] {
        keep_account(&bench.store, opening(id, HERE, duty)).unwrap();
    }
    let (now, na) = (morning(), OfficerId("nam".into()));
    let begins = begin_session(&[1; 32], &na, "h", now, now.plus_ms(9 * motcua_core::DAY_MS));
    bench.store.keep(begins).wait().unwrap();
    let stands = |days: i64| {
        let at = now.plus_ms(days * motcua_core::DAY_MS);
        let signed = bench.store.read(|rows| officer_of_session(rows, &[1; 32], at)).unwrap();
        signed.expect("still signed in").officer.has(Duty::Case)
    };
    assert!(!stands(0));
    let (from, to) = (now.day().plus(1), now.day().plus(3));
    let (id, duties) = (OfficerId("lan".into()), vec!["case".into()]);
    keep_account(&bench.store, LetStandIn { id: id.clone(), officer: na, duties, from, to }).unwrap();
    assert_eq!([0, 1, 3, 4].map(stands), [false, true, true, false]);
    let duties = vec![GivenDuty::always(Duty::Registry)];
    keep_account(&bench.store, GiveDuties { id, seen: 2, duties }).unwrap();
    assert!(!stands(2), "what the colleague has no more, nobody has for them");
}

fn a_list_is_written_whole_or_not_at_all_and_read_page_by_page(bench: &Bench) {
    let list =
        |ids: &[&str]| ImportStaff { accounts: ids.iter().map(|id| opening(id, HERE, Duty::Case)).collect() };
    keep_account(&bench.store, opening("quan", HERE, Duty::Case)).unwrap();
    let taken = keep_account(&bench.store, list(&["an1", "an2", "quan"]));
    assert_eq!(taken, Err(vec!["account.id-taken"]));
    assert_eq!(bench.count("select count(*) from officer"), 1, "nothing half taken");
    keep_account(&bench.store, list(&["an1", "an2", "an3"])).unwrap();
    let page = |after: (&str, &str)| -> Vec<String> {
        let read = bench.store.read(|rows| accounts_after(rows, None, after, 2)).unwrap();
        read.into_iter().map(|account| account.officer.id.0).collect()
    };
    assert_eq!(page(("", "")), ["an1", "an2"]);
    assert_eq!(page((HERE, "an2")), ["an3", "quan"]);
    assert_eq!(page((HERE, "quan")), Vec::<String>::new());
    let today = morning().day();
    let counts = bench.store.read(|rows| counts_by_agency(rows, today)).unwrap();
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(agency(HERE), (4, 4))]);
}

fn nine_hundred_accounts_are_taken_in_quickly(bench: &Bench) {
    let accounts: Vec<OpenAccount> = (0..900)
        .map(|at| OpenAccount {
            particulars: known(&format!("046190{at:06}"), ""),
            ..opening(&format!("can-bo-{at}"), if at % 2 == 0 { HERE } else { THERE }, Duty::Case)
        })
        .collect();
    keep_account(&bench.store, AccountCommand::from(ImportStaff { accounts })).unwrap();
    assert_eq!(bench.count("select count(*) from officer"), 900);
    assert_eq!(bench.count("select count(*) from event where kind = 'account'"), 900);
}

fn what_an_officer_holds_by_name_is_found(bench: &Bench) {
    let lan = OfficerId("lan".into());
    assert!(bench.store.read(|rows| dossiers_held_by(rows, &lan, 10)).unwrap().is_empty());
    keep_account(&bench.store, opening("lan", HERE, Duty::Case)).unwrap();
    let (now, clerk) = (morning(), clerk(HERE));
    let submitted = bench.done(&citizen(), now, &submitting(handing_in(Dice(9).id(), HERE, "Hòa")));
    let code = submitted.code().clone();
    bench.done(&clerk, now, &accepting(&code));
    let to_lan = Forward { code: code.clone(), to_officer: Some(lan.clone()), note: String::new() };
    bench.done(&clerk, now, &Doing::Command(to_lan.into()));
    let held = bench.store.read(|rows| dossiers_held_by(rows, &lan, 10)).unwrap();
    assert_eq!(held.iter().map(|dossier| dossier.code().clone()).collect::<Vec<_>>(), [code]);
}
