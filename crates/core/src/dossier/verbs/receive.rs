//! Tiếp nhận tại quầy: a walk-in is handed in and accepted in one act.

use crate::Halt;
use crate::catalogue::{Duty, Opens};
use crate::dossier::link::open_parts;
use crate::dossier::verbs::accept::accepted;
use crate::dossier::verbs::submit::begin;
use crate::dossier::{Assistance, Changes, Channel, Desk, Helper, Submit};
use serde::{Deserialize, Serialize};

/// A walk-in at the counter: [`Submit`] and acceptance in one act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receive(pub Submit);

/// A new dossier, accepted at once by the officer at the counter.
pub fn receive(desk: &mut Desk<'_>, Receive(mut command): Receive) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?;
    officer.must_have(Duty::Reception, &command.receiving)?;
    if command.channel == Channel::Online && command.assistance.is_none() {
        // An officer who types it in for the person: online, and never alone.
        command.assistance = Some(Assistance::of(Helper::Officer, officer.name.clone()));
    }
    let mut changes = begin(desk, command)?;
    let fact = accepted(desk, &changes.first.after, Default::default())?;
    let event = desk.next_event(&changes.first.after, fact, None);
    changes.first = changes.first.and(event)?;
    open_parts(desk, changes, Opens::AtAcceptance)
}
