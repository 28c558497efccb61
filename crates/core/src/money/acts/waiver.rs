//! Miễn thu: one officer asks with a ground, a leader agrees.

use super::super::change::dossiers;
use super::super::{BillFact, Changes, Desk, MoneyChange, PaymentReference};
use super::paid::{Beside, go_on};
use super::{bill_here, must_be_another};
use crate::act::{Changed, must_say_why};
use crate::catalogue::Duty;
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Ask to take nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskWaiver {
    /// For which bill.
    pub bill: PaymentReference,
    /// On what ground.
    pub reason: String,
}

/// Agree to take nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveWaiver {
    /// For which bill.
    pub bill: PaymentReference,
}

/// The reception desk or a case officer of the agency, as long as something is due and nothing has come.
pub fn ask_waiver(desk: &mut Desk<'_>, command: AskWaiver) -> Result<Changes, Halt> {
    let (bill, officer) = bill_here(desk, &command.bill)?;
    officer.must_have_one_of([Duty::Reception, Duty::Case])?;
    bill.must_be_due()?;
    if !bill.bound.is_empty() {
        return Err(Refusal::of("money.came-already").into());
    }
    if bill.waiver.is_some() {
        return Err(Refusal::of("money.waiver-asked").into());
    }
    let reason = must_say_why(command.reason)?;
    Ok(desk.change(bill, BillFact::WaiverAsked, Some(reason))?.map(MoneyChange::Bill))
}

/// A leader of the agency, who is not the one that asked. A dossier that waited for the payment goes on.
pub fn approve_waiver(desk: &mut Desk<'_>, command: ApproveWaiver) -> Result<Changes, Halt> {
    let (bill, officer) = bill_here(desk, &command.bill)?;
    officer.must_have(Duty::Leader, &bill.agency)?;
    bill.must_be_due()?;
    let waiver = bill.waiver.clone().ok_or_else(|| Refusal::of("money.no-waiver"))?;
    must_be_another(&waiver.asked_by, &officer)?;
    if !bill.bound.is_empty() {
        return Err(Refusal::of("money.came-already").into());
    }
    let found = dossiers(desk).read.dossier(&bill.dossier)?;
    let dossier = found.ok_or_else(|| Fault::damaged(format!("the bill {} is of no dossier", bill.id)))?;
    let event = desk.next_event(&bill, BillFact::WaiverApproved, None);
    let bill = Changed::next(bill, event)?;
    let (mut beside, today) = (Beside::default(), desk.now.day());
    let proof = bill.after.id.to_string();
    go_on(desk, &bill.after, dossier, today, proof, &mut beside)?;
    Ok(beside.after(MoneyChange::Bill(bill)))
}
