//! The description of this room for machines, put together from one file a
//! resource.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_core::Fault;
use serde_json::{Map, Value};
use std::sync::OnceLock;

const BASE: &str = include_str!("openapi/base.json");
const PARTS: [&str; 10] = [
    include_str!("openapi/scoreboard.json"),
    include_str!("openapi/submit.json"),
    include_str!("openapi/dossier.json"),
    include_str!("openapi/batch.json"),
    include_str!("openapi/supplement.json"),
    include_str!("openapi/procedures.json"),
    include_str!("openapi/papers.json"),
    include_str!("openapi/payment_notices.json"),
    include_str!("openapi/uploads.json"),
    include_str!("openapi/operations.json"),
];

/// `GET /api/openapi.json`
pub(super) async fn openapi() -> Response {
    static TEXT: OnceLock<Result<String, String>> = OnceLock::new();
    match TEXT.get_or_init(|| whole().map_err(|error| error.to_string())) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text.as_str()).into_response(),
        Err(error) => motcua_edge::failure::Failure(Fault::other(error).into()).into_response(),
    }
}

fn whole() -> Result<String, serde_json::Error> {
    let mut whole: Value = serde_json::from_str(BASE)?;
    whole["info"]["version"] = env!("CARGO_PKG_VERSION").into();
    for part in PARTS {
        let Value::Object(part) = serde_json::from_str(part)? else { continue };
        merge(&mut whole, part);
    }
    serde_json::to_string(&whole)
}

/// Adds the fields of one part, going down where both have an object.
fn merge(whole: &mut Value, part: Map<String, Value>) {
    for (name, value) in part {
        match (&mut whole[&name], value) {
            (there @ Value::Object(_), Value::Object(inner)) => merge(there, inner),
            (there, value) => *there = value,
        }
    }
}
