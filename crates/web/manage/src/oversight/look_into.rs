//! Xem nội dung hồ sơ: the page that asks why.

use super::above::above_of;
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::dossier::{Dossier, LOOK_INTO_HOURS, LookInto};
use motcua_edge::act::act;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, procedure_name, see_other};
use motcua_edge::sent::{fresh_key, key_of};
use motcua_edge::signed::Signed;

#[derive(Template)]
#[template(path = "manage/look_into.html")]
struct LookIntoPage {
    page: Page,
    code: String,
    procedure: String,
    hours: i64,
    reason: String,
    key: String,
    errors: Wrongs,
}

/// `GET /manage/oversight/{code}/look_into`
pub(super) async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    above_of(&signed)?;
    let dossier = signed.dossier_from_above(&code)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /manage/oversight/{code}/look_into`
pub(super) async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    above_of(&signed)?;
    let dossier = signed.dossier_from_above(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("look_into {code}"))?;
    let command = LookInto { code: code.clone(), reason: form.get("reason").to_string() };
    match act(&signed.visit.app, &signed.actor()?, Some(key), command).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let (app, lang) = (&signed.visit.app, signed.visit.lang);
    let mut page = signed.visit.page("oversight", "Xem nội dung hồ sơ", "Look into the dossier");
    let errors = Wrongs::of(wrong, lang, "reason");
    errors.entitle(&mut page);
    let view = LookIntoPage {
        code: dossier.code().to_string(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        hours: LOOK_INTO_HOURS,
        reason: form.get("reason").to_string(),
        key: form.filled("key").map_or_else(|| fresh_key(app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
