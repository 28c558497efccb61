//! Trả kết quả.

use crate::Halt;
use crate::catalogue::Duty;
use crate::document::FileRef;
use crate::dossier::link::{must_all_be_ended, parts_of, with_parts};
use crate::dossier::result::must_be_results;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, ReturnWay, Verb};
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

/// The reception desk of the receiving agency returns it, with the results of all its
/// parts; while one of them runs, nothing is returned.
pub fn return_result(desk: &mut Desk<'_>, command: ReturnResult) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::ReturnResult)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    // What is about to be replaced is not given out, nor a part that is.
    dossier.must_not_be_replaced()?;
    must_be_results(desk, &command.files)?;
    let parts = parts_of(desk, &dossier)?;
    must_all_be_ended(&parts)?;
    parts.iter().try_for_each(|part| part.must_not_be_replaced())?;
    let changes = desk.change(dossier, Fact::Returned { how: command.how, files: command.files }, None)?;
    let fact = Fact::Returned { how: command.how, files: Vec::new() };
    with_parts(desk, changes, parts, Verb::ReturnResult, &fact, None)
}
