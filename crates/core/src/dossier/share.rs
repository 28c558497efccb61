//! A share of the work that another agency has beside the holder: several have theirs at once, each
//! with a date of its own, while one desk keeps the dossier and leads.

use super::{Holder, ReplyWord};
use crate::Moment;
use crate::act::Who;
use crate::document::FileRef;
use serde::{Deserialize, Serialize};

/// A share that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkShare {
    /// Which, to whom, until when.
    #[serde(flatten)]
    pub given: ShareGiven,
    /// When it was given out.
    pub given_at: Moment,
    /// How it ended; none while it is out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<ShareEnd>,
}

/// What is given to one agency when shares go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareGiven {
    /// Which of the dossier's shares, from 1.
    pub number: u32,
    /// The desk that has it, at its step of the template.
    pub to: Holder,
    /// Until when, by the agency's own office hours; none where no limit can be divided.
    pub due: Option<Moment>,
}

/// The end of a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareEnd {
    /// When.
    pub at: Moment,
    /// Who ended it: somebody of the agency, or of the desk that speaks for it or took it back.
    pub who: Who,
    /// How.
    #[serde(flatten)]
    pub how: HowShareEnded,
}

/// How a share ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum HowShareEnded {
    /// The agency gave it back.
    Returned {
        /// Its word.
        word: ReplyWord,
        /// Its document: number, day and what it says.
        text: String,
        /// What came back as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The lead took it back and goes on without it.
    TakenBack {
        /// Why.
        reason: String,
    },
    /// There was nothing left to do it for: the dossier itself ended or has its result.
    Overtaken,
}

impl HowShareEnded {
    /// Whether the lead may go on: only money that the person still owes leaves the work undone.
    pub(super) fn settles(&self) -> bool {
        match self {
            HowShareEnded::Returned { word: ReplyWord::Done | ReplyWord::Refused, .. } => true,
            HowShareEnded::Returned { word: ReplyWord::NeedsMoney, .. } | HowShareEnded::Overtaken => false,
            HowShareEnded::TakenBack { .. } => true,
        }
    }
}
