//! Yêu cầu nghĩa vụ tài chính, and its settlement. Here only the state and the
//! clock; the money itself belongs to the payment feature.

use super::act::{Changes, Desk};
use super::{DossierCode, Fact, State, Verb};
use crate::calendar::Move;
use crate::catalogue::Duty;
use crate::{Day, Fault, Halt, Minute, Refusal};

/// Ask the person to pay before work goes on.
#[derive(Debug, Clone)]
pub struct AskPayment {
    /// Which dossier.
    pub code: DossierCode,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// For what.
    pub reason: String,
}

/// Record that it was paid.
#[derive(Debug, Clone)]
pub struct SettlePayment {
    /// Which dossier.
    pub code: DossierCode,
    /// Receipt number or other proof.
    pub proof: String,
    /// The day on which the person paid, as the receipt says; none: today. What the
    /// office took to record it is not the person's waiting.
    pub paid_on: Option<Day>,
}

const LAST_MINUTE: Minute = 23 * 60 + 59;
const AMOUNT_VND_MAX: u64 = 1_000_000_000_000;

/// Whoever holds it asks; the clock pauses.
pub fn ask_payment(desk: &mut Desk<'_>, command: AskPayment) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskPayment)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    if command.amount_vnd == 0 || command.amount_vnd > AMOUNT_VND_MAX {
        return Err(Refusal::of("dossier.amount-shape").at("amount_vnd").into());
    }
    let reason = super::accept::must_say_why(command.reason)?;
    desk.change(dossier, Fact::PaymentAsked { amount_vnd: command.amount_vnd }, Some(reason))
}

/// The reception desk or whoever holds it records the payment; the due date moves
/// by the days that the person took to pay, and by the outages that it now reaches.
pub fn settle_payment(desk: &mut Desk<'_>, command: SettlePayment) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::SettlePayment)?;
    let officer = desk.actor.officer()?;
    if officer.must_have(Duty::Reception, &dossier.submission.receiving).is_err() {
        dossier.must_be_held_by(officer)?;
    }
    let proof = command.proof.trim().to_string();
    if !(3..=200).contains(&proof.chars().count()) {
        return Err(Refusal::of("dossier.proof-missing").at("proof").into());
    }
    let (State::AwaitingPayment { since, .. }, Some(reception)) = (&dossier.state, &dossier.reception) else {
        return Err(Fault::damaged(format!("{} awaits payment without acceptance", dossier.id)).into());
    };
    let now = desk.now.max(dossier.last_at);
    let paid_on = command.paid_on.unwrap_or(now.day());
    if paid_on < since.day() || now.day() < paid_on {
        let refusal = Refusal::of("dossier.paid-outside").at("paid");
        return Err(refusal.with("asked", since.day().vn()).into());
    }
    // Receipts know the day: to its end the person had time.
    let until = if paid_on == now.day() { now } else { paid_on.at(LAST_MINUTE).max(*since) };
    let waited = Move::Payment { from: *since, until };
    let promise = reception.promise.moved(desk.law, &dossier.submission.competent, waited)?;
    let promise = desk.struck(&dossier.submission.competent, promise)?;
    desk.change(dossier, Fact::PaymentSettled { promise }, Some(proof))
}
