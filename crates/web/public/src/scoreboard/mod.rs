//! The public board: what was received, how, and how well it was served, for the
//! province and each commune, on any day and in any period. Every number leads
//! to the dossiers behind it; every rate stands with its two numbers and the
//! moment at which they were counted. What the numbers count: `docs/figures.md`.

mod behind;
mod compare;
mod figure;
mod links;
pub(crate) mod page;
mod ranking;
mod table;
mod trend;

use axum::Router;
use axum::routing::get;
use motcua_edge::app::Server;
use std::sync::Arc;

/// Their addresses.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/scoreboard", get(page::scoreboard))
        .route("/scoreboard/{unit}", get(page::of_unit))
        .route("/scoreboard/{unit}/dossiers", get(behind::dossiers))
}
