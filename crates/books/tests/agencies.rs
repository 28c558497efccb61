//! The agencies of the catalogue: an installation reads those of its provinces, and what is wrong
//! with one is told where it stands.

use motcua_books::Books;
use motcua_core::directory::{AgencyCode, AgencyKind, UnitCode};
use motcua_core::law::Policy;
use motcua_core::law_change::CatalogueFile;
use motcua_core::{BadData, Day};

fn unit(text: &str) -> UnitCode {
    UnitCode::parse(text).unwrap()
}

fn of_one(province: &str) -> Policy {
    Policy { province: Some(unit(province)), ..Policy::default() }
}

#[test]
fn an_installation_reads_the_agencies_of_its_provinces_only() {
    let books = Books::embedded();
    let several = |provinces: &[&str]| Policy {
        provinces: provinces.iter().map(|code| unit(code)).collect(),
        ..Policy::default()
    };
    // Three in each commune and seventeen of the province; some have further departments.
    for (policy, agencies) in [
        (of_one("46"), 3 * 40 + 17),
        (of_one("25"), 3 * 148 + 17),
        (of_one("79"), 3 * 168 + 19),
        (several(&["46", "48"]), 3 * (40 + 94) + 2 * 17),
        (Policy::default(), 3 * 3_321 + 34 * 17 + 3),
    ] {
        let law = books.law(policy).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
        assert_eq!(law.directory.agencies().len(), agencies, "{:?}", law.policy);
        assert!(law.directory.gaps().is_empty());
    }
    // Of another province's agency one knows the code, and its head.
    let law = books.law(of_one("46")).unwrap();
    assert!(law.directory.agency(&AgencyCode::parse("X25.101").unwrap()).is_none());
    assert_eq!(law.directory.agency_code_of(&unit("25")).unwrap().code.as_str(), "X25");
}

fn laid_over(path: &str, change: impl Fn(&str) -> String) -> Result<motcua_core::Law, Vec<BadData>> {
    let books = Books::embedded();
    let text = change(books.text(path).unwrap_or_default());
    books.with(&[CatalogueFile { path: path.into(), text }]).law(of_one("46"))
}

#[test]
fn an_agency_whose_hours_nobody_knows_is_told_where_it_stands() {
    let table = "agencies/46.tsv";
    let books = Books::embedded();
    let row = "H57.101\tassumed\tverified\tpeople_committee\t\t19753\t";
    let at = books.text(table).unwrap().lines().position(|line| line == row).unwrap() + 1;
    let told = laid_over(table, |text| text.replace(row, &format!("{row}night"))).err().unwrap();
    let [bad] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(
        (bad.file.as_str(), bad.line, bad.field.as_str(), bad.why.code, bad.why.arg("hours")),
        (table, Some(at), "hours", "law.unknown-hours", Some("night"))
    );
    let law = laid_over(table, |text| text.replace(row, &format!("{row}early"))).unwrap();
    let code = AgencyCode::parse("H57.101").unwrap();
    assert_eq!(law.directory.agency(&code).unwrap().hours, "early");
}

#[test]
fn what_is_written_by_hand_takes_the_place_of_the_table() {
    let by_hand = r#"
province = "46"
[[agency]]
code = "H57.702"
code_trust = "assumed"
kind = "land_registry"
unit = "46"
covers = ["20107", "20122"]
name = "Chi nhánh khu vực Phú Lộc"
name_en = "Branch of Phu Loc Area"
[[agency]]
code = "H57.808"
code_trust = "assumed"
kind = "department"
field = "culture_sports_and_tourism"
unit = "46"
name = "Sở Văn hóa và Thể thao thành phố Huế"
name_en = "Department of Culture and Sports of Hue City"
"#;
    let law = laid_over("agencies/46.toml", |_| by_hand.to_string()).unwrap();
    let day = Day::of(2025, 8, 1).unwrap();
    let registry = |commune: &str| {
        law.directory.covering(AgencyKind::LandRegistry, None, &unit(commune), day).unwrap().code.as_str()
    };
    assert_eq!((registry("20107"), registry("19753")), ("H57.702", "H57.301"));
    let culture = law.directory.agency(&AgencyCode::parse("H57.808").unwrap()).unwrap();
    assert_eq!(culture.name, "Sở Văn hóa và Thể thao thành phố Huế");
    assert_eq!(law.directory.agencies().len(), 3 * 40 + 18);
    // The same two communes again, in another branch.
    let twice = by_hand.replace("H57.808", "H57.703").replace(
        "kind = \"department\"\nfield = \"culture_sports_and_tourism\"\nunit = \"46\"",
        "kind = \"land_registry\"\nunit = \"46\"\ncovers = [\"20122\"]",
    );
    let told = laid_over("agencies/46.toml", |_| twice.clone()).err().unwrap();
    let told: Vec<_> = told.iter().map(|bad| (bad.line, bad.field.as_str(), bad.why.code)).collect();
    assert_eq!(told, [(Some(12), "covers", "directory.cover-overlaps")]);
}
