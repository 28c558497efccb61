//! Thu hồi: the paper with which a dossier ended counts no more, by a document of the agency. What it
//! says and when it was issued stays as it is; whoever checks it reads that it was recalled.

use crate::act::{must_say, must_say_why};
use crate::catalogue::Duty;
use crate::dossier::{Changes, Desk, DossierCode, Fact};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Recall the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecallDeed {
    /// Of which dossier.
    pub code: DossierCode,
    /// By which document: its number, day and who signed it.
    pub decision: String,
    /// Why; the person reads it.
    pub reason: String,
}

/// The leader of the agency that decided recalls it, once it was issued: before that the registry hands
/// it back. A replacement that waits to be issued is given up with it.
pub fn recall_deed(desk: &mut Desk<'_>, command: RecallDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    desk.actor.officer()?.must_have(Duty::Leader, &dossier.submission.competent)?;
    dossier.issued_deed()?;
    if dossier.deed_life.recalled.is_some() {
        return Err(Refusal::of("deed.recalled-already").into());
    }
    let (decision, reason) = (must_say(command.decision, "decision"), must_say_why(command.reason));
    let (decision, reason) = match (decision, reason) {
        (Ok(decision), Ok(reason)) => (decision, reason),
        (decision, reason) => {
            let wrong: Vec<Refusal> = decision.err().into_iter().chain(reason.err()).collect();
            return Err(wrong.into());
        }
    };
    desk.change(dossier, Fact::DeedRecalled { decision }, Some(reason))
}
