//! Choosing the procedure: by words, or from those this counter receives most.

use crate::edge::failure::Reply;
use crate::edge::page::{Page, html};
use crate::officer::signed::Signed;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::catalogue::Procedure;
use motcua_store::worklist::most_received;

const FOUND_MAX: usize = 20;
const OFTEN_MAX: u32 = 9;
/// What a counter received in so many days is what it receives.
const OFTEN_DAYS: i32 = 60;
const QUERY_CHARS_MAX: usize = 200;

/// A procedure to choose.
struct Found {
    id: String,
    name: String,
    field: String,
    code: String,
}

#[derive(Template)]
#[template(path = "officer/choose.html")]
struct Choose {
    page: Page,
    query: String,
    found: Vec<Found>,
    often: Vec<Found>,
}

/// The page; with words, what they find.
pub fn page(signed: &Signed, query: &str) -> Reply {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let query: String = query.trim().chars().take(QUERY_CHARS_MAX).collect();
    let catalogue = &app.law.catalogue;
    let shown = |procedure: &Procedure| Found {
        id: procedure.id.to_string(),
        name: lang.t(&procedure.name, &procedure.name_en).to_string(),
        field: lang.t(&procedure.field, &procedure.field_en).to_string(),
        code: procedure.code.clone().unwrap_or_default(),
    };
    let in_force = |procedure: &&Procedure| procedure.version_on(today).is_some();
    let found = if query.is_empty() { Vec::new() } else { catalogue.search(&query, FOUND_MAX) };
    let often = match app.law.directory.agency(&signed.officer.agency) {
        Some(agency) if query.is_empty() => {
            app.read(|rows| most_received(rows, &agency.unit, today.plus(-OFTEN_DAYS), OFTEN_MAX))?
        }
        _ => Vec::new(),
    };
    let often = often.iter().filter_map(|id| catalogue.procedure(id)).filter(in_force);
    let view = Choose {
        page: signed.visit.page("receive", "Tiếp nhận tại quầy", "Reception at the counter"),
        found: found.into_iter().filter(in_force).map(shown).collect(),
        often: often.map(shown).collect(),
        query,
    };
    Ok(html(StatusCode::OK, &view))
}
