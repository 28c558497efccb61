//! Chuyển bước tiếp theo, and handing back to the step before.

use crate::act::OfficerId;
use crate::dossier::steps::next_holder;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give the dossier to the next step of its procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forward {
    /// Which dossier.
    pub code: DossierCode,
    /// To this officer; none for anybody at that desk.
    pub to_officer: Option<OfficerId>,
    /// A note for the next holder.
    pub note: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Forward {
    Forward { code: on.code(), to_officer: None, note: String::new() }
}

/// The holder passes it on; the next step of the procedure says to which desk of which agency.
/// An officer who is named must work at that desk.
pub fn forward(desk: &mut Desk<'_>, command: Forward) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Forward)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let mut to = next_holder(desk, &dossier)?;
    if let Some(id) = &command.to_officer {
        let (account, today) = (desk.read.account(id)?, desk.now.day());
        let account = account.filter(|account| account.is_active);
        let sits_there = account.is_some_and(|account| to.is_a_desk_of(&account.on(today)));
        if !sits_there {
            return Err(Refusal::of("dossier.no-such-officer").at("to_officer").into());
        }
    }
    to.officer = command.to_officer;
    let note = command.note.trim();
    let note = (!note.is_empty()).then(|| note.to_string());
    desk.change(dossier, Fact::Forwarded { to }, note)
}
