//! Limits and fees of a procedure in words, for lists and for its own page.

use motcua_core::catalogue::{Case, DecidedBy, Offer, Online, Procedure, Version, Way};
use motcua_core::{Day, Trust};
use motcua_edge::page::Page;
use motcua_told::explain;

/// One procedure in a list.
pub struct ListedOffer {
    /// Where its page is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Field, limit, fee and how far it goes online.
    pub facts: Vec<String>,
    /// Limit or fee are not confirmed.
    pub assumed: bool,
}

impl ListedOffer {
    /// The procedure as it is on this day.
    pub fn of(procedure: &Procedure, day: Day, page: &Page) -> ListedOffer {
        let mut facts = vec![page.t(&procedure.field, &procedure.field_en).to_string()];
        let mut assumed = false;
        if let Some(version) = procedure.version_on(day) {
            facts.push(same_or(
                version.ways.iter().map(|offer| explain::limit(offer.limit, page.language())),
                page.t("Thời hạn tùy trường hợp", "Limit depends on the case"),
            ));
            facts.push(same_or(
                version.ways.iter().map(|offer| explain::fee(offer, page)),
                page.t("Phí, lệ phí tùy trường hợp", "Fee depends on the case"),
            ));
            facts.push(online(version, page).to_string());
            let doubts = |offer: &Offer| offer.limit_trust.and(offer.fee_trust).is_assumed();
            assumed = version.ways.iter().any(doubts);
        }
        ListedOffer {
            href: format!("/procedures/{}", procedure.id),
            name: page.t(&procedure.name, &procedure.name_en).to_string(),
            facts,
            assumed,
        }
    }
}

/// What all of them say, or that they differ.
fn same_or(texts: impl Iterator<Item = String>, differ: &str) -> String {
    let mut texts: Vec<String> = texts.collect();
    texts.dedup();
    match texts.len() {
        1 => texts.remove(0),
        _ => differ.to_string(),
    }
}

/// How far it goes online.
pub fn online(version: &Version, page: &Page) -> &'static str {
    let offered = version.ways.iter().any(|offer| offer.way == Way::Online);
    match (offered, version.online) {
        (false, _) => page.t("Chưa nộp trực tuyến được", "Not offered online"),
        (true, Online::Full) => page.t("Trực tuyến toàn trình", "Fully online"),
        (true, Online::Partial) => page.t("Trực tuyến một phần", "Partly online"),
    }
}

/// One line of the table of limits and fees.
pub struct OfferRow {
    /// Which case; empty when there is only one.
    pub case: String,
    /// An officer finds this case while handling.
    pub found_by_officer: bool,
    /// How it is handed in: the ways for which all else is the same.
    pub ways: String,
    /// The limit in words.
    pub limit: String,
    /// The limit is not confirmed.
    pub limit_assumed: bool,
    /// The fee in words.
    pub fee: String,
    /// The fee is not confirmed.
    pub fee_assumed: bool,
}

/// What is offered, case by case and way by way.
pub fn table(version: &Version, page: &Page) -> Vec<OfferRow> {
    let mut rows: Vec<OfferRow> = Vec::new();
    for case in &version.cases {
        let first = rows.len();
        for way in Way::ALL {
            let Some(offer) = version.offer(&case.id, way) else { continue };
            let row = row(version, case, offer, page);
            let same = |other: &&mut OfferRow| {
                (&other.limit, other.limit_assumed, &other.fee, other.fee_assumed)
                    == (&row.limit, row.limit_assumed, &row.fee, row.fee_assumed)
            };
            match rows[first..].iter_mut().find(same) {
                Some(other) => other.ways = format!("{}; {}", other.ways, row.ways),
                None => rows.push(row),
            }
        }
    }
    rows
}

fn row(version: &Version, case: &Case, offer: &Offer, page: &Page) -> OfferRow {
    let lang = page.language();
    OfferRow {
        // A case is named where there is a difference to name.
        case: match version.cases.len() {
            1 => String::new(),
            _ => page.t(&case.name, &case.name_en).to_string(),
        },
        found_by_officer: case.decided_by == DecidedBy::Officer,
        ways: motcua_messages::way(offer.way, lang).to_string(),
        limit: explain::limit(offer.limit, lang),
        limit_assumed: offer.limit_trust == Trust::Assumed,
        fee: explain::fee(offer, page),
        fee_assumed: offer.fee_trust == Trust::Assumed,
    }
}
