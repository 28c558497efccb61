//! Yêu cầu bổ sung, and the person's answer. The clock stops, and starts again
//! from zero when the dossier is complete.

use super::accept::{check_papers, must_say_why};
use super::act::{Changes, Desk};
use super::paper::taken_in;
use super::{DossierCode, Fact, PaperHanded, State, Verb, WrongItem, is_digitised};
use crate::account::Actor;
use crate::catalogue::Duty;
use crate::document::FILES_MAX;
use crate::{Fault, Halt, Refusal};

/// Ask the person, once and completely (NĐ 61/2018 art 17).
#[derive(Debug, Clone)]
pub struct AskSupplement {
    /// Which dossier.
    pub code: DossierCode,
    /// What is wrong or missing, each with its why.
    pub items: Vec<WrongItem>,
}

/// What the person hands in in answer.
#[derive(Debug, Clone)]
pub struct Supplement {
    /// Which dossier.
    pub code: DossierCode,
    /// Papers added.
    pub papers: Vec<PaperHanded>,
    /// What they say to it.
    pub note: String,
}

/// The reception desk before it is forwarded, or whoever holds it, asks.
pub fn ask_supplement(desk: &mut Desk<'_>, command: AskSupplement) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskSupplement)?;
    let officer = desk.actor.officer()?;
    let at_reception = dossier.state == State::Accepted
        && officer.must_have(Duty::Reception, &dossier.submission.receiving).is_ok();
    if !at_reception {
        dossier.must_be_held_by(officer)?;
    }
    let items = command
        .items
        .into_iter()
        .filter(|item| !item.why.trim().is_empty())
        .map(|item| Ok(WrongItem { about: item.about, why: must_say_why(item.why)? }))
        .collect::<Result<Vec<_>, Refusal>>()?;
    if items.is_empty() {
        return Err(Refusal::of("dossier.nothing-asked").at("items").under("NĐ 61/2018/NĐ-CP art 17").into());
    }
    desk.change(dossier, Fact::SupplementAsked { items }, None)
}

/// The person, or the reception desk for them, completes the dossier.
pub fn supplement(desk: &mut Desk<'_>, command: Supplement) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Supplement)?;
    if let Actor::Officer(officer) = desk.actor {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let note = command.note.trim().to_string();
    if command.papers.is_empty() && note.is_empty() {
        return Err(Refusal::of("dossier.nothing-supplemented").at("papers").into());
    }
    let submission = &dossier.submission;
    let version = desk
        .law
        .catalogue
        .procedure(&submission.procedure)
        .and_then(|procedure| procedure.version(submission.version))
        .ok_or_else(|| Fault::other(format!("procedure {} is gone", submission.procedure)))?;
    check_papers(version, &submission.case, &command.papers)?;
    let papers = taken_in(command.papers, &desk.actor.name(), desk.now);
    let all: Vec<PaperHanded> = submission.papers.iter().chain(&papers).cloned().collect();
    if all.iter().map(|paper| paper.files.len()).sum::<usize>() > FILES_MAX {
        return Err(Refusal::of("document.too-many").at("papers").with("limit", FILES_MAX).into());
    }
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let promise = reception.promise.restarted(desk.law, &submission.competent, desk.now)?;
    let fact = Fact::Supplemented { papers, promise, digitised: is_digitised(&all) };
    desk.change(dossier, fact, Some(note).filter(|note| !note.is_empty()))
}
