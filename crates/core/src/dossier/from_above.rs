//! What the office of the province did with a dossier: who looked into it, and what was asked or
//! instructed, each with the day by which an answer is due.

use crate::Moment;
use crate::act::{OfficerId, Who};
use crate::calendar::Limit;
use serde::{Deserialize, Serialize};

/// The last time that an officer of the province looked into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedInto {
    /// Who.
    pub by: OfficerId,
    /// When; why stands in the event.
    pub at: Moment,
}

/// A question or an instruction of the province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// From 1, in the order in which they were given.
    pub number: u32,
    /// What is asked or to be done.
    pub text: String,
    /// Who gave it.
    pub who: Who,
    /// When.
    pub at: Moment,
    /// Within what it is to be answered.
    pub limit: Limit,
    /// Until when, by the office hours of the agency that decides.
    pub due: Moment,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<InstructionAnswer>,
}

impl Instruction {
    /// Answered late, or not answered although it was due.
    pub fn is_late(&self, now: Moment) -> bool {
        self.due < self.answer.as_ref().map_or(now, |answer| answer.at)
    }
}

/// What was answered to an instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstructionAnswer {
    /// When.
    pub at: Moment,
    /// Who signed for it.
    pub who: Who,
    /// In their words.
    pub text: String,
}
