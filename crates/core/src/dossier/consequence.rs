//! What follows from a fact, whichever it is.

use super::{Holder, Milestone, ShareGiven, Status, Submission};
use crate::Moment;
use crate::act::Promise;
use crate::directory::AgencyCode;

/// What follows from a fact: a row of the table [`Fact::consequence`](super::Fact::consequence).
/// By default nothing does.
#[derive(Debug, Clone, Copy, Default)]
pub struct Consequence<'a> {
    /// The status after it; none if the status stays the same.
    pub status: Option<Status>,
    /// Who has the dossier after it; none if the holder stays the same.
    pub to: Option<&'a Holder>,
    /// The promise that it gives, where it gives one.
    pub promise: Option<&'a Promise>,
    /// What it is in the ledger of time, beside the status, the holder and the date.
    pub ledger: LedgerMark<'a>,
    /// The milestone that it is; none for what concerns the office alone.
    pub milestone: Option<Milestone>,
    /// Whether every paper is held as a file; none if it does not settle that.
    pub digitised: Option<bool>,
}

/// What a fact is in the ledger of time.
#[derive(Debug, Clone, Copy, Default)]
pub enum LedgerMark<'a> {
    /// Nothing of its own.
    #[default]
    Nothing,
    /// The dossier is there, at the reception desk.
    HandedIn(&'a Submission),
    /// The limit begins, or begins again.
    Begins(&'a Promise),
    /// Another limit counts, from the same moment.
    Recounts(&'a Promise),
    /// The limit grows by the working time from the date before to this one.
    Lengthens(&'a Promise),
    /// Another agency was asked for its opinion.
    Asks {
        /// Which of the dossier's opinions.
        number: u32,
        /// Which agency.
        of: &'a AgencyCode,
        /// Until when it is to answer.
        due: Option<Moment>,
        /// The procedure leaves the waiting out of the limit.
        is_left_out: bool,
    },
    /// The opinion with this number was given.
    Answers(u32),
    /// Other agencies have a share of the work from here on, beside the holder.
    GivesShares(&'a [ShareGiven]),
    /// They have those with these numbers no more.
    EndsShares(&'a [u32]),
}

impl<'a> Consequence<'a> {
    pub(super) fn to(self, holder: &'a Holder) -> Self {
        Consequence { to: Some(holder), ..self }
    }

    pub(super) fn promise(self, promise: impl Into<Option<&'a Promise>>) -> Self {
        Consequence { promise: promise.into(), ..self }
    }

    pub(super) fn milestone(self, milestone: Milestone) -> Self {
        Consequence { milestone: Some(milestone), ..self }
    }

    pub(super) fn digitised(self, digitised: bool) -> Self {
        Consequence { digitised: Some(digitised), ..self }
    }

    pub(super) fn ledger(self, ledger: LedgerMark<'a>) -> Self {
        Consequence { ledger, ..self }
    }

    pub(super) fn begins(self, promise: &'a Promise) -> Self {
        self.promise(promise).ledger(LedgerMark::Begins(promise))
    }

    pub(super) fn recounts(self, promise: &'a Promise) -> Self {
        self.promise(promise).ledger(LedgerMark::Recounts(promise))
    }

    pub(super) fn lengthens(self, promise: &'a Promise) -> Self {
        self.promise(promise).ledger(LedgerMark::Lengthens(promise))
    }
}
