//! Saving what was typed so far, right or wrong: while one types, on leaving, and
//! by the button that goes on later.

use super::draft::Draft;
use super::kept::{self, Changed};
use super::typed::Sent;
use super::{answers, case, frame, person};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_core::Refusal;
use motcua_edge::failure::Reply;
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::page::see_other;
use motcua_edge::visit::Visit;
use serde_json::json;

/// Which page of the draft.
#[derive(Debug, serde::Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    page: String,
}

/// `POST /submit/{draft}/save?page=…`: keeps the fields as they are. A script is
/// answered with what to show; a person with the page that says how to go on.
pub(super) async fn save(
    visit: Visit,
    Path(id): Path<String>,
    Query(which): Query<Which>,
    headers: HeaderMap,
    form: SentForm,
) -> Reply {
    let sent = Sent::of(&form)?;
    let page = which.page.as_str();
    let changed = kept::change(&visit, &id, |opened| {
        let answers = answers_of(&visit, &opened.draft, page).ok_or_else(|| Refusal::of("page.unknown"))?;
        let draft = &mut opened.draft;
        if draft.pages.is_stale(page, &sent) {
            return Ok(false);
        }
        let current = draft.pages.typed(page).unwrap_or(&answers);
        let overtaken = draft.pages.overtaken(page, &sent, current);
        if overtaken {
            draft.pages.set_aside(page, &sent, visit.now);
        } else {
            draft.pages.keep(page, &sent, &answers);
        }
        Ok(overtaken)
    })
    .await?;
    let is_script = headers.get(header::ACCEPT).is_some_and(|accept| accept == "application/json");
    match changed {
        Changed::HandedIn(response) => Ok(response),
        Changed::Saved(opened, _) if !is_script => Ok(see_other(&format!("/submit/{}/resume", opened.id))),
        Changed::Saved(_, true) => {
            let said = visit.lang.t(
                "Trang này đã được lưu khác đi từ một máy khác. Những gì quý vị gõ đã được giữ riêng; bấm “Tiếp tục” để so lại.",
                "This page was saved otherwise from another device. What you type is kept beside it; press “Continue” to compare.",
            );
            Ok(answer(StatusCode::CONFLICT, &json!({ "said": said })))
        }
        Changed::Saved(opened, false) => {
            let said = frame::saved(&visit.page("procedures", "", ""), opened.saved_at, visit.now);
            let told = json!({ "said": said, "seen": opened.draft.pages.rev(page) });
            Ok(answer(StatusCode::OK, &told))
        }
    }
}

fn answer(status: StatusCode, told: &serde_json::Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], told.to_string()).into_response()
}

/// The accepted answers of a page, as its form would send them; none when the
/// draft has no such page.
fn answers_of(visit: &Visit, draft: &Draft, page: &str) -> Option<Pairs> {
    match page {
        "case" => case::pairs(visit, draft).ok(),
        "person" => Some(person::pairs(&visit.app, draft)),
        _ => answers::pairs(visit, draft, page.strip_prefix("form/")?),
    }
}
