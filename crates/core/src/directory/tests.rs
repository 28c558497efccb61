//! What the project's own data says; what the reader refuses is beside it.

mod agencies;
mod refused;
mod shipped;

use super::*;
use std::sync::LazyLock;

const FILES: [(&str, &str); 6] = [
    ("units/provinces.tsv", include_str!("../../../../catalogue/units/provinces.tsv")),
    ("units/communes.tsv", include_str!("../../../../catalogue/units/communes.tsv")),
    ("units/succession.tsv", include_str!("../../../../catalogue/units/succession.tsv")),
    ("units/former_names.tsv", include_str!("../../../../catalogue/units/former_names.tsv")),
    ("agencies/provinces.toml", include_str!("../../../../catalogue/agencies/provinces.toml")),
    ("agencies/46.tsv", include_str!("../../../../catalogue/agencies/46.tsv")),
];

static DIRECTORY: LazyLock<Directory> =
    LazyLock::new(|| Directory::read(&FILES).unwrap_or_else(|bad| panic!("{bad:#?}")));

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn unit(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

fn name_on(code: &str, on: &str) -> Option<&'static str> {
    DIRECTORY.unit_on(&unit(code), day(on)).map(|unit| unit.full_name.as_str())
}

fn kinds(units: impl Iterator<Item = &'static Unit>) -> Vec<(UnitKind, usize)> {
    let units: Vec<&Unit> = units.collect();
    let count = |kind| units.iter().filter(|unit| unit.kind == kind).count();
    UnitKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
}

#[test]
fn there_are_34_provinces_and_3321_communes_before_and_after_april_2026() {
    use UnitKind::*;
    for (on, provinces, communes) in [
        ("2025-07-01", [(Province, 28), (City, 6)], [(Commune, 2621), (Ward, 687), (SpecialZone, 13)]),
        ("2026-04-29", [(Province, 28), (City, 6)], [(Commune, 2621), (Ward, 687), (SpecialZone, 13)]),
        ("2026-04-30", [(Province, 27), (City, 7)], [(Commune, 2611), (Ward, 697), (SpecialZone, 13)]),
    ] {
        assert_eq!(kinds(DIRECTORY.units_on(Tier::Province, day(on))), provinces, "{on}");
        assert_eq!(kinds(DIRECTORY.units_on(Tier::Commune, day(on))), communes, "{on}");
    }
    assert_eq!(DIRECTORY.units_on(Tier::Commune, day("2025-06-30")).count(), 0);
}

#[test]
fn every_province_has_the_number_of_communes_that_was_published() {
    let published = [
        ("01", 126),
        ("04", 56),
        ("08", 124),
        ("11", 45),
        ("12", 38),
        ("14", 75),
        ("15", 99),
        ("19", 92),
        ("20", 65),
        ("22", 54),
        ("24", 99),
        ("25", 148),
        ("31", 114),
        ("33", 104),
        ("37", 129),
        ("38", 166),
        ("40", 130),
        ("42", 69),
        ("44", 78),
        ("46", 40),
        ("48", 94),
        ("51", 96),
        ("52", 135),
        ("56", 65),
        ("66", 102),
        ("68", 124),
        ("75", 95),
        ("79", 168),
        ("80", 96),
        ("82", 102),
        ("86", 124),
        ("91", 102),
        ("92", 103),
        ("96", 64),
    ];
    for (province, communes) in published {
        for on in ["2025-07-01", "2026-06-01"] {
            assert_eq!(
                DIRECTORY.children_on(&unit(province), day(on)).count(),
                communes,
                "{province} on {on}"
            );
        }
    }
}

#[test]
fn dong_nai_became_a_city_and_ten_of_its_communes_wards_on_30_april_2026() {
    assert_eq!(name_on("75", "2026-04-29"), Some("Tỉnh Đồng Nai"));
    assert_eq!(name_on("75", "2026-04-30"), Some("Thành phố Đồng Nai"));
    for (code, name) in [
        ("25270", "Lộc Ninh"),
        ("25357", "Tân Khai"),
        ("25363", "Đồng Phú"),
        ("26116", "Tân Phú"),
        ("26170", "Trị An"),
        ("26248", "Trảng Bom"),
        ("26326", "Dầu Giây"),
        ("26368", "Long Thành"),
        ("26425", "Xuân Lộc"),
        ("26485", "Nhơn Trạch"),
    ] {
        assert_eq!(name_on(code, "2026-04-29"), Some(format!("Xã {name}").as_str()));
        assert_eq!(name_on(code, "2026-04-30"), Some(format!("Phường {name}").as_str()));
        let history = DIRECTORY.history_of(&unit(code));
        let decisions: Vec<&str> = history.iter().map(|unit| unit.decision.as_str()).collect();
        assert_eq!(decisions, ["QĐ 19/2025/QĐ-TTg", "NQ 237/NQ-UBTVQH16"]);
    }
    // A different spelling in the later list is no change.
    let changed = DIRECTORY.units.iter().filter(|unit| unit.valid_to.is_some()).count();
    assert_eq!(changed, 11);
}

#[test]
fn hue_has_21_wards_and_19_communes() {
    let hue: Vec<&Unit> = DIRECTORY.children_on(&unit("46"), day("2025-07-01")).collect();
    assert_eq!(kinds(hue.iter().copied()), [(UnitKind::Commune, 19), (UnitKind::Ward, 21)]);
    assert!(hue.is_sorted_by_key(|unit| &unit.code));
    assert_eq!(DIRECTORY.province_of(&unit("19789")), Some(&unit("46")));
    assert_eq!(DIRECTORY.province_of(&unit("46")), Some(&unit("46")));
    assert_eq!(DIRECTORY.province_of(&unit("99999")), None);
}

#[test]
fn a_code_is_text_and_a_name_is_spelled_in_one_way() {
    for (code, name) in [
        ("00004", "Phường Ba Đình"),
        ("01", "Thành phố Hà Nội"),
        ("38", "Tỉnh Thanh Hóa"),
        ("20014", "Phường Hóa Châu"),
        ("00745", "Xã Phố Bảng"),
        ("06325", "Xã Bắc Sơn"),
        ("20137", "Xã Chân Mây - Lăng Cô"),
        ("20333", "Đặc khu Hoàng Sa"),
    ] {
        assert_eq!(name_on(code, "2025-07-01"), Some(name));
        assert_eq!(name_on(code, "2026-12-31"), Some(name));
    }
    let zone = DIRECTORY.unit_on(&unit("20333"), day("2026-12-31")).unwrap();
    assert_eq!(zone.full_name_en, "Hoang Sa Special Zone");
    assert_eq!(name_on("00004", "2025-06-30"), None);
    assert_eq!(name_on("00005", "2025-07-01"), None);
}

#[test]
fn an_old_commune_leads_to_its_successors_and_back() {
    let old_names = |code: &str| -> Vec<&str> {
        DIRECTORY.predecessors_of(&unit(code)).iter().map(|row| row.old_name.as_str()).collect()
    };
    assert_eq!(old_names("04978"), ["Thị trấn Bo", "Xã Vĩnh Đồng", "Xã Kim Bôi"]);
    assert_eq!(
        old_names("19789"),
        [
            "Phường Phường Đúc",
            "Phường Vĩnh Ninh",
            "Phường Phú Hội",
            "Phường Phú Nhuận",
            "Phường Trường An",
            "Phường Phước Vĩnh"
        ]
    );
    assert_eq!(old_names("23938"), [""; 0], "the source knows nothing of Xã Ia Mơ");

    let went = |code: &str| -> Vec<(&str, Share)> {
        let rows = DIRECTORY.successors_of(&unit(code));
        rows.map(|row| (row.new_code.as_str(), row.share)).collect()
    };
    assert_eq!(went("19783"), [("19789", Share::Main)]);
    // The code of old Phường Phú Nhuận is today the code of Phường Thuận Hóa.
    assert_eq!(went("19789"), [("19789", Share::Main)]);
    assert_eq!(went("00166"), [("00166", Share::Main), ("00160", Share::Part)]);
    assert_eq!(went("99999"), []);

    // The published list of how Huế's 40 were formed has 133 old communes; 11
    // more are known by name, from before Phong Điền became a town.
    let hue = DIRECTORY.children_on(&unit("46"), day("2025-07-01"));
    let hue: Vec<_> = hue.flat_map(|commune| DIRECTORY.predecessors_of(&commune.code)).collect();
    assert_eq!((hue.len(), hue.iter().filter(|old| old.old_code.is_some()).count()), (144, 133));
    let none = DIRECTORY
        .units_on(Tier::Commune, day("2025-07-01"))
        .filter(|commune| DIRECTORY.predecessors_of(&commune.code).is_empty())
        .count();
    assert_eq!(none, 6, "Ia Mơ and five special zones that were island districts");
}

fn found(query: &str, on: &str) -> Vec<(&'static str, Option<&'static str>)> {
    let found = DIRECTORY.find_units(query, day(on), 5);
    found.iter().map(|f| (f.unit.full_name.as_str(), f.was.map(|old| old.old_name.as_str()))).collect()
}

#[test]
fn a_unit_is_found_as_people_write_it() {
    for (query, want) in [
        ("hoa chau", "Phường Hóa Châu"),
        ("Phường Hoá Châu", "Phường Hóa Châu"),
        ("hóa ch", "Phường Hóa Châu"),
        ("PHUONG HOA CHAU, HUE", "Phường Hóa Châu"),
        ("chân mây lăng cô", "Xã Chân Mây - Lăng Cô"),
        ("chan may", "Xã Chân Mây - Lăng Cô"),
        ("co lang may chan", "Xã Chân Mây - Lăng Cô"),
        ("a luoi 3 hue", "Xã A Lưới 3"),
        ("tan phu dong nai", "Phường Tân Phú"),
        ("a luoi 3", "Xã A Lưới 3"),
        ("mdrak", "Xã M'Drắk"),
        ("m'drak", "Xã M'Drắk"),
        ("20014", "Phường Hóa Châu"),
        ("46", "Thành phố Huế"),
        ("hue", "Thành phố Huế"),
        ("dac khu con dao", "Đặc khu Côn Đảo"),
    ] {
        let first = found(query, "2026-08-01").first().copied();
        assert_eq!(first, Some((want, None)), "{query}");
    }
    for query in ["", " ,", "không có xã nào tên này"] {
        assert_eq!(found(query, "2026-08-01"), [], "{query}");
    }
    assert_eq!(found("hoa chau", "2025-06-30"), [], "no unit of the two tiers held on that day");
}

#[test]
fn an_old_name_finds_the_new_commune_and_says_so() {
    for query in ["Phường Vĩnh Ninh", "vinh ninh hue", "vinh ninh", "vinh ninh, thuan hoa, hue"] {
        let answers = found(query, "2025-08-01");
        assert!(answers.contains(&("Phường Thuận Hóa", Some("Phường Vĩnh Ninh"))), "{query}: {answers:?}");
    }
    assert_eq!(found("Phường Vĩnh Ninh", "2025-08-01")[0].0, "Phường Thuận Hóa");
    assert_eq!(found("lang co", "2025-08-01")[0], ("Xã Chân Mây - Lăng Cô", Some("Thị trấn Lăng Cô")));
    // A commune that kept its name answers under it, not under its past.
    assert_eq!(found("Phường Kim Long, Huế", "2025-08-01")[0], ("Phường Kim Long", None));
    // A search finds the unit as it is on that day.
    assert_eq!(found("long thanh dong nai", "2026-04-29")[0].0, "Xã Long Thành");
    assert_eq!(found("long thanh dong nai", "2026-04-30")[0].0, "Phường Long Thành");
}

#[test]
fn no_unit_is_found_twice_and_no_more_than_asked_for() {
    let many = DIRECTORY.find_units("tan", day("2026-08-01"), 200);
    let codes: std::collections::BTreeSet<_> = many.iter().map(|found| &found.unit.code).collect();
    assert_eq!((many.len(), codes.len()), (200, 200));
    assert_eq!(DIRECTORY.find_units("46", day("2026-08-01"), 0).len(), 0);
}

#[test]
fn marks_that_were_written_come_before_marks_that_were_not() {
    for query in ["Tân An", "Tấn An", "Tân Ân"] {
        let names: Vec<&str> = found(query, "2026-08-01").iter().map(|(name, _)| *name).collect();
        let exact = names.iter().position(|name| name.ends_with(&format!(" {query}")));
        assert!(matches!(exact, None | Some(0)), "{query}: {names:?}");
    }
    assert_eq!(found("Tân An", "2026-08-01")[0].0.split_once(' ').map(|(_, name)| name), Some("Tân An"));
}

#[test]
fn every_commune_of_hue_has_a_committee_with_a_centre_and_a_police() {
    for commune in DIRECTORY.children_on(&unit("46"), day("2025-07-01")) {
        let agencies: Vec<&Agency> = DIRECTORY.agencies_in(&commune.code).collect();
        let kinds: Vec<AgencyKind> = agencies.iter().map(|agency| agency.kind).collect();
        let three = [AgencyKind::PeopleCommittee, AgencyKind::Police, AgencyKind::MilitaryCommand];
        assert_eq!(kinds, three, "{}", commune.full_name);
        // "Ủy ban nhân dân phường Thuận Hóa": the unit's own name, its kind in lower case.
        let (initial, rest) =
            commune.full_name.split_at(commune.full_name.chars().next().unwrap().len_utf8());
        let called = format!("{}{rest}", initial.to_lowercase());
        let [committee, police, army] = agencies.as_slice() else { unreachable!() };
        assert_eq!(committee.name, format!("Ủy ban nhân dân {called}"));
        assert_eq!(police.name, format!("Công an {called}"));
        assert_eq!(army.name, format!("Ban Chỉ huy quân sự {called}"));
        let centre = committee.centre.as_ref().unwrap();
        assert_eq!(centre.name, format!("Trung tâm Phục vụ hành chính công {called}"));
        assert!(agencies.iter().all(|agency| agency.code_trust.is_assumed() && agency.hours == "standard"));
    }
    assert_eq!(DIRECTORY.agencies().len(), 3 * 40 + 17);
    let seen: Vec<&str> = DIRECTORY
        .agencies()
        .iter()
        .filter(|agency| !agency.code_trust.is_assumed())
        .map(|agency| agency.code.as_str())
        .collect();
    assert_eq!(seen, ["H57"]);
}

#[test]
fn an_agency_is_found_by_its_code_and_a_province_knows_its_own() {
    let agency = |code: &str| DIRECTORY.agency(&AgencyCode::parse(code).unwrap());
    assert_eq!(agency("h57.104").map(|a| a.unit.as_str()), Some("19789"));
    assert_eq!(agency("H57").map(|a| a.unit.as_str()), Some("46"));
    assert_eq!(agency("H57.999"), None);
    let of = |province: &str| DIRECTORY.agency_code_of(&unit(province)).map(|known| known.code.as_str());
    assert_eq!(
        (of("46"), of("52"), of("75"), of("01")),
        (Some("H57"), Some("H21"), Some("H19"), Some("X01"))
    );
    let trusts: Vec<(bool, bool)> = DIRECTORY
        .units_on(Tier::Province, day("2026-05-01"))
        .map(|province| {
            let known = DIRECTORY.agency_code_of(&province.code).unwrap();
            (known.code_trust.is_assumed(), known.code.as_str() == format!("X{}", province.code))
        })
        .collect();
    assert_eq!(trusts.iter().filter(|(is_assumed, _)| !is_assumed).count(), 19);
    // What nobody has seen is never taken for a code that somebody has.
    assert!(trusts.iter().all(|(is_assumed, is_placeholder)| is_assumed == is_placeholder));
}

#[test]
fn a_unit_whose_name_is_a_number_stands_with_its_kind_beside_the_day() {
    let place = |code: &str| DIRECTORY.unit_on(&unit(code), day("2025-07-01")).unwrap().place();
    assert_eq!(place("24823"), "Phường 1 Bảo Lộc");
    assert_eq!(name_on("24823", "2025-07-01"), Some(place("24823")));
    let others =
        DIRECTORY.units_on(Tier::Commune, day("2025-07-01")).filter(|unit| unit.place() != unit.full_name);
    assert!(others.count() > 3_000, "names that are words stand alone");
}
