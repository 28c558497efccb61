//! What machines see: JSON in, JSON out, refusals as problem+json (RFC 9457).
//! Described for them in OpenAPI 3.1 at `/api/openapi.json`; a test holds every
//! real answer against that description.

mod answer;
mod batch;
mod body;
mod dossier;
mod due;
mod handed_in;
mod metrics;
mod openapi;
mod operations;
mod papers;
mod payment_notices;
mod procedures;
mod scoreboard;
mod submit;
mod supplement;

pub use metrics::{Metrics, count};

use axum::Router;
use axum::routing::{MethodRouter, get, post};
use motcua_edge::app::Server;
use std::sync::Arc;

/// Every address of this room, as OpenAPI writes it.
fn table() -> Vec<(&'static str, MethodRouter<Arc<Server>>)> {
    vec![
        ("/api/openapi.json", get(openapi::openapi)),
        ("/api/v1/scoreboard", get(scoreboard::scoreboard)),
        ("/api/v1/batches", post(batch::batch)),
        ("/api/v1/dossiers", post(submit::submit)),
        ("/api/v1/dossiers/{code}", get(dossier::dossier)),
        ("/api/v1/dossiers/{code}/ask_supplement", post(supplement::ask_supplement)),
        ("/api/v1/dossiers/{code}/supplement", post(supplement::supplement)),
        ("/api/v1/papers/{code}", get(papers::paper)),
        ("/api/v1/payment_notices", post(payment_notices::payment_notice)),
        ("/api/v1/procedures", get(procedures::procedures)),
        ("/api/v1/procedures/{id}", get(procedures::procedure)),
        ("/api/v1/procedures/{id}/versions", get(procedures::versions)),
        ("/api/v1/procedures/{id}/form", get(procedures::form)),
        ("/livez", get(operations::livez)),
        ("/readyz", get(operations::readyz)),
        ("/metrics", get(metrics::metrics)),
    ]
}

/// The addresses, for whoever wants to hold them against their description.
pub fn paths() -> Vec<&'static str> {
    table().into_iter().map(|(path, _)| path).chain(motcua_upload::PATHS).collect()
}

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    table().into_iter().fold(Router::new(), |router, (path, method)| router.route(path, method))
}
