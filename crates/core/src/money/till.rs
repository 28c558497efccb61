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
    /// What was given back out of it, whenever it had come, in đồng.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub given_back_vnd: u64,
}

fn is_zero(vnd: &u64) -> bool {
    *vnd == 0
}

impl TillSum {
    /// What should lie there, in đồng; less than zero where more was given back than came.
    pub fn left_vnd(&self) -> i64 {
        self.vnd.cast_signed() - self.given_back_vnd.cast_signed()
    }
}

impl Till {
    /// What was taken by this way.
    pub fn of(&self, way: PaymentWay) -> TillSum {
        let found = self.sums.iter().find(|sum| sum.way == way);
        found.copied().unwrap_or(TillSum { way, payments: 0, vnd: 0, given_back_vnd: 0 })
    }
}
