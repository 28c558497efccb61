//! What recorded outages make of a promise.

use super::Outage;
use crate::act::Promise;
use crate::calendar::{Limit, Move, with_lost};
use crate::directory::AgencyCode;
use crate::{Law, Moment, Refusal};

impl Promise {
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
}
