//! The agencies of the whole country as they are shipped: nothing is missing, on any day.

use super::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

static NATION: LazyLock<Directory> = LazyLock::new(|| {
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let mut files = Vec::new();
    for folder in ["units", "agencies"] {
        for entry in fs::read_dir(catalogue.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "tsv" || end == "toml") {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                files.push((format!("{folder}/{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Directory::read(&files).unwrap_or_else(|bad| panic!("{bad:#?}"))
});

/// The first day, the day on which units changed their kind, and one after all of them.
const DAYS: [&str; 3] = ["2025-07-01", "2026-04-30", "2026-11-29"];

#[test]
fn every_commune_has_exactly_one_committee_one_police_and_one_military_command() {
    for on in DAYS.map(day) {
        let communes: Vec<&Unit> = NATION.units_on(Tier::Commune, on).collect();
        assert_eq!(communes.len(), 3_321);
        for commune in communes {
            let mut kinds: Vec<AgencyKind> =
                NATION.agencies_in_on(&commune.code, on).map(|agency| agency.kind).collect();
            kinds.sort();
            let three = [AgencyKind::PeopleCommittee, AgencyKind::Police, AgencyKind::MilitaryCommand];
            assert_eq!(kinds, three, "{} {} on {on}", commune.code, commune.full_name);
        }
    }
    assert_eq!(NATION.gaps(), []);
}

#[test]
fn every_kind_and_every_field_that_is_everywhere_resolves_for_every_commune() {
    let whats: Vec<(AgencyKind, Option<DepartmentField>)> = AgencyKind::ALL
        .into_iter()
        .filter(|kind| *kind != AgencyKind::Department)
        .map(|kind| (kind, None))
        .chain(
            DepartmentField::ALL
                .into_iter()
                .filter(|field| field.is_everywhere())
                .map(|field| (AgencyKind::Department, Some(field))),
        )
        .collect();
    assert_eq!(whats.len(), 8 + 12);
    for on in DAYS.map(day) {
        for commune in NATION.units_on(Tier::Commune, on) {
            for (kind, field) in &whats {
                let found = NATION.covering(*kind, *field, &commune.code, on);
                let found = found.unwrap_or_else(|| panic!("{kind:?} {field:?} of {} on {on}", commune.code));
                assert_eq!(NATION.province_of(&found.unit), commune.parent.as_ref(), "{}", found.code);
            }
        }
    }
}

#[test]
fn every_committee_has_a_centre_and_says_whether_its_address_is_known() {
    let on = day("2026-11-29");
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut centres = 0;
    for commune in NATION.units_on(Tier::Commune, on) {
        let committee =
            NATION.covering(AgencyKind::PeopleCommittee, None, &commune.code, on).expect("a committee");
        let centre = committee.centre.as_ref().expect("a centre");
        centres += 1;
        assert!(centre.trust.is_assumed(), "no address has been compared with an official text");
        assert_eq!(centre.address.is_some(), centre.point.is_some());
        if centre.address.is_some() {
            *known.entry(commune.parent.as_ref().map_or("", UnitCode::as_str)).or_default() += 1;
        }
    }
    assert_eq!((centres, known), (3_321, BTreeMap::from([("48", 93)])));
}

#[test]
fn no_code_of_an_agency_was_seen_but_those_of_19_provinces() {
    let seen: Vec<&Agency> =
        NATION.agencies().iter().filter(|agency| !agency.code_trust.is_assumed()).collect();
    assert_eq!(seen.len(), 19);
    assert!(seen.iter().all(|agency| agency.kind == AgencyKind::ProvinceOffice));
    for agency in NATION.agencies() {
        let province = NATION.province_of(&agency.unit).unwrap();
        let head = NATION.agency_code_of(province).unwrap();
        assert!(agency.code.as_str().starts_with(head.code.as_str()), "{} in {province}", agency.code);
        // A placeholder begins with a letter that no code of a province begins with.
        assert_eq!(head.code.as_str().starts_with('X'), head.code_trust.is_assumed(), "{}", head.code);
    }
}

#[test]
fn the_agencies_of_a_commune_that_became_a_ward_are_renamed_with_it() {
    let committee = |on: &str| {
        let found = NATION.covering(AgencyKind::PeopleCommittee, None, &unit("26368"), day(on)).unwrap();
        (found.name.as_str(), found.centre.as_ref().unwrap().name.as_str())
    };
    assert_eq!(
        committee("2026-04-29"),
        ("Ủy ban nhân dân xã Long Thành", "Trung tâm Phục vụ hành chính công xã Long Thành")
    );
    assert_eq!(
        committee("2026-04-30"),
        ("Ủy ban nhân dân phường Long Thành", "Trung tâm Phục vụ hành chính công phường Long Thành")
    );
}
