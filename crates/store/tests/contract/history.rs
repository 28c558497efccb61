//! History is only ever added to, whoever holds the database in hand.

use crate::on_both_engines;
use crate::world::*;

on_both_engines! {
    an_event_can_be_neither_changed_nor_removed,
    the_lock_is_in_the_database_too,
}

fn an_event_can_be_neither_changed_nor_removed(bench: &Bench) {
    let made = bench.done(&citizen(), morning(), &submitting(handing_in(Dice(31).id(), HERE, "Vũ Thị Hạnh")));
    let history = bench.events(made.id);
    let mut attempts = vec![
        "update event set body = '{}'",
        "update event set at = at + 1 where seq = 1",
        "delete from event",
    ];
    if bench.is_postgres() {
        attempts.push("truncate event");
        attempts.push(
            "insert into event (kind, record, seq, at, fact, body) select kind, record, seq, at, fact, body from event \
             on conflict (record, kind, seq) do update set body = 'x'",
        );
    } else {
        attempts.push(
            "replace into event (kind, record, seq, at, fact, body) \
             select kind, record, seq, at, fact, '{}' from event",
        );
        attempts.push(
            "replace into event (position, kind, record, seq, at, fact, body) \
             select position, kind, record, 9, at, fact, '{}' from event",
        );
        attempts.push("update or replace event set body = '{}'");
    }
    for attempt in attempts {
        let error = bench.raw(attempt).expect_err(attempt);
        assert!(error.contains("history is only ever added to"), "{attempt}: {error}");
        assert_eq!(bench.events(made.id), history, "{attempt}");
    }
}

fn the_lock_is_in_the_database_too(bench: &Bench) {
    bench.done(&citizen(), morning(), &submitting(handing_in(Dice(32).id(), HERE, "Vũ Thị Hạnh")));
    let again = "insert into event (kind, record, seq, at, fact, body) \
                 select kind, record, seq, at, fact, body from event";
    assert!(bench.raw(again).is_err(), "(record, seq) is there once");
    assert_eq!(bench.count("select count(*) from event"), 1);
}
