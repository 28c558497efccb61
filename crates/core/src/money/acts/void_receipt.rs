//! Hủy biên lai, thay thế biên lai.

use super::super::{BillFact, Changes, Desk, MoneyChange, Receipt, ReceiptFact};
use super::paid::{Again, must_have_receipted, receipted};
use super::receipt_here;
use crate::act::{Changed, must_say_why};
use crate::catalogue::Duty;
use crate::text::line;
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say that a receipt holds no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidReceipt {
    /// Which receipt.
    pub id: String,
    /// Why.
    pub reason: String,
    /// Whether another one takes its place, with its own number.
    pub again: bool,
    /// Who paid, where the first one said it wrongly; empty: as before.
    #[serde(default)]
    pub payer: String,
}

/// The reception desk or a leader of the agency that gave it. A receipt keeps its number; another one that takes its
/// place names it. Money does not move by this.
pub fn void_receipt(desk: &mut Desk<'_>, command: VoidReceipt) -> Result<Changes, Halt> {
    let (receipt, officer) = receipt_here(desk, &command.id)?;
    officer.must_have_one_of([Duty::Reception, Duty::Leader])?;
    if receipt.voided.is_some() {
        return Err(Refusal::of("money.voided-already").into());
    }
    let reason = must_say_why(command.reason)?;
    let bill = desk.read.bill(&receipt.bill)?;
    let bill = bill.ok_or_else(|| Fault::damaged(format!("the receipt {} is of no bill", receipt.id)))?;
    let event = desk.next_event(&bill, BillFact::Unreceipted, Some(reason.clone()));
    let bill = Changed::next(bill, event)?;
    let voided = voided(desk, &command.id, reason)?;
    if !command.again {
        let mut changes: Changes = voided.into();
        changes.beside.push(MoneyChange::Bill(bill));
        return Ok(changes);
    }
    let payer = line(&command.payer).into_owned();
    let again = Again { replaces: command.id, payer: Some(payer).filter(|payer| !payer.is_empty()) };
    let (bill, mut beside) = receipted(desk, bill, Some(again))?;
    must_have_receipted(&bill.after)?;
    beside.changes.push(MoneyChange::Bill(bill));
    Ok(beside.after(voided))
}

/// The receipt, voided.
pub(super) fn voided(desk: &mut Desk<'_>, id: &str, reason: String) -> Result<MoneyChange, Halt> {
    let receipt: Option<Receipt> = desk.read.receipt(id)?;
    let receipt = receipt.ok_or_else(|| Fault::damaged(format!("there is no receipt {id}")))?;
    let event = desk.next_event(&receipt, ReceiptFact::ReceiptVoided, Some(reason));
    Ok(MoneyChange::Receipt(Changed::next(receipt, event)?))
}
