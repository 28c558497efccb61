//! Lấy ý kiến: another agency is asked, with a limit of its own, and answers
//! (NĐ 61/2018 art 19.5). Several may be asked at once.

use crate::Moment;
use crate::act::Who;
use crate::calendar::Limit;
use crate::directory::AgencyCode;
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
    pub answer: Option<OpinionGiven>,
}

/// An agency's opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpinionGiven {
    /// When.
    pub at: Moment,
    /// Who signed for it.
    pub who: Who,
    /// In its words.
    pub text: String,
}
