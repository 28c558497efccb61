//! Phát hành bản thay thế: sealed here, or as the scan of what was signed and sealed by hand.

use super::{OfDossier, named};
use crate::deed::kept;
use crate::papers::{KeptFile, kept_result, read_result};
use askama::Template;
use axum::extract::Path;
use motcua_core::catalogue::Duty;
use motcua_core::document::FileRef;
use motcua_core::dossier::{Dossier, DossierCommand, IssueReplacement};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::{fresh_key, key_of, seq_of};
use motcua_edge::signed::Signed;
use motcua_store::act::SeenDossier;

#[derive(Template)]
#[template(path = "officer/issue_replacement.html")]
struct IssueReplacementPage {
    page: Page,
    of: OfDossier,
    /// The replacement, and its print.
    paper: String,
    pdf_href: String,
    /// What it replaces.
    former: String,
    reason: String,
    /// It was signed with a key: it is a file.
    is_signed: bool,
    seals_here: bool,
    kept: Vec<KeptFile>,
    /// Why there is no scan, as it was typed.
    unscanned: String,
    seq: u32,
    key: String,
    errors: Wrongs,
}

/// `GET /officer/dossiers/{code}/issue_replacement`
pub async fn get(signed: Signed, Path(code): Path<String>) -> Reply {
    let dossier = signed.dossier(&code)?;
    signed.officer.must_have(Duty::Registry, &dossier.submission.competent)?;
    shown(&signed, &dossier, &SentForm::default(), &[])
}

/// `POST /officer/dossiers/{code}/issue_replacement`
pub async fn post(signed: Signed, Path(code): Path<String>, form: SentForm) -> Reply {
    let dossier = signed.dossier(&code)?;
    let code = dossier.code().clone();
    let seq = seq_of(&form)?;
    let key = key_of(&form, &format!("issue_replacement {code}"))?;
    let form = form.with_papers(&signed.visit.app).await?;
    let done = match files(&signed, &dossier, &form).await {
        Ok(files) => {
            let seen = Some(SeenDossier { code: &code, seq });
            let sending = Sending { key: Some(key), seen, ..Sending::default() };
            let is_sealed = form.filled("unscanned").filter(|_| !is_attached(&form));
            let unscanned = is_sealed.map(str::to_string);
            let command = DossierCommand::from(IssueReplacement { code: code.clone(), files, unscanned });
            send(&signed.visit.app, &signed.actor()?, sending, command).await.map(drop)
        }
        Err(halt) => Err(halt),
    };
    match done {
        Ok(()) => Ok(see_other(&format!("/officer/dossiers/{code}?done=issue_replacement"))),
        Err(halt) => shown(&signed, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

/// What was attached; else the paper with the seal of the agency, where its key is here. A key signs
/// nothing for somebody who may not issue.
async fn files(signed: &Signed, dossier: &Dossier, form: &SentForm) -> Result<Vec<FileRef>, Halt> {
    let attached = read_result(signed, form)?;
    let may = signed.officer.must_have(Duty::Registry, &dossier.submission.competent).is_ok();
    let made = dossier.deed_life.replacement.as_deref().map(|replacement| &replacement.made);
    // What was signed with a key goes out whatever is attached beside it.
    let is_signed = made.is_some_and(|made| made.signature.file().is_some());
    if !may || (!attached.is_empty() && !is_signed) {
        return Ok(attached);
    }
    Ok(attached.into_iter().chain(kept(signed, dossier, made, form.filled("unscanned")).await?).collect())
}

/// Of a scan that is there nobody says why it is not.
fn is_attached(form: &SentForm) -> bool {
    !form.uploads.is_empty() || form.filled("kept.result").is_some()
}

fn shown(signed: &Signed, dossier: &Dossier, form: &SentForm, wrong: &[Refusal]) -> Reply {
    let mut page = signed.visit.page("work", "Phát hành bản thay thế", "Issue the replacement");
    let errors = Wrongs::of(wrong, signed.visit.lang, "result");
    errors.entitle(&mut page);
    let replacement = dossier.deed_life.replacement.as_deref();
    let replacement = replacement.ok_or_else(|| Refusal::of("deed.no-replacement"))?;
    let name = |check| dossier.deed_with(check).map(|known| named(signed, dossier, &known)).transpose();
    let check = &replacement.made.check;
    let view = IssueReplacementPage {
        of: OfDossier::of(signed, dossier, &page),
        paper: name(check)?.unwrap_or_default(),
        pdf_href: format!("/officer/dossiers/{}/deed.pdf?check={}", dossier.code(), check.as_str()),
        former: name(&dossier.issued_deed()?.check)?.unwrap_or_default(),
        reason: replacement.reason.clone(),
        is_signed: replacement.made.signature.file().is_some(),
        seals_here: signed.visit.app.seals.has(&replacement.made.agency),
        kept: kept_result(signed, form, &page),
        unscanned: form.get("unscanned").to_string(),
        seq: dossier.seq,
        key: form.filled("key").map_or_else(|| fresh_key(&signed.visit.app), str::to_string),
        errors,
        page,
    };
    Ok(html(status_of_form(wrong), &view))
}
