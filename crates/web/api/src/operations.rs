//! For whoever runs the server: is it alive, can it work.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use motcua_core::Fault;
use motcua_edge::app::Server;
use std::sync::Arc;

/// `GET /livez`: the process answers.
pub(super) async fn livez() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database can be read and the writer writes.
pub(super) async fn readyz(State(app): State<Arc<Server>>) -> Response {
    let checked = tokio::task::spawn_blocking(move || app.store.is_ready()).await.map_err(Fault::other);
    match checked.and_then(|ready| ready) {
        Ok(()) => "ready\n".into_response(),
        Err(fault) => {
            tracing::warn!(fault = %fault, "not ready");
            let retry = [(header::RETRY_AFTER, HeaderValue::from_static("10"))];
            (StatusCode::SERVICE_UNAVAILABLE, retry, "not ready\n").into_response()
        }
    }
}
