//! What the files of agencies say together: lines written by hand take the place of those of
//! the table, and what does not fit is told.

use super::agencies::Agencies;
use super::table::Place;
use super::written::{CentreLine, CentreWritten, WrittenAgency};
use super::{Agency, AgencyCode, AgencyKind, DepartmentField, Unit, UnitCode};
use crate::{BadData, Day, Refusal};
use std::collections::{HashMap, HashSet};

/// Everything that was read about agencies.
#[derive(Default)]
pub(super) struct AgenciesRead<'a> {
    /// Of the tables.
    pub(super) lines: Vec<(Place<'a>, WrittenAgency)>,
    pub(super) centres: Vec<(Place<'a>, CentreLine)>,
    /// Written by hand.
    pub(super) by_hand: Vec<(Place<'a>, WrittenAgency)>,
}

type UnitsByCode<'u> = HashMap<&'u UnitCode, Vec<&'u Unit>>;

/// The agencies, or what is wrong with them.
pub(super) fn settle<'a>(
    read: AgenciesRead<'a>,
    units: &[(Place<'_>, Unit)],
    bad: &mut Vec<BadData>,
) -> Agencies {
    let mut histories: UnitsByCode<'_> = HashMap::with_capacity(units.len());
    for (_, unit) in units {
        histories.entry(&unit.code).or_default().push(unit);
    }
    let AgenciesRead { mut lines, centres, by_hand } = read;
    if !by_hand.is_empty() {
        let own: HashSet<&AgencyCode> = by_hand.iter().map(|(_, agency)| &agency.code).collect();
        lines.retain(|(_, agency)| !own.contains(&agency.code));
    }
    let mut written = by_hand;
    written.extend(lines);
    written.sort_by(|(_, a), (_, b)| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    furnish(&mut written, centres, bad);
    let codes: HashSet<&AgencyCode> = written.iter().map(|(_, agency)| &agency.code).collect();
    let mut records: Vec<(&str, usize, Agency)> = Vec::with_capacity(written.len() + 64);
    for (place, agency) in &written {
        check(*place, agency, &histories, &codes, bad);
        let history = histories.get(&agency.unit).map(Vec::as_slice).unwrap_or_default();
        let of_agency = agency.records(history).into_iter();
        records.extend(of_agency.map(|record| (place.file, place.line, record)));
    }
    records.sort_by(|(_, _, a), (_, _, b)| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    twice(&records, bad);
    two_for_one(&records, bad);
    Agencies::of(records)
}

/// Gives every agency its centre.
fn furnish<'a>(
    written: &mut [(Place<'a>, WrittenAgency)],
    centres: Vec<(Place<'a>, CentreLine)>,
    bad: &mut Vec<BadData>,
) {
    let mut seen: HashMap<AgencyCode, usize> = HashMap::new();
    for (place, line) in centres {
        if let Some(other) = seen.insert(line.agency.clone(), place.line) {
            let why =
                Refusal::of("directory.centre-twice").with("code", &line.agency).with("other_line", other);
            bad.push(place.bad("agency", why));
            continue;
        }
        let from = written.partition_point(|(_, agency)| agency.code < line.agency);
        let of_agency = written[from..].iter_mut().take_while(|(_, agency)| agency.code == line.agency);
        // The centre of an agency that has several lines is that of the last one.
        match of_agency.last().filter(|(_, agency)| agency.province == line.province) {
            None => {
                let why = Refusal::of("directory.agency-unknown").with("code", &line.agency);
                bad.push(place.bad("agency", why));
            }
            Some((_, agency)) => {
                if let CentreWritten::Usual = agency.centre {
                    agency.centre = CentreWritten::Known(Box::new(line.centre));
                }
            }
        }
    }
}

/// What one line says: units that exist and lie in its province, days in order.
fn check(
    place: Place<'_>,
    agency: &WrittenAgency,
    histories: &UnitsByCode<'_>,
    codes: &HashSet<&AgencyCode>,
    bad: &mut Vec<BadData>,
) {
    let mut lies_here = |field: &str, code: &UnitCode| match histories.get(code).and_then(|all| all.last()) {
        None => bad.push(place.bad(field, Refusal::of("directory.unit-unknown").with("unit", code))),
        Some(unit) if unit.parent.as_ref().unwrap_or(&unit.code) != &agency.province => {
            let why =
                Refusal::of("directory.unit-elsewhere").with("unit", code).with("province", &agency.province);
            bad.push(place.bad(field, why));
        }
        Some(_) => {}
    };
    lies_here("unit", &agency.unit);
    for covered in &agency.covers {
        lies_here("covers", covered);
    }
    if let Some(province) = agency.covers.iter().find(|code| code.is_province()) {
        let why = Refusal::of("directory.code-not-of-level").with("code", province);
        bad.push(place.bad("covers", why));
    }
    if let (Some(from), Some(to)) = (agency.valid_from, agency.valid_to)
        && to < from
    {
        let why = Refusal::of("directory.validity-backwards").with("valid_from", from).with("valid_to", to);
        bad.push(place.bad("valid_to", why));
    }
    if let Some(code) = &agency.successor
        && (!codes.contains(code) || *code == agency.code)
    {
        bad.push(place.bad("successor", Refusal::of("directory.agency-unknown").with("code", code)));
    }
}

/// No code means two agencies on one day.
fn twice(records: &[(&str, usize, Agency)], bad: &mut Vec<BadData>) {
    for pair in records.windows(2) {
        let [(file, line, earlier), (later_file, later_line, later)] = pair else { continue };
        if earlier.code == later.code && meet(earlier, later) {
            let why = Refusal::of("directory.agency-code-twice")
                .with("code", &later.code)
                .with("other_file", file)
                .with("other_line", line);
            bad.push(Place { file: later_file, line: *later_line }.bad("code", why));
        }
    }
}

/// Nothing is served by two agencies of one kind on one day.
fn two_for_one(records: &[(&str, usize, Agency)], bad: &mut Vec<BadData>) {
    type Served<'r> = (AgencyKind, Option<DepartmentField>, &'r UnitCode, bool);
    let mut known: HashMap<Served<'_>, Vec<usize>> = HashMap::with_capacity(records.len());
    for (at, (file, line, agency)) in records.iter().enumerate() {
        let whole = agency.covers.is_empty().then_some(&agency.unit);
        for unit in whole.into_iter().chain(&agency.covers) {
            let served = known.entry((agency.kind, agency.field, unit, whole.is_some())).or_default();
            let other = served
                .iter()
                .map(|other| &records[*other])
                .find(|(_, _, other)| other.code != agency.code && meet(other, agency));
            if let Some((other_file, other_line, other)) = other {
                let (field, code) = match whole {
                    Some(_) => ("unit", "directory.agency-kind-twice"),
                    None => ("covers", "directory.cover-overlaps"),
                };
                let why = Refusal::of(code)
                    .with("unit", unit)
                    .with("code", &other.code)
                    .with("other_file", other_file)
                    .with("other_line", other_line);
                bad.push(Place { file, line: *line }.bad(field, why));
            }
            served.push(at);
        }
    }
}

/// Whether both hold on some day.
fn meet(one: &Agency, other: &Agency) -> bool {
    let begins = |agency: &Agency, last: Option<Day>| last.is_none_or(|last| agency.valid_from <= last);
    begins(one, other.valid_to) && begins(other, one.valid_to)
}
