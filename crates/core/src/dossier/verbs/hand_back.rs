//! Trả lại bước trước.

use crate::act::must_say_why;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give it back to the holder before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandBack {
    /// Which dossier.
    pub code: DossierCode,
    /// Why.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> HandBack {
    HandBack { code: on.code(), reason: on.words() }
}

/// The holder gives it back and says why. Where the officer who had it has left that desk, it
/// goes to whoever is there.
pub fn hand_back(desk: &mut Desk<'_>, command: HandBack) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::HandBack)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let to = dossier.earlier.last().cloned().ok_or_else(|| Refusal::of("dossier.nobody-before"))?;
    let to = desk.as_it_sits_today(to)?;
    let reason = must_say_why(command.reason)?;
    desk.change(dossier, Fact::HandedBack { to }, Some(reason))
}
