//! Nộp hồ sơ trực tuyến: four short pages and a draft between them. Nothing is
//! handed in before the last one; then it is a dossier, once.

mod case;
mod check;
mod draft;
mod papers;
mod person;
mod start;

pub(super) use check::born_in_words;

use crate::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

/// The pages in their order.
pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/procedures/{id}/submit", post(start::start))
        .route("/submit/{draft}", get(start::resume))
        .route("/submit/{draft}/case", get(case::ask).post(case::answer))
        .route("/submit/{draft}/person", get(person::ask).post(person::answer))
        .route("/submit/{draft}/papers", get(papers::ask).post(papers::answer))
        .route("/submit/{draft}/check", get(check::check).post(check::submit))
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

    /// `check` or nothing, for the hidden field.
    fn word(&self) -> &'static str {
        if self.is_check() { "check" } else { "" }
    }
}
