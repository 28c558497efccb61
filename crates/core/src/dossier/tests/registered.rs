//! What a register may say of a day, and of a paper that was decided under its number.

use super::registers::{Office, REGISTER, day, keeper, old};
use super::*;
use crate::deed::{CheckCode, DeedMade, Filling, PersonSignature, Registers, Said};
use crate::register::NoteEntry;

#[test]
fn a_day_after_the_registration_is_neither_entered_nor_noted() {
    let mut office = Office::new(Town::new());
    let mut later = old("a", "45", "Võ Thị Xuân");
    later.said.insert("born".into(), Said::Day(day("2030-01-01")));
    assert_eq!(office.enters(later).unwrap_err(), ["register.day-later"]);
    office.enters(old("b", "46", "Võ Thị Hạ")).unwrap();
    let note = NoteEntry {
        id: "b".into(),
        decision: "Quyết định 12/QĐ-UBND".into(),
        dossier: None,
        reason: "cải chính ngày sinh".into(),
        changes: [("born".to_string(), Said::Day(day("2199-01-01")))].into(),
        voids: false,
        seen: 1,
    };
    assert_eq!(office.notes(&keeper(), note).unwrap_err(), ["register.day-later"]);
}

#[test]
fn an_entry_is_what_the_paper_says_that_was_decided_under_its_number() {
    let register = REGISTER.replace("draws = true", "draws = false");
    let registers = Registers::read(&[("registers/sinh.toml", &register)]).unwrap();
    let register = registers.get("sinh").unwrap();
    let mut dossier = Town::brought_of("sealed", &[Verb::Accept]).dossier().clone();
    let says = |name: &str| -> Filling { [("name".to_string(), Said::Text(name.into()))].into() };
    assert_eq!(dossier.must_be_entered_as(register, "9", &says("Bất kỳ")), Ok(()), "no paper yet");
    dossier.deed = Some(Box::new(DeedMade {
        template: "trich-luc.1".into(),
        filling: says("Võ Đình Lộc"),
        agency: agency(THERE),
        book: Some(register.name.clone()),
        number: 1,
        volume: None,
        symbol: None,
        day: day("2025-07-15"),
        check: CheckCode::drawn([7; 10]),
        entry: None,
        signature: PersonSignature::ByHand,
    }));
    for (number, name, want) in [
        ("01", "Võ Đình Lộc", &[][..]),
        ("77", "Võ Đình Lộc", &["register.paper-number"]),
        ("1", "Người Khác", &["register.paper-says"]),
        ("x", "", &["register.paper-number", "register.paper-says"]),
    ] {
        let found = dossier.must_be_entered_as(register, number, &says(name)).err().unwrap_or_default();
        assert_eq!(found.iter().map(|why| why.code).collect::<Vec<_>>(), want, "{number} {name}");
    }
}

#[test]
fn a_paper_under_the_number_of_a_register_is_issued_once_its_registration_stands_there() {
    let mut town = super::deeds::decided();
    let procedure = town.dossier().submission.procedure.clone();
    let register = |draws: bool| {
        let text = REGISTER
            .replace("draws = true", &format!("draws = {draws}"))
            .replace("procedures = []", &format!("procedures = [\"{procedure}\"]"))
            .replace("Sổ đăng ký khai sinh", "Sổ xác nhận");
        Registers::read(&[("registers/sinh.toml", &text)]).unwrap()
    };
    let registry = officer(THERE, &[Duty::Registry]);
    let entry = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    let code = town.code();
    let issuing = || Issue { code: code.clone(), entry: entry.clone(), files: Vec::new(), unscanned: None };
    let asked = |town: &Town| {
        town.ask(&registry, |desk| issue(desk, issuing()))
            .err()
            .unwrap_or_default()
            .first()
            .map(|why| why.code)
    };
    // Where the register draws its own numbers, this paper has another one.
    town.law.registers = register(true);
    assert_eq!(asked(&town), None);
    town.law.registers = register(false);
    assert_eq!(asked(&town), Some("register.enter-first"));
    let mut office = Office { town, entries: Vec::new() };
    let mut first = old("a", "1", "Nguyễn Thị Hòa");
    (first.dossier, first.at.day) = (Some(office.town.code().to_string()), Some(office.town.now.day()));
    office.enters(first).unwrap();
    office.town.entries.clone_from(&office.entries);
    assert_eq!(asked(&office.town), None);
    // What is void stands nowhere.
    let note = NoteEntry {
        id: "a".into(),
        decision: "Quyết định 12/QĐ-UBND".into(),
        dossier: None,
        reason: "ghi nhầm".into(),
        changes: Filling::new(),
        voids: true,
        seen: 1,
    };
    office.notes(&officer(THERE, &[Duty::Leader]), note).unwrap();
    office.town.entries.clone_from(&office.entries);
    assert_eq!(asked(&office.town), Some("register.enter-first"));
}
