//! What those who take money see: what is owed for a dossier, a bill, a payment, a receipt, the day's till, the bank's
//! statement, and what the province says beforehand.

mod bill;
mod closing;
mod desk;
mod of_dossier;
mod online_day;
mod payment;
mod receipt;
mod shown;
mod statement;
mod terms;
mod till;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/officer/money", get(desk::get))
        .route("/officer/money/payments.csv", get(desk::payments))
        .route("/officer/money/receipts.csv", get(desk::receipts))
        .route("/officer/dossiers/{code}/money", get(of_dossier::get))
        .route("/officer/dossiers/{code}/take_payment", post(of_dossier::take_payment))
        .route("/officer/dossiers/{code}/raise_bill", post(of_dossier::raise_bill))
        .route("/officer/bills/{id}", get(bill::get))
        .route("/officer/bills/{id}/{verb}", post(bill::post))
        .route("/officer/payments/{id}", get(payment::get))
        .route("/officer/payments/{id}/{verb}", post(payment::post))
        .route("/officer/receipts/{id}", get(receipt::get))
        .route("/officer/receipts/{id}/print.pdf", get(receipt::print))
        .route("/officer/receipts/{id}/void_receipt", post(receipt::void_receipt))
        .route("/officer/till", get(till::get).post(till::post))
        .route("/officer/closing", get(closing::get).post(closing::post))
        .route("/officer/online_day", get(online_day::get))
        .route("/officer/statement", get(statement::get).post(statement::post))
        .route("/manage/money", get(terms::get))
        .route("/manage/money/set_term/{what}", get(terms::ask).post(terms::set_term))
        .route("/manage/money/{id}/end_term", get(terms::ask_end).post(terms::end_term))
}
