//! Who handed a dossier over to whom, and whether the desk that did kept its share: what the slip
//! of hand-overs says (form 06).

use super::{Event, Fact, Holder, ledger};
use crate::act::ledger::{Entry, Keeper};
use crate::{Law, Moment};

/// A dossier went from one desk to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver<'a> {
    /// What happened.
    pub event: &'a Event,
    /// The desk that had it.
    pub from: Holder,
    /// The desk that has it since.
    pub to: &'a Holder,
    /// How the desk that had it kept its share; none where it had none.
    pub kept: Option<ShareKept>,
}

/// How a desk kept its share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareKept {
    /// Some of it was left.
    Early,
    /// It was just used up.
    OnTime,
    /// So many working minutes of this turn were beyond it.
    Overdue(i64),
}

/// The hand-overs of a dossier, in order. To the next step of the same desk nothing is handed over.
pub fn hand_overs<'a>(events: &'a [Event], law: &Law) -> Vec<HandOver<'a>> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Vec::new() };
    let Fact::Submitted(submission) = &first.fact else { return Vec::new() };
    let lines = ledger(events, law, last.at);
    let (mut holder, mut since) = (Holder::reception(&submission.receiving), first.at);
    let mut all = Vec::new();
    for event in events {
        let Some(to) = event.fact.gives_to() else { continue };
        let from = std::mem::replace(&mut holder, to.clone());
        if (&from.agency, from.duty) == (&to.agency, to.duty) {
            continue;
        }
        let kept = kept(&lines, &from, since, event.at);
        all.push(HandOver { event, from, to, kept });
        since = event.at;
    }
    all
}

/// What the ledger says of the turn of this desk between these moments. It may have been interrupted.
fn kept(lines: &[Entry], desk: &Holder, since: Moment, until: Moment) -> Option<ShareKept> {
    let is_of_desk = |line: &&Entry| match &line.keeper {
        Keeper::Desk { agency, duty, .. } => *agency == desk.agency && *duty == desk.duty,
        Keeper::Asked { .. } | Keeper::Applicant | Keeper::Outage { .. } => false,
    };
    // Whoever has it now hands nothing over, though they may have had it before in this very minute.
    let is_of_turn = |line: &&Entry| !line.open && since <= line.from && line.until <= until;
    let turn = || lines.iter().filter(is_of_desk).filter(is_of_turn);
    let last = turn().next_back()?;
    let left = last.share_minutes? - last.used_minutes;
    let overrun: i64 = turn().map(|line| line.overrun_minutes).sum();
    Some(match (overrun, left) {
        (1.., _) => ShareKept::Overdue(overrun),
        (_, 1..) => ShareKept::Early,
        _ => ShareKept::OnTime,
    })
}
