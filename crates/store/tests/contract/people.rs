//! A person's dossiers by number, and those of a helper's account.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::{Actor, Officer, OfficerId, Point, PointKind};
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{
    About, AskSupplement, Behalf, ConsentGiven, ConsentScope, ConsentWay, Dossier, Supplement, Verb,
    WrongItem,
};
use motcua_store::account;
use motcua_store::people::{of_helper, of_person};
use motcua_store::search::search;

on_both_engines! {
    a_person_is_found_by_number_the_newest_first_and_nobody_else_is,
    a_corrected_person_is_found_by_what_is_right_and_no_longer_by_what_was_wrong,
    a_helpers_account_keeps_its_point_and_finds_what_it_handed_in,
}

const HERS: &str = "046190000001";

fn hand_in(bench: &Bench, seed: u64, identity: &str, minutes: i64) -> Dossier {
    let mut command = handing_in(Dice(seed).id(), HERE, "Võ Thị Sáu");
    command.applicant.identity = identity.into();
    bench.done(&citizen(), morning().plus_ms(minutes * 60_000), &submitting(command))
}

fn codes(found: Vec<Dossier>) -> Vec<String> {
    found.into_iter().map(|dossier| dossier.code().to_string()).collect()
}

fn a_person_is_found_by_number_the_newest_first_and_nobody_else_is(bench: &Bench) {
    let first = hand_in(bench, 301, HERS, 0);
    let second = hand_in(bench, 302, HERS, 5);
    hand_in(bench, 303, "046190000002", 6);
    hand_in(bench, 304, "", 7);
    let read = |number: &str, limit| codes(bench.store.read(|rows| of_person(rows, number, limit)).unwrap());
    assert_eq!(read(HERS, 9), [second.code().to_string(), first.code().to_string()]);
    assert_eq!(read(HERS, 1), [second.code().to_string()]);
    assert!(read("04619000000", 9).is_empty() && read("", 9).is_empty() && read("%", 9).is_empty());
}

fn a_corrected_person_is_found_by_what_is_right_and_no_longer_by_what_was_wrong(bench: &Bench) {
    const WRONG: &str = "046190000009";
    let made = hand_in(bench, 305, WRONG, 0);
    let other = hand_in(bench, 306, WRONG, 1);
    let code = made.code().clone();
    let clerk = Actor::Officer(person_of(HERE, &Duty::DESKS));
    bench.done(&clerk, at("2025-07-14T09:00"), &doing(Verb::Accept, &code, &mut Dice(1)));
    let mark = |field: &str| WrongItem { about: About::Person(field.into()), why: "sai".into() };
    let items = vec![mark("name"), mark("identity")];
    let ask = AskSupplement { code: code.clone(), items, complete: true, why_again: String::new() };
    let asking = Doing::Command(ask.into());
    bench.done(&clerk, at("2025-07-14T10:00"), &asking);
    let said = [("name", "Đinh Thị Sáu"), ("identity", HERS)];
    let answer = Supplement {
        code: code.clone(),
        papers: Vec::new(),
        answers: Default::default(),
        person: said.map(|(field, text)| (field.to_string(), text.to_string())).into(),
        note: String::new(),
    };
    let answering = Doing::Command(answer.into());
    bench.done(&citizen(), at("2025-07-15T09:00"), &answering);
    let read = |number: &str| codes(bench.store.read(|rows| of_person(rows, number, 9)).unwrap());
    assert_eq!(read(HERS), [code.to_string()]);
    assert_eq!(read(WRONG), [other.code().to_string()]);
    let found =
        |words: &str| codes(bench.store.read(|rows| search(rows, &agency(HERE), words, 9)).unwrap().dossiers);
    for (words, want) in [
        ("dinh thi sau", vec![code.to_string()]),
        (HERS, vec![code.to_string()]),
        (&*code.to_string(), vec![code.to_string()]),
        ("vo thi sau", vec![other.code().to_string()]),
        (WRONG, vec![other.code().to_string()]),
        ("dang ky khai sinh", vec![other.code().to_string(), code.to_string()]),
    ] {
        assert_eq!(found(words), want, "{words}");
    }
}

fn a_helpers_account_keeps_its_point_and_finds_what_it_handed_in(bench: &Bench) {
    let point = Point { kind: PointKind::AgentPoint, name: "Điểm đại lý số 1".into() };
    let me = Officer {
        id: OfficerId("diem1".into()),
        name: "Trần Thị Điểm".into(),
        agency: agency(HERE),
        duties: Vec::new(),
        point: Some(point),
        stead: Default::default(),
    };
    keep_account(&bench.store, open_account(&me, "x")).unwrap();
    let found = bench.store.read(|rows| account::log_in(rows, &me.id, morning().day())).unwrap().unwrap();
    assert_eq!(found.officer, me);

    let mut command = handing_in(Dice(311).id(), HERE, "Võ Thị Sáu");
    let scope = vec![ConsentScope::HandIn, ConsentScope::Follow];
    let consent = Some(ConsentGiven { way: ConsentWay::Spoken, scope, days: 30 });
    command.behalf = Behalf { consent, ..Behalf::default() };
    let made = bench.done(&Actor::Officer(me.clone()), morning(), &submitting(command));
    let read = |id: &OfficerId| codes(bench.store.read(|rows| of_helper(rows, id, 9)).unwrap());
    assert_eq!(read(&me.id), [made.code().to_string()]);
    assert!(read(&OfficerId("diem2".into())).is_empty());
}
