//! How far a fact of the law or of the field has been checked.

use serde::{Deserialize, Serialize};

/// Whether a datum was seen in a public official text, or stands in for one
/// that has not been found yet. What is assumed is shown as such on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Seen in a public official text.
    Verified,
    /// Remembered, computed or set for a trial; to be confirmed.
    Assumed,
}

impl Trust {
    /// The weaker of two: a result is only as sure as its least sure part.
    pub fn and(self, other: Trust) -> Trust {
        self.max(other)
    }

    /// `true` when the datum must be shown with a warning.
    pub fn is_assumed(self) -> bool {
        self == Trust::Assumed
    }
}
