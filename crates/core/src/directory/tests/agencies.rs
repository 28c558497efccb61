//! Agencies on a day, and who covers what: tables over a small province.

use super::*;
use crate::directory::names;

const PROVINCES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
11\t2025-07-01\t2026-04-29\tprovince\tThử\tTỉnh Thử\tThu Province\t\tQĐ
11\t2026-04-30\t\tcity\tThử\tThành phố Thử\tThu City\t\tNQ
12\t2025-07-01\t\tprovince\tVắng\tTỉnh Vắng\tVang Province\t\tQĐ
";
const COMMUNES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
11001\t2025-07-01\t2026-04-29\tcommune\tMột\tXã Một\tMot Commune\t11\tQĐ
11001\t2026-04-30\t\tward\tMột\tPhường Một\tMot Ward\t11\tNQ
11002\t2025-07-01\t\tcommune\tHai\tXã Hai\tHai Commune\t11\tQĐ
11003\t2025-07-01\t\tspecial_zone\tBa\tĐặc khu Ba\tBa Special Zone\t11\tQĐ
12001\t2025-07-01\t\tcommune\tXa\tXã Xa\tXa Commune\t12\tQĐ
";
const TABLE: &str = "\
# a note
code\tcode_trust\ttrust\tkind\tfield\tunit\thours
Z11\tassumed\tverified\tprovince_office\t\t11\t
Z11.801\tassumed\tassumed\tdepartment\thealth\t11\t
Z11.802\tassumed\tassumed\tdepartment\tconstruction\t11\t
Z11.701\tassumed\tassumed\tland_registry\t\t11\t
Z11.721\tassumed\tassumed\ttax\t\t11\t
Z11.101\tassumed\tverified\tpeople_committee\t\t11001\t
Z11.102\tassumed\tverified\tpeople_committee\t\t11002\tearly
Z11.103\tassumed\tverified\tpeople_committee\t\t11003\t
Z11.301\tassumed\tassumed\tpolice\t\t11001\t
";
const CENTRES: &str = "\
agency\tname\taddress\ttelephone\topening\tpoint\ttrust
Z11.102\t\tSố 1 đường Hai\t0234 000 000\tThứ Bảy 8–11 giờ\t16.067780, 108.220830\tassumed
";
const BY_HAND: &str = r#"province = "11"
[[agency]]
code = "Z11.702"
code_trust = "assumed"
kind = "land_registry"
unit = "11"
covers = ["11001", "11002"]
name = "Chi nhánh khu vực 1"
name_en = "Branch of area 1"
valid_from = "2026-01-01"
[[agency]]
code = "Z11.721"
code_trust = "assumed"
kind = "tax"
unit = "11"
name = "Thuế cũ"
name_en = "Old tax office"
valid_to = "2025-12-31"
[[agency]]
code = "Z11.721"
code_trust = "assumed"
kind = "tax"
unit = "11"
name = "Thuế mới"
name_en = "New tax office"
valid_from = "2026-01-01"
[[agency]]
code = "Z11.301"
code_trust = "assumed"
kind = "police"
unit = "11001"
valid_to = "2026-05-31"
successor = "Z11.302"
[[agency]]
code = "Z11.302"
code_trust = "assumed"
kind = "police"
unit = "11001"
valid_from = "2026-06-01"
"#;

fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("units/provinces.tsv", PROVINCES),
        ("units/communes.tsv", COMMUNES),
        ("agencies/11.tsv", TABLE),
        ("agencies/11.centres.tsv", CENTRES),
        ("agencies/11.toml", BY_HAND),
    ]
}

fn small() -> Directory {
    Directory::read(&files()).unwrap_or_else(|bad| panic!("{bad:#?}"))
}

fn code(text: &str) -> AgencyCode {
    AgencyCode::parse(text).unwrap()
}

#[test]
fn an_agency_is_called_as_it_was_called_on_the_day() {
    let directory = small();
    let rows = [
        // Renamed with its unit.
        ("Z11.101", "2025-07-01", Some("Ủy ban nhân dân xã Một")),
        ("Z11.101", "2026-04-29", Some("Ủy ban nhân dân xã Một")),
        ("Z11.101", "2026-04-30", Some("Ủy ban nhân dân phường Một")),
        ("Z11", "2026-04-29", Some("Ủy ban nhân dân tỉnh Thử")),
        ("Z11", "2026-04-30", Some("Ủy ban nhân dân thành phố Thử")),
        ("Z11.801", "2026-04-30", Some("Sở Y tế thành phố Thử")),
        ("Z11.103", "2026-04-30", Some("Ủy ban nhân dân đặc khu Ba")),
        // Renamed by itself.
        ("Z11.721", "2025-12-31", Some("Thuế cũ")),
        ("Z11.721", "2026-01-01", Some("Thuế mới")),
        // Before it was founded, after it was closed, and never.
        ("Z11.101", "2025-06-30", None),
        ("Z11.702", "2025-12-31", None),
        ("Z11.301", "2026-06-01", None),
        ("Z11.999", "2026-06-01", None),
    ];
    for (agency, on, name) in rows {
        let found = directory.agency_on(&code(agency), day(on)).map(|agency| agency.name.as_str());
        assert_eq!(found, name, "{agency} on {on}");
    }
    let now = |agency: &str| directory.agency(&code(agency)).map(|agency| agency.name.as_str());
    assert_eq!((now("Z11.101"), now("Z11.721")), (Some("Ủy ban nhân dân phường Một"), Some("Thuế mới")));
    let codes: Vec<&str> = directory.agencies().iter().map(|agency| agency.code.as_str()).collect();
    assert!(codes.is_sorted() && codes.len() == 11, "each agency once: {codes:?}");
}

#[test]
fn a_paper_names_an_agency_as_of_its_own_day() {
    let directory = small();
    for (agency, on, name) in [
        ("Z11.721", "2025-08-01", "Thuế cũ"),
        ("Z11.721", "2026-08-01", "Thuế mới"),
        // A paper from before the first record, and one from after the end.
        ("Z11.721", "2020-01-01", "Thuế cũ"),
        ("Z11.702", "2025-08-01", "Chi nhánh khu vực 1"),
        ("Z11.301", "2026-08-01", "Công an phường Một"),
        ("Z11.301", "2026-01-01", "Công an xã Một"),
    ] {
        let found = directory.agency_as_of(&code(agency), day(on)).map(|agency| agency.name.as_str());
        assert_eq!(found, Some(name), "{agency} as of {on}");
    }
}

#[test]
fn a_closed_agency_leads_to_whoever_took_its_work_over() {
    let directory = small();
    for (agency, on, instead) in [
        ("Z11.301", "2026-05-31", Some("Z11.301")),
        ("Z11.301", "2026-06-01", Some("Z11.302")),
        ("Z11.702", "2025-12-31", None),
        ("Z11.999", "2026-06-01", None),
    ] {
        let found = directory.agency_instead(&code(agency), day(on)).map(|agency| agency.code.as_str());
        assert_eq!(found, instead, "{agency} on {on}");
    }
    let closed: Vec<&str> = directory
        .agencies()
        .iter()
        .filter(|agency| agency.is_closed_on(day("2026-06-01")))
        .map(|agency| agency.code.as_str())
        .collect();
    assert_eq!(closed, ["Z11.301"]);
    assert_eq!(directory.agencies_in_on(&unit("11001"), day("2026-06-01")).count(), 2);
}

#[test]
fn who_covers_a_commune_is_its_own_agency_else_a_branch_else_the_province() {
    use AgencyKind::*;
    let directory = small();
    let health = Some(DepartmentField::Health);
    let rows = [
        (PeopleCommittee, None, "11001", "2025-07-01", Some("Z11.101")),
        (PeopleCommittee, None, "11002", "2025-07-01", Some("Z11.102")),
        // A branch, from its first day; what it does not name stays with the province.
        (LandRegistry, None, "11001", "2025-12-31", Some("Z11.701")),
        (LandRegistry, None, "11001", "2026-01-01", Some("Z11.702")),
        (LandRegistry, None, "11003", "2026-01-01", Some("Z11.701")),
        (LandRegistry, None, "11", "2026-01-01", Some("Z11.701")),
        // Of a closed police the next one, from its first day.
        (Police, None, "11001", "2026-05-31", Some("Z11.301")),
        (Police, None, "11001", "2026-06-01", Some("Z11.302")),
        // Nobody stands in for what is not on file.
        (Police, None, "11002", "2026-06-01", None),
        (MilitaryCommand, None, "11001", "2026-06-01", None),
        (Treasury, None, "11001", "2026-06-01", None),
        (PeopleCommittee, None, "11", "2026-06-01", None),
        // A department is that of its field.
        (Department, health, "11002", "2026-06-01", Some("Z11.801")),
        (Department, Some(DepartmentField::Construction), "11002", "2026-06-01", Some("Z11.802")),
        (Department, Some(DepartmentField::Justice), "11002", "2026-06-01", None),
        (Department, None, "11002", "2026-06-01", None),
        (Tax, health, "11002", "2026-06-01", None),
        // Before the first day, in a province without agencies, in no unit at all.
        (PeopleCommittee, None, "11001", "2025-06-30", None),
        (PeopleCommittee, None, "12001", "2026-06-01", None),
        (Tax, None, "12001", "2026-06-01", None),
        (Tax, None, "99999", "2026-06-01", None),
    ];
    for (kind, field, of, on, want) in rows {
        let found = directory.covering(kind, field, &unit(of), day(on));
        assert_eq!(found.map(|agency| agency.code.as_str()), want, "{kind:?} {field:?} of {of} on {on}");
    }
}

#[test]
fn a_centre_says_what_is_known_of_it() {
    let directory = small();
    let centre = |agency: &str| directory.agency(&code(agency)).unwrap().centre.clone();
    let known = centre("Z11.102").unwrap();
    assert_eq!(known.name, "Trung tâm Phục vụ hành chính công xã Hai");
    assert_eq!(
        (known.address.as_deref(), known.telephone.as_deref(), known.opening.as_deref()),
        (Some("Số 1 đường Hai"), Some("0234 000 000"), Some("Thứ Bảy 8–11 giờ"))
    );
    assert_eq!(known.point.map(|point| point.to_string()).as_deref(), Some("16.067780, 108.220830"));
    let other = centre("Z11.103").unwrap();
    assert_eq!((other.address, other.point, other.trust), (None, None, crate::Trust::Assumed));
    assert_eq!(centre("Z11").unwrap().name, "Trung tâm Phục vụ hành chính công thành phố Thử");
    assert!(centre("Z11.801").is_none() && centre("Z11.302").is_none());
    // The hours are its own, else the standard ones.
    let hours = |agency: &str| directory.agency(&code(agency)).unwrap().hours.clone();
    assert_eq!((hours("Z11.102").as_str(), hours("Z11.103").as_str()), ("early", "standard"));
}

#[test]
fn a_place_on_the_map_is_two_numbers_in_degrees() {
    for (text, want) in [
        ("16.067780, 108.220830", Some("16.067780, 108.220830")),
        ("16,108", Some("16.000000, 108.000000")),
        ("-16.5,-108.25", Some("-16.500000, -108.250000")),
        ("16.06778", None),
        ("91, 108", None),
        ("16, 181", None),
        ("NaN, 108", None),
        ("16; 108", None),
        ("", None),
    ] {
        assert_eq!(MapPoint::parse(text).map(|point| point.to_string()).as_deref(), want, "{text}");
    }
}

#[test]
fn every_kind_has_a_name_in_both_languages() {
    let directory = small();
    let commune = directory.unit_on(&unit("11002"), day("2026-05-01")).unwrap();
    for kind in AgencyKind::ALL {
        let (vi, en) = names::of_agency(kind, Some(DepartmentField::Health), commune);
        assert!(vi.contains("xã Hai") && en.contains("Hai Commune"), "{vi} / {en}");
    }
}

#[test]
fn a_commune_without_its_committee_is_told_with_the_first_day() {
    assert_eq!(small().gaps(), []);
    let without = |table: String, by_hand: &str| {
        let mut files = files();
        files.retain(|(name, _)| !name.contains("agencies/"));
        files.extend([("agencies/11.tsv", table.as_str()), ("agencies/11.toml", by_hand)]);
        let directory = Directory::read(&files).unwrap_or_else(|bad| panic!("{bad:#?}"));
        let told: Vec<_> = directory.gaps().into_iter().map(|bad| (bad.file, bad.why)).collect();
        told
    };
    let row = "Z11.103\tassumed\tverified\tpeople_committee\t\t11003\t\n";
    let told = without(TABLE.replace(row, ""), "province = \"11\"");
    let of = |told: &[(String, Refusal)]| {
        let facts = |why: &Refusal| {
            (why.code, why.arg("unit").map(str::to_string), why.arg("day").map(str::to_string))
        };
        told.iter().map(|(file, why)| (file.clone(), facts(why))).collect::<Vec<_>>()
    };
    let file = "agencies/11.tsv".to_string();
    let gap = |unit: &str, day: &str| {
        (file.clone(), ("directory.commune-without-committee", Some(unit.to_string()), Some(day.to_string())))
    };
    assert_eq!(of(&told), [gap("11003", "2025-07-01")]);
    // Closed and not followed by another one.
    let closed = "province = \"11\"\n[[agency]]\ncode = \"Z11.103\"\ncode_trust = \"assumed\"\n\
                  kind = \"people_committee\"\nunit = \"11003\"\nvalid_to = \"2026-08-31\"\n";
    assert_eq!(of(&without(TABLE.to_string(), closed)), [gap("11003", "2026-09-01")]);
}
