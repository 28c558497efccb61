//! Books of a year: opened behind a number that was used elsewhere, closed with what stands in them.

use super::*;
use crate::deed::{Deeds, Registers};
use crate::year_book::{BookKey, BookOf, BookTotal, CloseBook, OpenBook, YearBook, close_book, open_book};

const TEMPLATE: &str = r#"id = "xac-nhan.1"
title = "Giấy xác nhận"
title_en = "Certificate"
symbol = "UBND-XN"
book = "Sổ xác nhận"
effective_from = "2025-07-01"
good_for = ""
good_for_en = ""
law = "x"
trust = "assumed"

body = '''
@heading
# GIẤY XÁC NHẬN
'''
"#;

fn law() -> Law {
    let law = Town::new().law;
    let deeds = Deeds::read(&[("deeds/xac-nhan.1.toml", TEMPLATE)]).unwrap();
    law.with_deeds(deeds, Registers::default()).ok().unwrap()
}

fn key(of: BookOf, year: i32) -> BookKey {
    BookKey { of, agency: agency(THERE), year }
}

fn deeds(year: i32) -> BookKey {
    key(BookOf::Deeds("Sổ xác nhận".into()), year)
}

fn asked<T>(
    memory: Memory<'_>,
    actor: &Actor,
    now: &str,
    act: impl FnOnce(&mut crate::year_book::Desk<'_>) -> Result<T, Halt>,
) -> Result<T, Vec<&'static str>> {
    let (mut memory, law) = (memory, law());
    let asked = act(&mut crate::act::Desk { law: &law, read: &mut memory, actor, now: at(now) });
    asked.map_err(|halt| match halt {
        Halt::Refused(refusals) => refusals.iter().map(|refusal| refusal.code).collect(),
        Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
    })
}

fn opening(last_elsewhere: u32) -> OpenBook {
    OpenBook { name: "Sổ xác nhận".into(), last_elsewhere, reason: "sổ giấy năm nay".into() }
}

const SUMMER: &str = "2025-07-14T09:00";

#[test]
fn a_book_goes_on_behind_the_last_number_that_was_used_elsewhere() {
    let registry = officer(THERE, &[Duty::Registry]);
    let made = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, opening(128))).unwrap();
    let book = made.first.after;
    assert_eq!((book.last_elsewhere, book.book.year, book.closed.is_none()), (128, 2025, true));
    assert_eq!(book.id, "deed/H57.103/2025/Sổ xác nhận");
    assert_eq!(fold::<YearBook>(book.id.clone(), &made.first.events).unwrap(), book);
    let again = Memory { year_books: vec![book], ..Memory::default() };
    assert_eq!(
        asked(again, &registry, SUMMER, |desk| open_book(desk, opening(129))).unwrap_err(),
        ["book.in-use"]
    );
    let drawn = Memory { drawn: vec![(deeds(2025).series(), 1)], ..Memory::default() };
    assert_eq!(
        asked(drawn, &registry, SUMMER, |desk| open_book(desk, opening(128))).unwrap_err(),
        ["book.in-use"]
    );
}

#[test]
fn what_is_no_number_no_reason_and_no_book_of_ours_is_refused() {
    let registry = officer(THERE, &[Duty::Registry]);
    let bad = OpenBook { reason: " ".into(), ..opening(0) };
    let refused = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, bad)).unwrap_err();
    assert_eq!(refused, ["book.last-number", "dossier.reason-missing"]);
    let many = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, opening(100_000)));
    assert_eq!(many.unwrap_err(), ["book.last-number"]);
    let other = OpenBook { name: "Sổ khác".into(), ..opening(1) };
    let refused = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, other)).unwrap_err();
    assert_eq!(refused, ["book.not-counted"]);
    let case = officer(THERE, &[Duty::Case]);
    let refused = asked(Memory::default(), &case, SUMMER, |desk| open_book(desk, opening(1))).unwrap_err();
    assert_eq!(refused, ["dossier.not-your-duty"]);
}

#[test]
fn a_book_is_closed_from_the_last_day_of_its_year_once_and_by_the_leader() {
    let closing = || CloseBook { of: BookOf::Register("sinh".into()), year: 2025 };
    let entry = |memory: &mut Memory<'_>| {
        let register = key(BookOf::Register("sinh".into()), 2025);
        memory.drawn.push((register.series(), 41));
        memory.entries.push(entry_of(&register));
    };
    let with_one = || {
        let mut memory = Memory::default();
        entry(&mut memory);
        memory
    };
    let leader = officer(THERE, &[Duty::Leader]);
    let table = [
        ("2025-12-30T16:00", Err("book.year-runs")),
        ("2025-12-31T16:00", Ok((41, 1))),
        ("2026-01-05T09:00", Ok((41, 1))),
    ];
    for (now, want) in table {
        let closed = asked(with_one(), &leader, now, |desk| close_book(desk, closing()));
        let found = closed.map(|made| made.first.after.closed.unwrap());
        assert_eq!(found.map(|closed| (closed.last, closed.entries)).map_err(|why| why[0]), want, "{now}");
    }
    let sum = BookTotal { of: "Số bản".into(), of_en: "Copies".into(), sum: 12 };
    let mut summed = with_one();
    summed.totals.push((key(BookOf::Register("sinh".into()), 2025), vec![sum.clone()]));
    let closed = asked(summed, &leader, "2025-12-31T16:00", |desk| close_book(desk, closing())).unwrap();
    assert_eq!(closed.first.after.closed.unwrap().totals, [sum]);
    let empty = asked(Memory::default(), &leader, "2026-01-05T09:00", |desk| close_book(desk, closing()));
    assert_eq!(empty.unwrap_err(), ["book.empty"]);
    let registry = officer(THERE, &[Duty::Registry]);
    let refused = asked(with_one(), &registry, "2026-01-05T09:00", |desk| close_book(desk, closing()));
    assert_eq!(refused.unwrap_err(), ["dossier.not-your-duty"]);
    let book = asked(with_one(), &leader, "2026-01-05T09:00", |desk| close_book(desk, closing())).unwrap();
    let mut after = with_one();
    after.year_books.push(book.first.after);
    let again = asked(after, &leader, "2026-01-06T09:00", |desk| close_book(desk, closing()));
    assert_eq!(again.unwrap_err(), ["book.closed"]);
}

#[test]
fn a_book_that_was_opened_is_closed_as_the_same_record() {
    let registry = officer(THERE, &[Duty::Registry, Duty::Leader]);
    let opened = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, opening(128))).unwrap();
    let mut memory = Memory { drawn: vec![(deeds(2025).series(), 131)], ..Memory::default() };
    memory.year_books.push(opened.first.after.clone());
    let closing = CloseBook { of: deeds(2025).of, year: 2025 };
    // Nothing was numbered here since.
    let refused = asked(memory, &registry, "2026-01-05T09:00", |desk| close_book(desk, closing)).unwrap_err();
    assert_eq!(refused, ["book.empty"]);
}

/// Something that stands in a register.
fn entry_of(book: &BookKey) -> crate::register::RegisterEntry {
    let BookOf::Register(register) = &book.of else { panic!("no register") };
    crate::register::RegisterEntry {
        id: "a".into(),
        last: LastEvent { seq: 1, at: at(SUMMER) },
        place: crate::register::EntryPlace {
            register: register.clone(),
            agency: book.agency.clone(),
            year: book.year,
            volume: "01".into(),
            number: "41".into(),
        },
        page: String::new(),
        day: Day::parse("2025-07-14").unwrap(),
        said: Default::default(),
        dossier: None,
        alike: None,
        entered_at: at(SUMMER),
        entered_by: Who {
            officer: None,
            name: "A".into(),
            agency: None,
            kind: crate::act::WhoKind::Person,
            instead_of: None,
        },
        notes: Vec::new(),
    }
}
