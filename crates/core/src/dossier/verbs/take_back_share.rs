//! Rút lại phần việc song song: the lead goes on without a share that is out.

use crate::act::must_say_why;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb, WorkShare};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Take back a share that is out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakeBackShare {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its shares; none = all that are out.
    pub number: Option<u32>,
    /// Why.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> TakeBackShare {
    TakeBackShare { code: on.code(), number: None, reason: on.words() }
}

/// The holder takes it back, says why, and may go on. It goes out again only after the person has
/// completed the dossier, or it was opened again.
pub fn take_back_share(desk: &mut Desk<'_>, command: TakeBackShare) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::TakeBackShare)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let is_meant = |share: &&WorkShare| command.number.is_none_or(|meant| meant == share.given.number);
    let meant = dossier.shares_out().filter(is_meant).map(|share| &share.given);
    let (numbers, of): (Vec<u32>, Vec<_>) =
        meant.map(|given| (given.number, given.to.agency.clone())).unzip();
    if numbers.is_empty() {
        return Err(Refusal::of("dossier.no-share-out").into());
    }
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::SharesTakenBack { numbers, of }, Some(reason))
}
