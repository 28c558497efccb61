//! What a department of a province is for.

use serde::{Deserialize, Serialize};
use strum::{EnumCount, IntoStaticStr};

/// The field of a department (sở). Every province has the first twelve; the others are the
/// choice of a province (NĐ 150/2025/NĐ-CP, as the press told it).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, IntoStaticStr, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DepartmentField {
    /// Nội vụ
    HomeAffairs,
    /// Tư pháp
    Justice,
    /// Tài chính
    Finance,
    /// Công Thương
    IndustryAndTrade,
    /// Nông nghiệp và Môi trường
    AgricultureAndEnvironment,
    /// Xây dựng
    Construction,
    /// Khoa học và Công nghệ
    ScienceAndTechnology,
    /// Văn hóa, Thể thao và Du lịch
    CultureSportsAndTourism,
    /// Giáo dục và Đào tạo
    EducationAndTraining,
    /// Y tế
    Health,
    /// Thanh tra
    Inspectorate,
    /// Văn phòng Ủy ban nhân dân, which serves the committee; who decides is the committee
    /// itself, a [`ProvinceOffice`](super::AgencyKind::ProvinceOffice)
    CommitteeOffice,
    /// Ngoại vụ
    ForeignAffairs,
    /// Dân tộc và Tôn giáo
    EthnicityAndReligion,
    /// Du lịch
    Tourism,
    /// Quy hoạch - Kiến trúc
    PlanningAndArchitecture,
    /// An toàn thực phẩm
    FoodSafety,
}

impl DepartmentField {
    /// Every field.
    pub const ALL: [DepartmentField; DepartmentField::COUNT] = [
        DepartmentField::HomeAffairs,
        DepartmentField::Justice,
        DepartmentField::Finance,
        DepartmentField::IndustryAndTrade,
        DepartmentField::AgricultureAndEnvironment,
        DepartmentField::Construction,
        DepartmentField::ScienceAndTechnology,
        DepartmentField::CultureSportsAndTourism,
        DepartmentField::EducationAndTraining,
        DepartmentField::Health,
        DepartmentField::Inspectorate,
        DepartmentField::CommitteeOffice,
        DepartmentField::ForeignAffairs,
        DepartmentField::EthnicityAndReligion,
        DepartmentField::Tourism,
        DepartmentField::PlanningAndArchitecture,
        DepartmentField::FoodSafety,
    ];

    /// Whether every province has a department of this field.
    pub fn is_everywhere(self) -> bool {
        self <= DepartmentField::CommitteeOffice
    }

    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The department's name without its province, in Vietnamese and in English.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            DepartmentField::HomeAffairs => ("Sở Nội vụ", "Department of Home Affairs"),
            DepartmentField::Justice => ("Sở Tư pháp", "Department of Justice"),
            DepartmentField::Finance => ("Sở Tài chính", "Department of Finance"),
            DepartmentField::IndustryAndTrade => ("Sở Công Thương", "Department of Industry and Trade"),
            DepartmentField::AgricultureAndEnvironment => {
                ("Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment")
            }
            DepartmentField::Construction => ("Sở Xây dựng", "Department of Construction"),
            DepartmentField::ScienceAndTechnology => {
                ("Sở Khoa học và Công nghệ", "Department of Science and Technology")
            }
            DepartmentField::CultureSportsAndTourism => {
                ("Sở Văn hóa, Thể thao và Du lịch", "Department of Culture, Sports and Tourism")
            }
            DepartmentField::EducationAndTraining => {
                ("Sở Giáo dục và Đào tạo", "Department of Education and Training")
            }
            DepartmentField::Health => ("Sở Y tế", "Department of Health"),
            DepartmentField::Inspectorate => ("Thanh tra", "Inspectorate"),
            DepartmentField::CommitteeOffice => {
                ("Văn phòng Ủy ban nhân dân", "Office of the People's Committee")
            }
            DepartmentField::ForeignAffairs => ("Sở Ngoại vụ", "Department of Foreign Affairs"),
            DepartmentField::EthnicityAndReligion => {
                ("Sở Dân tộc và Tôn giáo", "Department of Ethnicity and Religion")
            }
            DepartmentField::Tourism => ("Sở Du lịch", "Department of Tourism"),
            DepartmentField::PlanningAndArchitecture => {
                ("Sở Quy hoạch - Kiến trúc", "Department of Planning and Architecture")
            }
            DepartmentField::FoodSafety => ("Sở An toàn thực phẩm", "Department of Food Safety"),
        }
    }
}
