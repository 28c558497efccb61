//! The registry: what is decided is issued under a number, and then there is a result.

use super::*;

const SIGNED: [Verb; 4] = [Verb::Accept, Verb::Forward, Verb::Forward, Verb::Decide];

fn signed() -> Town {
    Town::brought_of("sealed", &SIGNED)
}

fn registry() -> Actor {
    officer(THERE, &[Duty::Registry])
}

fn entry(number: &str, book: &str, day: &str) -> BookEntry {
    BookEntry { number: number.into(), book: book.into(), day: crate::Day::parse(day).unwrap() }
}

pub(super) fn pdf(name: &str) -> crate::document::FileRef {
    let digest = crate::document::FileDigest("0".repeat(64));
    let media = crate::document::Media::Pdf;
    crate::document::FileRef { digest, name: name.into(), size: 9, media, pages: None, doubts: Vec::new() }
}

#[test]
fn what_is_decided_waits_at_the_registry_of_the_agency_that_decided() {
    let town = signed();
    let dossier = town.dossier();
    let Holder { agency, duty, step, officer } = &dossier.holder;
    assert_eq!((agency.as_str(), *duty, *step, officer), (THERE, Duty::Registry, 4, &None));
    assert_eq!(dossier.status(), Status::InProcess, "there is no result yet");
    assert_eq!((dossier.completion(), dossier.on_time()), (None, None));
    assert_eq!(dossier.decided.map(|decided| decided.outcome), Some(Outcome::Approved));
    assert_eq!(dossier.clock(&town.law, town.now), Clock::Running);
}

#[test]
fn issued_it_has_its_number_and_goes_to_the_desk_that_the_person_knows() {
    let mut town = signed();
    town.now = at("2025-07-16T10:00");
    let entry = entry(" 125/QĐ-UBND ", "Sổ văn bản đi 2025", "2025-07-15");
    let command = Issue { code: town.code(), entry, files: vec![pdf("ket-qua.pdf")], unscanned: None };
    town.act(&registry(), |desk| issue(desk, command)).unwrap();
    let dossier = town.dossier();
    assert_eq!(dossier.completion(), Some((at("2025-07-16T10:00"), Outcome::Approved)));
    assert_eq!(dossier.on_time(), Some(true));
    assert_eq!(dossier.holder, Holder { step: 5, ..Holder::reception(&agency(HERE)) });
    assert_eq!(dossier.issued.as_ref().map(|entry| entry.number.as_str()), Some("125/QĐ-UBND"));
    assert_eq!((dossier.decided, dossier.result.as_ref().map(|result| result.files.len())), (None, Some(1)));
    town.does("2025-07-16T11:00", &officer(HERE, &[Duty::Reception]), Verb::ReturnResult);
    assert_eq!(town.dossier().status(), Status::Returned);
}

#[test]
fn the_clock_ends_when_it_is_issued_and_not_when_it_is_signed() {
    // Due on Thursday 17 July at 17:00.
    for (issued, on_time) in [("2025-07-17T17:00", true), ("2025-07-17T17:01", false)] {
        let mut town = signed();
        town.does(issued, &registry(), Verb::Issue);
        assert_eq!(town.dossier().on_time(), Some(on_time), "{issued}");
    }
    // Where the steps know no registry, the signature is the result, as it always was.
    let plain = Town::brought(&SIGNED);
    assert_eq!(plain.dossier().status(), Status::Completed);
}

#[test]
fn a_history_in_which_reception_got_what_was_decided_still_reads_as_it_did() {
    let mut town = Town::brought_of("sealed", &SIGNED);
    let Some(Event { fact: Fact::Decided { to, .. }, .. }) = town.events.last_mut() else {
        panic!("decided")
    };
    *to = Holder { step: 5, ..Holder::reception(&agency(HERE)) };
    let old = fold::<Dossier>(DossierId([7; 16]), &town.events).unwrap();
    assert_eq!(old.status(), Status::Completed);
    assert_eq!((old.decided, old.issued.as_ref()), (None, None));
    town.dossier = Some(old);
    let code = town.code();
    let desk = officer(HERE, &[Duty::Reception]);
    assert!(town.ask(&desk, |desk| do_verb(desk, Verb::ReturnResult, &code)).is_ok());
}

#[test]
fn the_entry_is_checked_and_everything_that_is_wrong_said_at_once() {
    let mut town = signed();
    town.now = at("2025-07-16T10:00");
    let long = "9".repeat(51);
    for (number, book, day, want) in [
        ("1", "Sổ", "2025-07-14", &[][..]),
        ("1", "Sổ", "2025-07-16", &[]),
        ("1", "Sổ", "2025-07-13", &["dossier.issue-day"]),
        ("1", "Sổ", "2025-07-17", &["dossier.issue-day"]),
        (" ", "Sổ", "2025-07-14", &["dossier.issue-number"]),
        (
            long.as_str(),
            "",
            "2025-07-17",
            &["dossier.issue-number", "dossier.issue-book", "dossier.issue-day"],
        ),
    ] {
        let command =
            Issue { code: town.code(), entry: entry(number, book, day), files: Vec::new(), unscanned: None };
        let said = town.ask(&registry(), |desk| issue(desk, command));
        let codes: Vec<&str> = said.err().unwrap_or_default().iter().map(|refusal| refusal.code).collect();
        assert_eq!(codes, want, "{number} {book} {day}");
    }
}

#[test]
fn only_the_registry_issues_and_only_what_was_decided() {
    let town = signed();
    let code = town.code();
    for (who, duties, want) in [
        (THERE, &[Duty::Registry][..], "ok"),
        (THERE, &[Duty::Leader], "ok"),
        (THERE, &[Duty::Case], "dossier.not-your-duty"),
        (HERE, &[Duty::Registry], "dossier.not-your-unit"),
        (ELSEWHERE, &[Duty::Registry], "dossier.unknown"),
    ] {
        let said = town.ask(&officer(who, duties), |desk| do_verb(desk, Verb::Issue, &code));
        assert_eq!(said.map_or_else(|refusals| refusals[0].code, |_| "ok"), want, "{who} {duties:?}");
    }
    let undecided = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    let said = undecided.ask(&officer(THERE, &Duty::ALL), |desk| do_verb(desk, Verb::Issue, &code));
    assert_eq!(said.unwrap_err()[0].code, "dossier.not-decided");
}

#[test]
fn what_is_decided_is_not_worked_on_but_handed_back_and_decided_again() {
    let mut town = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    let (all, code) = (officer(THERE, &Duty::ALL), town.code());
    let files = vec![pdf("du-thao.pdf")];
    let reason = "không đủ điều kiện".to_string();
    let refuse = Decide { code: code.clone(), outcome: Outcome::Refused, reason, files, sign: None };
    town.act(&all, |desk| decide(desk, refuse)).unwrap();
    assert!(town.dossier().result.is_some());
    let closed = [
        Verb::AskSupplement,
        Verb::AskPayment,
        Verb::FindCase,
        Verb::AskOpinion,
        Verb::Forward,
        Verb::Withdraw,
        Verb::Stop,
    ];
    for verb in closed {
        let said = town.ask(&all, |desk| do_verb(desk, verb, &code));
        assert_eq!(said.unwrap_err()[0].code, "dossier.decided-already", "{}", verb.as_str());
        assert!(!town.open_to(&all).contains(&verb));
    }
    town.does("2025-07-15T10:00", &registry(), Verb::HandBack);
    assert_eq!(town.dossier().holder.duty, Duty::Leader);
    assert_eq!((town.dossier().decided, town.dossier().result.as_ref()), (None, None));
    town.does("2025-07-15T11:00", &officer(THERE, &[Duty::Leader]), Verb::Decide);
    town.does("2025-07-15T12:00", &registry(), Verb::Issue);
    assert_eq!(town.dossier().completion().map(|(_, outcome)| outcome), Some(Outcome::Approved));
}

#[test]
fn the_share_of_the_registry_is_measured_until_it_has_issued() {
    let mut town = Town::brought_of("sealed", &[Verb::Accept, Verb::Forward, Verb::Forward]);
    town.does("2025-07-16T10:00", &officer(THERE, &[Duty::Leader]), Verb::Decide);
    town.does("2025-07-17T09:00", &registry(), Verb::Issue);
    let entries = ledger(&town.events, &town.law, at("2025-07-18T09:00"));
    let sealed =
        entries.iter().find(|entry| matches!(&entry.keeper, Keeper::Desk { duty: Duty::Registry, .. }));
    let sealed = sealed.expect("the registry had it");
    // 2 of 26 hours of three days and what was left of the day of receipt, 1,710 minutes;
    // from Wednesday 10:00 to Thursday 09:00 there are 390.
    assert_eq!((sealed.share_minutes, sealed.working_minutes), (Some(132), 390));
    assert_eq!(sealed.overrun_minutes, 258);
    let last = entries.last().unwrap();
    assert_eq!((last.share_minutes, last.open), (None, true), "handing over has no limit");
}
