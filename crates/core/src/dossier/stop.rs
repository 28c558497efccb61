//! Dừng giải quyết, and opening again by a recorded decision.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::link::lead_of;
use super::{DossierCode, Fact, Verb, answer_by};
use crate::catalogue::Duty;
use crate::{Fault, Halt, Refusal};

/// Stop handling (form 05): no answer to a supplement, no payment, …
#[derive(Debug, Clone)]
pub struct Stop {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
    /// Also while the person has still time to answer a supplement: whoever stops it then
    /// says that they know.
    pub although_awaited: bool,
}

/// Open a stopped dossier again.
#[derive(Debug, Clone)]
pub struct Reopen {
    /// Which dossier.
    pub code: DossierCode,
    /// The decision and its reason.
    pub reason: String,
}

/// Whoever holds it, or the leader of the competent agency, stops it. Refused
/// (`dossier.stop-while-awaited`) when an answer is still awaited and nobody says that this
/// is meant.
pub fn stop(desk: &mut Desk<'_>, command: Stop) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Stop)?;
    let officer = desk.actor.officer()?;
    if officer.must_have(Duty::Leader, &dossier.submission.competent).is_err() {
        dossier.must_be_held_by(officer)?;
    }
    if let Some(until) = answer_by(desk.law, &dossier)
        && desk.now.day() <= until
        && !command.although_awaited
    {
        let refusal = Refusal::of("dossier.stop-while-awaited").at("although_awaited");
        return Err(refusal.with("until", until.vn()).into());
    }
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::Stopped, Some(reason))
}

/// The leader of the competent agency opens it again; the limit starts from zero
/// and whoever had it has it again.
pub fn reopen(desk: &mut Desk<'_>, command: Reopen) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Reopen)?;
    desk.actor.officer()?.must_have(Duty::Leader, &dossier.submission.competent)?;
    let reason = must_say_why(command.reason)?;
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let promise = reception.promise.restarted(desk.law, &dossier.submission.competent, desk.now)?;
    let promise = desk.struck(&dossier.submission.competent, promise)?;
    let to = dossier.holder.clone();
    let lead = lead_of(desk, &dossier)?;
    let mut changes = desk.change(dossier, Fact::Reopened { to, promise }, Some(reason))?;
    if let Some(lead) = lead {
        // What was handed over as a whole is not opened again in parts.
        if lead.status().is_final() {
            return Err(Refusal::of("dossier.lead-ended").with("code", lead.code()).into());
        }
        changes.relies_on.push((lead.id, lead.seq));
    }
    Ok(changes)
}
