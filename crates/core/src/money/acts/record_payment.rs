//! Ghi nhận tiền vào: what a bank's statement or the payment platform says came in.

use super::super::change::dossiers;
use super::super::{
    AMOUNT_VND_MAX, BillStanding, Changes, Desk, MoneyChange, Payment, PaymentFact, PaymentReference,
    PaymentWay, Unbound, references_in,
};
use super::paid::{Beside, Money, paid};
use super::{must_be_id, works_at};
use crate::act::{Actor, Changed};
use crate::directory::AgencyCode;
use crate::dossier::{Dossier, Status};
use crate::text::line;
use crate::{Fault, Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Write down that money came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayment {
    /// Its natural key: the account and the bank's number, or the platform's number.
    pub id: String,
    /// Whose account it came into.
    pub agency: AgencyCode,
    /// By which way.
    pub way: PaymentWay,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// When it was paid, as the bank says.
    pub paid_at: Moment,
    /// Who paid, as far as it is said.
    pub payer: String,
    /// The words of the transfer: there the reference stands.
    pub memo: String,
    /// Where it came: the account, the platform.
    pub source: String,
}

/// Under which name the payment platform acts.
pub const PLATFORM: &str = "payment-platform";
const MEMO_CHARS_MAX: usize = 1000;

/// The payment platform says it, or an officer who reads the bank's statement in. Money that is told twice is one
/// payment. It is bound to the bill whose reference stands in it, where it is exactly what is owed; whatever is
/// otherwise is kept and waits for a person.
pub fn record_payment(desk: &mut Desk<'_>, command: RecordPayment) -> Result<Changes, Halt> {
    must_be_told_by(desk, &command)?;
    must_be_id(&command.id)?;
    if command.amount_vnd == 0 || command.amount_vnd > AMOUNT_VND_MAX {
        return Err(Refusal::of("money.amount-shape").at("amount_vnd").into());
    }
    let memo: String = line(&command.memo).chars().take(MEMO_CHARS_MAX).collect();
    if let Some(there) = desk.read.payment(&command.id)? {
        // The same number with another sum is no repetition.
        return Err(match there.amount_vnd == command.amount_vnd {
            true => Refusal::of("money.payment-there"),
            false => Refusal::of("money.payment-other")
                .with("was", there.amount_vnd)
                .with("is", command.amount_vnd),
        }
        .into());
    }
    let (meant, found) = matched(desk, &command)?;
    let unbound = found.as_ref().err().copied();
    let fact = PaymentFact::MoneyCame {
        agency: command.agency.clone(),
        way: command.way,
        amount_vnd: command.amount_vnd,
        paid_at: command.paid_at,
        payer: line(&command.payer).into_owned(),
        memo,
        source: line(&command.source).into_owned(),
        bill: meant.clone().filter(|_| unbound.is_none()),
        unbound,
        meant: meant.filter(|_| unbound.is_some()),
    };
    let event = desk.event(1, &command.agency, fact, None);
    let payment: Changed<Payment> = Changed::new(command.id.clone(), vec![event])?;
    let Ok((bill, dossier)) = found else {
        return Ok(Beside::default().after(MoneyChange::Payment(payment)));
    };
    let (way, amount_vnd, paid_at) = (command.way, command.amount_vnd, command.paid_at);
    let money = Money { payment: command.id, way, amount_vnd, paid_at };
    let (bill, mut beside) = paid(desk, Changed::of(*bill), *dossier, &money, None)?;
    beside.changes.push(MoneyChange::Bill(bill));
    Ok(beside.after(MoneyChange::Payment(payment)))
}

fn must_be_told_by(desk: &Desk<'_>, command: &RecordPayment) -> Result<(), Refusal> {
    let may = match desk.actor {
        Actor::Outside { system } => system == PLATFORM && command.way == PaymentWay::Platform,
        Actor::Officer(officer) => {
            let is_here = works_at(officer, &command.agency) || officer.leads_the_province(desk.law);
            is_here && command.way == PaymentWay::Transfer
        }
        Actor::Person { .. } | Actor::Clock | Actor::Operator { .. } => false,
    };
    if may { Ok(()) } else { Err(Refusal::of("money.not-told-by-you")) }
}

type Found = Result<(Box<super::super::Bill>, Box<Dossier>), Unbound>;

/// The bill that it is for, or why a person must say: with the bill that it may be meant for.
fn matched(desk: &mut Desk<'_>, command: &RecordPayment) -> Result<(Option<PaymentReference>, Found), Halt> {
    let mut references = references_in(&command.memo);
    let reference = match references.len() {
        0 => return Ok((None, Err(Unbound::NoReference))),
        1 => references.remove(0),
        _ => return Ok((None, Err(Unbound::ManyReferences))),
    };
    let Some(bill) = desk.read.bill(&reference)? else { return Ok((None, Err(Unbound::UnknownReference))) };
    let meant = Some(reference);
    if bill.agency != command.agency {
        return Ok((meant, Err(Unbound::OtherAgency)));
    }
    let left = match bill.standing() {
        BillStanding::Due { left_vnd } => left_vnd,
        BillStanding::Paid | BillStanding::Over { .. } => return Ok((meant, Err(Unbound::PaidAlready))),
        BillStanding::Free | BillStanding::Cancelled => return Ok((meant, Err(Unbound::NothingOwed))),
    };
    let found = dossiers(desk).read.dossier(&bill.dossier)?;
    let dossier = found.ok_or_else(|| Fault::damaged(format!("the bill {} is of no dossier", bill.id)))?;
    if matches!(dossier.status(), Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped) {
        return Ok((meant, Err(Unbound::DossierOver)));
    }
    Ok((
        meant,
        match command.amount_vnd.cmp(&left) {
            std::cmp::Ordering::Less => Err(Unbound::TooLittle),
            std::cmp::Ordering::Greater => Err(Unbound::TooMuch),
            std::cmp::Ordering::Equal => Ok((Box::new(bill), Box::new(dossier))),
        },
    ))
}
