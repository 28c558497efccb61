//! Pages and API, cut by who is looking: `public/` everybody, `citizen/` whoever
//! hands in a dossier, `officer/` staff, `manage/` whoever keeps the catalogue, `api/`
//! machines; `questions/` puts the catalogue's forms on their pages. Knows the store only
//! through its named reads and the one way to act; never SQL.

pub mod api;
pub mod assets;
pub mod charts;
pub mod citizen;
pub mod edge;
pub mod manage;
pub mod messages;
pub mod officer;
pub mod public;
pub mod questions;
pub mod told;
pub mod upload;

pub use edge::app::{App, DemoAccount, Server};
pub use edge::in_force::InForce;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use edge::size::FORM_BYTES_MAX;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// Every address of the product, and the layers around them.
pub fn router(app: Arc<App>) -> Router {
    let metrics = Arc::new(api::Metrics::default());
    let readings = Arc::new(told::reading::Readings::default());
    Router::new()
        .route("/assets/{name}", get(assets::asset))
        .merge(public::routes())
        .merge(public::scoreboard::routes())
        .merge(citizen::routes())
        .merge(
            officer::routes().merge(manage::routes()).layer(from_fn_with_state(app.clone(), officer::hold)),
        )
        .merge(upload::routes(upload::Drafts(citizen::draft_that_takes)))
        .merge(api::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn(edge::guard::same_site))
        .layer(from_fn_with_state(app.clone(), edge::render::render))
        .layer(from_fn(upload::says_its_version))
        .layer(from_fn(edge::guard::headers))
        .layer(Extension(readings))
        .layer(Extension(metrics.clone()))
        .layer(from_fn_with_state(metrics, api::count))
        .layer(CompressionLayer::new())
        .with_state(app)
}
