//! Taking a consent back: from then on a helper does not see the dossier any more,
//! and nothing of it is used again.

use super::act::{Changes, Desk};
use super::{DossierCode, Fact};
use crate::account::Actor;
use crate::catalogue::Duty;
use crate::{Halt, Refusal};

/// The person takes back what they agreed to.
#[derive(Debug, Clone)]
pub struct WithdrawConsent {
    /// Which dossier.
    pub code: DossierCode,
}

/// The person, or the reception desk for them, at any time of the dossier's life.
pub fn withdraw_consent(desk: &mut Desk<'_>, command: WithdrawConsent) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    if let Actor::Officer(officer) = desk.actor {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    if dossier.not_reused_since.is_some() {
        return Err(Refusal::of("consent.withdrawn-already").into());
    }
    desk.change(dossier, Fact::ConsentWithdrawn, None)
}
