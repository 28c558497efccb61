//! Agencies and their centres, as fields: who they are from a day on, where they meet people, by
//! which hours they work, until when they are there. What is typed becomes files of the catalogue,
//! and those are put into force as every change is.

mod centre_boxes;
mod edit;
mod end;
mod frame;
mod hours;
mod import;
mod list;
mod new;
mod one;

use axum::Router;
use axum::routing::get;
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/manage/agencies", get(list::get))
        .route("/manage/agencies/new", get(new::get).post(new::post))
        .route("/manage/agencies/import", get(import::get).post(import::post))
        .route("/manage/agencies/import/sheet.csv", get(import::sheet_to_fill))
        .route("/manage/agencies/{code}", get(one::get))
        .route("/manage/agencies/{code}/edit", get(edit::get).post(edit::post))
        .route("/manage/agencies/{code}/end", get(end::get).post(end::post))
        .route("/manage/agencies/{code}/hours", get(hours::get).post(hours::post))
}
