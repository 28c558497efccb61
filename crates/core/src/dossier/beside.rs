//! What becomes of the shares that agencies have beside the holder: they go out, they end, and while
//! one is out nothing takes the dossier from under it.

use super::{Dossier, HowShareEnded, ReplyWord, ShareEnd, ShareGiven, Verb, WorkShare};
use crate::act::Who;
use crate::{Law, Moment, Refusal};

impl Dossier {
    /// The shares that are out, in the order in which they were given.
    pub fn shares_out(&self) -> impl Iterator<Item = &WorkShare> {
        self.shares.iter().filter(|share| share.ended.is_none())
    }

    /// Shares go out.
    pub(super) fn give_shares(&mut self, given: &[ShareGiven], given_at: Moment) {
        let share = |given: &ShareGiven| WorkShare { given: given.clone(), given_at, ended: None };
        self.shares.extend(given.iter().map(share));
    }

    /// Ends the share with this number; whether it was out. What is settled does not go out again.
    pub(super) fn end_share(&mut self, number: u32, end: ShareEnd) -> bool {
        let is_meant = |share: &&mut WorkShare| share.given.number == number && share.ended.is_none();
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
        let name = |share: &WorkShare| {
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
