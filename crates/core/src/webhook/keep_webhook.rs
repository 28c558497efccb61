//! Pausing a webhook, going on with it, removing it, giving it another secret.

use super::desk::{Changes, Desk, found, kept, may_keep_webhooks};
use super::webhook::{WebhookFact, WebhookSecret, WebhookState, must_be_a_secret};
use crate::act::{Actor, must_say_why};
use crate::{DAY_MS, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Send nothing for a while; messages wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseWebhook {
    /// Which.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// Send again, and what has waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumeWebhook {
    /// Which.
    pub id: String,
}

/// Tell it of nothing any more. Messages that wait are given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveWebhook {
    /// Which.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// Sign under another secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RotateSecret {
    /// Which.
    pub id: String,
    /// The new one.
    pub secret: WebhookSecret,
}

/// So long messages carry both signatures after a change, so that the other side can
/// change without losing one.
pub const SECRET_OVERLAP_MS: i64 = DAY_MS;

/// The leader of the province's office pauses it; so does the system itself, by answering
/// that it is gone.
pub fn pause_webhook(desk: &mut Desk<'_>, command: PauseWebhook) -> Result<Changes, Halt> {
    let webhook = found(desk, &command.id)?;
    match desk.actor {
        Actor::Outside { system } if *system == webhook.system() => {}
        Actor::Officer(officer) => may_keep_webhooks(desk.law, officer)?,
        Actor::Outside { .. } | Actor::Person { .. } | Actor::Clock | Actor::Operator { .. } => {
            return Err(Refusal::of("webhook.not-yours").into());
        }
    }
    if !webhook.is_active() {
        return Err(Refusal::of("webhook.paused-already").into());
    }
    let reason = must_say_why(command.reason)?;
    desk.change(webhook, WebhookFact::Paused, Some(reason))
}

/// The leader of the province's office goes on with it.
pub fn resume_webhook(desk: &mut Desk<'_>, command: ResumeWebhook) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    match webhook.state {
        WebhookState::Paused { .. } => desk.change(webhook, WebhookFact::Resumed, None),
        WebhookState::Active | WebhookState::Removed { .. } => Err(Refusal::of("webhook.not-paused").into()),
    }
}

/// The leader of the province's office removes it.
pub fn remove_webhook(desk: &mut Desk<'_>, command: RemoveWebhook) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    let reason = must_say_why(command.reason)?;
    desk.change(webhook, WebhookFact::Removed, Some(reason))
}

/// The leader of the province's office gives it another secret; not while the one before the
/// last still signs: the receiver would be left with a secret that signs nothing.
pub fn rotate_secret(desk: &mut Desk<'_>, command: RotateSecret) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    must_be_a_secret(&command.secret)?;
    if let Some(rotated_at) = webhook.rotated_at
        && (0..SECRET_OVERLAP_MS).contains(&(desk.now.0 - rotated_at.0))
    {
        let until = rotated_at.plus_ms(SECRET_OVERLAP_MS).iso();
        return Err(Refusal::of("webhook.secret-just-changed").with("until", until).into());
    }
    let mut changes = desk.change(webhook, WebhookFact::SecretRotated, None)?;
    changes.first.after.secret = Some(command.secret);
    Ok(changes)
}
