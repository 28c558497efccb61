//! Đăng ký webhook: another system is to be told of what happens from now on.

use super::desk::{Changes, Desk, keeper};
use super::terms::Terms;
use super::webhook::{Webhook, WebhookFact, WebhookSecret, must_be_a_secret};
use crate::directory::AgencyCode;
use crate::dossier::Milestone;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Tell another system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterWebhook {
    /// Its name for machines, made before the first sending.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where messages go.
    pub address: String,
    /// Of what it is told.
    pub milestones: Vec<Milestone>,
    /// Only of dossiers that this agency receives or decides; none: of all.
    pub agency: Option<AgencyCode>,
    /// Under what messages are signed.
    pub secret: WebhookSecret,
}

/// The leader of the province's office registers it. Refused with everything that is wrong.
pub fn register_webhook(desk: &mut Desk<'_>, command: RegisterWebhook) -> Result<Changes, Halt> {
    let officer = keeper(desk.law, desk.actor)?;
    if desk.read.webhook(&command.id)?.is_some() {
        return Err(Refusal::of("webhook.registered-already").into());
    }
    let RegisterWebhook { id, name, address, milestones, agency, secret } = command;
    let (terms, mut wrong) = Terms { name, address, milestones, agency }.in_order(desk.law);
    wrong.extend(must_be_a_secret(&secret).err());
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let Terms { name, address, milestones, agency } = terms;
    let fact = WebhookFact::Registered { name, address, milestones, agency };
    let mut changes = desk.begin::<Webhook>(id, &officer.agency, fact, None)?;
    changes.first.after.secret = Some(secret);
    Ok(changes)
}
