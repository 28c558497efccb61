//! Hủy bản ghi sự cố: taking back a record that was a mistake.

use super::record::must_answer_for;
use super::{Changes, Desk, OutageFact};
use crate::act::must_say_why;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Take the record of an outage back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidOutage {
    /// Which.
    pub id: String,
    /// What was wrong with it.
    pub reason: String,
}

/// Whoever could have recorded it takes it back, once and with a reason: it did not
/// happen, or not there, or not then. What is recorded right instead is another outage. From
/// then on no date takes it in. A date that has taken it in stands until its next move,
/// until this is carried to it (`dossier::move_due`), or until the last word.
pub fn void_outage(desk: &mut Desk<'_>, command: VoidOutage) -> Result<Changes, Halt> {
    let outage = desk.read.outage(&command.id)?.ok_or_else(|| Refusal::of("outage.unknown"))?;
    must_answer_for(desk.law, desk.actor.officer()?, &outage.agency, outage.whole_province)?;
    if outage.voided.is_some() {
        return Err(Refusal::of("outage.voided-already").into());
    }
    let reason = must_say_why(command.reason)?;
    desk.change(outage, OutageFact::Voided, Some(reason))
}
