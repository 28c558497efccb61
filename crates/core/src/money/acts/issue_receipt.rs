//! Lập biên lai for what was paid when no receipt book was open.

use super::super::{Changes, Desk, MoneyChange, PaymentReference};
use super::bill_here;
use super::paid::{must_have_receipted, receipted};
use crate::act::Changed;
use crate::catalogue::Duty;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give the receipt that is still owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueReceipt {
    /// For which bill.
    pub bill: PaymentReference,
}

/// The reception desk of the agency that took the money.
pub fn issue_receipt(desk: &mut Desk<'_>, command: IssueReceipt) -> Result<Changes, Halt> {
    let (bill, officer) = bill_here(desk, &command.bill)?;
    officer.must_have(Duty::Reception, &bill.agency)?;
    if bill.receipt.is_some() {
        return Err(Refusal::of("money.receipted-already").into());
    }
    if !bill.of.has_our_receipt() {
        return Err(Refusal::of("money.not-our-receipt").into());
    }
    if bill.bound.is_empty() || !bill.is_settled() || bill.is_refunded() {
        return Err(Refusal::of("money.not-paid").into());
    }
    let (bill, mut beside) = receipted(desk, Changed::of(bill), None)?;
    must_have_receipted(&bill.after)?;
    // What was asked for is the receipt, which the bill names.
    let receipt = beside.changes.pop().ok_or_else(|| Refusal::of("money.not-paid"))?;
    beside.changes.push(MoneyChange::Bill(bill));
    Ok(beside.after(receipt))
}
