//! What is said when a dossier is handed in.

use super::{Applicant, Assistance, Consent, PaperHanded, Submitter};
use crate::catalogue::{CaseId, ProcedureId};
use crate::competence::DecidingFacts;
use crate::directory::AgencyCode;
use crate::dossier::{Channel, DossierCode, DossierId, WantedReturn};
use crate::form::Answers;
use serde::{Deserialize, Serialize};

/// All that was said when the dossier was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The number that the receiving agency's counter gave.
    pub code: DossierCode,
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which version of it was in force: the dossier keeps it.
    pub version: u32,
    /// Which case of it.
    pub case: CaseId,
    /// Offered fully online on that day: the dossier counts in the online rate.
    pub full_online: bool,
    /// How it was handed in.
    pub channel: Channel,
    /// Who helped, if somebody did: online is not the same as alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistance: Option<Assistance>,
    /// Who handed in for the person, if somebody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitter: Option<Submitter>,
    /// What the person agreed to, if they were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Consent>,
    /// The agency whose centre took it.
    pub receiving: AgencyCode,
    /// The agency that decides.
    pub competent: AgencyCode,
    /// What was said of everything on which it hangs who decides.
    #[serde(default, skip_serializing_if = "DecidingFacts::is_empty")]
    pub deciding: DecidingFacts,
    /// How the person wants the result, as they have changed it since.
    #[serde(default, skip_serializing_if = "WantedReturn::is_counter")]
    pub wanted: WantedReturn,
    /// The support point where it was handed in, if at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_point: Option<String>,
    /// Whose dossier it is.
    pub applicant: Applicant,
    /// The form that they filled in; none where they declared on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What they answered in it.
    #[serde(default, skip_serializing_if = "Answers::is_empty")]
    pub answers: Answers,
    /// What they handed in.
    pub papers: Vec<PaperHanded>,
    /// The dossier of which it is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<DossierId>,
}
