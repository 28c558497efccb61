//! Lấy ý kiến: another agency is asked, with a limit of its own, and answers
//! (NĐ 61/2018 art 19.5). Several may be asked at once.

use crate::act::{Officer, Who};
use crate::calendar::Limit;
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::dossier::{Dossier, Status};
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};

/// What another agency was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// From 1, in the order of asking.
    pub number: u32,
    /// Which agency.
    pub of: AgencyCode,
    /// What it was asked.
    pub question: String,
    /// When.
    pub asked_at: Moment,
    /// Within what it is to answer.
    pub limit: Limit,
    /// Until when, by its own office hours.
    pub due: Option<Moment>,
    /// The most of the waiting that the procedure leaves out of the dossier's
    /// limit; none: all of it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncounted: Option<Limit>,
    /// What it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// An agency's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Moment,
    /// Who signed for it.
    pub who: Who,
    /// In its words.
    pub text: String,
}

impl Dossier {
    /// The opinions that are still awaited, in the order of asking.
    pub fn opinions_awaited(&self) -> impl Iterator<Item = &Opinion> {
        let awaits =
            matches!(self.status(), Status::InProcess | Status::AwaitingSupplement | Status::AwaitingPayment);
        self.opinions.iter().filter(move |opinion| awaits && opinion.answer.is_none())
    }

    /// The opinion that this officer may give: the one with this number, or the
    /// first that their agency owes.
    pub(super) fn opinion_owed_by(
        &self,
        officer: &Officer,
        number: Option<u32>,
    ) -> Result<&Opinion, Refusal> {
        let is_meant = |opinion: &&Opinion| number.is_none_or(|number| opinion.number == number);
        let mut awaited = self.opinions_awaited().filter(is_meant).peekable();
        let first = awaited.peek().map(|opinion| opinion.of.clone());
        let Some(first) = first else { return Err(Refusal::of("dossier.no-opinion-awaited")) };
        let owed = awaited.find(|opinion| opinion.of == officer.agency);
        let owed = owed.ok_or_else(|| Refusal::of("dossier.not-your-unit").with("agency", first))?;
        if !officer.has(Duty::Case) && !officer.has(Duty::Leader) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", Duty::Case.as_str()));
        }
        Ok(owed)
    }
}
