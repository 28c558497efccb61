//! Ghi nhận tiền vào: what a bank's statement or the payment platform says came in.

use super::super::change::dossiers;
use super::super::{
    Bill, BillStanding, Changes, Desk, MoneyChange, OnlineReference, Payment, PaymentFact, PaymentReference,
    PaymentWay, Unbound, account_on, is_over, is_wanted, references_in,
};
use super::online::paid_try;
use super::paid::{Beside, Money, paid};
use super::{covers, must_be_id, must_be_the_platform, works_at};
use crate::act::{Actor, Changed, Officer};
use crate::catalogue::{AMOUNT_VND_MAX, Duty};
use crate::directory::AgencyCode;
use crate::dossier::Dossier;
use crate::text::line;
use crate::{Fault, Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Write down that money came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPayment {
    /// Its natural key at its source: the account and the bank's number, or the platform's number.
    pub key: String,
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

const MEMO_CHARS_MAX: usize = 1000;
const SAID_CHARS_MAX: usize = 200;

fn short(text: &str) -> String {
    line(text).chars().take(SAID_CHARS_MAX).collect()
}

/// The payment platform says it, or an officer who reads the bank's statement in. Money that is told twice is one
/// payment. It is bound to the bill whose reference stands in it, where it is exactly what is owed; whatever is
/// otherwise is kept and waits for a person.
pub fn record_payment(desk: &mut Desk<'_>, command: RecordPayment) -> Result<Changes, Halt> {
    must_be_told_by(desk, &command)?;
    must_be_id(&command.key)?;
    let id = command.way.payment_id(&command.key);
    if command.amount_vnd == 0 || command.amount_vnd > AMOUNT_VND_MAX {
        return Err(Refusal::of("money.amount-shape").at("amount_vnd").into());
    }
    let memo: String = line(&command.memo).chars().take(MEMO_CHARS_MAX).collect();
    if let Some(there) = desk.read.payment(&id)? {
        return told_again(desk, there, &command);
    }
    let (meant, found) = matched(desk, &command)?;
    let unbound = found.as_ref().err().map(|waits| waits.why);
    // In the books of whoever is owed it, into whatever account of the province it came; also what waits for a person:
    // they are the ones who know whose it is.
    let whose = match &found {
        Ok((bill, _)) => Some(&bill.agency),
        Err(waits) => waits.whose.as_ref(),
    };
    let agency = whose.unwrap_or(&command.agency).clone();
    let fact = PaymentFact::MoneyCame {
        agency: agency.clone(),
        way: command.way,
        amount_vnd: command.amount_vnd,
        paid_at: command.paid_at,
        payer: short(&command.payer),
        memo,
        source: short(&command.source),
        bill: meant.clone().filter(|_| unbound.is_none()),
        unbound,
        meant: meant.filter(|_| unbound.is_some()),
    };
    let event = desk.event(1, &agency, fact, None);
    let payment: Changed<Payment> = Changed::new(id.clone(), vec![event])?;
    let tried = OnlineReference::parse(&command.memo).filter(|_| command.way == PaymentWay::Platform);
    let Ok((bill, dossier)) = found else {
        let mut beside = Beside::default();
        beside.changes.extend(ended_try(desk, tried)?.map(MoneyChange::Bill));
        return Ok(beside.after(MoneyChange::Payment(payment)));
    };
    let (way, amount_vnd, paid_at) = (command.way, command.amount_vnd, command.paid_at);
    let money = Money { payment: id, way, amount_vnd, paid_at };
    let bill = match tried.and_then(|tried| paid_try(&bill, tried.number)) {
        Some(fact) => {
            let event = desk.next_event(&*bill, fact, None);
            Changed::next(*bill, event)?
        }
        None => Changed::of(*bill),
    };
    let (bill, mut beside) = paid(desk, bill, *dossier, &money, None)?;
    beside.changes.push(MoneyChange::Bill(bill));
    Ok(beside.after(MoneyChange::Payment(payment)))
}

/// The same number with the same sum is a repetition. With another sum it is none: who reads a statement is refused,
/// and what the platform says is kept beside the first, once for each sum, because nobody sits there who would ask.
fn told_again(desk: &mut Desk<'_>, there: Payment, command: &RecordPayment) -> Result<Changes, Halt> {
    let is = command.amount_vnd;
    if there.amount_vnd == is || there.told_otherwise_vnd.contains(&is) {
        return Err(Refusal::of("money.payment-there").into());
    }
    if command.way != PaymentWay::Platform {
        return Err(Refusal::of("money.payment-other").with("was", there.amount_vnd).with("is", is).into());
    }
    let fact = PaymentFact::ToldOtherwise { amount_vnd: is };
    Ok(desk.change(there, fact, None)?.map(MoneyChange::Payment))
}

/// A go at paying online is over when money came for it, also where that money waits for a person.
fn ended_try(desk: &mut Desk<'_>, tried: Option<OnlineReference>) -> Result<Option<Changed<Bill>>, Halt> {
    let Some(OnlineReference { bill, number }) = tried else { return Ok(None) };
    let Some(bill) = desk.read.bill(&bill)? else { return Ok(None) };
    let Some(fact) = paid_try(&bill, number) else { return Ok(None) };
    let event = desk.next_event(&bill, fact, None);
    Ok(Some(Changed::next(bill, event)?))
}

fn must_be_told_by(desk: &Desk<'_>, command: &RecordPayment) -> Result<(), Refusal> {
    match (command.way, desk.actor) {
        (PaymentWay::Platform, _) => must_be_the_platform(desk),
        (PaymentWay::Transfer, Actor::Officer(officer)) => must_keep_accounts(officer, &command.agency),
        (PaymentWay::Cash | PaymentWay::Card | PaymentWay::Transfer, _) => {
            Err(Refusal::of("money.not-told-by-you"))
        }
    }
}

/// Refuses whoever does not read the statements of this agency in: its registry and its leaders do.
pub fn must_keep_accounts(officer: &Officer, agency: &AgencyCode) -> Result<(), Refusal> {
    match works_at(officer, agency) {
        true => officer.must_have_one_of([Duty::Registry, Duty::Leader]),
        false => Err(Refusal::of("money.not-told-by-you")),
    }
}

type Found = Result<(Box<Bill>, Box<Dossier>), Waits>;

/// That money waits for a person.
struct Waits {
    why: Unbound,
    /// Who is owed what it may be meant for; none where that is nobody for whom it was collected.
    whose: Option<AgencyCode>,
}

/// The bill that it is for, or why a person must say: with the bill that it may be meant for.
fn matched(desk: &mut Desk<'_>, command: &RecordPayment) -> Result<(Option<PaymentReference>, Found), Halt> {
    let waits = |why, whose| Err(Waits { why, whose });
    let mut references = references_in(&command.memo);
    let reference = match references.len() {
        0 => return Ok((None, waits(Unbound::NoReference, None))),
        1 => references.remove(0),
        _ => return Ok((None, waits(Unbound::ManyReferences, None))),
    };
    let Some(bill) = desk.read.bill(&reference)? else {
        return Ok((None, waits(Unbound::UnknownReference, None)));
    };
    let meant = Some(reference);
    if bill.agency != command.agency && !is_paid_into(desk, &bill, command)? {
        return Ok((meant, waits(Unbound::OtherAgency, None)));
    }
    let whose = Some(bill.agency.clone());
    let left = match bill.standing() {
        BillStanding::Due { left_vnd } => left_vnd,
        BillStanding::Paid | BillStanding::Over { .. } => {
            return Ok((meant, waits(Unbound::PaidAlready, whose)));
        }
        BillStanding::Free | BillStanding::Cancelled => {
            return Ok((meant, waits(Unbound::NothingOwed, whose)));
        }
    };
    let found = dossiers(desk).read.dossier(&bill.dossier)?;
    let dossier = found.ok_or_else(|| Fault::damaged(format!("the bill {} is of no dossier", bill.id)))?;
    if !is_wanted(&dossier, bill.owed) {
        let why = if is_over(&dossier) { Unbound::DossierOver } else { Unbound::SettledElsewhere };
        return Ok((meant, waits(why, whose)));
    }
    Ok((
        meant,
        match command.amount_vnd.cmp(&left) {
            std::cmp::Ordering::Less => waits(Unbound::TooLittle, whose),
            std::cmp::Ordering::Greater => waits(Unbound::TooMuch, whose),
            std::cmp::Ordering::Equal => Ok((Box::new(bill), Box::new(dossier))),
        },
    ))
}

/// Whether people who owe this bill are asked to pay into the account into which this came: an account of the whole
/// province is of its office, and the bill another agency's. The platform collects for all of them.
fn is_paid_into(desk: &mut Desk<'_>, bill: &Bill, command: &RecordPayment) -> Result<bool, Halt> {
    if command.way == PaymentWay::Platform {
        return Ok(covers(desk.law, &command.agency, &bill.agency));
    }
    let terms = desk.read.terms_of(&bill.agency)?;
    let account = account_on(&terms, &bill.agency, command.paid_at.day());
    Ok(account.is_some_and(|account| account.number == command.source)
        && covers(desk.law, &command.agency, &bill.agency))
}
