//! Thay thế giấy đã cấp: the leader puts right what a paper says, looks at what that makes, and signs it.

use super::{OfDossier, named};
use crate::act::{capacities, sign_as};
use crate::deed::must_print;
use crate::deed_fields::{FieldShown, said_in};
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::deed::{Deed, Filling};
use motcua_core::dossier::{Dossier, ReplaceDeed};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::act;
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;
use motcua_store::files::digest_of;
use motcua_told::deed::template;

#[derive(Template)]
#[template(path = "officer/replace_deed.html")]
struct ReplacePage {
    page: Page,
    of: OfDossier,
    /// What is to be replaced.
    former: String,
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
    let (said, paper) = match looked_at(&signed, &dossier, &form).await {
        Ok(looked_at) => looked_at,
        Err(halt) => return shown(&signed, &dossier, &form, None, &refusals_at_fields(halt)?),
    };
    // Whoever changed something after looking looks again: what is signed is what was shown.
    if form.get("do") != "sign" || form.get("seen") != seen(&paper) {
        return shown(&signed, &dossier, &form, Some(paper), &[]);
    }
    let done = match sign_as(&signed.visit.app, form.get("capacity")) {
        Ok(sign) => {
            let reason = form.get("reason").to_string();
            let command = ReplaceDeed { code: code.clone(), said, reason, sign };
            act(&signed.visit.app, &signed.actor()?, Some(key), command).await.map(drop)
        }
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{code}?done=replace_deed"))),
        Err(halt) => shown(&signed, &dossier, &form, Some(paper), &refusals_at_fields(halt)?),
    }
}

/// What the form says, and the paper that this makes; refused where it cannot be read or printed.
async fn looked_at(signed: &Signed, dossier: &Dossier, form: &SentForm) -> Result<(Filling, Deed), Halt> {
    let was = dossier.issued_deed()?;
    let template = template(&signed.visit.app, was.template.as_str())?;
    let said = said_in(template.fields.iter(), form)?;
    let filling = was.filling.clone().into_iter().chain(said.clone()).collect();
    let paper = template.fill(&filling, true);
    must_print(signed, dossier, paper.clone()).await?;
    Ok((said, paper))
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
    let was = dossier.issued_deed()?;
    let template = template(app, was.template.as_str())?;
    let former = dossier.deed_with(&was.check).map(|known| named(signed, dossier, &known)).transpose()?;
    let field = |field| FieldShown::of(field, was.filling.get(&field.name), form, &page);
    let view = ReplacePage {
        of: OfDossier::of(signed, dossier, &page),
        former: former.unwrap_or_default(),
        fields: template.fields.iter().map(field).collect(),
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
