//! Registers of civil status: entries from dossiers and from old books, notes in them, and extracts that
//! are taken from them.

use super::*;
use crate::deed::{Capacity, CheckCode, Deeds, Filling, Registers, Said, SignAs};
use crate::register::{Enter, NoteEntry, NumberAs, RegisterEntry, Where, enter, note_entry};

pub(super) const REGISTER: &str = r#"id = "sinh"
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

pub(super) const EXTRACT: &str = r#"id = "trich-luc.1"
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
pub(super) struct Office {
    pub(super) town: Town,
    pub(super) entries: Vec<RegisterEntry>,
}

impl Office {
    pub(super) fn new(town: Town) -> Office {
        let mut town = town;
        town.law.registers = Registers::read(&[("registers/sinh.toml", REGISTER)]).unwrap();
        town.law.deeds = Deeds::read(&[("deeds/trich-luc.1.toml", EXTRACT)]).unwrap();
        Office { town, entries: Vec::new() }
    }

    pub(super) fn asked<T>(
        &self,
        actor: &Actor,
        act: impl FnOnce(&mut crate::register::Desk<'_>) -> Result<T, Halt>,
    ) -> Result<T, Vec<crate::Refusal>> {
        let dossiers = self.town.dossier.iter().cloned().collect();
        let mut memory = Memory { entries: self.entries.clone(), dossiers, ..Memory::default() };
        let asked =
            act(&mut crate::act::Desk { law: &self.town.law, read: &mut memory, actor, now: self.town.now });
        asked.map_err(|halt| match halt {
            Halt::Refused(refusals) => refusals,
            Halt::Broke(fault) => panic!("broken, not refused: {fault}"),
        })
    }

    pub(super) fn enters(&mut self, command: Enter) -> Result<RegisterEntry, Vec<&'static str>> {
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

    pub(super) fn notes(&mut self, actor: &Actor, command: NoteEntry) -> Result<(), Vec<&'static str>> {
        let made = self.asked(actor, |desk| note_entry(desk, command));
        let made = made.map_err(|all| all.iter().map(|refusal| refusal.code).collect::<Vec<_>>())?;
        let after = made.first.after;
        self.entries.retain(|entry| entry.id != after.id);
        self.entries.push(after);
        Ok(())
    }
}

pub(super) fn keeper() -> Actor {
    officer(THERE, &[Duty::Case])
}

pub(super) fn text(text: &str) -> Said {
    Said::Text(text.to_string())
}

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// An entry of an old book.
pub(super) fn old(id: &str, number: &str, name: &str) -> Enter {
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
        is_sure: false,
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
    let again = Enter { id: "d".into(), is_sure: true, ..new("c", "Trần Gia Hưng") };
    assert_eq!(office.enters(again).unwrap_err(), ["register.dossier-entered"]);
}

#[test]
fn a_dossier_is_entered_by_who_decides_it_while_it_may_end_as_asked_for() {
    let text = REGISTER.replace("procedures = []", "procedures = [\"sealed\"]");
    let registers = Registers::read(&[("registers/sinh.toml", &text)]).unwrap();
    let (of_it, none) =
        (registers.get("sinh").unwrap(), Registers::read(&[("registers/sinh.toml", REGISTER)]).unwrap());
    let may = |way: &[Verb], register, at: &str| {
        let town = Town::brought_of("sealed", way);
        town.dossier().must_be_entered_in(register, &agency(at)).map_err(|why| why.code)
    };
    let refused = Err("register.not-of-this");
    let (working, ended) = ([Verb::Accept, Verb::Forward], [Verb::Accept, Verb::Forward, Verb::Stop]);
    assert_eq!(may(&working, of_it, THERE), Ok(()));
    assert_eq!(may(&[], of_it, THERE), refused, "not accepted");
    assert_eq!(may(&working, of_it, HERE), refused, "another agency decides");
    assert_eq!(may(&working, none.get("sinh").unwrap(), THERE), refused, "another procedure");
    assert_eq!(may(&ended, of_it, THERE), refused, "stopped");
    for (outcome, want) in [(Outcome::Approved, Ok(())), (Outcome::Refused, refused)] {
        let mut town = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward]);
        let (code, reason) = (town.code(), "theo quy định".to_string());
        let command = Decide { code, outcome, reason, files: Vec::new(), sign: None };
        town.act(&officer(THERE, &[Duty::Leader]), |desk| decide(desk, command)).unwrap();
        town.does("2025-07-16T09:00", &officer(THERE, &[Duty::Registry]), Verb::Issue);
        let found = town.dossier().must_be_entered_in(of_it, &agency(THERE)).map_err(|why| why.code);
        assert_eq!(found, want, "{outcome:?}");
    }
}

#[test]
fn the_same_child_is_asked_about_once_more_and_somebody_says_that_it_is_sure() {
    let mut office = Office::new(Town::new());
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    assert_eq!(office.enters(old("b", "46", "VO THI XUAN")).unwrap_err(), ["register.alike"]);
    let mut born_otherwise = old("c", "47", "Võ Thị Xuân");
    born_otherwise.said.insert("born".into(), Said::Day(day("1997-03-04")));
    office.enters(born_otherwise).unwrap();
    office.enters(Enter { is_sure: true, ..old("d", "48", "Võ Thị Xuân") }).unwrap();
}

#[test]
fn a_number_is_one_however_it_is_written_and_one_far_ahead_is_asked_about() {
    let mut office = Office::new(Town::new());
    office.enters(old("a", "45", "A")).unwrap();
    for same in ["045", "45/1998"] {
        assert_eq!(office.enters(old("b", same, "B")).unwrap_err(), ["register.number-taken"], "{same}");
    }
    let volume = Enter { at: Where { volume: "2".into(), ..old("b", "45", "B").at }, ..old("b", "45", "B") };
    assert_eq!(office.enters(volume).unwrap_err(), ["register.number-taken"]);
    office.enters(old("b", "45/1997", "B")).unwrap();
    for wrong in ["Số 5", "0", "100000", "4294967295"] {
        assert_eq!(office.enters(old("c", wrong, "C")).unwrap_err(), ["register.number"], "{wrong}");
    }
    let typed = |id: &str, number: &str| {
        let new = new(id, id);
        Enter { at: Where { number: NumberAs::Written(number.into()), ..new.at.clone() }, ..new }
    };
    office.enters(typed("d", "20")).unwrap();
    assert_eq!(office.enters(typed("e", "21")).unwrap_err(), ["register.number-far"]);
    office.enters(Enter { is_sure: true, ..typed("e", "2025") }).unwrap();
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
        "deed.unknown-field say.other",
        "deed.field-missing say.name",
        "deed.field-long say.mother",
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
        dossier: None,
        reason: "cải chính họ tên mẹ".into(),
        changes,
        voids: false,
        seen: 1,
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

    assert_eq!(office.notes(&keeper(), note.clone()).unwrap_err(), ["register.out-of-date"]);
    let void = NoteEntry { voids: true, changes: Filling::new(), seen: 2, ..note };
    assert_eq!(office.notes(&keeper(), void.clone()).unwrap_err(), ["dossier.not-your-duty"]);
    office.notes(&officer(THERE, &[Duty::Leader]), void.clone()).unwrap();
    assert!(office.entries[0].is_void());
    assert_eq!(office.notes(&officer(THERE, &[Duty::Leader]), void).unwrap_err(), ["register.void"]);
    // What was entered by mistake can be entered again, in the same place.
    office.enters(old("b", "45", "Võ Thị Xuân")).unwrap();
}

#[test]
fn an_extract_says_what_the_entry_says_and_nothing_else_is_typed() {
    let mut office = Office::new(Town::brought_of("sealed", &[Verb::Accept, Verb::Forward]));
    office.enters(old("a", "45/1998", "Võ Thị Xuân")).unwrap();
    let code = office.town.code();
    let drafting = |entry: Option<&str>, said: &[(&str, &str)]| DraftResult {
        code: code.clone(),
        template: "trich-luc.1".into(),
        said: said.iter().map(|(name, said)| (name.to_string(), text(said))).collect(),
        entry: entry.map(str::to_string),
    };
    let drafted = |office: &Office, command: DraftResult| {
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
    let draft =
        drafted(&office, drafting(Some("a"), &[("name", "Người Khác"), ("mother", "Bà Khác")])).unwrap();
    let says = |name: &str| draft.filling.get(name).cloned();
    assert_eq!(says("name"), Some(text("Võ Thị Xuân")));
    assert_eq!(says("mother"), Some(text("Lê Thị Tư")));
    assert_eq!((says("no"), says("on")), (Some(text("45/1998")), Some(Said::Day(day("1998-04-01")))));
    assert_eq!((says("notes"), draft.entry.as_ref().map(|used| used.id.as_str())), (None, Some("a")));
    // What the entry leaves open nobody fills in its name.
    office.entries[0].said.remove("mother");
    let emptied = drafted(&office, drafting(Some("a"), &[("mother", "Bà Khác")])).unwrap();
    assert_eq!(emptied.filling.get("mother"), None);
    // From no entry, what the book says is typed.
    let typed = drafted(&office, drafting(None, &[("mother", "Bà Khác"), ("no", "9")])).unwrap();
    assert_eq!(typed.filling.get("mother"), Some(&text("Bà Khác")));
    assert_eq!(typed.filling.get("name"), Some(&text("Nguyễn Thị Hòa")));
    assert_eq!(drafted(&office, drafting(Some("x"), &[])).unwrap_err(), "register.unknown-entry");
}

#[test]
fn an_entry_that_was_noted_or_voided_since_the_draft_is_not_signed() {
    let mut office = Office::new(Town::brought_of("sealed", &[Verb::Accept, Verb::Forward]));
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    let command = DraftResult {
        code: office.town.code(),
        template: "trich-luc.1".into(),
        said: Filling::new(),
        entry: Some("a".into()),
    };
    let entries = office.entries.clone();
    office.town.entries = entries;
    office.town.act(&keeper(), |desk| draft_result(desk, command)).unwrap();
    office.town.does("2025-07-15T09:00", &keeper(), Verb::Forward);
    let note = |voids| NoteEntry {
        id: "a".into(),
        decision: "Quyết định 1".into(),
        dossier: None,
        reason: "cải chính".into(),
        changes: [("mother".to_string(), text("Lê Thị Năm"))].into(),
        voids,
        seen: 1,
    };
    let leader = officer(THERE, &[Duty::Leader]);
    let deciding = |office: &Office| Decide {
        code: office.town.code(),
        outcome: Outcome::Approved,
        reason: String::new(),
        files: Vec::new(),
        sign: Some(SignAs { capacity: Capacity::Head, check: CheckCode::drawn([1; 10]), with_key: false }),
    };
    let before = office.entries.clone();
    for voids in [false, true] {
        office.entries.clone_from(&before);
        office.notes(&leader, note(voids)).unwrap();
        office.town.entries.clone_from(&office.entries);
        let command = deciding(&office);
        let refused = office.town.ask(&leader, |desk| decide(desk, command)).unwrap_err();
        assert_eq!(refused[0].code, "register.changed-since", "{voids}");
    }
    // Nor is what was signed before issued after it.
    office.town.entries.clone_from(&before);
    let command = deciding(&office);
    office.town.act(&leader, |desk| decide(desk, command)).unwrap();
    assert_eq!(office.town.dossier().deed.as_ref().unwrap().entry.as_ref().map(|used| used.seq), Some(1));
    office.town.entries.clone_from(&office.entries);
    let registry = officer(THERE, &[Duty::Registry]);
    let day = office.town.now.day();
    let entry = BookEntry { number: "1".into(), book: "Sổ".into(), day };
    let command = Issue { code: office.town.code(), entry, files: Vec::new(), unscanned: None };
    let refused = office.town.ask(&registry, |desk| issue(desk, command)).unwrap_err();
    assert_eq!(refused[0].code, "register.changed-since");
}

#[test]
fn no_extract_is_made_of_a_void_entry() {
    let mut office = Office::new(Town::brought_of("sealed", &[Verb::Accept, Verb::Forward]));
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    let void = NoteEntry {
        id: "a".into(),
        decision: "Quyết định 1".into(),
        dossier: None,
        reason: "ghi nhầm".into(),
        changes: Filling::new(),
        voids: true,
        seen: 1,
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
