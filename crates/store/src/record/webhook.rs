//! The row of a webhook, with its secrets, and what its acts do to messages on their way.

use super::history::json;
use crate::args;
use crate::outbox;
use crate::sql::Stmt;
use motcua_core::Fault;
use motcua_core::act::Changed;
use motcua_core::webhook::{SECRET_OVERLAP_MS, Webhook, WebhookFact};

pub(crate) fn row(changed: &Changed<Webhook>) -> Result<Stmt, Fault> {
    let webhook = &changed.after;
    let (id, body) = (webhook.id.as_str(), json(webhook)?);
    let secret = webhook.secret.as_ref().map(|secret| secret.0.as_str());
    Ok(match &changed.before {
        None => Stmt::one(
            "insert into webhook (id, seq, secret, old_secret, old_until, body) values (?1, ?2, ?3, '', 0, ?4)",
            args![id, webhook.seq, secret.unwrap_or_default(), body],
        ),
        Some(before) => match secret {
            None => Stmt::one(
                "update webhook set seq = ?3, body = ?4 where id = ?1 and seq = ?2",
                args![id, before.seq, webhook.seq, body],
            ),
            Some(secret) => Stmt::one(
                "update webhook set seq = ?3, body = ?4, old_secret = secret, secret = ?5, old_until = ?6 \
                 where id = ?1 and seq = ?2",
                args![id, before.seq, webhook.seq, body, secret, webhook.last_at.0 + SECRET_OVERLAP_MS],
            ),
        },
    })
}

pub(crate) fn beside(changed: &Changed<Webhook>, out: &mut Vec<Stmt>) {
    for event in &changed.events {
        match &event.fact {
            WebhookFact::SentAgain { delivery } => out.push(outbox::again(delivery)),
            WebhookFact::Registered { .. }
            | WebhookFact::Paused
            | WebhookFact::Resumed
            | WebhookFact::Removed
            | WebhookFact::SecretRotated
            | WebhookFact::Tested => {}
        }
    }
}
