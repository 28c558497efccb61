//! The codes that agencies have, and the next free ones for those that have none.

use motcua_core::Trust;
use motcua_core::directory::{Agency, AgencyCode, AgencyKind, DepartmentField, Directory, UnitCode};
use std::collections::{BTreeMap, BTreeSet};

/// What is already on file in a province.
pub(super) struct Known<'d> {
    by_what: BTreeMap<(AgencyKind, Option<DepartmentField>, &'d UnitCode), &'d Agency>,
    taken: BTreeSet<&'d str>,
}

impl<'d> Known<'d> {
    /// The agencies of the province and of its communes.
    pub(super) fn of(directory: &'d Directory, province: &UnitCode) -> Known<'d> {
        let here = directory
            .agencies()
            .iter()
            .filter(|agency| directory.province_of(&agency.unit) == Some(province));
        let mut known = Known { by_what: BTreeMap::new(), taken: BTreeSet::new() };
        for agency in here {
            known.taken.insert(agency.code.as_str());
            // Branches are written by hand and stay where they are.
            if agency.covers.is_empty() {
                known.by_what.insert((agency.kind, agency.field, &agency.unit), agency);
            }
        }
        known
    }

    /// The agency of this kind and unit.
    pub(super) fn agency(
        &self,
        kind: AgencyKind,
        field: Option<DepartmentField>,
        unit: &UnitCode,
    ) -> Option<&'d Agency> {
        self.by_what.get(&(kind, field, unit)).copied()
    }
}

/// Gives numbers to the agencies of one province.
pub(super) struct Numbers<'k, 'd> {
    head: &'k AgencyCode,
    known: &'k Known<'d>,
    given: BTreeSet<String>,
}

impl<'k, 'd> Numbers<'k, 'd> {
    pub(super) fn of(head: &'k AgencyCode, known: &'k Known<'d>) -> Numbers<'k, 'd> {
        Numbers { head, known, given: BTreeSet::new() }
    }

    /// The code on file, else the first free number from that of the kind on: always assumed.
    pub(super) fn code(
        &mut self,
        kind: AgencyKind,
        field: Option<DepartmentField>,
        unit: &UnitCode,
    ) -> Result<(String, Trust), String> {
        if let Some(agency) = self.known.agency(kind, field, unit) {
            return Ok((agency.code.to_string(), agency.code_trust));
        }
        let from = first_number(kind);
        let free = (from..1000)
            .map(|number| format!("{}.{number}", self.head))
            .find(|code| !self.known.taken.contains(code.as_str()) && !self.given.contains(code));
        let code = free.ok_or_else(|| format!("{}: no number is free for {unit}", self.head))?;
        self.given.insert(code.clone());
        Ok((code, Trust::Assumed))
    }
}

/// Where the numbers of a kind begin. The largest province has 168 communes.
fn first_number(kind: AgencyKind) -> u32 {
    match kind {
        AgencyKind::PeopleCommittee => 101,
        AgencyKind::Police => 301,
        AgencyKind::MilitaryCommand => 501,
        AgencyKind::LandRegistry => 701,
        AgencyKind::Tax => 721,
        AgencyKind::SocialInsurance => 741,
        AgencyKind::Treasury => 761,
        AgencyKind::Department => 801,
        // The province's own code stands for its office.
        AgencyKind::ProvinceOffice => 901,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVINCES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
46\t2025-07-01\t\tcity\tHuế\tThành phố Huế\tHue City\t\tQĐ
";
    const COMMUNES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
19753\t2025-07-01\t\tward\tPhú Xuân\tPhường Phú Xuân\tPhu Xuan Ward\t46\tQĐ
19774\t2025-07-01\t\tward\tKim Long\tPhường Kim Long\tKim Long Ward\t46\tQĐ
";
    const TABLE: &str = "\
code\tcode_trust\ttrust\tkind\tfield\tunit\thours
H57.12\tverified\tverified\tpeople_committee\t\t19774\t
H57.101\tassumed\tassumed\ttax\t\t46\t
";

    #[test]
    fn a_code_on_file_is_kept_and_whoever_has_none_gets_the_first_free_number() {
        let files = [
            ("units/provinces.tsv", PROVINCES),
            ("units/communes.tsv", COMMUNES),
            ("agencies/46.tsv", TABLE),
        ];
        let directory = Directory::read(&files).unwrap();
        let unit = |code: &str| UnitCode::parse(code).unwrap();
        let head = AgencyCode::parse("H57").unwrap();
        let known = Known::of(&directory, &unit("46"));
        let mut numbers = Numbers::of(&head, &known);
        let mut code = |kind, of: &str| numbers.code(kind, None, &unit(of)).unwrap();
        for (kind, of, want, trust) in [
            (AgencyKind::PeopleCommittee, "19774", "H57.12", Trust::Verified),
            // 101 is somebody's already.
            (AgencyKind::PeopleCommittee, "19753", "H57.102", Trust::Assumed),
            (AgencyKind::Tax, "46", "H57.101", Trust::Assumed),
            (AgencyKind::Police, "19753", "H57.301", Trust::Assumed),
            (AgencyKind::Police, "19774", "H57.302", Trust::Assumed),
        ] {
            assert_eq!(code(kind, of), (want.to_string(), trust), "{kind:?} of {of}");
        }
    }
}
