//! The one way from a page to a durable act.

use super::app::{App, Server};
use motcua_core::act::{Actor, Record};
use motcua_core::command::{Asks, Kept};
use motcua_core::dossier::{Dossier, DossierCommand, DossierId};
use motcua_core::{Fault, FaultKind, Halt};
use motcua_store::act::{Acting, Prepared, SeenDossier, before, prepare};
use motcua_store::{Keep, Key, KeyUsed, Proposing, Write, Written};

/// How often an act is tried again because another was faster. In every round one of them
/// succeeds, so this many rounds mean overload, not a race.
pub const ROUNDS_MAX: usize = 50;

/// A durable act on a record.
#[derive(Debug)]
pub struct Acted<R> {
    /// Which record, as the bytes of its id.
    pub record: Vec<u8>,
    /// Its last event.
    pub seq: u32,
    /// The record after it; none when the same request was carried out before.
    pub after: Option<R>,
}

impl Acted<Dossier> {
    /// Which dossier.
    pub fn dossier(&self) -> Result<DossierId, Fault> {
        let id = self.record.as_slice().try_into();
        id.map(DossierId).map_err(|_| Fault::damaged("a key answers for something else"))
    }
}

/// How an act is sent, beside what it is.
#[derive(Default)]
pub struct Sending<'a> {
    /// The key under which it is carried out once.
    pub key: Option<Key>,
    /// Rows that it uses up, whatever they have become.
    pub uses: Keep,
    /// What the sender saw; refused when something has happened since.
    pub seen: Option<SeenDossier<'a>>,
    /// Reads the law that it proposes.
    pub proposing: Option<&'a Proposing<'a>>,
}

/// Carries out a command on a dossier, once per key: asks the action, hands the changes to the
/// writer and awaits the commit. If another act was faster, the action is asked again on the
/// new state.
pub async fn act(
    app: &App,
    actor: &Actor,
    key: Option<Key>,
    command: impl Into<DossierCommand>,
) -> Result<Acted<Dossier>, Halt> {
    send(app, actor, Sending { key, ..Sending::default() }, command.into()).await
}

/// Carries out a command on a record of any kind.
pub async fn send<C: Asks>(
    app: &App,
    actor: &Actor,
    sending: Sending<'_>,
    command: C,
) -> Result<Acted<C::Record>, Halt> {
    for _ in 0..ROUNDS_MAX {
        if let Some(acted) = send_once(app, actor, &sending, command.clone()).await? {
            return Ok(acted);
        }
    }
    Err(storm("an act"))
}

/// One attempt. None if another act was faster: then the rows that it uses up have changed,
/// and the caller reads all of them again.
pub async fn send_once<C: Asks>(
    app: &App,
    actor: &Actor,
    sending: &Sending<'_>,
    command: C,
) -> Result<Option<Acted<C::Record>>, Halt> {
    let Sending { key, uses, seen, proposing } = sending;
    let (key, seen, proposing) = (key.as_ref(), *seen, *proposing);
    let asking = Acting { law: &app.law, actor, now: app.now(), key, seen, proposing };
    let command = command.into_command();
    let prepared = match command.seldom_reads() {
        true => app.read_on_demand(|rows| prepare(rows, &asking, command)),
        false => app.read(|rows| prepare(rows, &asking, command)),
    };
    let write = match prepared? {
        Prepared::Again(answered) => return again::<C>(app, key, answered).await.map(Some),
        Prepared::Write(write) => write,
    };
    match app.store.write(write.using(uses.clone())).done().await? {
        Written::Done(Some(changes)) => {
            let changed = C::Record::of(changes.first);
            let after = changed.ok_or_else(|| Fault::other("an act changed another kind of record"))?.after;
            let record = C::Record::id_bytes(after.id()).to_vec();
            Ok(Some(Acted { record, seq: after.seq(), after: Some(after) }))
        }
        Written::Done(None) => Ok(None),
        // Somebody else was quicker, or the same request was.
        Written::Conflict => match app.read(|rows| before(rows, &asking))? {
            Some(answered) => again::<C>(app, key, answered).await.map(Some),
            None => Ok(None),
        },
    }
}

/// The answer to a request that was carried out before. It waits for a durable write too, so that it is
/// never ahead of a replica.
pub async fn again<C: Asks>(
    app: &App,
    key: Option<&Key>,
    answered: KeyUsed,
) -> Result<Acted<C::Record>, Halt> {
    if answered.kind != <C::Record as Record>::KIND {
        return Err(Fault::damaged("a key answers for another kind of record").into());
    }
    let key = key.map(|key| key.key.clone()).unwrap_or_default();
    app.store.write(Write::Replay { key }).done().await?;
    Ok(Acted { record: answered.record, seq: answered.seq, after: None })
}

/// Too many rounds in which somebody else was quicker.
pub fn storm(what: &str) -> Halt {
    Fault { kind: FaultKind::Unavailable, detail: format!("{what} met too many others") }.into()
}

/// Writes rows that have no history.
pub async fn keep(app: &Server, rows: Keep) -> Result<(), Halt> {
    match app.store.keep(rows).done().await? {
        Written::Done(_) => Ok(()),
        Written::Conflict => Err(Fault::other("rows without a history met others").into()),
    }
}
