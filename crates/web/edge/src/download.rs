//! Files as answers, under names with any letters (RFC 6266).

use axum::http::header;
use axum::response::{IntoResponse, Response};
use motcua_core::document::Media;

/// To be kept and not shown in the page: whoever sent it could have put anything into it.
pub fn to_keep(name: &str, media: Media, bytes: Vec<u8>) -> Response {
    answer("attachment", name, media, bytes)
}

/// A PDF that was made here: it may be read where it was asked for.
pub fn to_read(name: &str, pdf: Vec<u8>) -> Response {
    answer("inline", name, Media::Pdf, pdf)
}

fn answer(how: &str, name: &str, media: Media, bytes: Vec<u8>) -> Response {
    let name: String = form_urlencoded::byte_serialize(name.as_bytes()).collect();
    let headers = [
        (header::CONTENT_TYPE, media.mime().to_string()),
        (header::CONTENT_DISPOSITION, format!("{how}; filename*=UTF-8''{}", name.replace('+', "%20"))),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_string()),
    ];
    (headers, bytes).into_response()
}
