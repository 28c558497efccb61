//! A planned month, carried out: every dossier goes through the same actions as
//! on the pages and reaches the store through the same writer, under a clock that
//! stands at the moment of each act.
//!
//! ```text
//! catalogue ── choices ──┐
//! scenario ──────────────┴─ plan ── PlannedDossier ── course ── acts by moment
//!                                                                   │ performance
//!                    store's writer ◄── to_write ◄── the commands┘
//! ```
//!
//! Acts go to the writer in the order of their moments, many at a time; the writer
//! keeps that order, so that every run draws the same dossier codes.

mod choices;
mod course;
mod papers;
mod performance;
mod samples;
#[cfg(test)]
mod tests;
mod words;

use crate::plan::office::Office;
use crate::plan::random::Rng;
use crate::plan::{self, PlannedDossier, Scenario, UnitKind};
use crate::staff::Staff;
use choices::{Choice, choices};
use course::{Deed, course};
use motcua_core::calendar::{Limit, due_at};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{self, AgencyCode, AgencyKind, Unit, UnitCode};
use motcua_core::dossier::DossierId;
use motcua_core::law::ClockStart;
use motcua_core::{Fault, Halt, Law, Moment, Refusal};
use motcua_store::Store;
use motcua_store::files::Files;
use std::collections::BTreeMap;

pub use samples::Samples;

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

/// Plans the scenario and carries it out in an empty store. `progress` hears how
/// many acts are written, of how many. Refused when the catalogue or the directory
/// does not give what the scenario needs; an act that the rules refuse is a fault
/// of the plan.
pub fn replay(
    law: &Law,
    scenario: &Scenario,
    staff: &Staff,
    store: &Store,
    files: &Files,
    progress: impl FnMut(usize, usize),
) -> Result<Replayed, Halt> {
    replay_first(usize::MAX, law, scenario, staff, store, files, progress)
}

/// The same for so many dossiers of the plan, the first ones.
pub fn replay_first(
    most: usize,
    law: &Law,
    scenario: &Scenario,
    staff: &Staff,
    store: &Store,
    files: &Files,
    progress: impl FnMut(usize, usize),
) -> Result<Replayed, Halt> {
    let mut month = Month::plan(law, scenario, staff)?;
    month.dossiers.truncate(most);
    let samples = Samples::store(files)?;
    performance::perform(&month, &samples, store, progress)
}

/// Everything about the month that does not change while it is carried out.
struct Month<'a> {
    law: &'a Law,
    scenario: &'a Scenario,
    staff: &'a Staff,
    office: Office,
    centres: BTreeMap<String, Centre<'a>>,
    choices: Vec<Choice>,
    dossiers: Vec<PlannedDossier>,
}

/// Where the dossiers of a commune are handed in.
struct Centre<'a> {
    agency: &'a AgencyCode,
    unit: &'a Unit,
}

/// One act of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Act {
    at: Moment,
    dossier: usize,
    /// Its number among the acts of the dossier, from 0.
    nth: usize,
}

impl<'a> Month<'a> {
    fn plan(law: &'a Law, scenario: &'a Scenario, staff: &'a Staff) -> Result<Month<'a>, Refusal> {
        if law.policy.clock_start != ClockStart::Acceptance {
            // The planned outcomes count the limit from acceptance.
            return Err(Refusal::of("scenario.clock-start"));
        }
        let province = UnitCode::parse(&scenario.province)?;
        let centres = centres(law, scenario, &province)?;
        let units: Vec<(&str, UnitKind)> = centres
            .iter()
            .map(|(code, centre)| {
                let ward = centre.unit.kind == directory::UnitKind::Ward;
                (code.as_str(), if ward { UnitKind::Ward } else { UnitKind::Commune })
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
    fn rng(&self, purpose: &str, dossier: usize) -> Rng {
        Rng::of(self.scenario.seed, &format!("replay/{purpose}/{dossier}"))
    }

    fn id(&self, dossier: usize) -> DossierId {
        let mut rng = self.rng("id", dossier);
        let mut random = [0; 10];
        random.iter_mut().for_each(|byte| *byte = rng.below(256) as u8);
        DossierId::v7(self.dossiers[dossier].submitted_at, random)
    }

    /// Whether what is decided on this dossier goes to the registry.
    fn has_registry(&self, dossier: usize) -> bool {
        let (planned, law) = (&self.dossiers[dossier], self.law);
        let procedure = law.catalogue.procedure(&self.choices[planned.procedure].procedure);
        let version = procedure.and_then(|procedure| procedure.version_on(planned.submitted_at.day()));
        let steps = version.and_then(|version| law.catalogue.steps(&version.steps));
        steps.is_some_and(|steps| steps.steps.iter().any(|step| step.duty == Duty::Registry))
    }

    /// Course by course, and all acts in the order of their moments.
    fn acts(&self) -> (Vec<Vec<(Moment, Deed)>>, Vec<Act>) {
        let courses: Vec<Vec<(Moment, Deed)>> = (0..self.dossiers.len())
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

    fn centre(&self, unit: &str) -> Result<&Centre<'a>, Fault> {
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
            .agencies_in(&unit.code)
            .find(takes_dossiers)
            .ok_or_else(|| Refusal::of("scenario.no-centre").with("unit", &unit.code))?;
        centres.insert(unit.code.to_string(), Centre { agency: &agency.code, unit });
    }
    Ok(centres)
}
