//! Files that arrive in pieces, so that a cut network loses nothing: the tus 1.0
//! protocol (<https://tus.io/protocols/resumable-upload>; creation, checksum,
//! termination) at `/uploads`. A piece is acknowledged when it is on
//! the disk and the database says so. What has arrived whole is judged once and
//! then waits for its draft, supplement or form. Pages work without any of this:
//! their forms send whole files too.

mod arrived;
mod owner;
mod protocol;
mod settle;

pub use arrived::{
    Arrived, arrived, forget, forget_late, of_dossier, of_draft, overtake, sent_for_api, use_up,
};
pub use owner::Drafts;
pub use protocol::says_its_version;

use axum::Router;
use axum::extract::Extension;
use axum::routing::post;
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses, which the API describes too.
pub const PATHS: [&str; 2] = ["/uploads", "/uploads/{id}"];

/// What answers there. `drafts` says which drafts take files.
pub fn routes(drafts: Drafts) -> Router<Arc<Server>> {
    let [all, one] = PATHS;
    Router::new()
        .route(all, post(protocol::create).options(protocol::options))
        .route(
            one,
            axum::routing::get(protocol::show)
                .head(protocol::head)
                .patch(protocol::patch)
                .delete(protocol::terminate)
                .options(protocol::options),
        )
        .layer(Extension(drafts))
}
