//! Im lặng: some procedures say what it means when the agency has not answered a given time
//! after the due date. This records that it has come to pass.

use crate::catalogue::Duty;
use crate::dossier::link::open_parts_of_result;
use crate::dossier::steps::to_reception;
use crate::dossier::{Changes, Desk, Dossier, DossierCode, Fact, Rehearsal, Verb};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Record what the silence means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordSilence {
    /// Which dossier.
    pub code: DossierCode,
}

pub(super) fn least(on: &Rehearsal<'_>) -> RecordSilence {
    RecordSilence { code: on.code() }
}

/// The reception desk of the receiving agency, the holder of the dossier, or the leader of the
/// competent agency records it. The silence took effect by itself, on the day that the
/// version of the procedure names.
pub fn record_silence(desk: &mut Desk<'_>, command: RecordSilence) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::RecordSilence)?;
    let officer = desk.actor.officer()?;
    let reception = officer.must_have(Duty::Reception, &dossier.submission.receiving);
    if reception.is_err() && officer.must_have(Duty::Leader, &dossier.submission.competent).is_err() {
        dossier.must_be_held_by(officer)?;
    }
    let took = dossier.silence(desk.law)?.ok_or_else(|| Refusal::of("dossier.silence-means-nothing"))?;
    if took.at > desk.now {
        return Err(Refusal::of("dossier.silence-not-yet").with("at", took.at.day().vn()).into());
    }
    let to = to_reception(desk, &dossier)?;
    let fact = Fact::SilenceRecorded { outcome: took.outcome, since: took.at, article: took.article, to };
    let changes = desk.change(dossier, fact, None)?;
    open_parts_of_result(desk, changes)
}

impl Dossier {
    /// Refuses what would undo what silence has brought about: it took effect by itself.
    /// An outage may still show that its day had not come.
    pub(in crate::dossier) fn must_not_be_over_by_silence(
        &self,
        desk: &Desk<'_>,
        verb: Verb,
    ) -> Result<(), Refusal> {
        if matches!(verb, Verb::RecordSilence | Verb::MoveDue) {
            return Ok(());
        }
        match self.silence(desk.law)? {
            Some(took) if took.at <= desk.now => {
                Err(Refusal::of("dossier.silence-took-effect").with("since", took.at.day().vn()))
            }
            _ => Ok(()),
        }
    }
}
