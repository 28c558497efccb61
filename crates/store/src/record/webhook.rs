//! The row of a webhook, with its secrets, and what its acts do to messages on their way.

use super::row::{Stored, Table, table};
use crate::args;
use crate::outbox;
use crate::sql::Stmt;
use motcua_core::act::Changed;
use motcua_core::webhook::{SECRET_OVERLAP_MS, Webhook, WebhookFact};

impl Stored for Webhook {
    const TABLE: Table = table!("webhook");

    fn added(&self, body: String) -> Stmt {
        let secret = self.secret.as_ref().map_or("", |secret| secret.0.as_str());
        Stmt::one(
            "insert into webhook (id, seq, secret, old_secret, old_until, body) values (?1, ?2, ?3, '', 0, ?4)",
            args![self.id.as_str(), self.last.seq, secret, body],
        )
    }

    fn beside(changed: &Changed<Webhook>, out: &mut Vec<Stmt>) {
        let webhook = &changed.after;
        if let (Some(_), Some(secret)) = (&changed.before, &webhook.secret) {
            let until = webhook.last.at.0 + SECRET_OVERLAP_MS;
            out.push(Stmt::one(
                "update webhook set old_secret = secret, secret = ?2, old_until = ?3 where id = ?1",
                args![webhook.id.as_str(), secret.0.as_str(), until],
            ));
        }
        for event in &changed.events {
            match &event.fact {
                WebhookFact::SentAgain { delivery } => out.push(outbox::again(delivery)),
                // What waits because nobody answered at the old address is due at the new one.
                WebhookFact::Edited { address, .. }
                    if changed.before.as_ref().is_some_and(|before| before.address != *address) =>
                {
                    out.push(outbox::tried_are_due(&changed.after.system()));
                }
                WebhookFact::Registered { .. }
                | WebhookFact::Edited { .. }
                | WebhookFact::Paused
                | WebhookFact::Resumed
                | WebhookFact::Removed
                | WebhookFact::SecretRotated
                | WebhookFact::Tested => {}
            }
        }
    }
}
