//! Nhận bàn giao kết quả.

use super::record::dossiers;
use super::{Changes, ConsignmentChange, ConsignmentFact, Desk};
use crate::act;
use crate::catalogue::Duty;
use crate::dossier::{DossierCode, take_result};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Take over what came with a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOverResults {
    /// Which list.
    pub id: String,
    /// Of which of its dossiers nothing came.
    pub missing: Vec<DossierCode>,
    /// What there is to note; something, where anything is missing.
    pub note: String,
}

const NOTE_CHARS_MAX: usize = 1000;

/// The reception desk of the centre to which the list was given: from then on it has the results and returns
/// them. What is missing goes back to the list of the office that gave it.
pub fn take_over_results(desk: &mut Desk<'_>, command: TakeOverResults) -> Result<Changes, Halt> {
    let unknown = || Refusal::of("result.list-unknown");
    let list = desk.read.consignment(&command.id)?.ok_or_else(unknown)?;
    let officer = desk.actor.officer()?;
    // Whoever has nothing to do with it does not learn that it is there.
    if ![&list.from, &list.to].contains(&&officer.agency) {
        return Err(unknown().into());
    }
    officer.must_have(Duty::Reception, &list.to)?;
    list.must_be_under_way()?;
    let note = command.note.trim().to_string();
    let missing = command.missing;
    if let Some(stranger) = missing.iter().find(|code| !list.dossiers.contains(code)) {
        return Err(Refusal::of("result.not-on-list").with("code", stranger).into());
    }
    if (!missing.is_empty() && note.is_empty()) || note.chars().count() > NOTE_CHARS_MAX {
        return Err(Refusal::of("result.note-missing").at("note").with("most", NOTE_CHARS_MAX).into());
    }
    let mut taken = Vec::with_capacity(list.dossiers.len());
    for code in &list.dossiers {
        let changes = take_result(&mut dossiers(desk), code, &list.id, !missing.contains(code))?;
        taken.push(ConsignmentChange::Dossier(changes.first));
    }
    let note = Some(note).filter(|note| !note.is_empty());
    let changed: act::Changes<_> = desk.change(list, ConsignmentFact::TakenOver { missing }, note)?;
    let mut changes = changed.map(ConsignmentChange::List);
    changes.beside.extend(taken);
    Ok(changes)
}
