//! What a sound directory may still lack: a commune without its committee.

use super::{Agency, AgencyKind, Directory, Tier, Unit, UnitCode};
use crate::{BadData, Day, Refusal};
use std::collections::BTreeSet;

impl Directory {
    /// The communes that have no People's Committee on some day, of the provinces of which
    /// any agency is on file. Such data can be read, because an installation may begin with
    /// one commune; a catalogue that is checked should have none.
    pub fn gaps(&self) -> Vec<BadData> {
        let provinces: BTreeSet<&UnitCode> =
            self.agencies().iter().filter_map(|agency| self.province_of(&agency.unit)).collect();
        let communes = self.units.iter().filter(|unit| {
            unit.level == Tier::Commune
                && self.province_of(&unit.code).is_some_and(|province| provinces.contains(province))
        });
        communes.filter_map(|unit| Some(gap(unit, self.day_without_committee(unit)?))).collect()
    }

    /// The first day of a record of a commune on which it has no committee.
    fn day_without_committee(&self, unit: &Unit) -> Option<Day> {
        let is_committee = |agency: &&Agency| agency.kind == AgencyKind::PeopleCommittee;
        let mut day = unit.valid_from;
        loop {
            let Some(there) = self.agencies_in_on(&unit.code, day).find(is_committee) else {
                return unit.valid_to.is_none_or(|last| day <= last).then_some(day);
            };
            day = there.valid_to?.plus(1);
        }
    }
}

fn gap(unit: &Unit, day: Day) -> BadData {
    let province = unit.parent.as_ref().map(UnitCode::as_str).unwrap_or_default();
    let why = Refusal::of("directory.commune-without-committee")
        .with("unit", &unit.code)
        .with("name", &unit.full_name)
        .with("day", day);
    BadData::new(&format!("agencies/{province}.tsv"), None, "unit", why)
}
