//! Where the national portal says something else than a procedure's own file, in words
//! for whoever keeps the catalogue. Nothing is overwritten.

use motcua_core::Day;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{Catalogue, PortalDiffers, PortalSays, Procedure};
use motcua_edge::page::Page;
use motcua_told::explain;

/// A line for each difference.
pub(super) fn told(catalogue: &Catalogue, procedure: &Procedure, today: Day, page: &Page) -> Vec<String> {
    catalogue.portal_differs(procedure, today).iter().map(|differs| line(differs, page)).collect()
}

fn line(differs: &PortalDiffers, page: &Page) -> String {
    let lang = page.language();
    let limits = |limits: &[Limit]| {
        limits.iter().map(|limit| explain::limit(*limit, lang)).collect::<Vec<_>>().join(", ")
    };
    let says = match &differs.says {
        PortalSays::Limit { ours, portal } => {
            both(page, ("thời hạn", "limit"), &explain::limit(*portal, lang), &limits(ours))
        }
        PortalSays::NewerLimit { ours, newer, law } => {
            let theirs = format!("{} ({law})", explain::limit(*newer, lang));
            both(page, ("thời hạn mới hơn", "newer limit"), &theirs, &limits(ours))
        }
        PortalSays::Fee { ours, portal } => {
            let fee = |fee: &Option<u64>| match fee {
                Some(vnd) => page.money(*vnd),
                None => page.t("chưa rõ", "not known").to_string(),
            };
            let ours = ours.iter().map(fee).collect::<Vec<_>>().join(", ");
            both(page, ("phí, lệ phí", "fee"), portal, &ours)
        }
        PortalSays::WayMissing => {
            page.t("có cách nộp này, tệp ở đây không có", "has this way, our file has not").to_string()
        }
    };
    let way = motcua_messages::way(differs.way, lang);
    format!("{} ({}): {way}: {says}", page.t("Cổng ghi khác", "The portal differs"), differs.on.vn())
}

fn both(page: &Page, (vi, en): (&str, &str), theirs: &str, ours: &str) -> String {
    format!("{} {theirs}; {} {ours}", page.t(vi, en), page.t("ở đây", "here"))
}
