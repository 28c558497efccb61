//! Đối soát: what the payment platform says it collected on a day, beside what is written down here.

use super::{Payment, PaymentWay};
use crate::Moment;
use std::collections::BTreeMap;

/// What a line of the platform's list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlatformLineKind {
    /// Money came.
    Came,
    /// Money went back.
    WentBack,
}

/// One line of the platform's list of a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlatformLine {
    /// What it is about.
    pub kind: PlatformLineKind,
    /// Under what the platform knows it.
    pub reference: String,
    /// The platform's number of the money that came.
    pub transaction: String,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When.
    pub at: Moment,
}

impl PlatformLine {
    /// Under which name the payment that it is about stands here.
    pub fn payment(&self) -> String {
        PaymentWay::Platform.payment_id(&platform_key(&self.transaction))
    }
}

/// A platform's number as the key of a payment, which can stand in an address: letters, digits and dashes as they are,
/// whatever else in hexadecimal, so that two numbers never have one key.
pub fn platform_key(transaction: &str) -> String {
    let mut key = String::new();
    for byte in transaction.bytes() {
        match byte.is_ascii_alphanumeric() || byte == b'-' {
            true => key.push(char::from(byte)),
            false => key.push_str(&format!("_{byte:02x}")),
        }
    }
    key
}

/// Where the two do not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It came there and is not written down here.
    NotHere {
        /// What the list says, in đồng.
        there_vnd: u64,
    },
    /// It is written down here, and the list of that day has it not.
    NotThere {
        /// What is written down, in đồng.
        here_vnd: u64,
    },
    /// It came, with another sum: theirs and ours, in đồng.
    OtherSum {
        /// What the list says.
        there_vnd: u64,
        /// What is written down.
        here_vnd: u64,
    },
    /// More went back there than here, or less: theirs and ours, in đồng.
    WentBack {
        /// What the list says.
        there_vnd: u64,
        /// What is written down.
        here_vnd: u64,
    },
}

/// How a day stands.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// What the list says came in, in đồng.
    pub there_vnd: u64,
    /// What is written down here for that day, in đồng.
    pub here_vnd: u64,
    /// How many agree.
    pub agree: usize,
    /// Those that do not, by the name of the payment.
    pub differences: Vec<(String, Difference)>,
}

/// Compares a day. `of_the_day`: payments through the platform that were paid on it; `others`: those of other days that the
/// list names, because some of them went back on this one.
pub fn reconcile(lines: &[PlatformLine], of_the_day: &[Payment], others: &[Payment]) -> Reconciled {
    let sums = |kind: PlatformLineKind| {
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.kind == kind) {
            *sums.entry(line.payment()).or_default() += line.amount_vnd;
        }
        sums
    };
    let (mut came, mut back) = (sums(PlatformLineKind::Came), sums(PlatformLineKind::WentBack));
    let mut found = Reconciled {
        there_vnd: came.values().sum(),
        here_vnd: of_the_day.iter().map(|payment| payment.amount_vnd).sum(),
        ..Reconciled::default()
    };
    let day = lines.first().map(|line| line.at.day());
    for payment in of_the_day {
        let here_vnd = payment.amount_vnd;
        match came.remove(&payment.id) {
            Some(there_vnd) if there_vnd == here_vnd => found.agree += 1,
            Some(there_vnd) => {
                found.differences.push((payment.id.clone(), Difference::OtherSum { there_vnd, here_vnd }))
            }
            None => found.differences.push((payment.id.clone(), Difference::NotThere { here_vnd })),
        }
    }
    found.differences.extend(came.into_iter().map(|(id, there_vnd)| (id, Difference::NotHere { there_vnd })));
    for payment in of_the_day.iter().chain(others) {
        let through = payment.refunds.iter().filter(|refund| {
            let sent_by = refund.sent_by.as_ref().is_some_and(|(_, way)| *way == PaymentWay::Platform);
            sent_by && refund.sent_at.map(Moment::day) == day
        });
        let here_vnd: u64 = through.map(|refund| refund.amount_vnd).sum();
        let there_vnd = back.remove(&payment.id).unwrap_or_default();
        if there_vnd != here_vnd {
            found.differences.push((payment.id.clone(), Difference::WentBack { there_vnd, here_vnd }));
        }
    }
    let of_nothing = back.into_iter().filter(|(_, there_vnd)| *there_vnd > 0);
    found
        .differences
        .extend(of_nothing.map(|(id, there_vnd)| (id, Difference::WentBack { there_vnd, here_vnd: 0 })));
    found
}
