//! Mở lại: opening a stopped dossier again by a recorded decision.

use crate::act::{Record, must_say_why};
use crate::catalogue::Duty;
use crate::dossier::link::lead_of;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Open a stopped dossier again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reopen {
    /// Which dossier.
    pub code: DossierCode,
    /// The decision and its reason.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Reopen {
    Reopen { code: on.code(), reason: on.words() }
}

/// The leader of the competent agency opens it again. The limit starts from zero, and the last
/// holder has it again.
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
        // Nor what the other results have left without.
        if lead.result_out.is_some() && !lead.came_back() {
            return Err(Refusal::of("dossier.lead-left").with("code", lead.code()).into());
        }
        changes.relies_on.push((lead.reference(), lead.seq));
    }
    Ok(changes)
}
