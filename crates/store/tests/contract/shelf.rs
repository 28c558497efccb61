//! Which files are somebody's, and that a sweep and whoever takes a file in see each
//! other.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::document::{FileDigest, Scanned};
use motcua_store::shelf::{
    LEAVING_MS_MAX, first_seen, given_up, gone, leaving, never_seen, stays, strays, taking_in,
};
use motcua_store::upload::{self, Upload, UploadState};
use motcua_store::{Keep, Store, Written, draft, scan, signed_file};

on_both_engines! {
    what_an_event_has_named_is_never_a_stray,
    what_an_upload_or_a_draft_names_is_none_for_as_long,
    what_was_taken_in_lately_is_none_yet,
    whoever_comes_first_keeps_the_other_away,
    a_mark_belongs_to_the_sweep_that_set_it,
    of_two_at_once_one_conflicts,
}

fn file(nth: u8) -> FileDigest {
    FileDigest(format!("{nth:064x}"))
}

fn wrote(bench: &Bench, statement: Keep) -> bool {
    let written = bench.store.keep(statement).wait().unwrap();
    matches!(written, Written::Done(_))
}

fn found(bench: &Bench, files: &[FileDigest]) -> Vec<FileDigest> {
    bench.store.read(|rows| strays(rows, files, morning())).unwrap()
}

fn a_dossier_with_files(bench: &Bench, seed: u64) {
    let mut command = handing_in(Dice(seed).id(), HERE, "Võ Thị Sáu");
    let mut two = paper(true);
    let mut other = two.files[0].clone();
    other.digest = file(7);
    two.files.push(other);
    command.papers = vec![two];
    bench.done(&citizen(), morning(), &submitting(command));
}

fn what_an_event_has_named_is_never_a_stray(bench: &Bench) {
    assert_eq!(found(bench, &[file(0), file(7), file(8)]), [file(0), file(7), file(8)]);
    a_dossier_with_files(bench, 501);
    assert_eq!(found(bench, &[file(0), file(7), file(8)]), [file(8)]);
    a_dossier_with_files(bench, 502);
    assert_eq!(bench.count("select count(*) from named_file"), 2, "each once");
    assert_eq!(found(bench, &[]), []);
}

fn what_an_upload_or_a_draft_names_is_none_for_as_long(bench: &Bench) {
    // More than one page of each.
    for nth in 0..1203_u32 {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&nth.to_be_bytes());
        let body = format!("{{\"files\":[{{\"digest\":\"{:064x}\"}}]}}", 1000 + nth);
        wrote(bench, draft::begin(motcua_core::dossier::DossierId(id), &body, morning()));
    }
    let last = FileDigest(format!("{:064x}", 1000 + 1202));
    let never = FileDigest(format!("{:064x}", 1000 + 1203));
    assert_eq!(found(bench, &[last.clone(), never.clone()]), [never]);
    let upload = Upload {
        id: [1; 16],
        owner: "draft:a".into(),
        origin: String::new(),
        paper: String::new(),
        name: String::new(),
        size: 9,
        received: 9,
        state: UploadState::Open,
        result: String::new(),
    };
    wrote(bench, upload::add(&upload, morning()));
    wrote(
        bench,
        upload::settled(
            &[1; 16],
            UploadState::Taken,
            &format!("{{\"digest\":\"{}\"}}", file(3).0),
            morning(),
        ),
    );
    assert_eq!(found(bench, &[file(3), file(4)]), [file(4)]);
    wrote(bench, upload::forget(&[1; 16]));
    assert_eq!(found(bench, &[file(3), file(4)]), [file(3), file(4)]);
    wrote(bench, draft::forget_before(morning().plus_ms(1)));
    assert_eq!(found(bench, std::slice::from_ref(&last)), [last]);
}

fn what_was_taken_in_lately_is_none_yet(bench: &Bench) {
    assert!(wrote(bench, taking_in(&file(1), morning().plus_ms(-1))));
    assert!(wrote(bench, taking_in(&file(2), morning())));
    assert_eq!(found(bench, &[file(1), file(2), file(3)]), [file(1), file(3)]);
    assert!(wrote(bench, taking_in(&file(1), morning().plus_ms(1))), "again");
    assert_eq!(found(bench, &[file(1)]), []);
}

fn whoever_comes_first_keeps_the_other_away(bench: &Bench) {
    let now = morning();
    // Taken in first.
    assert!(wrote(bench, taking_in(&file(1), now)));
    assert!(!wrote(bench, leaving(&file(1), now, now)), "not older than the grace");
    assert!(wrote(bench, leaving(&file(1), now.plus_ms(1), now)));
    // Never heard of: not before it has been seen, and had its grace.
    assert!(!wrote(bench, leaving(&file(3), now, now)));
    let never = |bench: &Bench| bench.store.read(|rows| never_seen(rows, &[file(1), file(3)])).unwrap();
    assert_eq!(never(bench), [file(3)]);
    assert!(wrote(bench, first_seen(&file(3), now)));
    assert!(wrote(bench, first_seen(&file(3), now.plus_ms(9))), "the first time counts");
    assert_eq!(never(bench), []);
    assert!(wrote(bench, leaving(&file(3), now.plus_ms(1), now)));
    for nth in [1, 3] {
        assert!(!wrote(bench, taking_in(&file(nth), now)));
        assert!(!wrote(bench, leaving(&file(nth), now, now)));
        // Its sweep died.
        let later = now.plus_ms(LEAVING_MS_MAX);
        assert!(!wrote(bench, taking_in(&file(nth), later)), "not dead yet");
        assert!(wrote(bench, taking_in(&file(nth), later.plus_ms(1))));
        assert!(!wrote(bench, leaving(&file(nth), later, later.plus_ms(1))));
    }
}

fn a_mark_belongs_to_the_sweep_that_set_it(bench: &Bench) {
    let (now, later) = (morning(), morning().plus_ms(LEAVING_MS_MAX + 1));
    wrote(bench, scan::ask(&file(1), now));
    wrote(bench, signed_file::ask(&file(1), now));
    wrote(bench, first_seen(&file(1), now.plus_ms(-1)));
    assert!(wrote(bench, leaving(&file(1), now, now)));
    // Another took it over; the first, alive after all, undoes nothing of it.
    assert!(wrote(bench, leaving(&file(1), later, later)));
    wrote(bench, stays(&file(1), now));
    wrote(bench, gone(&file(1), now));
    assert!(!wrote(bench, taking_in(&file(1), later)));
    assert_eq!(bench.store.read(|rows| scan::of(rows, &file(1))).unwrap(), Scanned::Pending);
    wrote(bench, gone(&file(1), later));
    assert_eq!(bench.count("select count(*) from scan"), 0, "with what the scanner said");
    assert_eq!(bench.count("select count(*) from signed_file"), 0, "and what was found of signatures");
    assert!(wrote(bench, taking_in(&file(1), later)));
    assert!(wrote(bench, leaving(&file(1), later.plus_ms(1), later)));
    wrote(bench, stays(&file(1), later));
    assert!(wrote(bench, taking_in(&file(1), later)));
    wrote(bench, first_seen(&file(2), now.plus_ms(-1)));
    assert!(wrote(bench, leaving(&file(2), now, now)));
    wrote(bench, given_up(now.plus_ms(LEAVING_MS_MAX)));
    assert!(!wrote(bench, taking_in(&file(2), now)));
    wrote(bench, given_up(later));
    assert!(wrote(bench, taking_in(&file(2), now)));
}

/// Two programs on one database, each with a writer of its own.
fn of_two_at_once_one_conflicts(bench: &Bench) {
    let other = Store::open(&bench.place).unwrap();
    let (mut taken_in, mut left) = (0, 0);
    for nth in 0..40_u8 {
        let write = |store: &Store, statement| {
            let written = store.keep(statement).wait().unwrap();
            matches!(written, Written::Done(_))
        };
        assert!(wrote(bench, first_seen(&file(nth), morning().plus_ms(-1))));
        let ends = std::thread::scope(|scope| {
            let one = scope.spawn(|| write(&bench.store, taking_in(&file(nth), morning())));
            let two = scope.spawn(|| write(&other, leaving(&file(nth), morning(), morning())));
            [one.join().unwrap(), two.join().unwrap()]
        });
        assert_ne!(ends[0], ends[1], "{nth}: exactly one of them");
        taken_in += u32::from(ends[0]);
        left += u32::from(ends[1]);
    }
    assert_eq!(taken_in + left, 40);
}
