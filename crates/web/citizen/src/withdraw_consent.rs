//! Rút lại sự đồng ý: no helper follows the dossier any more, and nothing of it is
//! used again. The dossier itself goes on.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::Refusal;
use motcua_core::act::Actor;
use motcua_core::dossier::WithdrawConsent;
use motcua_edge::act::act;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/withdraw_consent.html")]
struct WithdrawConsentPage {
    page: Page,
    code: String,
    back: String,
    action: String,
    form_key: String,
    /// Who can follow it until then; empty for nobody.
    helper: String,
}

/// `GET /dossiers/{code}/withdraw_consent?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    if dossier.not_reused_since.is_some() {
        return Err(Refusal::of("consent.withdrawn-already").into());
    }
    let helper = dossier.submission.assistance.as_ref().filter(|help| help.by.is_some());
    let shown = WithdrawConsentPage {
        page: visit.page("track", "Rút lại sự đồng ý", "Take the consent back"),
        code: dossier.code().to_string(),
        back: keyed::href(&visit, &dossier, ""),
        action: keyed::href(&visit, &dossier, "/withdraw_consent"),
        form_key: once::fresh(&visit),
        helper: helper.map(|help| help.name.clone()).unwrap_or_default(),
    };
    Ok(html(StatusCode::OK, &shown))
}

/// `POST /dossiers/{code}/withdraw_consent?key=`
pub(super) async fn withdraw_consent(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let once_key = once::key(&form, &dossier)?;
    let command = WithdrawConsent { code: dossier.code().clone() };
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    act(&visit.app, &actor, Some(once_key), command).await?;
    Ok(see_other(&keyed::href(&visit, &dossier, "")))
}
