//! Ghi chú vào mục: what a decision changed, put right or voided.

use super::{entry_named, href, write_down};
use crate::deed_fields::{FieldShown, said_in};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::deed::Register;
use motcua_core::register::{EntryCommand, NoteEntry, RegisterEntry};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "officer/note_entry.html")]
struct NotePage {
    page: Page,
    href: String,
    whose: String,
    decision: String,
    reason: String,
    fields: Vec<FieldShown>,
    may_void: bool,
    voids: bool,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/entries/{id}/note_entry`
pub async fn get(signed: Signed, Path(id): Path<String>) -> Reply {
    let (entry, register) = entry_named(&signed, &id)?;
    if entry.is_void() {
        return Err(Refusal::of("register.void").into());
    }
    write_down(&signed, "", &entry.id).await?;
    shown(&signed, &entry, register, &SentForm::default(), &[])
}

/// `POST /officer/entries/{id}/note_entry`
pub async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (entry, register) = entry_named(&signed, &id)?;
    let key = key_of(&form, &format!("note_entry {id}"))?;
    let changes = match said_in(register.fields.iter(), &form) {
        Ok(changes) => changes,
        Err(wrong) => return shown(&signed, &entry, register, &form, &wrong),
    };
    let command = NoteEntry {
        id,
        decision: form.get("decision").to_string(),
        reason: form.get("reason").to_string(),
        changes,
        voids: form.filled("voids").is_some(),
        seen: seq_of(&form)?,
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, EntryCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("{}?done=note_entry", href(&entry)))),
        Err(halt) => shown(&signed, &entry, register, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(
    signed: &Signed,
    entry: &RegisterEntry,
    register: &Register,
    form: &SentForm,
    wrong: &[Refusal],
) -> Reply {
    let mut page = signed.visit.page("work", "Ghi chú vào sổ", "Note in the register");
    let errors = Wrongs::of(wrong, signed.visit.lang, "decision");
    errors.entitle(&mut page);
    let field = |field| FieldShown::of(field, entry.said.get(&field.name), form, &page);
    let view = NotePage {
        href: href(entry),
        whose: entry.whose(register),
        decision: form.get("decision").to_string(),
        reason: form.get("reason").to_string(),
        fields: register.fields.iter().map(field).collect(),
        may_void: signed.officer.has(Duty::Leader),
        voids: form.filled("voids").is_some(),
        seq: form.get("seq").parse().unwrap_or(entry.last.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
