//! The paper with which a dossier ends: drafted from what is known, decided under the number of its
//! book, issued as it stands.

use super::*;
use crate::deed::{Capacity, CheckCode, Deeds, Filling, Said, SignAs};

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
> {name} {note}
@columns 1 1
 || {authority}
 || {post}
~ 25
 || {signer}
'''

[[field]]
name = "name"
label = "Họ tên"
label_en = "Name"
sample = "A"
from = "applicant.name"
required = true

[[field]]
name = "note"
label = "Ghi chú"
label_en = "Note"
sample = "b"
required = true
most = 20
"#;

fn town(way: &[Verb]) -> Town {
    let mut town = Town::brought_of("sealed", way);
    town.law.deeds = Deeds::read(&[("deeds/xac-nhan.1.toml", TEMPLATE)]).unwrap();
    town
}

fn drafting(town: &Town, note: &str) -> DraftResult {
    let said = [("note".to_string(), Said::Text(note.into()))].into();
    DraftResult { code: town.code(), template: "xac-nhan.1".into(), said, entry: None }
}

fn case_officer() -> Actor {
    officer(THERE, &[Duty::Case])
}

pub(super) fn leader() -> Actor {
    officer(THERE, &[Duty::Leader])
}

pub(super) fn deciding(town: &Town, outcome: Outcome, random: u8) -> Decide {
    let sign =
        Some(SignAs { capacity: Capacity::Deputy, check: CheckCode::drawn([random; 10]), with_key: false });
    Decide { code: town.code(), outcome, reason: "theo quy định".into(), files: Vec::new(), sign }
}

const AT_THE_CASE_OFFICER: [Verb; 2] = [Verb::Accept, Verb::Forward];

/// Drafted and forwarded to the leader.
pub(super) fn drafted() -> Town {
    let mut town = town(&AT_THE_CASE_OFFICER);
    let command = drafting(&town, "độc thân");
    town.act(&case_officer(), |desk| draft_result(desk, command)).unwrap();
    town.does("2025-07-15T09:00", &case_officer(), Verb::Forward);
    town
}

/// Drafted, forwarded and decided.
pub(super) fn decided() -> Town {
    let mut town = drafted();
    let command = deciding(&town, Outcome::Approved, 7);
    town.act(&leader(), |desk| decide(desk, command)).unwrap();
    town
}

#[test]
fn what_is_decided_has_the_number_of_its_book_and_the_day_of_the_decision() {
    let town = decided();
    let deed = town.dossier().deed.as_ref().unwrap();
    assert_eq!(deed.series().map(|series| series.0).as_deref(), Some("deed/H57.103/2025/Sổ xác nhận"));
    assert_eq!((deed.number, deed.number_and_symbol().as_str()), (1, "01/UBND-XN"));
    let paper = deed.paper(town.law.deeds.get("xac-nhan.1").unwrap()).text();
    for said in ["Số: 01/UBND-XN", "ngày 15 tháng 7 năm 2025", "Nguyễn Thị Hòa độc thân"] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    for said in ["KT. CHỦ TỊCH", "Phó Chủ tịch", "Trần Văn Bình"] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    assert!(paper.starts_with("ỦY BAN NHÂN DÂN"), "{paper}");
}

#[test]
fn it_is_issued_under_that_number_and_no_other() {
    let mut town = decided();
    let registry = officer(THERE, &[Duty::Registry]);
    let drawn = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    for wrong in [
        BookEntry { number: "2/UBND-XN".into(), ..drawn.clone() },
        BookEntry { book: "Sổ khác".into(), ..drawn.clone() },
    ] {
        let command = Issue { code: town.code(), entry: wrong, files: Vec::new(), unscanned: None };
        assert_eq!(town.act(&registry, |desk| issue(desk, command)).unwrap_err(), ["deed.other-entry"]);
    }
    town.does("2025-07-15T10:00", &registry, Verb::Issue);
    assert_eq!(town.dossier().issued.as_ref(), Some(&drawn));
}

#[test]
fn what_the_registry_hands_back_has_no_number_and_is_drafted_anew() {
    let mut town = decided();
    town.does("2025-07-15T10:00", &officer(THERE, &[Duty::Registry]), Verb::HandBack);
    assert_eq!(town.dossier().deed, None);
    let command = drafting(&town, "đã ly hôn");
    town.act(&leader(), |desk| draft_result(desk, command)).unwrap();
    let command = deciding(&town, Outcome::Approved, 9);
    town.act(&leader(), |desk| decide(desk, command)).unwrap();
    let deed = town.dossier().deed.as_ref().unwrap();
    assert_eq!(deed.check, CheckCode::drawn([9; 10]));
    assert_eq!(deed.filling.get("note"), Some(&Said::Text("đã ly hôn".into())));
}

#[test]
fn a_draft_is_judged_field_by_field() {
    let town = town(&AT_THE_CASE_OFFICER);
    let said = |name: &str, said: Said| -> Filling { [(name.to_string(), said)].into() };
    let table: [(Filling, &[&str]); 5] = [
        (Filling::new(), &["deed.field-missing say.note"]),
        (said("note", Said::Text("  ".into())), &["deed.field-missing say.note"]),
        (said("note", Said::Text("x".repeat(21))), &["deed.field-long say.note"]),
        (said("note", Said::Number(4)), &["deed.field-kind say.note"]),
        (said("other", Said::Number(4)), &["deed.unknown-field say.other", "deed.field-missing say.note"]),
    ];
    for (said, want) in table {
        let command = DraftResult { said, ..drafting(&town, "") };
        let refused = town.ask(&case_officer(), |desk| draft_result(desk, command)).unwrap_err();
        let found: Vec<String> = refused
            .iter()
            .map(|refusal| format!("{} {}", refusal.code, refusal.field.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(found, want);
    }
}

#[test]
fn what_is_known_is_not_taken_from_the_drafter() {
    let mut town = town(&AT_THE_CASE_OFFICER);
    let mut command = drafting(&town, "độc thân");
    command.said.insert("name".into(), Said::Text("Người Khác".into()));
    town.act(&case_officer(), |desk| draft_result(desk, command)).unwrap();
    let draft = town.dossier().draft.as_ref().unwrap();
    assert_eq!(draft.filling.get("name"), Some(&Said::Text("Nguyễn Thị Hòa".into())));
}

#[test]
fn a_supplement_makes_the_draft_void_because_what_was_known_may_have_changed() {
    let mut town = town(&AT_THE_CASE_OFFICER);
    let command = drafting(&town, "độc thân");
    town.act(&case_officer(), |desk| draft_result(desk, command)).unwrap();
    town.does("2025-07-15T09:00", &case_officer(), Verb::AskSupplement);
    town.does("2025-07-15T10:00", &officer(HERE, &[Duty::Reception]), Verb::Supplement);
    assert_eq!(town.dossier().draft, None);
}

#[test]
fn who_may_not_draft_or_sign_is_told_why() {
    let undrafted = town(&[Verb::Accept, Verb::Forward, Verb::Forward]);
    let sign = deciding(&undrafted, Outcome::Approved, 1);
    let refused = undrafted.ask(&leader(), |desk| decide(desk, sign)).unwrap_err();
    assert_eq!(refused[0].code, "deed.nothing-drafted");
    let stranger = drafting(&undrafted, "x");
    let refused = undrafted.ask(&officer(THERE, &[Duty::Registry]), |desk| draft_result(desk, stranger));
    assert_eq!(refused.unwrap_err()[0].code, "dossier.not-your-duty");

    let mut drafted = town(&[Verb::Accept, Verb::Forward, Verb::Forward]);
    let command = drafting(&drafted, "x");
    drafted.act(&leader(), |desk| draft_result(desk, command)).unwrap();
    let other = deciding(&drafted, Outcome::Refused, 1);
    assert_eq!(drafted.act(&leader(), |desk| decide(desk, other)).unwrap_err(), ["deed.other-outcome"]);
    drafted.law.deeds = Deeds::default();
    let gone = deciding(&drafted, Outcome::Approved, 1);
    assert_eq!(drafted.act(&leader(), |desk| decide(desk, gone)).unwrap_err(), ["deed.template-over"]);

    let decided = decided();
    let late = drafting(&decided, "x");
    let refused = decided.ask(&officer(THERE, &[Duty::Registry]), |desk| draft_result(desk, late));
    assert_eq!(refused.unwrap_err()[0].code, "dossier.decided-already");
    let new = town(&[]);
    let early = drafting(&new, "x");
    let refused = new.ask(&officer(HERE, &[Duty::Reception]), |desk| draft_result(desk, early));
    assert_eq!(refused.unwrap_err()[0].code, "deed.not-now");
}

#[test]
fn what_was_decided_and_not_issued_counts_no_more_once_silence_took_effect() {
    let town = decided();
    let last = town.dossier().seq;
    let to = Holder { step: 5, ..Holder::reception(&agency(HERE)) };
    let (outcome, since, article) = (Outcome::Approved, at("2025-07-20T09:00"), "Điều 1".to_string());
    let fact = Fact::SilenceRecorded { outcome, since, article, to };
    let event = Event { seq: last + 1, fact, ..town.events.last().unwrap().clone() };
    let all: Vec<Event> = town.events.iter().cloned().chain([event]).collect();
    let after = fold::<Dossier>(DossierId([7; 16]), &all).unwrap();
    assert_eq!(after.status(), Status::Completed);
    assert_eq!((after.deed, after.draft, after.result), (None, None, None));
}

#[test]
fn a_case_that_is_found_voids_the_draft() {
    let mut town = town(&AT_THE_CASE_OFFICER);
    let command = drafting(&town, "độc thân");
    town.act(&case_officer(), |desk| draft_result(desk, command)).unwrap();
    let last = town.dossier().seq;
    let promise = town.dossier().reception.as_ref().unwrap().promise.clone();
    let fact = Fact::CaseFound { case: "far".into(), promise };
    let event = Event { seq: last + 1, fact, ..town.events.last().unwrap().clone() };
    let all: Vec<Event> = town.events.iter().cloned().chain([event]).collect();
    assert_eq!(fold::<Dossier>(DossierId([7; 16]), &all).unwrap().draft, None);
}

#[test]
fn of_a_book_that_is_counted_here_a_typed_number_is_refused() {
    let mut plain = town(&[Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide]);
    let day = plain.now.day();
    let entry = BookEntry { number: "1/UBND-XN".into(), book: "Sổ xác nhận".into(), day };
    let command = Issue { code: plain.code(), entry: entry.clone(), files: Vec::new(), unscanned: None };
    let registry = officer(THERE, &[Duty::Registry]);
    assert_eq!(plain.act(&registry, |desk| issue(desk, command)).unwrap_err(), ["deed.book-is-counted"]);
    let entry = BookEntry { book: "Sổ khác".into(), ..entry };
    let command = Issue { code: plain.code(), entry, files: Vec::new(), unscanned: None };
    plain.act(&registry, |desk| issue(desk, command)).unwrap();
}

#[test]
fn a_chair_who_decides_in_their_own_name_signs_in_one_line() {
    let table = [
        (Capacity::Head, false, ["TM. ỦY BAN NHÂN DÂN", "Chủ tịch"]),
        (Capacity::Head, true, ["CHỦ TỊCH", ""]),
        (Capacity::Acting, false, ["TM. ỦY BAN NHÂN DÂN", "Q. Chủ tịch"]),
        (Capacity::Acting, true, ["Q. CHỦ TỊCH", ""]),
        (Capacity::Deputy, true, ["KT. CHỦ TỊCH", "Phó Chủ tịch"]),
    ];
    for (capacity, by_chair, lines) in table {
        assert_eq!(capacity.lines(by_chair), lines, "{capacity:?}");
    }
}

#[test]
fn a_template_takes_nothing_from_where_nothing_is_said_and_ends_no_procedure_that_there_is_not() {
    let refused = |procedures: &str, from: &str| {
        let template = TEMPLATE
            .replace("from = \"applicant.name\"", &format!("from = \"{from}\""))
            .replace("law = \"x\"", &format!("law = \"x\"\nprocedures = {procedures}"));
        let deeds = Deeds::read(&[("deeds/xac-nhan.1.toml", template.as_str())]).unwrap();
        let bad = Town::new().law.with_deeds(deeds, Default::default()).err().unwrap_or_default();
        bad.iter().map(|bad| bad.why.code.to_string()).collect::<Vec<_>>()
    };
    for known in ["applicant.name", "applicant.name applicant.identity", "dossier.code", "procedure.name"] {
        assert_eq!(refused("[\"sealed\"]", known), [""; 0], "{known}");
    }
    for unknown in ["applicant.nothing", "answers.nothing", "applicant.name answers.nothing"] {
        assert_eq!(refused("[\"sealed\"]", unknown), ["deed.unknown-source"], "{unknown}");
    }
    assert_eq!(refused("[\"sealed\", \"no-such\"]", "applicant.name"), ["deed.unknown-procedure"]);
}
