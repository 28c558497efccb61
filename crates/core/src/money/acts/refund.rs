//! Hoàn trả tiền: one officer asks, another agrees, then it goes, and the proof is kept.

use super::super::{BillFact, Changes, Desk, MoneyChange, Payment, PaymentFact, PaymentWay, Refund};
use super::paid::Beside;
use super::void_receipt::voided;
use super::{PLATFORM, must_be_another, must_be_the_platform, must_have_an_open_till, payment_here};
use crate::act::{Changed, Officer, Tell, must_say_why};
use crate::catalogue::Duty;
use crate::text::line;
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Ask to give money back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskRefund {
    /// Of which payment.
    pub id: String,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// To whom: account and name, or at the counter.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// Agree that money goes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveRefund {
    /// Of which payment.
    pub id: String,
}

/// Say that it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendRefund {
    /// Of which payment.
    pub id: String,
    /// In cash out of the own till, by a transfer, or through the platform by which it came.
    pub way: PaymentWay,
    /// By what it can be seen: the bank's number, the slip that the person signed. The platform says its own.
    pub proof: String,
}

/// What the platform says of a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundSaid {
    /// It went.
    Sent {
        /// By what it can be seen.
        number: String,
    },
    /// It will not go.
    Refused {
        /// Why, in the platform's words.
        why: String,
    },
}

/// Take down what the platform says of a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HearRefund {
    /// Of which payment.
    pub id: String,
    /// Which refund of it, from 1.
    pub refund: u32,
    /// Which order of that, from 1.
    pub order: u32,
    /// What it says.
    pub said: RefundSaid,
}

/// The message by which the platform is asked for a refund.
pub const PLATFORM_REFUND: &str = "vn.motcua.payment.refund";

/// What the platform is asked to send back. Payment, refund and order name it: whoever is asked twice sends it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformRefund {
    /// Of which payment.
    pub payment: String,
    /// Which refund of it, from 1.
    pub refund: u32,
    /// Which order of that, from 1.
    pub order: u32,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// Why.
    pub reason: String,
}

/// Give it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawRefund {
    /// Of which payment.
    pub id: String,
    /// Why.
    pub reason: String,
}

const TO_CHARS: std::ops::RangeInclusive<usize> = 3..=200;

/// The reception desk or a leader asks; no more than what is here of the payment.
pub fn ask_refund(desk: &mut Desk<'_>, command: AskRefund) -> Result<Changes, Halt> {
    let (payment, officer) = payment_here(desk, &command.id)?;
    officer.must_have_one_of([Duty::Reception, Duty::Leader])?;
    if payment.open_refund().is_some() {
        return Err(Refusal::of("money.refund-open").into());
    }
    if command.amount_vnd == 0 || command.amount_vnd > payment.held_vnd() {
        let refusal = Refusal::of("money.refund-amount").at("amount_vnd");
        return Err(refusal.with("most", payment.held_vnd()).into());
    }
    let to = line(&command.to).into_owned();
    if !TO_CHARS.contains(&to.chars().count()) {
        return Err(Refusal::of("money.refund-to").at("to").into());
    }
    let reason = must_say_why(command.reason)?;
    let fact = PaymentFact::RefundAsked { amount_vnd: command.amount_vnd, to };
    Ok(desk.change(payment, fact, Some(reason))?.map(MoneyChange::Payment))
}

/// A leader of the agency, who is not the one that asked.
pub fn approve_refund(desk: &mut Desk<'_>, command: ApproveRefund) -> Result<Changes, Halt> {
    let (payment, officer) = payment_here(desk, &command.id)?;
    officer.must_have(Duty::Leader, &payment.agency)?;
    let refund = payment.open_refund().ok_or_else(|| Refusal::of("money.no-refund"))?;
    must_be_another(&refund.asked_by, &officer)?;
    if refund.approved_by.is_some() {
        return Err(Refusal::of("money.approved-already").into());
    }
    Ok(desk.change(payment, PaymentFact::RefundApproved, None)?.map(MoneyChange::Payment))
}

/// Whoever gives it out or transfers it says so, with the proof; or asks the platform to send back what came through it,
/// and then it is the platform that says so.
pub fn send_refund(desk: &mut Desk<'_>, command: SendRefund) -> Result<Changes, Halt> {
    let (payment, officer) = payment_here(desk, &command.id)?;
    officer.must_have_one_of([Duty::Reception, Duty::Leader])?;
    let refund = payment.open_refund().ok_or_else(|| Refusal::of("money.no-refund"))?;
    if refund.approved_by.is_none() {
        return Err(Refusal::of("money.not-approved").into());
    }
    // What the platform may have sent already does not go a second time by another way.
    if refund.handed_at.is_some() && command.way != PaymentWay::Platform {
        return Err(Refusal::of("money.refund-handed").into());
    }
    let wrong_way = || Refusal::of("money.refund-way").at("way");
    match command.way {
        PaymentWay::Cash => must_have_an_open_till(desk, &officer)?,
        PaymentWay::Transfer => {}
        PaymentWay::Platform if payment.way == PaymentWay::Platform => return handed(desk, payment),
        PaymentWay::Card | PaymentWay::Platform => return Err(wrong_way().into()),
    }
    let proof = must_say_why(command.proof).map_err(|why| why.at("proof"))?;
    sent(desk, payment, command.way, proof)
}

/// The platform says what became of a refund that it was asked for.
pub fn hear_refund(desk: &mut Desk<'_>, command: HearRefund) -> Result<Changes, Halt> {
    must_be_the_platform(desk)?;
    let found = desk.read.payment(&command.id)?;
    let payment = found.ok_or_else(|| Refusal::of("money.payment-unknown"))?;
    let is_it = |refund: &&Refund| refund.handed_at.is_some() && refund.orders == command.order;
    let is_last = payment.refunds.len() == command.refund as usize;
    if !is_last || payment.open_refund().filter(is_it).is_none() {
        return Err(Refusal::of("money.no-refund").into());
    }
    match command.said {
        RefundSaid::Sent { number } => sent(desk, payment, PaymentWay::Platform, said_in_a_line(&number)),
        RefundSaid::Refused { why } => {
            let why = Some(said_in_a_line(&why));
            Ok(desk.change(payment, PaymentFact::RefundRefused, why)?.map(MoneyChange::Payment))
        }
    }
}

fn said_in_a_line(text: &str) -> String {
    match line(text).chars().take(*TO_CHARS.end()).collect::<String>() {
        said if said.is_empty() => "?".into(),
        said => said,
    }
}

/// The platform is asked. Nobody knows whether it did what it does not answer: asked again, it is asked for the same.
fn handed(desk: &mut Desk<'_>, payment: Payment) -> Result<Changes, Halt> {
    let refund = payment.open_refund().ok_or_else(|| Refusal::of("money.no-refund"))?;
    let order = if refund.handed_at.is_some() { refund.orders } else { refund.orders + 1 };
    let nth = u32::try_from(payment.refunds.len()).map_err(Fault::other)?;
    let asked = PlatformRefund {
        payment: payment.id.clone(),
        refund: nth,
        order,
        amount_vnd: refund.amount_vnd,
        reason: refund.reason.clone(),
    };
    let tell = Tell {
        system: PLATFORM.into(),
        kind: PLATFORM_REFUND.into(),
        subject: payment.id.clone(),
        data: serde_json::to_string(&asked).map_err(Fault::other)?,
    };
    let mut changes =
        desk.change(payment, PaymentFact::RefundHanded { order }, None)?.map(MoneyChange::Payment);
    changes.tell.push(tell);
    Ok(changes)
}

/// It went. Where all that a receipt was for went back, the receipt holds no longer.
fn sent(desk: &mut Desk<'_>, payment: Payment, way: PaymentWay, proof: String) -> Result<Changes, Halt> {
    let refund = payment.open_refund().ok_or_else(|| Refusal::of("money.no-refund"))?.clone();
    let bound_to = payment.bill.clone();
    let event = desk.next_event(&payment, PaymentFact::RefundSent { way }, Some(proof.clone()));
    let payment: Changed<Payment> = Changed::next(payment, event)?;
    let mut beside = Beside::default();
    if let Some(id) = bound_to {
        let found = desk.read.bill(&id)?;
        let bill = found.ok_or_else(|| Fault::damaged(format!("a payment is bound to no bill {id}")))?;
        let (payment, amount_vnd) = (payment.after.id.clone(), refund.amount_vnd);
        let event = desk.next_event(&bill, BillFact::MoneyReturned { payment, amount_vnd }, Some(proof));
        let mut bill = Changed::next(bill, event)?;
        if bill.after.held_vnd() < bill.after.amount_vnd
            && let Some(receipt) = bill.after.receipt.clone()
        {
            beside.changes.push(voided(desk, &receipt, refund.reason)?);
            let event = desk.next_event(&bill.after, BillFact::Unreceipted, None);
            bill = bill.and(event)?;
        }
        beside.changes.push(MoneyChange::Bill(bill));
    }
    Ok(beside.after(MoneyChange::Payment(payment)))
}

/// Whoever asked, or a leader: the money stays.
pub fn withdraw_refund(desk: &mut Desk<'_>, command: WithdrawRefund) -> Result<Changes, Halt> {
    let (payment, officer) = payment_here(desk, &command.id)?;
    let refund = payment.open_refund().ok_or_else(|| Refusal::of("money.no-refund"))?;
    let asked = |officer: &Officer| refund.asked_by.officer.as_ref() == Some(&officer.id);
    if !asked(&officer) {
        officer.must_have(Duty::Leader, &payment.agency)?;
    }
    if refund.handed_at.is_some() {
        return Err(Refusal::of("money.refund-handed").into());
    }
    let reason = must_say_why(command.reason)?;
    Ok(desk.change(payment, PaymentFact::RefundWithdrawn, Some(reason))?.map(MoneyChange::Payment))
}
