//! `POST /api/v1/payment_notices`: what the payment platform says became of money. Answered when it is kept; the same news
//! again is answered as the first time.

use super::answer::json;
use super::body::received;
use axum::extract::Request;
use axum::http::StatusCode;
use motcua_core::Refusal;
use motcua_edge::failure::Reply;
use motcua_edge::online::hear;
use motcua_edge::visit::Visit;
use serde::Serialize;

/// The answer that the platform knows.
#[derive(Serialize)]
struct Heard {
    error_code: &'static str,
    message: &'static str,
}

/// Hears it. Refused is what no platform that is connected here has signed; then nothing is kept.
pub(super) async fn payment_notice(visit: Visit, request: Request) -> Reply {
    let platform = visit.app.platform.as_ref().ok_or_else(|| Refusal::of("money.no-platform"))?;
    let message = received(request).await?;
    if let Some(command) = platform.notice(&message)? {
        hear(&visit.app, command).await.inspect_err(|halt| {
            // It is told again, and stands in the platform's list of the day.
            tracing::error!(?halt, "a notice of the payment platform cannot be carried out");
        })?;
    }
    Ok(json(StatusCode::OK, &Heard { error_code: "0", message: "OK" }))
}
