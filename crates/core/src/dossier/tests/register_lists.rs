//! Old books of registers as sheets, and the registers as the catalogue has them.

use super::registers::{EXTRACT, Office, REGISTER, day, keeper, old};
use super::*;
use crate::deed::{Deeds, Registers, Said};
use crate::document::SheetLine;
use crate::register::{Enter, EntryLine, ImportEntries, enter, entries_of, import_entries};

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
    let twins = vec![line(2, old("a", "1", "Võ Thị Xuân")), line(3, old("b", "2", "VÕ THỊ XUÂN"))];
    let refused =
        office.asked(&keeper(), |desk| import_entries(desk, ImportEntries { entries: twins.clone() }));
    assert_eq!(refused.unwrap_err()[0].code, "register.alike", "the same person twice in one list");
    let sure =
        twins.into_iter().map(|line| EntryLine { enter: Enter { is_sure: true, ..line.enter }, ..line });
    let entries = sure.collect();
    assert!(office.asked(&keeper(), |desk| import_entries(desk, ImportEntries { entries })).is_ok());
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

#[test]
fn an_identity_number_that_lost_a_digit_is_refused_and_other_papers_are_not() {
    let mut office = Office::new(Town::new());
    let text = REGISTER.replace("identities = []", "identities = [\"mother\"]");
    office.town.law.registers = Registers::read(&[("registers/sinh.toml", &text)]).unwrap();
    let table = [
        ("046225001234", None),
        ("191234567", None),
        ("Hộ chiếu C1234567", None),
        ("46225001234", Some("say.mother")),
    ];
    for (written, want) in table {
        let mut command = old("a", "45", "A");
        command.said.insert("mother".into(), Said::Text(written.into()));
        let asked = office.asked(&keeper(), |desk| enter(desk, command));
        let at = asked.err().map(|why| (why[0].code, why[0].field.clone().unwrap_or_default().into_owned()));
        let want = want.map(|field| ("register.identity-digits", field.to_string()));
        assert_eq!(at, want, "{written}");
    }
}
