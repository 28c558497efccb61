//! What everybody sees, with or without a dossier.

mod about;
mod agencies;
mod home;
mod language;
mod offers;
mod offline;
mod portal;
mod procedure;
mod procedures;
mod province;
pub mod scoreboard;
mod track;
mod verify;

use axum::Router;
use axum::routing::get;
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/", get(home::home))
        .route("/procedures", get(procedures::procedures))
        .route("/procedures/{id}", get(procedure::procedure))
        .route("/agencies", get(agencies::agencies))
        .route("/agencies/{code}", get(agencies::agency))
        .route("/province", get(province::province))
        .route("/province/{code}", get(province::choose))
        .route("/track", get(track::track).post(track::open))
        .route("/verify", get(verify::ask).post(verify::files))
        .route("/verify/offline", get(offline::about))
        .route("/verify/offline.html", get(offline::save))
        .route("/V/{code}/{statement}", get(offline::from_code))
        .route("/verify/{code}", get(verify::show).post(verify::open))
        .route("/help", get(about::help))
        .route("/accessibility", get(about::accessibility))
        .route("/privacy", get(about::privacy))
        .route("/sources", get(about::sources))
        .route("/language/{lang}", get(language::language))
}
