//! Đã có lại kết quả: the paper was found, or made again.

use super::super::deed_life::OfDossier;
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::dossier::{Dossier, DossierCommand, RecoverResult, Recovered};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;
use motcua_told::wanted::out_words;

#[derive(Template)]
#[template(path = "officer/recover_result.html")]
struct RecoverPage {
    page: Page,
    of: OfDossier,
    /// Where it was missed, or lost.
    out: String,
    ways: Vec<ChoiceShown>,
    how: String,
    note: String,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/recover_result`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    dossier.must_be_recovered_by(&signed.officer)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/recover_result`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("recover_result {code}"))?;
    let said = Recovered::parse(form.get("how")).filter(|how| Recovered::OF_ASTRAY.contains(how));
    let Some(how) = said else {
        return shown(&signed, &dossier, &form, &[Refusal::of("result.recovered-how").at("how")]);
    };
    let command = RecoverResult { code: code.clone(), how, note: form.get("note").to_string() };
    let seen = Some(SeenDossier { code: &code, seq: seq_of(&form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=recover_result"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Đã có lại kết quả", "The result is there again");
    let lang = signed.visit.lang;
    let errors = Wrongs::of(wrong, lang, "how");
    errors.entitle(&mut page);
    // Where it was to come it can only be found.
    let is_missed = dossier.missed_at(&signed.officer.agency).is_some();
    let ways = Recovered::OF_ASTRAY.into_iter().filter(|how| !is_missed || *how == Recovered::Found);
    let view = RecoverPage {
        of: OfDossier::of(signed, dossier, &page),
        out: out_words(&signed.visit.app, dossier, &page).unwrap_or_default(),
        ways: ways.map(|how| ChoiceShown::new(how.as_str(), motcua_messages::recovered(how, lang))).collect(),
        how: form.get("how").to_string(),
        note: form.get("note").to_string(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
