//! Cho ý kiến: the agency that was asked answers.

use crate::act::must_say;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Fault, Halt};
use serde::{Deserialize, Serialize};

/// Answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GiveOpinion {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its opinions; none = the first that this agency still owes.
    pub number: Option<u32>,
    /// The opinion.
    pub answer: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> GiveOpinion {
    GiveOpinion { code: on.code(), number: None, answer: on.words() }
}

/// A case officer or the leader of the agency that was asked answers.
pub fn give_opinion(desk: &mut Desk<'_>, command: GiveOpinion) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::GiveOpinion)?;
    let officer = desk.actor.officer()?;
    let opinion = dossier.opinion_owed_by(officer, command.number)?;
    let answer = must_say(command.answer, "answer")?;
    let (number, at) = (opinion.number, desk.now.max(dossier.last_at));
    let promise = match (&dossier.reception, opinion.uncounted) {
        (Some(reception), Some(_)) => {
            let competent = &dossier.submission.competent;
            let answered = reception.promise.answered(desk.law, competent, number, at)?;
            Some(desk.struck(competent, answered)?)
        }
        (None, _) => return Err(Fault::damaged(format!("{} was never accepted", dossier.id)).into()),
        (Some(_), None) => None,
    };
    desk.change(dossier, Fact::OpinionGiven { number, answer, promise }, None)
}
