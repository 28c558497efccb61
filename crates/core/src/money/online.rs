//! Lượt nộp trực tuyến: one go of a person at paying a bill on the payment platform. How it stands is what the platform
//! said last; that money came is not said here but by a payment of its own.

use super::PaymentReference;
use crate::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How often a bill can be tried: two digits stand for it in the reference.
pub const ONLINE_TRIES_MAX: u32 = 99;

/// Under what the platform knows a try (`MaThamChieu`): the reference of the bill and two digits, so that each try is
/// another order there, and the bill is still found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineReference {
    /// Which bill.
    pub bill: PaymentReference,
    /// Which try, from 1.
    pub number: u32,
}

impl OnlineReference {
    /// What is written so; none where it is no such reference, or none of ours.
    pub fn parse(text: &str) -> Option<OnlineReference> {
        let text = text.trim();
        let (bill, digits) = text.split_at_checked(text.len().checked_sub(2)?)?;
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        let bill = PaymentReference::parse(bill).filter(|known| known.as_str() == bill)?;
        (1..=ONLINE_TRIES_MAX).contains(&number).then_some(OnlineReference { bill, number })
    }
}

impl fmt::Display for OnlineReference {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}{:02}", self.bill, self.number)
    }
}

/// What the platform is asked to take money for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlineOrder {
    /// Under what it shall know it.
    pub reference: OnlineReference,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// What the person reads there, without marks.
    pub words: String,
    /// When the try began.
    pub at: Moment,
}

/// How a try ended.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OnlineEnd {
    /// The platform has never heard of it, or would not take it.
    NotTaken,
    /// The person or the bank broke it off.
    Failed,
    /// Nobody paid in time.
    Expired,
    /// Money came.
    Paid,
}

impl OnlineEnd {
    /// All of them.
    pub const ALL: [OnlineEnd; OnlineEnd::COUNT] =
        [OnlineEnd::NotTaken, OnlineEnd::Failed, OnlineEnd::Expired, OnlineEnd::Paid];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// One go at paying a bill online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnlineTry {
    /// How much it is for, in đồng.
    pub amount_vnd: u64,
    /// Since when: the platform is asked by it.
    pub begun_at: Moment,
    /// Where the person pays; none while the platform has not said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How it ended; none while nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<OnlineEnd>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_names_the_bill_and_the_try() {
        let bill = PaymentReference::drawn([9; 8]);
        for number in [1, 10, 99] {
            let reference = OnlineReference { bill: bill.clone(), number };
            assert_eq!(OnlineReference::parse(&format!(" {reference} ")), Some(reference.clone()));
            assert_eq!(super::super::references_in(&reference.to_string()), std::slice::from_ref(&bill));
        }
        for wrong in ["", "7", "01", bill.as_str(), &format!("{bill}00"), &format!("{bill}x1"), "ệ1", "ệ"]
        {
            assert_eq!(OnlineReference::parse(wrong), None, "{wrong}");
        }
        let (head, tail) = bill.as_str().split_at(5);
        assert_eq!(OnlineReference::parse(&format!("{head} {tail}01")), None, "no other way of writing it");
    }
}
