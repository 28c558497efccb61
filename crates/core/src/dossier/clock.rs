//! What the clock of a dossier does at a moment, for display.

use crate::calendar::{Cause, Move, due_at};
use crate::catalogue::SilenceMeans;
use crate::directory::AgencyCode;
use crate::dossier::{Channel, Dossier, Outcome, State, Status};
use crate::{Law, Moment, Refusal};

/// What the clock does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clock {
    /// Sent, not accepted: no limit runs yet.
    NotStarted {
        /// Until when the sending is to be acknowledged; none for what did not come
        /// online.
        acknowledge_by: Option<Moment>,
    },
    /// It runs.
    Running,
    /// Stopped until the person supplements; then it starts from zero.
    StoppedForSupplement {
        /// Since.
        since: Moment,
    },
    /// Stopped until the person pays.
    WaitingForPayment {
        /// Since.
        since: Moment,
    },
    /// Another agency's opinion is awaited.
    WaitingForAgency {
        /// Since the first of them was asked.
        since: Moment,
        /// Which.
        of: Vec<AgencyCode>,
        /// The limit runs all the same.
        counts: bool,
    },
    /// The office cannot work.
    Lost {
        /// Why.
        cause: Cause,
        /// What happened.
        name: String,
        /// Until.
        until: Moment,
    },
    /// It ended.
    Ended {
        /// When.
        at: Moment,
    },
}

/// What the silence of an agency came to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SilenceTook {
    /// When it takes effect.
    pub at: Moment,
    /// What it means.
    pub outcome: Outcome,
    /// The text that says so.
    pub article: String,
}

impl Dossier {
    /// What the clock does now.
    pub fn clock(&self, law: &Law, now: Moment) -> Clock {
        match &self.state {
            State::Submitted => Clock::NotStarted { acknowledge_by: self.acknowledge_by(law) },
            State::AwaitingSupplement { since, .. } => Clock::StoppedForSupplement { since: *since },
            State::AwaitingPayment { since, .. } => Clock::WaitingForPayment { since: *since },
            State::Accepted | State::InProcess => self.running(now),
            State::RejectedAtIntake { at, .. } | State::Withdrawn { at, .. } | State::Stopped { at, .. } => {
                Clock::Ended { at: *at }
            }
            State::Completed { at, .. } => Clock::Ended { at: *at },
            State::Returned { completed_at, .. } => Clock::Ended { at: *completed_at },
        }
    }

    fn running(&self, now: Moment) -> Clock {
        let moves = self.reception.as_ref().map(|reception| reception.promise.moves.as_slice());
        for each in moves.unwrap_or_default() {
            if let Move::Lost { cause, name, from, until, .. } = each
                && (*from..*until).contains(&now)
            {
                return Clock::Lost { cause: *cause, name: name.clone(), until: *until };
            }
        }
        let awaited: Vec<_> = self.opinions_awaited().collect();
        let Some(first) = awaited.first() else { return Clock::Running };
        let is_left_out = |number: u32| {
            let left_out = |each: &Move| matches!(each, Move::Opinion { number: of, until, .. } if *of == number && now < *until);
            moves.unwrap_or_default().iter().any(left_out)
        };
        Clock::WaitingForAgency {
            since: first.asked_at,
            counts: !awaited.iter().any(|opinion| is_left_out(opinion.number)),
            of: awaited.iter().map(|opinion| opinion.of.clone()).collect(),
        }
    }

    /// Until when the sending of an online dossier is to be acknowledged
    /// (`acknowledge_within` of `catalogue/clock.toml`).
    pub fn acknowledge_by(&self, law: &Law) -> Option<Moment> {
        let is_sent = self.submission.channel == Channel::Online && self.status() == Status::Submitted;
        let rule = is_sent.then(|| law.clock.acknowledge_within(self.submitted_at.day()))?;
        due_at(self.submitted_at, rule.value, &law.calendar, law.hours_of(&self.submission.receiving))
            .ok()
            .flatten()
    }

    /// Sent online, and not acknowledged in time.
    pub fn is_unacknowledged(&self, law: &Law, now: Moment) -> bool {
        self.acknowledge_by(law).is_some_and(|by| by < now)
    }

    /// When silence takes effect and what it means, where the procedure says so and
    /// the limit runs. It stands still with the clock.
    pub fn silence(&self, law: &Law) -> Result<Option<SilenceTook>, Refusal> {
        let submission = &self.submission;
        let version =
            law.catalogue.procedure(&submission.procedure).and_then(|p| p.version(submission.version));
        let silence = version.and_then(|version| version.silence.as_ref());
        let runs = matches!(self.state, State::Accepted | State::InProcess);
        let (Some(silence), Some(due), true) = (silence, self.due_at(), runs) else { return Ok(None) };
        let at = due_at(due, silence.after, &law.calendar, law.hours_of(&submission.competent))?;
        let outcome = match silence.means {
            SilenceMeans::Approved => Outcome::Approved,
            SilenceMeans::Refused => Outcome::Refused,
        };
        Ok(at.map(|at| SilenceTook { at, outcome, article: silence.article.clone() }))
    }
}
