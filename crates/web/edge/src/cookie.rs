//! Cookies, as browsers send them back.

use axum::http::{HeaderMap, header};

/// For how many days a device remembers receipts: the cookie says it, and the privacy page.
pub const REMEMBERED_DAYS: i64 = 180;

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| {
            let (found, value) = pair.trim().split_once('=')?;
            (found == name).then(|| value.to_string())
        })
}
