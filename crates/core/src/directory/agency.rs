//! Agencies that accept and decide dossiers, and their public service centres.

use super::{AgencyCode, DepartmentField, UnitCode};
use crate::Trust;
use serde::{Deserialize, Serialize};
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

/// Trung tâm Phục vụ hành chính công: where an agency meets people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Centre {
    /// `Trung tâm Phục vụ hành chính công phường Thuận Hóa`.
    pub name: String,
    /// Street address, where it is known.
    pub address: Option<String>,
    /// Opening hours as people are told them, where they are known. Time limits
    /// are counted by [`Agency::hours`], never by this sentence.
    pub opening: Option<String>,
}

/// An agency with a code of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its code in the national list, from which its dossier codes begin.
    pub code: AgencyCode,
    /// Whether that code was seen in a public text.
    pub code_trust: Trust,
    /// `Ủy ban nhân dân phường Thuận Hóa`.
    pub name: String,
    /// `People's Committee of Thuan Hoa Ward`.
    pub name_en: String,
    /// The unit whose people it serves: a commune, or a whole province.
    pub unit: UnitCode,
    /// What it is.
    pub kind: AgencyKind,
    /// What a department is for; no other kind has one.
    pub field: Option<DepartmentField>,
    /// Where it meets people; `None` when it has no desk of its own.
    pub centre: Option<Centre>,
    /// Name of its set of office hours in the calendar's data.
    pub hours: String,
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
