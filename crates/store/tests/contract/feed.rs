//! The feed of events: every event once, in an order that stays, whoever writes.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::act::Tell;
use motcua_core::dossier::DossierId;
use motcua_store::feed::{self, FedEvent, FeedPlace};
use motcua_store::{DatabasePlace, Keep, Store, Written, outbox};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

on_both_engines! {
    a_reader_misses_nothing_of_what_two_processes_write_at_once,
    a_reader_that_was_away_goes_on_where_it_stood,
    of_two_that_read_at_once_one_writes_nothing,
    what_is_told_of_an_event_is_told_once,
    a_database_that_was_copied_to_another_server_goes_on_where_it_stood,
    an_event_that_cannot_be_read_waits_aside,
}

/// Everything after a place, in pieces of three.
fn read_on(store: &Store, from: &mut FeedPlace, into: &mut Vec<FedEvent>) {
    loop {
        let more = store.read(|rows| feed::after(rows, *from, 3)).expect("a read");
        let Some(last) = more.last() else { return };
        *from = last.place;
        into.extend(more);
    }
}

/// The head of the feed once everything that is committed can be read: on PostgreSQL a
/// transaction that still runs anywhere in the cluster (another test's) holds it back.
fn settled(bench: &Bench) -> FeedPlace {
    let all = bench.count("select count(*) from event");
    for _ in 0..100_000 {
        let (mut place, mut read) = (FeedPlace::default(), Vec::new());
        read_on(&bench.store, &mut place, &mut read);
        if read.len() as i64 == all {
            assert_eq!(bench.store.read(feed::head).expect("a read"), place);
            return place;
        }
        std::thread::yield_now();
    }
    panic!("the feed never comes to its end");
}

const DOSSIERS: u64 = 40;

fn a_reader_misses_nothing_of_what_two_processes_write_at_once(bench: &Bench) {
    let other = Store::open(&bench.place).expect("a second process");
    let writing = AtomicUsize::new(4);
    let mut read = Vec::new();
    std::thread::scope(|scope| {
        for (nth, store) in [&bench.store, &bench.store, &other, &other].into_iter().enumerate() {
            let writing = &writing;
            scope.spawn(move || {
                let mut dice = Dice(700 + nth as u64);
                for _ in 0..DOSSIERS {
                    let (id, town) = (dice.id(), dice.pick(&TOWNS).0);
                    let doing = submitting(handing_in(id, town, "Nguyễn Thị Hòa"));
                    let Ok(Done::Now(handed_in)) = act_on(store, &citizen(), morning(), None, &doing) else {
                        panic!("not handed in")
                    };
                    let accept = accepting(handed_in.after.code());
                    act_on(store, &clerk(town), morning(), None, &accept).expect("accepted");
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        // Reads all the while: what it has passed must never get something put in before it.
        let mut place = FeedPlace::default();
        while writing.load(Ordering::SeqCst) > 0 {
            read_on(&bench.store, &mut place, &mut read);
            std::thread::yield_now();
        }
        let head = settled(bench);
        read_on(&bench.store, &mut place, &mut read);
        assert_eq!(place, head);
    });
    let mut places: Vec<FeedPlace> = read.iter().map(|event| event.place).collect();
    places.sort();
    assert_eq!(places, read.iter().map(|event| event.place).collect::<Vec<_>>(), "in order");
    assert_eq!(read.len() as i64, bench.count("select count(*) from event"), "all of them");
    let mut seen: BTreeMap<&[u8], u32> = BTreeMap::new();
    for event in &read {
        let last = seen.entry(&event.record).or_default();
        assert_eq!(event.seq, *last + 1, "each history in its order, without gaps");
        *last = event.seq;
    }
}

fn hand_in(bench: &Bench, seed: u64) -> DossierId {
    let id = Dice(seed).id();
    bench.done(&citizen(), morning(), &submitting(handing_in(id, HERE, "Nguyễn Thị Hòa")));
    id
}

fn moved(bench: &Bench, from: FeedPlace, to: FeedPlace) -> bool {
    let keep = feed::moved("reader", from, to);
    matches!(bench.store.keep(keep).wait().expect("a write"), Written::Done(_))
}

fn a_reader_that_was_away_goes_on_where_it_stood(bench: &Bench) {
    let stands = || bench.store.read(|rows| feed::stands(rows, "reader")).expect("a read");
    assert_eq!((stands(), bench.store.read(feed::head).unwrap()), Default::default(), "nothing yet");
    hand_in(bench, 711);
    let head = settled(bench);
    assert!(moved(bench, FeedPlace::default(), head));
    // A week later …
    let later: Vec<DossierId> = (712..722).map(|seed| hand_in(bench, seed)).collect();
    assert_eq!(stands(), head);
    settled(bench);
    let mut read = Vec::new();
    read_on(&bench.store, &mut stands(), &mut read);
    let found: Vec<&[u8]> = read.iter().map(|event| event.record.as_slice()).collect();
    assert_eq!(found, later.iter().map(|id| &id.0[..]).collect::<Vec<_>>());
    assert!(read.iter().all(|event| (event.kind.as_str(), event.fact.as_str()) == ("dossier", "submitted")));
}

fn of_two_that_read_at_once_one_writes_nothing(bench: &Bench) {
    hand_in(bench, 731);
    let (start, first) = (FeedPlace::default(), settled(bench));
    hand_in(bench, 732);
    let second = settled(bench);
    assert!(moved(bench, start, first));
    assert!(!moved(bench, start, second), "somebody was quicker");
    assert!(moved(bench, first, second));
    // The loser's whole transaction is gone, not only its place.
    let event = bench.store.read(|rows| feed::after(rows, start, 1)).unwrap().remove(0);
    let late = feed::moved("reader", first, second).and(feed::tell(&event, &telling("webhook:1")));
    assert!(matches!(bench.store.keep(late).wait().unwrap(), Written::Conflict));
    assert_eq!(bench.count("select count(*) from outbox"), 0);
}

fn telling(system: &str) -> Tell {
    Tell { system: system.into(), kind: "k".into(), subject: "s".into(), data: "{}".into() }
}

fn what_is_told_of_an_event_is_told_once(bench: &Bench) {
    hand_in(bench, 741);
    settled(bench);
    let event = bench.store.read(|rows| feed::after(rows, FeedPlace::default(), 1)).unwrap().remove(0);
    let tell = |system: &str| -> Keep { feed::tell(&event, &telling(system)) };
    for _ in 0..3 {
        bench.store.keep(tell("webhook:1").and(tell("webhook:2"))).wait().unwrap();
    }
    assert_eq!(bench.count("select count(*) from outbox"), 2);
    let due = |system: &str| bench.store.read(|rows| outbox::due(rows, system, morning(), 9)).unwrap();
    let (one, two) = (due("webhook:1"), due("webhook:2"));
    assert_eq!((one.len(), two.len()), (1, 1));
    assert!(one[0].id != two[0].id && one[0].id.starts_with("msg_"), "{} {}", one[0].id, two[0].id);
    assert_eq!((one[0].at, one[0].tries), (event.at, 0));
}

fn a_database_that_was_copied_to_another_server_goes_on_where_it_stood(bench: &Bench) {
    hand_in(bench, 751);
    let first = settled(bench);
    assert!(moved(bench, FeedPlace::default(), first));
    let unread = hand_in(bench, 752);
    settled(bench);
    if matches!(bench.place, DatabasePlace::Postgres(_)) {
        // As after pg_dump and pg_restore: the other server has counted much further.
        let ahead = "cast(cast(cast(cast(xact as text) as bigint) + 900000000000 as text) as xid8)";
        let copied = format!(
            "alter table event disable trigger event_is_never_changed; \
             update event set xact = {ahead}; update feed_reader set xact = xact + 900000000000; \
             alter table event enable trigger event_is_never_changed"
        );
        bench.raw(&copied).unwrap();
    }
    Store::open(&bench.place).expect("it starts there");
    let later = hand_in(bench, 753);
    settled(bench);
    let mut stands = bench.store.read(|rows| feed::stands(rows, "reader")).expect("a read");
    let mut read = Vec::new();
    read_on(&bench.store, &mut stands, &mut read);
    let found: Vec<&[u8]> = read.iter().map(|event| event.record.as_slice()).collect();
    assert_eq!(found, [&unread.0[..], &later.0[..]]);
    assert!(bench.raw("update event set fact = 'x'").is_err(), "history is guarded as before");
}

fn an_event_that_cannot_be_read_waits_aside(bench: &Bench) {
    hand_in(bench, 761);
    settled(bench);
    let event = bench.store.read(|rows| feed::after(rows, FeedPlace::default(), 1)).unwrap().remove(0);
    let aside = || bench.store.read(|rows| feed::aside(rows, "reader", FeedPlace::default(), 9)).unwrap();
    for _ in 0..2 {
        bench.store.keep(feed::put_aside("reader", &event)).wait().unwrap();
    }
    assert_eq!(aside().first(), Some(&event));
    assert_eq!(bench.store.read(|rows| feed::aside(rows, "reader", event.place, 9)).unwrap(), []);
    assert_eq!(bench.store.read(|rows| feed::aside(rows, "another", FeedPlace::default(), 9)).unwrap(), []);
    bench.store.keep(feed::dealt_with("reader", &event)).wait().unwrap();
    assert_eq!(aside(), []);
}
