//! A form that the person was given, to be printed again.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_edge::failure::Reply;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::page::html;
use motcua_edge::visit::Visit;
use motcua_store::dossier::events;
use motcua_told::form_print::{in_vietnamese, notice_printed};
use motcua_told::notice::{NoticePage, notice, page_title};

/// `GET /dossiers/{code}/notices/{seq}?key=`; with `.pdf` behind the number, as a print
pub(super) async fn show(
    visit: Visit,
    Path((code, seq)): Path<(String, String)>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let app = &visit.app;
    let history = app.read(|rows| events(rows, dossier.id))?;
    let mut page = visit.page("track", "", "");
    let procedure = app.law.catalogue.procedure(&dossier.submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(dossier.submission.version));
    if let Some(seq) = seq.strip_suffix(".pdf") {
        let notice = notice(app, version, &dossier, &history, seq, &in_vietnamese(app))?;
        return notice_printed(app, notice, visit.now).await;
    }
    let notice = notice(app, version, &dossier, &history, &seq, &page)?;
    page.title = page_title(&notice);
    let back = keyed::href(&visit, &dossier, "");
    let pdf_href = keyed::href(&visit, &dossier, &format!("/notices/{seq}.pdf"));
    Ok(html(StatusCode::OK, &NoticePage { page, back, pdf_href, notice }))
}
