//! Finding a unit as people write it: without marks, with either spelling of
//! hòa/hoà, in part, with its province, or by the name it had before July 2025.

use super::{Directory, Level, Succession, Unit, UnitCode};
use crate::{Day, text::fold};
use std::collections::{HashMap, HashSet};

/// A unit that answers a search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found<'a> {
    /// The unit as it is on the day of the search.
    pub unit: &'a Unit,
    /// The old commune under whose name it was found; `None` when its own name
    /// (or code) was.
    pub was: Option<&'a Succession>,
}

/// Folded names of all records, made once. Words begin with a space, so that
/// " ho" finds the beginning of a word only.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
    /// The communes with a name, and the old ones, by the name without its kind.
    by_name: HashMap<String, Vec<Target>>,
}

#[derive(Debug)]
struct Entry {
    target: Target,
    /// ` hoa chau`
    name: String,
    /// ` phuong hoa chau thanh pho hue`
    words: String,
    /// How many bytes of `words` are the full name.
    full_len: usize,
}

#[derive(Debug, Clone, Copy)]
enum Target {
    Unit(usize),
    Old(usize),
}

/// How well an entry fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The query is the name, with or without the kind.
    Exact,
    /// The query is the name, then words of the district or province.
    Placed,
    /// The name begins with the query.
    Beginning,
    /// The query stands somewhere in name, district and province.
    Phrase,
    /// All its words do, in any order.
    Words,
}

impl Index {
    /// Folds every unit and every old commune.
    pub(super) fn of(units: &[Unit], successions: &[Succession]) -> Index {
        let latest: HashMap<&UnitCode, &Unit> = units.iter().map(|unit| (&unit.code, unit)).collect();
        let province = |code: &UnitCode| {
            let parent = latest.get(code).and_then(|unit| unit.parent.as_ref());
            parent.and_then(|parent| latest.get(parent)).map_or("", |province| province.full_name.as_str())
        };
        let mut entries = Vec::with_capacity(units.len() + successions.len());
        for (at, unit) in units.iter().enumerate() {
            let rest = [province(&unit.code)];
            entries.push(Entry::of(Target::Unit(at), &unit.name, &unit.full_name, &rest));
        }
        for (at, old) in successions.iter().enumerate() {
            let rest = [old.old_district.as_str(), &old.old_province, province(&old.new_code)];
            entries.push(Entry::of(Target::Old(at), without_kind(&old.old_name), &old.old_name, &rest));
        }
        let mut by_name: HashMap<String, Vec<Target>> = HashMap::new();
        for entry in &entries {
            by_name.entry(entry.name.trim_start().to_string()).or_default().push(entry.target);
        }
        Index { entries, by_name }
    }
}

impl Entry {
    fn of(target: Target, name: &str, full_name: &str, rest: &[&str]) -> Entry {
        let mut words = format!(" {}", fold(full_name));
        let full_len = words.len();
        // "M'Drắk" folds to "m drak"; who leaves the apostrophe out writes "mdrak".
        let joined = full_name.contains('\'').then(|| full_name.replace('\'', ""));
        for more in joined.as_deref().iter().chain(rest) {
            words.push(' ');
            words.push_str(&fold(more));
        }
        Entry { target, name: format!(" {}", fold(name)), words, full_len }
    }

    /// `phrase` and every one of `words` begin with a space.
    fn fit(&self, phrase: &str, words: &[String]) -> Option<Fit> {
        let full = &self.words[..self.full_len];
        let placed = |name: &str| {
            let place = phrase.strip_prefix(name).filter(|place| place.starts_with(' '));
            let of_place = place.map(|place| &words[words.len() - place.matches(' ').count()..]);
            of_place.is_some_and(|of| of.iter().all(|word| self.words[self.full_len..].contains(word)))
        };
        if self.name == phrase || full == phrase {
            Some(Fit::Exact)
        } else if placed(full) || placed(&self.name) {
            Some(Fit::Placed)
        } else if self.name.starts_with(phrase) || full.starts_with(phrase) {
            Some(Fit::Beginning)
        } else if self.words.contains(phrase) {
            Some(Fit::Phrase)
        } else if words.iter().all(|word| self.words.contains(word.as_str())) {
            Some(Fit::Words)
        } else {
            None
        }
    }
}

/// `Thị trấn Sịa` → `Sịa`.
fn without_kind(full_name: &str) -> &str {
    ["Xã ", "Phường ", "Thị trấn "].iter().find_map(|kind| full_name.strip_prefix(kind)).unwrap_or(full_name)
}

impl Directory {
    /// Every commune of that day with exactly this name, folded and without its kind
    /// (`vinh ninh`), and every one that an old commune of that name went into.
    pub fn communes_named(&self, folded: &str, day: Day) -> Vec<Found<'_>> {
        let targets = self.index.by_name.get(folded).map(Vec::as_slice).unwrap_or_default();
        let found = |target: &Target| match *target {
            Target::Unit(at) => {
                let unit = &self.units[at];
                let is_there = unit.level == Level::Commune && unit.holds_on(day);
                is_there.then_some(Found { unit, was: None })
            }
            Target::Old(at) => {
                let was = &self.successions[at];
                self.unit_on(&was.new_code, day).map(|unit| Found { unit, was: Some(was) })
            }
        };
        targets.iter().filter_map(found).collect()
    }

    /// At most `limit` units of that day that answer to `query`: a code, a name
    /// or the beginning of one, with or without marks, kind and province, or the
    /// name of a commune from before July 2025. Best first; each unit once.
    /// Looks through all names (some 14,000), so for people, not for loops.
    pub fn find_units(&self, query: &str, day: Day, limit: usize) -> Vec<Found<'_>> {
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
                    (Found { unit, was: None }, &unit.full_name)
                }
                Target::Old(at) => {
                    let old = &self.successions[at];
                    let Some(unit) = self.unit_on(&old.new_code, day) else { continue };
                    (Found { unit, was: Some(old) }, &old.old_name)
                }
            };
            // Whoever writes the marks means them: "Hòa Châu" before "Hóa Châu".
            let marks_differ = !written.to_lowercase().contains(&as_written);
            hits.push(((fit, found.was.is_some(), marks_differ), found));
        }
        hits.sort_by(|(a, x), (b, y)| a.cmp(b).then_with(|| x.unit.code.cmp(&y.unit.code)));
        let by_code = UnitCode::parse(query).ok().and_then(|code| self.unit_on(&code, day));
        let by_code = by_code.map(|unit| Found { unit, was: None });
        let mut seen = HashSet::new();
        by_code
            .into_iter()
            .chain(hits.into_iter().map(|(_, found)| found))
            .filter(|found| seen.insert(&found.unit.code))
            .take(limit)
            .collect()
    }
}
