//! Webhooks: addresses of other systems that are told of what happens to dossiers. Each is
//! a record: who registered it, whom it tells of what, who paused or removed it. What it
//! is told goes out as a CloudEvent, signed as Standard Webhooks says.

mod address;
mod cloud_event;
mod command;
mod desk;
mod edit_webhook;
mod keep_webhook;
mod register_webhook;
mod tell_webhook;
mod terms;
#[expect(clippy::module_inception, reason = "a room and the record that it is about share a name")]
mod webhook;

pub use address::{is_named, may_be_reached, must_be_outside, networks};
pub use cloud_event::{cloud_event, source_of};
pub use command::WebhookCommand;
pub use desk::{Changes, Desk, ReadWebhooks, may_keep_webhooks};
pub use edit_webhook::{EditWebhook, edit_webhook};
pub use keep_webhook::{
    PauseWebhook, RemoveWebhook, ResumeWebhook, RotateSecret, SECRET_OVERLAP_MS, pause_webhook,
    remove_webhook, resume_webhook, rotate_secret,
};
pub use register_webhook::{RegisterWebhook, register_webhook};
pub use tell_webhook::{SendAgain, TestWebhook, send_again, test_webhook};
pub use webhook::{Webhook, WebhookFact, WebhookSecret, WebhookState, system_of, webhook_of};
