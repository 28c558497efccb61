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

/// The legal text that a rule rests on, in Vietnamese, and whether it was seen there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited<'a> {
    /// The text, such as `Luật Hộ tịch 2014 Điều 5 khoản 3`.
    pub article: &'a str,
    /// Whether somebody has read the rule there.
    pub trust: Trust,
}

impl<'a> Cited<'a> {
    /// What nobody has yet found in the text in force.
    pub const fn assumed(article: &'a str) -> Cited<'a> {
        Cited { article, trust: Trust::Assumed }
    }

    /// What was read in the text.
    pub const fn verified(article: &'a str) -> Cited<'a> {
        Cited { article, trust: Trust::Verified }
    }
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
