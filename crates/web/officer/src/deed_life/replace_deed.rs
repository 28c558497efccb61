//! Thay thế giấy đã cấp: the leader puts right what a paper says, looks at what that makes, and signs it.

use super::{OfDossier, named};
use crate::act::{capacities, sign_as};
use crate::deed::must_print;
use crate::deed_fields::{FieldShown, said_in};
use crate::sign::next;
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::deed::{Deed, DeedMade};
use motcua_core::dossier::{Dossier, DossierCommand, KnownFacts, ReplaceDeed};
use motcua_core::register::RegisterEntry;
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::app::App;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;
use motcua_store::files::digest_of;
use motcua_told::deed::{PaperOf, template};

#[derive(Template)]
#[template(path = "officer/replace_deed.html")]
struct ReplacePage {
    page: Page,
    of: OfDossier,
    /// What is to be replaced.
    former: String,
    /// What waits already and would be given up; empty for nothing.
    waiting: String,
    /// The entry of a register from which it is taken again; empty for none.
    of_entry: String,
    seq: u32,
    fields: Vec<FieldShown>,
    reason: String,
    capacities: Vec<ChoiceShown>,
    capacity: String,
    /// What it would say, once somebody asked to see it: only that can be signed.
    paper: Option<Deed>,
    /// What was looked at, to be sent with the signature.
    seen: String,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/replace_deed`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Leader, &dossier.submission.competent)?;
    shown(&signed, &dossier, &SentForm::default(), None, &[])
}

/// `POST /officer/dossiers/{code}/replace_deed`: to look at it, or to sign what was looked at.
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Leader, &dossier.submission.competent)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("replace_deed {code}"))?;
    let seq = seq_of(&form)?;
    let (command, paper) = match looked_at(&signed, &dossier, &form).await {
        Ok(looked_at) => looked_at,
        Err(halt) => return shown(&signed, &dossier, &form, None, &refusals_at_fields(halt)?),
    };
    // Whoever changed something after looking looks again: what is signed is what was shown.
    if form.get("do") != "sign" || form.get("seen") != seen(&paper) {
        return shown(&signed, &dossier, &form, Some(paper), &[]);
    }
    let sending =
        Sending { key: Some(key), seen: Some(SeenDossier { code: &code, seq }), ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(done) => Ok(see_other(&next(&signed, done.after.as_ref(), &code, "replace_deed"))),
        Err(halt) => shown(&signed, &dossier, &form, Some(paper), &refusals_at_fields(halt)?),
    }
}

/// The command, and the paper that it makes as it will stand; refused where something cannot be read or
/// printed.
async fn looked_at(signed: &Signed, dossier: &Dossier, form: &SentForm) -> Result<(ReplaceDeed, Deed), Halt> {
    let (app, was) = (&signed.visit.app, dossier.deed_to_replace()?);
    let template = template(app, was.template.as_str())?;
    let entry = entry_of(app, was)?;
    let facts = KnownFacts::new(&app.law, dossier, signed.visit.now.day()).with_entry(entry.as_ref());
    let typed = template.fields.iter().filter(|field| !facts.is_of_the_entry(field));
    let mut wrong = Vec::new();
    let said = said_in(typed, form).map_err(|why| wrong.extend(why)).unwrap_or_default();
    let sign = sign_as(app, &signed.officer.id, form.get("capacity")).map_err(|why| wrong.push(why)).ok();
    let Some(sign) = sign.filter(|_| wrong.is_empty()) else { return Err(wrong.into()) };
    let mut filling = facts.replacing(template, template.own(&was.filling), said.clone());
    filling.extend(facts.of_the_signer(template, &signed.officer, sign.capacity));
    let paper = template.fill(&filling, true);
    must_print(signed, dossier, PaperOf::drafted(template, &filling)).await?;
    let (code, reason) = (dossier.code().clone(), form.get("reason").to_string());
    Ok((ReplaceDeed { code, said, reason, sign }, paper))
}

/// The entry from which it was taken, as it stands now.
fn entry_of(app: &App, was: &DeedMade) -> Result<Option<RegisterEntry>, Halt> {
    let Some(used) = &was.entry else { return Ok(None) };
    Ok(app.read(|rows| motcua_store::entry::get(rows, &used.id))?)
}

/// A paper that was looked at, in short.
fn seen(paper: &Deed) -> String {
    digest_of(paper.text().as_bytes()).0
}

fn shown(
    signed: &Signed,
    dossier: &Dossier,
    form: &SentForm,
    paper: Option<Deed>,
    wrong: &[Refusal],
) -> Reply {
    let app = &signed.visit.app;
    let mut page = signed.visit.page("work", "Thay thế giấy đã cấp", "Replace the paper");
    let errors = Wrongs::of(wrong, signed.visit.lang, "main");
    errors.entitle(&mut page);
    let was = dossier.deed_to_replace()?;
    let template = template(app, was.template.as_str())?;
    let entry = entry_of(app, was)?;
    let facts = KnownFacts::new(&app.law, dossier, signed.visit.now.day()).with_entry(entry.as_ref());
    let issued = dossier.issued_deed()?;
    let waiting = dossier.deed_life.replacement.as_deref();
    let waiting = waiting.and_then(|waiting| dossier.deed_with(&waiting.made.check));
    let waiting = waiting.map(|known| named(signed, dossier, &known)).transpose()?;
    let former = dossier.deed_with(&issued.check).map(|known| named(signed, dossier, &known)).transpose()?;
    let field = |field| FieldShown::of(field, was.filling.get(&field.name), form, &page);
    let view = ReplacePage {
        of: OfDossier::of(signed, dossier, &page),
        former: former.unwrap_or_default(),
        waiting: waiting.unwrap_or_default(),
        fields: template.fields.iter().filter(|field| !facts.is_of_the_entry(field)).map(field).collect(),
        of_entry: entry.as_ref().map(|entry| format!("/officer/entries/{}", entry.id)).unwrap_or_default(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        reason: form.get("reason").to_string(),
        capacities: capacities(&page),
        capacity: form.get("capacity").to_string(),
        seen: paper.as_ref().map(seen).unwrap_or_default(),
        paper,
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
