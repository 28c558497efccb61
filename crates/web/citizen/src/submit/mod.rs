//! Nộp hồ sơ trực tuyến: short pages and a draft between them. Nothing is
//! handed in before the last one; then it is a dossier, once.

mod answers;
mod carried;
mod case;
mod centre;
mod check;
mod draft;
mod form;
mod frame;
mod from;
mod kept;
mod known;
mod open_earlier;
mod papers;
mod person;
mod prefill;
mod receive;
mod resume;
mod reuse;
mod save;
mod start;
mod typed;

pub(super) use case::helpers;
pub(super) use centre::Centres;
pub use kept::draft_that_takes;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// The pages in their order.
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/procedures/{id}/submit", post(start::start))
        .route("/submit/{draft}", get(start::go_on))
        .route("/submit/{draft}/case", get(case::ask).post(case::answer))
        .route("/submit/{draft}/person", get(person::ask).post(person::answer))
        .route("/submit/{draft}/prefill", get(prefill::ask).post(prefill::prefill))
        .route("/submit/{draft}/form/{page}", get(form::ask).post(form::answer))
        .route("/submit/{draft}/papers", get(papers::ask).post(papers::answer))
        .route("/submit/{draft}/reuse", get(open_earlier::ask).post(open_earlier::open))
        .route("/submit/{draft}/check", get(check::check).post(check::submit))
        .route("/submit/{draft}/save", post(save::save))
        .route("/submit/{draft}/resume", get(resume::how).post(resume::give_code))
        .route("/resume", get(resume::ask).post(resume::resume))
}
