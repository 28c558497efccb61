//! Reading `provinces.tsv`, `communes.tsv`, `succession.tsv` and `former_names.tsv`, and what must
//! be true of units together.

use super::table::{self, Place, TRUSTS, trust_word};
use super::{Matched, Share, Succession, Tier, Unit, UnitCode, UnitKind};
use crate::{BadData, Refusal};
use std::collections::{HashMap, HashSet};

/// Columns of `provinces.tsv` and `communes.tsv`.
pub(super) const UNIT_COLUMNS: &[&str] =
    &["code", "valid_from", "valid_to", "kind", "name", "full_name", "full_name_en", "parent", "decision"];

/// Columns of `succession.tsv`.
pub(super) const SUCCESSION_COLUMNS: &[&str] = &[
    "old_code",
    "old_name",
    "old_district",
    "old_province",
    "new_code",
    "share",
    "effective",
    "trust",
    "matched",
];

/// The dated records of one tier.
pub(super) fn units<'a>(
    file: &'a str,
    text: &'a str,
    level: Tier,
    bad: &mut Vec<BadData>,
) -> Vec<(Place<'a>, Unit)> {
    table::read(file, text, UNIT_COLUMNS, bad, |row| {
        // Every cell is read before any is given up, so that a row with three
        // mistakes reports three.
        let code = row.code("code");
        let valid_from = row.day("valid_from");
        let valid_to = row.day_if_any("valid_to");
        let kind = row.word("kind", &UnitKind::ALL, UnitKind::as_str);
        let name = row.text("name");
        let full_name = row.text("full_name");
        let full_name_en = row.text("full_name_en");
        let parent = row.code_if_any("parent");
        let decision = row.text("decision");
        let unit = Unit {
            code: code?,
            level,
            kind: kind?,
            name: name?,
            full_name: full_name?,
            full_name_en: full_name_en?,
            parent: parent?,
            valid_from: valid_from?,
            valid_to: valid_to?,
            decision: decision?,
        };
        let is_province = level == Tier::Province;
        if unit.code.is_province() != is_province {
            row.wrong("code", Refusal::of("directory.code-not-of-level").with("code", &unit.code));
        }
        if unit.kind.level() != level {
            let why = Refusal::of("directory.kind-not-of-level")
                .with("code", &unit.code)
                .with("kind", unit.kind.as_str());
            row.wrong("kind", why);
        }
        if unit.parent.is_none() != is_province {
            row.wrong("parent", Refusal::of("directory.parent-not-of-level").with("code", &unit.code));
        }
        if let Some(valid_to) = unit.valid_to.filter(|last| *last < unit.valid_from) {
            let why = Refusal::of("directory.validity-backwards")
                .with("valid_from", unit.valid_from)
                .with("valid_to", valid_to);
            row.wrong("valid_to", why);
        }
        Some(unit)
    })
}

/// What became of the old communes.
pub(super) fn successions<'a>(
    file: &'a str,
    text: &'a str,
    bad: &mut Vec<BadData>,
) -> Vec<(Place<'a>, Succession)> {
    table::read(file, text, SUCCESSION_COLUMNS, bad, |row| {
        let old_code = row.code_if_any("old_code");
        let old_name = row.text("old_name");
        let old_district = row.text("old_district");
        let old_province = row.text("old_province");
        let new_code = row.code("new_code");
        let share = row.word("share", &Share::ALL, Share::as_str);
        let effective = row.day("effective");
        let trust = row.word("trust", &TRUSTS, trust_word);
        let matched = row.word("matched", &Matched::ALL, Matched::as_str);
        Some(Succession {
            old_code: old_code?,
            old_name: old_name?,
            old_district: old_district?,
            old_province: old_province?,
            new_code: new_code?,
            share: share?,
            effective: effective?,
            trust: trust?,
            matched: matched?,
        })
    })
}

/// A name that a commune had lost in a merger before July 2025.
pub(super) struct FormerName {
    /// The code of the commune that had taken it in.
    pub(super) old_code: UnitCode,
    /// The name without kind, marks and spaces.
    pub(super) letters: String,
}

/// Columns of `former_names.tsv`.
pub(super) const FORMER_COLUMNS: &[&str] = &["old_code", "letters"];

/// Names of before the old communes.
pub(super) fn former_names<'a>(
    file: &'a str,
    text: &'a str,
    bad: &mut Vec<BadData>,
) -> Vec<(Place<'a>, FormerName)> {
    table::read(file, text, FORMER_COLUMNS, bad, |row| {
        let (old_code, letters) = (row.code("old_code"), row.text("letters"));
        Some(FormerName { old_code: old_code?, letters: letters? })
    })
}

/// Each belongs to an old commune that is on file.
pub(super) fn check_former_names(
    names: &[(Place<'_>, FormerName)],
    successions: &[(Place<'_>, Succession)],
    bad: &mut Vec<BadData>,
) {
    let known: HashSet<&UnitCode> = successions.iter().filter_map(|(_, row)| row.old_code.as_ref()).collect();
    for (place, name) in names.iter().filter(|(_, name)| !known.contains(&name.old_code)) {
        let why = Refusal::of("directory.old-code-unknown").with("code", &name.old_code);
        bad.push(place.bad("old_code", why));
    }
}

/// Sorts the records by code and day and checks them against each other: one
/// record a code and a day, and under a commune its province at all times.
pub(super) fn check_units(records: &mut [(Place<'_>, Unit)], bad: &mut Vec<BadData>) {
    records.sort_by(|(_, a), (_, b)| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    for pair in records.windows(2) {
        let [(earlier_place, earlier), (later_place, later)] = pair else { continue };
        if earlier.code == later.code && earlier.valid_to.is_none_or(|last| later.valid_from <= last) {
            let why = Refusal::of("directory.validity-overlap")
                .with("code", &later.code)
                .with("valid_from", later.valid_from)
                .with("other_line", earlier_place.line);
            bad.push(later_place.bad("valid_from", why));
        }
    }
    let mut provinces: HashMap<&UnitCode, Vec<&Unit>> = HashMap::new();
    for (_, unit) in records.iter().filter(|(_, unit)| unit.level == Tier::Province) {
        provinces.entry(&unit.code).or_default().push(unit);
    }
    for (place, unit) in records.iter() {
        let Some(parent) = &unit.parent else { continue };
        let dated = provinces.get(parent).map(Vec::as_slice).unwrap_or_default();
        let begins = dated.iter().any(|province| province.holds_on(unit.valid_from));
        let lasts = dated.iter().any(|province| match unit.valid_to {
            Some(last) => province.holds_on(last),
            None => province.valid_to.is_none(),
        });
        if !(begins && lasts) {
            let why = Refusal::of("directory.parent-unknown").with("code", &unit.code).with("parent", parent);
            bad.push(place.bad("parent", why));
        }
    }
}

/// Sorts the rows by new and old commune and checks that each leads to a unit
/// that existed on that day, and none is there twice.
pub(super) fn check_successions(
    rows: &mut [(Place<'_>, Succession)],
    units: &[(Place<'_>, Unit)],
    bad: &mut Vec<BadData>,
) {
    fn key(row: &Succession) -> (&UnitCode, bool, &Option<UnitCode>, [&str; 3]) {
        let names = [row.old_province.as_str(), &row.old_district, &row.old_name];
        (&row.new_code, row.old_code.is_none(), &row.old_code, names)
    }
    rows.sort_by(|(_, a), (_, b)| key(a).cmp(&key(b)));
    for pair in rows.windows(2) {
        let [(earlier_place, earlier), (later_place, later)] = pair else { continue };
        if key(earlier) == key(later) {
            let why = Refusal::of("directory.succession-twice")
                .with("old_name", &later.old_name)
                .with("new_code", &later.new_code)
                .with("other_line", earlier_place.line);
            bad.push(later_place.bad("old_name", why));
        }
    }
    for (place, row) in rows.iter() {
        let from = units.partition_point(|(_, unit)| unit.code < row.new_code);
        let mut dated = units[from..].iter().take_while(|(_, unit)| unit.code == row.new_code);
        if !dated.any(|(_, unit)| unit.level == Tier::Commune && unit.holds_on(row.effective)) {
            let why = Refusal::of("directory.unit-unknown").with("unit", &row.new_code);
            bad.push(place.bad("new_code", why));
        }
    }
}
