//! Thu lại bản cũ: a paper that counts no more comes back to the reception desk, which hands out what stands for it.

use super::{OfDossier, named};
use askama::Template;
use axum::extract::Path;
use motcua_core::Refusal;
use motcua_core::catalogue::Duty;
use motcua_core::deed::CheckCode;
use motcua_core::dossier::{DeedStanding, Dossier, DossierCommand, TakeBackDeed};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{ChoiceShown, Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;

#[derive(Template)]
#[template(path = "officer/take_back_deed.html")]
struct TakeBackPage {
    page: Page,
    of: OfDossier,
    /// The paper that counts no more, what became of it, and its code as the form sends it.
    old: String,
    became: String,
    check: String,
    /// What is handed out for it; empty where nothing stands for it.
    new: String,
    ways: Vec<ChoiceShown>,
    way: String,
    reason: String,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// It was handed over; its holder has it no more.
const CAME: &str = "came";
const GONE: &str = "gone";

/// `GET /officer/dossiers/{code}/take_back_deed`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Reception, &dossier.submission.receiving)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/take_back_deed`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let key = key_of(&form, &format!("take_back_deed {code}"))?;
    let check = CheckCode::parse(form.get("check")).ok_or_else(|| Refusal::of("request.malformed"))?;
    let reason = form.get("reason").trim();
    let gone = match form.get("way") {
        CAME if reason.is_empty() => None,
        GONE => Some(reason.to_string()),
        // Nothing that was typed is dropped: why it is gone, and that it came, are not both so.
        _ => return shown(&signed, &dossier, &form, &[Refusal::of("deed.came-or-gone").at("way")]),
    };
    let command = TakeBackDeed { code: code.clone(), check, gone };
    let seen = Some(SeenDossier { code: &code, seq: seq_of(&form)? });
    let sending = Sending { key: Some(key), seen, ..Sending::default() };
    match send(&signed.visit.app, &signed.actor()?, sending, DossierCommand::from(command)).await {
        Ok(_) => Ok(see_other(&format!("/officer/dossiers/{code}?done=take_back_deed"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Thu lại bản cũ", "Take the old paper back");
    let errors = Wrongs::of(wrong, signed.visit.lang, "way");
    errors.entitle(&mut page);
    let old = dossier.deed_to_take_back().ok_or_else(|| Refusal::of("deed.nothing-to-take-back"))?;
    let known = |check: &CheckCode| dossier.deed_with(check);
    let name = |check: &CheckCode| known(check).map(|known| named(signed, dossier, &known)).transpose();
    let became = match known(&old.check).map(|known| known.standing) {
        Some(DeedStanding::Recalled(_)) => page.t("đã bị thu hồi", "was recalled"),
        _ => page.t("đã được thay thế", "was replaced"),
    };
    let new = dossier.deeds_known().find(|known| matches!(known.standing, DeedStanding::InForce(_)));
    let new = new.map(|known| &known.made.check);
    let view = TakeBackPage {
        of: OfDossier::of(signed, dossier, &page),
        old: name(&old.check)?.unwrap_or_default(),
        became: became.to_string(),
        check: old.check.as_str().to_string(),
        new: new.map(name).transpose()?.flatten().unwrap_or_default(),
        ways: vec![
            ChoiceShown::new(CAME, page.t("Đã thu lại bản cũ", "It was handed over")),
            ChoiceShown::new(GONE, page.t("Người giữ không còn bản cũ", "Its holder has it no more")),
        ],
        way: form.get("way").to_string(),
        reason: form.get("reason").to_string(),
        seq: form.get("seq").parse().unwrap_or(dossier.seq),
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
