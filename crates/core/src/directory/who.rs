//! Who an agency is on a day, and which one serves a unit.

use super::{Agency, AgencyCode, AgencyKind, DepartmentField, Directory, UnitCode};
use crate::Day;

impl Directory {
    /// The agency with this code as it is now, or as it was when it was closed.
    pub fn agency(&self, code: &AgencyCode) -> Option<&Agency> {
        self.agencies.last(code)
    }

    /// The agency with this code on this day; `None` before it was founded and after it was
    /// closed.
    pub fn agency_on(&self, code: &AgencyCode, day: Day) -> Option<&Agency> {
        self.agency(code)
            .filter(|agency| agency.holds_on(day))
            .or_else(|| self.agencies.before(code).iter().find(|agency| agency.holds_on(day)))
    }

    /// The agency with this code as a paper of this day names it: of an agency that was not
    /// there on the day, the record nearest to it.
    pub fn agency_as_of(&self, code: &AgencyCode, day: Day) -> Option<&Agency> {
        let last = self.agency(code)?;
        let earlier = self.agencies.before(code);
        let begun = |agency: &&Agency| agency.valid_from <= day;
        Some(
            std::iter::once(last)
                .chain(earlier.iter().rev())
                .find(begun)
                .unwrap_or_else(|| earlier.first().unwrap_or(last)),
        )
    }

    /// The names that the agency with this code had before the one of this day, the latest
    /// first, each with its last day.
    pub fn earlier_names(&self, code: &AgencyCode, day: Day) -> Vec<(&Agency, Day)> {
        let now = self.agency_as_of(code, day).map(|agency| &agency.name);
        let mut names: Vec<(&Agency, Day)> = Vec::new();
        for agency in self.agencies.before(code).iter().rev() {
            let Some(last) = agency.valid_to.filter(|last| *last < day) else { continue };
            let known = names.last().map(|(later, _)| &later.name).or(now);
            if known != Some(&agency.name) {
                names.push((agency, last));
            }
        }
        names
    }

    /// Who does on this day what the agency with this code did: itself, or whoever took its
    /// work over; `None` when that is not on file.
    pub fn agency_instead(&self, code: &AgencyCode, day: Day) -> Option<&Agency> {
        let mut code = code.clone();
        // As many steps as there are agencies lead out of any chain but a circle.
        for _ in 0..=self.agencies().len() {
            if let Some(agency) = self.agency_on(&code, day) {
                return Some(agency);
            }
            code = self.agency(&code)?.successor.clone()?;
        }
        None
    }

    /// All dated records of the agency with this code, the earliest first.
    pub fn records_of(&self, code: &AgencyCode) -> impl Iterator<Item = &Agency> + use<'_> {
        self.agencies.before(code).iter().chain(self.agency(code))
    }

    /// All agencies by code, each once: as it is now, or as it was when it was closed.
    pub fn agencies(&self) -> &[Agency] {
        self.agencies.latest()
    }

    /// The agencies of exactly this unit (those of a province's communes are not
    /// among the province's), by code, as they are now.
    pub fn agencies_in(&self, unit: &UnitCode) -> impl Iterator<Item = &Agency> + use<'_> {
        self.agencies.of_unit(unit).filter(|(is_last, _)| *is_last).map(|(_, agency)| agency)
    }

    /// The agencies of exactly this unit on this day.
    pub fn agencies_in_on(&self, unit: &UnitCode, day: Day) -> impl Iterator<Item = &Agency> + use<'_> {
        self.agencies.of_unit(unit).map(|(_, agency)| agency).filter(move |agency| agency.holds_on(day))
    }

    /// The agency of a kind (of a department: and field) that serves a unit on a day: the one
    /// of the unit itself, else one that names the commune among those it covers, else the one
    /// of the whole province. `None` when none is on file: nobody stands in for it.
    pub fn covering(
        &self,
        kind: AgencyKind,
        field: Option<DepartmentField>,
        unit: &UnitCode,
        day: Day,
    ) -> Option<&Agency> {
        let is_one = |agency: &&Agency| agency.kind == kind && agency.field == field;
        let of_all = |unit: &UnitCode| {
            self.agencies_in_on(unit, day).filter(|agency| agency.covers.is_empty()).find(is_one)
        };
        let branch = || self.agencies.naming(unit).filter(|agency| agency.holds_on(day)).find(is_one);
        let above = || self.province_of(unit).filter(|province| *province != unit).and_then(of_all);
        of_all(unit).or_else(branch).or_else(above)
    }

    /// The file and the line in which the agency with this code stands.
    pub fn place_of_agency(&self, code: &AgencyCode) -> Option<(&str, usize)> {
        self.agencies.place(code)
    }
}
