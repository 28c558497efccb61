//! What every act about webhooks has in hand, and who may.

use super::webhook::Webhook;
use crate::act::{self, Actor, Changed, Officer};
use crate::outbox::Delivery;
use crate::{Fault, Halt, Law, Refusal};

/// What the acts about webhooks ask of a reader.
pub trait ReadWebhooks {
    /// The webhook with this id, also a removed one.
    fn webhook(&mut self, id: &str) -> Result<Option<Webhook>, Fault>;

    /// The message with this id.
    fn delivery(&mut self, id: &str) -> Result<Option<Delivery>, Fault>;
}

/// What every act about webhooks has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadWebhooks + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<Webhook>>;

/// The leader of the province's office decides which systems are told. Everybody else is
/// refused.
pub fn may_keep_webhooks(law: &Law, officer: &Officer) -> Result<(), Refusal> {
    if officer.leads_the_province(law) { Ok(()) } else { Err(Refusal::of("webhook.not-yours")) }
}

/// The officer who acts, if they keep webhooks.
pub(super) fn keeper<'a>(law: &Law, actor: &'a Actor) -> Result<&'a Officer, Refusal> {
    let officer = actor.officer()?;
    may_keep_webhooks(law, officer)?;
    Ok(officer)
}

/// The webhook that is meant, unless it was removed.
pub(super) fn found(desk: &mut Desk<'_>, id: &str) -> Result<Webhook, Halt> {
    let found = desk.read.webhook(id)?;
    let webhook = found.ok_or_else(|| Refusal::of("webhook.unknown"))?;
    if webhook.is_there() { Ok(webhook) } else { Err(Refusal::of("webhook.removed").into()) }
}

/// The same, for whoever keeps webhooks.
pub(super) fn kept(desk: &mut Desk<'_>, id: &str) -> Result<Webhook, Halt> {
    keeper(desk.law, desk.actor)?;
    found(desk, id)
}
