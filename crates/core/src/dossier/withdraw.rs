//! Rút hồ sơ: the person takes it back.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::link::{parts_of, with_parts};
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

/// The person, or the reception desk at their request. What still runs of its parts
/// is taken back with it.
pub fn withdraw(desk: &mut Desk<'_>, command: Withdraw) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Withdraw)?;
    if let Actor::Officer(officer) = desk.actor {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    let reason = must_say_why(command.reason)?;
    let parts = parts_of(desk, &dossier)?;
    let changes = desk.change(dossier, Fact::Withdrawn, Some(reason.clone()))?;
    with_parts(desk, changes, parts, Verb::Withdraw, &Fact::Withdrawn, Some(&reason))
}
