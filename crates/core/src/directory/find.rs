//! Finding a unit as people write it: without marks, with either spelling of
//! hòa/hoà, in part, with its province, or by the name it had before July 2025.

use super::index::Target;
use super::{Directory, Succession, Tier, Unit, UnitCode};
use crate::{Day, text::fold};
use std::collections::HashSet;

/// A unit that answers a search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitFound<'a> {
    /// The unit as it is on the day of the search.
    pub unit: &'a Unit,
    /// The old commune under whose name it was found; `None` when its own name
    /// (or code) was.
    pub was: Option<&'a Succession>,
}

impl Directory {
    /// Every commune of that day with exactly this name, folded and without its kind
    /// (`vinh ninh`), and every one that an old commune of that name went into.
    pub fn communes_named(&self, folded: &str, day: Day) -> Vec<UnitFound<'_>> {
        let found = |target: Target| match target {
            Target::Unit(at) => {
                let unit = &self.units[at];
                let is_there = unit.level == Tier::Commune && unit.holds_on(day);
                is_there.then_some(UnitFound { unit, was: None })
            }
            Target::Old(at) => {
                let was = &self.successions[at];
                self.unit_on(&was.new_code, day).map(|unit| UnitFound { unit, was: Some(was) })
            }
        };
        self.index.named(folded).filter_map(found).collect()
    }

    /// Every commune of that day into which one went that had had this name (folded, without its
    /// kind) and had lost it in a merger before July 2025. Of such names only the letters are on
    /// file, so they answer where no other name does.
    pub fn communes_formerly(&self, folded: &str, day: Day) -> Vec<UnitFound<'_>> {
        let letters: String = folded.chars().filter(|letter| !letter.is_whitespace()).collect();
        let codes = self.former_names.get(&letters).map(Vec::as_slice).unwrap_or_default();
        let now = codes.iter().flat_map(|code| self.successors_of(code));
        now.filter_map(|was| Some(UnitFound { unit: self.unit_on(&was.new_code, day)?, was: Some(was) }))
            .collect()
    }

    /// At most `limit` units of that day that answer to `query`: a code, a name
    /// or the beginning of one, with or without marks, kind and province, or the
    /// name of a commune from before July 2025. Best first; each unit once.
    /// Looks through all names (some 14,000), so for people, not for loops.
    pub fn find_units(&self, query: &str, day: Day, limit: usize) -> Vec<UnitFound<'_>> {
        let folded = fold(query);
        if folded.is_empty() {
            return Vec::new();
        }
        let phrase = format!(" {folded}");
        let words: Vec<String> = folded.split(' ').map(|word| format!(" {word}")).collect();
        let as_written = query.trim().to_lowercase();
        let mut hits = Vec::new();
        for entry in &self.index.entries {
            let Some(fit) = entry.fit(&phrase, &words) else { continue };
            let (found, written) = match entry.target {
                Target::Unit(at) => {
                    let unit = &self.units[at];
                    if !unit.holds_on(day) {
                        continue;
                    }
                    (UnitFound { unit, was: None }, &unit.full_name)
                }
                Target::Old(at) => {
                    let old = &self.successions[at];
                    let Some(unit) = self.unit_on(&old.new_code, day) else { continue };
                    (UnitFound { unit, was: Some(old) }, &old.old_name)
                }
            };
            // Whoever writes the marks means them: "Hòa Châu" before "Hóa Châu".
            let marks_differ = !written.to_lowercase().contains(&as_written);
            hits.push(((fit, found.was.is_some(), marks_differ), found));
        }
        hits.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.unit.code.cmp(&y.unit.code)));
        let by_code = UnitCode::parse(query).ok().and_then(|code| self.unit_on(&code, day));
        let by_code = by_code.map(|unit| UnitFound { unit, was: None });
        let mut seen = HashSet::new();
        by_code
            .into_iter()
            .chain(hits.into_iter().map(|(_, found)| found))
            .filter(|found| seen.insert(&found.unit.code))
            .take(limit)
            .collect()
    }
}
