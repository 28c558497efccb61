//! What a person does with a dossier of their own: hand it in, keep the receipt,
//! follow it, add what was missing, take it back.

mod batch;
mod choose_return;
mod dossier;
mod files;
mod history;
mod notice;
mod once;
mod origin;
mod pay;
pub mod receipt;
mod remembered;
mod share;
mod submit;
mod supplement;
mod until;
mod withdraw;
mod withdraw_consent;

pub use submit::draft_that_takes;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .merge(submit::routes())
        .route("/procedures/{id}/batch", get(batch::ask).post(batch::submit))
        .route("/procedures/{id}/batch/sheet.csv", get(batch::sheet))
        .route("/receipt/{code}", get(receipt::receipt))
        .route("/receipt/{code}/print.pdf", get(receipt::print))
        .route("/receipt/{code}/remember", post(remembered::remember))
        .route("/receipts/forget", post(remembered::forget))
        .route("/dossiers/{code}", get(dossier::dossier))
        .route("/dossiers/{code}/files/{digest}", get(files::file))
        .route("/dossiers/{code}/notices/{seq}", get(notice::show))
        .route("/dossiers/{code}/until.ics", get(until::until))
        .route("/dossiers/{code}/share", get(share::share))
        .route("/dossiers/{code}/end_share", post(share::end_share))
        .route("/shared/{token}", get(share::shared))
        .route("/shared/{token}/files/{digest}", get(share::file))
        .route("/dossiers/{code}/supplement", get(supplement::ask).post(supplement::supplement))
        .route("/dossiers/{code}/choose_return", get(choose_return::ask).post(choose_return::choose_return))
        .route("/dossiers/{code}/pay", get(pay::ask).post(pay::raise_bill))
        .route("/dossiers/{code}/begin_online", post(pay::begin_online))
        .route("/dossiers/{code}/ask_online", post(pay::ask_online))
        .route("/dossiers/{code}/money_receipts/{id}", get(pay::receipt))
        .route("/dossiers/{code}/money_receipts/{id}/print.pdf", get(pay::receipt_print))
        .route("/dossiers/{code}/withdraw", get(withdraw::ask).post(withdraw::withdraw))
        .route(
            "/dossiers/{code}/withdraw_consent",
            get(withdraw_consent::ask).post(withdraw_consent::withdraw_consent),
        )
}
