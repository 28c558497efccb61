//! The names by which units are found, folded once.

use super::{Succession, Unit, UnitCode};
use crate::text::fold;
use std::collections::HashMap;

/// Folded names of all records, made once. Words begin with a space, so that
/// " ho" finds the beginning of a word only.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) entries: Vec<Entry>,
    /// The numbers of the entries, by their names.
    by_name: Vec<u32>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) target: Target,
    /// ` hoa chau`
    name: Box<str>,
    /// ` phuong hoa chau thanh pho hue`
    words: Box<str>,
    /// How many bytes of `words` are the full name.
    full_len: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Unit(usize),
    Old(usize),
}

/// How well an entry fits, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
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
        let mut by_name: Vec<u32> = (0..).take(entries.len()).collect();
        by_name.sort_by(|a, b| {
            let name = |at: &u32| entries[*at as usize].name();
            (name(a), a).cmp(&(name(b), b))
        });
        Index { entries, by_name }
    }

    /// The communes with exactly this name, and the old ones, in the order of the entries.
    pub(super) fn named(&self, folded: &str) -> impl Iterator<Item = Target> + use<'_> {
        let name = |at: &u32| self.entries[*at as usize].name();
        let from = self.by_name.partition_point(|at| name(at) < folded);
        let many = self.by_name[from..].partition_point(|at| name(at) == folded);
        self.by_name[from..from + many].iter().map(|at| self.entries[*at as usize].target)
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
        Entry { target, name: format!(" {}", fold(name)).into(), words: words.into(), full_len }
    }

    /// `hoa chau`
    fn name(&self) -> &str {
        self.name.trim_start()
    }

    /// `phrase` and every one of `words` begin with a space.
    pub(super) fn fit(&self, phrase: &str, words: &[String]) -> Option<Fit> {
        let full = &self.words[..self.full_len];
        let placed = |name: &str| {
            let place = phrase.strip_prefix(name).filter(|place| place.starts_with(' '));
            let of_place = place.map(|place| &words[words.len() - place.matches(' ').count()..]);
            of_place.is_some_and(|of| of.iter().all(|word| self.words[self.full_len..].contains(word)))
        };
        if *self.name == *phrase || full == phrase {
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
