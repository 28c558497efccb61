//! The one way from a page to a durable act.

use super::app::App;
use motcua_core::account::Actor;
use motcua_core::dossier::{Changes, Desk, Dossier, DossierId};
use motcua_core::{Fault, FaultKind, Halt};
use motcua_store::act::{Asking, Prepared, prepare};
use motcua_store::{Key, Stmt, Write, Written};

/// How often an act is decided again because somebody else was quicker. Each
/// round somebody wins, so this many rounds mean a storm, not a race.
pub const ROUNDS_MAX: usize = 50;

/// A durable act.
#[derive(Debug)]
pub struct Acted {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its last event.
    pub seq: u32,
    /// The dossier after it; none when the same request was carried out before.
    pub after: Option<Dossier>,
}

/// Asks the action, hands the changes to the writer and awaits the commit. When
/// somebody else was quicker the action is asked again on the new state.
pub async fn act(
    app: &App,
    actor: &Actor,
    key: Option<Key>,
    action: impl Fn(&mut Desk<'_>) -> Result<Changes, Halt>,
) -> Result<Acted, Halt> {
    act_using(app, actor, key, Vec::new(), action).await
}

/// The same with rows that the act uses up, whatever they have become.
pub async fn act_using(
    app: &App,
    actor: &Actor,
    key: Option<Key>,
    uses: Vec<Stmt>,
    action: impl Fn(&mut Desk<'_>) -> Result<Changes, Halt>,
) -> Result<Acted, Halt> {
    for _ in 0..ROUNDS_MAX {
        if let Some(acted) = act_once(app, actor, key.as_ref(), uses.clone(), &action).await? {
            return Ok(acted);
        }
    }
    Err(storm("an act"))
}

/// The same once, with rows that the act uses up. None when somebody else was quicker:
/// then those are not what they were, and all of it is read again.
pub async fn act_once(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    uses: Vec<Stmt>,
    action: impl Fn(&mut Desk<'_>) -> Result<Changes, Halt>,
) -> Result<Option<Acted>, Halt> {
    let asking = Asking { law: &app.law, actor, now: app.now(), key };
    match app.read(|rows| prepare(rows, &asking, &action))? {
        Prepared::Again(answered) => {
            // The answer of a repeated request waits for a durable write too,
            // so that it is never ahead of a replica.
            let key = key.map(|key| key.key.clone()).unwrap_or_default();
            app.store.write(Write::Replay { key }).done().await?;
            Ok(Some(Acted { dossier: answered.dossier, seq: answered.seq, after: None }))
        }
        Prepared::Write(write) => match app.store.write(write.using(uses)).done().await? {
            Written::Done(Some(changes)) => {
                let after = changes.after;
                Ok(Some(Acted { dossier: after.id, seq: after.seq, after: Some(after) }))
            }
            Written::Done(None) | Written::Conflict => Ok(None),
        },
    }
}

/// Too many rounds in which somebody else was quicker.
pub fn storm(what: &str) -> Halt {
    Fault { kind: FaultKind::Unavailable, detail: format!("{what} met too many others") }.into()
}

/// Writes rows that belong to no dossier.
pub async fn keep(app: &App, statements: Vec<Stmt>) -> Result<(), Halt> {
    match app.store.write(Write::Plain(statements)).done().await? {
        Written::Done(_) => Ok(()),
        Written::Conflict => Err(Fault::other("a plain write met another").into()),
    }
}
