//! What a webhook is told: milestones of dossiers, a message for trying, and a message
//! that once was given up.

use super::desk::{Changes, Desk, kept};
use super::webhook::{Webhook, WebhookFact, webhook_of};
use crate::act::Tell;
use crate::directory::AgencyCode;
use crate::dossier::{Dossier, Event, Outcome};
use crate::outbox::DeliveryState;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Send a message that says nothing, to see whether one arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestWebhook {
    /// Which.
    pub id: String,
}

/// Send a message once more, under the same id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendAgain {
    /// To which webhook.
    pub id: String,
    /// Which message.
    pub delivery: String,
}

/// How the kinds of our messages begin: reversed domain, as CloudEvents asks.
const KINDS: &str = "vn.motcua";

/// The leader of the province's office tries it.
pub fn test_webhook(desk: &mut Desk<'_>, command: TestWebhook) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    if !webhook.is_active() {
        return Err(Refusal::of("webhook.paused-already").into());
    }
    let tell = Tell {
        system: webhook.system(),
        kind: format!("{KINDS}.test"),
        subject: String::new(),
        data: json!({ "webhook": webhook.name }).to_string(),
    };
    let mut changes = desk.change(webhook, WebhookFact::Tested, None)?;
    changes.tell.push(tell);
    Ok(changes)
}

/// The leader of the province's office sends a message again that arrived or was given up.
pub fn send_again(desk: &mut Desk<'_>, command: SendAgain) -> Result<Changes, Halt> {
    let webhook = kept(desk, &command.id)?;
    let found = desk.read.delivery(&command.delivery)?;
    let delivery = found.filter(|delivery| webhook_of(&delivery.system) == Some(command.id.as_str()));
    let delivery = delivery.ok_or_else(|| Refusal::of("webhook.unknown-delivery"))?;
    if delivery.state == DeliveryState::Waiting {
        return Err(Refusal::of("webhook.delivery-waits").into());
    }
    desk.change(webhook, WebhookFact::SentAgain { delivery: delivery.id }, None)
}

impl Webhook {
    /// What it is told of this event; none where that is none of its business. `dossier`
    /// is as the event made it. No person is named: who may know more asks for it.
    pub fn told_of(&self, dossier: &Dossier, event: &Event) -> Option<Tell> {
        let milestone = event.fact.milestone().filter(|milestone| self.milestones.contains(milestone))?;
        let submission = &dossier.submission;
        let concerns =
            |agency: &AgencyCode| submission.receiving == *agency || submission.competent == *agency;
        if !self.is_there() || !self.agency.as_ref().is_none_or(concerns) {
            return None;
        }
        let mut data = Map::new();
        let mut say = |name: &str, value: Value| drop(data.insert(name.to_string(), value));
        say("code", json!(submission.code.to_string()));
        say("procedure", json!(submission.procedure.to_string()));
        say("event", json!(event.seq));
        say("status", json!(dossier.status().as_str()));
        say("receiving", json!(submission.receiving.as_str()));
        say("competent", json!(submission.competent.as_str()));
        say("due_at", json!(dossier.due_at().map(crate::Moment::iso)));
        let outcome = dossier.decided.as_ref().map(|decided| decided.outcome);
        let outcome = dossier.completion().map(|(_, outcome)| outcome).or(outcome);
        say("outcome", outcome.map_or(Value::Null, |outcome: Outcome| json!(outcome)));
        Some(Tell {
            system: self.system(),
            kind: format!("{KINDS}.dossier.{}", milestone.as_str()),
            subject: submission.code.to_string(),
            data: Value::Object(data).to_string(),
        })
    }
}
