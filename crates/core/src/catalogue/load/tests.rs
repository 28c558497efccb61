//! Every mistake a file can have, and what the loader makes of sound ones.

use crate::catalogue::{Catalogue, StepAgency};
use crate::{BadData, Day};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const STEPS: &str = r#"name = "same_day"
title = "Trong ngày"
title_en = "Same day"

[[step]]
id = "receive"
name = "Tiếp nhận"
name_en = "Receive"
duty = "reception"
hours = 2
trust = "assumed"

[[step]]
id = "return"
name = "Trả kết quả"
name_en = "Return"
duty = "reception"
hours = 0
trust = "assumed"
"#;

const GOOD: &str = r#"id = "1.001193"
code = "1.001193"
code_trust = "verified"
name = "Đăng ký khai sinh"
name_en = "Birth registration"
field = "Hộ tịch"
field_en = "Civil status"
level = "commune"
competent = "people_committee"
keywords = ["giấy khai sinh"]

[[version]]
effective_from = "2025-07-01"
online = "full"
steps = "same_day"
result = "Giấy khai sinh"
result_en = "Birth certificate"
note = ""
note_en = ""

[[version.case]]
id = "on-time"
name = "Đúng hạn"
name_en = "On time"

[[version.case]]
id = "late"
name = "Quá hạn"
name_en = "Late"

[[version.way]]
case = "*"
way = "counter"
limit = "same_day"
limit_trust = "verified"
fee_vnd = 0
fee_text = "Miễn"
fee_text_en = "Free"
fee_trust = "assumed"

[[version.way]]
case = "late"
way = "online"
limit = "3 working_days"
limit_trust = "assumed"
fee_text = "Theo tỉnh"
fee_text_en = "Set by the province"
fee_trust = "assumed"

[[version.paper]]
id = "form"
name = "Tờ khai"
name_en = "Form"
originals = 1
copies = 0
required = true
trust = "assumed"
"#;

fn read_one(text: &str) -> Result<Catalogue, Vec<BadData>> {
    Catalogue::read(&[("procedures/1.001193.toml", text)], &[("steps/same_day.toml", STEPS)])
}

/// What was wrong, as `code line field`.
fn told(bad: Vec<BadData>) -> Vec<String> {
    bad.iter()
        .map(|bad| format!("{} {} {}", bad.why.code, bad.line.unwrap_or(0), bad.field).trim().to_string())
        .collect()
}

#[test]
fn each_mistake_is_named_with_its_line_and_field() {
    assert!(read_one(GOOD).is_ok());
    let mut missed = Vec::new();
    // (what stands in the good file, what stands in the bad one, what is told)
    let table = [
        ("name = \"Đăng ký khai sinh\"", "name = \"Đăng ký khai sinh", "data.syntax 4"),
        ("keywords =", "keyword =", "data.unknown-field 10 keyword"),
        ("limit = \"same_day\"", "limt = \"same_day\"", "data.missing-field 31 version[0].way[0]"),
        ("name_en = \"Birth registration\"\n", "", "data.missing-field 1"),
        ("name = \"Đăng ký khai sinh\"", "name = 7", "data.wrong-type 4 name"),
        ("fee_vnd = 0", "fee_vnd = \"0\"", "data.wrong-type 36 version[0].way[0].fee_vnd"),
        ("fee_vnd = 0", "fee_vnd = 1.5", "data.wrong-type 36 version[0].way[0].fee_vnd"),
        ("required = true", "required = 1", "data.wrong-type 56 version[0].paper[0].required"),
        ("keywords = [\"giấy khai sinh\"]", "keywords = [1]", "data.wrong-type 10 keywords"),
        ("keywords = [\"giấy khai sinh\"]", "keywords = [\"\"]", "data.empty 10 keywords"),
        ("[[version.paper]]", "[version.paper]", "data.wrong-type 50 version[0].paper"),
        ("name = \"Đăng ký khai sinh\"", "name = \" \"", "data.empty 4 name"),
        ("name = \"Quá hạn\"", "name = \"\"", "data.empty 28 version[0].case[1].name"),
        ("level = \"commune\"", "level = \"district\"", "data.not-one-of 8 level"),
        ("way = \"online\"", "way = \"fax\"", "data.not-one-of 43 version[0].way[1].way"),
        ("\"2025-07-01\"", "\"2025-02-30\"", "data.no-such-date 13 version[0].effective_from"),
        ("\"2025-07-01\"", "\"1/7/2025\"", "data.no-such-date 13 version[0].effective_from"),
        ("\"3 working_days\"", "\"3 days off\"", "catalogue.limit-unreadable 44 version[0].way[1].limit"),
        ("\"3 working_days\"", "\"-3 days\"", "catalogue.limit-unreadable 44 version[0].way[1].limit"),
        ("fee_vnd = 0", "fee_vnd = -1", "catalogue.fee-negative 36 version[0].way[0].fee_vnd"),
        ("fee_vnd = 0", "fee_max_vnd = 9", "catalogue.fee-without-amount 36 version[0].way[0].fee_max_vnd"),
        (
            "fee_text_en = \"Set by the province\"\nfee_trust = \"assumed\"",
            "fee_text_en = \"Set by the province\"\nfee_trust = \"verified\"",
            "catalogue.fee-without-amount 48 version[0].way[1].fee_trust",
        ),
        (
            "fee_vnd = 0",
            "fee_vnd = 9\nfee_step = { from = 1, vnd = 5 }",
            "data.number-too-small 37 version[0].way[0].fee_step.from",
        ),
        (
            "fee_vnd = 0",
            "fee_vnd = 9\nfee_step = { from = 3 }",
            "data.missing-field 37 version[0].way[0].fee_step",
        ),
        ("originals = 1", "originals = -1", "data.number-too-small 54 version[0].paper[0].originals"),
        (
            "originals = 1",
            "originals = 9_999_999_999",
            "data.number-too-big 54 version[0].paper[0].originals",
        ),
        ("id = \"1.001193\"", "id = \"1.001194\"", "catalogue.id-not-file-name 1 id"),
        ("code = \"1.001193\"", "code = \"1001193\"", "catalogue.code-unreadable 2 code"),
        ("code = \"1.001193\"", "code = \"\"", "catalogue.verified-without-code 3 code_trust"),
        ("keywords =", "other_codes = [\"x\"]\nkeywords =", "catalogue.code-unreadable 10 other_codes"),
        ("keywords =", "other_codes = [\"1.001193\"]\nkeywords =", "catalogue.code-twice 10 other_codes"),
        ("case = \"late\"", "case = \"later\"", "catalogue.unknown-case 42 version[0].way[1].case"),
        (
            "required = true",
            "required = true\ncases = [\"x\"]",
            "catalogue.unknown-case 57 version[0].paper[0].cases",
        ),
        ("case = \"*\"", "case = \"late\"", "catalogue.case-without-way 22 version[0].case[0].id"),
        (
            "case = \"late\"\nway = \"online\"",
            "case = \"*\"\nway = \"counter\"",
            "catalogue.way-twice 43 version[0].way[1].way",
        ),
        ("id = \"late\"", "id = \"on-time\"", "catalogue.case-twice 27 version[0].case[1].id"),
        ("id = \"late\"", "id = \"Quá hạn\"", "catalogue.id-unreadable 27 version[0].case[1].id"),
        ("steps = \"same_day\"", "steps = \"someday\"", "catalogue.unknown-steps 15 version[0].steps"),
        (
            "online = \"full\"",
            "effective_to = \"2025-06-30\"\nonline = \"full\"",
            "catalogue.ends-before-it-begins 14 version[0].effective_to",
        ),
    ];
    for (good, bad, want) in table {
        assert!(GOOD.contains(good), "{good}");
        let got = told(read_one(&GOOD.replacen(good, bad, 1)).unwrap_err());
        if !got.iter().any(|told| told == want) {
            missed.push(format!("{bad}: {got:?}, want {want}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_is_missing_or_there_twice_is_named_at_its_table() {
    let cut = |from: &str, to: &str| {
        let (a, b) = (GOOD.find(from).unwrap(), GOOD.find(to).unwrap());
        format!("{}{}", &GOOD[..a], &GOOD[b..])
    };
    let version = &GOOD[..GOOD.find("[[version]]").unwrap()];
    assert_eq!(told(read_one(version).unwrap_err()), ["catalogue.no-version 1"]);
    let no_case = told(read_one(&cut("[[version.case]]", "[[version.way]]")).unwrap_err());
    assert_eq!(
        no_case,
        ["catalogue.no-case 12 version[0]", "catalogue.unknown-case 32 version[0].way[1].case"]
    );
    let no_way = told(read_one(&cut("[[version.way]]", "[[version.paper]]")).unwrap_err());
    assert_eq!(no_way, ["catalogue.no-way 12 version[0]"]);
    let paper = &GOOD[GOOD.find("[[version.paper]]").unwrap()..];
    let twice = told(read_one(&format!("{GOOD}{paper}")).unwrap_err());
    assert_eq!(twice, ["catalogue.paper-twice 59 version[0].paper[1].id"]);
    let officers = GOOD.replace("name_en = \"On time\"", "name_en = \"On time\"\ndecided_by = \"officer\"");
    let officers = officers.replace("name_en = \"Late\"", "name_en = \"Late\"\ndecided_by = \"officer\"");
    let officers = told(read_one(&officers).unwrap_err());
    assert_eq!(officers, ["catalogue.no-case-for-applicant 25 version[0].case[0].decided_by"]);
}

#[test]
fn versions_must_follow_one_another() {
    let second = &GOOD[GOOD.find("[[version]]").unwrap()..];
    let overlap = told(read_one(&format!("{GOOD}\n{second}")).unwrap_err());
    assert_eq!(overlap, ["catalogue.versions-overlap 60 version[1].effective_from"]);
    let earlier = second.replace("2025-07-01", "2024-07-01");
    let disorder = told(read_one(&format!("{GOOD}\n{earlier}")).unwrap_err());
    assert_eq!(disorder, ["catalogue.versions-out-of-order 60 version[1].effective_from"]);
}

#[test]
fn two_files_cannot_claim_one_code_or_translate_a_field_twice() {
    let other = GOOD.replacen("id = \"1.001193\"", "id = \"other\"", 1).replace("Civil status", "Registry");
    let files = [("1.001193.toml", GOOD), ("other.toml", &*other)];
    let bad = Catalogue::read(&files, &[("same_day.toml", STEPS)]).unwrap_err();
    assert_eq!(bad[0].why.arg("other"), Some("1.001193.toml"));
    assert_eq!(told(bad), ["catalogue.code-twice 2 code", "catalogue.field-translated-twice 7 field_en"]);
    let bad =
        Catalogue::read(&[("1.001193.toml", GOOD), ("x/1.001193.toml", GOOD)], &[("same_day.toml", STEPS)]);
    assert_eq!(told(bad.unwrap_err()), ["catalogue.id-twice 1 id", "catalogue.code-twice 2 code"]);
}

#[test]
fn a_step_template_begins_and_ends_at_the_reception_desk() {
    let table = [
        (
            "duty = \"reception\"\nhours = 0",
            "duty = \"case\"\nhours = 0",
            "catalogue.steps-not-at-reception 17 step[1].duty",
        ),
        ("id = \"return\"", "id = \"receive\"", "catalogue.step-twice 14 step[1].id"),
        ("duty = \"reception\"", "duty = \"receptionist\"", "data.not-one-of 9 step[0].duty"),
        ("hours = 2", "hours = -2", "data.number-too-small 10 step[0].hours"),
        ("name = \"same_day\"", "name = \"sameday\"", "catalogue.id-not-file-name 1 name"),
        ("title = \"Trong ngày\"", "title = \"\"", "data.empty 2 title"),
    ];
    for (good, bad, want) in table {
        assert!(STEPS.contains(good), "{good}");
        let steps = STEPS.replacen(good, bad, 1);
        let got = told(Catalogue::read(&[], &[("steps/same_day.toml", &*steps)]).unwrap_err());
        assert_eq!(got, [want], "{bad}");
    }
    let worked = |agency: &str, duty: &str| {
        let step = format!(
            "[[step]]\nid = \"work\"\nname = \"Làm\"\nname_en = \"Work\"\nduty = \"{duty}\"\nagency = \"{agency}\"\n\
             hours = 1\ntrust = \"assumed\"\n"
        );
        let (first, last) = STEPS.rsplit_once("[[step]]").unwrap();
        Catalogue::read(&[], &[("steps/same_day.toml", format!("{first}{step}[[step]]{last}").as_str())])
    };
    for (agency, duty, want) in [
        ("police station", "case", "catalogue.step-agency-unknown"),
        ("department", "case", "catalogue.step-agency-unknown"),
        ("department:alchemy", "case", "catalogue.step-agency-unknown"),
        ("tax", "leader", "catalogue.step-agency-not-case"),
    ] {
        let got = told(worked(agency, duty).unwrap_err());
        assert_eq!(got.len(), 1, "{got:?}");
        assert!(got[0].starts_with(want) && got[0].ends_with("step[1].agency"), "{agency} {duty}: {got:?}");
    }
    for (agency, want) in [("tax", "tax"), ("department:construction", "construction")] {
        let catalogue = worked(agency, "case").unwrap();
        let step = catalogue.steps("same_day").unwrap().step("work").unwrap();
        assert_eq!(step.agency.map(StepAgency::as_str), Some(want));
    }
    let timeless = STEPS.replace("hours = 2", "hours = 0");
    let got = told(Catalogue::read(&[], &[("steps/same_day.toml", &*timeless)]).unwrap_err());
    assert_eq!(got, ["catalogue.steps-without-time 5 step"]);
    let empty = &STEPS[..STEPS.find("[[step]]").unwrap()];
    let got = told(Catalogue::read(&[], &[("steps/same_day.toml", empty)]).unwrap_err());
    assert_eq!(got, ["catalogue.no-step 1"]);
}

#[test]
fn all_mistakes_are_told_at_once_and_a_misspelt_field_is_guessed() {
    let text = GOOD
        .replace("level = \"commune\"", "level = \"district\"")
        .replace("limit = \"same_day\"", "limt = \"same_day\"")
        .replace("fee_vnd = 0", "fee_vnd = -5")
        .replace("case = \"late\"", "case = \"later\"")
        .replace("required = true", "required = \"yes\"");
    let broken_steps = STEPS.replace("hours = 2", "hours = \"two\"");
    let bad =
        Catalogue::read(&[("1.001193.toml", &*text)], &[("same_day.toml", &*broken_steps)]).unwrap_err();
    let guess = bad.iter().find(|bad| bad.why.code == "data.unknown-field").unwrap();
    assert_eq!(guess.why.arg("nearest"), Some("limit"));
    assert_eq!(
        told(bad),
        [
            "data.wrong-type 10 step[0].hours",
            "data.not-one-of 8 level",
            "data.missing-field 31 version[0].way[0]",
            "data.unknown-field 34 version[0].way[0].limt",
            "catalogue.fee-negative 36 version[0].way[0].fee_vnd",
            "catalogue.unknown-case 42 version[0].way[1].case",
            "data.wrong-type 56 version[0].paper[0].required",
        ]
    );
}

#[test]
fn a_version_holds_from_its_first_to_its_last_day() {
    let next = GOOD.replace("effective_from = \"2025-07-01\"", "effective_from = \"2026-01-01\"");
    let next = &next[next.find("[[version]]").unwrap()..];
    let first = GOOD.replace("online =", "effective_to = \"2025-12-31\"\nonline =");
    let catalogue = read_one(&format!("{first}\n{next}")).unwrap();
    let procedure = catalogue.find("1.001193").unwrap();
    let number_on = |text| procedure.version_on(day(text)).map(|version| version.number);
    assert_eq!(number_on("2025-06-30"), None);
    assert_eq!(number_on("2025-07-01"), Some(1));
    assert_eq!(number_on("2025-12-31"), Some(1));
    assert_eq!(number_on("2026-01-01"), Some(2));
    assert_eq!(procedure.version(3), None);
}

#[test]
fn a_paper_is_asked_for_in_its_cases_only() {
    let text = GOOD.replace("required = true", "required = true\ncases = [\"late\"]");
    let catalogue = read_one(&text).unwrap();
    let version = catalogue.find("1.001193").unwrap().version(1).unwrap();
    assert_eq!(version.papers_for(&"late".into()).count(), 1);
    assert_eq!(version.papers_for(&"on-time".into()).count(), 0);
}

#[test]
fn a_date_may_stand_with_or_without_quotes() {
    let catalogue = read_one(&GOOD.replace("\"2025-07-01\"", "2025-07-01")).unwrap();
    assert_eq!(catalogue.find("1.001193").unwrap().versions[0].effective_from, day("2025-07-01"));
    let bad = read_one(&GOOD.replace("\"2025-07-01\"", "2025-07-01T08:00:00")).unwrap_err();
    assert_eq!(told(bad), ["data.no-such-date 13 version[0].effective_from"]);
}
