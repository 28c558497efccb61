//! Xác nhận đã nộp: the date moves by the days that the person took to pay.

use crate::calendar::Move;
use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Rehearsal, State, Verb};
use crate::{Day, Fault, Halt, Minute, Refusal};
use serde::{Deserialize, Serialize};

/// Record that it was paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettlePayment {
    /// Which dossier.
    pub code: DossierCode,
    /// Receipt number or other proof.
    pub proof: String,
    /// The day on which the person paid, as the receipt says; none: today. What the
    /// office took to record it is not the person's waiting.
    pub paid_on: Option<Day>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> SettlePayment {
    SettlePayment { code: on.code(), proof: on.words(), paid_on: None }
}

const LAST_MINUTE: Minute = 23 * 60 + 59;

/// The reception desk or the holder records the payment. The due date moves by the days that
/// the person took to pay, and by the outages that the later date now includes.
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
    let paid_on = command.paid_on.unwrap_or(desk.now.max(dossier.last_at).day());
    settled(desk, dossier, paid_on, proof)
}

/// What was asked for came in (`core/money`): the dossier goes on, whoever took the money. Its rule has said who may.
pub fn payment_settled(
    desk: &mut Desk<'_>,
    dossier: Dossier,
    paid_on: Day,
    proof: String,
) -> Result<Changes, Halt> {
    let first = match &dossier.state {
        State::AwaitingPayment { since, .. } => since.day(),
        _ => paid_on,
    };
    // What was paid before it was asked for kept nobody waiting.
    settled(desk, dossier, paid_on.max(first), proof)
}

fn settled(desk: &mut Desk<'_>, dossier: Dossier, paid_on: Day, proof: String) -> Result<Changes, Halt> {
    let (State::AwaitingPayment { since, .. }, Some(reception)) = (&dossier.state, &dossier.reception) else {
        return Err(Fault::damaged(format!("{} awaits payment without acceptance", dossier.id)).into());
    };
    let now = desk.now.max(dossier.last_at);
    if paid_on < since.day() || now.day() < paid_on {
        let refusal = Refusal::of("dossier.paid-outside").at("paid");
        return Err(refusal.with("asked", since.day().vn()).into());
    }
    // A receipt gives only the day, so the person had time until its end.
    let until = if paid_on == now.day() { now } else { paid_on.at(LAST_MINUTE).max(*since) };
    let waited = Move::Payment { from: *since, until };
    let promise = reception.promise.moved(desk.law, &dossier.submission.competent, waited)?;
    let promise = desk.struck(&dossier.submission.competent, promise)?;
    desk.change(dossier, Fact::PaymentSettled { promise }, Some(proof))
}
