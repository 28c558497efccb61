//! Dừng giải quyết, and opening again by a recorded decision.

use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb, answer_by};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Stop handling (form 05): no answer to a supplement, no payment, …
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
    /// Confirms that the person still has time to answer a request for a supplement.
    pub although_awaited: bool,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Stop {
    Stop { code: on.code(), reason: on.words(), although_awaited: true }
}

/// The holder, or the leader of the competent agency, stops it. Refused
/// (`dossier.stop-while-awaited`) while the person still has time to answer, unless that is
/// confirmed.
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
