//! Hủy khoản phải thu.

use super::super::{BillFact, Changes, Desk, MoneyChange, PaymentReference};
use super::bill_here;
use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say that a bill was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelBill {
    /// Which bill.
    pub bill: PaymentReference,
    /// Why.
    pub reason: String,
}

/// The reception desk or a leader of the agency, as long as nothing has come for it: a wrong number of copies, a person
/// who pays nothing by law. What comes for it afterwards waits for a person.
pub fn cancel_bill(desk: &mut Desk<'_>, command: CancelBill) -> Result<Changes, Halt> {
    let (bill, officer) = bill_here(desk, &command.bill)?;
    officer.must_have_one_of([Duty::Reception, Duty::Leader])?;
    bill.must_be_due()?;
    if !bill.bound.is_empty() {
        return Err(Refusal::of("money.came-already").into());
    }
    let reason = must_say_why(command.reason)?;
    Ok(desk.change(bill, BillFact::BillCancelled, Some(reason))?.map(MoneyChange::Bill))
}
