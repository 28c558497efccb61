//! What a version of a procedure changes, in words: for the official who changes it, and for
//! the person who began under the version before.

use crate::explain::limit;
use motcua_core::Day;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{Competent, Way};
use motcua_core::law::changes::{LawDifference, VersionPart};
use motcua_edge::page::Page;
use motcua_questions::words;

/// One difference.
pub struct DifferenceLine {
    /// What it is about.
    pub part: &'static str,
    /// Which one.
    pub name: String,
    /// As it was; empty where there was none.
    pub before: String,
    /// As it is; empty where there is none any more.
    pub after: String,
}

/// A difference in words.
pub fn line(change: &LawDifference, page: &Page) -> DifferenceLine {
    let side =
        |says: &Option<String>| says.as_ref().map(|says| said(change.part, says, page)).unwrap_or_default();
    let name = words(&change.name, page.language()).to_string();
    let way = change.key.rsplit_once('/').and_then(|(_, way)| Way::parse(way));
    let way = way.map(|way| motcua_messages::way(way, page.language()));
    let name = match (name.is_empty(), way) {
        (true, Some(way)) => way.to_string(),
        (false, Some(way)) => format!("{name} – {way}"),
        (true, None) => change.key.clone(),
        (false, None) => name,
    };
    DifferenceLine {
        part: motcua_messages::part(change.part, page.language()),
        name,
        before: side(&change.before),
        after: side(&change.after),
    }
}

/// What a side says, in people's words where the files have short ones.
fn said(part: VersionPart, says: &str, page: &Page) -> String {
    match part {
        VersionPart::Limit | VersionPart::Wait => {
            says.parse::<Limit>().map_or_else(|_| says.to_string(), |parsed| limit(parsed, page.language()))
        }
        VersionPart::Competent => Competent::parse(says).map_or_else(
            || says.to_string(),
            |who| motcua_messages::competent(who, page.language()).to_string(),
        ),
        VersionPart::From => Day::parse(says).map_or_else(|| says.to_string(), Day::vn),
        VersionPart::Online if says == "full" => page.t("toàn trình", "full").to_string(),
        VersionPart::Online => page.t("một phần", "partial").to_string(),
        VersionPart::Form if says.ends_with('*') => {
            format!("{} {}", says.trim_end_matches('*'), page.t("(sửa trong tờ khai)", "(altered)"))
        }
        VersionPart::Field => question(says, page),
        VersionPart::Paper => paper(says, page),
        _ => says.to_string(),
    }
}

/// `Ngày chết* [date]` as people say it.
fn question(says: &str, page: &Page) -> String {
    let Some((title, kind)) = says.strip_suffix(']').and_then(|says| says.rsplit_once(" [")) else {
        return says.to_string();
    };
    let (title, needed) = match title.strip_suffix('*') {
        Some(title) => (title, page.t(", bắt buộc", ", required")),
        None => (title, ""),
    };
    let kind = match kind.trim() {
        "text" => page.t("chữ", "text"),
        "name" => page.t("họ tên", "name"),
        "date" => page.t("ngày", "date"),
        "date, or a year" => page.t("ngày, hoặc chỉ năm", "date, or a year"),
        "integer" => page.t("số nguyên", "whole number"),
        "number" => page.t("số", "number"),
        "telephone" => page.t("điện thoại", "telephone"),
        "identity number" => page.t("số định danh", "identity number"),
        "e-mail" => page.t("thư điện tử", "e-mail"),
        "address" => page.t("địa chỉ", "address"),
        "group" => page.t("nhóm câu hỏi", "group of questions"),
        other => other,
    };
    format!("{title} – {kind}{needed}")
}

/// `Giấy chứng sinh* (1+0)` as people say it.
fn paper(says: &str, page: &Page) -> String {
    let Some((name, counts)) = says.rsplit_once(" (") else { return says.to_string() };
    let Some((counts, cases)) = counts.split_once(')') else { return says.to_string() };
    let Some((originals, copies)) = counts.split_once('+') else { return says.to_string() };
    let (name, needed) = match name.strip_suffix('*') {
        Some(name) => (name, page.t("bắt buộc", "required")),
        None => (name, page.t("chỉ nộp nếu có", "only if there is one")),
    };
    let (one, two) = (page.t("bản chính", "originals"), page.t("bản sao", "copies"));
    format!("{name} – {needed}; {one}: {originals}, {two}: {copies}{cases}")
}
