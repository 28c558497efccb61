//! Nhật ký tra cứu: who looked for or at what in the registers, for the leader of the agency.

use super::must_be_a_keeper;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::catalogue::Duty;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::entry::{Looked, looks};

/// Looks that the page shows.
const LOOKS_MOST: u32 = 300;

#[derive(Template)]
#[template(path = "officer/register_looks.html")]
struct LooksPage {
    page: Page,
    rows: Vec<LookRow>,
}

/// A look.
struct LookRow {
    at: String,
    officer: String,
    /// The words that were looked for; empty where an entry was opened.
    sought: String,
    /// The entry that was opened.
    href: String,
}

/// `GET /officer/registers/looks`
pub async fn get(signed: Signed) -> Reply {
    must_be_a_keeper(&signed)?;
    let agency = &signed.officer.agency;
    signed.officer.must_have(Duty::Leader, agency)?;
    let found = signed.visit.app.read(|rows| looks(rows, agency, LOOKS_MOST))?;
    let page = signed.visit.page("work", "Nhật ký tra cứu", "Who looked for what");
    let row = |look: &Looked| LookRow {
        at: page.moment(look.at),
        officer: look.officer.0.clone(),
        sought: look.sought.clone(),
        href: match look.entry.as_str() {
            "" => String::new(),
            id => format!("/officer/entries/{id}"),
        },
    };
    let rows = found.iter().map(row).collect();
    Ok(html(StatusCode::OK, &LooksPage { rows, page }))
}
