//! Officers who do not exist, for every agency of a province: enough that each
//! desk of the step templates has somebody.

use crate::plan::people;
use crate::plan::random::fnv;
use motcua_core::act::{Officer, OfficerId, Point, PointKind};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{Agency, AgencyCode, AgencyKind, UnitCode};
use motcua_core::text::fold;
use motcua_core::{Day, Law};
use std::collections::BTreeMap;

/// The desks of an agency: the word that its log-in name begins with, and the duty.
const DESKS: [(&str, Duty); 5] = [
    ("tiepnhan", Duty::Reception),
    ("thuly1", Duty::Case),
    ("thuly2", Duty::Case),
    ("lanhdao", Duty::Leader),
    ("vanthu", Duty::Registry),
];

/// The officers of a province, agency by agency.
#[derive(Debug, Clone)]
pub struct Staff(BTreeMap<AgencyCode, Vec<Officer>>);

impl Staff {
    /// Five officers for every agency of the province and of its communes on this
    /// day. The same seed gives the same people.
    pub fn of(law: &Law, province: &UnitCode, day: Day, seed: u64) -> Staff {
        let communes = law.directory.children_on(province, day).map(|unit| &unit.code);
        let agencies = std::iter::once(province).chain(communes).flat_map(|u| law.directory.agencies_in(u));
        Staff(agencies.map(|agency| (agency.code.clone(), desks(law, agency, province, day, seed))).collect())
    }

    /// Everybody, by agency.
    pub fn all(&self) -> impl Iterator<Item = &Officer> {
        self.0.values().flatten()
    }

    /// A helper for every centre, at an agent's point of its commune. They are nobody's
    /// staff: no desk of the month is theirs.
    pub fn helpers(&self, law: &Law) -> Vec<Officer> {
        let with_centre =
            |code: &AgencyCode| law.directory.agency(code).is_some_and(|it| it.centre.is_some());
        let agencies = self.0.iter().filter(|(code, _)| with_centre(code));
        let helper = |(code, officers): (&AgencyCode, &Vec<Officer>)| {
            let desk = officers.iter().find(|officer| officer.has(Duty::Reception))?;
            let id = desk.id.0.replacen("tiepnhan.", "diem.", 1);
            let unit = law.directory.agency(code)?.unit.as_str();
            Some(Officer {
                name: people::person(fnv(id.as_bytes()), unit.get(..2).unwrap_or_default()).name,
                id: OfficerId(id),
                agency: code.clone(),
                duties: Vec::new(),
                point: Some(Point {
                    kind: PointKind::AgentPoint,
                    name: "Điểm đại lý dịch vụ công số 1".into(),
                }),
            })
        };
        agencies.filter_map(helper).collect()
    }

    /// Those who have this duty at this agency.
    pub fn at<'a>(&'a self, agency: &AgencyCode, duty: Duty) -> impl Iterator<Item = &'a Officer> {
        self.0.get(agency).into_iter().flatten().filter(move |officer| officer.has(duty))
    }
}

fn desks(law: &Law, agency: &Agency, province: &UnitCode, day: Day, seed: u64) -> Vec<Officer> {
    let place = law.directory.unit_on(&agency.unit, day).map(|unit| unit.name.as_str());
    let place = fold(place.unwrap_or(agency.code.as_str())).replace(' ', "");
    let suffix = match agency.kind {
        AgencyKind::PeopleCommittee | AgencyKind::ProvinceOffice => String::new(),
        AgencyKind::Police => ".congan".into(),
        AgencyKind::MilitaryCommand => ".quansu".into(),
        AgencyKind::LandRegistry => ".datdai".into(),
        AgencyKind::Tax => ".thue".into(),
        AgencyKind::SocialInsurance => ".bhxh".into(),
        AgencyKind::Treasury => ".khobac".into(),
        // There are many, so the code tells them apart.
        AgencyKind::Department => format!(".{}", agency.code.as_str().to_lowercase()),
    };
    DESKS
        .iter()
        .map(|(desk, duty)| {
            let id = format!("{desk}.{place}{suffix}");
            let name = people::person(seed ^ fnv(id.as_bytes()), province.as_str()).name;
            Officer { id: OfficerId(id), name, agency: agency.code.clone(), duties: vec![*duty], point: None }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_books::Books;
    use std::collections::BTreeSet;

    fn staff() -> Staff {
        let law = Books::embedded().law(Default::default()).expect("the catalogue is sound");
        let (province, day) = (UnitCode::parse("46"), Day::of(2025, 7, 1));
        Staff::of(&law, &province.expect("a code"), day.expect("a day"), 1)
    }

    #[test]
    fn every_agency_of_the_province_has_somebody_at_every_desk() {
        let staff = staff();
        assert_eq!(staff.0.len(), 82, "40 committees, 40 police, the land registry, the city");
        for agency in staff.0.keys() {
            for (duty, many) in
                [(Duty::Reception, 1), (Duty::Case, 2), (Duty::Leader, 1), (Duty::Registry, 1)]
            {
                assert_eq!(staff.at(agency, duty).count(), many, "{agency} {duty:?}");
            }
        }
    }

    #[test]
    fn log_in_names_are_readable_and_belong_to_one_officer_each() {
        let staff = staff();
        let ids: BTreeSet<&str> = staff.all().map(|officer| officer.id.0.as_str()).collect();
        assert_eq!(ids.len(), staff.all().count());
        for id in ["tiepnhan.phuxuan", "lanhdao.aluoi2", "thuly2.phuvang.congan", "vanthu.hue.datdai"] {
            assert!(ids.contains(id), "{id}");
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.';
        assert!(ids.iter().all(|id| id.chars().all(plain)));
    }
}
