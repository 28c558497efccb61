//! The ways of handing in.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How a dossier comes in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Way {
    /// Through the internet.
    Online,
    /// At the counter of a centre.
    Counter,
    /// Through the public post.
    Post,
}

impl Way {
    /// All of them, in the order of their names here.
    pub const ALL: [Way; Way::COUNT] = [Way::Online, Way::Counter, Way::Post];

    /// As it is written in files and URLs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The way with this word.
    pub fn parse(text: &str) -> Option<Way> {
        text.parse().ok()
    }
}
