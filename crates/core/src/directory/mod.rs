//! Provinces and communes as dated records, and the agencies in them.
//!
//! Since 2025-07-01 local government has two tiers: 34 provinces and 3,321
//! communes. Units are renamed and change their kind without a new code, so a
//! code has dated records and a name is always asked for *on a day*. A
//! [`Directory`] is read once from the project's data files and never changes.

mod agencies;
mod agency;
mod code;
mod department;
mod find;
mod gaps;
mod index;
mod names;
mod read_agencies;
mod read_agency_tables;
mod read_units;
mod settle;
pub(crate) mod table;
#[cfg(test)]
mod tests;
mod unit;
mod usual_names;
mod who;
mod written;

pub use agency::{Agency, AgencyKind, Centre, MapPoint, ProvinceCode};
pub use code::{AgencyCode, UnitCode};
pub use department::DepartmentField;
pub use find::UnitFound;
pub use unit::{Matched, Share, Succession, Tier, Unit, UnitKind};
pub use usual_names::UsualNames;
pub use written::STANDARD_HOURS;

use crate::{BadData, Day, Refusal};
use agencies::Agencies;
use index::Index;
use settle::AgenciesRead;
use std::collections::HashMap;
use table::Place;

/// All units, what became of the old ones, and all agencies.
#[derive(Debug, Default)]
pub struct Directory {
    /// By code, then by day.
    units: Vec<Unit>,
    /// Records of the communes under each province, by code.
    children: HashMap<UnitCode, Vec<usize>>,
    /// By new code, then by old code.
    successions: Vec<Succession>,
    /// The rows with an old code, by that code.
    by_old_code: Vec<usize>,
    /// Codes of before July 2025 by the letters of names that had been merged away by then.
    former_names: HashMap<String, Vec<UnitCode>>,
    agencies: Agencies,
    /// By unit.
    province_codes: Vec<ProvinceCode>,
    index: Index,
}

/// The records of the provinces alone, for whoever must know them before everything is read.
pub fn provinces(file: &str, text: &str) -> Result<Vec<Unit>, Vec<BadData>> {
    let mut bad = Vec::new();
    let read = read_units::units(file, text, Tier::Province, &mut bad);
    if bad.is_empty() { Ok(read.into_iter().map(|(_, unit)| unit).collect()) } else { Err(bad) }
}

impl Directory {
    /// Reads the data files, given as name and text. The end of the name says
    /// what a file is: `units/provinces.tsv` and `units/communes.tsv` (both
    /// needed), `units/succession.tsv`, `units/former_names.tsv`, `agencies/provinces.toml`, and for the
    /// agencies of a province `agencies/46.tsv`, `agencies/46.centres.tsv` and, with
    /// what is written by hand, `agencies/46.toml`.
    ///
    /// All that is wrong comes back at once. What ties the files together (a
    /// commune's province, an agency's unit) is checked only when the units
    /// themselves are sound, so that one slip is not reported a hundred times.
    pub fn read(files: &[(&str, &str)]) -> Result<Directory, Vec<BadData>> {
        let mut bad = Vec::new();
        let mut units = Vec::new();
        let mut successions = Vec::new();
        let mut former = Vec::new();
        let mut provinces = Vec::new();
        let mut read = AgenciesRead::default();
        for needed in ["units/provinces.tsv", "units/communes.tsv"] {
            if !files.iter().any(|(name, _)| name.ends_with(needed)) {
                bad.push(BadData::new(needed, None, "", Refusal::of("directory.file-missing")));
            }
        }
        for (name, text) in files {
            if name.ends_with("units/provinces.tsv") {
                units.extend(read_units::units(name, text, Tier::Province, &mut bad));
            } else if name.ends_with("units/communes.tsv") {
                units.extend(read_units::units(name, text, Tier::Commune, &mut bad));
            } else if name.ends_with("units/succession.tsv") {
                successions.extend(read_units::successions(name, text, &mut bad));
            } else if name.ends_with("units/former_names.tsv") {
                former.extend(read_units::former_names(name, text, &mut bad));
            } else if name.ends_with("agencies/provinces.toml") {
                provinces.extend(read_agencies::provinces(name, text, &mut bad));
            } else if name.contains("agencies/") && name.ends_with(".centres.tsv") {
                read.centres.extend(read_agency_tables::centres(name, text, &mut bad));
            } else if name.contains("agencies/") && name.ends_with(".tsv") {
                read.lines.extend(read_agency_tables::agencies(name, text, &mut bad));
            } else if name.contains("agencies/") && name.ends_with(".toml") {
                read_agencies::agencies(name, text, &mut read, &mut bad);
            } else {
                bad.push(BadData::new(name, None, "", Refusal::of("directory.file-unknown")));
            }
        }
        if bad.is_empty() {
            read_units::check_units(&mut units, &mut bad);
        }
        let mut agencies = Agencies::default();
        if bad.is_empty() {
            read_units::check_successions(&mut successions, &units, &mut bad);
            read_units::check_former_names(&former, &successions, &mut bad);
            read_agencies::check_provinces(&mut provinces, &units, &mut bad);
            agencies = settle::settle(read, &units, &mut bad);
        }
        if !bad.is_empty() {
            return Err(bad);
        }
        let province_codes = provinces.into_iter().map(|(_, _, code)| code).collect();
        let mut directory = Directory { agencies, province_codes, ..Directory::of(units, successions) };
        for (_, name) in former {
            directory.former_names.entry(name.letters).or_default().push(name.old_code);
        }
        Ok(directory)
    }

    fn of(units: Vec<(Place<'_>, Unit)>, successions: Vec<(Place<'_>, Succession)>) -> Directory {
        let units: Vec<Unit> = units.into_iter().map(|(_, unit)| unit).collect();
        let successions: Vec<Succession> = successions.into_iter().map(|(_, row)| row).collect();
        let mut children: HashMap<UnitCode, Vec<usize>> = HashMap::new();
        for (at, unit) in units.iter().enumerate() {
            if let Some(parent) = &unit.parent {
                children.entry(parent.clone()).or_default().push(at);
            }
        }
        let mut by_old_code: Vec<usize> =
            (0..successions.len()).filter(|at| successions[*at].old_code.is_some()).collect();
        by_old_code.sort_by(|a, b| {
            let (a, b) = (&successions[*a], &successions[*b]);
            (&a.old_code, a.share, &a.new_code).cmp(&(&b.old_code, b.share, &b.new_code))
        });
        let index = Index::of(&units, &successions);
        Directory { children, by_old_code, index, units, successions, ..Directory::default() }
    }

    /// All dated records of a unit, the earliest first; empty for an unknown code.
    pub fn history_of(&self, code: &UnitCode) -> &[Unit] {
        let from = self.units.partition_point(|unit| unit.code < *code);
        let many = self.units[from..].partition_point(|unit| unit.code == *code);
        &self.units[from..from + many]
    }

    /// The unit as it was on this day. No unit is older than 2025-07-01 here.
    pub fn unit_on(&self, code: &UnitCode, day: Day) -> Option<&Unit> {
        self.history_of(code).iter().find(|unit| unit.holds_on(day))
    }

    /// All units of a tier as they were on this day, by code.
    pub fn units_on(&self, level: Tier, day: Day) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(move |unit| unit.level == level && unit.holds_on(day))
    }

    /// The communes of a province as they were on this day, by code.
    pub fn children_on(&self, parent: &UnitCode, day: Day) -> impl Iterator<Item = &Unit> + use<'_> {
        let records = self.children.get(parent).map(Vec::as_slice).unwrap_or_default();
        records.iter().map(|at| &self.units[*at]).filter(move |unit| unit.holds_on(day))
    }

    /// Code of the province of a unit, by its latest record; a province is its
    /// own. `None` for an unknown code.
    pub fn province_of(&self, code: &UnitCode) -> Option<&UnitCode> {
        self.history_of(code).last().map(|unit| unit.parent.as_ref().unwrap_or(&unit.code))
    }

    /// What became of the commune that had this code *before* 2025-07-01, the
    /// main successor first. (The same number may name a new commune today.)
    pub fn successors_of(&self, old_code: &UnitCode) -> impl Iterator<Item = &Succession> + use<'_> {
        let old_code_at = |at: &usize| self.successions[*at].old_code.as_ref();
        let from = self.by_old_code.partition_point(|at| old_code_at(at) < Some(old_code));
        let many = self.by_old_code[from..].partition_point(|at| old_code_at(at) == Some(old_code));
        self.by_old_code[from..from + many].iter().map(|at| &self.successions[*at])
    }

    /// The old communes that went into this one, those with a code first.
    pub fn predecessors_of(&self, new_code: &UnitCode) -> &[Succession] {
        let from = self.successions.partition_point(|row| row.new_code < *new_code);
        let many = self.successions[from..].partition_point(|row| row.new_code == *new_code);
        &self.successions[from..from + many]
    }

    /// The agency code that the dossiers of this province begin with, and whether a public
    /// text gave it; `None` where the data has none.
    pub fn agency_code_of(&self, province: &UnitCode) -> Option<&ProvinceCode> {
        let at = self.province_codes.binary_search_by(|known| known.unit.cmp(province)).ok()?;
        self.province_codes.get(at)
    }
}
