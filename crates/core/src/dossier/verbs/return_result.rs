//! Trả kết quả.

use crate::act::Changed;
use crate::catalogue::Duty;
use crate::document::FileRef;
use crate::dossier::link::{lead_of, must_all_be_ended, parts_of, with_parts};
use crate::dossier::result::must_be_results;
use crate::dossier::results_of_parts::must_be_with;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Rehearsal, ReturnWay, Verb};
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// The result is given to the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReturnResult {
    /// Which dossier.
    pub code: DossierCode,
    /// How.
    pub how: ReturnWay,
    /// The result as files (PDF), when nobody attached it before.
    pub files: Vec<FileRef>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> ReturnResult {
    ReturnResult { code: on.code(), how: ReturnWay::Counter, files: Vec::new() }
}

/// The reception desk that has it (where the dossier was handed in, or the other centre that took it over)
/// returns it, with the results of all its parts; while one of them runs or is elsewhere, nothing is returned.
pub fn return_result(desk: &mut Desk<'_>, command: ReturnResult) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::ReturnResult)?;
    desk.actor.officer()?.must_have(Duty::Reception, dossier.returned_at())?;
    if lead_of(desk, &dossier)?.is_some_and(|lead| !lead.status().is_final()) {
        return Err(Refusal::of("result.with-its-lead").into());
    }
    dossier.must_be_at_hand()?;
    // What is about to be replaced is not given out, nor a part that is.
    dossier.must_not_be_replaced()?;
    must_be_results(desk, &command.files)?;
    let parts = parts_of(desk, &dossier)?;
    must_all_be_ended(&parts)?;
    parts.iter().try_for_each(|part| part.must_not_be_replaced())?;
    must_be_with(&dossier, &parts)?;
    let how = command.how;
    let changes = desk.change(dossier, Fact::Returned { how, got_at: None, files: command.files }, None)?;
    let fact = Fact::Returned { how, got_at: None, files: Vec::new() };
    with_parts(desk, changes, parts, Verb::ReturnResult, &fact, None)
}

/// The post has given it to the person, with the results of all its parts, which were in the parcel (`beside`) or are
/// not. What has happened is not refused: whatever is to be replaced since, the person has the paper.
pub(super) fn returned_by_post(
    desk: &mut Desk<'_>,
    mut changes: Changes,
    got_at: Moment,
) -> Result<Changes, Halt> {
    let fact = Fact::Returned { how: ReturnWay::Post, got_at: Some(got_at), files: Vec::new() };
    let mut parts = parts_of(desk, &changes.first.after)?;
    parts.retain(|part| changes.all().all(|changed| changed.after.id != part.id));
    changes.relies_on.clear();
    let and_returned = |changed: Changed<Dossier>| {
        let event = desk.next_event(&changed.after, fact.clone(), None);
        changed.and(event)
    };
    changes.first = and_returned(changes.first)?;
    changes.beside = changes.beside.into_iter().map(and_returned).collect::<Result<_, _>>()?;
    with_parts(desk, changes, parts, Verb::ReturnResult, &fact, None)
}
