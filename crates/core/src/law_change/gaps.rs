//! No commune loses an agency by a change: what is served stays served, by whomever.

use crate::law::beside_procedures;
use crate::{BadData, Day, Law, Refusal};
use std::collections::BTreeSet;

/// Communes that would have no committee, or no agency of a kind that procedures need, from a day
/// on on which they have one today's way.
pub(super) fn must_leave_no_gap(old: &Law, new: &Law, today: Day) -> Vec<Refusal> {
    let changes = beside_procedures(old, new).agencies;
    let records = || changes.iter().flat_map(|change| change.before.iter().chain(&change.after));
    if records().next().is_none() {
        return Vec::new();
    }
    // Who serves a commune changes only on a day on which some record begins or has ended.
    let begins = records().map(|record| record.valid_from);
    let ended = records().filter_map(|record| Some(record.valid_to?.plus(1)));
    let days: BTreeSet<Day> = begins.chain(ended).filter(|day| *day > today).collect();
    let known: Vec<BadData> = old.directory.gaps();
    let mut wrong: Vec<Refusal> = Vec::new();
    let mut add = |found: Vec<BadData>, known: &[BadData]| {
        for gap in found.into_iter().filter(|gap| known.iter().all(|one| one.why != gap.why)) {
            if !wrong.contains(&gap.why) {
                wrong.push(gap.why);
            }
        }
    };
    add(new.directory.gaps(), &known);
    for day in days {
        add(new.undecided(day), &old.undecided(day));
    }
    wrong.into_iter().map(|refusal| refusal.at("files")).collect()
}
