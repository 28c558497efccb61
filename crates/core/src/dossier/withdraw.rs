//! Rút hồ sơ: the person takes it back.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::{DossierCode, Fact, Verb};
use crate::Halt;
use crate::account::Actor;
use crate::catalogue::Duty;

/// Take a dossier back before it is decided.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
}

/// The person, or the reception desk at their request.
pub fn withdraw(desk: &mut Desk<'_>, command: Withdraw) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Withdraw)?;
    if let Actor::Officer(officer) = desk.actor {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::Withdrawn, Some(reason))
}
