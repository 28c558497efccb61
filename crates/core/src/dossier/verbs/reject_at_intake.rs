//! Từ chối tiếp nhận: why a dossier is not accepted.

use crate::Halt;
use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use serde::{Deserialize, Serialize};

/// Not accept it: not competent, or not a dossier at all. What only lacks papers
/// is accepted and supplemented.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RejectAtIntake {
    /// Which dossier.
    pub code: DossierCode,
    /// Why, for the person (form 03).
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> RejectAtIntake {
    RejectAtIntake { code: on.code(), reason: on.words() }
}

/// The receiving agency's reception desk says why not.
pub fn reject_at_intake(desk: &mut Desk<'_>, command: RejectAtIntake) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::RejectAtIntake)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::RejectedAtIntake, Some(reason))
}
