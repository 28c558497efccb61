//! Which verbs are open to somebody, and what one would lead to: the rules themselves are asked,
//! so nothing here can disagree with them.

use super::{Desk, Dossier, ReadDossiers, Verb, least};
use crate::act::{Actor, in_stead};
use crate::{Halt, Law, Moment};

/// The dossier after this act, done with the least that it asks for; or why this actor
/// cannot do it now. Nothing is written.
pub fn rehearse(
    law: &Law,
    actor: &Actor,
    now: Moment,
    read: &mut dyn ReadDossiers,
    dossier: &Dossier,
    verb: Verb,
) -> Result<Dossier, Halt> {
    let changes = in_stead(actor, |actor| {
        least(law, now, dossier, verb).carry_out(&mut Desk { law, read: &mut *read, actor, now })
    })?;
    Ok(changes.first.after)
}

/// The acts that are open to this actor now, in the order in which a dossier meets them.
pub fn open_acts(
    law: &Law,
    actor: &Actor,
    now: Moment,
    read: &mut dyn ReadDossiers,
    dossier: &Dossier,
) -> Vec<Verb> {
    let is_open = |verb: &Verb| rehearse(law, actor, now, read, dossier, *verb).is_ok();
    Verb::ALL.into_iter().filter(is_open).collect()
}
