//! What follows from a fact, whichever it is.

use super::{Fact, Holder, Milestone, ShareGiven, Status, Submission};
use crate::Moment;
use crate::act::Promise;
use crate::catalogue::Duty;
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

impl Fact {
    /// What follows from it. This table is the only place that says so: the state, the ledger of
    /// time, the lists, the pages and other systems follow it.
    pub fn consequence(&self) -> Consequence<'_> {
        use Status::*;
        let stays = Consequence::default();
        let becomes = |status| Consequence { status: Some(status), ..stays };
        match self {
            Fact::Submitted(all) => {
                becomes(Submitted).ledger(LedgerMark::HandedIn(all)).milestone(Milestone::Submitted)
            }
            Fact::Accepted { promise, digitised, .. } => {
                becomes(Accepted).begins(promise).digitised(*digitised).milestone(Milestone::Accepted)
            }
            Fact::PartsOpened { .. } | Fact::AnnouncedEarly { .. } => stays,
            Fact::RejectedAtIntake => becomes(RejectedAtIntake).milestone(Milestone::RejectedAtIntake),
            Fact::Forwarded { to } | Fact::HandedBack { to } => becomes(InProcess).to(to),
            Fact::SharesGiven { shares } => becomes(InProcess).ledger(LedgerMark::GivesShares(shares)),
            Fact::ShareReturned { number, .. } => {
                stays.ledger(LedgerMark::EndsShares(std::slice::from_ref(number)))
            }
            Fact::SharesTakenBack { numbers, .. } => stays.ledger(LedgerMark::EndsShares(numbers)),
            Fact::Reassigned { to } => stays.to(to),
            Fact::SupplementAsked { .. } => becomes(AwaitingSupplement).milestone(Milestone::SupplementAsked),
            Fact::Supplemented { promise, digitised, .. } => {
                becomes(InProcess).begins(promise).digitised(*digitised).milestone(Milestone::Supplemented)
            }
            Fact::PaymentAsked { .. } => becomes(AwaitingPayment).milestone(Milestone::PaymentAsked),
            Fact::PaymentSettled { promise } => {
                becomes(InProcess).promise(promise).milestone(Milestone::PaymentSettled)
            }
            Fact::Withdrawn => becomes(Withdrawn).milestone(Milestone::Withdrawn),
            Fact::Stopped => becomes(Stopped).milestone(Milestone::Stopped),
            Fact::Reopened { to, promise } => {
                becomes(InProcess).to(to).begins(promise).milestone(Milestone::Reopened)
            }
            Fact::CaseFound { promise, .. } => stays.recounts(promise),
            Fact::OpinionAsked { number, of, due, uncounted, promise, .. } => {
                let (number, due, is_left_out) = (*number, *due, uncounted.is_some());
                stays.promise(promise).ledger(LedgerMark::Asks { number, of, due, is_left_out })
            }
            Fact::OpinionGiven { number, promise, .. } => {
                stays.promise(promise).ledger(LedgerMark::Answers(*number))
            }
            Fact::ReplyRecorded { to, outcome: Some(_), promise, .. } => {
                becomes(Completed).to(to).promise(promise).milestone(Milestone::Decided)
            }
            Fact::ReplyRecorded { to, .. } => becomes(InProcess).to(to),
            Fact::Extended { promise, .. } => stays.lengthens(promise).milestone(Milestone::Extended),
            Fact::DueMoved { promise, .. } => stays.promise(promise).milestone(Milestone::DueMoved),
            Fact::SilenceRecorded { to, .. } => {
                becomes(Completed).to(to).milestone(Milestone::SilenceRecorded)
            }
            // At the registry there is no result yet.
            Fact::Decided { to, promise, .. } if to.duty == Duty::Registry => {
                stays.to(to).promise(promise).milestone(Milestone::Decided)
            }
            Fact::Decided { to, promise, .. } => {
                becomes(Completed).to(to).promise(promise).milestone(Milestone::Decided)
            }
            Fact::Issued { to, promise, .. } => {
                becomes(Completed).to(to).promise(promise).milestone(Milestone::Issued)
            }
            Fact::PagesCut { .. } | Fact::OriginalsCompared { .. } => stays,
            Fact::ResultDrafted { .. } | Fact::DeedSigned { .. } => stays,
            // The result was ready when it was: figures count the first paper.
            Fact::DeedRecalled { .. } | Fact::DeedReplaced { .. } | Fact::ReplacementIssued { .. } => stays,
            Fact::DeedTakenBack { .. } | Fact::DeedHandedOut { .. } => stays,
            Fact::ReturnChosen { .. } | Fact::ResultSent { .. } | Fact::ResultMissing { .. } => stays,
            Fact::ResultTaken { to, .. } => stays.to(to),
            Fact::ResultRecovered { .. } | Fact::ResultPosted { .. } | Fact::ParcelFollowed { .. } => stays,
            Fact::Returned { .. } => becomes(Returned).milestone(Milestone::Returned),
            Fact::ConsentWithdrawn => stays,
            Fact::LookedInto | Fact::Instructed { .. } | Fact::InstructionAnswered { .. } => stays,
        }
    }

    /// The promise that it gave, where it gave one.
    pub fn promise(&self) -> Option<&Promise> {
        self.consequence().promise
    }

    /// The status after it; none if the status stays the same.
    pub fn leads_to(&self) -> Option<Status> {
        self.consequence().status
    }

    /// Who has the dossier after it; none if the holder stays the same.
    pub fn gives_to(&self) -> Option<&Holder> {
        self.consequence().to
    }

    /// The milestone that it is; none for what concerns the office alone.
    pub fn milestone(&self) -> Option<Milestone> {
        self.consequence().milestone
    }
}
