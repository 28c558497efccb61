//! What every action of a dossier is given.

use super::{ConsentScope, Dossier, DossierCode, DossierId, Holder, PaperHanded, Verb};
use crate::account::ReadAccounts;
use crate::act::{self, Actor, Changed, Officer, Promise};
use crate::catalogue::{Duty, Version};
use crate::directory::AgencyCode;
use crate::document::{FileDigest, FileRef, Scanned};
use crate::outage::ReadOutages;
use crate::register::ReadEntries;
use crate::{Fault, Halt, Moment, Refusal};

/// The reads that acts on dossiers need.
pub trait ReadDossiers: ReadOutages + ReadAccounts + ReadEntries {
    /// The dossier with this code.
    fn dossier(&mut self, code: &DossierCode) -> Result<Option<Dossier>, Fault>;

    /// The dossier with this id: a part of a lead, or the lead of a part.
    fn dossier_of(&mut self, id: DossierId) -> Result<Option<Dossier>, Fault>;

    /// What the virus scanner has said about this file by now.
    fn scanned(&mut self, file: &FileDigest) -> Result<Scanned, Fault>;
}

/// What every act on dossiers is given.
pub type Desk<'a> = act::Desk<'a, dyn ReadDossiers + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<Dossier>>;

impl<'a> Desk<'a> {
    /// The dossier, standing where `verb` may be done. A code that is not there
    /// is refused in the same words as one that may not be seen.
    pub fn take(&mut self, code: &DossierCode, verb: Verb) -> Result<Dossier, Halt> {
        let dossier = self.open(code)?;
        dossier.must_admit(verb)?;
        dossier.must_not_be_shared(self.law, verb)?;
        dossier.must_not_be_over_by_silence(self, verb)?;
        Ok(dossier)
    }

    /// The dossier, wherever it stands, for what may be done at any time of its life.
    pub fn open(&mut self, code: &DossierCode) -> Result<Dossier, Halt> {
        let dossier = self.read.dossier(code)?.ok_or_else(|| unknown(code))?;
        if let Actor::Officer(officer) = self.actor {
            dossier.must_be_seen_by(officer)?;
        }
        Ok(dossier)
    }

    /// A desk that had a dossier and gets it back: without the officer by name where they have left
    /// that desk, so that whoever is there has it.
    pub(in crate::dossier) fn as_it_sits_today(&mut self, mut to: Holder) -> Result<Holder, Fault> {
        let today = self.now.day();
        if let Some(id) = &to.officer
            && let Some(account) = self.read.account(id)?
            && !(account.is_active && to.is_a_desk_of(&account.on(today)))
        {
            to.officer = None;
        }
        Ok(to)
    }

    /// The version of the procedure that the dossier was handed in under.
    pub(in crate::dossier) fn version_of(&self, dossier: &Dossier) -> Result<&Version, Fault> {
        let submission = &dossier.submission;
        let procedure = self.law.catalogue.procedure(&submission.procedure);
        procedure.and_then(|procedure| procedure.version(submission.version)).ok_or_else(|| {
            Fault::other(format!("procedure {} v{} is gone", submission.procedure, submission.version))
        })
    }

    /// This promise with the recorded outages that lie in it. Every date that is set or moved
    /// includes the outages that are known by then.
    pub(in crate::dossier) fn struck(
        &mut self,
        competent: &AgencyCode,
        promise: Promise,
    ) -> Result<Promise, Halt> {
        if promise.at.is_none() {
            return Ok(promise);
        }
        let recorded = self.read.outages(competent, promise.counted_from)?;
        Ok(promise.struck(self.law, competent, &recorded)?)
    }

    /// Refuses (`document.infected`) each of these files in which a virus was found: nobody may
    /// open it, so it is not taken in, and no dossier is accepted, approved or issued with it.
    /// A file that is not scanned yet passes: a broken scanner must not stop the office.
    pub(in crate::dossier) fn must_be_free_of_viruses<'f>(
        &mut self,
        files: impl IntoIterator<Item = &'f FileRef>,
    ) -> Result<(), Halt> {
        let infected = self.infected_of(files)?;
        let wrong = infected.into_iter().map(|name| Refusal::of("document.infected").with("file", name));
        let wrong: Vec<Refusal> = wrong.collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
    }

    /// The same for files that are handed in now: refused at the paper, in words for the person
    /// who sends them (`document.infected-sent`).
    pub(in crate::dossier) fn must_take_no_viruses(&mut self, papers: &[PaperHanded]) -> Result<(), Halt> {
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
            if self.read.scanned(&file.digest)? == Scanned::Infected {
                infected.push(file.name.as_str());
            }
        }
        Ok(infected)
    }

    /// The final promise, by which the result is judged now that it is there; none if it is the
    /// same as before. Open waits for opinions end here. It includes every outage recorded by
    /// now and drops voided ones, even if nobody applied them to this dossier.
    pub(in crate::dossier) fn last_word(&mut self, dossier: &Dossier) -> Result<Option<Promise>, Halt> {
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
}

/// The refusal for a dossier that is not there, or not there for this person.
pub(in crate::dossier) fn unknown(code: &DossierCode) -> Refusal {
    Refusal::of("dossier.unknown").with("code", code)
}

impl Dossier {
    /// A helper follows what they handed in, as long as the person's consent lasts.
    pub fn is_followed_by(&self, helper: &Officer, now: Moment) -> bool {
        let submission = &self.submission;
        submission.assistance.as_ref().is_some_and(|help| help.by.as_ref() == Some(&helper.id))
            && submission.consent.as_ref().is_some_and(|given| given.allows(ConsentScope::Follow, now))
    }

    /// Officers see the dossiers that their agency received, decides or holds, those whose result
    /// goes to it, and those it was asked about or had a share of. A helper is no officer: see [`Dossier::is_followed_by`]; nor
    /// does whoever has no duty at a desk today see any.
    pub fn is_seen_by(&self, officer: &Officer) -> bool {
        if officer.point.is_some() || !officer.sits_at_a_desk() {
            return false;
        }
        let here = |agency: &AgencyCode| *agency == officer.agency;
        here(&self.submission.receiving)
            || here(&self.submission.competent)
            || here(&self.holder.agency)
            || self.earlier.iter().any(|holder| here(&holder.agency))
            || self.opinions.iter().any(|opinion| here(&opinion.of))
            || self.shares.iter().any(|share| here(&share.given.to.agency))
            || self.goes_to().is_some_and(here)
    }

    pub(in crate::dossier) fn must_be_seen_by(&self, officer: &Officer) -> Result<(), Refusal> {
        if self.is_seen_by(officer) { Ok(()) } else { Err(unknown(self.code())) }
    }

    /// Refuses unless the officer holds the dossier: they work at the desk where it is, and are
    /// the named holder if one is named, or stand in for them. A reception desk is one desk: a colleague may go on
    /// with what another accepted. Leaders may take over anything in their agency.
    pub(in crate::dossier) fn must_be_held_by(&self, officer: &Officer) -> Result<(), Refusal> {
        let Holder { agency, duty, officer: named, .. } = &self.holder;
        if *agency != officer.agency {
            return Err(Refusal::of("dossier.not-your-unit").with("agency", agency));
        }
        if let Some(named) = named
            && *duty != Duty::Reception
            && !officer.acts_as(named, *duty)
            && !officer.has(Duty::Leader)
        {
            return Err(Refusal::of("dossier.held-by-another").with("officer", named));
        }
        if !officer.has(*duty) && !officer.has(Duty::Leader) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", duty.as_str()));
        }
        Ok(())
    }
}
