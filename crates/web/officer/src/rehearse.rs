//! An act asked of the rules without being carried out. It tells which acts are
//! open to an officer, and what the act would lead to: the next desk, the due
//! date. So no page repeats a rule.

use motcua_core::act::{Actor, Officer};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{self as rules, Dossier, Holder, Verb, WorkShare};
use motcua_core::memory::Memory;
use motcua_core::outage::Outage;
use motcua_core::register::RegisterEntry;
use motcua_core::{Fault, Halt, Law, Moment};
use motcua_edge::app::App;
use motcua_store::{account, entry, outage};
use motcua_told::linked::relatives;

/// What lies beside a dossier when an act is asked of it: all that the rules may read, so that what was not looked
/// up is never taken for what is not there.
pub struct Beside {
    /// Its lead and its parts.
    pub relatives: Vec<Dossier>,
    /// The recorded outages that may lie in its limit.
    pub outages: Vec<Outage>,
    /// The entries of registers from which its papers were taken, and that of the registration that it ends with.
    pub entries: Vec<RegisterEntry>,
    /// Of the desks that have it or a share of it, or gave it out of the house, those where somebody sits.
    pub staffed: Vec<(AgencyCode, Duty)>,
}

/// Read in one go for a page about this dossier.
pub fn beside(app: &App, dossier: &Dossier) -> Result<Beside, Fault> {
    let (lead, parts) = relatives(app, dossier)?;
    let (competent, since) = (&dossier.submission.competent, dossier.submitted_at);
    let today = app.now().day();
    let (outages, entries, staffed) = app.read(|rows| {
        let (mut staffed, mut entries) = (Vec::new(), Vec::new());
        for used in dossier.entries_used() {
            entries.extend(entry::get(rows, &used.id)?);
        }
        let register = app.law.registers.of_procedure(&dossier.submission.procedure);
        if let Some(register) = register.filter(|register| dossier.paper_of_entry(register).is_some()) {
            entries.extend(entry::of_dossier(rows, &register.id, &dossier.code().to_string())?);
        }
        // Most dossiers never leave the house: nobody has to be looked up.
        let out: Vec<_> = dossier.given_out_by().collect();
        let beside = dossier.shares_out().map(|share| &share.given.to);
        for desk in out.iter().copied().chain((!out.is_empty()).then_some(&dossier.holder)).chain(beside) {
            if account::has_staff(rows, &desk.agency, desk.duty, today)? {
                staffed.push((desk.agency.clone(), desk.duty));
            }
        }
        Ok::<_, Fault>((outage::striking(rows, competent, since)?, entries, staffed))
    })?;
    Ok(Beside { relatives: lead.into_iter().chain(parts).collect(), outages, entries, staffed })
}

impl Beside {
    /// The desk that speaks for the agency which has the dossier, where that has nobody for it.
    pub fn speaks<'d>(&self, dossier: &'d Dossier) -> Result<Option<&'d Holder>, Fault> {
        dossier.recorded_by(|agency, duty| Ok(self.staffed.contains(&(agency.clone(), duty))))
    }

    /// The desk that speaks for the agency which has this share, where that has nobody for it.
    pub fn speaks_for<'d>(
        &self,
        dossier: &'d Dossier,
        share: &WorkShare,
    ) -> Result<Option<&'d Holder>, Fault> {
        dossier.share_recorded_by(share, |agency, duty| Ok(self.staffed.contains(&(agency.clone(), duty))))
    }

    /// What the rules read when they are asked about this dossier. An act that a virus
    /// stops is offered all the same: it says what stops it.
    fn with<'a>(&'a self, dossier: &Dossier) -> Memory<'a> {
        let dossiers = std::iter::once(dossier).chain(&self.relatives).cloned().collect();
        let (staffed, entries) = (self.staffed.clone(), self.entries.clone());
        Memory { dossiers, staffed, entries, ..Memory::default() }.with_outages(&self.outages)
    }
}

/// The dossier after this act, done with the least that it asks for; or why this
/// officer cannot do it now.
pub fn rehearse(
    law: &Law,
    officer: &Officer,
    now: Moment,
    dossier: &Dossier,
    beside: &Beside,
    verb: Verb,
) -> Result<Dossier, Halt> {
    let actor = Actor::Officer(officer.clone());
    rules::rehearse(law, &actor, now, &mut beside.with(dossier), dossier, verb)
}

/// The acts that are open to this officer now.
pub fn open_acts(law: &Law, officer: &Officer, now: Moment, dossier: &Dossier, beside: &Beside) -> Vec<Verb> {
    let actor = Actor::Officer(officer.clone());
    rules::open_acts(law, &actor, now, &mut beside.with(dossier), dossier)
}
