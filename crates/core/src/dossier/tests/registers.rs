//! Registers of civil status: entries from dossiers and from old books, notes in them, and extracts that
//! are taken from them.

use super::*;
use crate::deed::{Deeds, Filling, Registers, Said};
use crate::document::SheetLine;
use crate::register::{
    Enter, EntryLine, ImportEntries, NoteEntry, NumberAs, RegisterEntry, Where, enter, entries_of,
    import_entries, note_entry,
};

const REGISTER: &str = r#"id = "sinh"
name = "Sổ đăng ký khai sinh"
name_en = "Register of births"
procedures = []
whose = ["name"]
born = "born"
identities = []
draws = true
law = "x"
trust = "assumed"

[[field]]
name = "name"
label = "Họ tên"
label_en = "Name"
sample = "A"
required = true

[[field]]
name = "born"
label = "Ngày sinh"
label_en = "Born"
kind = "day"
sample = "2025-07-05"

[[field]]
name = "mother"
label = "Mẹ"
label_en = "Mother"
sample = "B"
most = 20
"#;

const EXTRACT: &str = r#"id = "trich-luc.1"
title = "Trích lục"
title_en = "Extract"
effective_from = "2025-07-01"
register = "sinh"
good_for = ""
good_for_en = ""
law = "x"
trust = "assumed"

body = '''
@heading
# TRÍCH LỤC
> {name} {mother} {no} {on} {notes}
'''

[[field]]
name = "name"
label = "Họ tên"
label_en = "Name"
sample = "A"
from = "entry.name applicant.name"
edit = true
required = true

[[field]]
name = "mother"
label = "Mẹ"
label_en = "Mother"
sample = "B"
from = "entry.mother"

[[field]]
name = "no"
label = "Số"
label_en = "No."
sample = "1"
from = "entry.number"

[[field]]
name = "on"
label = "Ngày đăng ký"
label_en = "Day"
kind = "day"
sample = "2025-07-05"
from = "entry.day"

[[field]]
name = "notes"
label = "Ghi chú"
label_en = "Notes"
sample = "x"
from = "entry.notes"
"#;

/// An agency's registers, as a store would keep them.
struct Office {
    town: Town,
    entries: Vec<RegisterEntry>,
}

impl Office {
    fn new(town: Town) -> Office {
        let mut town = town;
        town.law.registers = Registers::read(&[("registers/sinh.toml", REGISTER)]).unwrap();
        town.law.deeds = Deeds::read(&[("deeds/trich-luc.1.toml", EXTRACT)]).unwrap();
        Office { town, entries: Vec::new() }
    }

    fn asked<T>(
        &self,
        actor: &Actor,
        act: impl FnOnce(&mut crate::register::Desk<'_>) -> Result<T, Halt>,
    ) -> Result<T, Vec<crate::Refusal>> {
        let mut memory = Memory { entries: self.entries.clone(), ..Memory::default() };
        let asked =
            act(&mut crate::act::Desk { law: &self.town.law, read: &mut memory, actor, now: self.town.now });
        asked.map_err(|halt| match halt {
            Halt::Refused(refusals) => refusals,
            Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
        })
    }

    fn enters(&mut self, command: Enter) -> Result<RegisterEntry, Vec<&'static str>> {
        let made = self.asked(&keeper(), |desk| enter(desk, command));
        let mut made = made.map_err(|all| all.iter().map(|refusal| refusal.code).collect::<Vec<_>>())?;
        if made.first.number_pending {
            made.first.number(7);
        }
        let entry = made.first.after;
        assert_eq!(fold::<RegisterEntry>(entry.id.clone(), &made.first.events).unwrap(), entry);
        self.entries.push(entry.clone());
        Ok(entry)
    }

    fn notes(&mut self, actor: &Actor, command: NoteEntry) -> Result<(), Vec<&'static str>> {
        let made = self.asked(actor, |desk| note_entry(desk, command));
        let made = made.map_err(|all| all.iter().map(|refusal| refusal.code).collect::<Vec<_>>())?;
        let after = made.first.after;
        self.entries.retain(|entry| entry.id != after.id);
        self.entries.push(after);
        Ok(())
    }
}

fn keeper() -> Actor {
    officer(THERE, &[Duty::Case])
}

fn text(text: &str) -> Said {
    Said::Text(text.to_string())
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An entry of an old book.
fn old(id: &str, number: &str, name: &str) -> Enter {
    let said: Filling = [
        ("name".to_string(), text(name)),
        ("born".to_string(), Said::Day(day("1998-03-04"))),
        ("mother".to_string(), text("Lê Thị Tư")),
    ]
    .into();
    Enter {
        id: id.into(),
        register: "sinh".into(),
        at: Where {
            volume: "02".into(),
            page: "17".into(),
            number: NumberAs::Written(number.into()),
            day: Some(day("1998-04-01")),
        },
        said,
        dossier: None,
        is_another: false,
    }
}

/// An entry that is made from a dossier of this year.
fn new(id: &str, name: &str) -> Enter {
    let old = old(id, "", name);
    let at = Where {
        volume: "01".into(),
        page: String::new(),
        number: NumberAs::Drawn,
        day: Some(day("2025-07-14")),
    };
    Enter { at, dossier: Some(format!("H57.103-250714-{id}")), ..old }
}

#[test]
fn an_entry_of_this_year_draws_its_number_and_one_of_an_old_book_keeps_its_own() {
    let mut office = Office::new(Town::new());
    let drawn = office.enters(new("0001", "Trần Gia Hưng")).unwrap();
    assert_eq!((drawn.place.number.as_str(), drawn.place.year), ("07", 2025));
    assert_eq!(drawn.place.series().0, "register/H57.103/2025/sinh");
    let kept = office.enters(old("b", "45/1998", "Võ Thị Xuân")).unwrap();
    assert_eq!(
        (kept.place.number.as_str(), kept.place.counted(), kept.place.year),
        ("45/1998", Some(45), 1998)
    );
    // No number is drawn for an old book, nor for a year that is over.
    let without =
        Enter { at: Where { number: NumberAs::Drawn, ..old("c", "", "C").at }, ..old("c", "", "C") };
    assert_eq!(office.enters(without).unwrap_err(), ["register.number-missing"]);
    let late = Enter { at: Where { day: Some(day("2024-12-31")), ..new("d", "D").at }, ..new("d", "D") };
    assert_eq!(office.enters(late).unwrap_err(), ["register.number-missing"]);
}

#[test]
fn a_place_is_taken_once_and_a_dossier_is_entered_once() {
    let mut office = Office::new(Town::new());
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    assert_eq!(office.enters(old("b", "45", "Võ Thị Hạ")).unwrap_err(), ["register.number-taken"]);
    assert_eq!(office.enters(old("a", "46", "Võ Thị Hạ")).unwrap_err(), ["register.entered-already"]);
    office.enters(new("c", "Trần Gia Hưng")).unwrap();
    let again = Enter { id: "d".into(), is_another: true, ..new("c", "Trần Gia Hưng") };
    assert_eq!(office.enters(again).unwrap_err(), ["register.dossier-entered"]);
}

#[test]
fn the_same_child_is_asked_about_once_more_and_somebody_says_that_it_is_another() {
    let mut office = Office::new(Town::new());
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    assert_eq!(office.enters(old("b", "46", "VO THI XUAN")).unwrap_err(), ["register.alike"]);
    let mut born_otherwise = old("c", "47", "Võ Thị Xuân");
    born_otherwise.said.insert("born".into(), Said::Day(day("1999-03-04")));
    office.enters(born_otherwise).unwrap();
    office.enters(Enter { is_another: true, ..old("d", "48", "Võ Thị Xuân") }).unwrap();
}

#[test]
fn what_is_wrong_with_an_entry_is_said_at_its_field_all_at_once() {
    let office = Office::new(Town::new());
    let mut bad = old("a", " ", "");
    bad.at = Where {
        volume: String::new(),
        page: "1".repeat(21),
        day: Some(day("2026-01-01")),
        number: NumberAs::Written(" ".into()),
    };
    bad.said.insert("mother".into(), text(&"x".repeat(21)));
    bad.said.insert("other".into(), text("x"));
    let refused = office.asked(&keeper(), |desk| enter(desk, bad)).unwrap_err();
    let found: Vec<String> = refused
        .iter()
        .map(|refusal| format!("{} {}", refusal.code, refusal.field.as_deref().unwrap_or_default()))
        .collect();
    let want = [
        "deed.unknown-field other",
        "deed.field-missing name",
        "deed.field-long mother",
        "register.day-unlikely day",
        "register.volume volume",
        "register.page page",
        "register.number number",
    ];
    assert_eq!(found, want);
    let unknown = Enter { register: "x".into(), ..old("a", "1", "A") };
    let refused = office.asked(&keeper(), |desk| enter(desk, unknown)).unwrap_err();
    assert_eq!(refused[0].code, "register.unknown");
    let strangers = [
        (officer(THERE, &[Duty::Reception]), "dossier.not-your-duty"),
        (officer("H57.000", &[Duty::Case]), "register.not-kept-here"),
    ];
    for (actor, why) in strangers {
        let refused = office.asked(&actor, |desk| enter(desk, old("a", "1", "A"))).unwrap_err();
        assert_eq!(refused[0].code, why);
    }
}

#[test]
fn a_note_says_what_was_and_what_is_by_which_decision() {
    let mut office = Office::new(Town::new());
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    let changes: Filling =
        [("mother".to_string(), text("Lê Thị Năm")), ("name".to_string(), text("Võ Thị Xuân"))].into();
    let note = NoteEntry {
        id: "a".into(),
        decision: "Quyết định 12/QĐ-UBND".into(),
        reason: "cải chính họ tên mẹ".into(),
        changes,
        voids: false,
    };
    let stranger = officer(HERE, &[Duty::Case]);
    assert_eq!(office.notes(&stranger, note.clone()).unwrap_err(), ["register.unknown-entry"]);
    let bare = NoteEntry { decision: String::new(), reason: String::new(), ..note.clone() };
    assert_eq!(
        office.notes(&keeper(), bare).unwrap_err(),
        ["dossier.text-missing", "dossier.reason-missing"]
    );
    let emptied = NoteEntry { changes: [("name".to_string(), text(""))].into(), ..note.clone() };
    assert_eq!(office.notes(&keeper(), emptied).unwrap_err(), ["deed.field-missing"]);
    office.notes(&keeper(), note.clone()).unwrap();
    let entry = &office.entries[0];
    assert_eq!(entry.text("mother"), Some("Lê Thị Năm"));
    let before: Filling = [("mother".to_string(), text("Lê Thị Tư"))].into();
    assert_eq!(entry.notes[0].before, before, "what stayed the same is no change");

    let void = NoteEntry { voids: true, changes: Filling::new(), ..note };
    assert_eq!(office.notes(&keeper(), void.clone()).unwrap_err(), ["dossier.not-your-duty"]);
    office.notes(&officer(THERE, &[Duty::Leader]), void.clone()).unwrap();
    assert!(office.entries[0].is_void());
    assert_eq!(office.notes(&officer(THERE, &[Duty::Leader]), void).unwrap_err(), ["register.void"]);
    // Who was entered by mistake can be entered again.
    office.enters(old("b", "46", "Võ Thị Xuân")).unwrap();
}

#[test]
fn an_extract_says_what_the_entry_says_and_nothing_else_is_typed() {
    let mut office = Office::new(Town::brought_of("sealed", &[Verb::Accept, Verb::Forward]));
    office.enters(old("a", "45/1998", "Võ Thị Xuân")).unwrap();
    let drafting = |entry: Option<&str>, said: &[(&str, &str)]| DraftResult {
        code: office.town.code(),
        template: "trich-luc.1".into(),
        said: said.iter().map(|(name, said)| (name.to_string(), text(said))).collect(),
        entry: entry.map(str::to_string),
    };
    let drafted = |command: DraftResult| {
        let mut memory = office.town.memory();
        memory.entries.clone_from(&office.entries);
        let actor = keeper();
        let desk =
            &mut Desk { law: &office.town.law, read: &mut memory, actor: &actor, now: office.town.now };
        draft_result(desk, command).map(|changes| changes.first.after.draft.unwrap()).map_err(|halt| {
            match halt {
                Halt::Refused(why) => why[0].code,
                Halt::Broke(fault) => panic!("{fault}"),
            }
        })
    };
    let draft = drafted(drafting(Some("a"), &[("name", "Người Khác"), ("mother", "Bà Khác")])).unwrap();
    let says = |name: &str| draft.filling.get(name).cloned();
    assert_eq!(says("name"), Some(text("Võ Thị Xuân")));
    assert_eq!(says("mother"), Some(text("Lê Thị Tư")));
    assert_eq!((says("no"), says("on")), (Some(text("45/1998")), Some(Said::Day(day("1998-04-01")))));
    assert_eq!((says("notes"), draft.entry.as_deref()), (None, Some("a")));
    // From no entry, what the book says is typed.
    let typed = drafted(drafting(None, &[("mother", "Bà Khác"), ("no", "9")])).unwrap();
    assert_eq!(typed.filling.get("mother"), Some(&text("Bà Khác")));
    assert_eq!(typed.filling.get("name"), Some(&text("Nguyễn Thị Hòa")));
    assert_eq!(drafted(drafting(Some("x"), &[])).unwrap_err(), "register.unknown-entry");
}

#[test]
fn no_extract_is_made_of_a_void_entry() {
    let mut office = Office::new(Town::brought_of("sealed", &[Verb::Accept, Verb::Forward]));
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    let void = NoteEntry {
        id: "a".into(),
        decision: "Quyết định 1".into(),
        reason: "ghi nhầm".into(),
        changes: Filling::new(),
        voids: true,
    };
    office.notes(&officer(THERE, &[Duty::Leader]), void).unwrap();
    let mut memory = office.town.memory();
    memory.entries.clone_from(&office.entries);
    let command = DraftResult {
        code: office.town.code(),
        template: "trich-luc.1".into(),
        said: Filling::new(),
        entry: Some("a".into()),
    };
    let actor = keeper();
    let desk = &mut Desk { law: &office.town.law, read: &mut memory, actor: &actor, now: office.town.now };
    let Err(Halt::Refused(why)) = draft_result(desk, command) else { panic!("drafted") };
    assert_eq!(why[0].code, "register.void");
}

fn sheet(lines: &[&str]) -> Vec<SheetLine> {
    let line = |(at, line): (usize, &&str)| SheetLine {
        number: at + 1,
        cells: line.split(';').map(str::to_string).collect(),
    };
    lines.iter().enumerate().map(line).collect()
}

#[test]
fn an_old_book_is_read_from_a_sheet_by_the_names_of_its_columns() {
    let office = Office::new(Town::new());
    let register = office.town.law.registers.get("sinh").unwrap();
    let lines = sheet(&[
        "SỔ KHAI SINH NĂM 1998",
        "Số;Quyển số;Trang;Ngày đăng ký;HỌ TÊN;Ngày sinh;Mẹ;Ghi thêm",
        "1;01;1;05/01/1998;Võ Thị Xuân;01/01/1998;Lê Thị Tư;x",
        ";;;;;;",
        "2;;1;6.1.1998;Võ Thị Hạ;2/1/1998;",
        "3;01;1;hôm qua;Võ Thị Thu;2/1/98;",
    ]);
    let read = entries_of(register, &lines, false, |line| format!("line-{line}"));
    let wrong: Vec<_> = read.wrong.iter().map(|(line, why)| (*line, why.code)).collect();
    assert_eq!(wrong, [(6, "deed.field-kind")]);
    assert_eq!(read.unread, ["Ghi thêm"]);
    let said: Vec<_> = read.entries.iter().map(|line| (line.line, line.enter.at.volume.as_str())).collect();
    assert_eq!(said, [(3, "01"), (5, "01"), (6, "01")]);
    assert_eq!(read.entries[2].enter.at.day, None, "asked for by the rule, at its line");
    assert_eq!(read.entries[0].enter.said.get("born"), Some(&Said::Day(day("1998-01-01"))));
    let nothing = entries_of(register, &sheet(&["a;b", "1;2"]), false, |_| String::new());
    assert_eq!(nothing.wrong[0].1.code, "register.list-heading");
    let twice = entries_of(register, &sheet(&["Số;Ngày đăng ký;so"]), false, |_| String::new());
    assert_eq!(twice.wrong[0].1.code, "request.list-column-twice");
}

#[test]
fn an_old_book_is_taken_in_whole_or_not_at_all() {
    let office = Office::new(Town::new());
    let line = |line: usize, enter: Enter| EntryLine { line, enter };
    let entries = vec![line(2, old("a", "1", "Võ Thị Xuân")), line(3, old("b", "2", "Võ Thị Hạ"))];
    let made = office.asked(&keeper(), |desk| import_entries(desk, ImportEntries { entries })).unwrap();
    assert_eq!((made.first.after.place.number.as_str(), made.beside.len()), ("1", 1));
    let entries = vec![
        line(2, old("a", "1", "Võ Thị Xuân")),
        line(3, old("b", "1", "Võ Thị Hạ")),
        line(4, old("c", "", "Võ Thị Thu")),
    ];
    let refused =
        office.asked(&keeper(), |desk| import_entries(desk, ImportEntries { entries })).unwrap_err();
    let said: Vec<String> = refused
        .iter()
        .map(|why| {
            format!(
                "{} {:?}",
                why.code,
                why.args.iter().find(|(name, _)| *name == "line").map(|(_, at)| at.to_string())
            )
        })
        .collect();
    assert_eq!(said, ["register.number-taken Some(\"3\")", "register.number Some(\"4\")"]);
    let empty = ImportEntries { entries: Vec::new() };
    assert_eq!(
        office.asked(&keeper(), |desk| import_entries(desk, empty)).unwrap_err()[0].code,
        "register.list-empty"
    );
}

#[test]
fn mistakes_in_a_register_are_named() {
    let table = [
        ("whose = [\"name\"]", "whose = [\"x\"]", "deed.unknown-field"),
        ("whose = [\"name\"]", "whose = []", "register.nobody"),
        ("born = \"born\"", "born = \"x\"", "deed.unknown-field"),
        ("id = \"sinh\"", "id = \"x\"", "deed.not-its-file"),
        ("name = \"mother\"", "name = \"born\"", "deed.field-twice"),
    ];
    for (was, is, want) in table {
        let bad = Registers::read(&[("registers/sinh.toml", &REGISTER.replacen(was, is, 1))]).unwrap_err();
        assert_eq!(bad[0].why.code, want, "{is}");
    }
    let registers = Registers::read(&[("registers/sinh.toml", REGISTER)]).unwrap();
    let wrongs = |extract: String, registers: Registers| -> Vec<&'static str> {
        let deeds = Deeds::read(&[("deeds/trich-luc.1.toml", &extract)]).unwrap();
        let bad = Town::new().law.with_deeds(deeds, registers).err().unwrap_or_default();
        bad.iter().map(|bad| bad.why.code).collect()
    };
    assert_eq!(wrongs(EXTRACT.to_string(), registers.clone()), [""; 0]);
    assert_eq!(
        wrongs(EXTRACT.replace("entry.mother", "entry.x"), registers.clone()),
        ["deed.unknown-source"]
    );
    let without = wrongs(EXTRACT.replace("register = \"sinh\"\n", ""), registers.clone());
    assert_eq!(without, ["deed.unknown-source"; 5]);
    let other = wrongs(EXTRACT.replace("register = \"sinh\"", "register = \"x\""), registers);
    assert_eq!(other[0], "register.unknown");
}
