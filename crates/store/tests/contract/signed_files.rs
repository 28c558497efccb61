//! What was found of the signatures in each file, and whose turn it is.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::document::{FileDigest, SignaturesFound, SignaturesKnown, Unread};
use motcua_store::Keep;
use motcua_store::signed_file::{self, ToCheck};

on_both_engines! {
    a_file_that_nobody_asked_about_has_no_answer,
    what_was_found_stays_and_the_moment_of_the_first_coming_too,
    a_file_that_cannot_be_read_waits_its_time,
    another_list_of_issuers_asks_again_and_the_old_answer_stands_meanwhile,
}

fn file(nth: u8) -> FileDigest {
    FileDigest(format!("{nth:064x}"))
}

fn write(bench: &Bench, statement: Keep) {
    bench.store.keep(statement).wait().unwrap();
}

fn of(bench: &Bench, nth: u8) -> SignaturesKnown {
    bench.store.read(|rows| signed_file::of(rows, &file(nth))).unwrap()
}

fn waiting(bench: &Bench, now: Moment) -> Vec<ToCheck> {
    bench.store.read(|rows| signed_file::waiting(rows, now, 9)).unwrap()
}

fn minute(nth: i64) -> Moment {
    morning().plus_ms(nth * 60_000)
}

fn found(at: Moment) -> SignaturesFound {
    SignaturesFound { at, signatures: Vec::new(), unread: Some(Unread::Broken) }
}

fn a_file_that_nobody_asked_about_has_no_answer(bench: &Bench) {
    assert_eq!(of(bench, 1), SignaturesKnown::NotAsked);
    write(bench, signed_file::answered(&file(1), None, "a").unwrap());
    assert_eq!((of(bench, 1), waiting(bench, minute(9))), (SignaturesKnown::NotAsked, vec![]));
}

fn what_was_found_stays_and_the_moment_of_the_first_coming_too(bench: &Bench) {
    write(bench, signed_file::ask(&file(1), minute(0)));
    write(bench, signed_file::ask(&file(1), minute(5)));
    let first = ToCheck { digest: file(1), came: minute(0), tries: 0 };
    assert_eq!((of(bench, 1), waiting(bench, minute(9))), (SignaturesKnown::Pending, vec![first]));
    write(bench, signed_file::answered(&file(1), Some(&found(minute(0))), "a").unwrap());
    write(bench, signed_file::ask(&file(2), minute(1)));
    write(bench, signed_file::answered(&file(2), None, "a").unwrap());
    write(bench, signed_file::ask(&file(1), minute(9)));
    assert_eq!(of(bench, 1), SignaturesKnown::Found(found(minute(0))));
    assert_eq!((of(bench, 2), waiting(bench, minute(99))), (SignaturesKnown::Unsigned, vec![]));
}

fn a_file_that_cannot_be_read_waits_its_time(bench: &Bench) {
    write(bench, signed_file::ask(&file(1), minute(0)));
    assert_eq!(waiting(bench, minute(-1)), []);
    write(bench, signed_file::in_vain(&file(1), minute(3)));
    assert_eq!(waiting(bench, minute(2)), []);
    assert_eq!(waiting(bench, minute(3)), [ToCheck { digest: file(1), came: minute(0), tries: 1 }]);
}

fn another_list_of_issuers_asks_again_and_the_old_answer_stands_meanwhile(bench: &Bench) {
    for nth in [1, 2] {
        write(bench, signed_file::ask(&file(nth), minute(0)));
    }
    write(bench, signed_file::answered(&file(1), Some(&found(minute(0))), "a").unwrap());
    // Without a signature there is nothing that another list could say.
    write(bench, signed_file::answered(&file(2), None, "a").unwrap());
    write(bench, signed_file::ask_again("a"));
    assert_eq!(waiting(bench, minute(9)), [], "the same list");
    write(bench, signed_file::ask_again("b"));
    assert_eq!(waiting(bench, minute(9)), [ToCheck { digest: file(1), came: minute(0), tries: 0 }]);
    assert_eq!(of(bench, 1), SignaturesKnown::Found(found(minute(0))));
    write(bench, signed_file::answered(&file(1), Some(&found(minute(1))), "b").unwrap());
    assert_eq!((of(bench, 1), waiting(bench, minute(9))), (SignaturesKnown::Found(found(minute(1))), vec![]));
}
