//! The loop of a supplement: what is marked, what may answer it, what stays.

use super::*;
use crate::document::{FILES_MAX, FileDigest, FileRef, Media};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn paper(name: &str, digest: char, files: usize) -> PaperHanded {
    let file = FileRef {
        digest: FileDigest(digest.to_string().repeat(64)),
        name: "to-khai.pdf".into(),
        size: 9,
        media: Media::Pdf,
        pages: None,
        doubts: Vec::new(),
    };
    PaperHanded { originals: 1, ..PaperHanded::of_files(name, vec![file; files]) }
}

fn about(text: &str, why: &str) -> WrongItem {
    WrongItem { about: About::parse(text), why: why.into() }
}

fn clerk() -> Actor {
    officer(HERE, &Duty::ALL)
}

/// Handed in with a form of which the father's name is wrong, and accepted.
fn accepted(papers: Vec<PaperHanded>) -> Town {
    let answers = json!({ "ten_tre": "Lê An", "cha": { "ho_ten": "Lê Bih" }, "con": [{ "ten": "Cúc" }] });
    let answers = answers.as_object().cloned().unwrap();
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, Submit { papers, ..handing_in() })).unwrap();
    // As a dossier that is older than its form: what may be corrected is judged here,
    // what an answer may say in the tests of forms.
    if let Fact::Submitted(submission) = &mut town.events[0].fact {
        submission.answers = answers;
        submission.form = None;
    }
    town.dossier = Some(fold::<Dossier>(DossierId([7; 16]), &town.events).unwrap());
    town.does("2025-07-14T09:00", &clerk(), Verb::Accept);
    town
}

fn ask(town: &Town, items: &[WrongItem], complete: bool, why_again: &str) -> AskSupplement {
    AskSupplement { code: town.code(), items: items.to_vec(), complete, why_again: why_again.into() }
}

/// Accepted with one paper and asked for these.
fn asked(items: &[(&str, &str)]) -> Town {
    let mut town = accepted(vec![paper("form", 'a', 1)]);
    let items: Vec<WrongItem> = items.iter().map(|(on, why)| about(on, why)).collect();
    let command = ask(&town, &items, false, "");
    town.act(&clerk(), |desk| ask_supplement(desk, command)).unwrap();
    town
}

fn codes(refused: Result<Changes, Vec<crate::Refusal>>) -> Vec<(&'static str, String)> {
    let field = |refusal: &crate::Refusal| refusal.field.clone().unwrap_or_default().into_owned();
    match refused {
        Ok(_) => Vec::new(),
        Err(refusals) => refusals.iter().map(|refusal| (refusal.code, field(refusal))).collect(),
    }
}

#[test]
fn a_request_names_what_is_there_once_each_and_says_why() {
    let town = accepted(vec![paper("form", 'a', 1), paper("other", 'b', 1)]);
    type Pairs<'a> = &'a [(&'a str, &'a str)];
    let wrong: [(Pairs<'_>, Pairs<'_>); 9] = [
        (&[], &[("dossier.nothing-asked", "items")]),
        (&[("paper:form", " ")], &[("dossier.reason-missing", "why.paper:form")]),
        (&[("paper:passport", "thiếu trang 2")], &[("dossier.unknown-paper", "why.paper:passport")]),
        (&[("field:me.ho_ten", "sai tên")], &[("dossier.unknown-field", "why.field:me.ho_ten")]),
        (&[("field:con.1.ten", "sai tên")], &[("dossier.unknown-field", "why.field:con.1.ten")]),
        (&[("field:cha", "sai tên"), ("field:cha", "sai nữa")], &[("dossier.item-twice", "why.field:cha")]),
        (
            &[("paper:form", ""), ("field:x", "sai")],
            &[("dossier.reason-missing", "why.paper:form"), ("dossier.unknown-field", "why.field:x")],
        ),
        (&[("paper:form", "mờ"), ("", "thiếu chữ ký")], &[("dossier.reason-missing", "why.paper:form")]),
        (&[("paper:form", "bị mờ"), ("paper:other", "thiếu dấu"), ("field:cha.ho_ten", "sai tên")], &[]),
    ];
    for (items, want) in wrong {
        let items: Vec<WrongItem> = items.iter().map(|(on, why)| about(on, why)).collect();
        let said = codes(town.ask(&clerk(), |desk| ask_supplement(desk, ask(&town, &items, false, ""))));
        let want: Vec<_> = want.iter().map(|(code, field)| (*code, field.to_string())).collect();
        assert_eq!(said, want, "{items:?}");
    }
    let many = vec![about("", "thiếu chữ ký"); 101];
    let said = codes(town.ask(&clerk(), |desk| ask_supplement(desk, ask(&town, &many, false, ""))));
    assert_eq!(said, [("dossier.too-many-items", "items".to_string())]);
}

#[test]
fn a_required_paper_that_is_missing_and_not_marked_must_be_meant() {
    let town = accepted(Vec::new());
    for (items, complete, want) in [
        (vec![about("field:cha", "sai tên")], false, vec![("dossier.missing-not-marked", "complete".into())]),
        (vec![about("field:cha", "sai tên")], true, vec![]),
        (vec![about("field:cha", "sai tên"), about("paper:form", "chưa nộp")], false, vec![]),
    ] {
        let command = ask(&town, &items, complete, "");
        let said = town.ask(&clerk(), |desk| ask_supplement(desk, command));
        assert_eq!(codes(said), want, "{items:?} {complete}");
    }
}

#[test]
fn a_second_request_must_say_why_it_was_not_in_the_first() {
    let mut town = asked(&[("paper:form", "bị mờ")]);
    town.now = at("2025-07-15T09:00");
    let answer = answering(town.code(), vec![paper("form", 'b', 1)], "");
    town.act(&citizen(), |desk| supplement(desk, answer)).unwrap();
    assert_eq!(town.dossier().supplements, 1);
    let items = [about("paper:form", "vẫn mờ")];
    for (why_again, want) in
        [("", vec![("dossier.why-again", "why_again".to_string())]), ("Ảnh mới vẫn không đọc được", vec![])]
    {
        let command = ask(&town, &items, false, why_again);
        assert_eq!(codes(town.ask(&clerk(), |desk| ask_supplement(desk, command))), want);
    }
    let command = ask(&town, &items, false, " Ảnh mới vẫn không đọc được ");
    town.act(&clerk(), |desk| ask_supplement(desk, command)).unwrap();
    assert_eq!(town.events.last().unwrap().reason.as_deref(), Some("Ảnh mới vẫn không đọc được"));
}

#[test]
fn an_answer_brings_what_was_marked_or_says_why_not_and_nothing_else() {
    let field = |path: &str, value: Value| BTreeMap::from([(path.to_string(), value)]);
    let none = BTreeMap::new;
    type Row = (Vec<PaperHanded>, BTreeMap<String, Value>, &'static str, Vec<(&'static str, &'static str)>);
    let table: Vec<Row> = vec![
        (vec![], none(), " ", vec![("dossier.nothing-supplemented", "papers")]),
        (vec![], field("cha.ho_ten", json!("Lê Bih")), "", vec![("dossier.nothing-supplemented", "papers")]),
        (vec![paper("form", 'b', 1)], none(), "", vec![("dossier.item-unanswered", "form.cha.ho_ten")]),
        (vec![], field("cha.ho_ten", json!("Lê Bình")), "", vec![("dossier.item-unanswered", "paper.form")]),
        (vec![], none(), "đã ghi đúng rồi", vec![]),
        (vec![paper("form", 'b', 1)], field("cha.ho_ten", json!("Lê Bình")), "", vec![]),
        (
            vec![paper("form", 'b', 1), paper("other", 'c', 1)],
            field("cha.ho_ten", json!("Lê Bình")),
            "",
            vec![],
        ),
        (vec![], field("ten_tre", json!("Lê Ân")), "sai", vec![("dossier.field-not-asked", "form.ten_tre")]),
        (vec![], field("cha", json!("Lê Ân")), "sai", vec![("dossier.field-not-asked", "form.cha")]),
        (
            vec![],
            field("cha.ho_ten.x", json!("Lê Ân")),
            "sai",
            vec![("dossier.unknown-field", "form.cha.ho_ten.x")],
        ),
        (
            vec![],
            field("cha.ho_ten", json!("x".repeat(200_000))),
            "dài",
            vec![("dossier.answers-too-long", "answers")],
        ),
        (vec![paper("passport", 'b', 1)], none(), "", vec![("dossier.unknown-paper", "papers")]),
        (vec![paper("form", 'b', FILES_MAX + 1)], none(), "nhiều", vec![("document.too-many", "papers")]),
    ];
    let town = asked(&[("paper:form", "bị mờ"), ("field:cha.ho_ten", "sai tên")]);
    for (papers, answers, note, want) in table {
        let command =
            Supplement { code: town.code(), papers, answers, person: Default::default(), note: note.into() };
        let said = codes(town.ask(&citizen(), |desk| supplement(desk, command.clone())));
        let want: Vec<_> = want.iter().map(|(code, field)| (*code, field.to_string())).collect();
        assert_eq!(said, want, "{command:?}");
    }
    let town = asked(&[("field:cha", "sai tên")]);
    let command = answering(town.code(), vec![paper("form", 'b', 1)], "đây");
    let said = codes(town.ask(&citizen(), |desk| supplement(desk, command)));
    assert_eq!(said, [("dossier.paper-not-asked", "paper.form".to_string())]);
}

#[test]
fn what_is_said_of_the_person_is_corrected_where_it_was_marked() {
    // (marked, said, wanted: field, before, after; or the refusals)
    type Said<'a> = &'a [(&'a str, &'a str)];
    type Row<'a> = (Said<'a>, Said<'a>, Said<'a>, Said<'a>);
    let table: [Row<'_>; 8] = [
        (&[("phone", "sai số")], &[("phone", "+84 905 123 456")], &[("phone", "0905123456")], &[]),
        (&[("born", "chỉ có năm")], &[("born", "1990")], &[("born", "1990")], &[]),
        (&[("name", "sai dấu")], &[("name", " Nguyễn  Thị Hoa ")], &[("name", "Nguyễn Thị Hoa")], &[]),
        (&[("name", "sai dấu")], &[("name", "")], &[], &[("applicant.name-missing", "person.name")]),
        (&[("phone", "sai số")], &[("phone", "12")], &[], &[("applicant.phone-shape", "person.phone")]),
        (&[("phone", "sai số")], &[("born", "1990")], &[], &[("dossier.field-not-asked", "person.born")]),
        (&[("phone", "sai số")], &[("age", "30")], &[], &[("dossier.unknown-field", "person.age")]),
        (&[("phone", "sai số")], &[("phone", "")], &[], &[("dossier.nothing-supplemented", "papers")]),
    ];
    for (marked, said, want, refused) in table {
        let marks: Vec<(String, &str)> =
            marked.iter().map(|(field, why)| (format!("person:{field}"), *why)).collect();
        let marks: Vec<(&str, &str)> = marks.iter().map(|(about, why)| (about.as_str(), *why)).collect();
        let mut town = asked(&marks);
        let person = said.iter().map(|(field, text)| (field.to_string(), text.to_string())).collect();
        let command = Supplement { person, ..answering(town.code(), Vec::new(), "") };
        let before = town.dossier().submission.applicant.clone();
        let answered = codes(town.ask(&citizen(), |desk| supplement(desk, command.clone())));
        let refused: Vec<_> = refused.iter().map(|(code, field)| (*code, field.to_string())).collect();
        assert_eq!(answered, refused, "{said:?}");
        if refused.is_empty() {
            town.act(&citizen(), |desk| supplement(desk, command)).unwrap();
        }
        let now = &town.dossier().submission.applicant;
        for field in Applicant::FIELDS {
            let want = want.iter().find(|(name, _)| *name == field).map(|(_, text)| *text);
            assert_eq!(now.field(field), want.or(before.field(field)), "{said:?} {field}");
        }
        let Fact::Supplemented { person, .. } = &town.events.last().unwrap().fact else { continue };
        let kept: Vec<_> = person.iter().map(|one| (one.path.as_str(), one.before.is_some())).collect();
        let had = |field: &str| before.field(field).is_some_and(|text| !text.is_empty());
        assert_eq!(kept, want.iter().map(|(field, _)| (*field, had(field))).collect::<Vec<_>>());
    }
    let town = accepted(vec![paper("form", 'a', 1)]);
    let command = ask(&town, &[about("person:age", "sai")], false, "");
    let said = codes(town.ask(&clerk(), |desk| ask_supplement(desk, command)));
    assert_eq!(said, [("dossier.unknown-field", "why.person:age".to_string())]);
}

#[test]
fn both_versions_stay() {
    let mut town =
        asked(&[("paper:form", "bị mờ"), ("field:cha.ho_ten", "sai tên"), ("paper:other", "thiếu")]);
    town.now = at("2025-07-16T09:00");
    let answers = BTreeMap::from([("cha.ho_ten".to_string(), json!("Lê Bình"))]);
    let papers = vec![paper("form", 'b', 1), paper("other", 'c', 0)];
    let command =
        Supplement { code: town.code(), papers, answers, person: Default::default(), note: String::new() };
    town.act(&citizen(), |desk| supplement(desk, command)).unwrap();
    let dossier = town.dossier();
    assert_eq!(answer_at(&dossier.submission.answers, "cha.ho_ten"), Some(&json!("Lê Bình")));
    let names: Vec<&str> = dossier.submission.papers.iter().map(|paper| paper.paper.as_str()).collect();
    assert_eq!(names, ["form", "other"]);
    let [Replaced { at, paper }] = dossier.replaced.as_slice() else { panic!("one gave way") };
    assert_eq!((*at, paper.paper.as_str(), paper.originals), (town.now, "form", 1));
    for digest in ["a", "b"] {
        assert!(dossier.file(&digest.repeat(64)).is_some(), "what was replaced can still be opened");
    }
    assert!(!dossier.reception.as_ref().unwrap().digitised, "one of the papers is not held as a file");
    let Fact::Supplemented { answers, replaces, .. } = &town.events.last().unwrap().fact else { panic!() };
    let corrected =
        Corrected {
            path: "cha.ho_ten".into(), before: Some("Lê Bih".into()), after: Some("Lê Bình".into())
        };
    assert_eq!((answers.as_slice(), replaces.as_slice()), (&[corrected][..], &["form".to_string()][..]));
    assert_eq!(town.due(), "2025-07-21T17:00", "the limit starts again from zero");
}

#[test]
fn a_supplement_of_before_is_still_read() {
    let town = Town::brought(&[Verb::Accept, Verb::AskSupplement, Verb::Supplement]);
    let mut asked = serde_json::to_value(&town.events[2]).unwrap();
    asked["fact"]["items"] = json!([{ "about": "form", "why": "bị mờ" }]);
    let event: Event = serde_json::from_value(asked).unwrap();
    let Fact::SupplementAsked { items, late_after: None } = event.fact else { panic!("asked") };
    assert_eq!(items[0].about, About::Paper("form".into()));
    let mut answered = serde_json::to_value(&town.events[3]).unwrap();
    let fact = answered["fact"].as_object_mut().unwrap();
    assert!(!fact.contains_key("replaces") && !fact.contains_key("answers"), "nothing of these was written");
    let event: Event = serde_json::from_value(answered).unwrap();
    assert!(matches!(event.fact, Fact::Supplemented { replaces, .. } if replaces.is_empty()));
}

#[test]
fn a_request_that_comes_too_late_says_until_when_it_should_have_come() {
    // Accepted on Monday 14 July at 09:00: three working days are over on Thursday at 17:00.
    for (limit, when, late_after) in [
        ("3 working_days", "2025-07-14T10:00", None),
        ("3 working_days", "2025-07-17T17:00", None),
        ("3 working_days", "2025-07-17T17:01", Some("2025-07-17T17:00")),
        ("9 working_days", "2025-07-17T16:00", None),
        ("9 working_days", "2025-07-18T08:00", Some("2025-07-17T17:00")),
        // What is overdue asks too late, however short its limit is.
        ("1 working_days", "2025-07-15T17:00", None),
        ("1 working_days", "2025-07-16T08:00", Some("2025-07-15T17:00")),
    ] {
        let mut town = Town::new();
        town.law = law::law_with(ClockStart::Acceptance, |text| text.replace("3 working_days", limit));
        town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
        let clerk = officer(HERE, &Duty::ALL);
        town.does("2025-07-14T09:00", &clerk, Verb::Accept);
        town.does(when, &clerk, Verb::AskSupplement);
        let Fact::SupplementAsked { late_after: after, .. } = &town.events.last().unwrap().fact else {
            panic!("asked")
        };
        assert_eq!(after.map(written).as_deref(), late_after, "{limit} {when}");
    }
}

#[test]
fn after_a_supplement_the_days_to_ask_again_begin_anew() {
    let clerk = officer(HERE, &Duty::ALL);
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-14T09:00", &clerk, Verb::Accept);
    town.does("2025-07-15T09:00", &clerk, Verb::AskSupplement);
    town.does("2025-07-28T09:00", &citizen(), Verb::Supplement);
    let law = &town.law;
    let late = |when: &str| asked_late_after(law, town.dossier(), at(when)).map(written);
    assert_eq!(late("2025-07-31T17:00"), None);
    assert_eq!(late("2025-08-01T08:00").as_deref(), Some("2025-07-31T17:00"));
}

#[test]
fn days_lost_to_outages_and_days_before_the_reception_are_not_held_against_whoever_asks() {
    let clerk = officer(HERE, &Duty::ALL);
    let lost = |day: &str| {
        let (from, until) = (at(&format!("{day}T00:00")), at(&format!("{day}T23:59")));
        Outage { agency: agency(HERE), whole_province: false, from, until, ..outage_on(from.day()) }
    };
    let mut town = Town::new();
    town.recorded = vec![lost("2025-07-15"), lost("2025-07-16")];
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-14T09:00", &clerk, Verb::Accept);
    let late = |town: &Town, when: &str| asked_late_after(&town.law, town.dossier(), at(when)).map(written);
    assert_eq!(late(&town, "2025-07-21T17:00"), None);
    assert_eq!(late(&town, "2025-07-22T08:00").as_deref(), Some("2025-07-21T17:00"));

    // Where the clock starts with the sending, three days from the acceptance.
    let mut town = Town::under(ClockStart::Submission);
    town.law = law::law_with(ClockStart::Submission, |text| text.replace("3 working_days", "9 working_days"));
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    town.does("2025-07-18T09:00", &clerk, Verb::Accept);
    assert_eq!(late(&town, "2025-07-23T17:00"), None);
    assert_eq!(late(&town, "2025-07-24T08:00").as_deref(), Some("2025-07-23T17:00"));
}
