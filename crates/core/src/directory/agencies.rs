//! The dated records of agencies, and how they are found: by code, by unit, by what they cover.

use super::{Agency, AgencyCode, UnitCode};
use std::collections::HashMap;

/// All dated records of agencies, and how they are found.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    /// The last record of each code, by code; then, from `latest` on, the earlier ones, by
    /// code and day.
    records: Vec<Agency>,
    latest: usize,
    /// The records of each unit, in the order above.
    in_unit: HashMap<UnitCode, Vec<u32>>,
    /// The records that name a commune among those that they cover.
    covering: HashMap<UnitCode, Vec<u32>>,
    /// The file and the line of each record; files by their number below.
    lines: Vec<(u32, u32)>,
    files: Vec<String>,
}

impl Agencies {
    /// `records` are sorted by code and day; each comes with its file and line.
    pub(super) fn of(records: Vec<(&str, usize, Agency)>) -> Agencies {
        let last_of_code =
            |at: usize| records.get(at + 1).is_none_or(|(_, _, next)| next.code != records[at].2.code);
        let last: Vec<bool> = (0..records.len()).map(last_of_code).collect();
        let mut all = Agencies::default();
        let (latest, earlier): (Vec<_>, Vec<_>) =
            records.into_iter().zip(last).partition(|(_, is_last)| *is_last);
        all.latest = latest.len();
        let many = latest.len() + earlier.len();
        all.records.reserve_exact(many);
        all.lines.reserve_exact(many);
        for ((file, line, agency), _) in latest.into_iter().chain(earlier) {
            let at = all.records.len();
            let number = all.files.iter().rposition(|known| known == file).unwrap_or_else(|| {
                all.files.push(file.to_string());
                all.files.len() - 1
            });
            let line = (number as u32, u32::try_from(line).unwrap_or(u32::MAX));
            all.in_unit.entry(agency.unit.clone()).or_default().push(at as u32);
            for covered in &agency.covers {
                all.covering.entry(covered.clone()).or_default().push(at as u32);
            }
            all.lines.push(line);
            all.records.push(agency);
        }
        all
    }

    /// The last record of each code, by code.
    pub(super) fn latest(&self) -> &[Agency] {
        &self.records[..self.latest]
    }

    fn number(&self, code: &AgencyCode) -> Option<usize> {
        self.latest().binary_search_by(|agency| agency.code.cmp(code)).ok()
    }

    /// The last record of this code.
    pub(super) fn last(&self, code: &AgencyCode) -> Option<&Agency> {
        self.number(code).map(|at| &self.records[at])
    }

    /// The records of a code before its last one, the earliest first.
    pub(super) fn before(&self, code: &AgencyCode) -> &[Agency] {
        let earlier = &self.records[self.latest..];
        let from = earlier.partition_point(|agency| agency.code < *code);
        let many = earlier[from..].partition_point(|agency| agency.code == *code);
        &earlier[from..from + many]
    }

    /// The records of exactly this unit: whether each is the last one of its code, and the record.
    pub(super) fn of_unit(&self, unit: &UnitCode) -> impl Iterator<Item = (bool, &Agency)> + use<'_> {
        let found = self.in_unit.get(unit).map(Vec::as_slice).unwrap_or_default();
        found.iter().map(|at| ((*at as usize) < self.latest, &self.records[*at as usize]))
    }

    /// The records that name this commune among those that they cover.
    pub(super) fn naming(&self, commune: &UnitCode) -> impl Iterator<Item = &Agency> + use<'_> {
        let found = self.covering.get(commune).map(Vec::as_slice).unwrap_or_default();
        found.iter().map(|at| &self.records[*at as usize])
    }

    /// The file and the line in which the last record of this code stands.
    pub(super) fn place(&self, code: &AgencyCode) -> Option<(&str, usize)> {
        let (file, line) = *self.lines.get(self.number(code)?)?;
        self.files.get(file as usize).map(|file| (file.as_str(), line as usize))
    }
}
