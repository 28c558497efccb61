//! Seen from above: whoever leads the office of a province sees of every dossier of that province
//! how it stands, and nothing of the person; whoever leads one of its departments the same of the
//! dossiers of the department's own fields in the communes. What is said in a dossier is opened by
//! an act with a reason (`look_into`) for some hours; an instruction is answered by the agency.

use super::desk::unknown;
use super::{Desk, Dossier, DossierCode, Holder, Instruction};
use crate::act::Officer;
use crate::catalogue::{Duty, ProcedureId};
use crate::directory::{AgencyCode, AgencyKind, UnitCode};
use crate::{Day, Halt, Law, MINUTE_MS, Moment, Refusal};
use std::collections::BTreeSet;

/// For so many hours after the act an officer who looked into a dossier may read it: a working
/// day at the desk, and never into the next morning.
pub const LOOK_INTO_HOURS: i64 = 8;

/// What an officer sees from above. Pages, counts, lists and acts ask this and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    /// In which province.
    pub province: UnitCode,
    /// What of it.
    pub scope: AboveScope,
}

/// What somebody sees of a province from above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboveScope {
    /// Everything: the office of the province.
    Province,
    /// What was handed in at its communes of these procedures: a department, whose fields they
    /// belong to. What is handed in at an agency of the province is that agency's.
    Communes(BTreeSet<ProcedureId>),
}

impl Above {
    /// What this officer sees from above on this day; refused when it is nothing.
    pub fn of(officer: &Officer, law: &Law, day: Day) -> Result<Above, Refusal> {
        let refused = || Refusal::of("dossier.overseers-only");
        let agency = law.directory.agency(&officer.agency).ok_or_else(refused)?;
        let province = law.directory.province_of(&agency.unit).unwrap_or(&agency.unit);
        if officer.leads_the_province(law) {
            return Ok(Above { province: province.clone(), scope: AboveScope::Province });
        }
        let is_there = agency.kind == AgencyKind::Department
            && agency.holds_on(day)
            && law.policy.serves(province)
            && officer.has(Duty::Leader);
        let department = agency.field.filter(|_| is_there).ok_or_else(refused)?;
        let fields = law.fields_of_department(department, province, day);
        let procedures = law.catalogue.all().iter();
        let own = procedures.filter(|procedure| fields.contains(procedure.field.as_str()));
        let own: BTreeSet<ProcedureId> = own.map(|procedure| procedure.id.clone()).collect();
        if own.is_empty() {
            return Err(refused());
        }
        Ok(Above { province: province.clone(), scope: AboveScope::Communes(own) })
    }

    /// Whether this dossier is among what is seen.
    pub fn covers(&self, dossier: &Dossier, law: &Law) -> bool {
        let submission = &dossier.submission;
        let Some(receiving) = law.directory.agency(&submission.receiving) else { return false };
        let is_of_province = law.directory.province_of(&receiving.unit) == Some(&self.province);
        is_of_province
            && match &self.scope {
                AboveScope::Province => true,
                AboveScope::Communes(own) => {
                    receiving.unit != self.province && own.contains(&submission.procedure)
                }
            }
    }

    /// Whether they may give this dossier to a colleague of its holder: whoever answers for the whole
    /// province, not a department; and the desk is of the province too.
    pub fn moves(&self, dossier: &Dossier, law: &Law) -> bool {
        let holds = law.directory.agency(&dossier.holder.agency);
        let is_here =
            holds.is_some_and(|agency| law.directory.province_of(&agency.unit) == Some(&self.province));
        self.scope == AboveScope::Province && is_here && self.covers(dossier, law)
    }
}

impl Desk<'_> {
    /// The dossier, for what is done from above, wherever it stands. One that the officer does not
    /// oversee is refused in the words of one that is not there.
    pub(in crate::dossier) fn oversee(&mut self, code: &DossierCode) -> Result<Dossier, Halt> {
        let (law, actor) = (self.law, self.actor);
        let officer = actor.officer()?;
        let dossier = self.read.dossier(code)?.ok_or_else(|| unknown(code))?;
        if dossier.is_overseen_by(officer, law, self.now.day()) {
            return Ok(dossier);
        }
        if dossier.is_seen_by(officer) {
            return Err(Refusal::of("dossier.overseers-only").into());
        }
        Err(unknown(code).into())
    }
}

impl Dossier {
    /// Whether this officer sees it from above on this day.
    pub fn is_overseen_by(&self, officer: &Officer, law: &Law, day: Day) -> bool {
        Above::of(officer, law, day).is_ok_and(|above| above.covers(self, law))
    }

    /// Until when this officer may read what is said in it, because they looked into it; none
    /// where they did not or the time is over.
    pub fn is_looked_into_until(&self, officer: &Officer, law: &Law, now: Moment) -> Option<Moment> {
        let mine = self.looked_into.iter().find(|one| one.by == officer.id)?;
        let until = mine.at.plus_ms(LOOK_INTO_HOURS * 60 * MINUTE_MS);
        // A clock that was set back opens nothing for longer.
        let is_time = mine.at <= now && now < until;
        Some(until).filter(|_| is_time && self.is_overseen_by(officer, law, now.day()))
    }

    /// Whether this officer may read it: it is their agency's, or they looked into it.
    pub fn is_read_by(&self, officer: &Officer, law: &Law, now: Moment) -> bool {
        self.is_seen_by(officer) || self.is_looked_into_until(officer, law, now).is_some()
    }

    /// The instructions that are not answered yet, in the order in which they were given. They
    /// wait for an answer also when the dossier is closed.
    pub fn instructions_open(&self) -> impl Iterator<Item = &Instruction> {
        self.instructions.iter().filter(|one| one.answer.is_none())
    }

    /// The agencies that may answer an instruction: the one that has the dossier and the one that
    /// decides on it.
    pub fn instructed_agencies(&self) -> Vec<&AgencyCode> {
        let (holds, decides) = (&self.holder.agency, &self.submission.competent);
        if holds == decides { vec![holds] } else { vec![holds, decides] }
    }

    /// The instruction that this officer may answer: the one with this number, or the first that
    /// waits. A case officer or a leader of an instructed agency answers; where the agency that has
    /// the dossier has nobody for it, also the desk that speaks for it ([`Dossier::recorded_by`]).
    pub fn instruction_for(
        &self,
        officer: &Officer,
        number: Option<u32>,
        speaks: Option<&Holder>,
    ) -> Result<&Instruction, Refusal> {
        let is_meant = |one: &&Instruction| number.is_none_or(|number| one.number == number);
        let found = self.instructions_open().find(is_meant);
        let found = found.ok_or_else(|| Refusal::of("dossier.no-instruction-open"))?;
        if speaks.is_some_and(|desk| desk.is_worked_or_led_by(officer)) {
            return Ok(found);
        }
        let agencies = self.instructed_agencies();
        if !agencies.contains(&&officer.agency) {
            return Err(Refusal::of("dossier.not-your-unit").with("agency", &self.holder.agency));
        }
        if !officer.has(Duty::Case) && !officer.has(Duty::Leader) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", Duty::Case.as_str()));
        }
        Ok(found)
    }
}
