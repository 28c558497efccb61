//! Tiếp nhận, and refusing to accept.

use crate::act::Promise;
use crate::catalogue::{Duty, Opens};
use crate::dossier::handed_in::{check_papers, taken_in};
use crate::dossier::limit::limit_of;
use crate::dossier::link::open_parts;
use crate::dossier::{
    Changes, Channel, Desk, Dossier, DossierCode, Fact, PaperHanded, Rehearsal, Submission, Verb,
    is_digitised,
};
use crate::law::ClockStart;
use crate::{Fault, Halt};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Accept a dossier that was sent: it gets its due date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

pub(super) fn least(on: &Rehearsal<'_>) -> Accept {
    Accept::of(on.code())
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

/// The acceptance of this dossier now: its promise, with the outages that are recorded
/// already, and whether it is digitised.
pub(in crate::dossier) fn accepted(
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
