//! Ghi chú vào mục: what a decision changed, put right or voided.

use super::{entry_named, href, write_down};
use crate::deed_fields::{FieldShown, said_in};
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::catalogue::Duty;
use motcua_core::deed::{ChangeAsked, DeedField, Register};
use motcua_core::dossier::Dossier;
use motcua_core::register::{DecidedDossier, EntryCommand, NoteEntry, RegisterEntry};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::entry::noted_from;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "officer/note_entry.html")]
struct NotePage {
    page: Page,
    href: String,
    whose: String,
    /// The dossier that decided it; empty for a decision from elsewhere.
    dossier: String,
    decision: String,
    /// What the dossier asks to be changed, in its words: the item, as it was, as it is to be.
    asked: Vec<ChangeAsked>,
    /// Fields of which one takes the other out: the whole and the part.
    in_part: Vec<(String, String)>,
    reason: String,
    fields: Vec<FieldShown>,
    may_void: bool,
    voids: bool,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// From which dossier.
#[derive(Deserialize)]
pub struct NoteQuery {
    #[serde(default)]
    dossier: String,
}

/// What a dossier decided that is noted.
struct Decided {
    dossier: DecidedDossier,
    decision: String,
}

/// The dossier with this code, where its decision is noted in this entry; none where none is named.
fn decided(
    signed: &Signed,
    entry: &RegisterEntry,
    register: &Register,
    code: &str,
) -> Result<Option<Decided>, Halt> {
    if code.is_empty() {
        return Ok(None);
    }
    let (dossier, agency) = (signed.dossier(code)?.as_decided(), &signed.officer.agency);
    let (number, day) = dossier.must_be_noted_in(register, agency)?;
    entry.must_not_be_noted_from(code)?;
    let name = agency_name(&signed.visit.app, agency, signed.visit.lang);
    let decision = format!("{number}, {}, {name}", day.vn());
    Ok(Some(Decided { decision, dossier }))
}

/// `GET /officer/entries/{id}/note_entry?dossier=`
pub async fn get(signed: Signed, Path(id): Path<String>, Query(asked): Query<NoteQuery>) -> Reply {
    let (entry, register) = entry_named(&signed, &id)?;
    if entry.is_void() {
        return Err(Refusal::of("register.void").into());
    }
    let decided = decided(&signed, &entry, register, &asked.dossier)?;
    write_down(&signed, "", &entry.id).await?;
    shown(&signed, &entry, register, decided, &SentForm::default(), &[])
}

/// `POST /officer/entries/{id}/note_entry`
pub async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let (entry, register) = entry_named(&signed, &id)?;
    let key = key_of(&form, &format!("note_entry {id}"))?;
    let dossier = form.filled("dossier").map(str::to_string);
    let again = || decided(&signed, &entry, register, form.get("dossier"));
    let changes = match said_in(register.fields.iter(), &form) {
        Ok(changes) => changes,
        Err(wrong) => return shown(&signed, &entry, register, again()?, &form, &wrong),
    };
    let command = NoteEntry {
        id,
        decision: form.get("decision").to_string(),
        dossier,
        reason: form.get("reason").to_string(),
        changes,
        voids: form.filled("voids").is_some(),
        seen: seq_of(&form)?,
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, EntryCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("{}?done=note_entry", href(&entry)))),
        Err(halt) => {
            let wrong = refusals_at_fields(halt)?;
            shown(&signed, &entry, register, again()?, &form, &wrong)
        }
    }
}

fn shown(
    signed: &Signed,
    entry: &RegisterEntry,
    register: &Register,
    decided: Option<Decided>,
    form: &SentForm,
    wrong: &[Refusal],
) -> Reply {
    let mut page = signed.visit.page("work", "Ghi chú vào sổ", "Note in the register");
    let errors = Wrongs::of(wrong, signed.visit.lang, "decision");
    errors.entitle(&mut page);
    let noted = register.noted.as_ref().zip(decided.as_ref());
    let asked = noted.map(|(noted, decided)| noted.asked(&decided.dossier.answers)).unwrap_or_default();
    // What the dossier asks for, as far as it names fields; the officer confirms it.
    let mut proposed = noted.map(|(noted, _)| noted.mapped(&register.fields, &asked)).unwrap_or_default();
    register.say_once(&mut proposed);
    let field = |field: &DeedField| {
        let said = proposed.get(&field.name).or_else(|| entry.said.get(&field.name));
        FieldShown::of(field, said, form, &page)
    };
    let is_sent = form.filled("key").is_some();
    let label = |name: &String| {
        let field = register.field(name);
        field.map(|field| page.t(&field.label, &field.label_en).to_string()).unwrap_or_default()
    };
    let view = NotePage {
        href: href(entry),
        whose: entry.whose(register),
        dossier: decided.as_ref().map(|decided| decided.dossier.code.clone()).unwrap_or_default(),
        decision: match &decided {
            Some(decided) => decided.decision.clone(),
            None => form.get("decision").to_string(),
        },
        reason: match is_sent {
            true => form.get("reason").to_string(),
            false => asked.iter().map(in_words).collect::<Vec<_>>().join("; "),
        },
        asked,
        in_part: register.in_part.iter().map(|[whole, part]| (label(whole), label(part))).collect(),
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

/// A change as a note says it, in the language of the register.
fn in_words(change: &ChangeAsked) -> String {
    match change.was.as_str() {
        "" => format!("{}: ghi {}", change.item, change.now),
        was => format!("{}: {was} thành {}", change.item, change.now),
    }
}

/// What a dossier's page says of noting its decision.
#[derive(Default)]
pub(crate) struct NotingShown {
    /// Where it was noted: the entry's address, its register and number.
    pub(crate) noted: Vec<(String, String)>,
    /// Where the entry is looked for: the address, and in which register.
    pub(crate) to_note: Vec<(String, String)>,
}

/// Nothing for whoever keeps no registers here, and before there is something to note.
pub(crate) fn of_dossier(signed: &Signed, dossier: &Dossier, page: &Page) -> Result<NotingShown, Halt> {
    let (app, agency) = (&signed.visit.app, &signed.officer.agency);
    let mut shown = NotingShown::default();
    if !super::keeps(app, &signed.officer) || dossier.submission.competent != *agency {
        return Ok(shown);
    }
    let name = |register: &Register| page.t(&register.name, &register.name_en).to_string();
    let code = dossier.code().to_string();
    let entries = app.read(|rows| noted_from(rows, &code))?;
    for entry in entries.iter().filter(|entry| entry.place.agency == *agency) {
        let register = app.law.registers.get(entry.place.register.as_str());
        let register = register.map(name).unwrap_or_default();
        let number = format!("{register} {} {}", page.t("số", "No."), entry.place.number);
        shown.noted.push((href(entry), number));
    }
    let decided = dossier.as_decided();
    for register in app.law.registers.noting(&decided.procedure, &decided.answers) {
        if decided.must_be_noted_in(register, agency).is_ok() {
            let address = format!("/officer/registers?note={code}&register={}", register.id);
            shown.to_note.push((address, name(register)));
        }
    }
    Ok(shown)
}
