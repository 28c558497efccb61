//! A share of the work that another agency has beside the holder: several have theirs at once, each
//! with a date of its own, while one desk keeps the dossier and leads.

use super::{Dossier, Holder, ReplyWord, Verb};
use crate::act::Who;
use crate::document::FileRef;
use crate::{Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// A share that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Which, to whom, until when.
    #[serde(flatten)]
    pub given: ShareGiven,
    /// When it was given out.
    pub given_at: Moment,
    /// How it ended; none while it is out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<ShareEnd>,
}

/// What is given to one agency when shares go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareGiven {
    /// Which of the dossier's shares, from 1.
    pub number: u32,
    /// The desk that has it, at its step of the template.
    pub to: Holder,
    /// Until when, by the agency's own office hours; none where no limit can be divided.
    pub due: Option<Moment>,
}

/// The end of a share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareEnd {
    /// When.
    pub at: Moment,
    /// Who ended it: somebody of the agency, or of the desk that speaks for it or took it back.
    pub who: Who,
    /// How.
    #[serde(flatten)]
    pub how: HowShareEnded,
}

/// How a share ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum HowShareEnded {
    /// The agency gave it back.
    Returned {
        /// Its word.
        word: ReplyWord,
        /// Its document: number, day and what it says.
        text: String,
        /// What came back as files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<FileRef>,
    },
    /// The lead took it back and goes on without it.
    TakenBack {
        /// Why.
        reason: String,
    },
    /// There was nothing left to do it for: the dossier itself ended or has its result.
    Overtaken,
}

impl HowShareEnded {
    /// Whether the lead may go on: only money that the person still owes leaves the work undone.
    fn settles(&self) -> bool {
        match self {
            HowShareEnded::Returned { word: ReplyWord::Done | ReplyWord::Refused, .. } => true,
            HowShareEnded::Returned { word: ReplyWord::NeedsMoney, .. } | HowShareEnded::Overtaken => false,
            HowShareEnded::TakenBack { .. } => true,
        }
    }
}

impl Dossier {
    /// The shares that are out, in the order in which they were given.
    pub fn shares_out(&self) -> impl Iterator<Item = &Share> {
        self.shares.iter().filter(|share| share.ended.is_none())
    }

    /// Shares go out.
    pub(super) fn give_shares(&mut self, given: &[ShareGiven], given_at: Moment) {
        let share = |given: &ShareGiven| Share { given: given.clone(), given_at, ended: None };
        self.shares.extend(given.iter().map(share));
    }

    /// Ends the share with this number; whether it was out. What is settled does not go out again.
    pub(super) fn end_share(&mut self, number: u32, end: ShareEnd) -> bool {
        let is_meant = |share: &&mut Share| share.given.number == number && share.ended.is_none();
        let Some(share) = self.shares.iter_mut().find(is_meant) else { return false };
        if end.how.settles() {
            self.done_elsewhere.push(share.given.to.step);
        }
        share.ended = Some(end);
        true
    }

    /// Ends what is out of a dossier on which nothing is left to be done.
    pub(super) fn overtake_shares(&mut self, at: Moment, who: &Who) {
        for share in self.shares.iter_mut().filter(|share| share.ended.is_none()) {
            share.ended = Some(ShareEnd { at, who: who.clone(), how: HowShareEnded::Overtaken });
        }
    }

    /// The dossier is another than the one that agencies refused, or it begins anew: what they have
    /// not done goes out again.
    pub(super) fn unsettle_shares(&mut self) {
        let shares = &self.shares;
        let is_undone = |step: &usize| {
            let last = shares.iter().rev().find(|share| share.given.to.step == *step);
            let how = last.and_then(|share| share.ended.as_ref()).map(|end| &end.how);
            how.is_some_and(|how| !matches!(how, HowShareEnded::Returned { word: ReplyWord::Done, .. }))
        };
        self.done_elsewhere.retain(|step| !is_undone(step));
    }

    /// Refuses what would take the dossier away from under a share that is out, and says who is
    /// awaited. Everything else may go on meanwhile; what ends the dossier ends its shares too.
    pub(super) fn must_not_be_shared(&self, law: &Law, verb: Verb) -> Result<(), Refusal> {
        use Verb::*;
        let awaits_all = match verb {
            Forward | HandBack | RecordReply | Decide | Issue => true,
            Accept | RejectAtIntake | AskSupplement | Supplement | AskPayment | SettlePayment | Withdraw
            | Stop | Reopen | FindCase | AskOpinion | GiveOpinion | ReturnShare | TakeBackShare | Extend
            | MoveDue | RecordSilence | AnnounceEarly | ReturnResult => false,
        };
        let name = |share: &Share| {
            let code = &share.given.to.agency;
            law.directory.agency(code).map_or_else(|| code.to_string(), |agency| agency.name.clone())
        };
        let awaited: Vec<String> = self.shares_out().filter(|_| awaits_all).map(name).collect();
        if awaited.is_empty() {
            return Ok(());
        }
        Err(Refusal::of("dossier.shares-out").with("agencies", awaited.join("; ")))
    }
}
