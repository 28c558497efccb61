//! Đổi nơi nhận kết quả: the person says otherwise where the result goes.

use super::once;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::act::Actor;
use motcua_core::dossier::{ChooseReturn, Dossier};
use motcua_edge::act::act;
use motcua_edge::ask::{Wrongs, refusals_at_fields, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_questions::{WantedAsked, wanted_asked, wanted_pairs, wanted_said};

#[derive(Template)]
#[template(path = "citizen/choose_return.html")]
struct ChoosePage {
    page: Page,
    code: String,
    back: String,
    action: String,
    form_key: String,
    wanted: WantedAsked,
    wrongs: Wrongs,
}

/// `GET /dossiers/{code}/choose_return?key=`
pub(super) async fn ask(visit: Visit, Path(code): Path<String>, Query(Keyed { key }): Query<Keyed>) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    dossier.must_be_changeable()?;
    let now = SentForm::of_pairs(wanted_pairs(&visit.app, &dossier.submission.wanted));
    shown(&visit, &dossier, &now, &[])
}

/// `POST /dossiers/{code}/choose_return?key=`
pub(super) async fn choose_return(
    visit: Visit,
    Path(code): Path<String>,
    Query(Keyed { key }): Query<Keyed>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open_to_act(&visit, &code, &key)?;
    let once_key = once::key(&form, &dossier)?;
    let applicant = &dossier.submission.applicant;
    let person = (applicant.name.as_str(), applicant.phone.as_str());
    let wanted = match wanted_said(&visit, person, |field| form.get(field)) {
        Ok(wanted) => wanted,
        Err(wrong) => return shown(&visit, &dossier, &form, &wrong),
    };
    let command = ChooseReturn { code: dossier.code().clone(), wanted };
    let actor = Actor::Person { name: applicant.name.clone() };
    match act(&visit.app, &actor, Some(once_key), command).await {
        Ok(_) => Ok(see_other(&keyed::href(&visit, &dossier, ""))),
        Err(halt) => shown(&visit, &dossier, &form, &refusals_at_fields(halt)?),
    }
}

fn shown(visit: &Visit, dossier: &Dossier, form: &SentForm, refused: &[Refusal]) -> Reply {
    let mut page = visit.page("track", "Đổi nơi nhận kết quả", "Where the result goes");
    let wrongs = Wrongs::of(refused, visit.lang, "wanted");
    wrongs.entitle(&mut page);
    let shown = ChoosePage {
        code: dossier.code().to_string(),
        back: keyed::href(visit, dossier, ""),
        action: keyed::href(visit, dossier, "/choose_return"),
        form_key: once::fresh(visit),
        wanted: wanted_asked(visit, |field| form.get(field)),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}
