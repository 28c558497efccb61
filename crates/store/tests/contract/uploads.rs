//! Files that arrive in pieces: what was acknowledged, whose they are, how much room
//! they take, and when they are forgotten.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::dossier::Status;
use motcua_store::upload::{self, Upload, UploadState};
use motcua_store::{Keep, Written, draft};

on_both_engines! {
    an_upload_is_read_as_it_was_begun,
    each_piece_counts_once_and_only_behind_the_last,
    an_upload_ends_once_and_moves_no_more,
    uploads_of_an_owner_come_in_order_and_nobody_elses_with_them,
    room_is_promised_to_what_is_still_arriving,
    only_what_nobody_has_touched_is_found_and_forgotten,
    what_is_handed_in_uses_up_all_that_was_taken_and_refuses_what_is_late,
    what_is_taken_for_a_draft_or_a_dossier_is_taken_while_it_still_waits_for_it,
    two_that_send_the_same_piece_at_once_do_not_both_count,
}

fn made(id: u8, owner: &str, size: u64) -> Upload {
    Upload {
        id: [id; 16],
        owner: owner.into(),
        origin: "203.0.113.7".into(),
        paper: "giay-chung-sinh".into(),
        name: "giấy chứng sinh 'số 1'.pdf".into(),
        size,
        received: 0,
        state: UploadState::Open,
        result: String::new(),
    }
}

fn wrote(bench: &Bench, statement: Keep) -> bool {
    let written = bench.store.keep(statement).wait().unwrap();
    matches!(written, Written::Done(_))
}

fn begin(bench: &Bench, upload: &Upload, now: Moment) {
    assert!(wrote(bench, upload::add(upload, now)));
}

fn get(bench: &Bench, id: u8) -> Option<Upload> {
    bench.store.read(|rows| upload::get(rows, &[id; 16])).unwrap()
}

fn an_upload_is_read_as_it_was_begun(bench: &Bench) {
    let large = made(1, "draft:a", 20 * 1024 * 1024 * 1024);
    begin(bench, &large, morning());
    assert_eq!(get(bench, 1), Some(large.clone()));
    assert_eq!(get(bench, 2), None);
    assert_eq!(large.hex(), "01".repeat(16));
    assert!(!wrote(bench, upload::add(&made(1, "draft:b", 5), morning())), "an id is one upload's");
    assert_eq!(get(bench, 1), Some(large));
}

fn each_piece_counts_once_and_only_behind_the_last(bench: &Bench) {
    begin(bench, &made(1, "draft:a", 100), morning());
    let piece = |from, to| wrote(bench, upload::received(&[1; 16], from, to, morning()));
    assert!(piece(0, 40));
    assert!(!piece(0, 40), "sent again");
    assert!(!piece(50, 60), "something is missing before it");
    assert!(piece(40, 100));
    assert_eq!(get(bench, 1).unwrap().received, 100);
    assert!(!wrote(bench, upload::received(&[9; 16], 0, 1, morning())), "no such upload");
}

fn an_upload_ends_once_and_moves_no_more(bench: &Bench) {
    begin(bench, &made(1, "draft:a", 100), morning());
    let facts = "{\"name\":\"giấy.pdf\"}";
    let end = |state, result| wrote(bench, upload::settled(&[1; 16], state, result, morning()));
    assert!(end(UploadState::Taken, facts));
    assert!(!end(UploadState::Refused, "{}"), "it was judged once");
    assert!(!wrote(bench, upload::received(&[1; 16], 0, 100, morning())));
    let read = get(bench, 1).unwrap();
    assert_eq!((read.state, read.result.as_str(), read.received), (UploadState::Taken, facts, 0));
    begin(bench, &made(2, "draft:a", 100), morning());
    assert!(wrote(bench, upload::settled(&[2; 16], UploadState::Refused, "{}", morning())));
    assert_eq!(get(bench, 2).unwrap().state, UploadState::Refused);
}

fn uploads_of_an_owner_come_in_order_and_nobody_elses_with_them(bench: &Bench) {
    let later = |minutes: i64| morning().plus_ms(minutes * 60_000);
    for (id, owner, at) in [(3, "draft:a", 0), (1, "draft:a", 5), (2, "draft:a", 5), (4, "draft:ab", 1)] {
        begin(bench, &made(id, owner, 10), later(at));
    }
    let of = |owner: &str| -> Vec<u8> {
        let found = bench.store.read(|rows| upload::of_owner(rows, owner)).unwrap();
        found.iter().map(|upload| upload.id[0]).collect()
    };
    assert_eq!(of("draft:a"), [3, 1, 2], "by when they were touched, then by id");
    assert_eq!((of("draft:ab"), of("draft:"), of("draft:%")), (vec![4], vec![], vec![]));
    // A piece is a touch.
    assert!(wrote(bench, upload::received(&[3; 16], 0, 5, later(9))));
    assert_eq!(of("draft:a"), [1, 2, 3]);
}

fn room_is_promised_to_what_is_still_arriving(bench: &Bench) {
    let room = |from: &str| bench.store.read(|rows| upload::open_bytes(rows, from)).unwrap();
    assert_eq!(room("203.0.113.7"), (0, 0));
    begin(bench, &made(1, "draft:a", 3_000_000_000), morning());
    begin(bench, &made(2, "draft:b", 4_000_000_000), morning());
    begin(bench, &Upload { origin: "203.0.113.8".into(), ..made(3, "draft:c", 50) }, morning());
    assert_eq!(room("203.0.113.7"), (7_000_000_000, 7_000_000_050));
    assert_eq!(room("203.0.113.8"), (50, 7_000_000_050));
    // Promised whole from the start; free when it was judged, either way, or forgotten.
    wrote(bench, upload::received(&[1; 16], 0, 2_000_000_000, morning()));
    assert_eq!(room("203.0.113.7").0, 7_000_000_000);
    wrote(bench, upload::settled(&[1; 16], UploadState::Taken, "{}", morning()));
    wrote(bench, upload::forget(&[2; 16]));
    wrote(bench, upload::settled(&[3; 16], UploadState::Refused, "{}", morning()));
    assert_eq!((room("203.0.113.7"), room("203.0.113.8")), ((0, 0), (0, 0)));
}

fn only_what_nobody_has_touched_is_found_and_forgotten(bench: &Bench) {
    let later = |minutes: i64| morning().plus_ms(minutes * 60_000);
    begin(bench, &made(1, "draft:a", 10), later(0));
    begin(bench, &made(2, "draft:a", 10), later(5));
    begin(bench, &made(3, "draft:a", 10), later(1));
    begin(bench, &made(4, "draft:a", 10), later(0));
    wrote(bench, upload::received(&[3; 16], 0, 5, later(7)));
    wrote(bench, upload::settled(&[4; 16], UploadState::Taken, "{}", later(5)));
    wrote(bench, upload::settled(&[2; 16], UploadState::Refused, "{}", later(5)));
    let untouched = |taken, others| -> Vec<u8> {
        let found = bench.store.read(|rows| upload::untouched(rows, taken, others)).unwrap();
        let mut ids: Vec<u8> = found.iter().map(|id| id[0]).collect();
        ids.sort_unstable();
        ids
    };
    let table: [(i64, i64, &[u8]); 6] =
        [(0, 0, &[]), (0, 1, &[1]), (5, 6, &[1, 2]), (0, 8, &[1, 2, 3]), (6, 0, &[4]), (6, 8, &[1, 2, 3, 4])];
    for (taken, others, expected) in table {
        assert_eq!(untouched(later(taken), later(others)), expected, "{taken} {others}");
    }
    assert!(wrote(bench, upload::forget(&[1; 16])));
    assert!(wrote(bench, upload::forget(&[1; 16])), "forgotten is forgotten");
    assert_eq!((get(bench, 1), untouched(later(0), later(6))), (None, vec![2]));
}

fn what_is_handed_in_uses_up_all_that_was_taken_and_refuses_what_is_late(bench: &Bench) {
    for (id, owner) in [(1, "draft:a"), (2, "draft:a"), (3, "draft:a"), (4, "draft:b"), (5, "draft:b")] {
        begin(bench, &made(id, owner, 10), morning());
    }
    let taken = |id| wrote(bench, upload::settled(&[id; 16], UploadState::Taken, "{}", morning()));
    let use_up = |ids: &[u8]| {
        let ids: Vec<[u8; 16]> = ids.iter().map(|id| [*id; 16]).collect();
        let used = upload::use_up("draft:a", &ids, "{\"code\":\"late\"}", morning());
        matches!(bench.store.keep(used).wait().unwrap(), Written::Done(_))
    };
    assert!(taken(1) && taken(2) && taken(4));
    assert!(!use_up(&[1]), "one more was taken than whoever hands in has read");
    assert!(!use_up(&[1, 3]), "one that was read is gone, and another has come");
    assert_eq!(get(bench, 3).unwrap().state, UploadState::Open, "all of it or nothing");
    assert!(use_up(&[1, 2]));
    assert_eq!((get(bench, 1), get(bench, 2)), (None, None));
    let late = get(bench, 3).unwrap();
    assert_eq!((late.state, late.result.as_str()), (UploadState::Refused, "{\"code\":\"late\"}"));
    assert!(!taken(3), "nobody is told that it was taken");
    assert_eq!(
        (get(bench, 4).unwrap().state, get(bench, 5).unwrap().state),
        (UploadState::Taken, UploadState::Open)
    );
    assert!(use_up(&[]), "nothing came in pieces");
    assert!(wrote(bench, upload::overtake("draft:b", "{}", morning())));
    assert_eq!([4, 5].map(|id| get(bench, id).unwrap().state), [UploadState::Refused; 2]);
}

fn what_is_taken_for_a_draft_or_a_dossier_is_taken_while_it_still_waits_for_it(bench: &Bench) {
    let id = Dice(75).id();
    let holds = |statement| wrote(bench, statement);
    assert!(!holds(upload::while_draft(id)), "there is none");
    assert!(holds(draft::begin(id, "a", morning())) && holds(upload::while_draft(id)));
    assert!(holds(draft::use_up(id, "a")) && !holds(upload::while_draft(id)));
    let sent = handing_in(Dice(76).id(), HERE, "Võ Thị Sáu");
    let dossier = bench.done(&citizen(), morning(), &submitting(sent)).id;
    assert!(holds(upload::while_status(dossier, Status::Submitted)));
    assert!(!holds(upload::while_status(dossier, Status::AwaitingSupplement)));
}

fn two_that_send_the_same_piece_at_once_do_not_both_count(bench: &Bench) {
    begin(bench, &made(1, "draft:a", 100), morning());
    let both = bench.while_the_writer_waits(|| {
        [40, 70].map(|to| bench.store.keep(upload::received(&[1; 16], 0, to, morning())))
    });
    let ends = both.map(|pending| matches!(pending.wait().unwrap(), Written::Done(_)));
    assert_eq!(ends, [true, false]);
    assert_eq!(get(bench, 1).unwrap().received, 40);
}
