//! Volumes of a book: numbers run on from one to the next, and whoever decides in the instant in which one is opened, or
//! the book closed, is asked again.

use crate::deeds::{here, number, signing, to_certify};
use crate::on_both_engines;
use crate::world::*;
use motcua_core::Moment;
use motcua_core::act::Actor;
use motcua_core::command::Asks;
use motcua_core::year_book::{BookKey, BookOf, CloseBook, OpenVolume, YearBook, YearBookCommand};
use motcua_store::act::{Acting, Prepared, carry_out, prepare};
use motcua_store::{Write, Written, year_book};

on_both_engines! {
    numbers_run_on_in_the_next_volume_and_papers_name_it,
    what_is_numbered_in_the_instant_in_which_a_volume_is_opened_stands_in_one_of_them,
    what_is_decided_in_the_instant_in_which_a_book_is_closed_is_refused_or_counted,
}

const BOOK: &str = "Sổ chứng thực bản sao từ bản chính";

fn key(year: i32) -> BookKey {
    BookKey { of: BookOf::Deeds(BOOK.into()), agency: here(), year }
}

fn opening(volume: u32, first: u32) -> YearBookCommand {
    let reason = "số đã dùng ở sổ giấy".to_string();
    OpenVolume { name: BOOK.into(), volume, first, reason }.into()
}

fn carried(
    bench: &Bench,
    who: &Actor,
    when: Moment,
    command: YearBookCommand,
) -> Result<YearBook, Vec<&'static str>> {
    match carry_out(&bench.store, &Acting::of(law(), who, when), command) {
        Ok(book) => Ok(book.expect("a book")),
        Err(halt) => Err(codes_of(&halt)),
    }
}

/// Asked but not written yet.
fn prepared(bench: &Bench, when: Moment, command: YearBookCommand) -> Write {
    let officer = clerk(HERE);
    let asking = Acting::of(law(), &officer, when);
    match bench.store.read(|rows| prepare(rows, &asking, command.clone().into_command())) {
        Ok(Prepared::Write(write)) => write,
        _ => panic!("nothing was there"),
    }
}

fn writes(bench: &Bench, write: Write) -> bool {
    matches!(bench.store.write(write).wait().unwrap(), Written::Done(_))
}

fn numbers_run_on_in_the_next_volume_and_papers_name_it(bench: &Bench) {
    let mut dice = Dice(111);
    let mut certify = |random| {
        let code = to_certify(bench, &mut dice, 2);
        bench.done(&clerk(HERE), morning(), &signing(&code, random))
    };
    let volumes = |made: &motcua_core::dossier::Dossier| made.deed.as_ref().unwrap().volume_named();
    let first = [certify(1), certify(2)];
    assert_eq!(first.each_ref().map(number), [1, 2]);
    assert_eq!(volumes(&first[1]).as_deref(), Some("01/2025"));
    let officer = clerk(HERE);
    assert_eq!(carried(bench, &officer, morning(), opening(2, 2)).unwrap_err(), ["book.volume-first"]);
    let book = carried(bench, &officer, morning(), opening(2, 0)).unwrap();
    assert_eq!(carried(bench, &officer, morning(), opening(2, 0)).unwrap_err(), ["book.volume-opened"]);
    assert_eq!(carried(bench, &officer, morning(), opening(3, 0)).unwrap_err(), ["book.volume-empty"]);
    let full = book.volumes[0].closed.clone().unwrap();
    assert_eq!((full.last, full.entries, full.totals[0].sum, book.volumes[1].first), (2, 2, 4, 3));
    let second = certify(3);
    assert_eq!((number(&second), volumes(&second).as_deref()), (3, Some("02/2025")));
    carried(bench, &officer, morning(), opening(3, 500)).unwrap();
    let third = certify(4);
    assert_eq!((number(&third), volumes(&third).as_deref()), (500, Some("03/2025")));
    let year = at("2026-01-05T09:00");
    let closed = carried(bench, &officer, year, CloseBook { of: key(2025).of, year: 2025 }.into()).unwrap();
    let of_volume = closed.volumes[2].closed.clone().unwrap();
    assert_eq!((of_volume.last, of_volume.entries), (500, 1));
    let of_year = closed.closed.clone().unwrap();
    assert_eq!((of_year.last, of_year.entries, of_year.totals[0].sum), (500, 4, 8));
    let kept = bench.store.read(|rows| year_book::get(rows, &key(2025).id())).unwrap();
    assert_eq!(kept, Some(closed));
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn what_is_numbered_in_the_instant_in_which_a_volume_is_opened_stands_in_one_of_them(bench: &Bench) {
    let mut dice = Dice(112);
    let codes: Vec<_> = (0..7).map(|_| to_certify(bench, &mut dice, 1)).collect();
    let deciding = |at: usize| bench.prepared(&clerk(HERE), morning(), &signing(&codes[at], at as u8 + 1));
    assert!(writes(bench, deciding(0)));
    // The volume is opened first, of a book of which nothing was said and of one of which something was: whoever
    // decided on what they had read is asked again.
    for (at, volume) in [(1, 2), (2, 3)] {
        let late = deciding(at);
        assert!(writes(bench, prepared(bench, morning(), opening(volume, volume * 100))));
        assert!(!writes(bench, late), "it would name volume {}", volume - 1);
        assert!(writes(bench, deciding(at)));
    }
    // The paper is first: the count of the volume that is closed would leave it out.
    let late = prepared(bench, morning(), opening(4, 0));
    assert!(writes(bench, deciding(3)));
    assert!(!writes(bench, late), "it counted one paper less");
    assert!(writes(bench, prepared(bench, morning(), opening(4, 0))));
    // In one group of the writer, in either order, one of the two holds.
    assert!(writes(bench, deciding(4)));
    for (at, opens_first) in [(5, false), (6, true)] {
        let mut both = vec![deciding(at), prepared(bench, morning(), opening(5, 0))];
        if opens_first {
            both.reverse();
        }
        let pending = bench.while_the_writer_waits(|| {
            both.into_iter().map(|write| bench.store.write(write)).collect::<Vec<_>>()
        });
        let done = pending.into_iter().map(|one| one.wait().unwrap());
        assert_eq!(done.filter(|written| matches!(written, Written::Done(_))).count(), 1, "{opens_first}");
    }
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn what_is_decided_in_the_instant_in_which_a_book_is_closed_is_refused_or_counted(bench: &Bench) {
    let mut dice = Dice(113);
    let last_day = at("2025-12-31T16:00");
    let codes: Vec<_> = (0..3).map(|_| to_certify(bench, &mut dice, 1)).collect();
    let deciding = |at: usize| bench.prepared(&clerk(HERE), last_day, &signing(&codes[at], at as u8 + 1));
    let closing = || CloseBook { of: key(2025).of, year: 2025 }.into();
    assert!(writes(bench, deciding(0)));
    let (late, early) = (prepared(bench, last_day, closing()), deciding(1));
    assert!(writes(bench, early));
    assert!(!writes(bench, late), "it counted one paper less");
    let late = deciding(2);
    assert!(writes(bench, prepared(bench, last_day, closing())));
    assert!(!writes(bench, late), "nothing is added to a closed book");
    let refused = bench.act(&clerk(HERE), last_day, None, &signing(&codes[2], 9)).err().unwrap();
    assert_eq!(codes_of(&refused), ["book.closed"]);
    let kept = bench.store.read(|rows| year_book::get(rows, &key(2025).id())).unwrap().unwrap();
    assert_eq!(kept.closed.map(|closed| (closed.last, closed.entries)), Some((2, 2)));
}
