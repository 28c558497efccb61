//! Who hands in and what the person agreed to, as it is said when a dossier is handed in.

use super::behalf::{Assistance, Consent, ConsentScope, ConsentWay, Submitter};
use super::reuse::Reuse;
use crate::act::Officer;
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};

/// What a helper's account says about itself in a dossier that it hands in.
pub(in crate::dossier) fn helped_by(helper: &Officer) -> Option<Assistance> {
    let point = helper.point.as_ref()?;
    Some(Assistance { kind: point.kind.into(), name: point.name.clone(), by: Some(helper.id.clone()) })
}

/// Who hands in for the person, what the person agreed to, what is used again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Behalf {
    /// Who hands in, when it is not the person.
    pub submitter: Option<Submitter>,
    /// What the person agreed to.
    pub consent: Option<ConsentGiven>,
    /// Papers of their earlier dossiers.
    pub reuse: Vec<Reuse>,
}

/// A consent as it is given: it begins when the act is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsentGiven {
    /// How.
    pub way: ConsentWay,
    /// To what.
    pub scope: Vec<ConsentScope>,
    /// For how many days.
    pub days: u16,
}

/// The person who hands in and the consent, as they go into history; or all that is
/// wrong with them.
pub(in crate::dossier) fn agreed(
    submitter: Option<Submitter>,
    consent: Option<ConsentGiven>,
    now: Moment,
) -> Result<(Option<Submitter>, Option<Consent>), Vec<Refusal>> {
    let submitter = submitter.map(Submitter::checked).transpose();
    let consent = consent.map(|given| Consent::given(given.way, given.scope, given.days, now)).transpose();
    match (submitter, consent) {
        (Ok(submitter), Ok(consent)) => Ok((submitter, consent)),
        (submitter, consent) => Err(submitter.err().into_iter().flatten().chain(consent.err()).collect()),
    }
}
