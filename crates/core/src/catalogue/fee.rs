//! What a procedure costs. Some fees are an amount for the dossier; certified
//! copies are paid by the page, with a lower price from some page on and a
//! ceiling, so an offer carries that arithmetic as data.

use super::procedure::Offer;
use serde::{Deserialize, Serialize};

/// What one fee amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// A lower (or higher) price from some unit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeStep {
    /// The first unit at the new price, from 2.
    pub from: u32,
    /// The price of each unit from there, in đồng.
    pub vnd: u64,
}

impl Offer {
    /// What so many units cost, in đồng; `None` when the fee is not known. For
    /// a fee by the page this is **one** copy of so many pages: the ceiling
    /// holds for each copy, so several copies are several sums.
    pub fn fee_for(&self, units: u32) -> Option<u64> {
        let price = self.fee_vnd?;
        let after = self.fee_step.map_or(0, |step| units.saturating_sub(step.from - 1));
        let sum =
            u64::from(units - after) * price + u64::from(after) * self.fee_step.map_or(0, |step| step.vnd);
        Some(self.fee_max_vnd.map_or(sum, |most| sum.min(most)))
    }
}
