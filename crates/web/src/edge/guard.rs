//! Layers around every page: security headers, requests from other sites, and
//! the counting of wrong tries.

use super::failure::Failure;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_core::{Moment, Refusal};
use std::collections::HashMap;
use std::sync::Mutex;

const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The security headers of every answer.
pub async fn headers(request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
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

/// Wrong tries at a secret, by what was tried and from where.
#[derive(Default)]
pub struct Attempts(Mutex<HashMap<String, Vec<Moment>>>);

/// Wrong tries at one secret or one account.
pub const TRIES_AT_ONE_MAX: usize = 5;
/// Wrong tries from one place at whatever: a whole office, and everybody in its hall, may
/// have one address.
pub const TRIES_FROM_ONE_PLACE_MAX: usize = 50;
const WINDOW_MS: i64 = 15 * 60_000;
const KEPT_MAX: usize = 100_000;

impl Attempts {
    /// Refuses when there were so many wrong tries of late.
    pub fn check(&self, what: &str, most: usize, now: Moment) -> Result<(), Refusal> {
        let mut all = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let tries = all.get_mut(what).map_or(0, |tries| {
            tries.retain(|at| now.0 - at.0 < WINDOW_MS);
            tries.len()
        });
        if tries >= most {
            return Err(Refusal::of("account.too-many-tries").with("minutes", WINDOW_MS / 60_000));
        }
        Ok(())
    }

    /// Remembers a wrong try.
    pub fn wrong(&self, what: &str, now: Moment) {
        let mut all = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if all.len() >= KEPT_MAX {
            all.retain(|_, tries| tries.iter().any(|at| now.0 - at.0 < WINDOW_MS));
        }
        if all.len() < KEPT_MAX {
            all.entry(what.to_string()).or_default().push(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_tries_close_the_door_for_a_quarter_of_an_hour() {
        let attempts = Attempts::default();
        for _ in 0..TRIES_AT_ONE_MAX {
            attempts.check("a", TRIES_AT_ONE_MAX, Moment(0)).unwrap();
            attempts.wrong("a", Moment(0));
        }
        assert_eq!(
            attempts.check("a", TRIES_AT_ONE_MAX, Moment(1)).unwrap_err().code,
            "account.too-many-tries"
        );
        assert!(attempts.check("a", TRIES_FROM_ONE_PLACE_MAX, Moment(1)).is_ok());
        assert!(attempts.check("b", TRIES_AT_ONE_MAX, Moment(1)).is_ok());
        assert!(attempts.check("a", TRIES_AT_ONE_MAX, Moment(WINDOW_MS)).is_ok());
    }

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
