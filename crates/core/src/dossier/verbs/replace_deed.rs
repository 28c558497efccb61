//! Thay thế: a paper that says something wrong is replaced by one of the same kind, with its own number
//! and day (NĐ 30/2020 Điều 18).

use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::deed::{DeedMade, EntryUsed, Filling, SignAs, judged};
use crate::dossier::verbs::draft_result::{signed, usable_entry};
use crate::dossier::{Changes, Desk, DossierCode, Fact, KnownFacts, Replacement};
use crate::{Fault, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Replace the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReplaceDeed {
    /// Of which dossier.
    pub code: DossierCode,
    /// What it says from now on; a field that is not named here says what it said.
    pub said: Filling,
    /// What is wrong with the other one; the person reads it.
    pub reason: String,
    /// How it is signed.
    pub sign: SignAs,
}

/// The leader of the agency that decided signs another paper of the same kind. It counts once the
/// registry has issued it; until then the first one does, if it was not recalled. Here every field may be
/// put right, also what was taken from the answers: they may be what was wrong. What was taken from a
/// register is taken from there again.
pub fn replace_deed(desk: &mut Desk<'_>, command: ReplaceDeed) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    desk.actor.officer()?.must_have(Duty::Leader, &dossier.submission.competent)?;
    let was = dossier.deed_to_replace()?;
    // By its own template, also where that is of the past: it is the same paper.
    let template = desk.law.deeds.get(was.template.as_str());
    let template =
        template.ok_or_else(|| Fault::other(format!("the template {} of a paper is gone", was.template)))?;
    let entry = match &was.entry {
        Some(used) => Some(usable_entry(desk, template, &used.id)?),
        None => None,
    };
    let today = desk.now.max(dossier.last_at).day();
    let known = KnownFacts::new(desk.law, &dossier, today).with_entry(entry.as_ref());
    let said_before = template.own(&was.filling);
    let said = known.replacing(template, said_before.clone(), command.said);
    let filling = judged(&template.fields, &said);
    let (filling, reason) = match (filling, must_say_why(command.reason)) {
        (Ok(filling), Ok(reason)) => (filling, reason),
        (filling, reason) => {
            let wrong: Vec<Refusal> = filling.err().into_iter().flatten().chain(reason.err()).collect();
            return Err(wrong.into());
        }
    };
    let issued = dossier.issued_deed()?;
    // One that waits for a key may be signed anew, in another way or by somebody else.
    let is_stuck = was.check != issued.check && was.signature.awaited().is_some();
    let says_of = |made: &DeedMade| made.template == was.template && template.own(&made.filling) == filling;
    if says_of(issued) || (says_of(was) && !is_stuck) {
        return Err(Refusal::of("deed.replaces-nothing").at("main").into());
    }
    let (made, book) = signed(desk, &dossier, template, filling, command.sign)?;
    let entry = entry.map(|entry| EntryUsed { seq: entry.last.seq, id: entry.id });
    let replacement = Box::new(Replacement { made: DeedMade { entry, ..made }, reason: reason.clone() });
    let mut changes = desk.change(dossier, Fact::DeedReplaced { replacement }, Some(reason))?;
    changes.relies_on.extend(book);
    Ok(changes)
}
