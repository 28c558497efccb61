//! Yêu cầu nghĩa vụ tài chính: here only the state and the clock; the money itself belongs
//! to the room of money.

use crate::act::must_say_why;
use crate::catalogue::{AMOUNT_VND_MAX, FeeKind};
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Ask the person to pay before work goes on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AskPayment {
    /// Which dossier.
    pub code: DossierCode,
    /// How much, in đồng.
    pub amount_vnd: u64,
    /// What for; none: what the procedure itself costs. Land and taxes are told by a notice of the tax office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<FeeKind>,
    /// Why, in words.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> AskPayment {
    AskPayment { code: on.code(), amount_vnd: 1, of: None, reason: on.words() }
}

/// The holder asks; the clock pauses.
pub fn ask_payment(desk: &mut Desk<'_>, command: AskPayment) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AskPayment)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    if command.amount_vnd == 0 || command.amount_vnd > AMOUNT_VND_MAX {
        return Err(Refusal::of("dossier.amount-shape").at("amount_vnd").into());
    }
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::PaymentAsked { amount_vnd: command.amount_vnd, of: command.of }, Some(reason))
}
