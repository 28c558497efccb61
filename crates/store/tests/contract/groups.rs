//! Grouped writing: what is handed in while a commit is under way shares the
//! next one, and a bad write undoes only itself.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::FaultKind;
use motcua_core::act::OfficerId;
use motcua_core::dossier::DossierId;
use motcua_store::{Pending, Write, Written, account, setting};

on_both_engines! {
    a_bad_write_in_a_group_undoes_only_itself,
    numbers_of_undone_writes_are_drawn_again,
    what_was_handed_in_is_written_before_the_store_is_gone,
}

fn hand_in(bench: &Bench, id: DossierId) -> Pending {
    let command = handing_in(id, HERE, "Hồ Văn Tư");
    bench.store.write(bench.prepared(&citizen(), morning(), &submitting(command)))
}

fn number(pending: Pending) -> Option<u32> {
    match pending.wait().expect("no accident") {
        Written::Done(Some(changes)) => Some(changed(*changes).code().number),
        Written::Done(None) => panic!("a dossier was handed in"),
        Written::Conflict => None,
    }
}

fn a_bad_write_in_a_group_undoes_only_itself(bench: &Bench) {
    let nobody = OfficerId("nobody".into());
    let session =
        || Write::Keep(account::begin_session(&[7; 32], &nobody, "", morning(), morning().plus_ms(1)));
    let (good, bad, unknown_key) = bench.while_the_writer_waits(|| {
        let good = [setting::set("a", "1"), setting::set("b", "2")].map(|rows| bench.store.keep(rows));
        let bad = bench.store.write(session());
        let again = bench.store.write(Write::Replay { key: "never used".into() });
        (good.into_iter().chain([bench.store.keep(setting::set("c", "3"))]).collect::<Vec<_>>(), bad, again)
    });
    for pending in good {
        assert!(matches!(pending.wait().unwrap(), Written::Done(None)));
    }
    assert_eq!(bad.wait().unwrap_err().kind, FaultKind::Other, "a session needs an officer");
    assert!(matches!(unknown_key.wait().unwrap(), Written::Conflict));
    for (name, value) in [("a", "1"), ("b", "2"), ("c", "3")] {
        assert_eq!(bench.store.read(|rows| setting::get(rows, name)).unwrap().as_deref(), Some(value));
    }
    assert_eq!(bench.count("select count(*) from session"), 0);
}

/// On PostgreSQL all numbers of a group are drawn at once; on SQLite each is, behind a
/// savepoint. Neither may leave a hole or give a number twice.
fn numbers_of_undone_writes_are_drawn_again(bench: &Bench) {
    let mut dice = Dice(11);
    let taken = dice.id();
    assert_eq!(number(hand_in(bench, taken)), Some(1));
    let pending = bench.while_the_writer_waits(|| {
        let ids = [dice.id(), taken, dice.id(), taken, dice.id(), taken];
        ids.map(|id| hand_in_while_waiting(bench, id))
    });
    let numbers = pending.map(number);
    assert_eq!(numbers, [Some(2), None, Some(3), None, Some(4), None], "ids that are taken are conflicts");
    assert_eq!(number(hand_in(bench, dice.id())), Some(5), "and the next one goes on");
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

/// A reader would wait for the lock on PostgreSQL, so nothing is read here.
fn hand_in_while_waiting(bench: &Bench, id: DossierId) -> Pending {
    let command = handing_in(id, HERE, "Hồ Văn Tư");
    bench.store.write(unread(&citizen(), &submitting(command)))
}

fn what_was_handed_in_is_written_before_the_store_is_gone(bench: &Bench) {
    let mut dice = Dice(12);
    let second = motcua_store::Store::open(&bench.place).unwrap();
    let pending: Vec<Pending> = (0..300)
        .map(|_| {
            let command = handing_in(dice.id(), HERE, "Hồ Văn Tư");
            second.write(unread(&citizen(), &submitting(command)))
        })
        .collect();
    drop(second);
    assert!(pending.into_iter().all(|pending| number(pending).is_some()));
    assert_eq!(bench.count("select count(*) from dossier"), 300);
}
