//! Provinces, communes and what became of the communes before July 2025.

use super::UnitCode;
use crate::{Day, Trust};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, IntoStaticStr};

/// The two tiers of local government since 2025-07-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Cấp tỉnh
    Province,
    /// Cấp xã
    Commune,
}

/// What a unit is called by law.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum UnitKind {
    /// Tỉnh
    Province,
    /// Thành phố (trực thuộc trung ương)
    City,
    /// Xã
    Commune,
    /// Phường
    Ward,
    /// Đặc khu
    SpecialZone,
}

impl UnitKind {
    /// Every kind, in the order of the law.
    pub const ALL: [UnitKind; UnitKind::COUNT] =
        [UnitKind::Province, UnitKind::City, UnitKind::Commune, UnitKind::Ward, UnitKind::SpecialZone];

    /// The tier it belongs to.
    pub fn level(self) -> Tier {
        match self {
            UnitKind::Province | UnitKind::City => Tier::Province,
            UnitKind::Commune | UnitKind::Ward | UnitKind::SpecialZone => Tier::Commune,
        }
    }

    /// The word in the data files (`special_zone`).
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// One dated record of a unit. A code has as many records as it had kinds, names
/// or parents; a dossier keeps the code and reads the name as of its own day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code in the national list.
    pub code: UnitCode,
    /// Province or commune.
    pub level: Tier,
    /// What it is called by law.
    pub kind: UnitKind,
    /// `Thuận Hóa`.
    pub name: String,
    /// `Phường Thuận Hóa`.
    pub full_name: String,
    /// `Thuan Hoa Ward`.
    pub full_name_en: String,
    /// The province of a commune; a province has none.
    pub parent: Option<UnitCode>,
    /// First day on which this record holds.
    pub valid_from: Day,
    /// Last day on which it holds (that day included); open when `None`.
    pub valid_to: Option<Day>,
    /// The decision or list that says so (`NQ 30/2026/QH16`).
    pub decision: String,
}

impl Unit {
    /// Whether the record holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// As the line with place and day of a paper names it: a name that is a number stands with its kind,
    /// “Phường 1” (NĐ 30/2020, appendix I).
    pub fn place(&self) -> &str {
        match self.name.starts_with(|letter: char| letter.is_ascii_digit()) {
            true => &self.full_name,
            false => &self.name,
        }
    }
}

/// How much of an old commune went to the new one.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Share {
    /// All of it.
    Whole,
    /// The greater part, and perhaps all of it: the source names one successor
    /// only and is silent about parts that went elsewhere.
    Main,
    /// A part: the source names this successor beside another one.
    Part,
}

impl Share {
    /// Every share, the greatest first.
    pub const ALL: [Share; Share::COUNT] = [Share::Whole, Share::Main, Share::Part];

    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// How the successor of a row was found in the national list when the data was
/// made: the source of the old names had draft codes for some new communes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Matched {
    /// The code and the name agree.
    CodeAndName,
    /// The code agrees, the name is spelled otherwise.
    Code,
    /// The name within its province agrees, the code does not.
    Name,
}

impl Matched {
    /// Every way, the surest first.
    pub const ALL: [Matched; Matched::COUNT] = [Matched::CodeAndName, Matched::Code, Matched::Name];

    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// An old commune (or part of it) that went into a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Code of the old commune; unknown for those that had already been merged
    /// away shortly before and are remembered by name.
    pub old_code: Option<UnitCode>,
    /// `Phường Vĩnh Ninh`.
    pub old_name: String,
    /// `Quận Thuận Hóa`: the tier that was abolished on 2025-07-01.
    pub old_district: String,
    /// `Thành phố Huế`, as it was called then.
    pub old_province: String,
    /// The commune it went into.
    pub new_code: UnitCode,
    /// How much of it.
    pub share: Share,
    /// First day of the new commune.
    pub effective: Day,
    /// Whether somebody compared this row with the resolution.
    pub trust: Trust,
    /// How the new commune was found in the national list.
    pub matched: Matched,
}
