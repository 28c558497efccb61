//! Notes in registers: what a dossier here decided is noted from that dossier, once; and a day that is known
//! whole takes the place of the part of it that was known.

use super::registers::{Office, REGISTER, keeper, old, text};
use super::*;
use crate::deed::{ChangeAsked, Filling, Registers, Said};
use crate::register::NoteEntry;

/// The register of births, where the day may be known in part, and corrections are noted.
fn register(procedures: &str) -> Registers {
    let register = REGISTER.replace("draws = true", "draws = true\nin_part = [\"born born_partly\"]");
    let more = format!(
        "\n[[field]]\nname = \"born_partly\"\nlabel = \"Ngày sinh như ghi trong sổ\"\nlabel_en = \"As written\"\n\
         sample = \"1992\"\n\n[noted]\nprocedures = [{procedures}]\nonly = \"loai khai_sinh\"\nwhose = \"nguoi.ten\"\n\
         changes = [\"thay_doi muc cu moi\", \"bo_sung muc - noi_dung\"]\n\
         items = [\"born: ngày sinh\", \"born_partly: ngày sinh\", \"mother: họ tên mẹ; tên mẹ\"]\n"
    );
    let text = format!("{register}{more}");
    Registers::read(&[("registers/sinh.toml", &text)]).unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

fn noting(code: Option<&str>, changes: Filling, seen: u32) -> NoteEntry {
    NoteEntry {
        id: "a".into(),
        decision: "Quyết định 9".into(),
        dossier: code.map(str::to_string),
        reason: "cải chính".into(),
        changes,
        voids: false,
        seen,
    }
}

/// An office with an entry, and a dossier with whom this was done.
fn office(procedures: &str, way: &[Verb]) -> Office {
    let mut office = Office::new(Town::brought_of("sealed", way));
    office.town.law.registers = register(procedures);
    office.enters(old("a", "45", "Võ Thị Xuân")).unwrap();
    office
}

const ISSUED: [Verb; 5] = [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide, Verb::Issue];

#[test]
fn what_a_dossier_decided_is_noted_from_it_with_its_number_and_once() {
    let mut office = office("\"sealed\"", &ISSUED);
    let code = office.town.code().to_string();
    let mother: Filling = [("mother".to_string(), text("Lê Thị Năm"))].into();
    office.notes(&keeper(), noting(Some(&code), mother, 1)).unwrap();
    let note = office.entries[0].notes[0].clone();
    let issued = office.town.dossier().issued.clone().unwrap();
    assert_eq!(note.dossier.as_deref(), Some(code.as_str()));
    let says = format!("{}, ngày {}, Ủy ban nhân dân phường Vỹ Dạ", issued.number, issued.day.vn());
    assert_eq!(note.decision, says, "the dossier says it, whatever is typed");
    let again = noting(Some(&code), Filling::new(), 2);
    assert_eq!(office.notes(&keeper(), again).unwrap_err(), ["register.noted-already"]);
    // A decision from elsewhere is typed as before.
    office.notes(&keeper(), noting(None, Filling::new(), 2)).unwrap();
    assert_eq!(office.entries[0].notes[1].decision, "Quyết định 9");
}

#[test]
fn what_was_not_issued_here_for_this_register_is_not_noted() {
    let none = "register.not-noted-here";
    let table: [(&str, &[Verb], &str); 4] = [
        ("", &ISSUED, none),
        ("\"sealed\"", &ISSUED[..3], "register.undecided"),
        // The registry may still hand it back: its number would be given up.
        ("\"sealed\"", &ISSUED[..4], "register.undecided"),
        ("\"p\"", &ISSUED, none),
    ];
    for (procedures, way, want) in table {
        let mut office = office(procedures, way);
        let code = office.town.code().to_string();
        let refused = office.notes(&keeper(), noting(Some(&code), Filling::new(), 1)).unwrap_err();
        assert_eq!(refused, [want], "{procedures} {way:?}");
    }
    let mut office = office("\"sealed\"", &ISSUED);
    let strange = noting(Some("H57.101-250714-9999"), Filling::new(), 1);
    assert_eq!(office.notes(&keeper(), strange).unwrap_err(), [none]);
    // Refused, recalled, of another agency, or about another register.
    let code = office.town.code().to_string();
    let sound = office.town.dossier().clone();
    let changed = |change: &dyn Fn(&mut Dossier)| {
        let mut dossier = sound.clone();
        change(&mut dossier);
        dossier
    };
    let about = |loai: &str| {
        let answers = serde_json::json!({ "loai": loai });
        let answers = answers.as_object().cloned().unwrap();
        changed(&move |dossier: &mut Dossier| dossier.submission.answers.clone_from(&answers))
    };
    let recall = |dossier: &mut Dossier| {
        let (at, decision, reason) = (dossier.last_at, "Quyết định 9".to_string(), "cấp sai".to_string());
        dossier.deed_life.recalled = Some(Recall { at, decision, reason });
    };
    for (dossier, want) in [
        (changed(&recall), Some("register.recalled")),
        (changed(&|dossier| dossier.submission.competent = agency(HERE)), Some(none)),
        (about("ket_hon"), Some(none)),
        (about("khai_sinh"), None),
    ] {
        office.town.dossier = Some(dossier);
        let noted = office.notes(&keeper(), noting(Some(&code), Filling::new(), 1));
        assert_eq!(noted.err().map(|why| why[0]), want);
    }
}

#[test]
fn what_a_dossier_asks_for_is_read_as_fields_as_far_as_it_names_them() {
    let registers = register("\"sealed\"");
    let register = registers.get("sinh").unwrap();
    let noted = register.noted.as_ref().unwrap();
    let answers = serde_json::json!({
        "nguoi": { "ten": "Võ Thị Xuân" },
        "thay_doi": [
            { "muc": "Ngày sinh", "cu": "14/8/1992", "moi": "18/4/1992" },
            { "muc": "Chữ đệm", "cu": "Thi", "moi": "Thị" },
        ],
        "bo_sung": [{ "muc": "Họ tên mẹ", "noi_dung": "Lê Thị Tư" }],
    });
    let answers = answers.as_object().unwrap();
    assert_eq!(noted.whose(answers), Some("Võ Thị Xuân"));
    let asked = noted.asked(answers);
    let change = |item: &str, was: &str, now: &str| ChangeAsked {
        item: item.into(),
        was: was.into(),
        now: now.into(),
    };
    let want = [
        change("Ngày sinh", "14/8/1992", "18/4/1992"),
        change("Chữ đệm", "Thi", "Thị"),
        change("Họ tên mẹ", "", "Lê Thị Tư"),
    ];
    assert_eq!(asked, want);
    let whole = Said::Day(Day::parse("1992-04-18").unwrap());
    let mapped: Filling = [("born".to_string(), whole), ("mother".to_string(), text("Lê Thị Tư"))].into();
    assert_eq!(noted.mapped(&register.fields, &asked), mapped, "a middle name alone is no name");
    // What is no whole day is the part.
    let partly = noted.mapped(&register.fields, &[change("ngày sinh", "", "tháng 4 năm 1992")]);
    assert_eq!(partly, [("born_partly".to_string(), text("tháng 4 năm 1992"))].into());
}

#[test]
fn a_day_that_is_known_whole_takes_the_place_of_the_part_and_the_other_way_round() {
    let mut office = office("", &ISSUED[..2]);
    let whole = Said::Day(Day::parse("1992-04-18").unwrap());
    let other = Said::Day(Day::parse("1992-04-19").unwrap());
    let has = |office: &Office| {
        let says = |name: &str| office.entries[0].said.contains_key(name);
        (says("born"), says("born_partly"))
    };
    let part = |said: &str| ("born_partly".to_string(), text(said));
    let born = |said: &Said| ("born".to_string(), said.clone());
    // What is sent as it was is no change: a form sends all its fields.
    let was = office.entries[0].said["born"].clone();
    let table: [(Filling, (bool, bool)); 5] = [
        ([part("1992"), born(&was)].into(), (false, true)),
        ([born(&whole), part("1992")].into(), (true, false)),
        ([born(&other)].into(), (true, false)),
        ([part("tháng 4 năm 1992")].into(), (false, true)),
        ([born(&whole), part("4/1992")].into(), (true, false)),
    ];
    for (at, (changes, want)) in table.into_iter().enumerate() {
        office.notes(&keeper(), noting(None, changes, at as u32 + 1)).unwrap();
        assert_eq!(has(&office), want, "{at}");
    }
    let before = &office.entries[0].notes[1].before;
    assert_eq!(before.get("born_partly"), Some(&text("1992")), "the note says what was taken out");
    // Neither is refused, in a note and in a new entry.
    let nothing: Filling = [("born".to_string(), text(""))].into();
    assert_eq!(office.notes(&keeper(), noting(None, nothing, 6)).unwrap_err(), ["deed.field-missing"]);
    let mut unborn = old("b", "46", "Võ Văn Hạ");
    unborn.said.remove("born");
    assert_eq!(office.enters(unborn.clone()).unwrap_err(), ["deed.field-missing"]);
    unborn.said.insert("born_partly".into(), text("1998"));
    office.enters(unborn).unwrap();
}
