//! Choosing the language: a cookie, and back to where one was.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use motcua_edge::page::{is_own_path, see_other};
use serde::Deserialize;

/// Where to go back to.
#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    back: String,
}

/// `GET /language/{lang}?back=/…`
pub async fn language(Path(lang): Path<String>, Query(Back { back }): Query<Back>) -> Response {
    let mut response = see_other(if is_own_path(&back) { &back } else { "/" });
    let cookie = match lang.as_str() {
        "en" => "lang=en; Path=/; SameSite=Lax; Max-Age=31536000",
        _ => "lang=vi; Path=/; SameSite=Lax; Max-Age=31536000",
    };
    response.headers_mut().insert(header::SET_COOKIE, HeaderValue::from_static(cookie));
    response
}
