//! What came back from an agency that has no accounts here.

use crate::Moment;
use crate::act::Who;
use crate::directory::AgencyCode;
use crate::document::FileRef;
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// The one word with which an agency gives back its share of the work.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReplyWord {
    /// Its share is done.
    Done,
    /// It refuses: the desk that sent it has it again.
    Refused,
    /// The person has to pay first: the desk that sent it has it again, and asks for the money.
    NeedsMoney,
}

impl ReplyWord {
    /// All of them.
    pub const ALL: [ReplyWord; ReplyWord::COUNT] =
        [ReplyWord::Done, ReplyWord::Refused, ReplyWord::NeedsMoney];

    /// The word in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The one with this word.
    pub fn parse(text: &str) -> Option<ReplyWord> {
        text.parse().ok()
    }
}

/// What an agency without accounts here gave back, as an officer recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyReply {
    /// Which agency.
    pub of: AgencyCode,
    /// Its word.
    pub word: ReplyWord,
    /// Its document: number, day and what it says.
    pub text: String,
    /// When it was recorded.
    pub at: Moment,
    /// Who recorded it.
    pub who: Who,
    /// What came back as files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
}
