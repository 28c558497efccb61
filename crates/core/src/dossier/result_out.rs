//! Where the result is when it is not where the dossier was handed in: on a hand-over list, at another centre,
//! with the post.

use super::Parcel;
use crate::Moment;
use crate::directory::AgencyCode;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};

/// How a paper that was nowhere, or on a list, is where it was sent from again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Recovered {
    /// Đã tìm thấy.
    Found,
    /// Đã làm lại, cấp lại.
    MadeAgain,
    /// Chưa đi: phiếu bàn giao đã thu lại.
    TakenBack,
}

impl Recovered {
    /// What is said of a paper that was nowhere.
    pub const OF_ASTRAY: [Recovered; 2] = [Recovered::Found, Recovered::MadeAgain];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// How, by this word.
    pub fn parse(text: &str) -> Option<Recovered> {
        text.parse().ok()
    }
}

/// Where the result went from the centre that received the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stands", rename_all = "snake_case")]
pub enum ResultOut {
    /// On its way to another centre.
    Sent {
        /// Which one.
        to: AgencyCode,
        /// The id of the hand-over list.
        list: String,
        /// Since when.
        at: Moment,
    },
    /// The other centre has it.
    There {
        /// Which one.
        to: AgencyCode,
        /// The id of the hand-over list.
        list: String,
        /// Since when.
        at: Moment,
    },
    /// It stood on the list and was not among what came.
    Missing {
        /// Where it was to go.
        to: AgencyCode,
        /// The id of the hand-over list.
        list: String,
        /// Since when that is known.
        at: Moment,
    },
    /// A part's, which was missed and is again where the dossier was handed in: it goes after its lead's.
    Follows {
        /// Where its lead's went.
        to: AgencyCode,
        /// Since when it is there again.
        at: Moment,
    },
    /// The post has it, or had it.
    Posted(Parcel),
}
