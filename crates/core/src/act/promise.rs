//! Until when a result is promised, and from what that was counted.

use crate::calendar::{Limit, Move, Step, moved, moved_at};
use crate::directory::AgencyCode;
use crate::{Law, Moment, Refusal, Trust, calendar};
use serde::{Deserialize, Serialize};

/// A due date with everything that is needed to derive it again, also years later before a
/// judge. `at` is the result under the calendar of the day on which it was promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

    /// Derives the date again under this law, after its moves or the calendar have changed.
    pub fn derived(&self, law: &Law, competent: &AgencyCode) -> Result<Promise, Refusal> {
        let due = self.due(law, competent)?;
        Ok(Promise { at: due.at, trust: due.trust.and(self.limit_trust), ..self.clone() })
    }

    /// Only the date of [`Promise::derived`], without its trust; faster.
    pub fn derived_at(&self, law: &Law, competent: &AgencyCode) -> Result<Option<Moment>, Refusal> {
        moved_at(self.counted_from, self.limit, &self.moves, &law.calendar, law.hours_of(competent))
    }

    /// The steps that lead to the date, to show how it was found. If the calendar has changed
    /// since, the last step gives the date that was promised.
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

    /// The promise with one more move.
    pub fn moved(&self, law: &Law, competent: &AgencyCode, by: Move) -> Result<Promise, Refusal> {
        let mut promise = self.clone();
        promise.moves.push(by);
        promise.derived(law, competent)
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
