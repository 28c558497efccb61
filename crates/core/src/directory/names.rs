//! How an agency is called that has no name of its own in the data: after its kind and its
//! unit as the unit is called on the day.

use super::{AgencyKind, DepartmentField, Unit};

/// The name in Vietnamese and in English.
pub(super) fn of_agency(kind: AgencyKind, field: Option<DepartmentField>, unit: &Unit) -> (String, String) {
    let (of, en) = (called(unit), &unit.full_name_en);
    match kind {
        AgencyKind::PeopleCommittee | AgencyKind::ProvinceOffice => {
            (format!("Ủy ban nhân dân {of}"), format!("People's Committee of {en}"))
        }
        AgencyKind::Police => (format!("Công an {of}"), format!("{en} Police")),
        AgencyKind::MilitaryCommand => {
            (format!("Ban Chỉ huy quân sự {of}"), format!("Military Command of {en}"))
        }
        AgencyKind::LandRegistry => {
            (format!("Văn phòng Đăng ký đất đai {of}"), format!("Land Registration Office of {en}"))
        }
        AgencyKind::Tax => (format!("Thuế {of}"), format!("Tax Office of {en}")),
        AgencyKind::SocialInsurance => (format!("Bảo hiểm xã hội {of}"), format!("Social Insurance of {en}")),
        // The treasuries are those of regions with numbers, and which province is in which
        // region was not verified: the name says only whom it serves.
        AgencyKind::Treasury => {
            (format!("Kho bạc Nhà nước (phụ trách {of})"), format!("State Treasury serving {en}"))
        }
        AgencyKind::Department => {
            let (vi, in_english) = field.map(DepartmentField::names).unwrap_or(("Sở", "Department"));
            (format!("{vi} {of}"), format!("{in_english} of {en}"))
        }
    }
}

/// The name of the centre of an agency of this unit.
pub(super) fn of_centre(unit: &Unit) -> String {
    format!("Trung tâm Phục vụ hành chính công {}", called(unit))
}

/// `phường Thuận Hóa`: a unit within a sentence.
fn called(unit: &Unit) -> String {
    let mut letters = unit.full_name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
