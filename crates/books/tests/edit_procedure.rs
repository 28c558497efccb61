//! A procedure's next version by fields: what is not changed stays to the letter, and what is
//! changed changes nothing else.

use motcua_books::edit::{LawEdit, PaperEdit, ProcedureEdit, WayEdit, is_in_place};
use motcua_books::{Books, own_file};
use motcua_core::calendar::Limit;
use motcua_core::catalogue::*;
use motcua_core::law::Policy;
use motcua_core::law::changes::{VersionPart, between};
use motcua_core::law_change::CatalogueFile;
use motcua_core::{Day, Law, Trust};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The day on which somebody edits, and the first day of what they write.
fn today() -> Day {
    day("2026-08-01")
}

fn from() -> Day {
    day("2026-09-01")
}

fn law(books: &Books) -> Law {
    books.law(Policy::default()).unwrap_or_else(|wrong| panic!("{:#?}", &wrong[..wrong.len().min(5)]))
}

/// The catalogue with a file for each procedure that can be handed in, or for each so many of
/// those that only the portal's tables have.
fn with_own_files(each: usize) -> (Books, Law) {
    let books = Books::embedded();
    let law_before = law(&books);
    let offered = |one: &&Procedure| one.versions.iter().all(|version| !version.ways.is_empty());
    let of_tables = law_before.catalogue.all().iter().filter(|one| !one.has_own_file());
    let begun: Vec<CatalogueFile> = of_tables.filter(offered).step_by(each).map(own_file).collect();
    let books = books.with(&begun);
    let law = law(&books);
    (books, law)
}

fn owned(law: &Law) -> impl Iterator<Item = &Procedure> {
    law.catalogue.all().iter().filter(|one| one.has_own_file())
}

fn fields(procedure: &Procedure, from: Day) -> ProcedureEdit {
    ProcedureEdit::of(procedure, from).expect("a procedure has a version")
}

/// The procedure with its last version once more from this day on.
fn with_next(procedure: &Procedure, from: Day) -> Procedure {
    let mut next = procedure.clone();
    let last = next.versions.last_mut().unwrap();
    let mut new = last.clone();
    last.effective_to = Some(from.plus(-1));
    (new.number, new.effective_from, new.effective_to) = (last.number + 1, from, None);
    next.versions.push(new);
    next
}

#[test]
fn fields_that_nobody_changed_change_nothing_but_the_days() {
    let (books, old) = with_own_files(1);
    assert!(owned(&old).count() > 300, "{} procedures", owned(&old).count());
    let mut files = Vec::new();
    for procedure in owned(&old) {
        let begun = procedure.versions.last().unwrap().effective_from;
        assert!(is_in_place(procedure, begun, today()) && !is_in_place(procedure, from(), today()));
        let same = fields(procedure, begun).file(&books, procedure, today()).unwrap();
        assert_eq!(Some(same.text.as_str()), books.text(&same.path), "{} to the letter", procedure.id);
        files.push(fields(procedure, from()).file(&books, procedure, today()).unwrap());
    }
    let new = law(&books.with(&files));
    for procedure in owned(&old) {
        let is = new.catalogue.procedure(&procedure.id).unwrap();
        assert_eq!(is, &with_next(procedure, from()), "{}", procedure.id);
    }
    for change in between(&old, &new) {
        let others: Vec<_> = change.changes.iter().filter(|one| one.part != VersionPart::From).collect();
        assert!(!change.is_in_place() && others.is_empty(), "{}: {others:#?}", change.procedure);
    }
}

/// What somebody does on the page, and the procedure that is meant.
type Doing = fn(&mut ProcedureEdit, &mut Procedure);

fn last(procedure: &mut Procedure) -> &mut Version {
    procedure.versions.last_mut().unwrap()
}

const DOINGS: &[(&str, Doing)] = &[
    ("another name", |edit, means| {
        edit.name = "Tên “mới” \\ có \"dấu\"".into();
        means.name = edit.name.clone();
    }),
    ("plain words", |edit, means| {
        (edit.plain, edit.plain_en) = ("Làm giấy".into(), String::new());
        (means.plain, means.plain_en) = ("Làm giấy".into(), String::new());
    }),
    ("a decision", |edit, means| {
        edit.decision = "123/QĐ-UBND".into();
        last(means).decision = Some("123/QĐ-UBND".into());
        // What was read on the portal was not read of this decision.
        last(means).seen = None;
    }),
    ("other steps", |edit, means| {
        edit.steps = "committee".into();
        last(means).steps = "committee".into();
    }),
    ("only in part online, and why", |edit, means| {
        (edit.online, edit.partial_reason) = (Online::Partial, "Phải ký trước mặt".into());
        (last(means).online, last(means).partial_reason) =
            (Online::Partial, Some("Phải ký trước mặt".into()));
    }),
    ("result and note", |edit, means| {
        (edit.result, edit.note_en) = ("Giấy".into(), "Two\nlines".into());
        (last(means).result, last(means).note_en) = ("Giấy".into(), "Two\nlines".into());
    }),
    ("the first limit", |edit, means| {
        edit.ways[0].limit = Limit::Days(77);
        let offer = &mut last(means).ways[0];
        (offer.limit, offer.limit_trust) = (Limit::Days(77), Trust::Assumed);
    }),
    ("a limit is compared", |edit, means| {
        edit.ways[0].is_limit_verified = true;
        last(means).ways[0].limit_trust = Trust::Verified;
    }),
    ("the first fee", |edit, means| {
        let offer = &last(means).ways[0];
        if offer.fee_step.is_some() || offer.fee_max_vnd.is_some() {
            return;
        }
        (edit.ways[0].fee_vnd, edit.ways[0].fee_unit) = (Some(8_000), FeeUnit::Act);
        let offer = &mut last(means).ways[0];
        let is_another = (offer.fee_vnd, offer.fee_unit) != (Some(8_000), FeeUnit::Act);
        (offer.fee_vnd, offer.fee_unit) = (Some(8_000), FeeUnit::Act);
        offer.fee_trust = if is_another { Trust::Assumed } else { offer.fee_trust };
    }),
    ("words of the last fee", |edit, means| {
        edit.ways.last_mut().unwrap().fee_text_en = "Free".into();
        let offer = last(means).ways.last_mut().unwrap();
        let is_another = offer.fee_text_en != "Free";
        offer.fee_text_en = "Free".into();
        offer.fee_trust = if is_another { Trust::Assumed } else { offer.fee_trust };
    }),
    ("a way is taken out", |edit, means| {
        let case = edit.ways[0].case.clone();
        if edit.ways.iter().filter(|way| way.case == case).count() > 1 {
            edit.ways.remove(0);
            last(means).ways.remove(0);
        }
    }),
    ("a way is added", |edit, means| {
        let first = edit.ways[0].clone();
        let is_offered = |way: &Way| edit.ways.iter().any(|one| one.case == first.case && one.way == *way);
        let Some(way) = Way::ALL.into_iter().find(|way| !is_offered(way)) else { return };
        let (fee_text, fee_text_en) = ("Chưa rõ".to_string(), "Not known".to_string());
        let limit = Limit::WorkingHours(4);
        let offer = Offer {
            case: first.case.clone(),
            way,
            limit,
            limit_trust: Trust::Assumed,
            fee_vnd: None,
            fee_unit: FeeUnit::Dossier,
            fee_kind: None,
            fee_step: None,
            fee_max_vnd: None,
            fee_text: fee_text.clone(),
            fee_text_en: fee_text_en.clone(),
            fee_trust: Trust::Assumed,
        };
        last(means).ways.push(offer);
        edit.ways.push(WayEdit {
            way,
            limit,
            is_limit_verified: false,
            fee_vnd: None,
            fee_unit: FeeUnit::Dossier,
            fee_text,
            fee_text_en,
            is_fee_verified: false,
            ..first
        });
    }),
    ("a paper with two copies", |edit, means| {
        if let Some(paper) = edit.papers.first_mut() {
            (paper.copies, paper.is_verified) = (2, true);
            let paper = &mut last(means).papers[0];
            (paper.copies, paper.trust) = (2, Trust::Verified);
        }
    }),
    ("a paper that not everybody hands in", |edit, means| {
        if let Some(paper) = edit.papers.last_mut().filter(|paper| paper.is_required) {
            paper.is_required = false;
            let paper = last(means).papers.last_mut().unwrap();
            (paper.required, paper.trust) = (false, Trust::Assumed);
        }
    }),
    ("a paper for the last case only", |edit, means| {
        let cases: Vec<CaseId> = last(means).cases.iter().map(|case| case.id.clone()).collect();
        if let (Some(paper), [_, .., case]) = (edit.papers.last_mut(), cases.as_slice()) {
            paper.cases = vec![case.clone()];
            let paper = last(means).papers.last_mut().unwrap();
            (paper.cases, paper.trust) = (vec![case.clone()], Trust::Assumed);
        }
    }),
    ("a paper is taken out", |edit, means| {
        if !edit.papers.is_empty() {
            edit.papers.remove(0);
            last(means).papers.remove(0);
        }
    }),
    ("two papers of one name are added", |edit, means| {
        let cases: Vec<CaseId> = last(means).cases.iter().map(|case| case.id.clone()).collect();
        for id in ["so-tiem-chung-moi", "so-tiem-chung-moi-2"] {
            edit.papers.push(PaperEdit {
                id: None,
                name: "Sổ tiêm chủng (mới)".into(),
                name_en: "Vaccination book".into(),
                originals: 0,
                copies: 1,
                is_required: true,
                by_form: false,
                cases: cases.clone(),
                is_verified: false,
            });
            last(means).papers.push(Paper {
                id: id.into(),
                name: "Sổ tiêm chủng (mới)".into(),
                name_en: "Vaccination book".into(),
                originals: 0,
                copies: 1,
                required: true,
                by_form: false,
                cases: Vec::new(),
                trust: Trust::Assumed,
            });
        }
    }),
    ("a law is added", |edit, means| {
        let (number, title) = ("1/2026/NĐ-CP".to_string(), "Nghị định".to_string());
        let issued = Some(day("2026-07-01"));
        let (was, is_verified) = (String::new(), true);
        edit.laws.push(LawEdit { was, number: number.clone(), title: title.clone(), issued, is_verified });
        last(means).legal_basis.push(LegalText { number, title, issued, trust: Trust::Verified });
    }),
    ("the first law has another number", |edit, means| {
        if let Some(law) = edit.laws.first_mut() {
            law.number = "2/2026/QH16".into();
            let law = &mut last(means).legal_basis[0];
            (law.number, law.trust) = ("2/2026/QH16".into(), Trust::Assumed);
        }
    }),
    ("all laws are taken out", |edit, means| {
        edit.laws.clear();
        last(means).legal_basis.clear();
    }),
];

#[test]
fn what_is_changed_by_a_field_is_changed_and_nothing_else() {
    let (books, old) = with_own_files(10);
    let steps: Vec<(&str, &str)> = books.files().filter(|(path, _)| path.starts_with("steps/")).collect();
    for (name, doing) in DOINGS {
        let (mut files, mut meant, mut changed) = (Vec::new(), Vec::new(), 0);
        for procedure in owned(&old) {
            let (mut edit, mut means) = (fields(procedure, from()), with_next(procedure, from()));
            doing(&mut edit, &mut means);
            changed += usize::from(edit != fields(procedure, from()));
            files.push(edit.file(&books, procedure, today()).unwrap());
            meant.push(means);
        }
        assert!(changed > 2, "{name}: done to {changed} procedures only");
        let texts: Vec<(&str, &str)> =
            files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let new = Catalogue::read(&texts, &steps);
        let new = new.unwrap_or_else(|wrong| panic!("{name}: {:#?}", &wrong[..wrong.len().min(3)]));
        for means in meant {
            assert_eq!(new.procedure(&means.id), Some(&means), "{name}: {}", means.id);
        }
    }
}

#[test]
fn comments_and_what_no_field_asks_stay() {
    let path = "procedures/2.000815.toml";
    let books = Books::embedded();
    let text = books.text(path).unwrap();
    let at = text.find("[[version.way]]").unwrap();
    let (before, after) = text.split_at(at);
    let after = after.replacen("limit = ", "# Thời hạn theo nghị định.\nlimit = ", 1);
    let after = after.replacen("limit_trust = \"verified\"", "limit_trust = \"verified\" # đã xem", 1);
    let commented = format!("{before}# Cách nộp.\n{after}# Hết.\n");
    let books = books.with(&[CatalogueFile { path: path.into(), text: commented.clone() }]);
    let law = law(&books);
    let procedure = law.catalogue.find("2.000815").unwrap();
    let begun = procedure.versions[0].effective_from;
    let mut edit = fields(procedure, begun);
    edit.ways[0].limit = Limit::WorkingDays(9);
    edit.ways[0].is_limit_verified = false;
    let file = edit.file(&books, procedure, today()).unwrap();
    let lines = |text: &str| text.lines().map(str::to_string).collect::<Vec<_>>();
    let differing: Vec<(String, String)> =
        lines(&commented).into_iter().zip(lines(&file.text)).filter(|(was, is)| was != is).collect();
    let differing: Vec<&str> = differing.iter().map(|(_, is)| is.as_str()).collect();
    assert_eq!(differing, ["limit = \"9 working_days\"", "limit_trust = \"assumed\" # đã xem"]);
    assert_eq!(lines(&commented).len(), lines(&file.text).len());
}

#[test]
fn which_version_a_first_day_means() {
    let books = Books::embedded();
    let old = law(&books);
    let procedure = old.catalogue.find("1.001193").unwrap();
    let begun = procedure.versions[0].effective_from;
    let periods = |procedure: &Procedure| {
        let version =
            |one: &Version| (one.effective_from.to_string(), one.effective_to.map(|day| day.to_string()));
        procedure.versions.iter().map(version).collect::<Vec<_>>()
    };
    let written = |books: &Books, procedure: &Procedure, from: Day| {
        let file = fields(procedure, from).file(books, procedure, today()).map_err(|why| why.code)?;
        let books = books.with(&[file]);
        let law = law(&books);
        let periods = periods(law.catalogue.find("1.001193").unwrap());
        Ok::<_, &str>((books, law, periods))
    };
    let own = |from: &str, to: Option<&str>| (from.to_string(), to.map(str::to_string));
    // Its own first day: the version itself.
    assert_eq!(written(&books, procedure, begun).unwrap().2, [own("2025-07-01", None)]);
    // Before it there is nothing, and nothing can begin there.
    assert_eq!(written(&books, procedure, begun.plus(-1)).err(), Some("catalogue.versions-out-of-order"));
    // After it: a new one.
    let (books, law, two) = written(&books, procedure, from()).unwrap();
    assert_eq!(two, [own("2025-07-01", Some("2026-08-31")), own("2026-09-01", None)]);
    // One that is still to come is moved, and the one before it goes on until then.
    let procedure = law.catalogue.find("1.001193").unwrap();
    let moved = written(&books, procedure, day("2026-10-01")).unwrap().2;
    assert_eq!(moved, [own("2025-07-01", Some("2026-09-30")), own("2026-10-01", None)]);
    assert_eq!(written(&books, procedure, begun).err(), Some("catalogue.versions-out-of-order"));
}

#[test]
fn a_procedure_that_offers_no_way_yet_begins_with_its_first_ways() {
    let books = Books::embedded();
    let old = law(&books);
    let mut begun = old.catalogue.all().iter().filter(|one| one.versions.iter().all(|v| v.ways.is_empty()));
    let procedure = begun.next().expect("the portal hides some limits");
    assert!(is_in_place(procedure, from(), today()));
    let mut edit = fields(procedure, from());
    edit.ways.push(WayEdit {
        case: None,
        way: Way::Counter,
        limit: Limit::WorkingDays(3),
        is_limit_verified: true,
        fee_vnd: Some(0),
        fee_unit: FeeUnit::Dossier,
        fee_text: "Miễn phí".into(),
        fee_text_en: "Free".into(),
        is_fee_verified: false,
    });
    let file = edit.file(&books, procedure, today()).unwrap();
    let new = law(&books.with(&[file]));
    let is = new.catalogue.procedure(&procedure.id).unwrap();
    assert_eq!((is.versions.len(), is.versions[0].ways.len()), (1, 1));
    assert!(is.has_own_file() && is.versions[0].effective_from == from());
}

#[test]
fn what_no_box_asks_is_not_charged_and_what_others_take_is_not_offered() {
    let books = Books::embedded();
    let old = law(&books);
    let copies = old.catalogue.find("2.000815").unwrap();
    let stepped = copies.versions[0].ways.iter().position(|offer| offer.fee_step.is_some()).unwrap();
    let mut edit = fields(copies, from());
    edit.ways[stepped].fee_vnd = Some(0);
    let refusal = edit.file(&books, copies, today()).unwrap_err();
    assert_eq!((refusal.code, refusal.field.as_deref()), ("catalogue.fee-has-steps", Some("ways")));
    let elsewhere = old.catalogue.all().iter().find(|one| {
        let version = &one.versions[0];
        version.ways.is_empty() && version.withheld.iter().any(|way| way.why == WhyWithheld::TakenElsewhere)
    });
    let elsewhere = elsewhere.unwrap();
    let mut edit = fields(elsewhere, from());
    edit.ways = fields(copies, from()).ways;
    edit.ways.iter_mut().for_each(|way| way.case = None);
    edit.ways.truncate(1);
    assert_eq!(edit.file(&books, elsewhere, today()).unwrap_err().code, "catalogue.taken-elsewhere");
}

#[test]
fn an_end_that_is_set_for_later_goes_on_to_the_version_that_begins_before_it() {
    let path = "procedures/1.001193.toml";
    let text = Books::embedded().text(path).unwrap().replacen(
        "effective_from = \"2025-07-01\"",
        "effective_from = \"2025-07-01\"\neffective_to = \"2027-12-31\"",
        1,
    );
    let books = Books::embedded().with(&[CatalogueFile { path: path.into(), text }]);
    let old = law(&books);
    let file = fields(old.catalogue.find("1.001193").unwrap(), from());
    let file = file.file(&books, old.catalogue.find("1.001193").unwrap(), today()).unwrap();
    let new = law(&books.with(&[file]));
    let versions = &new.catalogue.find("1.001193").unwrap().versions;
    assert_eq!(versions[0].effective_to, Some(from().plus(-1)));
    assert_eq!(versions[1].effective_to, Day::parse("2027-12-31"));
}
