//! Hỏi, chỉ đạo: the office of the province asks the agency that handles a dossier something, or
//! instructs it, and says until when it wants an answer.

use crate::act::must_say;
use crate::calendar::{Limit, due_at};
use crate::dossier::{Changes, Desk, DossierCode, Fact};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Ask or instruct.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Instruct {
    /// Which dossier.
    pub code: DossierCode,
    /// What is asked or to be done.
    pub text: String,
    /// Within what it is to be answered.
    pub limit: Limit,
}

/// How many instructions one dossier may have.
const INSTRUCTIONS_MAX: usize = 30;

/// At any time of the dossier's life, also when it is closed. The limit of the dossier runs on:
/// what the province asks is no reason to be late.
pub fn instruct(desk: &mut Desk<'_>, command: Instruct) -> Result<Changes, Halt> {
    let dossier = desk.oversee(&command.code)?;
    if dossier.instructions.len() >= INSTRUCTIONS_MAX {
        return Err(Refusal::of("dossier.instructions-too-many").with("most", INSTRUCTIONS_MAX).into());
    }
    let (law, now) = (desk.law, desk.now.max(dossier.last_at));
    let hours = law.hours_of(&dossier.submission.competent);
    let due = due_at(now, command.limit, &law.calendar, hours)
        .and_then(|due| due.ok_or_else(|| Refusal::of("dossier.instruction-without-date")))
        .map_err(|why| why.at("limit"));
    let text = must_say(command.text, "text");
    let (due, text) = match (due, text) {
        (Ok(due), Ok(text)) => (due, text),
        (due, text) => {
            let wrong: Vec<Refusal> = due.err().into_iter().chain(text.err()).collect();
            return Err(wrong.into());
        }
    };
    let number = dossier.instructions.len() as u32 + 1;
    desk.change(dossier, Fact::Instructed { number, text, limit: command.limit, due }, None)
}
