//! Tiếp nhận, and refusing to accept.

use super::act::{Changes, Desk};
use super::completeness::is_digitised;
use super::link::open_parts;
use super::paper::taken_in;
use super::promise::limit_of;
use super::{Channel, Dossier, DossierCode, Fact, PaperHanded, Promise, Submission, Verb};
use crate::catalogue::{CaseId, Duty, Opens, Version};
use crate::law::ClockStart;
use crate::{Fault, Halt, Refusal};
use std::collections::BTreeMap;

/// Accept a dossier that was sent: it gets its due date.
#[derive(Debug, Clone)]
pub struct Accept {
    /// Which dossier.
    pub code: DossierCode,
    /// Papers that nobody sent and that the office looked up, each with the name of the
    /// national database.
    pub fetched: BTreeMap<String, String>,
}

impl Accept {
    /// This dossier, with nothing looked up.
    pub fn of(code: DossierCode) -> Accept {
        Accept { code, fetched: BTreeMap::new() }
    }
}

/// Not accept it: not competent, or not a dossier at all. What only lacks papers
/// is accepted and supplemented.
#[derive(Debug, Clone)]
pub struct RejectAtIntake {
    /// Which dossier.
    pub code: DossierCode,
    /// Why, for the person (form 03).
    pub reason: String,
}

/// The receiving agency's reception desk accepts.
pub fn accept(desk: &mut Desk<'_>, command: Accept) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Accept)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    desk.must_be_free_of_viruses(dossier.submission.papers.iter().flat_map(|paper| &paper.files))?;
    let fact = accepted(desk, &dossier, command.fetched)?;
    let changes = desk.change(dossier, fact, None)?;
    open_parts(desk, changes, Opens::AtAcceptance)
}

/// The receiving agency's reception desk says why not.
pub fn reject_at_intake(desk: &mut Desk<'_>, command: RejectAtIntake) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::RejectAtIntake)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::RejectedAtIntake, Some(reason))
}

/// The acceptance of this dossier now: its promise, with the outages that are recorded
/// already, and whether it is digitised.
pub(super) fn accepted(
    desk: &mut Desk<'_>,
    dossier: &Dossier,
    fetched: BTreeMap<String, String>,
) -> Result<Fact, Halt> {
    let submission = &dossier.submission;
    let version = desk
        .law
        .catalogue
        .procedure(&submission.procedure)
        .and_then(|procedure| procedure.version(submission.version))
        .ok_or_else(|| {
            Fault::other(format!("procedure {} v{} is gone", submission.procedure, submission.version))
        })?;
    let fetched: Vec<PaperHanded> =
        fetched.into_iter().map(|(paper, source)| PaperHanded::fetched(paper, source, desk.now)).collect();
    check_papers(version, &submission.case, &fetched)?;
    let fetched = taken_in(fetched, desk.actor, desk.now)?;
    let (limit, trust) = limit_of(version, &submission.case, submission.channel)?;
    let from = match desk.law.policy.clock_start {
        ClockStart::Submission if submission.channel == Channel::Online => dossier.submitted_at,
        ClockStart::Submission | ClockStart::Acceptance => desk.now,
    };
    let promise = Promise::make(desk.law, &submission.competent, limit, trust, from)?;
    let promise = desk.struck(&submission.competent, promise)?;
    let papers = submission.papers.iter().chain(&fetched).cloned().collect();
    let digitised = is_digitised(version, &Submission { papers, ..submission.clone() });
    Ok(Fact::Accepted { promise, digitised, fetched })
}

/// A reason is words, not a space; it goes into history as it was said.
pub(super) fn must_say_why(reason: String) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.chars().count() < 3 {
        return Err(Refusal::of("dossier.reason-missing").at("reason"));
    }
    if reason.chars().count() > 2000 {
        return Err(Refusal::of("dossier.reason-too-long").at("reason").with("limit", 2000));
    }
    Ok(reason.to_string())
}

/// Every paper is one that the procedure asks for in this case, or `other`.
pub(super) fn check_papers(version: &Version, case: &CaseId, papers: &[PaperHanded]) -> Result<(), Refusal> {
    let known = |paper: &PaperHanded| {
        paper.paper == "other" || version.papers_for(case).any(|asked| asked.id.to_string() == paper.paper)
    };
    match papers.iter().find(|paper| !known(paper)) {
        None => Ok(()),
        Some(paper) => {
            let shown: String = paper.paper.chars().take(40).collect();
            Err(Refusal::of("dossier.unknown-paper").at("papers").with("paper", shown))
        }
    }
}
