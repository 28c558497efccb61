//! What has been stays as it was: papers name agencies as they were called on their day, and
//! time was counted by the days and hours that were worked. Whoever changes either says from
//! which day on, and that day is still to come.

use crate::directory::{Agency, AgencyCode, AgencyKind, DepartmentField, Directory, UnitCode};
use crate::law::BesideProcedures;
use crate::law::changes::VersionChange;
use crate::{Day, Law, Refusal};

/// What of the days up to and with today would be another: agencies, office hours, days off.
pub(super) fn must_keep_the_past(
    old: &Law,
    new: &Law,
    beside: &BesideProcedures,
    today: Day,
) -> Vec<Refusal> {
    let changed = beside.agencies.iter();
    let mut wrong: Vec<Refusal> =
        changed.filter_map(|change| agency(&old.directory, &new.directory, &change.code, today)).collect();
    wrong.extend(hours(old, new, today));
    wrong.extend(days(old, new, beside, today));
    wrong
}

/// Up to today an agency has the records that it had, each as it was.
fn agency(old: &Directory, new: &Directory, code: &AgencyCode, today: Day) -> Option<Refusal> {
    let begun = |directory: &'_ Directory| -> Vec<Agency> {
        directory.records_of(code).filter(|record| record.valid_from <= today).cloned().collect()
    };
    let (was, is) = (begun(old), begun(new));
    let refused = |code_of: &'static str, name: &str| {
        let why = Refusal::of(code_of).at("files").with("agency", code).with("name", name);
        Some(why.with("from", today.plus(1).vn()))
    };
    match (was.as_slice(), is.as_slice()) {
        // It had not begun, so nothing rests on it.
        ([], []) => None,
        // It was there all along and nobody had written it down; nobody else did its work.
        ([], [first, ..]) if old.agency(code).is_none() && stood_alone(old, first, today) => None,
        ([], [first, ..]) => refused("catalogue.past-agency", &first.name),
        ([.., last], []) => refused("catalogue.agency-gone", &last.name),
        (was, is)
            if was.len() == is.len() && was.iter().zip(is).all(|(was, is)| is_as_it_was(was, is, today)) =>
        {
            None
        }
        ([.., last], _) => refused("catalogue.past-agency", &last.name),
    }
}

/// Since when it was, what papers say of it, whom it served, by how many it compared, and how it ended. Address and telephone
/// only help to find it, and whether something was verified may become known at any time.
fn is_as_it_was(was: &Agency, is: &Agency, today: Day) -> bool {
    let centre = |agency: &Agency| agency.centre.as_ref().map(|centre| centre.name.clone());
    let ended =
        |agency: &Agency| agency.is_closed_on(today).then(|| (agency.valid_to, agency.successor.clone()));
    ended(is) == ended(was)
        && is.valid_from == was.valid_from
        && (&is.name, &is.name_en, centre(is)) == (&was.name, &was.name_en, centre(was))
        && (&is.unit, is.kind, is.field, &is.covers) == (&was.unit, was.kind, was.field, &was.covers)
        && is.compared_by == was.compared_by
}

/// Whether no agency served, since this one is said to have been there, what it is said to have served.
fn stood_alone(old: &Directory, first: &Agency, today: Day) -> bool {
    let (kind, field): (AgencyKind, Option<DepartmentField>) = (first.kind, first.field);
    let nobody = |commune: &UnitCode| {
        [first.valid_from, today].into_iter().all(|day| old.covering(kind, field, commune, day).is_none())
    };
    match (first.covers.as_slice(), first.unit.is_province()) {
        ([], true) => {
            let communes: Vec<UnitCode> =
                old.children_on(&first.unit, today).map(|unit| unit.code.clone()).collect();
            communes.iter().all(nobody)
        }
        ([], false) => nobody(&first.unit),
        (covers, _) => covers.iter().all(nobody),
    }
}

/// No agency worked other hours on a past day than it did.
fn hours(old: &Law, new: &Law, today: Day) -> Vec<Refusal> {
    let has_begun =
        |agency: &&Agency| old.directory.records_of(&agency.code).any(|record| record.valid_from <= today);
    let other = old.directory.agencies().iter().filter(has_begun).filter(|agency| {
        let (was, is) = (old.hours_of(&agency.code), new.hours_of(&agency.code));
        !was.are_the_same_until(is, today)
    });
    let refused = |agency: &Agency| {
        let why = Refusal::of("catalogue.past-hours").at("files").with("agency", &agency.code);
        why.with("name", &agency.name).with("from", today.plus(1).vn())
    };
    // Many agencies share their hours: one of them says enough.
    other.map(refused).take(1).collect()
}

/// The days that have passed were worked, or were not, as they are on file.
fn days(old: &Law, new: &Law, beside: &BesideProcedures, today: Day) -> Vec<Refusal> {
    let is_another =
        |day: &Day| *day <= today && old.calendar.is_working(*day) != new.calendar.is_working(*day);
    let refused = |day: Day| {
        Refusal::of("catalogue.past-day").at("files").with("day", day.vn()).with("from", today.plus(1).vn())
    };
    beside.days.iter().map(|change| change.day).filter(is_another).map(refused).collect()
}

/// No version of a procedure begins on a day that has passed: whoever handed in since then did so under
/// another. A procedure that offered nothing may say since when it was so.
pub(super) fn must_begin_no_earlier(
    old: &Law,
    new: &Law,
    changes: &[VersionChange],
    today: Day,
) -> Vec<Refusal> {
    let refused = |change: &VersionChange| {
        let was = old.catalogue.procedure(&change.procedure)?;
        let is = new.catalogue.procedure(&change.procedure)?.version(change.is?)?;
        let offered = was.versions.iter().any(|version| !version.ways.is_empty());
        let same = was.version(is.number).map(|version| version.effective_from);
        if !offered || is.effective_from >= today || same == Some(is.effective_from) {
            return None;
        }
        let why = Refusal::of("catalogue.past-version").at("files").with("procedure", &change.procedure);
        let why = why.with("version", is.number).with("day", is.effective_from.vn());
        Some(why.with("from", today.vn()))
    };
    changes.iter().filter_map(refused).collect()
}
