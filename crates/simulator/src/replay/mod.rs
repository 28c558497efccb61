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
mod month;
mod papers;
mod performance;
mod samples;
#[cfg(test)]
mod tests;
mod words;

use crate::plan::Scenario;
use crate::staff::Staff;
use month::Month;
use motcua_core::{Halt, Law};
use motcua_store::Store;
use motcua_store::files::Files;

pub use month::Replayed;
pub use samples::Samples;

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
