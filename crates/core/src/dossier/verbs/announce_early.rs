//! Báo trước: a result that is ready before its due day is announced before the
//! person comes for it.

use crate::catalogue::Duty;
use crate::dossier::link::{must_all_be_ended, parts_of};
use crate::dossier::results_of_parts::must_be_with;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Notice, Rehearsal, State, Verb};
use crate::{Cited, Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Record that the person was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnnounceEarly {
    /// Which dossier.
    pub code: DossierCode,
    /// How.
    pub told: Notice,
    /// What else there is to note; may be empty.
    pub note: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> AnnounceEarly {
    AnnounceEarly { code: on.code(), told: Notice::Sms, note: String::new() }
}

/// By which text an early result is announced.
pub const EARLY_ANNOUNCED: Cited<'_> =
    Cited::assumed("Nghị định 61/2018/NĐ-CP Điều 20, nay là Nghị định 118/2025/NĐ-CP");

/// The reception desk that will hand the result over records it, once, before the due day. Nobody is asked to come
/// for what is on its way, or nowhere.
/// A linked dossier must have all its parts done first: until then nothing is handed over.
pub fn announce_early(desk: &mut Desk<'_>, command: AnnounceEarly) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::AnnounceEarly)?;
    desk.actor.officer()?.must_have(Duty::Reception, dossier.returned_at())?;
    if dossier.submission.lead.is_some() {
        return Err(Refusal::of("result.with-its-lead").into());
    }
    if dossier.announced_at.is_some() {
        return Err(Refusal::of("dossier.announced-already").into());
    }
    if !dossier.is_early(desk.now) {
        return Err(Refusal::of("dossier.not-early").into());
    }
    dossier.must_be_at_hand()?;
    dossier.must_not_be_replaced()?;
    // What counts no more is not announced.
    if dossier.deed_life.recalled.is_some() {
        return Err(Refusal::of("deed.recalled-already").into());
    }
    let parts = parts_of(desk, &dossier)?;
    must_all_be_ended(&parts)?;
    must_be_with(&dossier, &parts)?;
    let note = Some(command.note.trim().to_string()).filter(|note| !note.is_empty());
    desk.change(dossier, Fact::AnnouncedEarly { told: command.told }, note)
}

impl Dossier {
    /// The result waits, and its due day has not come.
    pub fn is_early(&self, now: Moment) -> bool {
        matches!(self.state, State::Completed { .. })
            && self.due_at().is_some_and(|due| now.day() < due.day())
    }
}
