//! Where a page is, for addresses that are taken elsewhere.

use axum::http::{HeaderMap, header};

/// `https://host`: by the page the person comes from, else as a gateway in front
/// says, else plain.
pub(super) fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let host = text(header::HOST.as_str());
    let came_from = text(header::REFERER.as_str());
    let scheme = match came_from.split_once("://") {
        Some((scheme, rest)) if rest.split('/').next() == Some(host) => scheme,
        _ if text("x-forwarded-proto") == "https" => "https",
        _ => "http",
    };
    format!("{scheme}://{host}")
}
