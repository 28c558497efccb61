//! One file for each act about money, and what they share.

mod bind_payment;
mod cancel_bill;
mod close_till;
mod end_term;
mod issue_receipt;
mod online;
mod paid;
mod raise_bill;
mod record_payment;
mod refund;
mod set_term;
mod sign_receipt;
mod take_payment;
mod void_receipt;
mod waiver;

pub use bind_payment::{BindPayment, bind_payment};
pub use cancel_bill::{CancelBill, cancel_bill};
pub use close_till::{CloseTill, ConfirmTill, close_till, confirm_till};
pub use end_term::{EndTerm, end_term};
pub use issue_receipt::{IssueReceipt, issue_receipt};
pub use online::{BeginOnline, HearOnline, OnlineSaid, begin_online, hear_online};
pub use raise_bill::{RaiseBill, raise_bill};
pub use record_payment::{RecordPayment, must_keep_accounts, record_payment};
pub use refund::{
    ApproveRefund, AskRefund, HearRefund, PLATFORM_REFUND, PlatformRefund, RefundSaid, SendRefund,
    WithdrawRefund, approve_refund, ask_refund, hear_refund, send_refund, withdraw_refund,
};
pub use set_term::{SetTerm, set_term};
pub use sign_receipt::{SignReceipt, sign_receipt};
pub use take_payment::{TakePayment, take_payment};
pub use void_receipt::{VoidReceipt, void_receipt};
pub use waiver::{ApproveWaiver, AskWaiver, approve_waiver, ask_waiver};

use super::{Bill, Desk, Payment, PaymentReference, Receipt, closing_id};
use crate::act::{Actor, Officer, Who};
use crate::directory::{AgencyCode, AgencyKind};
use crate::{Halt, Law, Refusal};

/// Under which name the payment platform acts.
pub const PLATFORM: &str = "payment-platform";
const ID_CHARS_MAX: usize = 120;

/// Refuses an id that cannot stand in an address.
fn must_be_id(id: &str) -> Result<(), Refusal> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    match !id.is_empty() && id.len() <= ID_CHARS_MAX && id.bytes().all(fits) {
        true => Ok(()),
        false => Err(Refusal::of("money.id-shape")),
    }
}

/// The bill, for an officer of the agency that takes its money; nobody else learns that it is there.
fn bill_here(desk: &mut Desk<'_>, id: &PaymentReference) -> Result<(Bill, Officer), Halt> {
    let officer = desk.actor.officer()?.clone();
    let found = desk.read.bill(id)?.filter(|bill| works_at(&officer, &bill.agency));
    Ok((found.ok_or_else(|| Refusal::of("money.bill-unknown"))?, officer))
}

/// The payment, for an officer of the agency whose money it is.
fn payment_here(desk: &mut Desk<'_>, id: &str) -> Result<(Payment, Officer), Halt> {
    let officer = desk.actor.officer()?.clone();
    let found = desk.read.payment(id)?.filter(|payment| works_at(&officer, &payment.agency));
    Ok((found.ok_or_else(|| Refusal::of("money.payment-unknown"))?, officer))
}

/// The receipt, for an officer of the agency that gave it.
fn receipt_here(desk: &mut Desk<'_>, id: &str) -> Result<(Receipt, Officer), Halt> {
    let officer = desk.actor.officer()?.clone();
    let found = desk.read.receipt(id)?.filter(|receipt| works_at(&officer, &receipt.agency));
    Ok((found.ok_or_else(|| Refusal::of("money.receipt-unknown"))?, officer))
}

fn works_at(officer: &Officer, agency: &AgencyCode) -> bool {
    officer.agency == *agency && officer.point.is_none() && officer.sits_at_a_desk()
}

/// Refuses whoever has closed their till today: nothing goes in or out of it any more.
fn must_have_an_open_till(desk: &mut Desk<'_>, officer: &Officer) -> Result<(), Halt> {
    match desk.read.closing(&closing_id(&officer.id, &officer.agency, desk.now.day()))? {
        Some(_) => Err(Refusal::of("money.till-closed").into()),
        None => Ok(()),
    }
}

/// Whether the money of this agency may be another's: its own, and for the province's office that of its province.
fn covers(law: &Law, agency: &AgencyCode, other: &AgencyCode) -> bool {
    let known = |code: &AgencyCode| law.directory.agency(code);
    let province = |code: &AgencyCode| law.directory.province_of(&known(code)?.unit);
    let is_office = known(agency).is_some_and(|agency| agency.kind == AgencyKind::ProvinceOffice);
    agency == other || (is_office && province(agency) == province(other))
}

/// Whether what this agency is owed can be paid on the payment platform.
pub fn pays_online(law: &Law, agency: &AgencyCode) -> bool {
    law.policy.pays_online_to.as_ref().is_some_and(|collects| covers(law, collects, agency))
}

/// Refuses everybody but the payment platform.
fn must_be_the_platform(desk: &Desk<'_>) -> Result<(), Refusal> {
    match desk.actor {
        Actor::Outside { system } if system == PLATFORM => Ok(()),
        Actor::Outside { .. }
        | Actor::Officer(_)
        | Actor::Person { .. }
        | Actor::Clock
        | Actor::Operator { .. } => Err(Refusal::of("money.not-told-by-you")),
    }
}

/// Refuses whoever asked for it: it takes two.
fn must_be_another(asked_by: &Who, officer: &Officer) -> Result<(), Refusal> {
    match asked_by.officer.as_ref() == Some(&officer.id) {
        true => Err(Refusal::of("money.second-person")),
        false => Ok(()),
    }
}
