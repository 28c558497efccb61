//! Thu tiền tại quầy.

use super::super::change::dossiers;
use super::super::{
    Changes, Desk, MoneyChange, OwedFor, Payment, PaymentFact, PaymentReference, PaymentWay, Reduction,
    is_wanted,
};
use super::paid::{Beside, Money, go_on, paid};
use super::raise_bill::{NewBill, bill_of, new_bill};
use super::{must_be_id, must_have_an_open_till};
use crate::act::Changed;
use crate::catalogue::Duty;
use crate::dossier::{Dossier, DossierCode};
use crate::text::line;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Take what is owed, at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakePayment {
    /// For which dossier.
    pub code: DossierCode,
    /// For what of it.
    pub owed: OwedFor,
    /// The reference of the bill, where there is none yet; drawn by whoever sends the command.
    pub bill: PaymentReference,
    /// The payment's id, made by whoever sends the command.
    pub payment: String,
    /// Cash, or a card at the terminal.
    pub way: PaymentWay,
    /// What the officer took, in đồng: compared with what is owed.
    pub amount_vnd: u64,
    /// How many copies or acts, where it is counted by them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// The class of people who pay less to which the person belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// What was shown for it.
    #[serde(default)]
    pub proof: String,
    /// The slip of the terminal, for a card.
    #[serde(default)]
    pub slip: String,
}

const PROOF_CHARS_MAX: usize = 200;

/// The reception desk of the office that received the dossier takes what is owed, whole, and gives a receipt. Whoever
/// belongs to a class that pays nothing pays nothing, and the bill says why. A till that was closed takes nothing more
/// on that day.
pub fn take_payment(desk: &mut Desk<'_>, command: TakePayment) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?.clone();
    let dossier = dossiers(desk).open(&command.code)?;
    let agency = dossier.submission.receiving.clone();
    officer.must_have(Duty::Reception, &agency)?;
    must_be_id(&command.payment)?;
    let id = command.way.payment_id(&command.payment);
    if !command.way.is_at_the_counter() {
        return Err(Refusal::of("money.not-at-the-counter").at("way").into());
    }
    let slip = line(&command.slip).into_owned();
    if command.way == PaymentWay::Card && slip.is_empty() {
        return Err(Refusal::of("money.slip-missing").at("slip").into());
    }
    must_have_an_open_till(desk, &officer)?;
    let reduction = reduction(desk, &dossier, &command)?;
    let bill = match bill_of(desk, &dossier, command.owed)? {
        Some(there) => {
            there.must_be_due()?;
            if !is_wanted(&dossier, there.owed) {
                return Err(Refusal::of("money.nothing-owed").into());
            }
            if reduction.is_some() {
                return Err(Refusal::of("money.reduced-too-late").at("class").into());
            }
            Changed::of(there)
        }
        None => {
            let TakePayment { bill: id, owed, units, .. } = command.clone();
            new_bill(desk, &dossier, NewBill { id, owed, units, reduction })?
        }
    };
    let left = bill.after.left_vnd();
    if command.amount_vnd != left {
        let refusal = Refusal::of("money.amount-differs").at("amount_vnd");
        return Err(refusal.with("owed", left).with("taken", command.amount_vnd).into());
    }
    if left == 0 {
        let (mut beside, proof) = (Beside::default(), bill.after.id.to_string());
        go_on(desk, &bill.after, dossier, desk.now.day(), proof, &mut beside)?;
        return Ok(beside.after(MoneyChange::Bill(bill)));
    }
    let money = Money { payment: id.clone(), way: command.way, amount_vnd: left, paid_at: desk.now };
    let fact = PaymentFact::MoneyCame {
        agency: agency.clone(),
        way: command.way,
        amount_vnd: left,
        paid_at: desk.now,
        payer: bill.after.payer.clone(),
        memo: slip,
        source: String::new(),
        bill: Some(bill.after.id.clone()),
        unbound: None,
        meant: None,
    };
    if desk.read.payment(&id)?.is_some() {
        return Err(Refusal::of("money.id-shape").into());
    }
    let payment: Changed<Payment> = Changed::new(id, vec![desk.event(1, &agency, fact, None)])?;
    let (bill, mut beside) = paid(desk, bill, dossier, &money, None)?;
    beside.changes.push(MoneyChange::Payment(payment));
    Ok(beside.after(MoneyChange::Bill(bill)))
}

/// That the person pays less, by the class that the officer named and what was shown for it.
fn reduction(
    desk: &Desk<'_>,
    dossier: &Dossier,
    command: &TakePayment,
) -> Result<Option<Reduction>, Refusal> {
    let Some(id) = command.class.as_deref().filter(|id| !id.is_empty()) else { return Ok(None) };
    let procedure = &dossier.submission.procedure;
    let mut classes = desk.law.catalogue.reductions(procedure, dossier.submitted_at.day());
    let class = classes.find(|class| class.id == id);
    let class = class.ok_or_else(|| Refusal::of("money.no-such-class").at("class"))?;
    let proof = line(&command.proof).into_owned();
    if proof.is_empty() || proof.chars().count() > PROOF_CHARS_MAX {
        return Err(Refusal::of("money.proof-missing").at("proof"));
    }
    Ok(Some(Reduction::by(class, proof)))
}
