//! Trả lời câu hỏi, chỉ đạo của tỉnh.

use crate::Halt;
use crate::act::must_say;
use crate::dossier::{Changes, Desk, DossierCode, Fact};
use serde::{Deserialize, Serialize};

/// Answer an instruction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AnswerInstruction {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its instructions; none = the first that waits.
    pub number: Option<u32>,
    /// The answer.
    pub answer: String,
}

/// A case officer or a leader of the agency that has the dossier or decides on it answers, at any
/// time of the dossier's life; for an agency without accounts the desk that sent it the dossier.
pub fn answer_instruction(desk: &mut Desk<'_>, command: AnswerInstruction) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    let (officer, day) = (desk.actor.officer()?, desk.now.day());
    let speaks = dossier.recorded_by(|agency, duty| desk.read.has_staff(agency, duty, day))?;
    let number = dossier.instruction_for(officer, command.number, speaks)?.number;
    let answer = must_say(command.answer, "answer")?;
    desk.change(dossier, Fact::InstructionAnswered { number, answer }, None)
}
