//! Rút hồ sơ: the person takes it back, and says why.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::act::Actor;
use motcua_core::dossier::{Dossier, Verb, Withdraw};
use motcua_edge::act::act;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;

#[derive(Template)]
#[template(path = "citizen/withdraw.html")]
struct WithdrawPage {
    page: Page,
    code: String,
    back: String,
    action: String,
    form_key: String,
    reason: String,
    wrongs: Wrongs,
}

/// `GET /dossiers/{code}/withdraw?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    dossier.must_admit(Verb::Withdraw)?;
    shown(&visit, &dossier, "", &[])
}

/// `POST /dossiers/{code}/withdraw?key=`
pub(super) async fn withdraw(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let once_key = once::key(&form, &dossier)?;
    let command = Withdraw { code: dossier.code().clone(), reason: form.get("reason").to_string() };
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    match act(&visit.app, &actor, Some(once_key), command).await {
        Ok(_) => Ok(see_other(&keyed::href(&visit, &dossier, ""))),
        Err(halt) => {
            let refused = refusals(halt)?;
            if refused.iter().any(|refusal| refusal.code == "dossier.wrong-status") {
                return Err(refused.into());
            }
            shown(&visit, &dossier, form.get("reason"), &refused)
        }
    }
}

fn shown(visit: &Visit, dossier: &Dossier, reason: &str, refused: &[Refusal]) -> Reply {
    let mut page = visit.page("track", "Rút hồ sơ", "Withdraw the dossier");
    let wrongs = Wrongs::of(refused, visit.lang, "reason");
    wrongs.entitle(&mut page);
    let shown = WithdrawPage {
        code: dossier.code().to_string(),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/withdraw"),
        form_key: once::fresh(visit),
        reason: reason.to_string(),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}
