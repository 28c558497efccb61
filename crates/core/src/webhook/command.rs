//! Every act about webhooks, as data.

use super::desk::{Changes, Desk};
use super::edit_webhook::{EditWebhook, edit_webhook};
use super::keep_webhook::{
    PauseWebhook, RemoveWebhook, ResumeWebhook, RotateSecret, pause_webhook, remove_webhook, resume_webhook,
    rotate_secret,
};
use super::register_webhook::{RegisterWebhook, register_webhook};
use super::tell_webhook::{SendAgain, TestWebhook, send_again, test_webhook};
use crate::act::command::commands;

commands! {
    /// Every act about webhooks, as data.
    WebhookCommand {
        register_webhook(RegisterWebhook),
        edit_webhook(EditWebhook),
        pause_webhook(PauseWebhook),
        resume_webhook(ResumeWebhook),
        remove_webhook(RemoveWebhook),
        rotate_secret(RotateSecret),
        test_webhook(TestWebhook),
        send_again(SendAgain),
    }
}
