//! Gắn tiền vào với khoản phải thu.

use super::super::change::dossiers;
use super::super::{Bill, BillFact, BillStanding, Changes, Desk, MoneyChange, PaymentFact, PaymentReference};
use super::paid::{Beside, Money, paid};
use super::{covers, payment_here};
use crate::act::{Changed, must_say_why};
use crate::catalogue::Duty;
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say what money is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindPayment {
    /// Which payment.
    pub id: String,
    /// For which bill.
    pub bill: PaymentReference,
    /// Why.
    pub reason: String,
}

/// The reception desk or a leader of the agency binds money that waits to a bill of that agency (the province's office: of its province), also where it is less
/// or more than is owed: what is missing stays due, what is too much can be given back. Their name stands at it.
pub fn bind_payment(desk: &mut Desk<'_>, command: BindPayment) -> Result<Changes, Halt> {
    let (payment, officer) = payment_here(desk, &command.id)?;
    officer.must_have_one_of([Duty::Reception, Duty::Leader])?;
    if payment.bill.is_some() {
        return Err(Refusal::of("money.bound-already").into());
    }
    if payment.held_vnd() != payment.amount_vnd || payment.open_refund().is_some() {
        return Err(Refusal::of("money.goes-back").into());
    }
    let is_theirs = |bill: &Bill| covers(desk.law, &payment.agency, &bill.agency);
    let found = desk.read.bill(&command.bill)?.filter(is_theirs);
    let bill = found.ok_or_else(|| Refusal::of("money.no-such-bill").at("bill"))?;
    let reason = must_say_why(command.reason)?;
    let money = Money {
        payment: payment.id.clone(),
        way: payment.way,
        amount_vnd: payment.amount_vnd,
        paid_at: payment.paid_at,
    };
    let fact = PaymentFact::BoundByHand { bill: bill.id.clone() };
    let event = desk.next_event(&payment, fact, Some(reason.clone()));
    let payment = Changed::next(payment, event)?;
    let (bill, mut beside) = match bill.standing() {
        BillStanding::Due { .. } => {
            let found = dossiers(desk).read.dossier(&bill.dossier)?;
            let unknown = || Fault::damaged(format!("the bill {} is of no dossier", bill.id));
            let dossier = found.ok_or_else(unknown)?;
            paid(desk, Changed::of(bill), dossier, &money, Some(reason))?
        }
        // Paid twice: it is kept with the bill, so that what is too much is seen there and given back.
        BillStanding::Paid | BillStanding::Over { .. } => {
            let Money { payment, way, amount_vnd, paid_at } = money;
            let fact = BillFact::MoneyBound { payment, way, amount_vnd, paid_at };
            let event = desk.next_event(&bill, fact, Some(reason));
            (Changed::next(bill, event)?, Beside::default())
        }
        BillStanding::Free | BillStanding::Cancelled => return Err(Refusal::of("money.nothing-owed").into()),
    };
    beside.changes.push(MoneyChange::Bill(bill));
    Ok(beside.after(MoneyChange::Payment(payment)))
}
