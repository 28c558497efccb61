//! Lịch sử thay đổi danh mục: who put what into force, when and why, with the texts.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::Refusal;
use motcua_core::law_change::CatalogueChange;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, html};
use motcua_edge::signed::Signed;
use motcua_store::catalogue;
use serde::Deserialize;

/// Changes on one page of the list.
const LISTED: u32 = 30;

#[derive(Template)]
#[template(path = "manage/changes.html")]
struct List {
    page: Page,
    rows: Vec<ChangeRow>,
    older: String,
}

struct ChangeRow {
    number: u32,
    when: String,
    by: String,
    reason: String,
    files: Vec<String>,
}

#[derive(Template)]
#[template(path = "manage/change.html")]
struct One {
    page: Page,
    row: ChangeRow,
    files: Vec<File>,
}

struct File {
    path: String,
    text: String,
    before: String,
    change: String,
}

/// `?before=` for older ones.
#[derive(Deserialize)]
pub(super) struct ChangesQuery {
    before: Option<u32>,
}

/// `GET /manage/changes?before=`
pub(super) async fn list(signed: Signed, Query(asked): Query<ChangesQuery>) -> Reply {
    let found = signed.visit.app.read(|rows| catalogue::changes(rows, asked.before, LISTED))?;
    let page = signed.visit.page("manage", "Lịch sử thay đổi danh mục", "History of the catalogue");
    let last = found.last().map_or(0, |change| change.number);
    let older = if last > 1 { format!("/manage/changes?before={last}") } else { String::new() };
    let rows = found.iter().map(|change| row(&signed, change, &page)).collect();
    Ok(html(StatusCode::OK, &List { rows, older, page }))
}

/// `GET /manage/changes/{number}`
pub(super) async fn one(signed: Signed, Path(number): Path<String>) -> Reply {
    let app = &signed.visit.app;
    let number: u32 = number.parse().map_err(|_| Refusal::of("page.unknown"))?;
    let found = app.read(|rows| catalogue::change(rows, number))?;
    let found = found.ok_or_else(|| Refusal::of("page.unknown"))?;
    let mut files = Vec::new();
    for file in app.read(|rows| catalogue::files_of(rows, number))? {
        let before = app.read(|rows| catalogue::before(rows, number, &file.path))?;
        files.push(File {
            before: before.unwrap_or_default(),
            change: format!("/manage/put_into_force?file={}", file.path),
            path: file.path,
            text: file.text,
        });
    }
    let page = signed.visit.page("manage", "Thay đổi danh mục", "A change of the catalogue");
    Ok(html(StatusCode::OK, &One { row: row(&signed, &found, &page), files, page }))
}

fn row(signed: &Signed, change: &CatalogueChange, page: &Page) -> ChangeRow {
    let agency = change.by.agency.as_ref();
    let agency = agency.map(|code| format!(", {}", agency_name(&signed.visit.app, code, page.language())));
    ChangeRow {
        number: change.number,
        when: page.moment(change.at),
        by: format!("{}{}", motcua_messages::who(&change.by, page.language()), agency.unwrap_or_default()),
        reason: change.reason.clone(),
        files: change.files.clone(),
    }
}
