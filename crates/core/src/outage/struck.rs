//! What recorded outages make of a promise.

use super::Outage;
use crate::act::Promise;
use crate::calendar::{Limit, Move, with_lost};
use crate::directory::AgencyCode;
use crate::{Law, MINUTE_MS, Moment, Refusal};

impl Promise {
    /// With those of these recorded outages that strike the agency, are not in it yet
    /// and move the date, all of them judged together: two that take a third of one day
    /// each lose it, whichever was recorded first. What would change nothing is not
    /// taken in, and can be later, when the date has moved. What was voided goes first,
    /// and what was recorded when the date had been missed has no part in it.
    pub fn struck(&self, law: &Law, competent: &AgencyCode, recorded: &[Outage]) -> Result<Promise, Refusal> {
        if self.at.is_none() {
            return Ok(self.clone());
        }
        let mut kept = self.without_voided(recorded);
        let mut new = self.not_yet_in(law, competent, recorded, None);
        let too_late = self.recorded_too_late(law, competent, recorded, (&kept, &new))?;
        let begins = since_put_off(&kept);
        let since = kept.split_off(begins);
        kept.extend(since.into_iter().filter(|each| !too_late.contains(each)));
        new.retain(|each| !too_late.contains(each));
        let with = |new: &[Move]| Promise { moves: with_lost(&kept, new), ..self.clone() };
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

    /// Of the lost time in these (what the promise has, and what is new to it) what was
    /// recorded when the date, as it stood then, had been missed: an agency that is late
    /// says so and why before the date (NĐ 61/2018 art 19.9), and what it writes down
    /// afterwards makes nobody punctual. As the date stood then: with the waits that had
    /// begun and the outages that were on record, carried or not. Waits move a missed date
    /// too, so it stays missed until a new one is set or the limit begins again.
    fn recorded_too_late(
        &self,
        law: &Law,
        competent: &AgencyCode,
        recorded: &[Outage],
        (kept, new): (&[Move], &[Move]),
    ) -> Result<Vec<Move>, Refusal> {
        let (settled, since) = kept.split_at(since_put_off(kept));
        let recorded_at = |each: &Move| match each {
            Move::Lost { outage, .. } => {
                recorded.iter().find(|known| known.id == *outage).map(|known| known.recorded_at)
            }
            _ => None,
        };
        let is_missed = |moves: Vec<Move>, now: Moment| {
            let at = Promise { moves, ..self.clone() }.derived_at(law, competent)?;
            Ok::<_, Refusal>(at.is_some_and(|at| is_past(at, now)))
        };
        // Every step only moves the date on, so most often one look is enough.
        let Some(latest) = since.iter().chain(new).filter_map(recorded_at).max() else {
            return Ok(Vec::new());
        };
        if !is_missed(settled.to_vec(), latest)? {
            return Ok(Vec::new());
        }
        let (lost, waits): (Vec<&Move>, Vec<&Move>) =
            since.iter().chain(new).partition(|each| matches!(each, Move::Lost { .. }));
        // What nobody recorded at a time that is known was there from the beginning.
        let began = |each: &Move| each.wait_began().or(recorded_at(each)).unwrap_or(self.counted_from);
        let mut steps: Vec<Moment> = lost.iter().chain(&waits).map(|each| began(each)).collect();
        steps.sort_unstable();
        for now in steps {
            let before = |each: &&&Move| began(each) < now;
            let waited = waits.iter().filter(before).map(|each| (**each).clone());
            let so_far: Vec<Move> = settled.iter().cloned().chain(waited).collect();
            let known: Vec<Move> = lost.iter().filter(before).map(|each| (**each).clone()).collect();
            if is_missed(with_lost(&so_far, &known), now)? {
                return Ok(lost.into_iter().filter(|each| began(each) >= now).cloned().collect());
            }
        }
        Ok(Vec::new())
    }
}

/// Where in these moves what came after the last new date begins: that named its moment
/// whatever was before it.
fn since_put_off(moves: &[Move]) -> usize {
    moves.iter().rposition(|each| matches!(each, Move::Extended { .. })).map_or(0, |at| at + 1)
}

/// Whether a promised moment has passed: it is kept until its minute ends, because
/// receipts know no seconds.
fn is_past(promised: Moment, now: Moment) -> bool {
    now.0.div_euclid(MINUTE_MS) > promised.0.div_euclid(MINUTE_MS)
}
