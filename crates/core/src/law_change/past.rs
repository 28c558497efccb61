//! What has been stays as it was: papers name agencies as they were called on their day, and
//! time was counted by the days and hours that were worked. Whoever changes either says from
//! which day on, and that day is still to come.

use crate::directory::{Agency, Directory};
use crate::{Day, Law, Refusal};

/// What of the days up to and with today would be another: agencies, office hours, days off.
pub(super) fn must_keep_the_past(old: &Law, new: &Law, today: Day) -> Vec<Refusal> {
    let mut wrong = agencies(&old.directory, &new.directory, today);
    wrong.extend(hours(old, new, today));
    wrong.extend(days(old, new, today));
    wrong
}

/// The agency of each record of before is on each of its past days what it was.
fn agencies(old: &Directory, new: &Directory, today: Day) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    for last in old.agencies() {
        let code = &last.code;
        if new.agency(code).is_none() {
            wrong.push(Refusal::of("catalogue.agency-gone").at("files").with("agency", code));
            continue;
        }
        let begun = old.records_of(code).filter(|was| was.valid_from <= today);
        let is_another = |was: &Agency| {
            // A record is the same on all its days, so its first and its last past day tell.
            let until = was.valid_to.map_or(today, |last| last.min(today));
            let is = |day: Day| new.agency_on(code, day).filter(|is| is_as_it_was(was, is));
            let has_ended = was.valid_to.is_some_and(|last| last < today);
            match (is(was.valid_from), is(until)) {
                (Some(_), Some(is)) => has_ended && is.valid_to != was.valid_to,
                _ => true,
            }
        };
        if begun.into_iter().any(is_another) {
            let why = Refusal::of("catalogue.past-agency").at("files").with("agency", code);
            wrong.push(why.with("name", &last.name).with("from", today.plus(1).vn()));
        }
    }
    wrong
}

/// Since when it was, what papers say of it, and whom it serves. Address and telephone only help
/// to find it, and whether something was verified may become known at any time.
fn is_as_it_was(was: &Agency, is: &Agency) -> bool {
    let centre = |agency: &Agency| agency.centre.as_ref().map(|centre| centre.name.clone());
    is.valid_from == was.valid_from
        && (&is.name, &is.name_en, centre(is)) == (&was.name, &was.name_en, centre(was))
        && (&is.unit, is.kind, is.field, &is.covers) == (&was.unit, was.kind, was.field, &was.covers)
}

/// No agency worked other hours on a past day than it did.
fn hours(old: &Law, new: &Law, today: Day) -> Vec<Refusal> {
    let agencies = old.directory.agencies().iter().filter(|agency| agency.valid_from <= today);
    let other = agencies.filter(|agency| {
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
fn days(old: &Law, new: &Law, today: Day) -> Vec<Refusal> {
    let named = |law: &Law| law.calendar.days().map(|special| special.day).collect::<Vec<Day>>();
    let mut days = named(old);
    days.extend(named(new));
    days.sort();
    days.dedup();
    let is_another =
        |day: &Day| *day <= today && old.calendar.is_working(*day) != new.calendar.is_working(*day);
    let refused = |day: Day| {
        Refusal::of("catalogue.past-day").at("files").with("day", day.vn()).with("from", today.plus(1).vn())
    };
    days.into_iter().filter(is_another).map(refused).collect()
}
