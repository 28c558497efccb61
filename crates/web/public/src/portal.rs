//! What pages say of the national portal: its addresses, what must be known of a record,
//! and who handles what a commune does not.

use motcua_core::catalogue::{ProcedureElsewhere, Version};
use motcua_edge::page::Page;
use motcua_told::explain;

const PROCEDURES: &str = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh";

/// The page of a procedure, or of all of them where its own is not known.
pub fn address(last: &str) -> String {
    if last.is_empty() { PROCEDURES.to_string() } else { format!("{PROCEDURES}/{last}") }
}

/// What must be known of a record, beside that it was only seen.
pub fn remarks(version: &Version, page: &Page) -> Vec<String> {
    let Some(seen) = &version.seen else { return Vec::new() };
    let mut remarks = Vec::new();
    if seen.hides_cases && !version.ways.is_empty() {
        let text = page.t(
            "Cổng ghi thời hạn khác nhau giữa các cách nộp; đó có thể là các trường hợp khác nhau.",
            "The portal gives other limits for other ways; they may be different cases.",
        );
        remarks.push(text.to_string());
    }
    if let Some((limit, law)) = &seen.newer {
        let limit = explain::limit(*limit, page.language());
        remarks.push(format!(
            "{} {limit} {} {law}.",
            page.t("Bản đọc mới hơn ghi thời hạn", "A newer reading has the limit"),
            page.t("theo", "by"),
        ));
    }
    remarks
}

/// A procedure of another agency, as a list shows it.
pub struct ListedElsewhere {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Who handles it: levels and ministry.
    pub by: String,
    /// Its page on the national portal.
    pub href: String,
}

impl ListedElsewhere {
    /// In the words of this page.
    pub fn of(one: &ProcedureElsewhere, page: &Page) -> ListedElsewhere {
        let lang = page.language();
        let levels: Vec<&str> =
            one.levels.iter().map(|level| motcua_messages::government_level(*level, lang)).collect();
        ListedElsewhere {
            name: one.name.clone(),
            code: one.code.clone(),
            by: format!("{} ({})", levels.join(", "), page.t(&one.ministry, &one.ministry_en)),
            href: address(&one.address),
        }
    }
}
