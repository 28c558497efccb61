//! Where an agency is, as stands before the date of a paper.

use motcua_core::Day;
use motcua_core::directory::AgencyCode;
use motcua_edge::app::App;

/// The name of the commune or province without its kind, as it was on this day; empty where the agency is not on
/// file.
pub fn place_on(app: &App, agency: &AgencyCode, day: Day) -> String {
    let directory = &app.law.directory;
    let Some(agency) = directory.agency_as_of(agency, day) else { return String::new() };
    let unit = directory.unit_on(&agency.unit, day).or_else(|| directory.history_of(&agency.unit).last());
    unit.map(|unit| unit.place().to_string()).unwrap_or_default()
}
