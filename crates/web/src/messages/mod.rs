//! What people read when something is refused or broken, and the words for
//! statuses, duties and ways: Vietnamese with English beside it.

mod refusals;
mod words;

pub use words::*;

use crate::edge::visit::Lang;
use motcua_core::{BadData, Refusal};

/// The sentence for a refusal. Facts stand where the text says `{name}`.
pub fn sentence(refusal: &Refusal, lang: Lang) -> String {
    let found = refusals::all().find(|(code, _, _)| *code == refusal.code);
    let Some((_, vi, en)) = found else {
        // A test keeps this from happening; a person still gets something true.
        return format!(
            "{} ({})",
            lang.t("Yêu cầu không được chấp nhận.", "The request was refused."),
            refusal.code
        );
    };
    let mut text = lang.t(vi, en).to_string();
    for (name, value) in &refusal.args {
        text = text.replace(&format!("{{{name}}}"), &spoken(name, value, lang));
    }
    text
}

/// A fact of a refusal in people's words where it is one of our own words.
fn spoken(name: &str, value: &str, lang: Lang) -> String {
    let word = match name {
        "status" => status_by_word(value, lang),
        "verb" => verb_by_word(value, lang),
        "duty" => duty_by_word(value, lang),
        "channel" => way_by_word(value, lang),
        _ => None,
    };
    word.map_or_else(|| value.to_string(), str::to_string)
}

/// One line about a bad data file, for the command line: where, and why in both
/// languages.
pub fn bad_data(bad: &BadData) -> String {
    let line = bad.line.map(|line| format!(":{line}")).unwrap_or_default();
    let field = if bad.field.is_empty() { String::new() } else { format!(" [{}]", bad.field) };
    format!(
        "{}{line}{field} {}\n    {}\n    {}",
        bad.file,
        bad.why.code,
        sentence(&bad.why, Lang::Vi),
        sentence(&bad.why, Lang::En)
    )
}

/// The heading of a page that says no.
pub fn status_heading(status: u16, lang: Lang) -> &'static str {
    match status {
        400 => lang.t("Yêu cầu không đọc được", "The request cannot be read"),
        401 => lang.t("Cần đăng nhập", "Please sign in"),
        403 => lang.t("Không được phép", "Not allowed"),
        404 => lang.t("Không tìm thấy", "Not found"),
        405 => lang.t("Cách gọi không đúng", "Method not allowed"),
        409 => lang.t("Hồ sơ đã thay đổi", "The dossier has moved on"),
        413 => lang.t("Quá lớn", "Too large"),
        415 => lang.t("Loại dữ liệu không nhận được", "Kind of data not accepted"),
        429 => lang.t("Thử lại quá nhiều lần", "Too many tries"),
        503 => lang.t("Hệ thống đang bận", "The system is busy"),
        507 => lang.t("Máy chủ hết chỗ lưu", "The server is out of space"),
        500.. => lang.t("Có sự cố", "Something broke"),
        _ => lang.t("Chưa thực hiện được", "This could not be done"),
    }
}

#[cfg(test)]
mod tests {
    use super::refusals::all;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                out.push(path);
            }
        }
    }

    /// Codes look like `feature.what-is-wrong` and stand in quotes.
    fn codes_in(text: &str) -> impl Iterator<Item = &str> {
        let features = [
            "account.",
            "applicant.",
            "calendar.",
            "card.",
            "catalogue.",
            "clock.",
            "command.",
            "consent.",
            "data.",
            "directory.",
            "document.",
            "dossier.",
            "draft.",
            "fault.",
            "form.",
            "identity.",
            "law.",
            "outage.",
            "page.",
            "request.",
            "reuse.",
            "scenario.",
            "scoreboard.",
            "submitter.",
            "webhook.",
        ];
        text.split('"').skip(1).filter(move |code| {
            features.iter().any(|feature| code.strip_prefix(feature).is_some_and(|rest| !rest.is_empty()))
                && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'-')
                && code.matches('.').count() == 1
                && !code.ends_with(".html")
                && !code.ends_with(".toml")
        })
    }

    #[test]
    fn every_refusal_in_the_code_has_its_sentence_and_every_sentence_its_refusal() {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut files = Vec::new();
        sources(crates, &mut files);
        files.retain(|file| {
            let name = file.to_string_lossy();
            !name.contains("/messages/") && !name.contains("/tests") && name.contains("/src/")
        });
        let mut used = BTreeSet::new();
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            let code = text.split("mod tests {").next().unwrap_or_default();
            used.extend(codes_in(code).map(str::to_string));
        }
        let known: BTreeSet<String> = all().map(|(code, _, _)| code.to_string()).collect();
        assert_eq!(known.len(), all().count(), "a code stands twice");
        let silent: Vec<_> = used.difference(&known).collect();
        let dead: Vec<_> = known.difference(&used).collect();
        assert!(
            silent.is_empty() && dead.is_empty(),
            "without a sentence: {silent:#?}\nnever used: {dead:#?}"
        );
    }
}
