//! Layers around every page: security headers, and requests from other sites.

use super::failure::Failure;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_core::Refusal;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where addresses are what somebody holds: a paper, a receipt, a link. No search engine lists them.
const FOR_NOBODY_ELSE: [&str; 6] = ["/verify/", "/v/", "/shared/", "/dossiers/", "/receipt/", "/drafts/"];

/// The security headers of every answer.
pub async fn headers(request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let is_for_nobody_else = FOR_NOBODY_ELSE.iter().any(|begins| request.uri().path().starts_with(begins));
    let mut response = next.run(request).await;
    // Forms say themselves how many minutes; programs look here.
    let is_refused_for_now = response.status() == StatusCode::TOO_MANY_REQUESTS;
    let headers = response.headers_mut();
    let mut set = |name: header::HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Not no-referrer: under it browsers say "Origin: null" with our own forms, and over
    // plain HTTP, or before Safari 16.4, that is all `same_site` has to go by.
    set(header::REFERRER_POLICY, "same-origin");
    set(header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if is_refused_for_now {
        set(header::RETRY_AFTER, "900");
    }
    if is_for_nobody_else {
        set(header::HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    }
    if !is_asset {
        set(header::CACHE_CONTROL, "no-store");
    }
    response
}

/// Refuses a changing request that a page of another site sent: its cookies are
/// ours, but the wish is not the person's.
pub async fn same_site(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || is_own(request.headers()) {
        return next.run(request).await;
    }
    Failure(Refusal::of("request.other-site").into()).into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        // Browsers without that header send Origin with every form; a program
        // sends neither and carries no cookies of anybody.
        None => match text("origin") {
            Some(origin) => origin.split_once("://").map(|(_, host)| host) == text("host"),
            None => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_may_change_something() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            is_own(&headers)
        };
        assert!(with(&[("sec-fetch-site", "same-origin")]));
        assert!(!with(&[("sec-fetch-site", "cross-site"), ("origin", "http://a"), ("host", "a")]));
        assert!(with(&[("origin", "http://a:1"), ("host", "a:1")]));
        assert!(!with(&[("origin", "http://evil"), ("host", "a:1")]));
        assert!(!with(&[("origin", "null"), ("host", "a:1")]));
        assert!(with(&[]));
    }
}
