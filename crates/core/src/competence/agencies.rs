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
    /// The agencies; at least one.
    pub agencies: Vec<AgencyCode>,
}

/// Why there is no agency to decide.
#[derive(Debug, Clone)]
pub enum NoAgency<'r> {
    /// The rule gives no unit: something must be said first, or is refused, or not on file.
    Rule(WhoDecides<'r>),
    /// The rule names a unit, and no agency of the kind is on file there.
    Missing(Deciders<'r>, Option<UnitCode>),
}

impl CompetenceRules {
    /// The agencies that decide on a procedure handed in on this day at a centre of this
    /// unit. One that is not on file is missing, and nobody stands in for it.
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
        let mut agencies = Vec::new();
        for unit in &deciders.units {
            match agency_of(directory, deciders.decider, unit, day) {
                Some(agency) => agencies.push(agency.code.clone()),
                None => {
                    let unit = unit.clone();
                    return Err(NoAgency::Missing(deciders, Some(unit)));
                }
            }
        }
        if agencies.is_empty() {
            return Err(NoAgency::Missing(deciders, None));
        }
        agencies.dedup();
        Ok(Competence { deciders, agencies })
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
