//! Who handed a dossier over to whom, and whether the desk that did kept its share: what the slip
//! of hand-overs says (form 06). A share that goes out beside the holder is handed over and back too.

use super::{Event, Fact, Holder, LedgerMark, ShareGiven, ledger, ledger_beside};
use crate::act::ledger::{Entry, Keeper};
use crate::{Law, Moment};

/// A dossier, or a share of it, went from one desk to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver<'a> {
    /// What happened.
    pub event: &'a Event,
    /// The desk that had it.
    pub from: Holder,
    /// The desk that has it since.
    pub to: Holder,
    /// How the desk that had it kept its share; none where it had none, or keeps the dossier and only
    /// gives out shares of it.
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
    let beside = ledger_beside(events, law, last.at);
    let mut shares: Vec<&ShareGiven> = Vec::new();
    let mut all = Vec::new();
    for event in events {
        let mark = event.fact.consequence().ledger;
        if let LedgerMark::GivesShares(given) = mark {
            shares.extend(given);
            let to = given.iter().map(|given| given.to.clone());
            all.extend(to.map(|to| HandOver { event, from: holder.clone(), to, kept: None }));
        }
        if let LedgerMark::EndsShares(numbers) = mark {
            for given in shares.iter().filter(|given| numbers.contains(&given.number)) {
                let line = beside.iter().find(|line| is_share(line, given.number));
                let (from, to, kept) = (given.to.clone(), holder.clone(), line.and_then(kept_beside));
                all.push(HandOver { event, from, to, kept });
            }
        }
        let Some(to) = event.fact.gives_to() else { continue };
        let from = std::mem::replace(&mut holder, to.clone());
        if (&from.agency, from.duty) == (&to.agency, to.duty) {
            continue;
        }
        let kept = kept(&lines, &from, since, event.at);
        all.push(HandOver { event, from, to: to.clone(), kept });
        since = event.at;
    }
    all
}

fn is_share(line: &Entry, number: u32) -> bool {
    matches!(line.keeper, Keeper::Beside { share, .. } if share == number)
}

fn kept_beside(line: &Entry) -> Option<ShareKept> {
    let left = line.share_minutes? - line.used_minutes;
    Some(how_kept(line.overrun_minutes, left))
}

/// What the ledger says of the turn of this desk between these moments. It may have been interrupted.
fn kept(lines: &[Entry], desk: &Holder, since: Moment, until: Moment) -> Option<ShareKept> {
    let is_of_desk = |line: &&Entry| match &line.keeper {
        Keeper::Desk { agency, duty, .. } => *agency == desk.agency && *duty == desk.duty,
        Keeper::Shared
        | Keeper::Beside { .. }
        | Keeper::Asked { .. }
        | Keeper::Applicant
        | Keeper::Outage { .. } => false,
    };
    // Whoever has it now hands nothing over, though they may have had it before in this very minute.
    let is_of_turn = |line: &&Entry| !line.open && since <= line.from && line.until <= until;
    let turn = || lines.iter().filter(is_of_desk).filter(is_of_turn);
    let last = turn().next_back()?;
    let left = last.share_minutes? - last.used_minutes;
    let overrun: i64 = turn().map(|line| line.overrun_minutes).sum();
    Some(how_kept(overrun, left))
}

fn how_kept(overrun: i64, left: i64) -> ShareKept {
    match (overrun, left) {
        (1.., _) => ShareKept::Overdue(overrun),
        (_, 1..) => ShareKept::Early,
        _ => ShareKept::OnTime,
    }
}
