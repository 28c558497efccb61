//! Handing in: what is taken, what is refused and with which words.

use super::*;
use crate::act::{Point, PointKind};
use crate::catalogue::{Paper, Version};
use crate::document::{FILES_MAX, FileDigest, FileRef, Media};
use serde_json::json;

fn paper(name: &str, files: usize) -> PaperHanded {
    let file = FileRef {
        digest: FileDigest("0".repeat(64)),
        name: "to-khai.pdf".into(),
        size: 9,
        media: Media::Pdf,
        pages: None,
        doubts: Vec::new(),
    };
    PaperHanded { originals: 1, ..PaperHanded::of_files(name, vec![file; files]) }
}

/// The codes and fields that a changed handing in is refused with.
fn refused(change: impl FnOnce(&mut Submit)) -> Vec<(&'static str, String)> {
    let mut command = handing_in();
    change(&mut command);
    match Town::new().ask(&citizen(), |desk| submit(desk, command)) {
        Ok(_) => Vec::new(),
        Err(refusals) => refusals
            .into_iter()
            .map(|refusal| (refusal.code, refusal.field.map(|field| field.into_owned()).unwrap_or_default()))
            .collect(),
    }
}

#[test]
fn what_is_wrong_is_refused_with_its_code_and_field() {
    type Change = fn(&mut Submit);
    let table: [(Change, &str, &str); 16] = [
        (|s| s.procedure = "9.999999".into(), "catalogue.unknown-procedure", "procedure"),
        (|s| s.case = Some("other".into()), "dossier.unknown-case", "case"),
        (|s| s.case = None, "dossier.case-missing", "case"),
        (|s| s.channel = Channel::Post, "dossier.way-not-offered", "channel"),
        (|s| s.channel = Channel::Counter, "dossier.counter-is-received", "channel"),
        (|s| s.receiving = agency("H57.999"), "dossier.no-such-centre", "receiving"),
        (|s| s.receiving = agency("H57.201"), "dossier.no-such-centre", "receiving"),
        (|s| s.competent = Some(agency("H57.999")), "competence.not-among", "competent"),
        (|s| s.competent = Some(agency(ELSEWHERE)), "competence.not-among", "competent"),
        (|s| s.papers = vec![paper("passport", 0)], "dossier.unknown-paper", "papers"),
        (|s| s.papers = vec![paper("form", FILES_MAX), paper("other", 1)], "document.too-many", "papers"),
        (
            |s| drop(s.answers.insert("noi_dung".into(), "x".repeat(4001).into())),
            "form.too-long",
            "form.noi_dung",
        ),
        (|s| drop(s.answers.insert("con".into(), "2".into())), "form.unknown-field", "form.con"),
        (|s| s.applicant.name = " ".into(), "applicant.name-missing", "name"),
        (|s| s.applicant.identity = "123".into(), "applicant.identity-shape", "identity"),
        (|s| s.applicant.born = "2001-02-29".into(), "applicant.born-no-such-date", "born"),
    ];
    for (change, code, field) in table {
        assert_eq!(refused(change), [(code, field.to_string())]);
    }
    let lawful: [(Change, &str); 5] = [
        (|_| {}, "as it is"),
        (|s| s.competent = Some(agency(THERE)), "decided in another ward of the province"),
        (|s| s.papers = vec![paper("form", FILES_MAX)], "as many files as may be"),
        (|s| s.papers = vec![paper("other", 1)], "a paper nobody asked for"),
        (|s| (s.channel, s.case) = (Channel::Post, Some("far".into())), "by post where that is offered"),
    ];
    for (change, what) in lawful {
        assert_eq!(refused(change), [], "{what}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let wrong = refused(|command| {
        command.channel = Channel::Post;
        command.papers = vec![paper("passport", 0)];
        command.applicant.name = String::new();
        command.applicant.phone = "abc".into();
    });
    let fields: Vec<&str> = wrong.iter().map(|(_, field)| field.as_str()).collect();
    assert_eq!(fields, ["channel", "papers", "name", "phone"]);
}

#[test]
fn a_procedure_is_taken_from_the_day_it_is_in_force() {
    let mut town = Town::new();
    for (now, want) in [("2025-06-30T23:59", "catalogue.not-in-force"), ("2025-07-01T00:00", "ok")] {
        town.now = at(now);
        let said = town.ask(&citizen(), |desk| submit(desk, handing_in()));
        assert_eq!(said.map_or_else(|refusals| refusals[0].code, |_| "ok"), want, "{now}");
    }
}

#[test]
fn a_person_is_asked_for_the_case_only_when_there_is_a_choice() {
    let command = Submit { procedure: "one".into(), case: None, ..handing_in() };
    let mut town = Town::new();
    let after = town.act(&citizen(), |desk| submit(desk, command)).unwrap();
    assert_eq!(after.submission.case.as_str(), "near", "the other one only an officer can find");
}

#[test]
fn the_agency_that_decides_follows_from_what_was_said_and_never_from_who_received() {
    let lives = |applicant: &str, father: &str| DecidingFacts {
        places: [(DecidingFact::ApplicantHome, applicant), (DecidingFact::FatherHome, father)]
            .map(|(fact, place)| (fact, PlaceSaid::parse(place).unwrap()))
            .into(),
        ..DecidingFacts::default()
    };
    let (here, there, far) = ("19753", "19777", "21583");
    let table: [(&str, &str, DecidingFacts, Result<&str, &str>); 13] = [
        ("one", HERE, lives(here, here), Ok(HERE)),
        ("one", HERE, lives(there, there), Ok(THERE)),
        ("one", THERE, lives(here, "unknown"), Ok(HERE)),
        ("one", HERE, lives(here, there), Ok(HERE)),
        ("one", HERE, lives("abroad", there), Ok(THERE)),
        ("one", HERE, lives("abroad", "unknown"), Err("competence.nowhere")),
        ("one", HERE, lives(far, far), Err("competence.other-province")),
        // An agency of which nothing is on file does not stand in the way of one that is.
        ("one", HERE, lives(here, "99999"), Ok(HERE)),
        ("one", HERE, lives("99999", "99999"), Err("competence.no-agency")),
        ("one", HERE, lives("46", here), Err("competence.commune-missing")),
        ("one", HERE, lives("19753 19777", here), Err("competence.which-part")),
        ("police", HERE, lives(here, there), Ok("H57.201")),
        // Where no police is on file nobody stands in for it.
        ("police", HERE, lives(there, there), Err("competence.no-agency")),
    ];
    for (procedure, receiving, deciding, want) in table {
        let mut town = Town::new();
        let (procedure, receiving) = (procedure.into(), agency(receiving));
        let command = Submit { procedure, case: None, receiving, deciding, ..handing_in() };
        let told = format!("{command:?}");
        let said = town.act(&citizen(), |desk| submit(desk, command));
        let said = said.map(|after| after.submission.competent.to_string()).map_err(|codes| codes.join(" "));
        assert_eq!(said.as_deref().map_err(String::as_str), want, "{told}");
    }
}

#[test]
fn what_a_centre_may_do_hangs_on_the_agency_that_is_chosen() {
    let far = |competent: Option<&str>| {
        refused(|command| {
            let far = PlaceSaid::parse("21583").unwrap();
            command.deciding.places.insert(DecidingFact::FatherHome, far);
            command.competent = competent.map(agency);
        })
    };
    assert_eq!(far(None), [], "it is one of the two itself");
    assert_eq!(far(Some(HERE)), []);
    assert_eq!(far(Some(ELSEWHERE)), [("competence.other-province", "receiving".to_string())]);
}

#[test]
fn a_procedure_without_a_rule_and_a_kind_without_an_agency_are_named() {
    let mut law = Town::new().law;
    let day = at("2025-07-14T09:00").day();
    let told = |law: &Law| -> Vec<(String, String, &'static str)> {
        let all = law.undecided(day).into_iter();
        all.map(|bad| (bad.file, bad.why.arg("first").unwrap_or(&bad.field).to_string(), bad.why.code))
            .collect()
    };
    let missing = |file: &str, first: &str| (file.into(), first.into(), "competence.agencies-missing");
    assert_eq!(
        told(&law),
        [
            missing("agencies/46", "Phường Vỹ Dạ"),
            missing("agencies/46", "Phường Phú Xuân"),
            missing("agencies/52", "Phường Quy Nhơn"),
            missing("agencies/52", "Phường Quy Nhơn"),
            missing("agencies/52", "Phường Quy Nhơn"),
            missing("agencies/52", "Phường Quy Nhơn"),
            missing("agencies/52", "Phường Quy Nhơn"),
        ],
        "their police; the treasury, which has a step and decides nothing; in Gia Lai all that has a step"
    );
    law.competence = CompetenceRules::default();
    let unruled = told(&law).into_iter().filter(|(_, _, code)| *code == "competence.not-on-file").count();
    assert_eq!(unruled, law.catalogue.all().len());
}

#[test]
fn every_place_that_decides_is_asked() {
    let wrong = refused(|command| command.deciding = DecidingFacts::default());
    let missing = |fact: &str| ("competence.place-missing", format!("place.{fact}"));
    assert_eq!(wrong, [missing("applicant_home"), missing("father_home")]);
}

#[test]
fn at_the_counter_it_is_handed_in_and_accepted_in_one_act() {
    let clerk = officer(HERE, &[Duty::Reception]);
    let mut town = Town::new();
    let walk_in = Submit { channel: Channel::Counter, papers: vec![paper("form", 1)], ..handing_in() };
    let after = town.act(&clerk, |desk| receive(desk, Receive(walk_in))).unwrap();
    assert_eq!((after.status(), after.seq), (Status::Accepted, 2));
    assert_eq!(after.submission.assistance, None);
    assert!(after.reception.as_ref().unwrap().digitised);
    assert_eq!(after.holder.officer, Some(OfficerId("reception@H57.101".into())));
    assert_eq!(
        town.events.iter().map(|event| event.fact.kind()).collect::<Vec<_>>(),
        ["submitted", "accepted"]
    );

    let mut town = Town::new();
    let typed_in = Submit { papers: vec![paper("form", 1)], ..handing_in() };
    let after = town.act(&clerk, |desk| receive(desk, Receive(typed_in))).unwrap();
    let helper = after.submission.assistance.as_ref().expect("online, and never alone");
    assert_eq!((helper.kind, helper.name.as_str()), (Helper::Officer, "Trần Văn Bình"));

    for (actor, want) in [
        (citizen(), "account.officers-only"),
        (officer(HERE, &[Duty::Case, Duty::Leader]), "dossier.not-your-duty"),
        (officer(THERE, &Duty::ALL), "dossier.not-your-unit"),
    ] {
        let said = Town::new().ask(&actor, |desk| receive(desk, Receive(handing_in())));
        assert_eq!(said.unwrap_err()[0].code, want);
    }
}

/// The version of which the first paper is by form, and a dossier with these papers, whose
/// form was filled in or not.
fn with_a_form(papers: Vec<PaperHanded>, is_filled: bool) -> (Version, Submission) {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    let mut version = town.law.catalogue.procedure(&"p".into()).unwrap().versions[0].clone();
    version.form = Some("own.1".into());
    version.papers[0].by_form = true;
    let proof = Paper { id: "proof".into(), by_form: false, ..version.papers[0].clone() };
    version.papers.push(proof);
    let answers = if is_filled {
        [("name".to_string(), json!("Hòa"))].into_iter().collect()
    } else {
        Default::default()
    };
    (version, Submission { papers, answers, ..town.dossier().submission.clone() })
}

#[test]
fn what_a_form_says_is_held_and_not_missing() {
    let case = "near".into();
    for (is_filled, want) in [(true, HowHeld::AsAnswers), (false, HowHeld::Not)] {
        let (version, submission) = with_a_form(vec![], is_filled);
        let held = papers_held(&version, &submission);
        assert_eq!((held[0].held, held[0].lacks_a_file()), (want, !is_filled));
        assert!(held[1..].iter().all(|one| one.held == HowHeld::Not), "only of the paper that says so");
    }
    // A general form takes the place of no paper.
    let (mut version, submission) = with_a_form(vec![], true);
    version.form = None;
    assert!(!version.is_by_form(&case, &version.papers[0]));
    assert_eq!(papers_held(&version, &submission)[0].held, HowHeld::Not);
    let (version, submission) = with_a_form(vec![paper("form", 2)], true);
    assert_eq!(papers_held(&version, &submission)[0].held, HowHeld::AsFiles(2), "a file all the same");
}

#[test]
fn digitised_is_what_is_there_and_not_a_tick_box() {
    for (papers, want) in [
        (vec![], false),
        (vec![paper("form", 0)], false),
        (vec![paper("form", 1)], true),
        (vec![paper("form", 1), paper("other", 0)], false),
        // Looked at and given back: nothing to digitise, and nothing that is digitised.
        (vec![paper("form", 1), PaperHanded::of_files("other", vec![])], true),
        (vec![PaperHanded::of_files("other", vec![])], false),
        (vec![paper("form", 1), paper("other", 2)], true),
    ] {
        let held = with_a_form(papers.clone(), false);
        assert_eq!(is_digitised(&held.0, &held.1), want, "{papers:?}");
    }
    // The answers of a form are no paper only; what came with it may be.
    for (papers, want) in [
        (vec![], false),
        (vec![paper("form", 0)], true),
        (vec![paper("other", 0)], false),
        (vec![paper("other", 1)], true),
    ] {
        let held = with_a_form(papers.clone(), true);
        assert_eq!(is_digitised(&held.0, &held.1), want, "{papers:?} beside a form");
    }
    let (mut version, submission) = with_a_form(vec![], true);
    version.papers.truncate(1);
    assert!(is_digitised(&version, &submission), "the form is all that is asked for");
}

#[test]
fn answers_that_were_kept_as_plain_texts_are_still_read() {
    let town = Town::at_status(Status::Accepted);
    let mut kept = serde_json::to_value(&town.events[0]).unwrap();
    kept["fact"]["answers"] = serde_json::json!({ "request": "Xin trả kết quả sớm" });
    let event: Event = serde_json::from_value(kept).unwrap();
    let Fact::Submitted(submission) = event.fact else { panic!("handed in first") };
    assert_eq!(submission.answers["request"], "Xin trả kết quả sớm");
}

#[test]
fn how_a_paper_became_a_file_is_set_by_the_action_and_not_by_the_sender() {
    let mut command = handing_in();
    let forged = Digitised::Fetched { source: "x".into(), by: None, at: at("2000-01-01T00:00") };
    let lied = PaperHanded { digitised: Some(forged), ..paper("form", 1) };
    command.papers = vec![lied, paper("other", 0)];
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, command.clone())).unwrap();
    let papers = &town.dossier.as_ref().unwrap().submission.papers;
    assert_eq!(papers[0].digitised, Some(Digitised::Sent { at: town.now }));
    assert_eq!(papers[1].digitised, None, "a paper without files is not digitised");

    let clerk = officer(HERE, &[Duty::Reception]);
    command.papers[0].digitised = None;
    let mut town = Town::new();
    town.act(&clerk, |desk| receive(desk, Receive(command))).unwrap();
    let papers = &town.dossier.as_ref().unwrap().submission.papers;
    assert_eq!(papers[0].digitised, Some(Digitised::Scanned { by: clerk.name(), at: town.now }));
}

#[test]
fn what_the_office_looked_up_in_a_national_database_needs_no_paper() {
    let clerk = officer(HERE, &[Duty::Reception]);
    let helper = match officer(HERE, &[]) {
        Actor::Officer(officer) => Actor::Officer(crate::act::Officer {
            point: Some(Point { kind: PointKind::PostOffice, name: "Bưu điện".into() }),
            ..officer
        }),
        other => other,
    };
    let looked_up = |source: &str| {
        let papers = vec![PaperHanded::fetched("form", source, at("2000-01-01T00:00"))];
        Receive(Submit { papers, channel: Channel::Counter, ..handing_in() })
    };
    let mut town = Town::new();
    for source in ["", " x ", "123", &"x".repeat(201)] {
        let wrong = town.ask(&clerk, |desk| receive(desk, looked_up(source))).err().unwrap();
        let wrong: Vec<_> = wrong.iter().map(|one| (one.code, one.field.as_deref())).collect();
        assert_eq!(wrong, [("dossier.source-shape", Some("fetched.form"))], "{source}");
    }
    town.act(&clerk, |desk| receive(desk, looked_up(" CSDL  hộ tịch "))).unwrap();
    let submission = &town.dossier().submission;
    let (source, by) = ("CSDL hộ tịch".to_string(), Some(clerk.name()));
    assert_eq!(submission.papers[0].digitised, Some(Digitised::Fetched { source, by, at: town.now }));
    assert!(town.dossier().reception.as_ref().unwrap().digitised);
    let version = &town.law.catalogue.procedure(&"p".into()).unwrap().versions[0];
    let held = papers_held(version, submission);
    assert!(held.iter().any(|one| one.paper.id.as_str() == "form" && one.held == HowHeld::AsData));
    assert!(!held.iter().any(|one| one.paper.id.as_str() == "form" && one.lacks_a_file()));
    // Whoever sits beside the citizen, and the citizen, cannot say so.
    let mut town = Town::new();
    let lied = PaperHanded::fetched("form", "CSDL hộ tịch", town.now);
    let consent = ConsentGiven { way: ConsentWay::Spoken, scope: vec![ConsentScope::HandIn], days: 30 };
    let behalf = Behalf { consent: Some(consent), ..Behalf::default() };
    let command = Submit { papers: vec![lied, paper("other", 1)], behalf, ..handing_in() };
    town.act(&helper, |desk| submit(desk, command.clone())).unwrap();
    assert_eq!(town.dossier().submission.papers[0].digitised, None);
}

#[test]
fn what_was_looked_up_at_the_acceptance_is_in_the_dossier() {
    let clerk = officer(HERE, &[Duty::Reception]);
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    let accept_with = |paper: &str, source: &str| Accept {
        code: town.code(),
        fetched: [(paper.to_string(), source.to_string())].into(),
    };
    for (paper, source, want) in [
        ("form", "", ("dossier.source-shape", "fetched.form")),
        ("passport", "CSDL hộ tịch", ("dossier.unknown-paper", "papers")),
    ] {
        let wrong = town.ask(&clerk, |desk| accept(desk, accept_with(paper, source))).err().unwrap();
        assert_eq!((wrong[0].code, wrong[0].field.as_deref()), (want.0, Some(want.1)));
    }
    let command = accept_with("form", "CSDL hộ tịch");
    town.act(&clerk, |desk| accept(desk, command)).unwrap();
    assert!(town.dossier().submission.papers[0].is_fetched());
    assert!(town.dossier().reception.as_ref().unwrap().digitised);
}
