//! Xác định trường hợp: a case that only an officer can tell, such as that
//! verification is needed, with the limit of that case.

use crate::act::{Promise, must_say_why};
use crate::calendar::Move;
use crate::catalogue::{CaseId, DecidedBy};
use crate::dossier::limit::limit_of;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, Verb};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say which case it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FindCase {
    /// Which dossier.
    pub code: DossierCode,
    /// Which case.
    pub case: CaseId,
    /// Why.
    pub reason: String,
}

pub(super) fn least(on: &Rehearsal<'_>) -> FindCase {
    FindCase { code: on.code(), case: a_case(on), reason: on.words() }
}

/// A case that an officer could find here; one that is not there when there is none.
fn a_case(on: &Rehearsal<'_>) -> CaseId {
    let submission = &on.dossier.submission;
    let procedure = on.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let cases = version.map(|version| version.cases.as_slice()).unwrap_or_default();
    let mut found = cases.iter().filter(|case| case.decided_by == DecidedBy::Officer);
    found.find(|case| case.id != submission.case).map_or_else(|| CaseId::from(""), |case| case.id.clone())
}

/// The holder determines the case. Its limit is counted from the same moment with the same
/// time left out. An earlier extension no longer applies.
pub fn find_case(desk: &mut Desk<'_>, command: FindCase) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::FindCase)?;
    dossier.must_be_held_by(desk.actor.officer()?)?;
    let submission = &dossier.submission;
    let version = desk.version_of(&dossier)?;
    let unknown = || Refusal::of("dossier.case-not-for-officers").at("case");
    let case = version.case(&command.case).filter(|case| case.decided_by == DecidedBy::Officer);
    let case = case.ok_or_else(unknown)?.id.clone();
    if case == submission.case {
        return Err(Refusal::of("dossier.same-case").at("case").into());
    }
    let (limit, limit_trust) = limit_of(version, &case, submission.channel)?;
    let reason = must_say_why(command.reason)?;
    let reception = dossier
        .reception
        .as_ref()
        .ok_or_else(|| Fault::damaged(format!("{} was never accepted", dossier.id)))?;
    let mut promise = Promise { limit, limit_trust, ..reception.promise.clone() };
    promise.moves.retain(|each| !matches!(each, Move::Extended { .. }));
    let promise = promise.derived(desk.law, &submission.competent)?;
    let promise = desk.struck(&submission.competent, promise)?;
    desk.change(dossier, Fact::CaseFound { case, promise }, Some(reason))
}
