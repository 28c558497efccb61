//! An agency that is new on file fits what it is said to be.

use crate::directory::{Agency, AgencyKind};
use crate::law::BesideProcedures;
use crate::{Law, Refusal};

/// Its code begins with that of its province, with which all dossiers of the province begin; a committee
/// is a commune's, a department the province's; only what has branches serves a part of a province.
pub(super) fn must_fit(old: &Law, beside: &BesideProcedures) -> Vec<Refusal> {
    let new = beside.agencies.iter().filter(|change| old.directory.agency(&change.code).is_none());
    new.filter_map(|change| change.after.first()).filter_map(|agency| unfit(old, agency)).collect()
}

fn unfit(law: &Law, agency: &Agency) -> Option<Refusal> {
    let refused = |code: &'static str| {
        Some(Refusal::of(code).at("files").with("code", &agency.code).with("kind", agency.kind.as_str()))
    };
    let province = law.directory.province_of(&agency.unit).unwrap_or(&agency.unit);
    let head = law.directory.agency_code_of(province);
    if let Some(head) = head
        && agency.code != head.code
        && !agency.code.as_str().starts_with(&format!("{}.", head.code))
    {
        return refused("directory.code-of-province").map(|refusal| refusal.with("head", &head.code));
    }
    let is_of_province = agency.unit.is_province();
    let (fits, may_have_branches) = match agency.kind {
        AgencyKind::PeopleCommittee | AgencyKind::Police | AgencyKind::MilitaryCommand => {
            (!is_of_province, false)
        }
        AgencyKind::ProvinceOffice | AgencyKind::Department => (is_of_province, false),
        AgencyKind::LandRegistry | AgencyKind::Tax | AgencyKind::SocialInsurance | AgencyKind::Treasury => {
            (true, is_of_province)
        }
    };
    match (fits, agency.covers.is_empty() || may_have_branches) {
        (false, _) => refused("directory.kind-not-of-level"),
        (true, false) => refused("directory.no-branches"),
        (true, true) => None,
    }
}
