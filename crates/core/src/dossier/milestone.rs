//! The moments in a dossier's life of which others are told.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A moment in a dossier's life of which other systems may be told. What an office does
/// inside (who holds it, which pages were cut) is none. In the order in which a dossier meets them.
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
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Milestone {
    /// Handed in.
    Submitted,
    /// Accepted at intake.
    Accepted,
    /// Not accepted.
    RejectedAtIntake,
    /// The person was asked to complete it.
    SupplementAsked,
    /// The person completed it.
    Supplemented,
    /// The person was asked to pay.
    PaymentAsked,
    /// Paid.
    PaymentSettled,
    /// The date was put off with an apology.
    Extended,
    /// The date was moved by an outage or a moved day off.
    DueMoved,
    /// Decided.
    Decided,
    /// The registry issued the result.
    Issued,
    /// The silence of the agency took effect.
    SilenceRecorded,
    /// The person has the result.
    Returned,
    /// Taken back by the person.
    Withdrawn,
    /// Stopped.
    Stopped,
    /// Opened again.
    Reopened,
}

impl Milestone {
    /// All of them, in that order.
    pub const ALL: [Milestone; Milestone::VARIANTS.len()] = *Milestone::VARIANTS.first_chunk().unwrap();

    /// The word: the same as that of the fact.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The milestone with this word.
    pub fn parse(text: &str) -> Option<Milestone> {
        text.parse().ok()
    }
}
