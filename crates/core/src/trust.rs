//! How far a fact of the law or of the field has been checked.

use serde::{Deserialize, Serialize};

/// Whether a datum was seen in a public official text, was read in the national
/// portal's record of it, or stands in for one that has not been found yet. From the
/// surest to the least sure. What is assumed is shown as such on every page; what was
/// only seen on the portal is said once a page, with the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Seen in a public official text.
    Verified,
    /// Read on the national portal on a known day; nobody has compared it with the text.
    Seen,
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

    /// The word in files and refusals.
    pub fn as_str(self) -> &'static str {
        match self {
            Trust::Verified => "verified",
            Trust::Seen => "seen",
            Trust::Assumed => "assumed",
        }
    }

    /// `true` when somebody has compared it with the text: nothing needs to be said.
    pub fn is_verified(self) -> bool {
        self == Trust::Verified
    }

    /// `true` when the datum must be shown with a warning.
    pub fn is_assumed(self) -> bool {
        self == Trust::Assumed
    }
}

#[cfg(test)]
mod tests {
    use super::Trust::{self, Assumed, Seen, Verified};

    #[test]
    fn a_result_is_as_sure_as_its_least_sure_part() {
        for (a, b, want) in [(Verified, Seen, Seen), (Seen, Assumed, Assumed), (Verified, Verified, Verified)]
        {
            assert_eq!((a.and(b), b.and(a)), (want, want), "{a:?} {b:?}");
        }
        let doubts = [Verified, Seen, Assumed].map(|trust: Trust| (trust.is_verified(), trust.is_assumed()));
        assert_eq!(doubts, [(true, false), (false, false), (false, true)]);
    }
}
