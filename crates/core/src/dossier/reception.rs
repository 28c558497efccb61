//! What acceptance settles.

use crate::Moment;
use crate::act::Promise;
use serde::{Deserialize, Serialize};

/// What acceptance settles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reception {
    /// When it was accepted: the day on which it counts as received.
    pub at: Moment,
    /// Until when the result is promised.
    pub promise: Promise,
    /// Every paper handed in is held as a file.
    pub digitised: bool,
    /// What the procedure itself costs was asked for and settled: here, or elsewhere with a proof.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fee_settled: bool,
}

impl Reception {
    /// As it is at acceptance.
    pub(super) fn of(at: Moment, promise: &Promise, digitised: bool) -> Reception {
        Reception { at, promise: promise.clone(), digitised, fee_settled: false }
    }
}
