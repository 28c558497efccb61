//! `ways.tsv`: limits and fees by way of handing in.

use super::common::{CODE_UNREADABLE, code};
use crate::BadData;
use crate::calendar::Limit;
use crate::catalogue::fee::FeeUnit;
use crate::catalogue::procedure::{Offer, Way};
use crate::catalogue::seen::{WhyWithheld, Withheld};
use crate::catalogue::table::{self, TsvRow};
use crate::text::grouped;
use crate::{Refusal, Trust};
use std::collections::BTreeMap;

/// A line for one or more ways.
#[derive(Debug, Clone)]
pub(super) struct WaysRead {
    pub(super) ways: Vec<Way>,
    pub(super) limit: Option<Limit>,
    pub(super) said: String,
    fee: FeeRead,
}

/// What is known of a fee.
#[derive(Debug, Clone)]
struct FeeRead {
    vnd: Option<u64>,
    unit: FeeUnit,
    text: String,
    text_en: String,
}

/// What the fee is where the province sets it.
pub(super) const BY_PROVINCE: &str = "Theo nghị quyết của HĐND cấp tỉnh";

/// The words for a fee that has no amount: in the table, Vietnamese, English.
const WITHOUT_AMOUNT: [(&str, &str, &str); 4] = [
    ("free", "Không thu phí, lệ phí", "No fee"),
    ("province", BY_PROVINCE, "Set by the province's people's council"),
    ("not_given", "Cổng Dịch vụ công quốc gia không ghi mức phí", "The national portal gives no fee"),
    ("see_text", "", "As the text says that the national portal names"),
];

const UNITS: [(&str, FeeUnit, &str, &str); 4] = [
    ("dossier", FeeUnit::Dossier, "", ""),
    ("copy", FeeUnit::Copy, "/bản", " a copy"),
    ("page", FeeUnit::Page, "/trang", " a page"),
    ("act", FeeUnit::Act, "/trường hợp", " each"),
];

pub(super) fn read(table: (&str, &str), bad: &mut Vec<BadData>) -> BTreeMap<String, Vec<WaysRead>> {
    let columns = &["code", "ways", "limit", "said", "fee", "fee_vnd", "fee_unit", "fee_text"];
    let mut by_code: BTreeMap<String, Vec<WaysRead>> = BTreeMap::new();
    let rows = table::rows(table, columns, bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code);
        let ways = ways(row);
        let limit = row.parsed_if_any("limit", "catalogue.limit-unreadable", |text| text.parse().ok());
        let fee = fee(row);
        let said = row.cell("said").to_string();
        Some((code?, WaysRead { ways: ways?, limit: limit?, said, fee: fee? }))
    });
    for (code, line) in rows {
        by_code.entry(code).or_default().push(line);
    }
    by_code
}

fn ways(row: &mut TsvRow<'_, '_>) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    for word in row.cell("ways").split(' ') {
        match Way::ALL.into_iter().find(|way| way.as_str() == word) {
            Some(way) => ways.push(way),
            None => {
                let choices = Way::ALL.map(Way::as_str).join(", ");
                row.wrong(
                    "ways",
                    Refusal::of("data.not-one-of").with("value", word).with("choices", choices),
                );
                return None;
            }
        }
    }
    Some(ways)
}

fn fee(row: &mut TsvRow<'_, '_>) -> Option<FeeRead> {
    let text = row.cell("fee_text").to_string();
    if row.cell("fee") == "amount" {
        let vnd: u64 = row.parsed("fee_vnd", "data.wrong-type", |text| text.parse().ok())?;
        let units = UNITS.map(|(word, unit, vi, en)| (word, (unit, vi, en)));
        let (unit, vi, en) = row.choice("fee_unit", &units)?;
        let more = if text.is_empty() { String::new() } else { format!(" ({text})") };
        let text = format!("{} đ{vi}{more}", grouped(vnd, '.'));
        return Some(FeeRead {
            vnd: Some(vnd),
            unit,
            text,
            text_en: format!("{} VND{en}", grouped(vnd, ',')),
        });
    }
    let words = WITHOUT_AMOUNT.map(|(word, vi, en)| (word, (vi, en)));
    let (vi, en) = row.choice("fee", &words)?;
    let vnd = (row.cell("fee") == "free").then_some(0);
    let text = if vi.is_empty() { text } else { vi.to_string() };
    Some(FeeRead { vnd, unit: FeeUnit::Dossier, text, text_en: en.to_string() })
}

impl WaysRead {
    /// What is offered by this way with this limit.
    pub(super) fn offer(&self, way: Way, limit: Limit) -> Offer {
        Offer {
            case: None,
            way,
            limit,
            limit_trust: Trust::Seen,
            fee_vnd: self.fee.vnd,
            fee_unit: self.fee.unit,
            fee_kind: None,
            fee_step: None,
            fee_max_vnd: None,
            fee_text: self.fee.text.clone(),
            fee_text_en: self.fee.text_en.clone(),
            fee_trust: Trust::Seen,
        }
    }

    /// That nothing can be handed in by this way, and why.
    pub(super) fn withheld(&self, way: Way, why: WhyWithheld) -> Withheld {
        Withheld {
            way,
            why,
            limit: self.limit,
            said: self.said.clone(),
            fee_text: self.fee.text.clone(),
            fee_text_en: self.fee.text_en.clone(),
        }
    }
}
