//! Ghi vào sổ: an entry made from a dossier, or typed from an old book.

use super::{href, register_named};
use crate::deed_fields::{FieldShown, said_in};
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::deed::{Register, day_of};
use motcua_core::dossier::{Dossier, KnownFacts};
use motcua_core::register::{Enter, EntryCommand, NumberAs, Where};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "officer/enter.html")]
struct EnterPage {
    page: Page,
    register: String,
    law: String,
    is_assumed: bool,
    /// The dossier that it is made from; empty for an old book.
    dossier: String,
    /// The number is drawn.
    draws: bool,
    number: String,
    volume: String,
    page_no: String,
    day: String,
    fields: Vec<FieldShown>,
    /// Something about it is unlikely: it must be said that it is so.
    is_unlikely: bool,
    key: String,
    errors: Wrongs,
}

/// From which dossier.
#[derive(Deserialize)]
pub struct EnterQuery {
    #[serde(default)]
    dossier: String,
}

/// `GET /officer/registers/{register}/enter?dossier=`
pub async fn get(signed: Signed, Path(id): Path<String>, Query(asked): Query<EnterQuery>) -> Reply {
    let register = register_named(&signed, &id)?;
    let dossier = dossier_named(&signed, register, &asked.dossier)?;
    shown(&signed, register, dossier.as_ref(), &SentForm::default(), &[])
}

/// `POST /officer/registers/{register}/enter`
pub async fn post(signed: Signed, Path(id): Path<String>, form: SentForm) -> Reply {
    let register = register_named(&signed, &id)?;
    let dossier = dossier_named(&signed, register, form.get("dossier"))?;
    let key = key_of(&form, &format!("enter {id}"))?;
    let command = match asked(register, dossier.as_ref(), &form, key.key.as_str()) {
        Ok(command) => command,
        Err(wrong) => return shown(&signed, register, dossier.as_ref(), &form, &wrong),
    };
    let sending = Sending { key: Some(key), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, EntryCommand::from(command)).await {
        Ok(done) => {
            let id = String::from_utf8(done.record).map_err(motcua_core::Fault::damaged)?;
            Ok(see_other(&format!("/officer/entries/{id}?done=enter")))
        }
        Err(halt) => shown(&signed, register, dossier.as_ref(), &form, &refusals_at_fields(halt)?),
    }
}

/// The dossier that is entered, decided by the officer's own agency and of a procedure of this register.
fn dossier_named(signed: &Signed, register: &Register, code: &str) -> Result<Option<Dossier>, Halt> {
    if code.is_empty() {
        return Ok(None);
    }
    let dossier = signed.dossier(code)?;
    dossier.must_be_entered_in(register, &signed.officer.agency)?;
    Ok(Some(dossier))
}

fn asked(
    register: &Register,
    dossier: Option<&Dossier>,
    form: &SentForm,
    key: &str,
) -> Result<Enter, Vec<Refusal>> {
    let said = said_in(register.fields.iter(), form)?;
    let number = match form.get("number") {
        "" if register.draws && dossier.is_some() => NumberAs::Drawn,
        written => NumberAs::Written(written.to_string()),
    };
    let at = Where {
        volume: form.get("volume").to_string(),
        page: form.get("page").to_string(),
        number,
        day: day_of(form.get("day")),
    };
    if let (Some(dossier), NumberAs::Written(number)) = (dossier, &at.number) {
        dossier.must_be_entered_as(register, number, &said)?;
    }
    Ok(Enter {
        // The same sending makes the same entry.
        id: key.trim_start_matches("form:").to_string(),
        register: register.id.clone(),
        at,
        said,
        dossier: dossier.map(|dossier| dossier.code().to_string()),
        is_sure: form.filled("is_sure").is_some(),
    })
}

fn shown(
    signed: &Signed,
    register: &Register,
    dossier: Option<&Dossier>,
    form: &SentForm,
    wrong: &[Refusal],
) -> Reply {
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let name = (format!("Ghi vào {}", register.name), format!("Enter in the {}", register.name_en));
    let mut page = signed.visit.page("work", &name.0, &name.1);
    let errors = Wrongs::of(wrong, lang, "main");
    errors.entitle(&mut page);
    let known =
        dossier.map(|dossier| KnownFacts::new(&app.law, dossier, now.day()).filling(&register.fields));
    let mut known = known.unwrap_or_default();
    let is_sent = form.filled("key").is_some();
    let draws = register.draws && dossier.is_some();
    // Where the paper has the number of the registration, that is it.
    let of_paper = dossier.and_then(|dossier| dossier.paper_of_entry(register));
    // What was decided is registered.
    let says = of_paper.into_iter().flat_map(|made| &made.filling);
    known.extend(
        says.filter(|(name, _)| register.field(name).is_some())
            .map(|(name, said)| (name.clone(), said.clone())),
    );
    let typed = |field: &str, first: String| if is_sent { form.get(field).to_string() } else { first };
    let view = EnterPage {
        register: page.t(&register.name, &register.name_en).to_string(),
        law: register.law.clone(),
        is_assumed: register.trust.is_assumed(),
        dossier: dossier.map(|dossier| dossier.code().to_string()).unwrap_or_default(),
        number: typed("number", of_paper.map(|made| format!("{:02}", made.number)).unwrap_or_default()),
        volume: typed("volume", if dossier.is_some() { "01".to_string() } else { String::new() }),
        page_no: typed("page", String::new()),
        day: typed(
            "day",
            match (of_paper, dossier) {
                (Some(made), _) => made.day.vn(),
                (None, Some(_)) => now.day().vn(),
                (None, None) => String::new(),
            },
        ),
        fields: register
            .fields
            .iter()
            .map(|field| FieldShown::of(field, known.get(&field.name), form, &page))
            .collect(),
        is_unlikely: wrong.iter().any(|refusal| refusal.field.as_deref() == Some("is_sure")),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        draws,
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}

/// What a dossier's page says of its register: where it is entered, or its entry.
pub(crate) fn of_dossier(
    signed: &Signed,
    dossier: &Dossier,
    page: &Page,
) -> Result<Option<(String, String)>, Halt> {
    let (app, submission) = (&signed.visit.app, &dossier.submission);
    let Some(register) = app.law.registers.of_procedure(&submission.procedure) else { return Ok(None) };
    if submission.competent != signed.officer.agency || !super::keeps(app, &signed.officer) {
        return Ok(None);
    }
    let code = dossier.code().to_string();
    let entry = app.read(|rows| motcua_store::entry::of_dossier(rows, &register.id, &code))?;
    let name = page.t(&register.name, &register.name_en);
    Ok(Some(match entry {
        Some(entry) => (href(&entry), format!("{} {} {}", name, page.t("số", "No."), entry.place.number)),
        None if dossier.must_be_entered_in(register, &signed.officer.agency).is_err() => return Ok(None),
        None => (
            format!("/officer/registers/{}/enter?dossier={code}", register.id),
            format!("{} {name}", page.t("Ghi vào", "Enter in the")),
        ),
    }))
}
