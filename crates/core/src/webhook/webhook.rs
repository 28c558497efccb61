//! What a webhook is, and what each fact makes of it.

use crate::act::{Cover, Event, LastEvent, Record, RecordFact};
use crate::directory::AgencyCode;
use crate::dossier::Milestone;
use crate::{Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// What can happen to a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WebhookFact {
    /// It was registered.
    Registered {
        /// What people call it.
        name: String,
        /// Where messages go.
        address: String,
        /// Of what it is told.
        milestones: Vec<Milestone>,
        /// Only of dossiers that this agency receives or decides; none: of all.
        agency: Option<AgencyCode>,
    },
    /// It is called otherwise, told elsewhere or of other things: all of it, as it is now.
    Edited {
        /// What people call it.
        name: String,
        /// Where messages go.
        address: String,
        /// Of what it is told.
        milestones: Vec<Milestone>,
        /// Only of dossiers that this agency receives or decides; none: of all.
        agency: Option<AgencyCode>,
    },
    /// Nothing is sent until it is resumed; messages wait. Why stands in the event.
    Paused,
    /// Messages go out again.
    Resumed,
    /// It is told of nothing any more. Why stands in the event.
    Removed,
    /// It got another secret; never which.
    SecretRotated,
    /// A message for trying was sent.
    Tested,
    /// A message was sent again.
    SentAgain {
        /// Which.
        delivery: String,
    },
}

impl RecordFact for WebhookFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The secret under which messages are signed: `whsec_` and base64 of at least 24 bytes
/// (Standard Webhooks). Never in a history, never in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebhookSecret(pub String);

impl WebhookSecret {
    /// How every secret begins.
    pub const PREFIX: &'static str = "whsec_";
    /// Of how many random bytes a secret is made.
    pub const BYTES: usize = 32;
}

/// Refuses what messages cannot be signed under.
pub(super) fn must_be_a_secret(secret: &WebhookSecret) -> Result<(), Refusal> {
    let body = secret.0.strip_prefix(WebhookSecret::PREFIX).unwrap_or_default().trim_end_matches('=');
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/".contains(&byte);
    // 24 bytes are 32 characters of base64.
    match body.len() >= 32 && body.bytes().all(is_base64) {
        true => Ok(()),
        false => Err(Refusal::of("webhook.secret-shape").at("secret")),
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret")
    }
}

/// Whether messages go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum WebhookState {
    /// They do.
    Active,
    /// They wait.
    Paused {
        /// Why.
        reason: String,
    },
    /// There are none any more.
    Removed {
        /// Why.
        reason: String,
    },
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Its name for machines.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// The agency that answers for it.
    pub home: AgencyCode,
    /// What people call it.
    pub name: String,
    /// Where messages go.
    pub address: String,
    /// Of what it is told.
    pub milestones: Vec<Milestone>,
    /// Only of dossiers that this agency receives or decides; none: of all.
    pub agency: Option<AgencyCode>,
    /// Whether messages go out.
    pub state: WebhookState,
    /// How often it was edited.
    #[serde(default, skip_serializing_if = "is_never")]
    pub edits: u32,
    /// When it last got another secret.
    pub rotated_at: Option<Moment>,
    /// A new secret, on its way to where messages are signed; it stays in no record.
    #[serde(skip)]
    pub secret: Option<WebhookSecret>,
}

fn is_never(edits: &u32) -> bool {
    *edits == 0
}

impl Webhook {
    /// The name of the system behind it, in the outbox and in histories.
    pub fn system(&self) -> String {
        system_of(&self.id)
    }

    /// Whether it is told of what happens.
    pub fn is_there(&self) -> bool {
        !matches!(self.state, WebhookState::Removed { .. })
    }

    /// Whether messages go out.
    pub fn is_active(&self) -> bool {
        self.state == WebhookState::Active
    }
}

/// How the systems behind webhooks are named.
const SYSTEM: &str = "webhook:";

/// The name of the system behind the webhook with this id.
pub fn system_of(id: &str) -> String {
    format!("{SYSTEM}{id}")
}

/// The id of the webhook behind which this system is; none for another kind of system.
pub fn webhook_of(system: &str) -> Option<&str> {
    system.strip_prefix(SYSTEM)
}

impl Record for Webhook {
    const KIND: &'static str = "webhook";
    type Id = String;
    type Fact = WebhookFact;

    fn begin(id: String, event: &Event<WebhookFact>) -> Option<Webhook> {
        match &event.fact {
            WebhookFact::Registered { name, address, milestones, agency } => Some(Webhook {
                id,
                last: event.into(),
                home: event.place.clone(),
                name: name.clone(),
                address: address.clone(),
                milestones: milestones.clone(),
                agency: agency.clone(),
                state: WebhookState::Active,
                edits: 0,
                rotated_at: None,
                secret: None,
            }),
            WebhookFact::Edited { .. }
            | WebhookFact::Paused
            | WebhookFact::Resumed
            | WebhookFact::Removed
            | WebhookFact::SecretRotated
            | WebhookFact::Tested
            | WebhookFact::SentAgain { .. } => None,
        }
    }

    fn apply(&mut self, event: &Event<WebhookFact>) -> Result<(), Fault> {
        let reason = || event.reason.clone().unwrap_or_default();
        match &event.fact {
            WebhookFact::Registered { .. } => {
                return Err(Fault::damaged(format!("webhook {} was registered twice", self.id)));
            }
            WebhookFact::Edited { name, address, milestones, agency } => {
                (self.name, self.address) = (name.clone(), address.clone());
                (self.milestones, self.agency) = (milestones.clone(), agency.clone());
                self.edits += 1;
            }
            WebhookFact::Paused => self.state = WebhookState::Paused { reason: reason() },
            WebhookFact::Resumed => self.state = WebhookState::Active,
            WebhookFact::Removed => self.state = WebhookState::Removed { reason: reason() },
            WebhookFact::SecretRotated => self.rotated_at = Some(event.at),
            WebhookFact::Tested | WebhookFact::SentAgain { .. } => {}
        }
        Ok(())
    }

    fn cover(&self) -> Cover<'_, Self::Id> {
        Cover { id: &self.id, home: &self.home, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
