//! Until when a result is promised, and from what that was counted.

use super::{Channel, Outage};
use crate::calendar::{Limit, Move, Step, moved, moved_at, with_lost};
use crate::catalogue::{CaseId, Version};
use crate::directory::AgencyCode;
use crate::{Law, Moment, Refusal, Trust, calendar};
use serde::{Deserialize, Serialize};

/// A due date with what is needed to derive it again before a judge: a small
/// program, of which the date is what it gave under the calendar of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept")]
pub struct Promise {
    /// The due moment; none where a yearly plan decides.
    pub at: Option<Moment>,
    /// From when it was counted.
    pub counted_from: Moment,
    /// The time limit of the procedure for this case and way.
    pub limit: Limit,
    /// How sure the limit itself is.
    pub limit_trust: Trust,
    /// How sure the date is: the limit, the calendar, the hours and the moves.
    pub trust: Trust,
    /// What moved it since, in the order in which it happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move>,
}

/// As records have it: the oldest know no moves, only how many days were waited.
#[derive(Deserialize)]
struct Kept {
    at: Option<Moment>,
    counted_from: Moment,
    limit: Limit,
    trust: Trust,
    limit_trust: Option<Trust>,
    #[serde(default)]
    moves: Vec<Move>,
    #[serde(default)]
    paused_days: u32,
}

impl From<Kept> for Promise {
    fn from(kept: Kept) -> Promise {
        let Kept { at, counted_from, limit, trust, limit_trust, mut moves, paused_days } = kept;
        if paused_days > 0 {
            moves.insert(0, Move::WorkingDays { days: paused_days });
        }
        Promise { at, counted_from, limit, limit_trust: limit_trust.unwrap_or(trust), trust, moves }
    }
}

impl Promise {
    /// Counted from this moment, by the competent agency's hours.
    pub fn make(
        law: &Law,
        competent: &AgencyCode,
        limit: Limit,
        limit_trust: Trust,
        from: Moment,
    ) -> Result<Promise, Refusal> {
        let empty = Promise {
            at: None,
            counted_from: from,
            limit,
            limit_trust,
            trust: limit_trust,
            moves: Vec::new(),
        };
        empty.derived(law, competent)
    }

    /// The same program run again under this law: how a date is found after its
    /// moves changed, or under another calendar.
    pub fn derived(&self, law: &Law, competent: &AgencyCode) -> Result<Promise, Refusal> {
        let due = self.due(law, competent)?;
        Ok(Promise { at: due.at, trust: due.trust.and(self.limit_trust), ..self.clone() })
    }

    /// The date that the program gives under this law; quicker than with its trust.
    pub fn derived_at(&self, law: &Law, competent: &AgencyCode) -> Result<Option<Moment>, Refusal> {
        moved_at(self.counted_from, self.limit, &self.moves, &law.calendar, law.hours_of(competent))
    }

    /// The steps that lead to the date, for whoever asks how it was found. Where
    /// the calendar has changed since, the last step says what was promised.
    pub fn explain(&self, law: &Law, competent: &AgencyCode) -> Result<calendar::Due, Refusal> {
        let mut due = self.due(law, competent)?;
        if due.at != self.at {
            due.steps.push(Step::PromisedOtherwise { at: self.at });
        }
        Ok(due)
    }

    fn due(&self, law: &Law, competent: &AgencyCode) -> Result<calendar::Due, Refusal> {
        moved(self.counted_from, self.limit, &self.moves, &law.calendar, law.hours_of(competent))
    }

    /// The same limit, begun again from zero.
    pub fn restarted(&self, law: &Law, competent: &AgencyCode, from: Moment) -> Result<Promise, Refusal> {
        Promise::make(law, competent, self.limit, self.limit_trust, from)
    }

    /// Moved by this too.
    pub fn moved(&self, law: &Law, competent: &AgencyCode, by: Move) -> Result<Promise, Refusal> {
        let mut promise = self.clone();
        promise.moves.push(by);
        promise.derived(law, competent)
    }

    /// With those of these recorded outages that strike the agency, are not in it yet
    /// and move the date, all of them judged together: two that take a third of one day
    /// each lose it, whichever was recorded first. What would change nothing is not
    /// taken in, and can be later, when the date has moved. What was voided goes first.
    pub fn struck(&self, law: &Law, competent: &AgencyCode, recorded: &[Outage]) -> Result<Promise, Refusal> {
        if self.at.is_none() {
            return Ok(self.clone());
        }
        let kept = self.without_voided(recorded);
        let with = |new: &[Move]| Promise { moves: with_lost(&kept, new), ..self.clone() };
        let mut new = self.not_yet_in(law, competent, recorded, None);
        let at = match new.is_empty() {
            true => None,
            false => with(&new).derived_at(law, competent)?,
        };
        for place in (0..new.len()).rev() {
            let one = new.remove(place);
            if with(&new).derived_at(law, competent)? != at {
                new.insert(place, one);
            }
        }
        if new.is_empty() && kept == self.moves {
            return Ok(self.clone());
        }
        with(&new).derived(law, competent)
    }

    /// Put off now to a moment that takes into account whatever was recorded until now, so
    /// that nothing of it is left out once more: up to that moment, or where the limit
    /// counts days, up to the end of its day, because a day is left out once or not at all.
    pub fn put_off(
        &self,
        law: &Law,
        competent: &AgencyCode,
        recorded: &[Outage],
        now: Moment,
        to: Moment,
    ) -> Result<Promise, Refusal> {
        let before = match self.limit {
            Limit::WorkingHours(_) => to,
            _ => to.day().plus(1).at(0),
        };
        let known = self.not_yet_in(law, competent, recorded, Some(before));
        let kept = self.without_voided(recorded);
        let promise = Promise { moves: with_lost(&kept, &known), ..self.clone() };
        promise.moved(law, competent, Move::Extended { at: Some(now), to })
    }

    /// Its moves without those outages of whose record it is known by now that it was a
    /// mistake.
    fn without_voided(&self, recorded: &[Outage]) -> Vec<Move> {
        let is_voided = |each: &&Move| {
            matches!(each, Move::Lost { outage, .. }
                if recorded.iter().any(|known| known.id == *outage && known.voided.is_some()))
        };
        self.moves.iter().filter(|each| !is_voided(each)).cloned().collect()
    }

    /// What of these strikes the agency after the limit began (and before a moment), holds
    /// and is not in the promise: in the order in which it began.
    fn not_yet_in(
        &self,
        law: &Law,
        competent: &AgencyCode,
        recorded: &[Outage],
        before: Option<Moment>,
    ) -> Vec<Move> {
        let lies_in_it = |outage: &&Outage| {
            outage.until > self.counted_from && before.is_none_or(|before| outage.from < before)
        };
        let holds = |outage: &&Outage| outage.voided.is_none() && outage.strikes(law, competent);
        let new = recorded.iter().filter(lies_in_it).filter(holds);
        let new = new.filter(|outage| !outage.is_in(self));
        with_lost(&[], &new.map(Outage::as_move).collect::<Vec<_>>())
    }

    /// The wait for this opinion ended: no longer than this is left out.
    pub fn answered(
        &self,
        law: &Law,
        competent: &AgencyCode,
        opinion: u32,
        at: Moment,
    ) -> Result<Promise, Refusal> {
        let mut promise = self.clone();
        for each in &mut promise.moves {
            if let Move::Opinion { number, until, .. } = each
                && *number == opinion
            {
                *until = at.min(*until);
            }
        }
        promise.derived(law, competent)
    }
}

/// The limit for a case handed in this way, with its trust.
pub(super) fn limit_of(
    version: &Version,
    case: &CaseId,
    channel: Channel,
) -> Result<(Limit, Trust), Refusal> {
    let offer = version.offer(case, channel).ok_or_else(|| {
        Refusal::of("dossier.way-not-offered").at("channel").with("channel", channel.as_str())
    })?;
    Ok((offer.limit, offer.limit_trust))
}
