//! Pages and API, cut by who is looking: `public/` everybody, `citizen/` whoever
//! hands in a dossier, `officer/` staff, `manage/` whoever keeps the catalogue, `api/`
//! machines; `questions/` puts the catalogue's forms on their pages. Knows the store only
//! through its named reads and the one way to act; never SQL.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use motcua_edge::app::Server;
use motcua_edge::size::FORM_BYTES_MAX;
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// Every address of the product, and the layers around them.
pub fn router(server: Arc<Server>) -> Router {
    let metrics = Arc::new(motcua_api::Metrics::default());
    let readings = Arc::new(motcua_told::reading::Readings::default());
    Router::new()
        .route("/assets/{name}", get(motcua_edge::assets::asset))
        .merge(motcua_public::routes())
        .merge(motcua_public::scoreboard::routes())
        .merge(motcua_citizen::routes())
        .merge(
            motcua_officer::routes()
                .merge(motcua_manage::routes())
                .merge(motcua_till::routes())
                .layer(from_fn_with_state(server.clone(), motcua_officer::hold)),
        )
        .merge(motcua_upload::routes(motcua_upload::Drafts(motcua_citizen::draft_that_takes)))
        .merge(motcua_api::routes())
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn(motcua_edge::guard::same_site))
        .layer(from_fn_with_state(server.clone(), motcua_edge::render::render))
        .layer(from_fn(motcua_upload::says_its_version))
        .layer(from_fn(motcua_edge::guard::headers))
        .layer(Extension(readings))
        .layer(Extension(metrics.clone()))
        .layer(from_fn_with_state(metrics, motcua_api::count))
        .layer(CompressionLayer::new())
        .with_state(server)
}
