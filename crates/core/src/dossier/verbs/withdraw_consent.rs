//! Taking a consent back: from then on a helper does not see the dossier any more,
//! and nothing of it is used again.

use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, DossierCode, Fact};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// The person takes back what they agreed to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithdrawConsent {
    /// Which dossier.
    pub code: DossierCode,
}

/// The person, or the reception desk for them, at any time of the dossier's life.
pub fn withdraw_consent(desk: &mut Desk<'_>, command: WithdrawConsent) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    if let Some(officer) = desk.actor.person_or_officer()? {
        officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    }
    if dossier.not_reused_since.is_some() {
        return Err(Refusal::of("consent.withdrawn-already").into());
    }
    desk.change(dossier, Fact::ConsentWithdrawn, None)
}
