//! Ký số: a paper that waits for the key of whoever decided.

use super::deeds::{deciding, drafted, leader};
use super::*;
use crate::deed::{CheckCode, PersonSignature, SignAs};
use crate::document::{FileDigest, FileRef, Media};

fn signed_file() -> FileRef {
    let digest = FileDigest("a".repeat(64));
    FileRef { digest, name: "x.pdf".into(), size: 9, media: Media::Pdf, pages: Some(1), doubts: Vec::new() }
}

/// Decided by the leader, who has a key.
fn waiting() -> Town {
    let mut town = drafted();
    let command = deciding(&town, Outcome::Approved, 7);
    let sign = command.sign.map(|sign| SignAs { with_key: true, ..sign });
    town.act(&leader(), |desk| decide(desk, Decide { sign, ..command })).unwrap();
    town
}

fn check() -> CheckCode {
    CheckCode::drawn([7; 10])
}

fn signing(town: &Town, by_key: bool) -> SignDeed {
    let signed =
        by_key.then(|| SignedPaperKept { file: signed_file(), certificate: "Trần Văn Bình".into() });
    SignDeed { code: town.code(), check: check(), signed }
}

fn registry() -> Actor {
    officer(THERE, &[Duty::Registry])
}

fn another_leader() -> Actor {
    let leader = officer(THERE, &[Duty::Leader]);
    Actor::Officer(Officer { id: OfficerId("khac".into()), ..leader.officer().unwrap().clone() })
}

fn issuing(town: &Town, files: Vec<FileRef>) -> Issue {
    let entry = town.dossier().deed.as_ref().unwrap().entry().unwrap();
    Issue { code: town.code(), entry, files, unscanned: None }
}

#[test]
fn what_waits_for_a_key_has_its_number_and_is_issued_only_once_it_is_signed() {
    let mut town = waiting();
    assert_eq!(town.dossier().deed.as_ref().unwrap().number, 1);
    for files in [Vec::new(), vec![signed_file()]] {
        let command = issuing(&town, files);
        assert_eq!(town.act(&registry(), |desk| issue(desk, command)).unwrap_err(), ["deed.not-signed"]);
    }
    let command = signing(&town, true);
    town.act(&leader(), |desk| sign_deed(desk, command)).unwrap();
    let deed = town.dossier().deed.as_ref().unwrap();
    assert_eq!((deed.number, deed.signature.file()), (1, Some(&signed_file())));
    let command = issuing(&town, vec![signed_file()]);
    town.act(&registry(), |desk| issue(desk, command)).unwrap();
    assert_eq!(town.dossier().status(), Status::Completed);
}

#[test]
fn a_paper_is_signed_once_by_whoever_decided_and_by_nobody_else() {
    let mut town = waiting();
    let other = another_leader();
    let retired = officer(THERE, &[Duty::Case]);
    let elsewhere = officer(HERE, &[Duty::Leader]);
    for (who, code) in [
        (&other, "deed.of-another-signer"),
        (&retired, "dossier.not-your-duty"),
        (&elsewhere, "dossier.not-your-unit"),
        (&Actor::Clock, "account.officers-only"),
    ] {
        let command = signing(&town, true);
        assert_eq!(town.act(who, |desk| sign_deed(desk, command)).unwrap_err(), [code]);
    }
    let command = SignDeed { check: CheckCode::drawn([8; 10]), ..signing(&town, true) };
    assert_eq!(town.act(&leader(), |desk| sign_deed(desk, command)).unwrap_err(), ["deed.not-to-sign"]);
    let command = signing(&town, true);
    town.act(&leader(), |desk| sign_deed(desk, command)).unwrap();
    // What a service answers again changes nothing.
    for by_key in [true, false] {
        let command = signing(&town, by_key);
        assert_eq!(town.act(&leader(), |desk| sign_deed(desk, command)).unwrap_err(), ["deed.not-to-sign"]);
    }
}

#[test]
fn whoever_cannot_use_their_key_signs_by_hand_under_the_same_number() {
    let mut town = waiting();
    let command = signing(&town, false);
    town.act(&leader(), |desk| sign_deed(desk, command)).unwrap();
    assert_eq!(town.dossier().deed.as_ref().unwrap().signature, PersonSignature::ByHand);
    let late = signing(&town, true);
    assert_eq!(town.act(&leader(), |desk| sign_deed(desk, late)).unwrap_err(), ["deed.not-to-sign"]);
    let command = issuing(&town, Vec::new());
    town.act(&registry(), |desk| issue(desk, command)).unwrap();
}

#[test]
fn that_it_is_signed_on_paper_is_said_by_any_leader_of_the_agency_and_by_nobody_else() {
    let mut town = waiting();
    for (who, code) in [
        (officer(THERE, &[Duty::Registry]), "dossier.not-your-duty"),
        (officer(HERE, &[Duty::Leader]), "dossier.not-your-unit"),
    ] {
        let command = signing(&town, false);
        assert_eq!(town.act(&who, |desk| sign_deed(desk, command)).unwrap_err(), [code]);
    }
    let command = signing(&town, false);
    town.act(&another_leader(), |desk| sign_deed(desk, command)).unwrap();
    assert_eq!(town.dossier().deed.as_ref().unwrap().signature, PersonSignature::ByHand);
}

#[test]
fn what_was_signed_with_a_key_is_not_issued_without_its_file() {
    let mut town = waiting();
    let command = signing(&town, true);
    town.act(&leader(), |desk| sign_deed(desk, command)).unwrap();
    let command = issuing(&town, Vec::new());
    assert_eq!(town.act(&registry(), |desk| issue(desk, command)).unwrap_err(), ["deed.signed-without-file"]);
}

#[test]
fn what_the_leader_attached_before_does_not_stand_for_what_was_signed_afterwards() {
    let mut town = drafted();
    let command = deciding(&town, Outcome::Approved, 7);
    let sign = command.sign.map(|sign| SignAs { with_key: true, ..sign });
    let files = vec![signed_file()];
    town.act(&leader(), |desk| decide(desk, Decide { sign, files, ..command })).unwrap();
    let command = signing(&town, true);
    town.act(&leader(), |desk| sign_deed(desk, command)).unwrap();
    let command = issuing(&town, Vec::new());
    assert_eq!(town.act(&registry(), |desk| issue(desk, command)).unwrap_err(), ["deed.signed-without-file"]);
}

#[test]
fn what_is_handed_back_is_not_signed_any_more_and_its_number_stays_unused() {
    let mut town = waiting();
    assert_eq!(town.dossier().deeds_to_sign().count(), 1);
    town.does("2025-07-15T10:00", &registry(), Verb::HandBack);
    assert_eq!(town.dossier().deeds_to_sign().count(), 0);
    let late = signing(&town, true);
    assert_eq!(town.act(&leader(), |desk| sign_deed(desk, late)).unwrap_err(), ["deed.not-to-sign"]);
    let command = deciding(&town, Outcome::Approved, 9);
    town.act(&leader(), |desk| decide(desk, command)).unwrap();
    assert_ne!(town.dossier().deed.as_ref().unwrap().check, check());
}
