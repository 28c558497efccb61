//! The plan of a scenario: every dossier of a province in a month, so that the
//! figures that were published about that month come out of it to the last digit.
//!
//! ```text
//! scenario file ── Scenario::read ── totals of the province by phase
//!                                          │ make
//!                         rows by commune, days by commune: a Plan
//!                                          │ expand (procedures, due dates)
//!                                 a list of PlannedDossier
//!                                          │ deviations
//!                       the published figures, counted again: none differs
//! ```
//!
//! Everything is a pure function of the file, the communes and the procedures.

mod allot;
mod check;
mod choice;
mod days;
pub mod dossier;
mod expand;
pub mod figure;
mod fit;
mod matrix;
pub mod office;
mod outcome;
pub mod people;
pub mod random;
mod read;
pub mod scenario;
#[cfg(test)]
mod tests;
mod times;
mod totals;

pub use choice::{ProcedureChoice, WayLimits};
pub use days::{Assisted, DayPlan};
pub use dossier::{Channel, Extra, Helper, IntakeOutcome, PlannedDossier, ResolvedPlan, digest};
pub use expand::expand;
pub use figure::{Counted, Figure, Measure, Window, WindowName, count};
pub use scenario::Scenario;

use motcua_core::Refusal;

/// What a commune-level unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommuneKind {
    /// Phường.
    Ward,
    /// Xã.
    Commune,
}

/// The plan of one commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommunePlan {
    /// Code of the commune.
    pub unit: String,
    /// Working day by working day, ascending.
    pub days: Vec<DayPlan>,
    /// Completed by the end of the opening, of those received in it.
    pub resolved_in_opening: u64,
    /// Of those, on time.
    pub on_time_in_opening: u64,
    /// Of the eligible handed in online in the month, completed when it ends.
    pub resolved_online: u64,
    /// Of all others received in the month, completed when it ends.
    pub resolved_other: u64,
    /// Of the received in the month, all papers held as electronic files.
    pub digitised: u64,
}

impl CommunePlan {
    /// Received in the month.
    pub fn received(&self) -> u64 {
        self.days.iter().map(|d| d.received).sum()
    }

    /// Completed when the month ends.
    pub fn resolved(&self) -> u64 {
        self.resolved_online + self.resolved_other
    }
}

/// The plan of a province, commune by commune in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One for each commune.
    pub communes: Vec<CommunePlan>,
}

/// Plans the month for these communes (code and kind). Refused when a figure or a
/// weight is about a commune that is not among them, or when the assumed shares
/// leave no way to meet the published figures.
pub fn make(scenario: &Scenario, communes: &[(&str, CommuneKind)]) -> Result<Plan, Refusal> {
    let known = |code: &str| communes.iter().any(|(unit, _)| *unit == code);
    let named = scenario.figures.iter().filter_map(|f| f.unit.as_deref());
    if let Some(unit) = named.chain(scenario.weight.of.keys().map(String::as_str)).find(|u| !known(u)) {
        return Err(Refusal::of("scenario.unit-unknown").with("unit", unit));
    }
    let weighed: Vec<(String, u64)> = communes
        .iter()
        .map(|(unit, kind)| {
            let usual = match kind {
                CommuneKind::Ward => scenario.weight.ward,
                CommuneKind::Commune => scenario.weight.commune,
            };
            (unit.to_string(), scenario.weight.of.get(*unit).copied().unwrap_or(usual))
        })
        .collect();
    let rows = matrix::rows(scenario, &totals::Totals::of(scenario)?, &weighed)?;
    let communes = rows
        .iter()
        .map(|row| {
            let days = days::spread(scenario, row);
            let digitised = digitised(scenario, row, &days);
            CommunePlan {
                unit: row.unit.clone(),
                days,
                resolved_in_opening: row.resolved_in_opening,
                on_time_in_opening: row.on_time_in_opening,
                resolved_online: row.resolved_online,
                resolved_other: row.resolved_other,
                digitised,
            }
        })
        .collect();
    Ok(Plan { communes })
}

/// What comes fully online is electronic by nature, so only the others can lack a
/// scan; a commune with few others digitises nearly everything.
fn digitised(scenario: &Scenario, row: &matrix::CommuneMonth, days: &[DayPlan]) -> u64 {
    let received: u64 = days.iter().map(|d| d.received).sum();
    if scenario.is_wholly_digitised(&row.unit) {
        return received;
    }
    let others: u64 = days.iter().map(|d| d.received - d.eligible_online).sum();
    let [low, high] = scenario.spread.digitised.map(|n| n as i64);
    let mut rng = random::Rng::of(scenario.seed, &format!("digitised/{}", row.unit));
    let missing = received - received * rng.between(low, high) as u64 / 1000;
    received - missing.min(others)
}

/// A published figure that the dossiers do not give, or a leader who does not lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// Index of the figure in the scenario.
    pub figure: usize,
    /// What the dossiers give instead.
    pub counted: Counted,
    /// The commune that is not strictly below a leader, when that is what is wrong.
    pub rival: Option<String>,
}

/// Counts every published figure again from single dossiers. Empty when all hold.
pub fn deviations(scenario: &Scenario, units: &[&str], dossiers: &[PlannedDossier]) -> Vec<Deviation> {
    let mut found = Vec::new();
    for (index, figure) in scenario.figures.iter().enumerate() {
        let window = scenario.windows.named(figure.window);
        let counted = count(figure.measure, window, figure.unit.as_deref(), dossiers);
        let mut add = |rival| found.push(Deviation { figure: index, counted, rival });
        if !figure.is_met_by(counted) {
            add(None);
        }
        if figure.leads {
            for unit in units.iter().filter(|unit| Some(**unit) != figure.unit.as_deref()) {
                let other = count(figure.measure, window, Some(unit), dossiers);
                if !counted.is_above(&other, figure.measure) {
                    add(Some(unit.to_string()));
                }
            }
        }
    }
    found
}
