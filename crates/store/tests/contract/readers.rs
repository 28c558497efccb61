//! Readers: never more than so many at once, and never lost.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::{Fault, FaultKind};
use motcua_store::{Aside, Options, Rows, Store, setting};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

on_both_engines! {
    as_many_read_at_once_as_there_may_be_readers_and_no_more,
    whoever_waits_too_long_for_a_reader_is_told_that_it_is_busy,
    a_reader_that_was_spent_makes_room_for_another,
    a_server_that_waits_aside_survives_a_spent_reader_and_a_panic,
}

fn opened(bench: &Bench, readers: usize, patience: Duration) -> Store {
    Store::open_with(&bench.place, &Options { readers, patience, ..Options::default() }).unwrap()
}

fn one(rows: &mut dyn Rows) -> Result<i64, Fault> {
    rows.row("select count(*) from setting", &[])?.expect("a row").int(0)
}

fn as_many_read_at_once_as_there_may_be_readers_and_no_more(bench: &Bench) {
    let store = opened(bench, 3, Duration::from_secs(60));
    let (reading, most, three) = (AtomicUsize::new(0), AtomicUsize::new(0), Barrier::new(3));
    let read = || {
        store.read(|rows| {
            most.fetch_max(reading.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            // Goes on only when three are here.
            three.wait();
            let count = one(rows);
            reading.fetch_sub(1, Ordering::SeqCst);
            count
        })
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..24).map(|_| scope.spawn(read)).collect();
        assert!(all.into_iter().all(|one| one.join().unwrap().unwrap() == 0));
    });
    assert_eq!(most.into_inner(), 3);
}

fn whoever_waits_too_long_for_a_reader_is_told_that_it_is_busy(bench: &Bench) {
    let store = opened(bench, 1, Duration::from_millis(20));
    let other = store.read(|rows| {
        let other = std::thread::scope(|scope| scope.spawn(|| store.read(one)).join().unwrap());
        one(rows).map(|_| other)
    });
    let fault = other.unwrap().unwrap_err();
    assert_eq!(fault.kind, FaultKind::Unavailable, "{fault}");
    assert_eq!(store.read(one).unwrap(), 0, "and then it is free again");
}

fn a_reader_that_was_spent_makes_room_for_another(bench: &Bench) {
    let store = opened(bench, 1, Duration::from_millis(20));
    for _ in 0..3 {
        let wrong = store.read(|rows| rows.rows("select nothing from nowhere", &[]));
        assert_eq!(wrong.unwrap_err().kind, FaultKind::Other);
        let panicked =
            catch_unwind(AssertUnwindSafe(|| store.read(|_| -> Result<(), Fault> { panic!("in a read") })));
        assert!(panicked.is_err());
        let refused: Result<(), Fault> = store.read(|_| Err(Fault::other("decided otherwise")));
        assert!(refused.is_err());
        assert_eq!(store.read(|rows| setting::get(rows, "none")).unwrap(), None);
    }
}

/// As the server reads: on the threads of its runtime, which may not wait for one another.
fn a_server_that_waits_aside_survives_a_spent_reader_and_a_panic(bench: &Bench) {
    let store = std::sync::Arc::new(opened(bench, 1, Duration::from_millis(20)));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    let aside: Aside = |ask| tokio::task::block_in_place(ask);
    for _ in 0..3 {
        let own = store.clone();
        let wrong = runtime.spawn(async move {
            own.read_on_demand(aside, |rows| rows.rows("select nothing from nowhere", &[]).map(drop))
        });
        assert_eq!(runtime.block_on(wrong).unwrap().unwrap_err().kind, FaultKind::Other);
        let own = store.clone();
        let panicked = runtime.spawn(async move {
            own.read_on_demand(aside, |rows| -> i64 {
                one(rows).unwrap();
                panic!("in a read")
            })
        });
        assert!(runtime.block_on(panicked).unwrap_err().is_panic());
        let own = store.clone();
        let nobody = runtime.spawn(async move { own.read_on_demand(aside, |_| 7) });
        assert_eq!(runtime.block_on(nobody).unwrap(), 7);
        let own = store.clone();
        let read = runtime.spawn(async move { own.read_on_demand(aside, one) });
        assert_eq!(runtime.block_on(read).unwrap().unwrap(), 0);
    }
}
