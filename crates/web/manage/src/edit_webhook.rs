//! Sửa webhook: another name, another address, other milestones.

use super::webhook::stored;
use super::webhook_terms::{WebhookTerms, agency_of, milestones_of};
use super::webhooks::{href_of, must_be_keeper};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use motcua_core::webhook::{EditWebhook, Webhook, WebhookCommand};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/edit_webhook.html")]
struct EditWebhookPage {
    page: Page,
    errors: Wrongs,
    key: String,
    href: String,
    name: String,
    /// [`Webhook::edits`] as the editor saw it.
    edits: String,
    terms: WebhookTerms,
}

/// `GET /manage/webhooks/{id}/edit`
pub(super) async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    must_be_keeper(&signed)?;
    let hook = stored(&signed, &id)?;
    let (edits, terms) = (hook.edits.to_string(), WebhookTerms::of(&signed, &hook));
    Ok(shown(&signed, hook, edits, terms, fresh_key(&signed.visit.app), &[]))
}

/// `POST /manage/webhooks/{id}/edit`
pub(super) async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    must_be_keeper(&signed)?;
    let key = key_of(&form, &format!("edit_webhook {id}"))?;
    let edits: u32 = form.get("edits").parse().map_err(|_| Refusal::of("request.malformed"))?;
    let sent = match agency_of(&form) {
        Ok(agency) => {
            let (name, address) = (form.get("name").to_string(), form.get("address").to_string());
            let milestones = milestones_of(&form);
            let command = EditWebhook { id: id.clone(), edits, name, address, milestones, agency };
            let sending = Sending { key: Some(key), ..Sending::default() };
            send(&signed.visit.app, &signed.actor()?, sending, WebhookCommand::from(command)).await
        }
        Err(refusal) => Err(Halt::from(refusal)),
    };
    let wrong = match sent {
        Ok(_) => return Ok(see_other(&format!("{}?done=edit", href_of(&id)))),
        Err(halt) => refusals(halt)?,
    };
    let hook = stored(&signed, &id)?;
    // What was typed stays. Whoever sends it again has been told that somebody else edited it.
    let edits = hook.edits.to_string();
    let terms = WebhookTerms::sent(&signed, &form);
    Ok(shown(&signed, hook, edits, terms, form.get("key").to_string(), &wrong))
}

fn shown(
    signed: &Signed,
    hook: Webhook,
    edits: String,
    terms: WebhookTerms,
    key: String,
    wrong: &[Refusal],
) -> Response {
    let mut page = signed.visit.page("manage", "Sửa hệ thống được báo tin", "Edit a webhook");
    let errors = Wrongs::of(wrong, signed.visit.lang, "name");
    errors.entitle(&mut page);
    let view = EditWebhookPage { key, href: href_of(&hook.id), name: hook.name, edits, terms, errors, page };
    html(status_of_form(wrong), &view)
}
