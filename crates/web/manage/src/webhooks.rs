//! Webhooks: which other systems are told of what, and what became of each message.

use super::webhook_terms::{WebhookTerms, agency_of, milestones_of};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use motcua_core::outbox::DeliveryState;
use motcua_core::webhook::{
    RegisterWebhook, Webhook, WebhookCommand, WebhookSecret, WebhookState, may_keep_webhooks,
};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::{feed, outbox, waiting_command, webhook};

#[derive(Template)]
#[template(path = "manage/webhooks.html")]
struct WebhookList {
    page: Page,
    hooks: Vec<WebhookLine>,
    /// How many events could not be read here; nobody is told of them yet.
    aside: i64,
    /// How many commands of other systems were not understood.
    unread: i64,
}

/// A webhook in a list.
struct WebhookLine {
    href: String,
    name: String,
    address: String,
    state: WebhookTag,
    waiting: String,
    delivered: String,
    dead: String,
}

/// How it stands with a webhook, as a tag.
pub(super) struct WebhookTag {
    pub(super) kind: &'static str,
    pub(super) word: &'static str,
    pub(super) reason: String,
}

#[derive(Template)]
#[template(path = "manage/webhook_new.html")]
struct NewWebhook {
    page: Page,
    errors: Wrongs,
    key: String,
    terms: WebhookTerms,
}

/// `GET /manage/webhooks`
pub(super) async fn list(signed: Signed) -> Reply {
    must_be_keeper(&signed)?;
    let page = signed.visit.page("manage", "Báo tin cho hệ thống khác", "Telling other systems");
    let mut hooks = Vec::new();
    for hook in signed.visit.app.read(webhook::all)? {
        let counts = signed.visit.app.read(|rows| outbox::counts(rows, &hook.system()))?;
        let count = |state| counts.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
        hooks.push(WebhookLine {
            href: href_of(&hook.id),
            state: tag_of(&hook, &page),
            waiting: counted(count(DeliveryState::Waiting), &page),
            delivered: counted(count(DeliveryState::Delivered), &page),
            dead: counted(count(DeliveryState::Dead), &page),
            name: hook.name,
            address: hook.address,
        });
    }
    let aside = signed.visit.app.read(feed::how_many_aside)?;
    let unread = signed.visit.app.read(waiting_command::how_many_not_understood)?;
    Ok(html(StatusCode::OK, &WebhookList { page, hooks, aside, unread }))
}

/// A number of messages; nobody counts beyond [`outbox::COUNTED_MAX`].
pub(super) fn counted(count: i64, page: &Page) -> String {
    if count <= outbox::COUNTED_MAX {
        return page.count(count);
    }
    format!("{} {}", page.t("hơn", "over"), page.count(outbox::COUNTED_MAX))
}

/// `GET /manage/webhooks/new`
pub(super) async fn new(signed: Signed) -> Reply {
    must_be_keeper(&signed)?;
    Ok(form_page(&signed, &SentForm::default(), &[]))
}

/// `POST /manage/webhooks/new`
pub(super) async fn register(signed: Signed, form: SentForm) -> Reply {
    must_be_keeper(&signed)?;
    let app = &signed.visit.app;
    let key = key_of(&form, "register_webhook")?;
    // The key is the id: sent twice, it is one webhook.
    let id = form.get("key").to_ascii_lowercase();
    let agency = match agency_of(&form) {
        Ok(agency) => agency,
        Err(wrong) => return Ok(form_page(&signed, &form, &[wrong])),
    };
    let command = RegisterWebhook {
        id: id.clone(),
        name: form.get("name").to_string(),
        address: form.get("address").to_string(),
        milestones: milestones_of(&form),
        agency,
        secret: fresh_secret(&signed),
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(app, &signed.actor()?, sending, WebhookCommand::from(command)).await {
        Ok(_) => Ok(see_other(&href_of(&id))),
        Err(halt) => {
            let wrong = refusals_at_fields(halt)?;
            Ok(form_page(&signed, &form, &wrong))
        }
    }
}

fn form_page(signed: &Signed, form: &SentForm, wrong: &[Refusal]) -> Response {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("manage", "Đăng ký hệ thống được báo tin", "Register a webhook");
    // The boxes of milestones have ids of their own; the first is where the summary leads.
    let errors = Wrongs::of(wrong, lang, "name");
    errors.entitle(&mut page);
    let is_first = form.pairs().is_empty();
    let view = NewWebhook {
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        terms: if is_first { WebhookTerms::fresh(signed) } else { WebhookTerms::sent(signed, form) },
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}

/// A secret under which messages will be signed.
pub(super) fn fresh_secret(signed: &Signed) -> WebhookSecret {
    let bytes = signed.visit.app.random::<{ WebhookSecret::BYTES }>();
    WebhookSecret(format!("{}{}", WebhookSecret::PREFIX, BASE64.encode(bytes)))
}

pub(super) fn must_be_keeper(signed: &Signed) -> Result<(), Halt> {
    Ok(may_keep_webhooks(&signed.visit.app.law, &signed.officer)?)
}

pub(super) fn href_of(id: &str) -> String {
    format!("/manage/webhooks/{id}")
}

pub(super) fn tag_of(hook: &Webhook, page: &Page) -> WebhookTag {
    let (kind, word, reason) = match &hook.state {
        WebhookState::Active => ("good", page.language().t("đang báo tin", "active"), ""),
        WebhookState::Paused { reason } => ("soon", page.language().t("tạm dừng", "paused"), reason.as_str()),
        WebhookState::Removed { reason } => ("rest", page.language().t("đã gỡ", "removed"), reason.as_str()),
    };
    WebhookTag { kind, word, reason: reason.to_string() }
}

/// Of which dossiers it is told, in words.
pub(super) fn of_whom(signed: &Signed, hook: &Webhook, page: &Page) -> String {
    match &hook.agency {
        None => page.t("Mọi hồ sơ của tỉnh", "All dossiers of the province").to_string(),
        Some(agency) => agency_name(&signed.visit.app, agency, page.language()),
    }
}
