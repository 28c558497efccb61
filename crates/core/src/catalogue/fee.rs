//! What a procedure costs. Some fees are an amount for the dossier; certified
//! copies are paid by the page, with a lower price from some page on and a
//! ceiling, so an offer carries that arithmetic as data.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// The largest amount that anybody is asked for, in đồng; more is a typing error.
pub const AMOUNT_VND_MAX: u64 = 1_000_000_000_000;

/// What one fee amount is paid for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FeeUnit {
    /// The dossier as a whole.
    Dossier,
    /// Each copy issued (`đ/bản`).
    Copy,
    /// Each page of one copy (`đ/trang`).
    Page,
    /// Each act of certification (`đ/trường hợp`).
    Act,
}

impl FeeUnit {
    /// All of them.
    pub const ALL: [FeeUnit; FeeUnit::COUNT] = [FeeUnit::Dossier, FeeUnit::Copy, FeeUnit::Page, FeeUnit::Act];

    /// As it is written in files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The unit with this word.
    pub fn parse(text: &str) -> Option<FeeUnit> {
        text.parse().ok()
    }
}

/// A lower (or higher) price from some unit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeStep {
    /// The first unit at the new price, from 2.
    pub from: u32,
    /// The price of each unit from there, in đồng.
    pub vnd: u64,
}

/// What a sum of money is for, because receipts and books keep them apart (Luật Phí và lệ phí Điều 3).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FeeKind {
    /// Phí: pays for a service.
    Charge,
    /// Lệ phí: is paid for the state's administration.
    Fee,
    /// Nghĩa vụ tài chính về đất đai, by a notice of the tax office.
    Land,
    /// Thuế, by a notice of the tax office.
    Tax,
}

impl FeeKind {
    /// All of them.
    pub const ALL: [FeeKind; FeeKind::COUNT] = [FeeKind::Charge, FeeKind::Fee, FeeKind::Land, FeeKind::Tax];

    /// As it is written in files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The kind with this word.
    pub fn parse(text: &str) -> Option<FeeKind> {
        text.parse().ok()
    }

    /// Whether the office that takes it gives a receipt of its own (biên lai). What is the tax office's is receipted by
    /// the treasury or the bank.
    pub fn has_our_receipt(self) -> bool {
        matches!(self, FeeKind::Charge | FeeKind::Fee)
    }
}
