//! When an agency's share of a dossier ends, and what it took: what figures by agency add up. An
//! agency has a share from when the dossier comes to it until the dossier leaves it, or there is a
//! result, or nothing more is to be done; one for each opinion that it was asked for, until it gives
//! it or there is nothing left to give it for; and one for each share of the work that it was given beside
//! the holder, until that ends. The minutes of a stay are those of the ledger of time
//! at that moment: each desk's, beyond its own share. An opinion and a share beside the holder are judged
//! by their own dates, because the ledger charges a time to one keeper only, and two agencies may be
//! late at once.

use super::ledger::ledger;
use super::{Dossier, DossierId, Event, Fact, Opinion, WorkShare};
use crate::act::Changed;
use crate::act::Record;
use crate::act::ledger::Keeper;
use crate::calendar::working_minutes;
use crate::directory::AgencyCode;
use crate::{Fault, Law, Moment};

/// A share that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareEnded {
    /// Whose it was.
    pub agency: AgencyCode,
    /// The number of the event that ended it.
    pub seq: u32,
    /// Which opinion of the dossier it was, from 1; else 0.
    pub opinion: u32,
    /// Which of the dossier's shares beside the holder it was, from 1; else 0.
    pub share: u32,
    /// When.
    pub at: Moment,
    /// Working minutes of the agency, by its own office hours.
    pub working_minutes: i64,
    /// Of them, those beyond what its desks had of the limit, or after the date of the opinion.
    pub overrun_minutes: i64,
}

/// Whose share an event ends.
enum Ends {
    Stay(AgencyCode),
    Opinion(Box<Opinion>),
    Beside(Box<WorkShare>),
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
        ended.extend(match ends {
            Ends::Stay(agency) => stayed(changed.after.id, until, agency, known, law)?,
            Ends::Opinion(asked) => until.last().map(|last| answered(&asked, last, law)),
            Ends::Beside(share) => until.last().map(|last| beside_ended(&share, last, law)),
        });
    }
    Ok(ended)
}

/// Which of its events end a share, and whose.
fn ends(changed: &Changed<Dossier>) -> Result<Vec<(usize, Ends)>, Fault> {
    match (&changed.before, changed.events.as_slice()) {
        (Some(before), [event]) => {
            return Ok(ends_of(before, &changed.after, event).into_iter().map(|ends| (0, ends)).collect());
        }
        // Handing in: nobody has had anything yet.
        (None, [_]) => return Ok(Vec::new()),
        _ => {}
    }
    let (mut found, mut stands) = (Vec::new(), changed.before.clone());
    for (nth, event) in changed.events.iter().enumerate() {
        let after = next(changed.after.id, stands.clone(), event)?;
        let ended = stands.map(|before| ends_of(&before, &after, event)).unwrap_or_default();
        found.extend(ended.into_iter().map(|ends| (nth, ends)));
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

fn ends_of(before: &Dossier, after: &Dossier, event: &Event) -> Vec<Ends> {
    let mut ends = Vec::new();
    if let Fact::OpinionGiven { number, .. } = &event.fact {
        let given = after.opinions.iter().find(|opinion| opinion.number == *number);
        ends.extend(given.cloned().map(|given| Ends::Opinion(Box::new(given))));
    }
    let is_over = |share: &&WorkShare| before.shares_out().any(|out| out.given.number == share.given.number);
    let over = after.shares.iter().filter(|share| share.ended.is_some()).filter(is_over);
    ends.extend(over.map(|share| Ends::Beside(Box::new(share.clone()))));
    let Some(had) = before.worked_on_by() else { return ends };
    if after.worked_on_by() == Some(had) {
        return ends;
    }
    ends.push(Ends::Stay(had.clone()));
    // What was stopped may be opened again and answered then.
    if after.worked_on_by().is_none() && !matches!(event.fact, Fact::Stopped) {
        let never = after.opinions.iter().filter(|opinion| opinion.answer.is_none());
        ends.extend(never.cloned().map(|never| Ends::Opinion(Box::new(never))));
    }
    ends
}

impl Dossier {
    /// The agency that works on it; none once there is a result or nothing is left to be done.
    fn worked_on_by(&self) -> Option<&AgencyCode> {
        let is_over = self.status().is_final() || self.completion().is_some();
        (!is_over).then_some(&self.holder.agency)
    }
}

/// What a stay took, by the history up to the event that ended it, of which so many events were `known`
/// before this act; none of one that began in this act too (a part that its lead opens is received and
/// sent in one), or that had no share of any limit.
fn stayed(
    id: DossierId,
    history: &[Event],
    agency: AgencyCode,
    known: usize,
    law: &Law,
) -> Result<Option<ShareEnded>, Fault> {
    let last = history.last().ok_or_else(|| Fault::damaged(format!("{id} has no history")))?;
    let first = began(id, history, &agency)?;
    let began = history.get(first).map_or(last.at, |event| event.at);
    let lines = ledger(history, law, last.at);
    let is_its = |keeper: &Keeper, from: Moment| match keeper {
        Keeper::Desk { agency: holds, .. } => *holds == agency && began <= from,
        Keeper::Shared
        | Keeper::Beside { .. }
        | Keeper::Asked { .. }
        | Keeper::Applicant
        | Keeper::Outage { .. } => false,
    };
    let own = || lines.iter().filter(|line| is_its(&line.keeper, line.from));
    if first >= known || own().all(|line| line.share_minutes.is_none()) {
        return Ok(None);
    }
    let (working_minutes, overrun_minutes) = own()
        .fold((0, 0), |(worked, over), line| (worked + line.working_minutes, over + line.overrun_minutes));
    let (opinion, share) = (0, 0);
    Ok(Some(ShareEnded {
        agency,
        seq: last.seq,
        opinion,
        share,
        at: last.at,
        working_minutes,
        overrun_minutes,
    }))
}

/// What an opinion took that was given by this event, or for which there is nothing left after it.
fn answered(asked: &Opinion, by: &Event, law: &Law) -> ShareEnded {
    let worked = |from: Moment| working_minutes(from, by.at, &law.calendar, law.hours_of(&asked.of));
    let late = asked.due.filter(|due| *due < by.at).map(|due| worked(due.max(asked.asked_at)));
    ShareEnded {
        agency: asked.of.clone(),
        seq: by.seq,
        opinion: asked.number,
        share: 0,
        at: by.at,
        working_minutes: worked(asked.asked_at),
        overrun_minutes: late.unwrap_or(0),
    }
}

/// What a share took that this event ended.
fn beside_ended(share: &WorkShare, by: &Event, law: &Law) -> ShareEnded {
    let worked =
        |from: Moment| working_minutes(from, by.at, &law.calendar, law.hours_of(&share.given.to.agency));
    let late = share.given.due.filter(|due| *due < by.at).map(|due| worked(due.max(share.given_at)));
    ShareEnded {
        agency: share.given.to.agency.clone(),
        seq: by.seq,
        opinion: 0,
        share: share.given.number,
        at: by.at,
        working_minutes: worked(share.given_at),
        overrun_minutes: late.unwrap_or(0),
    }
}

/// Which event began the stay at this agency that the last one ends.
fn began(id: DossierId, history: &[Event], agency: &AgencyCode) -> Result<usize, Fault> {
    let (mut began, mut was_here, mut stands) = (None, false, None::<Dossier>);
    let before_it = history.split_last().map_or(history, |(_, before)| before);
    for (nth, event) in before_it.iter().enumerate() {
        let after = next(id, stands.take(), event)?;
        let is_here = after.worked_on_by() == Some(agency);
        stands = Some(after);
        if is_here && !was_here {
            began = Some(nth);
        }
        was_here = is_here;
    }
    began.ok_or_else(|| Fault::damaged(format!("{id} was never at {agency}")))
}
