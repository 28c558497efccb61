//! Officers who do not exist, for every agency of a province: enough that each
//! desk of the step templates has somebody.

use crate::plan::people;
use crate::plan::random::fnv;
use motcua_core::act::{Officer, OfficerId, Point, PointKind};
use motcua_core::catalogue::Duty;
use motcua_core::directory::{Agency, AgencyCode, AgencyKind, UnitCode};
use motcua_core::text::fold;
use motcua_core::{Day, Law};
use std::collections::{BTreeMap, BTreeSet};

/// The desks of an agency: the word that its log-in name begins with, and the duty.
const DESKS: [(&str, Duty); 5] = [
    ("tiepnhan", Duty::Reception),
    ("thuly1", Duty::Case),
    ("thuly2", Duty::Case),
    ("lanhdao", Duty::Leader),
    ("vanthu", Duty::Registry),
];

/// Who keeps the accounts, in the province's office.
const KEEPER: (&str, Duty) = ("quantri", Duty::Staff);

/// The officers of a province, agency by agency.
#[derive(Debug, Clone)]
pub struct Staff(BTreeMap<AgencyCode, Vec<Officer>>);

impl Staff {
    /// Five officers for every agency of the province and of its communes on this
    /// day, and a keeper of accounts in the province's office. The same seed gives the same people.
    pub fn of(law: &Law, province: &UnitCode, day: Day, seed: u64) -> Staff {
        Staff::of_provinces(law, std::slice::from_ref(province), day, seed)
    }

    /// The same for several provinces, whose log-in names are told apart.
    pub fn of_provinces(law: &Law, provinces: &[UnitCode], day: Day, seed: u64) -> Staff {
        let places = Places::of(law, provinces, day);
        let mut staff = BTreeMap::new();
        for province in provinces {
            let communes = law.directory.children_on(province, day).map(|unit| &unit.code);
            let units = std::iter::once(province).chain(communes);
            for agency in units.flat_map(|unit| law.directory.agencies_in_on(unit, day)) {
                let place = places.of_unit(law, &agency.unit, day);
                staff.insert(agency.code.clone(), desks(agency, &place, province, seed));
            }
        }
        Staff(staff)
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
                stead: Default::default(),
            })
        };
        agencies.filter_map(helper).collect()
    }

    /// Those who have this duty at this agency.
    pub fn at<'a>(&'a self, agency: &AgencyCode, duty: Duty) -> impl Iterator<Item = &'a Officer> {
        self.0.get(agency).into_iter().flatten().filter(move |officer| officer.has(duty))
    }
}

/// The places of log-in names: that of a unit, with its code where two units share one.
struct Places {
    shared: BTreeSet<String>,
}

impl Places {
    fn of(law: &Law, provinces: &[UnitCode], day: Day) -> Places {
        let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
        for province in provinces {
            let own = law.directory.unit_on(province, day);
            for unit in own.into_iter().chain(law.directory.children_on(province, day)) {
                let place = plain(&unit.name);
                if !seen.insert(place.clone()) {
                    shared.insert(place);
                }
            }
        }
        Places { shared }
    }

    fn of_unit(&self, law: &Law, unit: &UnitCode, day: Day) -> String {
        let name = law.directory.unit_on(unit, day).map_or(unit.as_str(), |unit| unit.name.as_str());
        let place = plain(name);
        // A province keeps its name, so that everybody finds its people.
        if self.shared.contains(&place) && !unit.is_province() { format!("{place}.{unit}") } else { place }
    }
}

/// `Chân Mây - Lăng Cô` → `chanmaylangco`.
fn plain(name: &str) -> String {
    fold(name).replace(' ', "")
}

fn desks(agency: &Agency, place: &str, province: &UnitCode, seed: u64) -> Vec<Officer> {
    let suffix = match agency.kind {
        AgencyKind::PeopleCommittee | AgencyKind::ProvinceOffice => String::new(),
        AgencyKind::Police => ".congan".into(),
        AgencyKind::MilitaryCommand => ".quansu".into(),
        AgencyKind::LandRegistry => ".datdai".into(),
        AgencyKind::Tax => ".thue".into(),
        AgencyKind::SocialInsurance => ".bhxh".into(),
        AgencyKind::Treasury => ".khobac".into(),
        AgencyKind::Department => {
            let name = agency.field.map_or("so", |field| field.names().0);
            format!(".{}", plain(name))
        }
    };
    let keeper = (agency.kind == AgencyKind::ProvinceOffice).then_some(KEEPER);
    DESKS
        .into_iter()
        .chain(keeper)
        .map(|(desk, duty)| {
            let id = format!("{desk}.{place}{suffix}");
            let name = people::person(seed ^ fnv(id.as_bytes()), province.as_str()).name;
            let (agency, stead) = (agency.code.clone(), Default::default());
            Officer { id: OfficerId(id), name, agency, duties: vec![duty], point: None, stead }
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
        assert_eq!(staff.0.len(), 3 * 40 + 17, "three in each commune, seventeen of the city");
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
        for id in [
            "tiepnhan.phuxuan",
            "lanhdao.aluoi2",
            "thuly2.phuvang.congan",
            "lanhdao.phuvang.quansu",
            "vanthu.hue.datdai",
            "thuly1.hue.soxaydung",
        ] {
            assert!(ids.contains(id), "{id}");
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.';
        assert!(ids.iter().all(|id| id.chars().all(plain)));
    }

    #[test]
    fn nobody_of_the_whole_country_shares_a_log_in_name() {
        let law = Books::embedded().law(Default::default()).expect("the catalogue is sound");
        let day = Day::of(2025, 7, 1).expect("a day");
        let provinces: Vec<UnitCode> = law
            .directory
            .units_on(motcua_core::directory::Tier::Province, day)
            .map(|unit| unit.code.clone())
            .collect();
        let staff = Staff::of_provinces(&law, &provinces, day, 1);
        let ids: BTreeSet<&str> = staff.all().map(|officer| officer.id.0.as_str()).collect();
        assert_eq!((ids.len(), staff.0.len()), (staff.all().count(), law.directory.agencies().len()));
        let longest = ids.iter().map(|id| id.len()).max().unwrap_or_default();
        assert!(motcua_core::account::ID_CHARS.contains(&longest), "{longest}");
        // A commune and its province, or two communes, of one name.
        for id in ["lanhdao.laocai", "lanhdao.laocai.02647"] {
            assert!(ids.contains(id), "{id}");
        }
    }
}
