//! What becomes of the papers of a dossier after they were decided: in force once issued, recalled for
//! good, or replaced by one of the same kind that says what is right (NĐ 30/2020 Điều 18). None is
//! ever changed or taken away: whoever holds one can see what became of it.

use crate::Moment;
use crate::deed::{CheckCode, DeedMade};
use crate::document::FileRef;
use serde::{Deserialize, Serialize};

/// What became of the papers of a dossier since its result was issued.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedLife {
    /// Its paper counts no more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<Recall>,
    /// One that waits for the registry, to replace it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Box<Replacement>>,
    /// Those that were replaced, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<FormerDeed>,
    /// Those that counted no more and that the reception desk took back, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<DeedPassed>,
    /// Those that were issued after the one before had come back, and handed out then, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_out: Vec<DeedPassed>,
}

impl DeedLife {
    /// Nothing became of them.
    pub fn is_empty(&self) -> bool {
        *self == DeedLife::default()
    }
}

/// That a paper passed over the counter: one that counted no more came back, and what stood for it then was handed
/// out; or one was handed out that was not there yet when the other came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeedPassed {
    /// Which one.
    pub check: CheckCode,
    /// When.
    pub at: Moment,
}

/// That the paper of a dossier counts no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Since when.
    pub at: Moment,
    /// By which document of the agency.
    pub decision: String,
    /// Why.
    pub reason: String,
}

/// A paper that is to replace another: signed, not issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// The paper.
    pub made: DeedMade,
    /// What was wrong with the other one.
    pub reason: String,
}

/// A paper that another has replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerDeed {
    /// The paper.
    pub made: DeedMade,
    /// The files as which it was issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// Since when another stands for it.
    pub replaced_at: Moment,
    /// By which one.
    pub by: CheckCode,
    /// What was wrong with it.
    pub reason: String,
    /// That it was recalled before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recalled: Option<Recall>,
}
