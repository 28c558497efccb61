//! Accounts, sessions, drafts, settings.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::account::{
    Account, AccountCommand, DisableAccount, EnableAccount, PasswordHash, SetPassword,
};
use motcua_core::act::{Officer, OfficerId, RecordFact, fold};
use motcua_core::catalogue::Duty;
use motcua_store::account::{
    accounts, begin_session, end_session, get, log_in, officer_of_session, officers_at,
};
use motcua_store::{Keep, Written, draft, history, setting};

on_both_engines! {
    a_session_lasts_until_it_ends_or_its_time_is_over,
    an_account_is_listed_at_its_agency,
    what_is_done_to_an_account_is_its_history_and_no_password_is_in_it,
    a_new_account_takes_no_name_that_somebody_has,
    a_closed_account_and_a_changed_password_end_the_sessions,
    a_draft_is_kept_until_nobody_has_touched_it_for_long,
    a_draft_is_used_up_only_as_it_was_read_and_its_code_leads_on,
    whoever_saves_a_draft_must_have_read_the_latest,
    a_short_code_leads_to_its_draft_for_its_time_and_a_new_one_ends_it,
    a_setting_is_set_and_the_first_to_set_it_once_decides,
}

fn keep(bench: &Bench, rows: Keep) {
    let written = bench.store.keep(rows).wait().unwrap();
    assert!(matches!(written, Written::Done(None)));
}

fn binh() -> Officer {
    Officer { id: OfficerId("binh".into()), ..person_of(HERE, &[Duty::Reception, Duty::Case]) }
}

fn a_session_lasts_until_it_ends_or_its_time_is_over(bench: &Bench) {
    let binh = binh();
    keep_account(&bench.store, open_account(&binh, "")).unwrap();
    let id = &binh.id;
    let (now, later) = (morning(), morning().plus_ms(3_600_000));
    let whose =
        |token: u8, now| bench.store.read(|rows| officer_of_session(rows, &[token; 32], now)).unwrap();
    keep(bench, begin_session(&[1; 32], id, "", now, later));
    keep(bench, begin_session(&[2; 32], id, "", now, later.plus_ms(1)));
    assert_eq!(whose(1, now).map(|who| who.officer).as_ref(), Some(&binh));
    assert_eq!(whose(1, later.plus_ms(-1)).map(|who| who.officer).as_ref(), Some(&binh));
    assert_eq!(whose(1, later), None, "its time is over");
    assert_eq!(whose(3, now), None, "another token");
    keep(bench, end_session(&[2; 32]));
    assert_eq!(whose(2, now), None, "it was ended");
    keep(bench, begin_session(&[4; 32], id, "", later.plus_ms(1), later.plus_ms(9)));
    assert_eq!(bench.count("select count(*) from session"), 1, "old sessions are swept out");
    bench.raw("update officer set active = 0").unwrap();
    assert_eq!(whose(4, later.plus_ms(2)), None, "the account was closed");
}

fn an_account_is_listed_at_its_agency(bench: &Bench) {
    let binh = binh();
    keep_account(&bench.store, open_account(&binh, "$argon2id$…")).unwrap();
    let read = bench.store.read(|rows| log_in(rows, &binh.id, morning().day())).unwrap().unwrap();
    assert_eq!((&read.officer, read.password.as_str()), (&binh, "$argon2id$…"));
    assert_eq!(bench.store.read(|rows| officers_at(rows, &agency("H57.103"), morning().day())).unwrap(), []);
    assert_eq!(bench.store.read(|rows| officers_at(rows, &agency(HERE), morning().day())).unwrap(), [binh]);
    for odd in ["", "nobody", "'", "x\u{0}y", "%"] {
        let read = bench.store.read(|rows| log_in(rows, &OfficerId(odd.into()), morning().day())).unwrap();
        assert!(read.is_none(), "{odd:?}");
    }
}

fn a_new_account_takes_no_name_that_somebody_has(bench: &Bench) {
    let binh = binh();
    let id = binh.id.clone();
    let other = || open_account(&Officer { name: "Somebody else".into(), ..binh.clone() }, "other");
    let taken = Err(vec!["account.id-taken"]);
    keep_account(&bench.store, open_account(&binh, "his")).unwrap();
    assert_eq!(keep_account(&bench.store, other()), taken);
    keep_account(&bench.store, DisableAccount { id: id.clone(), leaves_dossiers: false }).unwrap();
    assert_eq!(keep_account(&bench.store, other()), taken, "closed is not free");
    let all = bench.store.read(|rows| accounts(rows, None)).unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0].officer, all[0].is_active), (&binh, false));
    assert_eq!(bench.store.read(|rows| accounts(rows, Some(&agency("H57.103")))).unwrap(), []);
    assert_eq!(bench.store.read(|rows| accounts(rows, Some(&agency(HERE)))).unwrap(), all);
}

fn what_is_done_to_an_account_is_its_history_and_no_password_is_in_it(bench: &Bench) {
    let (binh, secret) = (binh(), "$argon2id$secret");
    let id = binh.id.clone();
    keep_account(&bench.store, open_account(&binh, secret)).unwrap();
    keep_account(&bench.store, SetPassword { id: id.clone(), password: PasswordHash(secret.into()) })
        .unwrap();
    keep_account(&bench.store, DisableAccount { id: id.clone(), leaves_dossiers: false }).unwrap();
    keep_account(&bench.store, EnableAccount { id: id.clone() }).unwrap();
    let history = bench.store.read(|rows| history::<Account>(rows, &id)).unwrap();
    let kinds: Vec<_> = history.iter().map(|event| event.fact.kind()).collect();
    assert_eq!(kinds, ["opened", "password_set", "disabled", "enabled"]);
    assert!(history.iter().all(|event| event.who.name == "root"), "{history:?}");
    let stored = bench.store.read(|rows| get(rows, &id)).unwrap().unwrap();
    assert_eq!(fold::<Account>(id, &history).unwrap(), stored, "as its events say");
    assert!(!serde_json::to_string(&history).unwrap().contains(secret));
    assert!(!serde_json::to_string(&stored).unwrap().contains(secret));
}

fn a_closed_account_and_a_changed_password_end_the_sessions(bench: &Bench) {
    let binh = binh();
    let id = &binh.id;
    let (now, later) = (morning(), morning().plus_ms(3_600_000));
    let is_in =
        |token: u8| bench.store.read(|rows| officer_of_session(rows, &[token; 32], now)).unwrap().is_some();
    keep_account(&bench.store, open_account(&binh, "")).unwrap();
    keep(bench, begin_session(&[1; 32], id, "", now, later));
    assert!(is_in(1));
    keep_account(&bench.store, DisableAccount { id: id.clone(), leaves_dossiers: false }).unwrap();
    assert!(!is_in(1));
    assert!(bench.store.read(|rows| log_in(rows, id, morning().day())).unwrap().is_none(), "nobody signs in");
    // Whoever was signing in at that moment is out too, also after it is opened again.
    let tries = |token, password: &str| {
        let begins = begin_session(&[token; 32], id, password, now, later);
        matches!(bench.store.keep(begins).wait().unwrap(), Written::Done(_))
    };
    assert!(!tries(2, ""));
    keep_account(&bench.store, EnableAccount { id: id.clone() }).unwrap();
    assert!(!is_in(1) && !is_in(2));
    keep(bench, begin_session(&[3; 32], id, "", now, later));
    keep_account(&bench.store, set("$argon2id$other", id)).unwrap();
    assert!(!is_in(3));
    assert!(!tries(5, "") && tries(6, "$argon2id$other"), "the password that was tried is another now");
    assert_eq!(
        bench.store.read(|rows| log_in(rows, id, morning().day())).unwrap().unwrap().password,
        "$argon2id$other"
    );
    let nobody = OfficerId("nobody".into());
    for command in [
        AccountCommand::from(DisableAccount { id: nobody.clone(), leaves_dossiers: false }),
        EnableAccount { id: nobody.clone() }.into(),
        set("x", &nobody).into(),
    ] {
        assert_eq!(keep_account(&bench.store, command), Err(vec!["account.unknown"]));
    }
}

fn set(password: &str, id: &OfficerId) -> SetPassword {
    SetPassword { id: id.clone(), password: PasswordHash(password.into()) }
}

fn a_draft_is_kept_until_nobody_has_touched_it_for_long(bench: &Bench) {
    let (one, two) = (Dice(71).id(), Dice(72).id());
    let get = |id| bench.store.read(|rows| draft::get(rows, id)).unwrap();
    let kept = |body: &str, touched_at| Some(draft::StoredDraft { body: body.to_string(), touched_at });
    let (early, late) = (morning(), morning().plus_ms(10));
    let odd = "{\"tên\":\"Hòa 👩🏽‍🌾 'x'\"}";
    keep(bench, draft::begin(one, "a", early).and(draft::begin(two, odd, early)));
    keep(bench, draft::save(one, "a", "b", late));
    assert_eq!(get(one), kept("b", late));
    assert_eq!(get(two), kept(odd, early));
    keep(bench, draft::forget_before(late));
    assert_eq!((get(one), get(two)), (kept("b", late), None));
}

fn a_draft_is_used_up_only_as_it_was_read_and_its_code_leads_on(bench: &Bench) {
    let id = Dice(74).id();
    let write = |statement| bench.store.keep(statement).wait().unwrap();
    keep(bench, draft::begin(id, "a", morning()));
    keep(bench, draft::give_code(&[1; 32], id, morning(), morning().plus_ms(10)));
    keep(bench, draft::save(id, "a", "b", morning()));
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
    keep(bench, draft::begin(id, "a", morning()));
    keep(bench, draft::save(id, "a", "b", morning()));
    let write = |statement| bench.store.keep(statement).wait().unwrap();
    assert!(matches!(write(draft::save(id, "a", "c", morning())), Written::Conflict));
    assert!(matches!(write(draft::begin(id, "d", morning())), Written::Conflict));
    let kept = bench.store.read(|rows| draft::get(rows, id)).unwrap().unwrap();
    assert_eq!(kept.body, "b");
}

fn a_short_code_leads_to_its_draft_for_its_time_and_a_new_one_ends_it(bench: &Bench) {
    let id = Dice(74).id();
    let (now, until) = (morning(), morning().plus_ms(1000));
    let by = |code: u8, now| bench.store.read(|rows| draft::by_code(rows, &[code; 32], now)).unwrap();
    keep(bench, draft::begin(id, "a", now));
    keep(bench, draft::give_code(&[1; 32], id, now, until));
    assert_eq!((by(1, now), by(2, now)), (Some(id), None));
    assert_eq!(by(1, until), None, "its time is over");
    keep(bench, draft::give_code(&[2; 32], id, now, until));
    assert_eq!((by(1, now), by(2, now)), (None, Some(id)));
    keep(bench, draft::give_code(&[3; 32], Dice(75).id(), until, until.plus_ms(1)));
    assert_eq!(bench.count("select count(*) from draft_code"), 1, "old codes are swept out");
}

fn a_setting_is_set_and_the_first_to_set_it_once_decides(bench: &Bench) {
    let get = |name| bench.store.read(|rows| setting::get(rows, name)).unwrap();
    assert_eq!(get("key"), None);
    keep(bench, setting::set_first("key", "first"));
    keep(bench, setting::set_first("key", "second"));
    assert_eq!(get("key").as_deref(), Some("first"));
    keep(bench, setting::set("key", "third"));
    assert_eq!(get("key").as_deref(), Some("third"));
}
