//! Thu lại phiếu bàn giao.

use super::record::dossiers;
use super::{Changes, ConsignmentChange, ConsignmentFact, Desk};
use crate::act::{self, must_say_why};
use crate::catalogue::Duty;
use crate::dossier::keep_result;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Take a list back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBackResults {
    /// Which list.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// The reception desk of the office that gave it, as long as the other one has not taken it over: a list of the wrong
/// results, or for an office that takes nothing over any more, holds nobody's result for ever. All of them are where
/// they were before.
pub fn take_back_results(desk: &mut Desk<'_>, command: TakeBackResults) -> Result<Changes, Halt> {
    let unknown = || Refusal::of("result.list-unknown");
    let list = desk.read.consignment(&command.id)?.ok_or_else(unknown)?;
    let officer = desk.actor.officer()?;
    // Whoever has nothing to do with it does not learn that it is there.
    if ![&list.from, &list.to].contains(&&officer.agency) {
        return Err(unknown().into());
    }
    officer.must_have(Duty::Reception, &list.from)?;
    list.must_be_under_way()?;
    let reason = must_say_why(command.reason)?;
    let mut kept = Vec::with_capacity(list.dossiers.len());
    for code in &list.dossiers {
        let changes = keep_result(&mut dossiers(desk), code, &list.id)?;
        kept.push(ConsignmentChange::Dossier(changes.first));
    }
    let changed: act::Changes<_> = desk.change(list, ConsignmentFact::TakenBack, Some(reason))?;
    let mut changes = changed.map(ConsignmentChange::List);
    changes.beside.extend(kept);
    Ok(changes)
}
