//! `GET /metrics`: what the server has answered and what lies in it, in the text
//! format of Prometheus.

use axum::extract::{Extension, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_core::dossier::Status;
use motcua_core::{Fault, Moment};
use motcua_edge::app::Server;
use motcua_store::dossier::count_by_status;
use motcua_store::worklist::unacknowledged;
use motcua_told::clock::unacknowledged_before;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::sync::Mutex;

/// Counting a million rows is not free, so a count is used again for so long.
const COUNTED_FOR_MS: i64 = 10_000;
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// The counters of one server.
#[derive(Default)]
pub struct Metrics {
    answers: [AtomicU64; 5],
    counted: Mutex<Option<Counted>>,
}

/// Dossiers by status.
#[derive(Clone)]
struct Counted {
    at: Moment,
    counts: Vec<(Status, i64)>,
    /// Sent online and not acknowledged in time, by the standard office hours.
    unacknowledged: i64,
}

/// The layer that counts every answer by the class of its status.
pub async fn count(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).saturating_sub(1);
    if let Some(counter) = metrics.answers.get(class) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
    response
}

/// `GET /metrics`
pub(super) async fn metrics(
    State(app): State<Arc<Server>>,
    Extension(metrics): Extension<Arc<Metrics>>,
) -> Response {
    let mut text = String::new();
    head(&mut text, "motcua_build_info", "gauge", "The program that runs.");
    let _ = writeln!(text, "motcua_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
    head(&mut text, "motcua_http_responses_total", "counter", "Answers by class of status.");
    for (class, counter) in CLASSES.iter().zip(&metrics.answers) {
        let count = counter.load(Ordering::Relaxed);
        let _ = writeln!(text, "motcua_http_responses_total{{class=\"{class}\"}} {count}");
    }
    let counted = dossiers(&app, &metrics).await;
    head(&mut text, "motcua_store_up", "gauge", "Whether the database answered.");
    let _ = writeln!(text, "motcua_store_up {}", u8::from(counted.is_ok()));
    match counted {
        Ok(Counted { at, counts, unacknowledged }) => {
            head(&mut text, "motcua_dossiers", "gauge", "Dossiers by status.");
            for status in Status::ALL {
                let count = counts.iter().find(|(found, _)| *found == status).map_or(0, |(_, count)| *count);
                let _ = writeln!(text, "motcua_dossiers{{status=\"{}\"}} {count}", status.as_str());
            }
            let name = "motcua_dossiers_unacknowledged";
            head(&mut text, name, "gauge", "Sent online and not acknowledged in time.");
            let _ = writeln!(text, "{name} {unacknowledged}");
            let name = "motcua_dossiers_counted_timestamp_seconds";
            head(&mut text, name, "gauge", "When the dossiers were counted.");
            let _ = writeln!(text, "{name} {}", at.0 / 1000);
        }
        Err(fault) => tracing::warn!(fault = %fault, "metrics without dossiers"),
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// The counts, and when they were taken. Whoever comes while others count waits
/// for that count.
async fn dossiers(app: &Arc<Server>, metrics: &Metrics) -> Result<Counted, Fault> {
    let mut kept = metrics.counted.lock().await;
    let now = app.now();
    if let Some(counted) = &*kept
        && (0..COUNTED_FOR_MS).contains(&(now.0 - counted.at.0))
    {
        return Ok(counted.clone());
    }
    let server = app.now_in_force();
    let counting = tokio::task::spawn_blocking(move || {
        let sent_before = unacknowledged_before(&server.law, server.law.standard_hours(), now);
        server.store.read(|rows| Ok((count_by_status(rows)?, unacknowledged(rows, sent_before)?)))
    });
    let (counts, unacknowledged) = counting.await.map_err(Fault::other)??;
    let counted = Counted { at: now, counts, unacknowledged };
    *kept = Some(counted.clone());
    Ok(counted)
}
