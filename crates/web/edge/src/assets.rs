//! The style sheet, the scripts, the mark and the icon, in the binary. Their addresses carry a
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

/// Small behaviours that improve pages which work without them, by name.
const SCRIPTS: [(&str, &str); 3] = [
    ("draft", concat!(include_str!("../assets/js/renew.js"), include_str!("../assets/js/draft.js"))),
    ("upload", include_str!("../assets/js/upload.js")),
    ("counter", concat!(include_str!("../assets/js/renew.js"), include_str!("../assets/js/counter.js"))),
];

/// The style sheet: one file, without comments, indentation and spaces that nobody needs.
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
    let mut out = lines.collect::<Vec<_>>().join("\n");
    // No text of the sheet (`content`) holds any of these.
    for (long, short) in
        [(" {", "{"), ("{ ", "{"), (": ", ":"), ("; ", ";"), (";\n}", "}"), (";}", "}"), (", ", ",")]
    {
        out = out.replace(long, short);
    }
    out
}

/// Where the style sheet is.
pub fn css_href() -> &'static str {
    static HREF: OnceLock<String> = OnceLock::new();
    HREF.get_or_init(|| href("motcua", css(), "css"))
}

fn href(name: &str, text: &str, end: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let short = hex::encode(&digest[..4]);
    format!("/assets/{name}-{short}.{end}")
}

/// The scripts with their addresses, without comments and indentation.
fn scripts() -> &'static [(&'static str, String, String)] {
    static SQUEEZED: OnceLock<Vec<(&'static str, String, String)>> = OnceLock::new();
    SQUEEZED.get_or_init(|| {
        let squeezed = SCRIPTS.iter().map(|(name, text)| {
            let lines = text.lines().map(str::trim);
            let text = lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect::<Vec<_>>();
            let text = text.join("\n");
            (*name, href(name, &text, "js"), text)
        });
        squeezed.collect()
    })
}

/// Where the script with this name is; empty when there is none.
pub fn script_href(name: &str) -> &'static str {
    scripts().iter().find(|(known, _, _)| *known == name).map_or("", |(_, href, _)| href.as_str())
}

/// `GET /assets/{name}`.
pub async fn asset(Path(name): Path<String>) -> Response {
    let (kind, body, keep) = match name.as_str() {
        "favicon.svg" => ("image/svg+xml", FAVICON, "public, max-age=86400"),
        "mark.svg" => ("image/svg+xml", MARK, "public, max-age=86400"),
        name if css_href().ends_with(name) => {
            ("text/css; charset=utf-8", css(), "public, max-age=31536000, immutable")
        }
        name => match scripts().iter().find(|(_, href, _)| href.ends_with(name)) {
            Some((_, _, text)) => {
                ("text/javascript; charset=utf-8", text.as_str(), "public, max-age=31536000, immutable")
            }
            None => return StatusCode::NOT_FOUND.into_response(),
        },
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
        assert!(css().len() < 37_000, "{} bytes", css().len());
    }

    #[test]
    fn every_script_is_small_and_has_its_address() {
        for (name, href, text) in scripts() {
            assert_eq!(script_href(name), href);
            assert!(text.len() < 6_144 && !text.contains("\n//"), "{name}: {} bytes", text.len());
        }
        assert_eq!(script_href("none"), "");
    }
}
