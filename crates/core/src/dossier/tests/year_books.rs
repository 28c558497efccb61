//! Books of a year: opened behind a number that was used elsewhere, closed with what stands in them.

use super::*;
use crate::deed::{Deeds, Registers};
use crate::year_book::{
    BookKey, BookOf, BookTotal, CloseBook, OpenBook, OpenVolume, YearBook, close_book, open_book, open_volume,
};

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
    let volumes = TEMPLATE.replace("xac-nhan.1", "chung-thuc.1").replace("Sổ xác nhận", "Sổ chứng thực");
    let volumes = volumes.replace("good_for = ", "in_volumes = true\ngood_for = ");
    let files = [("deeds/xac-nhan.1.toml", TEMPLATE), ("deeds/chung-thuc.1.toml", volumes.as_str())];
    let deeds = Deeds::read(&files).unwrap();
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
    OpenBook {
        name: "Sổ xác nhận".into(), last_elsewhere, volume: 0, reason: "sổ giấy năm nay".into()
    }
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

fn certifications(year: i32) -> BookKey {
    key(BookOf::Deeds("Sổ chứng thực".into()), year)
}

/// A book of certifications of which this many numbers were drawn, each for a paper.
fn with_papers(last: u32) -> Memory<'static> {
    let dossiers: Vec<Dossier> = (1..=last).map(numbered).collect();
    let drawn = vec![(certifications(2025).series(), last)];
    Memory { drawn, dossiers: dossiers.into(), ..Memory::default() }
}

/// A dossier whose paper has this number.
fn numbered(number: u32) -> Dossier {
    let mut dossier = Town::brought(&[]).dossier().clone();
    dossier.deed = Some(Box::new(crate::deed::DeedMade {
        template: "chung-thuc.1".into(),
        filling: Default::default(),
        agency: agency(THERE),
        book: Some("Sổ chứng thực".into()),
        number,
        volume: Some(1),
        symbol: None,
        day: Day::parse("2025-07-14").unwrap(),
        check: crate::deed::CheckCode::drawn([number as u8; 10]),
        entry: None,
        signature: Default::default(),
    }));
    dossier
}

fn next_volume(volume: u32, first: u32, reason: &str) -> OpenVolume {
    OpenVolume { name: "Sổ chứng thực".into(), volume, first, reason: reason.into() }
}

#[test]
fn the_next_volume_closes_the_one_in_use_with_its_count() {
    let registry = officer(THERE, &[Duty::Registry]);
    let opened =
        asked(with_papers(3), &registry, SUMMER, |desk| open_volume(desk, next_volume(2, 0, ""))).unwrap();
    let (book, events) = (opened.first.after, opened.first.events);
    assert_eq!(fold::<YearBook>(book.id.clone(), &events).unwrap(), book);
    let [first, second] = &book.volumes[..] else { panic!("{:?}", book.volumes) };
    let closed = first.closed.as_ref().unwrap();
    assert_eq!((first.volume, first.first, closed.last, closed.entries), (1, 1, 3, 3));
    assert_eq!((second.volume, second.first, second.closed.is_none()), (2, 4, true));
    assert_eq!((first.has(3), first.has(4), second.has(4), second.has(3)), (true, false, true, false));
    assert_eq!(second.opened.as_ref().map(|opened| opened.at), Some(at(SUMMER)));
    // Nothing stands in it yet.
    let again = Memory { year_books: vec![book], ..with_papers(3) };
    let refused = asked(again, &registry, SUMMER, |desk| open_volume(desk, next_volume(3, 0, "")));
    assert_eq!(refused.unwrap_err(), ["book.volume-empty"]);
}

#[test]
fn numbers_that_are_left_out_are_explained_and_none_comes_again() {
    let registry = officer(THERE, &[Duty::Registry]);
    let table = [
        (next_volume(2, 4, ""), Ok(4)),
        (next_volume(2, 3, ""), Err("book.volume-first")),
        (next_volume(2, 1, ""), Err("book.volume-first")),
        (next_volume(2, 100_000, "x"), Err("book.volume-first")),
        (next_volume(2, 501, ""), Err("dossier.reason-missing")),
        (next_volume(2, 501, "số 4 đến 500 đã dùng ở sổ giấy"), Ok(501)),
        (next_volume(1, 4, ""), Err("book.volume-opened")),
        (next_volume(3, 4, ""), Err("book.volume-opened")),
        (OpenVolume { name: "Sổ xác nhận".into(), ..next_volume(2, 0, "") }, Err("book.no-volumes")),
    ];
    for (command, want) in table {
        let said = format!("{command:?}");
        let found = asked(with_papers(3), &registry, SUMMER, |desk| open_volume(desk, command));
        let first = found.map(|made| made.first.after.volumes[1].first).map_err(|why| why[0]);
        assert_eq!(first, want, "{said}");
    }
    let case = officer(THERE, &[Duty::Case]);
    let refused = asked(with_papers(3), &case, SUMMER, |desk| open_volume(desk, next_volume(2, 0, "")));
    assert_eq!(refused.unwrap_err(), ["dossier.not-your-duty"]);
    // Another year has a book of its own, in which nothing stands.
    let refused =
        asked(with_papers(3), &registry, "2026-01-05T09:00", |desk| open_volume(desk, next_volume(2, 0, "")));
    assert_eq!(refused.unwrap_err(), ["book.volume-empty"]);
}

#[test]
fn an_office_that_comes_in_the_middle_of_a_year_says_which_volume_is_in_use() {
    let registry = officer(THERE, &[Duty::Registry, Duty::Leader]);
    let third = |name: &str, volume| OpenBook { name: name.into(), volume, ..opening(612) };
    for (command, want) in [
        (third("Sổ chứng thực", 3), Ok((3, 613))),
        (third("Sổ chứng thực", 0), Ok((1, 613))),
        (third("Sổ chứng thực", 100), Err("book.volume")),
        (third("Sổ xác nhận", 3), Err("book.no-volumes")),
    ] {
        let made = asked(Memory::default(), &registry, SUMMER, |desk| open_book(desk, command));
        let found = made.map(|made| {
            let in_use = YearBook::volume_in_use(Some(&made.first.after));
            (in_use.volume, in_use.first)
        });
        assert_eq!(found.map_err(|why| why[0]), want);
    }
}

#[test]
fn the_last_volume_is_closed_with_the_book_of_the_year() {
    let leader = officer(THERE, &[Duty::Leader]);
    let next = next_volume(2, 3, "");
    let opened = asked(with_papers(2), &leader, SUMMER, |desk| open_volume(desk, next)).unwrap();
    let opened = opened.first.after;
    let memory = || Memory { year_books: vec![opened.clone()], ..with_papers(5) };
    let closing = || CloseBook { of: certifications(2025).of, year: 2025 };
    let closed = asked(memory(), &leader, "2025-12-31T16:00", |desk| close_book(desk, closing())).unwrap();
    let closed = closed.first.after;
    let counts = closed.volumes.iter().map(|volume| {
        let closed = volume.closed.as_ref().unwrap();
        (closed.last, closed.entries)
    });
    assert_eq!(counts.collect::<Vec<_>>(), [(2, 2), (5, 3)]);
    assert_eq!(closed.closed.as_ref().map(|closed| (closed.last, closed.entries)), Some((5, 5)));
    let after = Memory { year_books: vec![closed], ..memory() };
    let refused = asked(after, &leader, "2025-12-31T16:30", |desk| open_volume(desk, next_volume(3, 0, "")));
    assert_eq!(refused.unwrap_err(), ["book.closed"]);
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
