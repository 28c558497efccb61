//! Procedures that the portal names and a commune does not handle, and codes that gave
//! way to others.

use super::common::{CODE_UNREADABLE, code};
use crate::BadData;
use crate::catalogue::table;
use std::collections::BTreeMap;
use strum::{EnumCount, IntoStaticStr};

/// Whose procedure it is, as the portal lists levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumCount)]
#[strum(serialize_all = "snake_case")]
pub enum GovernmentLevel {
    /// An office of a central branch in the commune: customs, tax, treasury.
    Commune,
    /// Province or centrally run city.
    Province,
    /// Ministry or central agency.
    Ministry,
    /// Another agency.
    Other,
}

impl GovernmentLevel {
    /// All of them.
    pub const ALL: [GovernmentLevel; GovernmentLevel::COUNT] = [
        GovernmentLevel::Commune,
        GovernmentLevel::Province,
        GovernmentLevel::Ministry,
        GovernmentLevel::Other,
    ];

    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    fn letter(self) -> char {
        match self {
            GovernmentLevel::Commune => 'c',
            GovernmentLevel::Province => 'p',
            GovernmentLevel::Ministry => 'm',
            GovernmentLevel::Other => 'o',
        }
    }
}

/// A procedure that is not handled at a commune's counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureElsewhere {
    /// The national code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its field.
    pub field: String,
    /// The ministry whose procedure it is.
    pub ministry: String,
    /// The same in English.
    pub ministry_en: String,
    /// The levels that have to do with it.
    pub levels: Vec<GovernmentLevel>,
    /// The last part of its address on the portal.
    pub address: String,
}

/// A code that gave way to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeChange {
    /// The code as it was.
    pub old: String,
    /// The code that took its place.
    pub new: String,
    /// The month in which the new one was first seen, `2026-10`.
    pub seen: String,
    /// Whether the two are surely the same procedure; else it is only likely.
    pub is_sure: bool,
    /// What it is about.
    pub note: String,
}

/// Names of ministries by their signs: Vietnamese, English.
pub(super) type Ministries<'t> = BTreeMap<&'t str, (&'t str, &'t str)>;

pub(super) fn ministries<'t>(table: (&'t str, &'t str), bad: &mut Vec<BadData>) -> Ministries<'t> {
    let rows = table::rows(table, &["sign", "name", "name_en"], bad, |row| {
        Some((row.text("sign")?, (row.text("name")?, row.text("name_en")?)))
    });
    rows.into_iter().collect()
}

pub(super) fn read(
    table: (&str, &str),
    ministries: &Ministries<'_>,
    bad: &mut Vec<BadData>,
) -> Vec<ProcedureElsewhere> {
    let signs: Vec<(&'static str, ())> = Vec::new();
    let columns = &["code", "name", "field", "ministry", "level", "address"];
    table::rows(table, columns, bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code);
        let name = row.text("name");
        let ministry = ministries.get(row.cell("ministry")).copied();
        if ministry.is_none() {
            row.choice("ministry", &signs);
        }
        let levels = row.parsed("level", "data.wrong-type", levels);
        let (name, (ministry, ministry_en)) = (name?, ministry?);
        Some(ProcedureElsewhere {
            code: code?,
            name: name.into(),
            field: row.cell("field").into(),
            ministry: ministry.into(),
            ministry_en: ministry_en.into(),
            levels: levels?,
            address: row.cell("address").into(),
        })
    })
}

/// `mpc` → ministry, province, commune.
fn levels(letters: &str) -> Option<Vec<GovernmentLevel>> {
    let level = |letter| GovernmentLevel::ALL.into_iter().find(|level| level.letter() == letter);
    letters.chars().map(level).collect::<Option<Vec<_>>>().filter(|levels| !levels.is_empty())
}

pub(super) fn changes(table: (&str, &str), bad: &mut Vec<BadData>) -> Vec<CodeChange> {
    table::rows(table, &["old", "new", "seen", "sure", "note"], bad, |row| {
        let old = row.parsed("old", CODE_UNREADABLE, code);
        let new = row.parsed("new", CODE_UNREADABLE, code);
        let is_sure = row.choice("sure", &[("yes", true), ("no", false)]);
        let (seen, note) = (row.text("seen")?.to_string(), row.cell("note").to_string());
        Some(CodeChange { old: old?, new: new?, seen, is_sure: is_sure?, note })
    })
}
