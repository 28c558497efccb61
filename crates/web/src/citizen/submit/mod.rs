//! Nộp hồ sơ trực tuyến: short pages and a draft between them. Nothing is
//! handed in before the last one; then it is a dossier, once.

mod carried;
mod case;
mod check;
mod draft;
mod form;
mod frame;
mod kept;
mod papers;
mod person;
mod prefill;
mod resume;
mod reuse;
mod save;
mod start;
mod typed;

pub(super) use case::{centres, helpers};
pub use kept::draft_that_takes;

use crate::App;
use crate::edge::form::Pairs;
use crate::edge::visit::Visit;
use axum::Router;
use axum::routing::{get, post};
use draft::Draft;
use motcua_core::catalogue::Version;
use std::sync::Arc;

/// The pages in their order.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/procedures/{id}/submit", post(start::start))
        .route("/submit/{draft}", get(start::go_on))
        .route("/submit/{draft}/case", get(case::ask).post(case::answer))
        .route("/submit/{draft}/person", get(person::ask).post(person::answer))
        .route("/submit/{draft}/prefill", get(prefill::ask).post(prefill::prefill))
        .route("/submit/{draft}/form/{page}", get(form::ask).post(form::answer))
        .route("/submit/{draft}/papers", get(papers::ask).post(papers::answer))
        .route("/submit/{draft}/reuse", get(reuse::ask).post(reuse::open))
        .route("/submit/{draft}/check", get(check::check).post(check::submit))
        .route("/submit/{draft}/save", post(save::save))
        .route("/submit/{draft}/resume", get(resume::how).post(resume::give_code))
        .route("/resume", get(resume::ask).post(resume::resume))
}

/// The accepted answers of a page, as its form would send them; none when the
/// draft has no such page.
fn answers_of(visit: &Visit, draft: &Draft, page: &str) -> Option<Pairs> {
    match page {
        "case" => Some(case::pairs(draft)),
        "person" => Some(person::pairs(draft)),
        _ => form::pairs(visit, draft, page.strip_prefix("form/")?),
    }
}

/// Whoever came from the last page goes back to it, else on to the next.
#[derive(Debug, Default, serde::Deserialize)]
struct From {
    #[serde(default)]
    from: String,
}

impl From {
    /// The same, from a sent form.
    fn of(form: &crate::edge::form::Form) -> From {
        From { from: form.get("from").to_string() }
    }

    fn is_check(&self) -> bool {
        self.from == "check"
    }

    /// The address after a page was answered: the check page for whoever came from
    /// it and has nothing open, else the page that follows.
    fn next(&self, visit: &Visit, opened: &kept::Opened, version: &Version, page: &str) -> String {
        let law = &visit.app.law;
        if self.is_check() {
            let open = opened.draft.next_page(law, version, visit.now.day());
            return format!("/submit/{}/{}", opened.id, open.unwrap_or_else(|| "check".into()));
        }
        let pages = opened.draft.page_names(law, version);
        let place = pages.iter().position(|name| name == page);
        let next = place.and_then(|place| pages.get(place + 1)).map_or("check", String::as_str);
        format!("/submit/{}/{next}", opened.id)
    }

    /// `check` or nothing, for the hidden field.
    fn word(&self) -> &'static str {
        if self.is_check() { "check" } else { "" }
    }
}
