//! The style sheet, the mark and the icon, in the binary. Their addresses carry a
//! digest, so that browsers may keep them for ever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

const SHEETS: [&str; 6] = [
    include_str!("../assets/css/reset.css"),
    include_str!("../assets/css/tokens.css"),
    include_str!("../assets/css/base.css"),
    include_str!("../assets/css/parts.css"),
    include_str!("../assets/css/pages.css"),
    include_str!("../assets/css/print.css"),
];
const FAVICON: &str = include_str!("../assets/favicon.svg");
const MARK: &str = include_str!("../assets/mark.svg");

/// The style sheet: one file, without comments and indentation.
fn css() -> &'static str {
    static CSS: OnceLock<String> = OnceLock::new();
    CSS.get_or_init(|| squeeze(&SHEETS.concat()))
}

fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Where the style sheet is.
pub fn css_href() -> &'static str {
    static HREF: OnceLock<String> = OnceLock::new();
    HREF.get_or_init(|| {
        let digest = Sha256::digest(css().as_bytes());
        let short: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        format!("/assets/motcua-{short}.css")
    })
}

/// `GET /assets/{name}`.
pub async fn asset(Path(name): Path<String>) -> Response {
    let (kind, body, keep) = match name.as_str() {
        "favicon.svg" => ("image/svg+xml", FAVICON, "public, max-age=86400"),
        "mark.svg" => ("image/svg+xml", MARK, "public, max-age=86400"),
        name if css_href().ends_with(name) => {
            ("text/css; charset=utf-8", css(), "public, max-age=31536000, immutable")
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_is_whole_and_small() {
        assert_eq!(css().matches('{').count(), css().matches('}').count());
        assert!(!css().contains("/*"));
        assert!(css().len() < 32_000, "{} bytes", css().len());
    }
}
