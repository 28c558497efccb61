//! What the keeper of the catalogue sees: procedures with their versions, forms as they
//! are filled in, and changing either without a programmer; agencies, office hours and days off; which other systems are told; for
//! whoever keeps them, the accounts of officers; and, for whoever leads the province's office, how
//! the dossiers of its communes stand.

mod agencies;
mod beside;
mod calendar;
mod catalogue;
mod changes;
mod deeds;
mod differs;
mod edit_procedure;
mod edit_webhook;
mod forms;
mod hours;
mod keeper;
mod list_mistake;
mod open_dossiers;
mod oversight;
mod papers_differ;
mod portal_differs;
mod preview;
mod proposal;
mod proposed_print;
mod put_into_force;
mod slice;
mod staff;
mod told;
mod waiting_commands;
mod webhook;
mod webhook_terms;
mod webhooks;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/manage/catalogue", get(catalogue::catalogue))
        .route("/manage/forms", get(forms::list))
        .route("/manage/forms/{form}", get(forms::one))
        .route("/manage/deeds", get(deeds::list))
        .route("/manage/deeds/{id}", get(deeds::one))
        .route("/manage/put_into_force", get(put_into_force::get).post(put_into_force::post))
        .route("/manage/changes", get(changes::list))
        .route("/manage/changes/{number}", get(changes::one))
        .route("/manage/waiting_commands", get(waiting_commands::list))
        .route("/manage/webhooks", get(webhooks::list))
        .route("/manage/webhooks/new", get(webhooks::new).post(webhooks::register))
        .route("/manage/webhooks/{id}", get(webhook::one))
        .route("/manage/webhooks/{id}/deliveries/{delivery}", get(webhook::delivery))
        .route("/manage/webhooks/{id}/edit", get(edit_webhook::get).post(edit_webhook::post))
        .route("/manage/webhooks/{id}/{verb}", post(webhook::act))
        .route("/manage/hours", get(hours::list))
        .route("/manage/hours/{set}", get(hours::get).post(hours::post))
        .route("/manage/calendar", get(calendar::get).post(calendar::post))
        .merge(agencies::routes())
        .merge(edit_procedure::routes())
        .merge(staff::routes())
        .merge(oversight::routes())
}
