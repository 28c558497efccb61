//! Rút hồ sơ: the person takes it back.

use crate::Halt;
use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::dossier::link::{parts_of, with_parts};
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use serde::{Deserialize, Serialize};

/// Take a dossier back before it is decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Withdraw {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Withdraw {
    Withdraw { code: on.code(), reason: on.words() }
}

/// The person, or the reception desk at their request. What still runs of its parts
/// is taken back with it.
pub fn withdraw(desk: &mut Desk<'_>, command: Withdraw) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Withdraw)?;
    if let Some(officer) = desk.actor.person_or_officer()? {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let reason = must_say_why(command.reason)?;
    let parts = parts_of(desk, &dossier)?;
    let changes = desk.change(dossier, Fact::Withdrawn, Some(reason.clone()))?;
    with_parts(desk, changes, parts, Verb::Withdraw, &Fact::Withdrawn, Some(&reason))
}
