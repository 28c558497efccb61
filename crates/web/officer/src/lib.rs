//! What officers see: their work, the counter, a dossier, and one page for each
//! act on it.

mod act;
mod answer_instruction;
mod batch;
mod books;
mod compare_originals;
mod compare_print;
mod deed;
mod deed_fields;
mod deed_life;
mod dossier;
mod followed;
mod foreign_seal;
mod hand_overs;
mod held;
mod helped;
mod hold;
mod keys_end;
mod moving;
mod notice;
mod owed;
mod pages;
mod papers;
mod password;
mod receipt;
mod receive;
mod registers;
mod rehearse;
mod results;
mod search;
mod sign;
mod sign_in;
mod stock;
mod volumes;
mod words;
mod work;
mod work_parts;
mod year_books;

pub use hold::hold;

use axum::Router;
use axum::routing::{get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/officer/sign_in", get(sign_in::get).post(sign_in::post))
        .route("/officer/sign_out", post(sign_in::sign_out))
        .route("/officer/password", get(password::get).post(password::post))
        .route("/officer/work", get(work::work))
        .route("/officer/batch/{verb}", get(batch::get).post(batch::post))
        .route("/officer/books", get(books::show))
        .route("/officer/books/open_book", get(year_books::ask_open).post(year_books::open_book))
        .route("/officer/books/open_volume", get(volumes::ask).post(volumes::open_volume))
        .route("/officer/books/close_book", get(year_books::ask_close).post(year_books::close_book))
        .route("/officer/books.pdf", get(books::print))
        .route("/officer/registers", get(registers::search::get).post(registers::search::post))
        .route("/officer/registers/looks", get(registers::looks::get))
        .route("/officer/registers/{id}/enter", get(registers::enter::get).post(registers::enter::post))
        .route(
            "/officer/registers/{id}/import",
            get(registers::import_entries::get).post(registers::import_entries::post),
        )
        .route("/officer/registers/{id}/import/sheet.csv", get(registers::import_entries::sheet_to_fill))
        .route("/officer/registers/{id}/{year}", get(registers::book::show))
        .route("/officer/registers/{id}/{year}/book.pdf", get(registers::book::print))
        .route("/officer/entries/{id}", get(registers::entry::get))
        .route(
            "/officer/entries/{id}/note_entry",
            get(registers::note_entry::get).post(registers::note_entry::post),
        )
        .route("/officer/results", get(results::get))
        .route("/officer/results/hand_over_results", post(results::hand_over_results))
        .route("/officer/consignments/{id}", get(results::consignment::get).post(results::consignment::post))
        .route("/officer/consignments/{id}/take_back_results", post(results::consignment::take_back))
        .route(
            "/officer/dossiers/{code}/choose_return",
            get(results::choose_return::get).post(results::choose_return::post),
        )
        .route(
            "/officer/dossiers/{code}/post_result",
            get(results::parcel::ask_post).post(results::parcel::post_result),
        )
        .route(
            "/officer/dossiers/{code}/follow_parcel",
            get(results::parcel::ask_follow).post(results::parcel::follow_parcel),
        )
        .route(
            "/officer/dossiers/{code}/recover_result",
            get(results::recover_result::get).post(results::recover_result::post),
        )
        .route("/officer/sign", get(sign::get).post(sign::post))
        .route("/officer/search", get(search::search))
        .route("/officer/receive", get(receive::get).post(receive::post))
        .route("/officer/outages", get(moving::outages::list))
        .route("/officer/outages/new", get(moving::outages::new).post(moving::outages::record))
        .route("/officer/outages/{id}", get(moving::outages::one).post(moving::outages::carry))
        .route("/officer/outages/{id}/void", get(moving::void_outage::ask).post(moving::void_outage::void))
        .route("/officer/calendar", get(moving::calendar::get).post(moving::calendar::post))
        .route("/officer/receive/card", post(receive::card::post))
        .route("/officer/helped", get(helped::helped))
        .route("/officer/helped/receipt", get(receipt::of_helped))
        .route("/officer/dossiers/{code}", get(dossier::dossier))
        .route("/officer/dossiers/{code}/files/{digest}", get(dossier::file))
        .route("/officer/dossiers/{code}/notices/{seq}", get(notice::show))
        .route("/officer/dossiers/{code}/hand_overs", get(hand_overs::show))
        .route("/officer/dossiers/{code}/hand_overs.pdf", get(hand_overs::print))
        .route("/officer/followed", get(followed::show))
        .route("/officer/followed.pdf", get(followed::print))
        .route("/officer/dossiers/{code}/receipt", get(receipt::receipt))
        .route("/officer/dossiers/{code}/receipt.pdf", get(receipt::print))
        .route(
            "/officer/dossiers/{code}/answer_instruction",
            get(answer_instruction::get).post(answer_instruction::post),
        )
        .route(
            "/officer/dossiers/{code}/compare_originals",
            get(compare_originals::get).post(compare_originals::post),
        )
        .route("/officer/dossiers/{code}/draft_result", get(deed::get).post(deed::post))
        .route("/officer/dossiers/{code}/deed.pdf", get(deed::pdf))
        .route("/officer/compare_print/{check}", get(compare_print::get).post(compare_print::post))
        .route("/officer/dossiers/{code}/stock", get(stock::get))
        .route("/officer/dossiers/{code}/stock.pdf", get(stock::pdf))
        .route(
            "/officer/dossiers/{code}/recall_deed",
            get(deed_life::recall_deed::get).post(deed_life::recall_deed::post),
        )
        .route(
            "/officer/dossiers/{code}/replace_deed",
            get(deed_life::replace_deed::get).post(deed_life::replace_deed::post),
        )
        .route(
            "/officer/dossiers/{code}/issue_replacement",
            get(deed_life::issue_replacement::get).post(deed_life::issue_replacement::post),
        )
        .route(
            "/officer/dossiers/{code}/hand_out_deed",
            get(deed_life::hand_out_deed::get).post(deed_life::hand_out_deed::post),
        )
        .route(
            "/officer/dossiers/{code}/take_back_deed",
            get(deed_life::take_back_deed::get).post(deed_life::take_back_deed::post),
        )
        .route("/officer/dossiers/{code}/pages", get(pages::get).post(pages::post))
        .route("/officer/dossiers/{code}/{verb}", get(act::get).post(act::post))
}
