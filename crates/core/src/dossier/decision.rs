//! What was decided, under which number it was issued, and the result as files.

use super::{Digitised, Outcome, SharedBack};
use crate::document::FileRef;
use crate::{Day, Moment};
use serde::{Deserialize, Serialize};

/// What the leader signed and the registry has not issued yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// When it was signed.
    pub at: Moment,
    /// What was decided.
    pub outcome: Outcome,
}

/// Under which number of which book a result was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookEntry {
    /// The number, as it stands on the result.
    pub number: String,
    /// The book in which it was entered.
    pub book: String,
    /// The day that the result bears.
    pub day: Day,
}

/// The result of a dossier as files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultHeld {
    /// The files.
    pub files: Vec<FileRef>,
    /// Who made them, when.
    pub digitised: Digitised,
    /// Where they were given back to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedBack>,
}
