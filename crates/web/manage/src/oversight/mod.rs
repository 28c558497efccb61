//! Giám sát giải quyết: whoever leads the office of the province, or a department of it for its
//! own fields, sees which dossiers of the communes are late or soon will be, how one stands, and
//! asks or instructs the agency. Nothing of the person stands on these pages; what is said in a
//! dossier is opened by an act with a reason.

mod above;
mod asked;
mod dossier;
mod each;
mod instruct;
mod list;
mod look_into;
mod reassign;
mod shares;

use axum::Router;
use axum::routing::get;
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/manage/oversight", get(list::list))
        .route("/manage/oversight/instruct", get(instruct::get).post(instruct::post))
        .route("/manage/oversight/reassign", get(reassign::get).post(reassign::post))
        .route("/manage/oversight/shares", get(shares::shares))
        .route("/manage/oversight/shares/dossiers", get(shares::dossiers))
        .route("/manage/oversight/{code}", get(dossier::dossier))
        .route("/manage/oversight/{code}/look_into", get(look_into::get).post(look_into::post))
}
