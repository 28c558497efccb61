//! Thu hồi giấy đã cấp: by which document, and why.

use super::{OfDossier, named};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{Dossier, DossierCommand, RecallDeed};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;

#[derive(Template)]
#[template(path = "officer/recall_deed.html")]
struct RecallPage {
    page: Page,
    of: OfDossier,
    paper: String,
    decision: String,
    reason: String,
    /// A replacement waits, and would be given up.
    waits: bool,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/recall_deed`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Leader, &dossier.submission.competent)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/recall_deed`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("recall_deed {code}"))?;
    let (decision, reason) = (form.get("decision").to_string(), form.get("reason").to_string());
    let command = RecallDeed { code: code.clone(), decision, reason };
    let seen = Some(SeenDossier { code: &code, seq: seq_of(&form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=recall_deed"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Thu hồi giấy đã cấp", "Recall the paper");
    let errors = Wrongs::of(wrong, signed.visit.lang, "decision");
    errors.entitle(&mut page);
    let check = &dossier.issued_deed()?.check;
    let paper = dossier.deed_with(check).map(|known| named(signed, dossier, &known)).transpose()?;
    let view = RecallPage {
        of: OfDossier::of(signed, dossier, &page),
        paper: paper.unwrap_or_default(),
        decision: form.get("decision").to_string(),
        reason: form.get("reason").to_string(),
        waits: dossier.deed_life.replacement.is_some(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
