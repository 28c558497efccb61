//! Finding a dossier by name, number or code, however it is written.

use super::work::{WorkRow, names, row, with_shares};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::Fault;
use motcua_core::dossier::DossierCode;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::signed::Signed;
use motcua_store::dossier;
use motcua_store::search::{self, DossiersFound};
use serde::Deserialize;

const FOUND_MAX: u32 = 50;
const QUERY_CHARS_MAX: usize = 200;

/// What is looked for.
#[derive(Deserialize)]
pub struct SearchQuery {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "officer/search.html")]
struct Search {
    page: Page,
    query: String,
    count: String,
    rows: Vec<WorkRow>,
    more: bool,
}

/// `GET /officer/search?q=`
pub async fn search(signed: Signed, Query(SearchQuery { q }): Query<SearchQuery>) -> Reply {
    let query: String = q.trim().chars().take(QUERY_CHARS_MAX).collect();
    let (app, officer) = (&signed.visit.app, &signed.officer);
    if let Ok(code) = DossierCode::parse(&query)
        && let Some(found) = app.read(|rows| dossier::by_code(rows, &code))?
        && found.is_seen_by(officer)
    {
        return Ok(see_other(&format!("/officer/dossiers/{code}")));
    }
    let now = signed.visit.now;
    let (listed, has_more, names) = app.read(|rows| {
        let mut found = DossiersFound::default();
        if let Some(number) = one_number(&query) {
            found = search::search(rows, &officer.agency, &number, FOUND_MAX)?;
        }
        if found.dossiers.is_empty() {
            found = search::search(rows, &officer.agency, &query, FOUND_MAX)?;
        }
        found.dossiers.retain(|dossier| dossier.is_seen_by(officer));
        let listed = with_shares(rows, &app.law, now, found.dossiers)?;
        Ok::<_, Fault>((listed, found.has_more, names(rows, &signed)?))
    })?;
    let mut page = signed.visit.page("search", "Tìm hồ sơ", "Find a dossier");
    if !query.is_empty() {
        page.title = format!("{query} – {}", page.title);
    }
    let more = has_more && !listed.is_empty();
    let count = page.count(listed.len() as i64);
    let rows = listed.iter().map(|listed| row(app, listed, now, &page, &names)).collect();
    Ok(html(StatusCode::OK, &Search { page, query, count, rows, more }))
}

/// An identity or telephone number as it is kept, when only that was typed:
/// `046 090 001 234`, `+84 905 123 456`.
fn one_number(query: &str) -> Option<String> {
    let local = query.strip_prefix("+84").map(|rest| format!("0{rest}"));
    let text = local.as_deref().unwrap_or(query);
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (text.chars().all(is_number) && digits.len() >= 9).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::one_number;

    #[test]
    fn numbers_are_read_as_they_are_spoken_and_codes_are_left_alone() {
        for (typed, want) in [
            ("046 090 001 234", Some("046090001234")),
            ("046.090.001.234", Some("046090001234")),
            ("+84 905 123 456", Some("0905123456")),
            ("0905-123-456", Some("0905123456")),
            ("250714-0042", Some("2507140042")),
            ("0042", None),
            ("Hoa 0905123456", None),
            ("H57.101-250714-0042", None),
            ("", None),
        ] {
            assert_eq!(one_number(typed).as_deref(), want, "{typed}");
        }
    }
}
