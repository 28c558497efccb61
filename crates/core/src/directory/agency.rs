//! Agencies that accept and decide dossiers, and their public service centres.

use super::{AgencyCode, DepartmentField, UnitCode};
use crate::{Day, Trust};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumCount, IntoStaticStr};

/// What an agency is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AgencyKind {
    /// Ủy ban nhân dân cấp xã
    PeopleCommittee,
    /// Công an cấp xã
    Police,
    /// Ban Chỉ huy quân sự cấp xã
    MilitaryCommand,
    /// Văn phòng Đăng ký đất đai, with its branches
    LandRegistry,
    /// Thuế tỉnh, thành phố, with its basic offices (Thuế cơ sở)
    Tax,
    /// Bảo hiểm xã hội tỉnh, thành phố, with its basic offices
    SocialInsurance,
    /// Kho bạc Nhà nước khu vực
    Treasury,
    /// Sở: its [field](DepartmentField) says which
    Department,
    /// Ủy ban nhân dân cấp tỉnh, with the province's public service centre
    ProvinceOffice,
}

impl AgencyKind {
    /// Every kind.
    pub const ALL: [AgencyKind; AgencyKind::COUNT] = [
        AgencyKind::PeopleCommittee,
        AgencyKind::Police,
        AgencyKind::MilitaryCommand,
        AgencyKind::LandRegistry,
        AgencyKind::Tax,
        AgencyKind::SocialInsurance,
        AgencyKind::Treasury,
        AgencyKind::Department,
        AgencyKind::ProvinceOffice,
    ];

    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A place on the map, in millionths of a degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapPoint {
    /// North of the equator.
    pub latitude: i32,
    /// East of Greenwich.
    pub longitude: i32,
}

impl MapPoint {
    /// `16.067780, 108.220830`: latitude, then longitude, in degrees.
    pub fn parse(text: &str) -> Option<MapPoint> {
        let (latitude, longitude) = text.split_once(',')?;
        Some(MapPoint { latitude: millionths(latitude, 90)?, longitude: millionths(longitude, 180)? })
    }
}

fn millionths(text: &str, most: i32) -> Option<i32> {
    let degrees: f64 = text.trim().parse().ok()?;
    let fits = degrees.is_finite() && degrees.abs() <= f64::from(most);
    fits.then(|| (degrees * 1e6).round() as i32)
}

impl fmt::Display for MapPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        write!(f, "{:.6}, {:.6}", degrees(self.latitude), degrees(self.longitude))
    }
}

/// Trung tâm Phục vụ hành chính công: where an agency meets people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// `Trung tâm Phục vụ hành chính công phường Thuận Hóa`.
    pub name: String,
    /// Street address, where it is known.
    pub address: Option<String>,
    /// A number that people may call, where it is known.
    pub telephone: Option<String>,
    /// Opening hours as people are told them, where they are known. Time limits
    /// are counted by [`Agency::hours`], never by this sentence.
    pub opening: Option<String>,
    /// Where it stands, where that is known.
    pub point: Option<MapPoint>,
    /// Whether address, telephone, opening hours and place were seen in a public text.
    pub trust: Trust,
}

/// One dated record of an agency with a code of its own. A code has as many records as the
/// agency had names, units or centres.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code in the national list, from which its dossier codes begin.
    pub code: AgencyCode,
    /// Whether that code was seen in a public text.
    pub code_trust: Trust,
    /// Whether it was seen in a public text that there is such an agency with this name.
    pub trust: Trust,
    /// `Ủy ban nhân dân phường Thuận Hóa`.
    pub name: String,
    /// `People's Committee of Thuan Hoa Ward`.
    pub name_en: String,
    /// The unit whose people it serves: a commune, or a whole province.
    pub unit: UnitCode,
    /// The communes that it serves, when those are not all of its unit: of a branch.
    pub covers: Vec<UnitCode>,
    /// What it is.
    pub kind: AgencyKind,
    /// What a department is for; no other kind has one.
    pub field: Option<DepartmentField>,
    /// Where it meets people; `None` when it has no desk of its own.
    pub centre: Option<Box<Centre>>,
    /// Name of its set of office hours in the calendar's data.
    pub hours: String,
    /// By how many people it has originals compared before it certifies copies of them: one or two.
    pub compared_by: u8,
    /// First day on which this record holds.
    pub valid_from: Day,
    /// Last day on which it holds (that day included); open when `None`.
    pub valid_to: Option<Day>,
    /// Who took its work over when it was closed.
    pub successor: Option<AgencyCode>,
}

impl Agency {
    /// Whether the record holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// Whether the agency of this record was closed before this day.
    pub fn is_closed_on(&self, day: Day) -> bool {
        self.valid_to.is_some_and(|last| last < day)
    }
}

/// The agency code that all dossiers of one province begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvinceCode {
    /// The province.
    pub unit: UnitCode,
    /// Its agency code (`H57`).
    pub code: AgencyCode,
    /// Whether that code was seen in a public text.
    pub code_trust: Trust,
}
