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
