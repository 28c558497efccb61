//! Chuyển bước tiếp theo, and handing back to the step before.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::{Dossier, DossierCode, Fact, Holder, Verb};
use crate::account::OfficerId;
use crate::catalogue::{Duty, StepTemplate};
use crate::{Fault, Halt, Refusal};

/// Give the dossier to the next step of its procedure.
#[derive(Debug, Clone)]
pub struct Forward {
    /// Which dossier.
    pub code: DossierCode,
    /// To a certain person there; none = whoever has the duty.
    pub to_officer: Option<OfficerId>,
    /// A note for whoever gets it.
    pub note: String,
}

/// Give it back to whoever had it before.
#[derive(Debug, Clone)]
pub struct HandBack {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
}

/// Whoever holds it gives it on; the next step says which desk of which agency.
pub fn forward(desk: &mut Desk<'_>, command: Forward) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Forward)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let mut to = next_holder(desk, &dossier)?;
    to.officer = command.to_officer;
    let note = command.note.trim();
    let note = (!note.is_empty()).then(|| note.to_string());
    desk.change(dossier, Fact::Forwarded { to }, note)
}

/// Whoever holds it gives it back, and says why.
pub fn hand_back(desk: &mut Desk<'_>, command: HandBack) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::HandBack)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let to = dossier.earlier.last().cloned().ok_or_else(|| Refusal::of("dossier.nobody-before"))?;
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::HandedBack { to }, Some(reason))
}

/// The desk that a dossier goes to next: the first later step with another duty
/// than the desk where it lies. What the leader decides and the
/// registry issues does not go this way.
pub(super) fn next_holder(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Halt> {
    let template = template(desk, dossier)?;
    let here = &dossier.holder;
    let next = template
        .steps
        .iter()
        .enumerate()
        .skip(here.step + 1)
        .find(|(_, step)| step.duty != here.duty)
        .filter(|_| !matches!(here.duty, Duty::Leader | Duty::Registry))
        .ok_or_else(|| Refusal::of("dossier.no-next-step"))?;
    let (step, duty) = (next.0, next.1.duty);
    let agency = match duty {
        Duty::Reception => dossier.submission.receiving.clone(),
        Duty::Case | Duty::Leader | Duty::Registry => dossier.submission.competent.clone(),
    };
    Ok(Holder { agency, duty, step, officer: None })
}

pub(super) fn template<'a>(desk: &'a Desk<'_>, dossier: &Dossier) -> Result<&'a StepTemplate, Fault> {
    let submission = &dossier.submission;
    desk.law
        .catalogue
        .procedure(&submission.procedure)
        .and_then(|procedure| procedure.version(submission.version))
        .and_then(|version| desk.law.catalogue.steps(&version.steps))
        .ok_or_else(|| Fault::other(format!("no step template for {}", submission.procedure)))
}
