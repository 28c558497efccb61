//! From the units that decide to the agencies themselves.

use super::decide::{Deciders, WhoDecides};
use super::facts::DecidingFacts;
use super::rule::{CompetenceRules, Decider};
use crate::Day;
use crate::catalogue::ProcedureId;
use crate::directory::{Agency, AgencyCode, AgencyKind, DepartmentField, Directory, UnitCode};

/// Agencies that decide, with why.
#[derive(Debug, Clone)]
pub struct Competence<'r> {
    /// What the rule says.
    pub deciders: Deciders<'r>,
    /// The agencies that are on file here, each once; at least one.
    pub agencies: Vec<AgencyCode>,
    /// Which unit's agency each is.
    by_unit: Vec<(UnitCode, AgencyCode)>,
}

impl<'r> Competence<'r> {
    /// The same as if only this agency were competent: what a centre may do hangs on the
    /// one that is chosen.
    pub fn only(&self, agency: &AgencyCode) -> Deciders<'r> {
        let mut deciders = self.deciders.clone();
        deciders
            .units
            .retain(|unit| self.by_unit.iter().any(|(known, code)| known == unit && code == agency));
        deciders.because.retain(|(_, unit)| deciders.units.contains(unit));
        deciders
    }

    /// Of several the one that decides for this unit as well.
    pub fn beside(&self, directory: &Directory, unit: &UnitCode, day: Day) -> Option<&AgencyCode> {
        let there = agency_of(directory, self.deciders.decider, unit, day)?;
        self.agencies.iter().find(|code| **code == there.code)
    }
}

/// Why there is no agency to decide.
#[derive(Debug, Clone)]
pub enum NoAgency<'r> {
    /// The rule gives no unit: something must be said first, or is refused, or not on file.
    Rule(WhoDecides<'r>),
    /// The rule names units, and no agency of the kind is on file for any of them.
    Missing(Deciders<'r>, Option<UnitCode>),
}

impl CompetenceRules {
    /// The agencies that decide on a procedure handed in on this day at a centre of this
    /// unit. Of several those that are on file: an installation for one province knows no
    /// agency of another. Where none is, nobody stands in for it.
    pub fn competent<'r>(
        &'r self,
        directory: &Directory,
        procedure: &ProcedureId,
        day: Day,
        receiving: &UnitCode,
        said: &DecidingFacts,
    ) -> Result<Competence<'r>, NoAgency<'r>> {
        let deciders = match self.who_decides(directory, procedure, day, receiving, said) {
            WhoDecides::Known(deciders) => deciders,
            other => return Err(NoAgency::Rule(other)),
        };
        let of_unit = |unit: &UnitCode| {
            let agency = agency_of(directory, deciders.decider, unit, day)?;
            Some((unit.clone(), agency.code.clone()))
        };
        let by_unit: Vec<(UnitCode, AgencyCode)> = deciders.units.iter().filter_map(of_unit).collect();
        let mut agencies: Vec<AgencyCode> = Vec::new();
        for (_, agency) in &by_unit {
            if !agencies.contains(agency) {
                agencies.push(agency.clone());
            }
        }
        if agencies.is_empty() {
            let unit = deciders.units.first().cloned();
            return Err(NoAgency::Missing(deciders, unit));
        }
        Ok(Competence { deciders, agencies, by_unit })
    }
}

/// The agency that decides for a unit.
fn agency_of<'d>(
    directory: &'d Directory,
    decider: Decider,
    unit: &UnitCode,
    day: Day,
) -> Option<&'d Agency> {
    let (kind, field): (AgencyKind, Option<DepartmentField>) = match decider {
        Decider::Kind(kind) => (kind, None),
        Decider::Department(field) => (AgencyKind::Department, Some(field)),
        Decider::UnitBody if unit.is_province() => (AgencyKind::ProvinceOffice, None),
        Decider::UnitBody => (AgencyKind::PeopleCommittee, None),
        Decider::Ministry | Decider::Levels | Decider::WrongPage | Decider::Nobody(_) => return None,
    };
    directory.covering(kind, field, unit, day)
}
