//! How an act reaches the writer. The web awaits each one; the simulator hands in
//! many at once. Both go through here, so both are judged by the same rules.

use crate::door::Act;
use crate::reader::{KeyUsed, Proposing, StoreReader, answered};
use crate::{Keep, Key, Rows, Store, Write, Written, record};
use motcua_core::act::{Actor, Changes};
use motcua_core::command::{Asks, Change, Command, Kept};
use motcua_core::dossier::{DossierCode, DossierId, Event};
use motcua_core::{Fault, FaultKind, Halt, Law, Moment, Refusal};

/// An action that has been asked and has answered.
pub enum Prepared {
    /// To be written.
    Write(Write),
    /// The same request was carried out before.
    Again(KeyUsed),
}

/// Who acts, when, and under which key of their own.
pub struct Acting<'a> {
    /// The reference data.
    pub law: &'a Law,
    /// Who.
    pub actor: &'a Actor,
    /// When.
    pub now: Moment,
    /// The client's key, so that a second sending gives the same answer.
    pub key: Option<&'a Key>,
    /// What the sender saw of a dossier; none where that does not matter.
    pub seen: Option<SeenDossier<'a>>,
    /// Reads what would become law; none where nobody changes it.
    pub proposing: Option<&'a Proposing<'a>>,
}

/// A dossier as somebody saw it before they decided what to do.
#[derive(Debug, Clone, Copy)]
pub struct SeenDossier<'a> {
    /// Which.
    pub code: &'a DossierCode,
    /// Its last event then.
    pub seq: u32,
}

impl<'a> Acting<'a> {
    /// Without a key, by somebody who saw nothing before and proposes no law.
    pub fn of(law: &'a Law, actor: &'a Actor, now: Moment) -> Acting<'a> {
        Acting { law, actor, now, key: None, seen: None, proposing: None }
    }
}

/// Asks what a command would change, and turns it into a write. Of a key that was used before
/// the write is a conflict: then ask [`before`]. What is refused asks it here.
pub fn prepare(rows: &mut dyn Rows, asking: &Acting<'_>, command: Command) -> Result<Prepared, Halt> {
    match judged(rows, asking, command) {
        // The first sending may have been written: then the refusal is about what the sender
        // did themselves.
        Err(Halt::Refused(why)) => match before(rows, asking)? {
            Some(before) => Ok(Prepared::Again(before)),
            None => Err(Halt::Refused(why)),
        },
        judged => judged,
    }
}

/// What the request with this key was answered before, if it was: asked only of what could
/// not be written or was refused, because almost every key is new. A key that was used for
/// another content is refused.
pub fn before(rows: &mut dyn Rows, asking: &Acting<'_>) -> Result<Option<KeyUsed>, Halt> {
    let Some(key) = asking.key else { return Ok(None) };
    let before = answered(rows, key)?;
    if before.as_ref().is_some_and(|before| before.digest != key.digest) {
        return Err(Refusal::of("request.key-reused").at("Idempotency-Key").into());
    }
    Ok(before)
}

fn judged(rows: &mut dyn Rows, asking: &Acting<'_>, command: Command) -> Result<Prepared, Halt> {
    if let Some(seen) = asking.seen
        && is_overtaken(rows, seen)?
    {
        return Err(Refusal::of("dossier.out-of-date").into());
    }
    let mut reader = StoreReader { rows, law: asking.law, proposing: asking.proposing };
    let changes = command.carry_out(asking.law, &mut reader, asking.actor, asking.now)?;
    let past = |id| crate::dossier::events(reader.rows, id);
    Ok(Prepared::Write(to_write(asking.law, changes, asking.key.cloned(), past)?))
}

/// Whether something has happened since that changes what the sender saw. Most have seen the last
/// event, so the history is read only for the others.
fn is_overtaken(rows: &mut dyn Rows, seen: SeenDossier<'_>) -> Result<bool, Fault> {
    if crate::dossier::seq_of(rows, seen.code)?.is_none_or(|seq| seq == seen.seq) {
        return Ok(false);
    }
    let Some(dossier) = crate::dossier::by_code(rows, seen.code)? else { return Ok(false) };
    let events = crate::dossier::events(rows, dossier.id)?;
    Ok(motcua_core::dossier::is_overtaken(&events, seen.seq))
}

/// The write that these changes become: where each counts, by what it is found, and whose share it
/// ends. `past` gives the history of a dossier before them; it is asked where a share ends.
pub fn to_write<C: Into<Change>>(
    law: &Law,
    changes: Changes<C>,
    key: Option<Key>,
    mut past: impl FnMut(DossierId) -> Result<Vec<Event>, Fault>,
) -> Result<Write, Fault> {
    let changes = changes.map(Into::into);
    let placed =
        changes.all().map(|change| record::placed(law, change, &mut past)).collect::<Result<_, _>>()?;
    Ok(Write::Act(Box::new(Act { changes, placed, key, uses: Keep::default() })))
}

/// How often an act is asked again here when somebody else was quicker.
const ROUNDS_MAX: usize = 50;

/// Carries a command out and waits until it is durable, for a thread without a runtime:
/// the record after it; none when the same request was carried out before.
pub fn carry_out<C: Asks>(store: &Store, asking: &Acting<'_>, command: C) -> Result<Option<C::Record>, Halt> {
    let changes = carry_out_any(store, asking, command.into_command())?;
    let changed = changes.and_then(|changes| C::Record::of(changes.first));
    Ok(changed.map(|changed| changed.after))
}

/// What an act would make of its first record, without making it: for a page that shows it first.
pub fn asked<C: Asks>(rows: &mut dyn Rows, asking: &Acting<'_>, command: C) -> Result<C::Record, Halt> {
    let mut reader = StoreReader { rows, law: asking.law, proposing: asking.proposing };
    let changes = command.into_command().carry_out(asking.law, &mut reader, asking.actor, asking.now)?;
    let changed = C::Record::of(changes.first);
    Ok(changed.ok_or_else(|| Fault::other("an act changed another kind of record"))?.after)
}

/// The same of whatever record.
pub fn carry_out_any(
    store: &Store,
    asking: &Acting<'_>,
    command: Command,
) -> Result<Option<Box<Changes<Change>>>, Halt> {
    for _ in 0..ROUNDS_MAX {
        match store.read(|rows| prepare(rows, asking, command.clone()))? {
            Prepared::Again(_) => return Ok(None),
            Prepared::Write(write) => match store.write(write).wait()? {
                Written::Done(changes) => return Ok(changes),
                Written::Conflict if store.read(|rows| before(rows, asking))?.is_some() => return Ok(None),
                Written::Conflict => {}
            },
        }
    }
    let detail = "an act met too many others".into();
    Err(Fault { kind: FaultKind::Unavailable, detail }.into())
}
