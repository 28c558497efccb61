//! Choosing the procedure: by words, or from those this counter receives most.

use super::may::why_not;
use askama::Template;
use axum::http::StatusCode;
use motcua_core::Fault;
use motcua_core::catalogue::Procedure;
use motcua_core::law::WhyNotHere;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_messages::Asking;
use motcua_store::worklist::most_received;

const FOUND_MAX: usize = 20;
const OFTEN_MAX: usize = 10;
/// What a counter received in so many days is what it receives.
const OFTEN_DAYS: i32 = 60;
const QUERY_CHARS_MAX: usize = 200;

/// A procedure to choose.
struct FoundProcedure {
    /// The digit that is held with Alt; only the commonest have one.
    key: String,
    id: String,
    name: String,
    field: String,
    code: String,
    /// It cannot be taken here today.
    not_taken: bool,
}

#[derive(Template)]
#[template(path = "officer/choose.html")]
struct Choose {
    page: Page,
    query: String,
    found: Vec<FoundProcedure>,
    often: Vec<FoundProcedure>,
    helps: bool,
    /// The procedure that was asked for and cannot be taken, and why.
    refused: Option<NotTaken>,
}

struct NotTaken {
    name: String,
    why: String,
    href: String,
}

/// The page; with words, what they find.
pub fn page(signed: &Signed, query: &str) -> Reply {
    shown(signed, query, None, StatusCode::OK)
}

/// The page, with why the procedure that was asked for cannot be taken at this counter.
pub fn not_taken(signed: &Signed, procedure: &Procedure, why: WhyNotHere, status: StatusCode) -> Reply {
    let lang = signed.visit.lang;
    let refused = NotTaken {
        name: lang.t(&procedure.name, &procedure.name_en).to_string(),
        why: motcua_messages::not_taken(why, Asking::Officer, lang),
        href: format!("/procedures/{}", procedure.id),
    };
    shown(signed, "", Some(refused), status)
}

fn shown(signed: &Signed, query: &str, refused: Option<NotTaken>, status: StatusCode) -> Reply {
    let (app, lang, today) = (&signed.visit.app, signed.visit.lang, signed.visit.now.day());
    let query: String = query.trim().chars().take(QUERY_CHARS_MAX).collect();
    let catalogue = &app.law.catalogue;
    let shown = |procedure: &Procedure| FoundProcedure {
        key: String::new(),
        id: procedure.id.to_string(),
        name: lang.t(&procedure.name, &procedure.name_en).to_string(),
        field: lang.t(&procedure.field, &procedure.field_en).to_string(),
        code: procedure.code.clone().unwrap_or_default(),
        not_taken: why_not(signed, procedure).is_some(),
    };
    let in_force = |procedure: &&Procedure| procedure.version_on(today).is_some();
    let found = if query.is_empty() { Vec::new() } else { catalogue.search(&query, FOUND_MAX) };
    let often = if query.is_empty() { often(signed)? } else { Vec::new() };
    let often =
        often.into_iter().filter(|one| why_not(signed, one).is_none()).take(OFTEN_MAX).map(shown).enumerate();
    let often = often.map(|(nth, found)| FoundProcedure { key: ((nth + 1) % 10).to_string(), ..found });
    let view = Choose {
        helps: signed.officer.point.is_some(),
        page: signed.visit.page("receive", "Tiếp nhận tại quầy", "Reception at the counter"),
        found: found.into_iter().filter(in_force).map(shown).collect(),
        often: often.collect(),
        query,
        refused,
    };
    Ok(html(status, &view))
}

/// What this counter received most of late, filled up with what counters of the
/// country receive most.
fn often(signed: &Signed) -> Result<Vec<&Procedure>, Fault> {
    let (app, today) = (&signed.visit.app, signed.visit.now.day());
    let catalogue = &app.law.catalogue;
    let here = match app.law.directory.agency(&signed.officer.agency) {
        Some(agency) => {
            app.read(|rows| most_received(rows, &agency.unit, today.plus(-OFTEN_DAYS), OFTEN_MAX as u32))?
        }
        None => Vec::new(),
    };
    let mut all: Vec<&Procedure> = Vec::new();
    for id in here.iter().chain(catalogue.often()) {
        if let Some(procedure) =
            catalogue.procedure(id).filter(|one| !all.iter().any(|seen| seen.id == one.id))
        {
            all.push(procedure);
        }
    }
    Ok(all)
}
