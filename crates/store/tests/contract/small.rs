//! Accounts, sessions, drafts, settings.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::account::OfficerId;
use motcua_core::catalogue::Duty;
use motcua_store::account::{
    Account, account, accounts, add, begin_session, disable, enable, end_session, is_taken,
    officer_of_session, officers_at, set_password,
};
use motcua_store::{Stmt, Write, Written, draft, setting};

on_both_engines! {
    a_session_lasts_until_it_ends_or_its_time_is_over,
    an_account_can_be_changed_and_is_listed_at_its_agency,
    a_new_account_takes_no_name_that_somebody_has,
    a_closed_account_and_a_changed_password_end_the_sessions,
    a_draft_is_kept_until_nobody_has_touched_it_for_long,
    a_draft_is_used_up_only_as_it_was_read_and_its_code_leads_on,
    whoever_saves_a_draft_must_have_read_the_latest,
    a_short_code_leads_to_its_draft_for_its_time_and_a_new_one_ends_it,
    a_setting_is_set_and_the_first_to_set_it_once_decides,
}

fn keep(bench: &Bench, statements: Vec<Stmt>) {
    let written = bench.store.write(Write::Plain(statements)).wait().unwrap();
    assert!(matches!(written, Written::Done(None)));
}

fn binh() -> Account {
    Account { officer: person_of(HERE, &[Duty::Reception, Duty::Case]), password: "$argon2id$…".into() }
}

fn a_session_lasts_until_it_ends_or_its_time_is_over(bench: &Bench) {
    let binh = binh();
    keep(bench, vec![motcua_store::account::put(&binh)]);
    let id = &binh.officer.id;
    let (now, later) = (morning(), morning().plus_ms(3_600_000));
    let whose =
        |token: u8, now| bench.store.read(|rows| officer_of_session(rows, &[token; 32], now)).unwrap();
    keep(bench, begin_session(&[1; 32], id, now, later));
    keep(bench, begin_session(&[2; 32], id, now, later.plus_ms(1)));
    assert_eq!(whose(1, now).as_ref(), Some(&binh.officer));
    assert_eq!(whose(1, later.plus_ms(-1)).as_ref(), Some(&binh.officer));
    assert_eq!(whose(1, later), None, "its time is over");
    assert_eq!(whose(3, now), None, "another token");
    keep(bench, vec![end_session(&[2; 32])]);
    assert_eq!(whose(2, now), None, "it was ended");
    keep(bench, begin_session(&[4; 32], id, later.plus_ms(1), later.plus_ms(9)));
    assert_eq!(bench.count("select count(*) from session"), 1, "old sessions are swept out");
    bench.raw("update officer set active = 0").unwrap();
    assert_eq!(whose(4, later.plus_ms(2)), None, "the account was closed");
}

fn an_account_can_be_changed_and_is_listed_at_its_agency(bench: &Bench) {
    let mut binh = binh();
    keep(bench, vec![motcua_store::account::put(&binh)]);
    binh.officer.duties = vec![Duty::Leader];
    binh.officer.agency = agency("H57.103");
    keep(bench, vec![motcua_store::account::put(&binh)]);
    let read = bench.store.read(|rows| account(rows, &binh.officer.id)).unwrap().unwrap();
    assert_eq!((&read.officer, &read.password), (&binh.officer, &binh.password));
    assert_eq!(bench.store.read(|rows| officers_at(rows, &agency("H57.103"))).unwrap(), [binh.officer]);
    assert_eq!(bench.store.read(|rows| officers_at(rows, &agency(HERE))).unwrap(), []);
    for odd in ["", "nobody", "'", "x\u{0}y", "%"] {
        let read = bench.store.read(|rows| account(rows, &OfficerId(odd.into()))).unwrap();
        assert!(read.is_none(), "{odd:?}");
    }
}

fn a_new_account_takes_no_name_that_somebody_has(bench: &Bench) {
    let binh = binh();
    let id = &binh.officer.id;
    let write = |statements| bench.store.write(Write::Plain(statements)).wait().unwrap();
    assert!(!bench.store.read(|rows| is_taken(rows, id)).unwrap());
    keep(bench, vec![add(&binh)]);
    let mut other = binh.clone();
    other.officer.name = "Somebody else".into();
    assert!(matches!(write(vec![add(&other)]), Written::Conflict));
    keep(bench, disable(id));
    assert!(matches!(write(vec![add(&other)]), Written::Conflict), "closed is not free");
    assert!(bench.store.read(|rows| is_taken(rows, id)).unwrap());
    let all = bench.store.read(|rows| accounts(rows, None)).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0].officer, all[0].active), (&binh.officer, false));
    assert_eq!(bench.store.read(|rows| accounts(rows, Some(&agency("H57.103")))).unwrap(), []);
    assert_eq!(bench.store.read(|rows| accounts(rows, Some(&agency(HERE)))).unwrap(), all);
}

fn a_closed_account_and_a_changed_password_end_the_sessions(bench: &Bench) {
    let binh = binh();
    let id = &binh.officer.id;
    let (now, later) = (morning(), morning().plus_ms(3_600_000));
    let is_in =
        |token: u8| bench.store.read(|rows| officer_of_session(rows, &[token; 32], now)).unwrap().is_some();
    keep(bench, vec![add(&binh)]);
    keep(bench, begin_session(&[1; 32], id, now, later));
    assert!(is_in(1));
    keep(bench, disable(id));
    assert!(!is_in(1));
    assert!(bench.store.read(|rows| account(rows, id)).unwrap().is_none(), "nobody signs in");
    // Whoever was signing in at that moment is out too, also after it is opened again.
    keep(bench, begin_session(&[2; 32], id, now, later));
    assert!(!is_in(2));
    keep(bench, enable(id));
    assert!(!is_in(1) && !is_in(2));
    keep(bench, begin_session(&[3; 32], id, now, later));
    keep(bench, set_password(id, "$argon2id$other"));
    assert!(!is_in(3));
    assert_eq!(bench.store.read(|rows| account(rows, id)).unwrap().unwrap().password, "$argon2id$other");
    let nobody = OfficerId("nobody".into());
    for statements in [disable(&nobody), enable(&nobody), set_password(&nobody, "x")] {
        let written = bench.store.write(Write::Plain(statements)).wait().unwrap();
        assert!(matches!(written, Written::Conflict), "there is no such account");
    }
}

fn a_draft_is_kept_until_nobody_has_touched_it_for_long(bench: &Bench) {
    let (one, two) = (Dice(71).id(), Dice(72).id());
    let get = |id| bench.store.read(|rows| draft::get(rows, id)).unwrap();
    let kept = |body: &str, touched_at| Some(draft::Kept { body: body.to_string(), touched_at });
    let (early, late) = (morning(), morning().plus_ms(10));
    let odd = "{\"tên\":\"Hòa 👩🏽‍🌾 'x'\"}";
    keep(bench, vec![draft::begin(one, "a", early), draft::begin(two, odd, early)]);
    keep(bench, vec![draft::save(one, "a", "b", late)]);
    assert_eq!(get(one), kept("b", late));
    assert_eq!(get(two), kept(odd, early));
    keep(bench, vec![draft::forget_before(late)]);
    assert_eq!((get(one), get(two)), (kept("b", late), None));
}

fn a_draft_is_used_up_only_as_it_was_read_and_its_code_leads_on(bench: &Bench) {
    let id = Dice(74).id();
    let write = |statement| bench.store.write(Write::Plain(vec![statement])).wait().unwrap();
    keep(bench, vec![draft::begin(id, "a", morning())]);
    keep(bench, draft::give_code(&[1; 32], id, morning(), morning().plus_ms(10)).to_vec());
    keep(bench, vec![draft::save(id, "a", "b", morning())]);
    assert!(matches!(write(draft::use_up(id, "a")), Written::Conflict), "somebody has saved it since");
    assert!(matches!(write(draft::use_up(id, "b")), Written::Done(_)));
    assert!(
        matches!(write(draft::save(id, "b", "c", morning())), Written::Conflict),
        "nothing is saved to it"
    );
    assert!(matches!(write(draft::use_up(id, "b")), Written::Conflict));
    assert_eq!(bench.store.read(|rows| draft::get(rows, id)).unwrap(), None);
    let leads = bench.store.read(|rows| draft::by_code(rows, &[1; 32], morning())).unwrap();
    assert_eq!(leads, Some(id));
}

fn whoever_saves_a_draft_must_have_read_the_latest(bench: &Bench) {
    let id = Dice(73).id();
    keep(bench, vec![draft::begin(id, "a", morning())]);
    keep(bench, vec![draft::save(id, "a", "b", morning())]);
    let write = |statement| bench.store.write(Write::Plain(vec![statement])).wait().unwrap();
    assert!(matches!(write(draft::save(id, "a", "c", morning())), Written::Conflict));
    assert!(matches!(write(draft::begin(id, "d", morning())), Written::Conflict));
    let kept = bench.store.read(|rows| draft::get(rows, id)).unwrap().unwrap();
    assert_eq!(kept.body, "b");
}

fn a_short_code_leads_to_its_draft_for_its_time_and_a_new_one_ends_it(bench: &Bench) {
    let id = Dice(74).id();
    let (now, until) = (morning(), morning().plus_ms(1000));
    let by = |code: u8, now| bench.store.read(|rows| draft::by_code(rows, &[code; 32], now)).unwrap();
    keep(bench, vec![draft::begin(id, "a", now)]);
    keep(bench, draft::give_code(&[1; 32], id, now, until).to_vec());
    assert_eq!((by(1, now), by(2, now)), (Some(id), None));
    assert_eq!(by(1, until), None, "its time is over");
    keep(bench, draft::give_code(&[2; 32], id, now, until).to_vec());
    assert_eq!((by(1, now), by(2, now)), (None, Some(id)));
    keep(bench, draft::give_code(&[3; 32], Dice(75).id(), until, until.plus_ms(1)).to_vec());
    assert_eq!(bench.count("select count(*) from draft_code"), 1, "old codes are swept out");
}

fn a_setting_is_set_and_the_first_to_set_it_once_decides(bench: &Bench) {
    let get = |name| bench.store.read(|rows| setting::get(rows, name)).unwrap();
    assert_eq!(get("key"), None);
    keep(bench, vec![setting::set_first("key", "first")]);
    keep(bench, vec![setting::set_first("key", "second")]);
    assert_eq!(get("key").as_deref(), Some("first"));
    keep(bench, vec![setting::set("key", "third")]);
    assert_eq!(get("key").as_deref(), Some("third"));
}
