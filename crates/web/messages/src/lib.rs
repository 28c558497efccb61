//! What people read when something is refused or broken, and the words for
//! statuses, duties and ways: Vietnamese with English beside it.

mod deciding;
mod lang;
mod law;
mod money;
mod on_its_way;
mod refusals;
mod words;

pub use deciding::{
    Asking, decider, deciding_fact, elsewhere, lower_first, not_taken, place_said, rule_words,
};
pub use lang::Lang;
pub use law::{cited, doubt, law};
pub use money::{fee_kind, fee_unit, online_end, payment_way, unbound};
pub use on_its_way::{parcel_state, recovered, return_way};
pub use words::*;

use axum::http::StatusCode;
use motcua_core::{BadData, Refusal, Trust};

/// The sentence for a refusal. Facts stand where the text says `{name}`.
pub fn sentence(refusal: &Refusal, lang: Lang) -> String {
    let Some(row) = refusals::row_of(refusal.code) else {
        // A test keeps this from happening; a person still gets something true.
        return format!(
            "{} ({})",
            lang.t("Yêu cầu không được chấp nhận.", "The request was refused."),
            refusal.code
        );
    };
    let mut text = lang.t(row.vi, row.en).to_string();
    for (name, value) in &refusal.args {
        text = text.replace(&format!("{{{name}}}"), &spoken(name, value, lang));
    }
    text
}

/// The HTTP status of a refusal.
pub fn status_of(refusal: &Refusal) -> StatusCode {
    let row = refusals::row_of(refusal.code);
    let status = row.and_then(|row| StatusCode::from_u16(row.status).ok());
    status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A fact of a refusal in people's words where it is one of our own words.
fn spoken(name: &str, value: &str, lang: Lang) -> String {
    let word = match name {
        "status" => status_by_word(value, lang),
        "verb" => verb_by_word(value, lang),
        "duty" => duty_by_word(value, lang),
        "channel" => way_by_word(value, lang),
        "agency_kind" => agency_kind_by_word(value, lang),
        "trust" => Some(doubt(trust_by_word(value), lang)),
        "law" => return law(value, lang),
        _ => None,
    };
    word.map_or_else(|| value.to_string(), str::to_string)
}

fn trust_by_word(word: &str) -> Trust {
    let all = [Trust::Seen, Trust::Assumed];
    all.into_iter().find(|trust| trust.as_str() == word).unwrap_or(Trust::Verified)
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
