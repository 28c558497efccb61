//! Hủy bản ghi sự cố: taking back a record that was a mistake. It stays, with who took it
//! back and why; the page of the outage then shows the dates that move back.

use askama::Template;
use axum::extract::Path;
use motcua_core::memory::Memory;
use motcua_core::outage::{Desk, Outage, OutageCommand, VoidOutage, void_outage};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::outage;

#[derive(Template)]
#[template(path = "officer/outage_void.html")]
struct VoidPage {
    page: Page,
    errors: Wrongs,
    back: String,
    /// What the record says happened.
    what: String,
    reason: String,
    /// So that a form that is sent twice acts once.
    key: String,
}

/// Whether this officer can still take it back; asked of the rule.
pub(super) fn is_voidable(signed: &Signed, outage: &Outage) -> bool {
    asked(signed, outage, "có thể hủy").is_ok()
}

fn asked(signed: &Signed, outage: &Outage, reason: &str) -> Result<(), Halt> {
    let (law, now, actor) = (&signed.visit.app.law, signed.visit.now, &signed.viewer());
    let read = &mut Memory::default().with_outages(std::slice::from_ref(outage));
    let command = VoidOutage { id: outage.id.clone(), reason: reason.to_string() };
    void_outage(&mut Desk { law, read, actor, now }, command).map(drop)
}

/// `GET /officer/outages/{id}/void`
pub async fn ask(signed: Signed, Path(id): Path<String>) -> Reply {
    let found = stored(&signed, &id)?;
    asked(&signed, &found, "có thể hủy")?;
    Ok(shown(&signed, &found, &SentForm::default(), &[]))
}

/// `POST /officer/outages/{id}/void`
pub async fn void(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let found = stored(&signed, &id)?;
    let command = VoidOutage { id: found.id.clone(), reason: form.get("reason").to_string() };
    let app = &signed.visit.app;
    let key = key_of(&form, &format!("void_outage {id}"))?;
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(app, &signed.actor()?, sending, OutageCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/outages/{id}"))),
        Err(halt) => {
            let wrong = refusals(halt)?;
            if wrong.iter().any(|refusal| refusal.field.as_deref() != Some("reason")) {
                return Err(Halt::Refused(wrong).into());
            }
            Ok(shown(&signed, &found, &form, &wrong))
        }
    }
}

fn shown(signed: &Signed, outage: &Outage, form: &SentForm, wrong: &[Refusal]) -> axum::response::Response {
    let mut page = signed.visit.page("work", "Hủy bản ghi sự cố", "Void the record of an outage");
    let errors = Wrongs::of(wrong, signed.visit.lang, "main");
    errors.entitle(&mut page);
    let view = VoidPage {
        back: format!("/officer/outages/{}", outage.id),
        what: outage.reason.clone(),
        reason: form.get("reason").to_string(),
        key: fresh_key(&signed.visit.app),
        errors,
        page,
    };
    html(status_of_form(wrong), &view)
}

/// The outage with this id.
pub(super) fn stored(signed: &Signed, id: &str) -> Result<Outage, Halt> {
    let found = signed.visit.app.read(|rows| outage::get(rows, id))?;
    Ok(found.ok_or_else(|| Refusal::of("page.unknown"))?)
}
