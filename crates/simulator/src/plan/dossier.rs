//! One planned dossier: what will happen to it and when, for the simulator to
//! carry out through the same actions as the pages.

use crate::plan::random::{fnv, fnv_more};
use motcua_core::Moment;
pub use motcua_core::dossier::{Channel, Helper};

/// What became of a dossier at intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeOutcome {
    /// Accepted: it counts as received on that day.
    Accepted(Moment),
    /// Not accepted; it never counts as received.
    Rejected(Moment),
    /// Nobody has looked at it when the month ends.
    Waiting,
}

/// The completion of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResolvedPlan {
    /// When the result was ready.
    pub at: Moment,
    /// Not after the due moment.
    pub on_time: bool,
    /// The result is a refusal.
    pub refused: bool,
}

/// What happens besides acceptance and completion; at most one such thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Nothing.
    None,
    /// A supplement was asked. The time limit starts anew when it is answered;
    /// a completed dossier always has the answer.
    Supplement {
        /// When it was asked, in office hours.
        asked_at: Moment,
        /// When the person answered; `None` while the month lasts.
        answered_at: Option<Moment>,
    },
    /// A payment was asked and not made while the month lasts; never completed.
    PaymentAsked {
        /// When it was asked.
        asked_at: Moment,
    },
    /// The person withdrew it; never completed.
    Withdrawn {
        /// When.
        at: Moment,
    },
    /// Handling was stopped; never completed.
    Stopped {
        /// When.
        at: Moment,
    },
    /// A step was handed back to whoever did the step before, and done again.
    HandedBack {
        /// When.
        at: Moment,
    },
}

/// One dossier of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedDossier {
    /// Code of the commune whose centre it was handed in to.
    pub unit: String,
    /// Index of its procedure among those given to the expansion; one that is
    /// offered for the dossier's channel.
    pub procedure: usize,
    /// The procedure is offered fully online: counts in the online rate.
    pub eligible: bool,
    /// Seed of the applicant, for [`crate::plan::people::person`].
    pub applicant: u64,
    /// When it was handed in.
    pub submitted_at: Moment,
    /// How it was handed in.
    pub channel: Channel,
    /// Who helped, when it was handed in online with help.
    pub assisted_by: Option<Helper>,
    /// What became of it at intake.
    pub intake: IntakeOutcome,
    /// All its papers are held as electronic files.
    pub digitised: bool,
    /// What else happens.
    pub extra: Extra,
    /// Its completion, when it is completed within the month.
    pub resolved: Option<ResolvedPlan>,
}

impl PlannedDossier {
    /// When it was accepted; `None` when it was not.
    pub fn accepted_at(&self) -> Option<Moment> {
        match self.intake {
            IntakeOutcome::Accepted(at) => Some(at),
            IntakeOutcome::Rejected(_) | IntakeOutcome::Waiting => None,
        }
    }

    /// From when its time limit runs: acceptance, or the answer to a supplement.
    pub fn limit_runs_from(&self) -> Option<Moment> {
        match self.extra {
            Extra::Supplement { answered_at: Some(at), .. } => Some(at),
            _ => self.accepted_at(),
        }
    }
}

/// A short number that changes when anything in the list does: two runs of the
/// same plan can be compared by it.
pub fn digest(dossiers: &[PlannedDossier]) -> u64 {
    dossiers.iter().fold(fnv(b"plan"), |state, dossier| fnv_more(state, format!("{dossier:?}").as_bytes()))
}
