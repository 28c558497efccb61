//! Which papers are held as files, and pages that become a new file.

use super::*;
use crate::document::{FileDigest, FileRef, Media};

pub(super) fn file(digit: &str, media: Media) -> FileRef {
    FileRef {
        digest: FileDigest(digit.repeat(64)),
        name: format!("{digit}.pdf"),
        size: 9,
        media,
        pages: Some(3),
        doubts: Vec::new(),
    }
}

#[test]
fn of_each_paper_it_is_said_how_it_is_held() {
    let mut town = Town::new();
    town.act(&citizen(), |desk| submit(desk, handing_in())).unwrap();
    let dossier = town.dossier();
    let procedure = town.law.catalogue.procedure(&"p".into()).unwrap();
    let version = &procedure.versions[0];
    let asked: Vec<&str> = version.papers_for(&"near".into()).map(|paper| paper.id.as_str()).collect();
    let first = asked[0];
    let on_paper = PaperHanded { paper: first.into(), originals: 1, ..PaperHanded::default() };
    let as_files = PaperHanded::of_files(first, vec![file("a", Media::Pdf), file("b", Media::Png)]);
    let shown = PaperHanded::of_files(first, Vec::new());
    let looked_up = PaperHanded::fetched(first, "CSDL hộ tịch", at("2025-07-14T08:00"));
    let table: [(Vec<PaperHanded>, HowHeld); 7] = [
        (vec![], HowHeld::Not),
        (vec![shown.clone()], HowHeld::Shown),
        (vec![shown, on_paper.clone()], HowHeld::OnPaper),
        (vec![on_paper.clone()], HowHeld::OnPaper),
        (vec![on_paper.clone(), looked_up], HowHeld::AsData),
        (vec![as_files.clone()], HowHeld::AsFiles(2)),
        // Brought later: the row of the supplement counts with the first one.
        (vec![on_paper, as_files], HowHeld::AsFiles(2)),
    ];
    for (handed, want) in table {
        let submission = Submission { papers: handed, ..dossier.submission.clone() };
        let held = papers_held(version, &submission);
        assert_eq!(held.len(), asked.len(), "every paper is named, also one that nobody sent");
        assert_eq!(held[0].held, want);
        assert_eq!(
            held[0].lacks_a_file(),
            held[0].paper.required && matches!(want, HowHeld::Not | HowHeld::OnPaper)
        );
    }
}

#[test]
fn pages_of_its_own_pdfs_become_a_new_file_and_nothing_else_changes() {
    let mut town = Town::new();
    let papers = vec![PaperHanded::of_files("form", vec![file("a", Media::Pdf), file("b", Media::Png)])];
    town.act(&citizen(), |desk| submit(desk, Submit { papers, ..handing_in() })).unwrap();
    town.does("2025-07-14T10:00", &officer(HERE, &[Duty::Reception]), Verb::Accept);
    let before = town.dossier().clone();
    let pages_of = |digit: &str| PagesOf {
        digest: FileDigest(digit.repeat(64)),
        name: "a.pdf".into(),
        pages: vec![2, 1],
    };
    let command = |paper: &str, from: Vec<PagesOf>| CutPages {
        code: before.code().clone(),
        paper: paper.into(),
        file: file("c", Media::Pdf),
        from,
    };
    let reception = officer(HERE, &[Duty::Reception]);
    let table: [(Actor, CutPages, &str); 6] = [
        (citizen(), command("form", vec![pages_of("a")]), "account.officers-only"),
        (officer(ELSEWHERE, &Duty::ALL), command("form", vec![pages_of("a")]), "dossier.unknown"),
        (reception.clone(), command("form", vec![]), "document.unknown"),
        (reception.clone(), command("form", vec![pages_of("d")]), "document.unknown"),
        // A picture has no pages to take.
        (reception.clone(), command("form", vec![pages_of("b")]), "document.unknown"),
        (reception.clone(), command("no-such", vec![pages_of("a")]), "dossier.unknown-paper"),
    ];
    for (actor, command, want) in table {
        let refused = town.ask(&actor, |desk| cut_pages(desk, command)).unwrap_err();
        assert_eq!(refused[0].code, want);
    }
    town.now = at("2025-07-14T15:00");
    let after = town.act(&reception, |desk| cut_pages(desk, command("form", vec![pages_of("a")]))).unwrap();
    let names: Vec<&str> = after.submission.papers[0].files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["a.pdf", "b.pdf", "c.pdf"], "the originals stay");
    assert_eq!(
        (after.status(), after.due_at(), &after.holder),
        (before.status(), before.due_at(), &before.holder)
    );
    // One of the pile was a paper of its own, which nobody had named.
    let after = town.act(&reception, |desk| cut_pages(desk, command("other", vec![pages_of("a")]))).unwrap();
    let named = after.submission.papers.last().unwrap();
    assert_eq!((named.paper.as_str(), named.files.len()), ("other", 1));
    assert!(matches!(&named.digitised, Some(Digitised::Scanned { by, .. }) if by.officer.is_some()));
    let keepers: Vec<Keeper> = ledger(&town.events, &town.law, at("2025-07-14T16:00"))
        .into_iter()
        .map(|entry| entry.keeper)
        .collect();
    assert!(keepers.windows(2).all(|pair| pair[0] != pair[1]), "the ledger goes on: {keepers:?}");

    let mut ended = Town::at_status(Status::Returned);
    ended.now = at("2025-07-21T09:00");
    let code = ended.code();
    let late = CutPages { code, ..command("form", vec![pages_of("a")]) };
    let refused = ended.ask(&officer(HERE, &[Duty::Reception]), |desk| cut_pages(desk, late)).unwrap_err();
    assert_eq!(refused[0].code, "document.dossier-closed");
}

#[test]
fn nothing_is_promised_or_decided_on_a_file_with_a_virus() {
    let (clean, bad) = (file("a", Media::Pdf), file("b", Media::Pdf));
    let clerk = || officer(HERE, &Duty::ALL);
    let handing = |files: &[FileRef]| Submit {
        papers: vec![PaperHanded::of_files("form", files.to_vec())],
        ..handing_in()
    };
    let infected = |mut town: Town| {
        town.infected = vec![bad.digest.clone()];
        town
    };
    let said = |town: &Town, actor: &Actor, action: &dyn Fn(&mut Desk<'_>) -> Result<Changes, Halt>| {
        let refused = town.ask(actor, |desk| action(desk)).err().map(|mut all| all.remove(0));
        refused.map(|refusal| (refusal.code, refusal.field.unwrap_or_default().into_owned()))
    };
    let virus = |at: &str| Some(("document.infected", at.to_string()));
    let sent_virus = || Some(("document.infected-sent", "paper.form".to_string()));

    // Handed in online, received at the counter, brought as a supplement.
    let nobody = infected(Town::new());
    for (files, want) in [(vec![clean.clone()], None), (vec![clean.clone(), bad.clone()], sent_virus())] {
        assert_eq!(said(&nobody, &citizen(), &|desk| submit(desk, handing(&files))), want);
        let counter = || Submit { channel: Channel::Counter, ..handing(&files) };
        assert_eq!(said(&nobody, &clerk(), &|desk| receive(desk, Receive(counter()))), want);
    }
    let asked = infected(Town::brought(&[Verb::Accept, Verb::AskSupplement]));
    let bring = |desk: &mut Desk<'_>| {
        let papers = vec![PaperHanded::of_files("form", vec![bad.clone()])];
        let code = asked.dossier().code().clone();
        supplement(
            desk,
            Supplement {
                code,
                papers,
                answers: Default::default(),
                person: Default::default(),
                note: "đây".into(),
            },
        )
    };
    assert_eq!(said(&asked, &citizen(), &bring), sent_virus());
    // All of them are named at once.
    let both = vec![
        PaperHanded::of_files("form", vec![bad.clone(), clean.clone()]),
        PaperHanded::of_files("other", vec![bad.clone()]),
    ];
    let refused = nobody.ask(&citizen(), |desk| submit(desk, Submit { papers: both, ..handing_in() }));
    let places: Vec<_> = refused.unwrap_err().into_iter().filter_map(|wrong| wrong.field).collect();
    assert_eq!(places, ["paper.form", "paper.other"]);

    // The scanner was slower than the person.
    let mut sent = Town::new();
    sent.act(&citizen(), |desk| submit(desk, handing(std::slice::from_ref(&bad)))).unwrap();
    let sent = infected(sent);
    let code = sent.dossier().code().clone();
    assert_eq!(said(&sent, &clerk(), &|desk| accept(desk, Accept::of(code.clone()))), virus(""));
    let reject = RejectAtIntake { code: code.clone(), reason: "tệp nhiễm vi-rút".into() };
    assert_eq!(said(&sent, &clerk(), &|desk| reject_at_intake(desk, reject.clone())), None);

    // Results.
    let before_the_leader = infected(Town::brought(&[Verb::Accept, Verb::Forward, Verb::Forward]));
    let decide_with = |files: &[FileRef]| {
        let code = before_the_leader.dossier().code().clone();
        let (outcome, reason, files) = (Outcome::Approved, String::new(), files.to_vec());
        let leader = officer(THERE, &Duty::ALL);
        said(&before_the_leader, &leader, &|desk| {
            decide(
                desk,
                Decide {
                    code: code.clone(),
                    outcome,
                    reason: reason.clone(),
                    files: files.clone(),
                    sign: None,
                },
            )
        })
    };
    assert_eq!(
        (decide_with(std::slice::from_ref(&clean)), decide_with(std::slice::from_ref(&bad))),
        (None, virus("result"))
    );
}

#[test]
fn a_result_in_which_a_virus_was_found_goes_back_to_the_leader() {
    let (clean, bad) = (file("a", Media::Pdf), file("b", Media::Pdf));
    let mut town = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    let there = officer(THERE, &Duty::ALL);
    let deciding = |town: &Town, file: &FileRef| Decide {
        code: town.code(),
        outcome: Outcome::Approved,
        reason: String::new(),
        files: vec![file.clone()],
        sign: None,
    };
    let command = deciding(&town, &bad);
    town.act(&there, |desk| decide(desk, command)).unwrap();
    town.infected = vec![bad.digest.clone()];
    let entry = BookEntry { number: "12/QĐ".into(), book: "Sổ".into(), day: town.now.day() };
    for files in [Vec::new(), vec![clean.clone()]] {
        let command = Issue { code: town.code(), entry: entry.clone(), files, unscanned: None };
        assert_eq!(town.act(&there, |desk| issue(desk, command)).err(), Some(vec!["document.infected"]));
    }
    town.does("2025-07-15T09:00", &there, Verb::HandBack);
    let command = deciding(&town, &clean);
    town.act(&there, |desk| decide(desk, command)).unwrap();
    let entry = BookEntry { day: town.now.day(), ..entry };
    let command = Issue { code: town.code(), entry, files: Vec::new(), unscanned: None };
    let issued = town.act(&there, |desk| issue(desk, command)).unwrap();
    assert_eq!(issued.result.as_ref().map(|result| result.files.clone()), Some(vec![clean]));
}

#[test]
fn what_a_virus_was_found_in_after_acceptance_is_not_approved_but_can_be_refused() {
    let bad = file("b", Media::Pdf);
    let mut town = Town::new();
    let papers = vec![PaperHanded::of_files("form", vec![bad.clone()])];
    town.act(&citizen(), |desk| submit(desk, Submit { papers, ..handing_in() })).unwrap();
    let clerk = officer(HERE, &Duty::ALL);
    for verb in [Verb::Accept, Verb::Forward, Verb::Forward] {
        town.does("2025-07-14T10:00", &clerk, verb);
    }
    town.infected = vec![bad.digest];
    for (outcome, want) in [(Outcome::Approved, Some("document.infected")), (Outcome::Refused, None)] {
        let reason = "tệp không mở được".to_string();
        let command = Decide { code: town.code(), outcome, reason, files: Vec::new(), sign: None };
        let asked = town.ask(&clerk, |desk| decide(desk, command));
        assert_eq!(asked.err().map(|all| all[0].code), want, "{outcome:?}");
    }
}
