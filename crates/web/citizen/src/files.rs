//! A file of a dossier, back to the person who sent it.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::IntoResponse;
use motcua_core::{Fault, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::files::must_not_be_infected;
use motcua_edge::keyed::{self, Keyed};
use motcua_edge::visit::Visit;

/// `GET /dossiers/{code}/files/{digest}?key=`: to be saved, never to be opened in
/// the page. Only files that belong to the dossier; anything else is not there.
pub(super) async fn file(
    visit: Visit,
    Path((code, digest)): Path<(String, String)>,
    Query(Keyed { key }): Query<Keyed>,
) -> Reply {
    let dossier = keyed::open(&visit, &code, &key)?;
    let file = dossier.file(&digest).cloned().ok_or_else(|| Refusal::of("document.unknown"))?;
    must_not_be_infected(&visit.app, &file)?;
    let store = visit.app.files.clone();
    let wanted = file.digest.clone();
    let bytes =
        tokio::task::spawn_blocking(move || store.get(&wanted)).await.map_err(Fault::other)??.ok_or_else(
            || Fault::damaged(format!("file {} of {} is not on the disk", file.digest.0, dossier.id)),
        )?;
    let headers = [
        (header::CONTENT_TYPE, file.media.mime().to_string()),
        (header::CONTENT_DISPOSITION, disposition(&file.name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_string()),
    ];
    Ok((headers, bytes).into_response())
}

/// An attachment under this name: plain letters for old browsers, the true name
/// beside it (RFC 6266).
fn disposition(name: &str) -> String {
    let plain: String = motcua_core::text::fold(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let end: String = name
        .rsplit_once('.')
        .map_or("", |(_, end)| end)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => encoded.push(char::from(byte)),
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    let end = if end.is_empty() { end } else { format!(".{end}") };
    format!("attachment; filename=\"{plain}{end}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_file_name_cannot_leave_its_quotes() {
        for (name, want) in [
            ("tờ khai.pdf", "attachment; filename=\"to-khai.pdf\"; filename*=UTF-8''t%E1%BB%9D%20khai.pdf"),
            ("a\"; b.pdf", "attachment; filename=\"a-b.pdf\"; filename*=UTF-8''a%22%3B%20b.pdf"),
            ("tep", "attachment; filename=\"tep\"; filename*=UTF-8''tep"),
        ] {
            assert_eq!(disposition(name), want);
        }
    }
}
