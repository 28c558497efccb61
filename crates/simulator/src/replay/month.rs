//! A planned month, and the acts of its dossiers in the order of their moments.

use super::choices::{CaseChoice, choices};
use super::course::{PlannedAct, course};
use crate::plan::office::Office;
use crate::plan::random::Rng;
use crate::plan::{self, CommuneKind, PlannedDossier, Scenario};
use crate::staff::Staff;
use motcua_core::calendar::{Limit, due_at};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{self, AgencyCode, AgencyKind, Unit, UnitCode};
use motcua_core::dossier::DossierId;
use motcua_core::law::ClockStart;
use motcua_core::{Fault, Law, Moment, Refusal};
use std::collections::BTreeMap;

/// What a replay did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replayed {
    /// The dossiers, in the order they were handed in as planned.
    pub dossiers: Vec<DossierId>,
    /// Acts written.
    pub acts: usize,
    /// A short number that changes when any code or event does.
    pub digest: u64,
}

/// Everything about the month that does not change while it is carried out.
pub(super) struct Month<'a> {
    pub(super) law: &'a Law,
    pub(super) scenario: &'a Scenario,
    pub(super) staff: &'a Staff,
    pub(super) office: Office,
    pub(super) centres: BTreeMap<String, Centre<'a>>,
    pub(super) choices: Vec<CaseChoice>,
    pub(super) dossiers: Vec<PlannedDossier>,
}

/// Where the dossiers of a commune are handed in.
pub(super) struct Centre<'a> {
    pub(super) agency: &'a AgencyCode,
    pub(super) unit: &'a Unit,
}

/// One act of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Act {
    pub(super) at: Moment,
    pub(super) dossier: usize,
    /// Its number among the acts of the dossier, from 0.
    pub(super) nth: usize,
}

impl<'a> Month<'a> {
    pub(super) fn plan(law: &'a Law, scenario: &'a Scenario, staff: &'a Staff) -> Result<Month<'a>, Refusal> {
        if law.policy.clock_start != ClockStart::Acceptance {
            // The planned outcomes count the limit from acceptance.
            return Err(Refusal::of("scenario.clock-start"));
        }
        let province = UnitCode::parse(&scenario.province)?;
        let centres = centres(law, scenario, &province)?;
        let units: Vec<(&str, CommuneKind)> = centres
            .iter()
            .map(|(code, centre)| {
                let ward = centre.unit.kind == directory::UnitKind::Ward;
                (code.as_str(), if ward { CommuneKind::Ward } else { CommuneKind::Commune })
            })
            .collect();
        let (choices, procedures) = choices(law, scenario)?;
        let due = |unit: &str, from: Moment, limit: &Limit| {
            let hours = law.hours_of(centres.get(unit)?.agency);
            due_at(from, *limit, &law.calendar, hours).ok().flatten()
        };
        let planned = plan::make(scenario, &units)?;
        let dossiers = plan::expand(&planned, scenario, &procedures, due)?;
        let office = Office::new(scenario.working_days(), scenario.sessions.clone());
        Ok(Month { law, scenario, staff, office, centres, choices, dossiers })
    }

    /// A stream of chance of one dossier for one purpose.
    pub(super) fn rng(&self, purpose: &str, dossier: usize) -> Rng {
        Rng::of(self.scenario.seed, &format!("replay/{purpose}/{dossier}"))
    }

    pub(super) fn id(&self, dossier: usize) -> DossierId {
        let mut rng = self.rng("id", dossier);
        let mut random = [0; 10];
        random.iter_mut().for_each(|byte| *byte = rng.below(256) as u8);
        DossierId::v7(self.dossiers[dossier].submitted_at, random)
    }

    /// Whether what is decided on this dossier goes to the registry.
    pub(super) fn has_registry(&self, dossier: usize) -> bool {
        let (planned, law) = (&self.dossiers[dossier], self.law);
        let procedure = law.catalogue.procedure(&self.choices[planned.procedure].procedure);
        let version = procedure.and_then(|procedure| procedure.version_on(planned.submitted_at.day()));
        let steps = version.and_then(|version| law.catalogue.steps(&version.steps));
        steps.is_some_and(|steps| steps.steps.iter().any(|step| step.duty == Duty::Registry))
    }

    /// Course by course, and all acts in the order of their moments.
    pub(super) fn acts(&self) -> (Vec<Vec<(Moment, PlannedAct)>>, Vec<Act>) {
        let courses: Vec<Vec<(Moment, PlannedAct)>> = (0..self.dossiers.len())
            .map(|n| {
                course(&self.dossiers[n], &self.office, self.has_registry(n), &mut self.rng("course", n))
            })
            .collect();
        let mut acts: Vec<Act> = courses
            .iter()
            .enumerate()
            .flat_map(|(dossier, course)| {
                course.iter().enumerate().map(move |(nth, (at, _))| Act { at: *at, dossier, nth })
            })
            .collect();
        acts.sort_unstable();
        (courses, acts)
    }

    pub(super) fn centre(&self, unit: &str) -> Result<&Centre<'a>, Fault> {
        self.centres.get(unit).ok_or_else(|| Fault::other(format!("no centre in {unit}")))
    }
}

/// The centre of every commune of the province.
fn centres<'a>(
    law: &'a Law,
    scenario: &Scenario,
    province: &UnitCode,
) -> Result<BTreeMap<String, Centre<'a>>, Refusal> {
    let mut centres = BTreeMap::new();
    for unit in law.directory.children_on(province, scenario.windows.month.from) {
        let takes_dossiers = |agency: &&directory::Agency| {
            agency.kind == AgencyKind::PeopleCommittee && agency.centre.is_some()
        };
        let agency = law
            .directory
            .agencies_in_on(&unit.code, scenario.windows.month.from)
            .find(takes_dossiers)
            .ok_or_else(|| Refusal::of("scenario.no-centre").with("unit", &unit.code))?;
        centres.insert(unit.code.to_string(), Centre { agency: &agency.code, unit });
    }
    Ok(centres)
}
