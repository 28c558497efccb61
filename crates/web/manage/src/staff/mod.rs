//! Accounts of officers: who works where, with which duties, who stands in for whom. One page for
//! each act, and one for a list that somebody brings.

mod disable_account;
mod duty_rows;
mod edit_account;
mod frame;
mod give_duties;
mod import_staff;
mod let_stand_in;
mod list;
mod open_account;
mod person;
mod preview;
mod reassign;
mod slips;
mod told;
mod transfer;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/manage/staff", get(list::get))
        .route("/manage/staff/new", get(open_account::get).post(open_account::post))
        .route("/manage/staff/import", get(import_staff::get).post(import_staff::post))
        .route("/manage/staff/import/sheet.csv", get(import_staff::sheet_to_fill))
        .route("/manage/staff/people/{id}", get(person::get))
        .route("/manage/staff/people/{id}/edit_account", get(edit_account::get).post(edit_account::post))
        .route("/manage/staff/people/{id}/give_duties", get(give_duties::get).post(give_duties::post))
        .route("/manage/staff/people/{id}/let_stand_in", get(let_stand_in::get).post(let_stand_in::post))
        .route("/manage/staff/people/{id}/transfer", get(transfer::get).post(transfer::post))
        .route(
            "/manage/staff/people/{id}/disable_account",
            get(disable_account::get).post(disable_account::post),
        )
        .route("/manage/staff/people/{id}/reassign", get(reassign::get).post(reassign::post))
        .route("/manage/staff/people/{id}/issue_password", post(slips::issue))
        .route("/manage/staff/people/{id}/{verb}", post(person::act))
}
