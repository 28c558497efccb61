//! What is in the till of an officer, as the records say.

use super::PaymentWay;
use serde::{Deserialize, Serialize};

/// What an officer took at the counter on a day, by way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Till {
    /// One for each way by which anything was taken.
    pub sums: Vec<TillSum>,
}

/// What was taken by one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillSum {
    /// Which way.
    pub way: PaymentWay,
    /// How many payments.
    pub payments: u32,
    /// Their sum, in đồng.
    pub vnd: u64,
}

impl Till {
    /// What was taken by this way.
    pub fn of(&self, way: PaymentWay) -> TillSum {
        let found = self.sums.iter().find(|sum| sum.way == way);
        found.copied().unwrap_or(TillSum { way, payments: 0, vnd: 0 })
    }
}
