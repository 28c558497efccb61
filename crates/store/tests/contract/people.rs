//! A person's dossiers by number, and those of a helper's account.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::account::{Actor, Officer, OfficerId, Point, PointKind};
use motcua_core::dossier::{Behalf, ConsentGiven, ConsentScope, ConsentWay, Dossier};
use motcua_store::people::{of_helper, of_person};
use motcua_store::{Write, account};

on_both_engines! {
    a_person_is_found_by_number_the_newest_first_and_nobody_else_is,
    a_helpers_account_keeps_its_point_and_finds_what_it_handed_in,
    dossiers_from_before_the_shelf_are_put_on_it,
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

fn a_helpers_account_keeps_its_point_and_finds_what_it_handed_in(bench: &Bench) {
    let point = Point { kind: PointKind::AgentPoint, name: "Điểm đại lý số 1".into() };
    let me = Officer {
        id: OfficerId("diem1".into()),
        name: "Trần Thị Điểm".into(),
        agency: agency(HERE),
        duties: Vec::new(),
        point: Some(point),
    };
    let put = account::put(&account::Account { officer: me.clone(), password: "x".into() });
    bench.store.write(Write::Plain(vec![put])).wait().unwrap();
    let found = bench.store.read(|rows| account::account(rows, &me.id)).unwrap().unwrap();
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

fn dossiers_from_before_the_shelf_are_put_on_it(bench: &Bench) {
    let made = hand_in(bench, 321, HERS, 0);
    hand_in(bench, 322, "", 1);
    // As the database was before the migration: everything else is left as it is.
    for sql in [
        crate::catalogue::AS_BEFORE,
        "drop table dossier_of",
        "drop table named_file",
        "drop table shelved",
        "alter table officer drop column point_kind",
        "alter table officer drop column point_name",
        "drop index outage_by_place",
        "alter table outage drop column place",
        "alter table outage drop column until_at",
        "delete from migration where number >= 6",
    ] {
        bench.raw(sql).unwrap();
    }
    let again = motcua_store::Store::open(&bench.place).unwrap();
    assert_eq!(codes(again.read(|rows| of_person(rows, HERS, 9)).unwrap()), [made.code().to_string()]);
    assert_eq!(bench.count("select count(*) from dossier_of"), 1);
}
