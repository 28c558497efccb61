//! Entries of registers: each in its place, with numbers that nobody gets twice, found by whom they are
//! about and by whom they were.

use crate::on_both_engines;
use crate::world::*;
use motcua_core::command::Asks;
use motcua_core::deed::{Filling, Said};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Decide, Outcome, Verb};
use motcua_core::register::*;
use motcua_core::{Day, Halt, Moment};
use motcua_store::Written;
use motcua_store::act::{Acting, Prepared};
use motcua_store::entry::{
    EntrySought, Looked, in_book, looked, lookers, noted_from, of_dossier, sought, years,
};

on_both_engines! {
    an_entry_is_found_by_name_number_and_dossier_also_by_the_name_that_it_had,
    numbers_go_on_from_the_last_that_was_typed_and_none_comes_twice,
    who_looked_is_written_down,
    of_two_who_enter_the_same_person_in_one_instant_the_second_is_told,
    a_note_leads_from_the_dossier_that_decided_it_to_its_entry,
}

fn a_note_leads_from_the_dossier_that_decided_it_to_its_entry(bench: &Bench) {
    let mut dice = Dice(97);
    let mut command = handing_in(dice.id(), HERE, "Trần Văn Hưng");
    (command.procedure, command.case) = ("1.004859".into(), Some("change".into()));
    let code = bench.done(&citizen(), morning(), &submitting(command)).code().clone();
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward] {
        bench.done(&clerk(HERE), morning(), &doing(verb, &code, &mut dice));
    }
    done(bench, morning(), entering("0001", "Trần Gia Hưng", written("12"))).unwrap();
    done(bench, morning(), entering("0002", "Lê Thị Mai", written("13"))).unwrap();
    let note = |id: &str, seen: u32| NoteEntry {
        id: id.into(),
        decision: String::new(),
        dossier: Some(code.to_string()),
        reason: "cải chính nơi sinh".into(),
        changes: [("birthplace".to_string(), Said::Text("Trạm y tế".into()))].into(),
        voids: false,
        seen,
    };
    let of = || {
        let entries = bench.store.read(|rows| noted_from(rows, &code.to_string())).unwrap();
        entries.into_iter().map(|entry| entry.id).collect::<Vec<_>>()
    };
    assert_eq!(done(bench, morning(), note("0001", 1)).unwrap_err(), ["register.undecided"]);
    let (outcome, reason) = (Outcome::Approved, "theo quy định".to_string());
    let decide = Decide { code: code.clone(), outcome, reason, files: Vec::new(), sign: None };
    bench.done(&clerk(HERE), morning(), &Doing::Command(decide.into()));
    bench.done(&clerk(HERE), morning(), &doing(Verb::Issue, &code, &mut dice));
    assert_eq!(of(), [""; 0]);
    let noted = done(bench, morning(), note("0001", 1)).unwrap();
    assert_eq!(noted.notes[0].dossier, Some(code.to_string()));
    assert_eq!(done(bench, morning(), note("0001", 2)).unwrap_err(), ["register.noted-already"]);
    assert_eq!(of(), ["0001"]);
    // A decision may concern two entries; the same is written back as it was read.
    done(bench, morning(), note("0002", 1)).unwrap();
    assert_eq!(of(), ["0001", "0002"]);
    let kept = bench.store.read(|rows| motcua_store::entry::get(rows, "0001")).unwrap();
    assert_eq!(kept, Some(noted));
}

fn of_two_who_enter_the_same_person_in_one_instant_the_second_is_told(bench: &Bench) {
    let officer = clerk(HERE);
    let acting = Acting::of(law(), &officer, morning());
    let unsure = |id: &str, number: &str| Enter {
        is_sure: false,
        ..entering(id, "Trần Gia Hưng", written(number))
    };
    // Both have looked before either wrote.
    let prepared = |command: Enter| {
        let command = EntryCommand::from(command);
        match bench
            .store
            .read(|rows| motcua_store::act::prepare(rows, &acting, command.clone().into_command()))
        {
            Ok(Prepared::Write(write)) => write,
            _ => panic!("nothing was there"),
        }
    };
    let (first, second) = (prepared(unsure("0001", "12")), prepared(unsure("0002", "13")));
    let sure = prepared(Enter { is_sure: true, ..unsure("0003", "14") });
    assert!(matches!(bench.store.write(first).wait().unwrap(), Written::Done(_)));
    assert!(matches!(bench.store.write(second).wait().unwrap(), Written::Conflict));
    assert!(matches!(bench.store.write(sure).wait().unwrap(), Written::Done(_)), "who is sure has looked");
    assert_eq!(done(bench, morning(), unsure("0002", "13")).unwrap_err(), ["register.alike"]);
    // As two threads do it: one is entered, one is told.
    let name =
        |id: &str, number: &str| Enter { is_sure: false, ..entering(id, "Lê Thị Mai", written(number)) };
    let both = std::thread::scope(|scope| {
        let both = [("0004", "15"), ("0005", "16")]
            .map(|(id, number)| scope.spawn(move || done(bench, morning(), name(id, number))));
        both.map(|one| one.join().unwrap())
    });
    let refused: Vec<_> = both.iter().filter_map(|one| one.as_ref().err()).collect();
    assert_eq!(refused, [&vec!["register.alike"]]);
    // Who is entered by mistake and made void, or had another name, stands in nobody's way.
    let note = |id: &str, name: &str, voids: bool, seen: u32| NoteEntry {
        id: id.into(),
        decision: "Quyết định 12/QĐ-UBND".into(),
        dossier: None,
        reason: "đổi tên".into(),
        changes: [("name".to_string(), Said::Text(name.into()))].into(),
        voids,
        seen,
    };
    let entered = both.iter().find_map(|one| one.as_ref().ok()).unwrap();
    done(bench, morning(), note(&entered.id, "Lê Thị Mơ", false, 1)).unwrap();
    done(bench, morning(), name("0006", "17")).unwrap();
    assert_eq!(
        done(bench, morning(), Enter { is_sure: false, ..entering("0007", "Lê Thị Mơ", written("18")) }),
        Err(vec!["register.alike"])
    );
    done(bench, morning(), note("0006", "Lê Thị Mai", true, 1)).unwrap();
    done(bench, morning(), name("0008", "19")).unwrap();
}

fn here() -> AgencyCode {
    AgencyCode::parse(HERE).unwrap()
}

fn entering(id: &str, name: &str, number: NumberAs) -> Enter {
    let text = |name: &str, said: &str| (name.to_string(), Said::Text(said.to_string()));
    let said: Filling = [
        text("name", name),
        text("born_partly", "05/07/2025"),
        text("sex", "Nam"),
        text("nationality", "Việt Nam"),
        text("birthplace", "Bệnh viện Trung ương Huế"),
        text("identity", "046225001234"),
    ]
    .into();
    Enter {
        id: id.into(),
        register: "khai-sinh".into(),
        at: Where { volume: "01".into(), page: String::new(), number, day: Day::parse("2025-07-14") },
        said,
        dossier: Some(format!("H57.101-250714-{id}")),
        is_sure: true,
    }
}

fn written(number: &str) -> NumberAs {
    NumberAs::Written(number.into())
}

/// Carries it out; gives the entry.
fn done(
    bench: &Bench,
    when: Moment,
    command: impl Into<EntryCommand>,
) -> Result<RegisterEntry, Vec<&'static str>> {
    let officer = clerk(HERE);
    match motcua_store::act::carry_out(&bench.store, &Acting::of(law(), &officer, when), command.into()) {
        Ok(entry) => Ok(entry.expect("an entry")),
        Err(Halt::Refused(why)) => Err(why.iter().map(|why| why.code).collect()),
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

fn an_entry_is_found_by_name_number_and_dossier_also_by_the_name_that_it_had(bench: &Bench) {
    done(bench, morning(), entering("0001", "Trần Gia Hưng", written("12"))).unwrap();
    done(bench, morning(), entering("0002", "Lê Thị Mai", written("13"))).unwrap();
    let taken = done(bench, morning(), entering("0003", "Lê Thị Lan", written("13")));
    assert_eq!(taken.unwrap_err(), ["register.number-taken"]);
    let found = |sought_for: EntrySought| -> Vec<String> {
        let found = bench.store.read(|rows| sought(rows, &here(), &sought_for, 9)).unwrap();
        found.into_iter().map(|entry| entry.id).collect()
    };
    let named = |name: &str| EntrySought { folded: name.into(), ..EntrySought::default() };
    assert_eq!(found(named("gia hung")), ["0001"]);
    assert_eq!(found(named("046225001234")), ["0002", "0001"]);
    assert_eq!(found(EntrySought { number: Some(13), ..EntrySought::default() }), ["0002"]);
    assert_eq!(found(EntrySought { year: Some(2024), ..named("gia hung") }), [""; 0]);
    assert_eq!(found(EntrySought { register: Some("ket-hon".into()), ..named("gia hung") }), [""; 0]);
    let of = |code: &str| bench.store.read(|rows| of_dossier(rows, &"khai-sinh".into(), code)).unwrap();
    assert_eq!(of("H57.101-250714-0001").map(|entry| entry.id).as_deref(), Some("0001"));
    let note = NoteEntry {
        id: "0001".into(),
        decision: "Quyết định 12/QĐ-UBND".into(),
        dossier: None,
        reason: "thay đổi tên".into(),
        changes: [("name".to_string(), Said::Text("Trần Gia Huy".into()))].into(),
        voids: false,
        seen: 1,
    };
    let after = done(bench, morning(), note).unwrap();
    assert_eq!((after.text("name"), after.notes.len()), (Some("Trần Gia Huy"), 1));
    for name in ["gia hung", "gia huy"] {
        assert_eq!(found(named(name)), ["0001"], "{name}");
    }
    // A void entry leaves its place and its dossier.
    let void = NoteEntry {
        id: "0002".into(),
        decision: "Quyết định 13/QĐ-UBND".into(),
        dossier: None,
        reason: "ghi nhầm".into(),
        changes: Filling::new(),
        voids: true,
        seen: 1,
    };
    done(bench, morning(), void).unwrap();
    let again = Enter {
        dossier: Some("H57.101-250714-0002".into()),
        ..entering("0004", "Lê Thị Mai", written("013"))
    };
    done(bench, morning(), again).unwrap();
    assert_eq!(of("H57.101-250714-0002").map(|entry| entry.id).as_deref(), Some("0004"));
    let agency = AgencyCode::parse("H57.103").unwrap();
    let elsewhere = bench.store.read(|rows| sought(rows, &agency, &named("gia huy"), 9)).unwrap();
    assert_eq!(elsewhere, [], "each agency looks in its own");
}

fn numbers_go_on_from_the_last_that_was_typed_and_none_comes_twice(bench: &Bench) {
    let number = |entry: RegisterEntry| entry.place.number;
    // The office came in the middle of the year with 40 entries in its book on paper.
    done(bench, morning(), entering("a", "Trần Gia Hưng", written("40"))).unwrap();
    done(bench, morning(), entering("b", "Trần Gia Hân", written("38"))).unwrap();
    assert_eq!(number(done(bench, morning(), entering("c", "Lê Mai", NumberAs::Drawn)).unwrap()), "41");
    assert_eq!(number(done(bench, morning(), entering("d", "Lê Lan", NumberAs::Drawn)).unwrap()), "42");
    let twice = done(bench, morning(), entering("e", "Lê Na", written("41")));
    assert_eq!(twice.unwrap_err(), ["register.number-taken"]);
    let book = bench.store.read(|rows| in_book(rows, &here(), &"khai-sinh".into(), 2025, 0, 9)).unwrap();
    let numbers: Vec<&str> = book.iter().map(|entry| entry.place.number.as_str()).collect();
    assert_eq!(numbers, ["38", "40", "41", "42"]);
    let all = bench.store.read(|rows| years(rows, &here())).unwrap();
    assert_eq!(all.iter().map(|year| (year.year, year.entries)).collect::<Vec<_>>(), [(2025, 4)]);
    assert_eq!(wrongs(&bench.store, &[]).unwrap(), Vec::<String>::new());
}

fn who_looked_is_written_down(bench: &Bench) {
    let at = |minute: i64| Moment(morning().0 + minute * 60_000);
    for minute in [1, 2] {
        let officer = motcua_core::act::OfficerId("thuly".into());
        let look =
            Looked { agency: here(), at: at(minute), officer, sought: String::new(), entry: "a".into() };
        bench.store.keep(looked(&look)).wait().unwrap();
    }
    let looks = bench.store.read(|rows| lookers(rows, "a", 9)).unwrap();
    assert_eq!(looks.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [at(2), at(1)]);
    for attempt in ["update entry_looked set officer = 'x'", "delete from entry_looked"] {
        let error = bench.raw(attempt).expect_err(attempt);
        assert!(error.contains("history is only ever added to"), "{attempt}: {error}");
    }
}
