//! A form for the person, printed at the desk that gives it.

use super::words::version_of;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_edge::failure::Reply;
use motcua_edge::page::html;
use motcua_edge::signed::Signed;
use motcua_store::dossier::events;
use motcua_told::form_print::{in_vietnamese, notice_printed};
use motcua_told::notice::{NoticePage, notice, page_title};

/// `GET /officer/dossiers/{code}/notices/{seq}`; with `.pdf` behind it, as a print
pub(super) async fn show(signed: Signed, Path((code, seq)): Path<(String, String)>) -> Reply {
    let dossier = signed.dossier_to_read(&code)?;
    let app = &signed.visit.app;
    let history = app.read(|rows| events(rows, dossier.id))?;
    let mut page = signed.visit.page("work", "", "");
    let version = version_of(app, &dossier.submission);
    if let Some(seq) = seq.strip_suffix(".pdf") {
        let notice = notice(app, version, &dossier, &history, seq, &in_vietnamese(app))?;
        return notice_printed(app, notice, signed.visit.now).await;
    }
    let notice = notice(app, version, &dossier, &history, &seq, &page)?;
    page.title = page_title(&notice);
    let back = format!("/officer/dossiers/{}", dossier.code());
    let pdf_href = format!("{back}/notices/{seq}.pdf");
    Ok(html(StatusCode::OK, &NoticePage { page, back, pdf_href, notice }))
}
