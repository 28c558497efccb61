//! What every action of a dossier has in hand, and what it gives back.

use super::{
    ConsentScope, Dossier, DossierCode, DossierId, Event, Fact, Holder, Outage, PaperHanded, Promise, State,
    Verb,
};
use crate::account::{Actor, Officer};
use crate::catalogue::Version;
use crate::directory::AgencyCode;
use crate::document::{FileDigest, FileRef, Scanned};
use crate::{Fault, Halt, Law, Moment, Refusal};

/// What the actions may ask of the store: a read snapshot.
pub trait Shelf {
    /// The dossier with this code.
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault>;

    /// The dossier with this id: a part of a lead, or the lead of a part.
    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault>;

    /// The recorded outages that lasted beyond `since` and may strike this agency: its
    /// own, and those of whole provinces. Of which province it is one, the rules say.
    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault>;

    /// What the virus scanner has said about this file by now.
    fn scanned(&mut self, file: &FileDigest) -> Result<Scanned, Fault>;
}

/// What every action has in hand: the law, a shelf to read from, who acts and when.
pub struct Desk<'a> {
    /// The reference data.
    pub law: &'a Law,
    /// Where dossiers are read.
    pub shelf: &'a mut dyn Shelf,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub now: Moment,
}

impl Desk<'_> {
    /// The dossier, standing where `verb` may be done. A code that is not there
    /// is refused in the same words as one that may not be seen.
    pub fn take(&mut self, code: &DossierCode, verb: Verb) -> Result<Dossier, Halt> {
        let dossier = self.open(code)?;
        dossier.must_admit(verb)?;
        dossier.must_not_be_over_by_silence(self, verb)?;
        Ok(dossier)
    }

    /// The dossier, wherever it stands, for what may be done at any time of its life.
    pub fn open(&mut self, code: &DossierCode) -> Result<Dossier, Halt> {
        let dossier = self.shelf.dossier(code)?.ok_or_else(|| unknown(code))?;
        if let Actor::Officer(officer) = self.actor {
            dossier.must_be_seen_by(officer)?;
        }
        Ok(dossier)
    }

    /// Where the actor sits: the officer's agency, or the one that received the dossier.
    pub fn place(&self, dossier: &Dossier) -> AgencyCode {
        match self.actor {
            Actor::Officer(officer) => officer.agency.clone(),
            Actor::Applicant { .. } => dossier.submission.receiving.clone(),
        }
    }

    /// The version of the procedure that the dossier was handed in under.
    pub(super) fn version_of(&self, dossier: &Dossier) -> Result<&Version, Fault> {
        let submission = &dossier.submission;
        let procedure = self.law.catalogue.procedure(&submission.procedure);
        procedure.and_then(|procedure| procedure.version(submission.version)).ok_or_else(|| {
            Fault::other(format!("procedure {} v{} is gone", submission.procedure, submission.version))
        })
    }

    /// This promise with the recorded outages that lie in it: every date that is given,
    /// or that moves, takes in what is known by then.
    pub(super) fn struck(&mut self, competent: &AgencyCode, promise: Promise) -> Result<Promise, Halt> {
        if promise.at.is_none() {
            return Ok(promise);
        }
        let recorded = self.shelf.outages(competent, promise.counted_from)?;
        Ok(promise.struck(self.law, competent, &recorded)?)
    }

    /// Refused (`document.infected`) with each of these files in which a virus was found: nobody
    /// may open it, so it is not taken in, and no dossier is accepted, approved or issued
    /// with it. A file that is not scanned
    /// yet passes: a scanner that stands still must not stop the office.
    pub(super) fn must_be_free_of_viruses<'f>(
        &mut self,
        files: impl IntoIterator<Item = &'f FileRef>,
    ) -> Result<(), Halt> {
        let infected = self.infected_of(files)?;
        let wrong = infected.into_iter().map(|name| Refusal::of("document.infected").with("file", name));
        let wrong: Vec<Refusal> = wrong.collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
    }

    /// The same of the files of papers that are handed in now, each told at its paper, in
    /// words for whoever hands them in (`document.infected-sent`).
    pub(super) fn must_take_no_viruses(&mut self, papers: &[PaperHanded]) -> Result<(), Halt> {
        let mut wrong = Vec::new();
        for paper in papers {
            let refuse = |name| Refusal::of("document.infected-sent").with("file", name);
            let infected = self.infected_of(&paper.files)?.into_iter().map(refuse);
            wrong.extend(infected.map(|refusal| refusal.at(format!("paper.{}", paper.paper))));
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
    }

    /// The names of those in which a virus was found.
    fn infected_of<'f>(
        &mut self,
        files: impl IntoIterator<Item = &'f FileRef>,
    ) -> Result<Vec<&'f str>, Fault> {
        let mut infected = Vec::new();
        for file in files {
            if self.shelf.scanned(&file.digest)? == Scanned::Infected {
                infected.push(file.name.as_str());
            }
        }
        Ok(infected)
    }

    /// The promise by which the result is judged that is there now, where it is another
    /// than before: a wait that nobody answered ends with it, and what was recorded by
    /// now is taken in, and what was voided left out, whether anybody carried it here or
    /// not.
    pub(super) fn last_word(&mut self, dossier: &Dossier) -> Result<Option<Promise>, Halt> {
        let Some(reception) = &dossier.reception else { return Ok(None) };
        let (competent, now) = (&dossier.submission.competent, self.now.max(dossier.last_at));
        let mut promise = reception.promise.clone();
        for opinion in dossier.opinions_awaited().filter(|opinion| opinion.uncounted.is_some()) {
            promise = promise.answered(self.law, competent, opinion.number, now)?;
        }
        let promise = self.struck(competent, promise)?;
        let is_other = promise.at != reception.promise.at || promise.moves != reception.promise.moves;
        Ok(is_other.then_some(promise))
    }

    /// The dossier after this fact.
    pub fn change(&self, before: Dossier, fact: Fact, reason: Option<String>) -> Result<Changes, Halt> {
        let event = Event {
            seq: before.seq + 1,
            // A clock that was set back must not write a history that runs backwards.
            at: self.now.max(before.last_at),
            who: self.actor.name(),
            place: self.place(&before),
            reason,
            fact,
        };
        let mut after = before.clone();
        after.apply(&event)?;
        Ok(Changes {
            before: Some(before),
            after,
            events: vec![event],
            number_pending: false,
            beside: Vec::new(),
            relies_on: Vec::new(),
        })
    }
}

/// The refusal for a dossier that is not there, or not there for this person.
pub(super) fn unknown(code: &DossierCode) -> Refusal {
    Refusal::of("dossier.unknown").with("code", code)
}

impl Dossier {
    /// A helper follows what they handed in, as long as the person's consent lasts.
    pub fn is_followed_by(&self, helper: &Officer, now: Moment) -> bool {
        let submission = &self.submission;
        submission.assistance.as_ref().is_some_and(|help| help.by.as_ref() == Some(&helper.id))
            && submission.consent.as_ref().is_some_and(|given| given.allows(ConsentScope::Follow, now))
    }

    /// Officers see the dossiers that their agency received, decides or holds, and
    /// those it was asked about. A helper is no officer: see [`Dossier::is_followed_by`].
    pub fn is_seen_by(&self, officer: &Officer) -> bool {
        if officer.point.is_some() {
            return false;
        }
        let here = |agency: &AgencyCode| *agency == officer.agency;
        here(&self.submission.receiving)
            || here(&self.submission.competent)
            || here(&self.holder.agency)
            || self.earlier.iter().any(|holder| here(&holder.agency))
            || self.opinions.iter().any(|opinion| here(&opinion.of))
    }

    pub(super) fn must_be_seen_by(&self, officer: &Officer) -> Result<(), Refusal> {
        if self.is_seen_by(officer) { Ok(()) } else { Err(unknown(self.code())) }
    }

    /// Refuses unless the officer has the dossier in hand: at the desk where it
    /// lies, and named as its holder where somebody is. A reception desk is one
    /// desk: whoever sits there goes on with what a colleague accepted. Leaders may
    /// take over anything in their agency.
    pub(super) fn must_be_held_by(&self, officer: &Officer) -> Result<(), Refusal> {
        let Holder { agency, duty, officer: named, .. } = &self.holder;
        if *agency != officer.agency {
            return Err(Refusal::of("dossier.not-your-unit").with("agency", agency));
        }
        if let Some(named) = named
            && *duty != crate::catalogue::Duty::Reception
            && *named != officer.id
            && !officer.has(crate::catalogue::Duty::Leader)
        {
            return Err(Refusal::of("dossier.held-by-another").with("officer", named));
        }
        if !officer.has(*duty) && !officer.has(crate::catalogue::Duty::Leader) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", duty.as_str()));
        }
        Ok(())
    }

    /// The acts that this officer could do now, for the buttons of a page. A rule
    /// still judges each act when it is done: what hangs on the hour, on the procedure
    /// or on the calendar is judged only there.
    pub fn acts_for(&self, officer: &Officer) -> Vec<Verb> {
        use crate::catalogue::Duty;
        let reception = officer.must_have(Duty::Reception, &self.submission.receiving).is_ok();
        let held = self.must_be_held_by(officer).is_ok();
        let leader = officer.must_have(Duty::Leader, &self.submission.competent).is_ok();
        Verb::ALL
            .into_iter()
            .filter(|verb| self.must_admit(*verb).is_ok())
            .filter(|verb| match verb {
                Verb::Accept | Verb::RejectAtIntake | Verb::Withdraw | Verb::Supplement => reception,
                Verb::AskSupplement if self.state == State::Accepted => reception || held,
                // What lies before the leader is decided, and what is decided issued, not forwarded.
                Verb::Forward => held && !matches!(self.holder.duty, Duty::Leader | Duty::Registry),
                Verb::HandBack | Verb::AskSupplement | Verb::AskPayment => held,
                Verb::FindCase | Verb::AskOpinion => held,
                Verb::GiveOpinion => self.opinion_owed_by(officer, None).is_ok(),
                Verb::Extend | Verb::MoveDue => leader,
                Verb::RecordSilence => reception || leader || held,
                Verb::AnnounceEarly => reception && self.announced_at.is_none(),
                Verb::SettlePayment => reception || held,
                Verb::Stop => held || leader,
                Verb::Issue => held && self.decided.is_some(),
                Verb::Decide => leader && self.holder.duty == Duty::Leader && held,
                Verb::Reopen => leader,
                Verb::ReturnResult => reception,
            })
            .filter(|verb| *verb != Verb::HandBack || !self.earlier.is_empty())
            .collect()
    }
}

/// What an action gives back: events and what they make of the dossier. An edge
/// hands it to the store, which writes all of it in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// As it was; none for a new dossier.
    pub before: Option<Dossier>,
    /// As the events make it.
    pub after: Dossier,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// The store still has to draw the number of the dossier code, in the same
    /// transaction, and put it in with [`Changes::number`].
    pub number_pending: bool,
    /// What the same act changes of other dossiers: written with it or not at all.
    pub beside: Vec<Changes>,
    /// Dossiers that the rule looked at and that must still stand so when this is
    /// written, each with its last event.
    pub relies_on: Vec<(DossierId, u32)>,
}

impl Changes {
    /// Puts in the number that the agency's counter gave for the day.
    pub fn number(&mut self, number: u32) {
        self.number_pending = false;
        self.after.submission.code.number = number;
        for event in &mut self.events {
            if let Fact::Submitted(submission) = &mut event.fact {
                submission.code.number = number;
            }
        }
    }

    /// Which dossier.
    pub fn id(&self) -> DossierId {
        self.after.id
    }

    /// This dossier's changes and those beside it, in the order of writing.
    pub fn all(&self) -> impl Iterator<Item = &Changes> {
        std::iter::once(self).chain(&self.beside)
    }

    /// The same, to put numbers in.
    pub fn for_each_mut(&mut self, mut each: impl FnMut(&mut Changes)) {
        each(self);
        self.beside.iter_mut().for_each(each);
    }

    /// The sequence number that must still be the last one: the lock.
    pub fn expected_seq(&self) -> u32 {
        self.before.as_ref().map_or(0, |before| before.seq)
    }
}
