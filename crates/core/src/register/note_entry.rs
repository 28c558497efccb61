//! Ghi chú vào sổ: what was changed, put right or voided, by a decision (Luật Hộ tịch 2014, Điều 28, 30).

use super::enter::{later, must_keep};
use super::entry::{Changes, Desk, EntryFact};
use crate::act::{must_say, must_say_why};
use crate::catalogue::Duty;
use crate::deed::{Filling, judged};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Note something in an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEntry {
    /// In which.
    pub id: String,
    /// By which decision: its number, day and agency.
    pub decision: String,
    /// What is noted.
    pub reason: String,
    /// What the entry says from now on; a field that is not named says what it said. One that says
    /// nothing is taken out.
    pub changes: Filling,
    /// The entry counts no more.
    pub voids: bool,
    /// The last event of the entry that the sender saw: what others noted since would be undone unseen.
    pub seen: u32,
}

/// Whoever keeps the registers of its agency notes it; that an entry counts no more, only a leader does.
pub fn note_entry(desk: &mut Desk<'_>, command: NoteEntry) -> Result<Changes, Halt> {
    let NoteEntry { id, decision, reason, mut changes, voids, seen } = command;
    let officer = desk.actor.officer()?;
    let entry = desk.read.entry(&id)?.filter(|entry| entry.place.agency == officer.agency);
    let entry = entry.ok_or_else(|| Refusal::of("register.unknown-entry"))?;
    must_keep(desk.law, officer)?;
    if voids {
        officer.must_have(Duty::Leader, &entry.place.agency)?;
    }
    if entry.is_void() {
        return Err(Refusal::of("register.void").into());
    }
    if entry.last.seq != seen {
        return Err(Refusal::of("register.out-of-date").into());
    }
    let register = desk.law.registers.get(entry.place.register.as_str());
    let register =
        register.ok_or_else(|| Fault::other(format!("the register {} is gone", entry.place.register)))?;
    changes.retain(|field, now| match entry.said.get(field) {
        Some(was) => was != now,
        None => !now.is_empty(),
    });
    let mut after = entry.said.clone();
    after.extend(changes.clone());
    let (decision, reason) = (must_say(decision, "decision"), must_say_why(reason));
    let wrong = judged(&register.fields, &after).err().into_iter().flatten();
    let wrong = wrong.chain(later(register, &changes, desk.now.day()));
    let (decision, reason) = match (decision, reason) {
        (Ok(decision), Ok(reason)) => (decision, reason),
        (decision, reason) => {
            let words = decision.err().into_iter().chain(reason.err());
            return Err(wrong.chain(words).collect::<Vec<Refusal>>().into());
        }
    };
    let wrong: Vec<Refusal> = wrong.collect();
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    desk.change(entry, EntryFact::Noted { decision, changes, voids }, Some(reason))
}
