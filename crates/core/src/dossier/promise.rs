//! Until when a result is promised, and from what that was counted.

use super::Channel;
use crate::calendar::{Limit, due, due_at};
use crate::catalogue::{CaseId, Version};
use crate::directory::AgencyCode;
use crate::{Law, Moment, Refusal, Trust, calendar};
use serde::{Deserialize, Serialize};

/// A due date with what is needed to derive it again before a judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The due moment; none where a yearly plan decides.
    pub at: Option<Moment>,
    /// From when it was counted.
    pub counted_from: Moment,
    /// The time limit of the procedure for this case and way.
    pub limit: Limit,
    /// How sure the limit, the calendar and the hours are.
    pub trust: Trust,
    /// Working days that the applicant took to pay, and by which the date moved.
    #[serde(default)]
    pub paused_days: u32,
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
        let due = due(from, limit, &law.calendar, law.hours_of(competent))?;
        Ok(Promise {
            at: due.at,
            counted_from: from,
            limit,
            trust: due.trust.and(limit_trust),
            paused_days: 0,
        })
    }

    /// The steps that lead to the date, for whoever asks how it was found.
    pub fn explain(&self, law: &Law, competent: &AgencyCode) -> Result<calendar::Due, Refusal> {
        due(self.counted_from, self.limit, &law.calendar, law.hours_of(competent))
    }

    /// The same limit, begun again from zero.
    pub fn restarted(&self, law: &Law, competent: &AgencyCode, from: Moment) -> Result<Promise, Refusal> {
        Promise::make(law, competent, self.limit, self.trust, from)
    }

    /// Moved by the working days between asking for payment and getting it. What
    /// was asked and paid on one day moves nothing.
    pub fn paused(
        &self,
        law: &Law,
        competent: &AgencyCode,
        from: Moment,
        until: Moment,
    ) -> Result<Promise, Refusal> {
        let mut days = 0;
        let mut day = from.day();
        while day < until.day() {
            day = law.calendar.next_working(day);
            if day <= until.day() {
                days += 1;
            }
        }
        let mut moved = self.clone();
        moved.paused_days += days;
        if let (Some(at), true) = (self.at, days > 0) {
            moved.at = due_at(at, Limit::WorkingDays(days), &law.calendar, law.hours_of(competent))?;
        }
        Ok(moved)
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
