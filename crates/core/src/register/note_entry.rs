//! Ghi chú vào sổ: what was changed, put right or voided, by a decision (Luật Hộ tịch 2014, Điều 28, 30).

use super::enter::{alike, later, must_keep};
use super::entry::{Changes, Desk, EntryFact, RegisterEntry};
use crate::act::{must_say, must_say_why};
use crate::catalogue::Duty;
use crate::deed::{Filling, Register, judged};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Note something in an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteEntry {
    /// In which.
    pub id: String,
    /// By which decision: its number, day and agency. Of one that a dossier here decided, the dossier says it.
    pub decision: String,
    /// The code of that dossier; none for a decision from elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dossier: Option<String>,
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

/// Whoever keeps the registers of its agency notes it; that an entry counts no more, only a leader does. What a
/// dossier here decided is noted in an entry once.
pub fn note_entry(desk: &mut Desk<'_>, command: NoteEntry) -> Result<Changes, Halt> {
    let NoteEntry { id, decision, dossier, reason, mut changes, voids, seen } = command;
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
    let decision = match &dossier {
        Some(code) => decided(desk, register, &entry, code)?,
        None => decision,
    };
    changes.retain(|field, now| match entry.said.get(field) {
        Some(was) => was != now,
        None => !now.is_empty(),
    });
    register.say_once(&mut changes);
    changes.retain(|field, now| !now.is_empty() || entry.said.contains_key(field));
    let mut after = entry.said.clone();
    after.extend(changes.clone());
    let (decision, reason) = (must_say(decision, "decision"), must_say_why(reason));
    let wrong = judged(&register.fields, &after).map_or_else(|wrong| wrong, |said| register.unsaid(&said));
    let wrong = wrong.into_iter().chain(later(register, &changes, desk.now.day()));
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
    // Another name or day of birth: somebody of that name is seen from now on.
    let alike = alike(register, &after, true)
        .filter(|now| entry.alike.as_ref().is_some_and(|was| was.who != now.who));
    desk.change(entry, EntryFact::Noted { decision, dossier, changes, voids, alike }, Some(reason))
}

/// The decision of a dossier, as a note says it: number, day, agency.
fn decided(
    desk: &mut Desk<'_>,
    register: &Register,
    entry: &RegisterEntry,
    code: &str,
) -> Result<String, Halt> {
    let agency = &entry.place.agency;
    let dossier = desk.read.decided_dossier(code)?;
    let dossier = dossier.ok_or_else(|| Refusal::of("register.not-noted-here").with("code", code))?;
    let (number, day) = dossier.must_be_noted_in(register, agency)?;
    entry.must_not_be_noted_from(code)?;
    let name = desk.law.directory.agency_as_of(agency, day).map(|agency| agency.name.as_str());
    Ok(format!("{number}, ngày {}, {}", day.vn(), name.unwrap_or(agency.as_str())))
}
