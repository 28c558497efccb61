//! Sửa webhook: it is called otherwise, told elsewhere or of other things.

use super::desk::{Changes, Desk, kept};
use super::terms::Terms;
use super::webhook::WebhookFact;
use crate::directory::AgencyCode;
use crate::dossier::Milestone;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Tell another system otherwise. What waits goes to the new address; what has been put on its
/// way stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditWebhook {
    /// Which.
    pub id: String,
    /// [`super::Webhook::edits`] as the editor saw it: of two who edit at once the second looks
    /// again.
    pub edits: u32,
    /// What people call it.
    pub name: String,
    /// Where messages go.
    pub address: String,
    /// Of what it is told.
    pub milestones: Vec<Milestone>,
    /// Only of dossiers that this agency receives or decides; none: of all.
    pub agency: Option<AgencyCode>,
}

/// The leader of the province's office edits it, under the rules of a registration. Refused with
/// everything that is wrong.
pub fn edit_webhook(desk: &mut Desk<'_>, command: EditWebhook) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    if command.edits != webhook.edits {
        return Err(Refusal::of("webhook.out-of-date").into());
    }
    let EditWebhook { name, address, milestones, agency, .. } = command;
    let (terms, wrong) = Terms { name, address, milestones, agency }.in_order(desk.law);
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let before = Terms {
        name: webhook.name.clone(),
        address: webhook.address.clone(),
        milestones: webhook.milestones.clone(),
        agency: webhook.agency.clone(),
    };
    if terms == before {
        return Err(Refusal::of("webhook.nothing-changed").into());
    }
    let Terms { name, address, milestones, agency } = terms;
    desk.change(webhook, WebhookFact::Edited { name, address, milestones, agency }, None)
}
