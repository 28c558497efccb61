//! Copies are held beside their originals before they are certified, by one person or two, and the certification
//! says what was compared.

use super::files::file;
use super::*;
use crate::catalogue::{FeeStep, FeeUnit};
use crate::deed::{Capacity, CheckCode, Deeds, Said, SignAs};
use crate::document::{FileRef, Media};

const TEMPLATE: &str = r#"id = "loi-chung.1"
title = "Lời chứng"
title_en = "Certification"
symbol = "SCT/BS"
book = "Sổ chứng thực"
effective_from = "2025-07-01"
compared_by = 1
good_for = ""
good_for_en = ""
law = "x"
trust = "assumed"

body = '''
# LỜI CHỨNG
> {copies} bản, {pages} trang
@table 2 5 5 2
| TT | Tên | Nơi cấp | Trang |
|*papers| {no} | {ten} | {noi} | {trang} |
'''

[[field]]
name = "papers"
label = "Giấy tờ"
label_en = "Papers"
kind = "list"
columns = ["ten", "noi", "trang"]
from = "compared.originals"
required = true
sample = "a | b | 1"

[[field]]
name = "names"
label = "Tên giấy tờ"
label_en = "Names"
from = "compared.names"
sample = "a"

[[field]]
name = "copies"
label = "Số bản"
label_en = "Copies"
kind = "number"
from = "compared.copies"
sample = "1"

[[field]]
name = "pages"
label = "Số trang"
label_en = "Pages"
kind = "number"
from = "compared.pages"
sample = "1"
"#;

fn town_by(template: &str) -> Town {
    let mut town = Town::new();
    town.law.deeds = Deeds::read(&[("deeds/loi-chung.1.toml", template)]).unwrap();
    let papers = vec![PaperHanded::of_files(
        "form",
        vec![file("a", Media::Pdf), file("b", Media::Png), file("c", Media::Docx)],
    )];
    let submit_there =
        Submit { procedure: "sealed".into(), competent: Some(agency(THERE)), papers, ..handing_in() };
    town.act(&citizen(), |desk| submit(desk, submit_there)).unwrap();
    town.does("2025-07-14T10:00", &officer(HERE, &[Duty::Reception]), Verb::Accept);
    town.does("2025-07-14T11:00", &officer(HERE, &[Duty::Reception]), Verb::Forward);
    town
}

fn diploma() -> ComparedOriginal {
    ComparedOriginal {
        name: "Bằng tốt nghiệp".into(),
        issued_by: "Đại học Huế".into(),
        pages: 3,
        copies: 2,
        seen: OriginalSeen::Paper,
        scan: None,
    }
}

fn comparing(town: &Town, originals: &[ComparedOriginal]) -> CompareOriginals {
    CompareOriginals { code: town.code(), originals: originals.to_vec(), wants_second: false }
}

fn drafting(town: &Town) -> DraftResult {
    DraftResult { code: town.code(), template: "loi-chung.1".into(), said: Default::default(), entry: None }
}

fn case_officer() -> Actor {
    officer(THERE, &[Duty::Case])
}

fn reception() -> Actor {
    officer(HERE, &[Duty::Reception])
}

fn drafted(town: &mut Town) -> Result<(), &'static str> {
    let command = drafting(town);
    town.act(&case_officer(), |desk| draft_result(desk, command)).map(drop).map_err(|codes| codes[0])
}

fn compare(town: &mut Town, by: &Actor, originals: &[ComparedOriginal]) -> Result<(), Vec<&'static str>> {
    let command = comparing(town, originals);
    town.act(by, |desk| compare_originals(desk, command)).map(drop)
}

#[test]
fn a_certification_says_what_was_compared_and_is_not_made_before() {
    let mut town = town_by(TEMPLATE);
    assert_eq!(drafted(&mut town), Err("comparison.not-done"));
    let transcript = ComparedOriginal { name: " Bảng   điểm ".into(), pages: 4, copies: 1, ..diploma() };
    compare(&mut town, &reception(), &[diploma(), transcript]).unwrap();
    drafted(&mut town).unwrap();
    let filling = &town.dossier().draft.as_ref().unwrap().filling;
    assert_eq!((&filling["copies"], &filling["pages"]), (&Said::Number(3), &Said::Number(7)));
    assert_eq!(filling["names"], Said::Text("Bằng tốt nghiệp; Bảng điểm".into()));
    let Said::List(rows) = &filling["papers"] else { panic!("{filling:?}") };
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.values().map(String::as_str).collect()).collect();
    // By the names of the columns: noi, ten, trang.
    assert_eq!(cells, [["Đại học Huế", "Bằng tốt nghiệp", "3"], ["Đại học Huế", "Bảng điểm", "4"]]);

    // Whoever finds something else begins anew: what was drafted falls.
    compare(&mut town, &case_officer(), &[diploma()]).unwrap();
    assert_eq!(town.dossier().draft, None);
    drafted(&mut town).unwrap();
    // The same again by the same person leaves it.
    compare(&mut town, &case_officer(), &[diploma()]).unwrap();
    assert!(town.dossier().draft.is_some());

    // What came later was not compared.
    let reception = reception();
    town.does("2025-07-15T09:00", &case_officer(), Verb::AskSupplement);
    town.does("2025-07-16T09:00", &reception, Verb::Supplement);
    assert_eq!(town.dossier().comparison, None);
    assert_eq!(drafted(&mut town), Err("comparison.not-done"));
}

#[test]
fn two_people_compare_where_the_template_or_the_first_of_them_asks_for_it() {
    for by_template in [true, false] {
        let text = if by_template {
            TEMPLATE.replace("compared_by = 1", "compared_by = 2")
        } else {
            TEMPLATE.into()
        };
        let mut town = town_by(&text);
        let asking = CompareOriginals { wants_second: !by_template, ..comparing(&town, &[diploma()]) };
        town.act(&case_officer(), |desk| compare_originals(desk, asking.clone())).unwrap();
        assert_eq!(drafted(&mut town), Err("comparison.needs-second"));
        // The same person again is still one.
        town.act(&case_officer(), |desk| compare_originals(desk, asking.clone())).unwrap();
        assert_eq!(drafted(&mut town), Err("comparison.needs-second"));
        // Somebody who finds something else is the first who found that.
        let other = CompareOriginals {
            originals: vec![ComparedOriginal { pages: 2, ..diploma() }],
            ..asking.clone()
        };
        town.act(&reception(), |desk| compare_originals(desk, other)).unwrap();
        assert_eq!(drafted(&mut town), Err("comparison.needs-second"));
        town.act(&case_officer(), |desk| compare_originals(desk, asking.clone())).unwrap();
        assert_eq!(drafted(&mut town), Err("comparison.needs-second"));
        town.act(&reception(), |desk| compare_originals(desk, asking)).unwrap();
        let known = town.dossier().comparison.as_ref().unwrap();
        let officers =
            [Some(&known.first), known.second.as_ref()].map(|by| by.unwrap().who.officer.clone().unwrap().0);
        assert_eq!(officers, ["case@H57.103", "reception@H57.101"]);
        drafted(&mut town).unwrap();
    }
}

#[test]
fn two_people_compare_from_the_day_on_of_which_the_office_says_so() {
    let mut town = town_by(TEMPLATE);
    town.law.directory = law::compared_by_two_from("2025-07-16");
    town.now = at("2025-07-15T16:00");
    compare(&mut town, &reception(), &[diploma()]).unwrap();
    drafted(&mut town).unwrap();
    // What one person compared before stays so, also when it is signed later.
    town.now = at("2025-07-16T08:00");
    drafted(&mut town).unwrap();
    // Compared anew, it takes two: before it is drafted, and before it is signed.
    compare(&mut town, &reception(), &[diploma()]).unwrap();
    assert_eq!(drafted(&mut town), Err("comparison.needs-second"));
    town.does("2025-07-16T09:00", &case_officer(), Verb::Forward);
    let sign = Some(SignAs { capacity: Capacity::Head, check: CheckCode::drawn([3; 10]), with_key: false });
    let (code, outcome, files) = (town.code(), Outcome::Approved, Vec::new());
    let deciding = Decide { code, outcome, reason: String::new(), files, sign };
    let leader = officer(THERE, &[Duty::Leader]);
    let refused = town.ask(&leader, |desk| decide(desk, deciding.clone())).unwrap_err();
    assert_eq!(refused[0].code, "comparison.needs-second");
    compare(&mut town, &officer(THERE, &[Duty::Leader, Duty::Case]), &[diploma()]).unwrap();
    town.act(&leader, |desk| decide(desk, deciding)).unwrap();
}

#[test]
fn a_decision_signs_no_certification_that_nobody_compared_since() {
    let mut town = town_by(TEMPLATE);
    compare(&mut town, &reception(), &[diploma()]).unwrap();
    drafted(&mut town).unwrap();
    town.does("2025-07-15T09:00", &case_officer(), Verb::Forward);
    let sign = Some(SignAs { capacity: Capacity::Head, check: CheckCode::drawn([3; 10]), with_key: false });
    let deciding = |town: &Town| Decide {
        code: town.code(),
        outcome: Outcome::Approved,
        reason: String::new(),
        files: Vec::new(),
        sign: sign.clone(),
    };
    // Whoever compared asks for a second person while the leader looks: the draft stays, and is not signed.
    let asking = CompareOriginals { wants_second: true, ..comparing(&town, &[diploma()]) };
    town.act(&reception(), |desk| compare_originals(desk, asking)).unwrap();
    let command = deciding(&town);
    let leader = officer(THERE, &[Duty::Leader]);
    let refused = town.ask(&leader, |desk| decide(desk, command)).unwrap_err();
    assert_eq!(refused[0].code, "comparison.needs-second");
    compare(&mut town, &officer(THERE, &[Duty::Leader, Duty::Case]), &[diploma()]).unwrap();
    let command = deciding(&town);
    town.act(&leader, |desk| decide(desk, command)).unwrap();
    assert_eq!(compare(&mut town, &reception(), &[diploma()]), Err(vec!["dossier.decided-already"]));
}

const IN_BOOK: &str = "in_book = '''
18 | Người yêu cầu | Who asked | {applicant.name}
30 | Giấy tờ | Papers |*papers| {ten}, {noi}
8 | Số trang | Pages | {compared.pages}
+8 | Số bản | Copies | {copies}
12 | Phí | Fee | {fee|dong}
18 | Người chứng thực | Who certified | {signer} \\ {authority} {post}
'''
";

/// The certification of these, issued.
fn certified(template: &str, originals: &[ComparedOriginal]) -> Town {
    let mut town = town_by(template);
    compare(&mut town, &reception(), originals).unwrap();
    drafted(&mut town).unwrap();
    town.does("2025-07-15T09:00", &case_officer(), Verb::Forward);
    let sign = Some(SignAs { capacity: Capacity::Deputy, check: CheckCode::drawn([3; 10]), with_key: false });
    let (code, outcome, files) = (town.code(), Outcome::Approved, Vec::new());
    let deciding = Decide { code, outcome, reason: String::new(), files, sign };
    town.act(&officer(THERE, &[Duty::Leader]), |desk| decide(desk, deciding)).unwrap();
    town
}

#[test]
fn the_book_of_certifications_says_who_asked_what_how_many_and_who_certified() {
    let template = TEMPLATE.replacen("body = ", &format!("{IN_BOOK}body = "), 1);
    let nameless =
        ComparedOriginal { name: "Bảng điểm".into(), issued_by: String::new(), copies: 5, ..diploma() };
    let town = certified(&template, &[diploma(), nameless]);
    let columns = BookColumns::of(&town.law, "Sổ chứng thực", 2025);
    let labels: Vec<&str> = columns.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(labels, ["Người yêu cầu", "Giấy tờ", "Số trang", "Số bản", "Phí", "Người chứng thực"]);
    assert!(columns.trust.is_assumed());
    let (dossier, made) = (town.dossier(), town.dossier().deed.as_deref());
    let papers = "Bằng tốt nghiệp, Đại học Huế\nBảng điểm";
    let signer = "Trần Văn Bình\nKT. CHỦ TỊCH Phó Chủ tịch";
    let cells = columns.cells(&town.law, dossier, made);
    assert_eq!(cells[..4], ["Nguyễn Thị Hòa", papers, "6", "7"]);
    assert_eq!(cells[5], signer);
    // A number that was given up says nothing and made no copies.
    assert!(columns.cells(&town.law, dossier, None).iter().all(String::is_empty));
    let mut totals = columns.totals();
    for made in [made, None, made] {
        columns.add(&mut totals, &town.law, dossier, made);
    }
    let sums: Vec<(&str, u64)> = totals.iter().map(|total| (total.of.as_str(), total.sum)).collect();
    assert_eq!(sums, [("Số bản", 14)]);
}

#[test]
fn a_book_whose_templates_name_no_columns_says_what_every_book_of_papers_does() {
    let town = certified(TEMPLATE, &[diploma()]);
    let columns = BookColumns::of(&town.law, "Sổ chứng thực", 2025);
    let cells = columns.cells(&town.law, town.dossier(), town.dossier().deed.as_deref());
    assert_eq!(cells, ["Lời chứng\nNguyễn Thị Hòa", "Trần Văn Bình", "Nguyễn Thị Hòa", ""]);
    assert_eq!(columns.totals(), []);
    // Columns of a template that was not used in that year are none of that year's book.
    let template = TEMPLATE.replacen("body = ", &format!("{IN_BOOK}body = "), 1);
    let town = town_by(&template);
    assert_eq!(BookColumns::of(&town.law, "Sổ chứng thực", 2024).columns.len(), 4);
    assert_eq!(BookColumns::of(&town.law, "Sổ chứng thực", 2026).columns.len(), 6);
}

#[test]
fn what_cannot_be_an_original_is_refused_at_its_row() {
    let town = town_by(TEMPLATE);
    let scan = |digit: &str| Some(FileDigest(digit.repeat(64)));
    let long = "a".repeat(201);
    let table: [(ComparedOriginal, &str, &str); 12] = [
        (ComparedOriginal { name: "  ".into(), ..diploma() }, "comparison.no-name", "name.1"),
        (ComparedOriginal { name: long.clone(), ..diploma() }, "comparison.too-long", "name.1"),
        (ComparedOriginal { issued_by: long, ..diploma() }, "comparison.too-long", "issued_by.1"),
        (ComparedOriginal { pages: 0, ..diploma() }, "comparison.pages", "pages.1"),
        (ComparedOriginal { pages: 2_001, ..diploma() }, "comparison.pages", "pages.1"),
        (ComparedOriginal { copies: 0, ..diploma() }, "comparison.copies", "copies.1"),
        (ComparedOriginal { copies: 201, ..diploma() }, "comparison.copies", "copies.1"),
        (ComparedOriginal { scan: scan("f"), ..diploma() }, "comparison.unknown-scan", "scan.1"),
        // A letter that somebody wrote in Word is no scan.
        (ComparedOriginal { scan: scan("c"), ..diploma() }, "comparison.unknown-scan", "scan.1"),
        (ComparedOriginal { scan: scan("a"), pages: 2, ..diploma() }, "comparison.other-pages", "scan.1"),
        (ComparedOriginal { scan: scan("a"), ..diploma() }, "", ""),
        (ComparedOriginal { scan: scan("b"), ..diploma() }, "", ""),
    ];
    for (original, want, at) in table {
        let command = comparing(&town, &[diploma(), original.clone()]);
        let refused = town.ask(&case_officer(), |desk| compare_originals(desk, command)).err();
        let refused = refused.map(|mut all| all.remove(0));
        let said = refused.map(|refusal| (refusal.code, refusal.field.unwrap_or_default().into_owned()));
        assert_eq!(said.unwrap_or_default(), (want, at.to_string()), "{original:?}");
    }
    for count in [0, 31] {
        let command = comparing(&town, &vec![diploma(); count]);
        let refused = town.ask(&case_officer(), |desk| compare_originals(desk, command)).unwrap_err();
        assert_eq!(refused[0].code, "comparison.originals");
    }
    let mut infected = town_by(TEMPLATE);
    infected.infected = vec![FileDigest("a".repeat(64))];
    let scanned = ComparedOriginal { scan: scan("a"), ..diploma() };
    assert_eq!(compare(&mut infected, &case_officer(), &[scanned]), Err(vec!["document.infected"]));
}

#[test]
fn who_has_the_dossier_or_receives_at_its_counter_compares_while_it_is_open() {
    let town = town_by(TEMPLATE);
    let table: [(Actor, &str); 6] = [
        (case_officer(), ""),
        (officer(THERE, &[Duty::Leader]), ""),
        (reception(), ""),
        (citizen(), "account.officers-only"),
        (officer(HERE, &[Duty::Case]), "dossier.not-your-unit"),
        (officer(ELSEWHERE, &Duty::ALL), "dossier.unknown"),
    ];
    for (actor, want) in table {
        let command = comparing(&town, &[diploma()]);
        let refused = town.ask(&actor, |desk| compare_originals(desk, command)).err();
        assert_eq!(refused.map_or("", |all| all[0].code), want, "{actor:?}");
    }
    // Where no copies are certified there is nothing to compare.
    let mut elsewhere = town_by(&TEMPLATE.replace("effective_from", "procedures = [\"p\"]\neffective_from"));
    assert_eq!(compare(&mut elsewhere, &reception(), &[diploma()]), Err(vec!["comparison.not-now"]));
    for (status, want) in [(Status::Submitted, "comparison.not-now"), (Status::Stopped, "comparison.not-now")]
    {
        let town = Town::at_status(status);
        let command = comparing(&town, &[diploma()]);
        let refused = town.ask(&reception(), |desk| compare_originals(desk, command)).unwrap_err();
        assert_eq!(refused[0].code, want);
    }
}

#[test]
fn an_electronic_copy_holds_a_scan_of_each_original() {
    let mut town = town_by(&TEMPLATE.replace("compared_by = 1", "binds_scans = true"));
    compare(&mut town, &case_officer(), &[diploma()]).unwrap();
    assert_eq!(drafted(&mut town), Err("comparison.no-scan"));
    let scan = Some(FileDigest("a".repeat(64)));
    compare(&mut town, &case_officer(), &[ComparedOriginal { scan, ..diploma() }]).unwrap();
    drafted(&mut town).unwrap();

    // It is a file: what only stands on paper is not issued.
    town.does("2025-07-15T09:00", &case_officer(), Verb::Forward);
    let sign = Some(SignAs { capacity: Capacity::Head, check: CheckCode::drawn([3; 10]), with_key: false });
    let (code, outcome, reason) = (town.code(), Outcome::Approved, String::new());
    let command = Decide { code, outcome, reason, files: Vec::new(), sign };
    town.act(&officer(THERE, &[Duty::Leader]), |desk| decide(desk, command)).unwrap();
    let registry = officer(THERE, &[Duty::Registry]);
    assert!(town.open_to(&registry).contains(&Verb::Issue));
    let entry = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    let issuing =
        |files: Vec<FileRef>| Issue { code: town.code(), entry: entry.clone(), files, unscanned: None };
    let refused = town.ask(&registry, |desk| issue(desk, issuing(Vec::new()))).unwrap_err();
    assert_eq!((refused[0].code, refused[0].field.as_deref()), ("comparison.no-file", Some("result")));
    let command = issuing(vec![file("d", Media::Pdf)]);
    town.act(&registry, |desk| issue(desk, command)).unwrap();
}

#[test]
fn the_fee_is_by_the_page_of_each_copy() {
    let town = town_by(TEMPLATE);
    let version = &town.law.catalogue.procedure(&"p".into()).unwrap().versions[0];
    let mut offer = version.offer(&"near".into(), Channel::Online).unwrap().clone();
    (offer.fee_vnd, offer.fee_unit) = (Some(2_000), FeeUnit::Page);
    (offer.fee_step, offer.fee_max_vnd) = (Some(FeeStep { from: 3, vnd: 1_000 }), Some(200_000));
    let by = ComparedBy { who: town.events[0].who.clone(), at: town.now };
    let of = |originals: Vec<ComparedOriginal>| Comparison {
        originals,
        first: by.clone(),
        wants_second: false,
        second: None,
    };
    // 2 × 2,000 + 1 × 1,000 for each of two copies; 300 pages cost no more than 200,000 a copy.
    let long = ComparedOriginal { pages: 300, copies: 3, ..diploma() };
    assert_eq!(of(vec![diploma()]).fee(&offer), Some(10_000));
    assert_eq!(of(vec![diploma(), long]).fee(&offer), Some(610_000));
    offer.fee_unit = FeeUnit::Dossier;
    assert_eq!(of(vec![diploma()]).fee(&offer), None);
}

#[test]
fn a_template_asks_for_one_person_or_two() {
    for (line, is_read) in [("compared_by = 1", true), ("compared_by = 2", true), ("compared_by = 3", false)]
    {
        let text = TEMPLATE.replace("compared_by = 1", line);
        assert_eq!(Deeds::read(&[("deeds/loi-chung.1.toml", &text)]).is_ok(), is_read, "{line}");
    }
}
