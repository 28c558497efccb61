//! What the virus scanner said, and whose turn it is.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::document::{FileDigest, Scanned};
use motcua_store::Keep;
use motcua_store::scan::{self, Waiting};

on_both_engines! {
    a_file_that_nobody_asked_about_is_not_scanned,
    an_answer_is_kept_and_asking_again_does_not_undo_it,
    a_try_in_vain_is_counted_and_waits_its_time,
    the_longest_waiting_come_first_and_no_more_than_asked_for,
}

fn file(nth: u8) -> FileDigest {
    FileDigest(format!("{nth:064x}"))
}

fn write(bench: &Bench, statement: Keep) {
    bench.store.keep(statement).wait().unwrap();
}

fn of(bench: &Bench, nth: u8) -> Scanned {
    bench.store.read(|rows| scan::of(rows, &file(nth))).unwrap()
}

fn waiting(bench: &Bench, now: Moment, most: u32) -> Vec<Waiting> {
    bench.store.read(|rows| scan::waiting(rows, now, most)).unwrap()
}

fn minute(nth: i64) -> Moment {
    morning().plus_ms(nth * 60_000)
}

fn a_file_that_nobody_asked_about_is_not_scanned(bench: &Bench) {
    assert_eq!(of(bench, 1), Scanned::NotScanned);
    assert_eq!(waiting(bench, minute(9), 9), []);
    // An answer about a file that nobody asked about is no answer.
    write(bench, scan::answered(&file(1), Scanned::Clean, "", minute(0)));
    assert_eq!(of(bench, 1), Scanned::NotScanned);
}

fn an_answer_is_kept_and_asking_again_does_not_undo_it(bench: &Bench) {
    for (nth, said) in [(1, Scanned::Clean), (2, Scanned::Infected)] {
        write(bench, scan::ask(&file(nth), minute(0)));
        assert_eq!(of(bench, nth), Scanned::Pending);
        write(bench, scan::answered(&file(nth), said, "Eicar 'Test'", minute(1)));
        assert_eq!(of(bench, nth), said);
        write(bench, scan::ask(&file(nth), minute(2)));
        assert_eq!(of(bench, nth), said);
    }
    assert_eq!(waiting(bench, minute(99), 9), [], "nobody is asked about them again");
    assert_eq!(bench.count("select count(*) from scan"), 2);
}

fn a_try_in_vain_is_counted_and_waits_its_time(bench: &Bench) {
    write(bench, scan::ask(&file(1), minute(0)));
    assert_eq!(waiting(bench, minute(-1), 9), [], "not before it was asked for");
    for tries in 0..3 {
        let due = minute(i64::from(tries) * 10);
        assert_eq!(waiting(bench, due.plus_ms(-1), 9), [], "try {tries}");
        assert_eq!(waiting(bench, due, 9), [Waiting { digest: file(1), tries }]);
        write(bench, scan::in_vain(&file(1), "connection refused", due.plus_ms(600_000), due));
        assert_eq!(of(bench, 1), Scanned::NotScanned);
    }
    write(bench, scan::answered(&file(1), Scanned::Clean, "", minute(31)));
    assert_eq!((of(bench, 1), waiting(bench, minute(99), 9)), (Scanned::Clean, vec![]));
}

fn the_longest_waiting_come_first_and_no_more_than_asked_for(bench: &Bench) {
    for (nth, at) in [(3, 0), (1, 2), (2, 2), (4, 1)] {
        write(bench, scan::ask(&file(nth), minute(at)));
    }
    write(bench, scan::in_vain(&file(3), "busy", minute(5), minute(3)));
    let order = |now, most| -> Vec<FileDigest> {
        waiting(bench, now, most).into_iter().map(|waiting| waiting.digest).collect()
    };
    assert_eq!(order(minute(9), 9), [file(4), file(1), file(2), file(3)]);
    assert_eq!(order(minute(9), 2), [file(4), file(1)]);
    assert_eq!(order(minute(4), 9), [file(4), file(1), file(2)]);
}
