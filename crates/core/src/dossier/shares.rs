//! When an agency's share of a dossier ends, and what it took: what figures by agency add up. An
//! agency has a share from when the dossier comes to it until the dossier leaves it, or there is a
//! result, or nothing more is to be done; and one for each opinion that it was asked for.
//! The minutes are those of the ledger of time at that moment.

use super::ledger::ledger;
use super::{Dossier, DossierId, Event, Fact};
use crate::act::Changed;
use crate::act::Record;
use crate::act::ledger::Keeper;
use crate::directory::AgencyCode;
use crate::{Fault, Law, Moment};

/// A share that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareEnded {
    /// Whose it was.
    pub agency: AgencyCode,
    /// The number of the event that ended it.
    pub seq: u32,
    /// When.
    pub at: Moment,
    /// Working minutes of the agency, by its own office hours.
    pub working_minutes: i64,
    /// Of them, those beyond what it had of the limit.
    pub overrun_minutes: i64,
}

/// Whose share an event ends.
enum Ends {
    Stay(AgencyCode),
    Opinion(u32, AgencyCode),
}

/// The shares that this change ends. `past` gives the history before it, and is asked only where
/// one ends.
pub fn shares_ended(
    changed: &Changed<Dossier>,
    law: &Law,
    past: impl FnOnce() -> Result<Vec<Event>, Fault>,
) -> Result<Vec<ShareEnded>, Fault> {
    let ends = ends(changed)?;
    if ends.is_empty() {
        return Ok(Vec::new());
    }
    let mut history = if changed.before.is_some() { past()? } else { Vec::new() };
    // Somebody may have been quicker since: then this is not written.
    history.retain(|event| event.seq <= changed.expected_seq());
    let known = history.len();
    history.extend(changed.events.iter().cloned());
    let mut ended = Vec::with_capacity(ends.len());
    for (nth, ends) in ends {
        let until = &history[..=known + nth];
        ended.push(measured(changed.after.id, until, ends, law)?);
    }
    Ok(ended)
}

/// Which of its events end a share, and whose.
fn ends(changed: &Changed<Dossier>) -> Result<Vec<(usize, Ends)>, Fault> {
    if let (Some(before), [event]) = (&changed.before, changed.events.as_slice()) {
        return Ok(ends_of(before, &changed.after, event).map(|ends| (0, ends)).into_iter().collect());
    }
    let (mut found, mut stands) = (Vec::new(), changed.before.clone());
    for (nth, event) in changed.events.iter().enumerate() {
        let after = next(changed.after.id, stands.clone(), event)?;
        found.extend(stands.and_then(|before| ends_of(&before, &after, event)).map(|ends| (nth, ends)));
        stands = Some(after);
    }
    Ok(found)
}

/// The dossier after this event.
fn next(id: DossierId, before: Option<Dossier>, event: &Event) -> Result<Dossier, Fault> {
    let Some(mut dossier) = before else {
        return Dossier::begin(id, event).ok_or_else(|| Fault::damaged(format!("{id} has no beginning")));
    };
    dossier.set_last(event.into());
    dossier.apply(event)?;
    Ok(dossier)
}

fn ends_of(before: &Dossier, after: &Dossier, event: &Event) -> Option<Ends> {
    if let Fact::OpinionGiven { number, .. } = &event.fact {
        let asked = after.opinions.iter().find(|opinion| opinion.number == *number)?;
        return Some(Ends::Opinion(*number, asked.of.clone()));
    }
    let stays = before.worked_on_by();
    stays.filter(|agency| after.worked_on_by() != Some(*agency)).cloned().map(Ends::Stay)
}

impl Dossier {
    /// The agency that works on it; none once there is a result or nothing is left to be done.
    fn worked_on_by(&self) -> Option<&AgencyCode> {
        let is_over = self.status().is_final() || self.completion().is_some();
        (!is_over).then_some(&self.holder.agency)
    }
}

/// What a share took, by the history up to the event that ended it.
fn measured(id: DossierId, history: &[Event], ends: Ends, law: &Law) -> Result<ShareEnded, Fault> {
    let last = history.last().ok_or_else(|| Fault::damaged(format!("{id} has no history")))?;
    let lines = ledger(history, law, last.at);
    let (agency, began, opinion) = match ends {
        Ends::Opinion(number, agency) => (agency, None, Some(number)),
        Ends::Stay(agency) => {
            let began = began(id, history, &agency)?;
            (agency, Some(began), None)
        }
    };
    let is_its = |keeper: &Keeper, from: Moment| match keeper {
        Keeper::Desk { agency: holds, .. } => *holds == agency && began.is_some_and(|began| began <= from),
        Keeper::Asked { opinion: number, .. } => opinion == Some(*number),
        Keeper::Applicant | Keeper::Outage { .. } => false,
    };
    let own = lines.iter().filter(|line| is_its(&line.keeper, line.from));
    let (working_minutes, overrun_minutes) =
        own.fold((0, 0), |(worked, over), line| (worked + line.working_minutes, over + line.overrun_minutes));
    Ok(ShareEnded { agency, seq: last.seq, at: last.at, working_minutes, overrun_minutes })
}

/// When the stay at this agency began that the last event ends.
fn began(id: DossierId, history: &[Event], agency: &AgencyCode) -> Result<Moment, Fault> {
    let (mut began, mut was_here, mut stands) = (None, false, None::<Dossier>);
    let before_it = history.split_last().map_or(history, |(_, before)| before);
    for event in before_it {
        let after = next(id, stands.take(), event)?;
        let is_here = after.worked_on_by() == Some(agency);
        stands = Some(after);
        if is_here && !was_here {
            began = Some(event.at);
        }
        was_here = is_here;
    }
    began.ok_or_else(|| Fault::damaged(format!("{id} was never at {agency}")))
}
