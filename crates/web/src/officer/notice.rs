//! A form for the person, printed at the desk that gives it.

use super::words::version_of;
use crate::edge::failure::Reply;
use crate::edge::page::html;
use crate::edge::signed::Signed;
use crate::told::notice::{NoticePage, notice, page_title};
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_store::dossier::events;

/// `GET /officer/dossiers/{code}/notices/{seq}`
pub(super) async fn show(signed: Signed, Path((code, seq)): Path<(String, String)>) -> Reply {
    let dossier = signed.dossier(&code)?;
    let app = &signed.visit.app;
    let history = app.read(|rows| events(rows, dossier.id))?;
    let mut page = signed.visit.page("work", "", "");
    let version = version_of(app, &dossier.submission);
    let notice = notice(app, version, &dossier, &history, &seq, &page)?;
    page.title = page_title(&notice);
    let back = format!("/officer/dossiers/{}", dossier.code());
    Ok(html(StatusCode::OK, &NoticePage { page, back, notice }))
}
