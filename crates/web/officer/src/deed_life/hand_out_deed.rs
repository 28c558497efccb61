//! Trao bản thay thế: the person gets the paper that was issued after the one before had come back.

use super::{OfDossier, named};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::deed::CheckCode;
use motcua_core::dossier::{Dossier, DossierCommand, HandOutDeed};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;

#[derive(Template)]
#[template(path = "officer/hand_out_deed.html")]
struct HandOutPage {
    page: Page,
    of: OfDossier,
    /// The paper that is handed out, and its code as the form sends it.
    paper: String,
    check: String,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/hand_out_deed`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/hand_out_deed`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("hand_out_deed {code}"))?;
    let check = CheckCode::parse(form.get("check")).ok_or_else(|| Refusal::of("request.malformed"))?;
    let command = HandOutDeed { code: code.clone(), check };
    let seen = Some(SeenDossier { code: &code, seq: seq_of(&form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=hand_out_deed"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Trao bản thay thế", "Hand out the replacement");
    let errors = Wrongs::of(wrong, signed.visit.lang, "check");
    errors.entitle(&mut page);
    let made = dossier.deed_to_hand_out().ok_or_else(|| Refusal::of("deed.nothing-to-hand-out"))?;
    let known = dossier.deed_with(&made.check);
    let view = HandOutPage {
        of: OfDossier::of(signed, dossier, &page),
        paper: known.map(|known| named(signed, dossier, &known)).transpose()?.unwrap_or_default(),
        check: made.check.as_str().to_string(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
