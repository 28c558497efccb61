//! How an act reaches the writer. The web awaits each one; the simulator hands in
//! many at once. Both go through here, so both are judged by the same rules.

use crate::dossier::{Answered, StoreShelf, answered};
use crate::{Key, Placed, Rows, Write};
use motcua_core::account::Actor;
use motcua_core::dossier::{Changes, Desk, Shelf};
use motcua_core::text::fold;
use motcua_core::{Fault, Halt, Law, Moment, Refusal};

/// An action that has been asked and has answered.
pub enum Prepared {
    /// To be written.
    Write(Write),
    /// The same request was carried out before.
    Again(Answered),
}

/// Who acts, when, and under which key of their own.
pub struct Asking<'a> {
    /// The reference data.
    pub law: &'a Law,
    /// Who.
    pub actor: &'a Actor,
    /// When.
    pub now: Moment,
    /// The client's key, so that a second sending gives the same answer.
    pub key: Option<&'a Key>,
}

/// Runs an action on a snapshot and turns its changes into a write. A key that
/// was used for another content is refused.
pub fn prepare(
    rows: &mut dyn Rows,
    asking: &Asking<'_>,
    action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
) -> Result<Prepared, Halt> {
    if let Some(key) = asking.key
        && let Some(before) = answered(rows, key)?
    {
        if before.digest == key.digest {
            return Ok(Prepared::Again(before));
        }
        return Err(Refusal::of("request.key-reused").at("Idempotency-Key").into());
    }
    let changes = on_shelf(&mut StoreShelf(rows), asking, action)?;
    Ok(Prepared::Write(to_write(asking.law, changes, asking.key.cloned())?))
}

/// Runs an action with any shelf: the store's, or one that a simulation holds in
/// its memory.
pub fn on_shelf(
    shelf: &mut dyn Shelf,
    asking: &Asking<'_>,
    action: impl FnOnce(&mut Desk<'_>) -> Result<Changes, Halt>,
) -> Result<Changes, Halt> {
    action(&mut Desk { law: asking.law, shelf, actor: asking.actor, now: asking.now })
}

/// The write that these changes become: for which commune each dossier counts, and by
/// which words it is found.
pub fn to_write(law: &Law, changes: Changes, key: Option<Key>) -> Result<Write, Fault> {
    let placed = changes.all().map(|changes| placed(law, changes)).collect::<Result<_, _>>()?;
    Ok(Write::Changes { changes: Box::new(changes), placed, key, uses: Vec::new() })
}

fn placed(law: &Law, changes: &Changes) -> Result<Placed, Fault> {
    let submission = &changes.after.submission;
    let unit =
        law.directory.agency(&submission.receiving).map(|agency| agency.unit.clone()).ok_or_else(|| {
            Fault::other(format!("agency {} is not in the directory", submission.receiving))
        })?;
    let parent = law.directory.province_of(&unit).filter(|province| **province != unit);
    let parent = parent.map(|code| code.to_string()).unwrap_or_default();
    let is_indexed =
        changes.before.as_ref().is_some_and(|before| before.submission.applicant == submission.applicant);
    let words = match law.catalogue.procedure(&submission.procedure) {
        Some(procedure) if !is_indexed => fold(&procedure.name),
        _ => String::new(),
    };
    Ok(Placed { unit, parent, words })
}
