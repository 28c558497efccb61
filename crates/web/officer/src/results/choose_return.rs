//! Đổi nơi nhận kết quả, on the person's word.

use super::super::deed_life::OfDossier;
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::dossier::{ChooseReturn, Dossier, DossierCommand};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_questions::{WantedAsked, wanted_asked, wanted_pairs, wanted_said};
use motcua_store::act::SeenDossier;

#[derive(Template)]
#[template(path = "officer/choose_return.html")]
struct ChoosePage {
    page: Page,
    of: OfDossier,
    wanted: WantedAsked,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/choose_return`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    dossier.must_be_changeable()?;
    let now = SentForm::of_pairs(wanted_pairs(&signed.visit.app, &dossier.submission.wanted));
    shown(&signed, &dossier, &now, &[])
}

/// `POST /officer/dossiers/{code}/choose_return`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("choose_return {code}"))?;
    let applicant = &dossier.submission.applicant;
    let person = (applicant.name.as_str(), applicant.phone.as_str());
    let wanted = match wanted_said(&signed.visit, person, |field| form.get(field)) {
        Ok(wanted) => wanted,
        Err(wrong) => return shown(&signed, &dossier, &form, &wrong),
    };
    let command = ChooseReturn { code: code.clone(), wanted };
    let seen = Some(SeenDossier { code: &code, seq: seq_of(&form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=choose_return"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Đổi nơi nhận kết quả", "Where the result goes");
    let errors = Wrongs::of(wrong, signed.visit.lang, "wanted");
    errors.entitle(&mut page);
    let view = ChoosePage {
        of: OfDossier::of(signed, dossier, &page),
        wanted: wanted_asked(&signed.visit, |field| form.get(field)),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
