//! Giao lại: a dossier that somebody holds by name goes to a colleague at the same desk, or to the
//! desk. The holder's leader does it, whoever keeps accounts when the holder leaves, or from above
//! whoever leads the office of the province.

use crate::account::Reach;
use crate::act::{Officer, OfficerId, must_say_why};
use crate::catalogue::Duty;
use crate::dossier::desk::unknown;
use crate::dossier::{Above, Changes, Desk, DossierCode, Fact, Holder};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give a dossier to another officer of the desk where it lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reassign {
    /// Which dossier.
    pub code: DossierCode,
    /// To this officer; none for anybody at that desk.
    pub to_officer: Option<OfficerId>,
    /// Why.
    pub reason: String,
}

/// The leader of the agency that holds it, whoever keeps that agency's accounts, or whoever oversees
/// the whole province. The limit runs on, and the desk stays the same: only whose name is on it changes.
pub fn reassign(desk: &mut Desk<'_>, command: Reassign) -> Result<Changes, Halt> {
    let dossier = desk.read.dossier(&command.code)?.ok_or_else(|| unknown(&command.code))?;
    let here = &dossier.holder;
    let keeps = Reach::of(desk.law, desk.actor).is_ok_and(|reach| reach.covers(desk.law, &here.agency));
    let today = desk.now.day();
    let oversees = |officer: &Officer| {
        Above::of(officer, desk.law, today).is_ok_and(|above| above.moves(&dossier, desk.law))
    };
    if !keeps && !desk.actor.officer().is_ok_and(oversees) {
        let officer = desk.actor.officer()?;
        dossier.must_be_seen_by(officer)?;
        officer.must_have(Duty::Leader, &here.agency)?;
    }
    if dossier.status().is_final() {
        return Err(Refusal::of("dossier.reassign-closed").into());
    }
    if here.officer == command.to_officer {
        return Err(Refusal::of("dossier.holder-already").at("to_officer").into());
    }
    if let Some(id) = &command.to_officer {
        let account = desk.read.account(id)?.filter(|account| account.is_active);
        if !account.is_some_and(|account| here.is_a_desk_of(&account.on(today))) {
            return Err(Refusal::of("dossier.no-such-officer").at("to_officer").into());
        }
    }
    let reason = must_say_why(command.reason)?;
    let to = Holder { officer: command.to_officer, ..here.clone() };
    desk.change(dossier, Fact::Reassigned { to }, Some(reason))
}
