//! No commune loses an agency by a change: what is served stays served, by whomever. What was
//! never served may be served bit by bit.

use crate::law::BesideProcedures;
use crate::{Day, Law, Refusal};
use std::collections::BTreeSet;

/// Communes that would have no agency of a kind that procedures need, from a day on on which they
/// have one now.
pub(super) fn must_leave_no_gap(old: &Law, new: &Law, beside: &BesideProcedures, today: Day) -> Vec<Refusal> {
    let records = beside.agencies.iter().flat_map(|change| change.before.iter().chain(&change.after));
    // Who serves a commune changes only on a day on which some record begins or has ended.
    let days = records.flat_map(|record| [Some(record.valid_from), record.valid_to.map(|last| last.plus(1))]);
    let days: BTreeSet<Day> = days.flatten().map(|day| day.max(today.plus(1))).collect();
    let mut wrong: Vec<Refusal> = Vec::new();
    for day in days {
        let before = old.unserved(day);
        for (word, communes) in new.unserved(day) {
            let known = before.get(word).map(Vec::as_slice).unwrap_or_default();
            let lost: Vec<_> = communes.iter().filter(|commune| !known.contains(commune)).collect();
            let Some(first) = lost.first() else { continue };
            let first = new.directory.unit_on(first, day).map_or("", |unit| unit.full_name.as_str());
            let why = Refusal::of("competence.agencies-lost").at("files").with("agency_kind", word);
            let why = why.with("count", lost.len()).with("first", first).with("day", day.vn());
            wrong.push(why);
        }
    }
    wrong
}
