//! What a page of fields writes is read back as it was said, and nothing else changes.

use super::*;
use crate::Books;
use motcua_core::calendar::{DayKind, HoursSince, Span, SpecialDay, YearStatus};
use motcua_core::deed::Compares;
use motcua_core::directory::{Agency, AgencyCode, AgencyKind, Centre, MapPoint, UnitCode};
use motcua_core::law::{BesideProcedures, Law, Policy, beside_procedures};
use motcua_core::law_change::may_be_changed;
use motcua_core::{Day, Trust};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn code(text: &str) -> AgencyCode {
    AgencyCode::parse(text).unwrap()
}

fn hue() -> Policy {
    Policy { province: UnitCode::parse("46").ok(), ..Policy::default() }
}

/// The catalogue with these files, what that changes beside procedures, and the law.
fn after(books: &Books, files: &[CatalogueFile]) -> (Books, BesideProcedures, Law) {
    assert!(files.iter().all(|file| may_be_changed(&file.path)), "{files:?}");
    let old = books.law(hue()).unwrap();
    let books = books.with(files);
    let new = books.law(hue()).unwrap_or_else(|wrong| panic!("{wrong:?}\n{files:#?}"));
    let changes = beside_procedures(&old, &new);
    assert_eq!(motcua_core::law::changes::between(&old, &new), [], "procedures stay as they are");
    (books, changes, new)
}

fn said(agency: &Agency, name: &str) -> AgencySaid {
    AgencySaid {
        name: name.to_string(),
        name_en: agency.name_en.clone(),
        covers: agency.covers.clone(),
        centre: agency.centre.as_deref().cloned(),
        compared_by: agency.compared_by,
        trust: Trust::Verified,
    }
}

const COMMITTEE: &str = "H57.101";

#[test]
fn an_office_says_from_which_day_on_two_people_compare_originals_and_leaves_it_again() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    let two = AgencySaid { compared_by: 2, ..said(agency, &agency.name) };
    let file = books.agency_from(&law.directory, &agency.code, day("2026-12-01"), &two).unwrap();
    assert!(file.text.contains("compared_by = 2"), "{file:?}");
    let (books, changes, law) = after(&books, &[file]);
    assert_eq!(changes.agencies.len(), 1);
    let asked = Compares { people: 1, binds: false };
    let people = |law: &Law, on: &str| law.compared_by(&code(COMMITTEE), asked, day(on));
    assert_eq!(["2026-11-30", "2026-12-01"].map(|on| people(&law, on)), [1, 2]);
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    let one = AgencySaid { compared_by: 1, ..said(agency, &agency.name) };
    let file = books.agency_from(&law.directory, &agency.code, day("2027-02-01"), &one).unwrap();
    let (_, _, law) = after(&books, &[file]);
    assert_eq!(["2026-11-30", "2027-01-31", "2027-02-01"].map(|on| people(&law, on)), [1, 2, 1]);
}

#[test]
fn an_agency_is_called_otherwise_from_a_day_on_and_keeps_its_old_name_until_then() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    let file = books.agency_from(&law.directory, &agency.code, day("2026-12-01"), &said(agency, "Ủy ban A"));
    let (books, changes, law) = after(&books, &[file.unwrap()]);
    let name = |law: &Law, on: &str| law.directory.agency_on(&code(COMMITTEE), day(on)).unwrap().name.clone();
    assert_eq!(name(&law, "2026-11-30"), agency.name);
    assert_eq!(name(&law, "2026-12-01"), "Ủy ban A");
    assert_eq!(changes.agencies.len(), 1);
    assert!(!changes.counts_time_otherwise());
    // A second name for an earlier day takes the place of the planned one.
    let renamed = law.directory.agency(&code(COMMITTEE)).unwrap();
    let file = books.agency_from(&law.directory, &agency.code, day("2026-11-15"), &said(renamed, "Ủy ban B"));
    let (_, _, law) = after(&books, &[file.unwrap()]);
    let names: Vec<(&str, Option<Day>)> =
        law.directory.records_of(&code(COMMITTEE)).map(|one| (one.name.as_str(), one.valid_to)).collect();
    assert_eq!(names, [(agency.name.as_str(), Some(day("2026-11-14"))), ("Ủy ban B", None)]);
}

#[test]
fn a_name_that_follows_from_the_unit_goes_on_following_it() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    let mut said = said(agency, &agency.name);
    said.centre.as_mut().unwrap().address = Some("1 Đống Đa".to_string());
    let file = books.agency_from(&law.directory, &agency.code, day("2026-12-01"), &said).unwrap();
    assert!(!file.text.contains("name = "), "{}", file.text);
    let (_, _, law) = after(&books, &[file]);
    let record = law.directory.agency(&agency.code).unwrap();
    assert_eq!(
        (&record.name, record.centre.as_ref().unwrap().address.as_deref()),
        (&agency.name, Some("1 Đống Đa"))
    );
}

#[test]
fn an_agency_ends_on_a_day_and_goes_on_after_all() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let ends = AgencyEnds { last: day("2026-12-31"), successor: Some(code("H57.102")) };
    let file = books.agency_until(&law.directory, &code(COMMITTEE), Some(&ends)).unwrap();
    let (books, _, law) = after(&books, &[file]);
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    assert_eq!((agency.valid_to, agency.successor.clone()), (Some(ends.last), ends.successor));
    // A change before that day leaves the last day where it is.
    let file = books.agency_from(&law.directory, &agency.code, day("2026-12-10"), &said(agency, "Ủy ban A"));
    let (books, _, law) = after(&books, &[file.unwrap()]);
    assert_eq!(law.directory.agency(&code(COMMITTEE)).unwrap().valid_to, Some(ends.last));
    let file = books.agency_until(&law.directory, &code(COMMITTEE), None).unwrap();
    let (_, _, law) = after(&books, &[file]);
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    assert_eq!((agency.valid_to, agency.successor.clone()), (None, None));
}

#[test]
fn a_new_branch_serves_its_communes_and_the_office_of_the_province_the_others() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let province = UnitCode::parse("46").unwrap();
    let communes: Vec<UnitCode> = law
        .directory
        .children_on(&province, day("2026-12-01"))
        .take(3)
        .map(|unit| unit.code.clone())
        .collect();
    let of = NewAgency {
        code: code("H57.901"),
        code_trust: Trust::Assumed,
        kind: AgencyKind::Tax,
        field: None,
        unit: province.clone(),
        from: Some(day("2026-12-01")),
    };
    let said = AgencySaid {
        name: "Thuế cơ sở 1 thành phố Huế".to_string(),
        name_en: "Tax Office 1 of Hue".to_string(),
        covers: communes[..2].to_vec(),
        centre: None,
        compared_by: 1,
        trust: Trust::Verified,
    };
    let file = books.new_agency(&law.directory, &of, &said).unwrap();
    let (books, changes, law) = after(&books, &[file]);
    let serves = |commune: &UnitCode| {
        let found = law.directory.covering(AgencyKind::Tax, None, commune, day("2026-12-01"));
        found.map(|agency| agency.code.to_string()).unwrap()
    };
    assert_eq!(serves(&communes[0]), "H57.901");
    assert_ne!(serves(&communes[2]), "H57.901");
    assert_eq!((changes.agencies.len(), changes.agencies[0].before.len()), (1, 0));
    let twice = books.new_agency(&law.directory, &of, &said).unwrap_err();
    assert_eq!(twice.code, "directory.agency-known");
}

#[test]
fn centres_have_a_line_in_the_table_or_stand_in_their_agencys_own_block() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let own = law.directory.agency(&code("H57.102")).unwrap();
    let file =
        books.agency_from(&law.directory, &own.code, day("2026-12-01"), &said(own, "Ủy ban B")).unwrap();
    let (books, _, law) = after(&books, &[file]);
    let centre = |agency: &Agency, address: &str| Centre {
        address: Some(address.to_string()),
        telephone: Some("0234 3 123 456".to_string()),
        point: MapPoint::parse("16.46, 107.59"),
        ..agency.centre.as_deref().cloned().unwrap()
    };
    let (first, second) =
        (law.directory.agency(&code(COMMITTEE)).unwrap(), law.directory.agency(&code("H57.102")).unwrap());
    let centres = [(first, centre(first, "1\tĐống Đa")), (second, centre(second, "2 Đống Đa"))];
    let files = books.with_centres(&law.directory, &centres).unwrap();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["agencies/46.centres.tsv", "agencies/46.toml"]);
    let (_, changes, law) = after(&books, &files);
    let address =
        |agency: &str| law.directory.agency(&code(agency)).unwrap().centre.as_ref().unwrap().address.clone();
    assert_eq!(
        (address(COMMITTEE), address("H57.102")),
        (Some("1 Đống Đa".into()), Some("2 Đống Đa".into()))
    );
    assert_eq!(changes.agencies.len(), 2);
}

#[test]
fn an_address_is_set_right_in_the_record_that_it_is_said_of() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let agency = law.directory.agency(&code(COMMITTEE)).unwrap();
    let mut moves = said(agency, "Ủy ban A");
    moves.centre.as_mut().unwrap().address = Some("2 Lê Lợi".to_string());
    let file = books.agency_from(&law.directory, &agency.code, day("2026-12-01"), &moves).unwrap();
    let (books, _, law) = after(&books, &[file]);
    let now = law.directory.agency_on(&code(COMMITTEE), day("2026-11-30")).unwrap();
    let centre =
        Centre { address: Some("1 Đống Đa".to_string()), ..now.centre.as_deref().cloned().unwrap() };
    let files = books.with_centres(&law.directory, &[(now, centre)]).unwrap();
    let (_, _, law) = after(&books, &files);
    let address = |on: &str| {
        let record = law.directory.agency_on(&code(COMMITTEE), day(on)).unwrap();
        record.centre.as_ref().unwrap().address.clone().unwrap()
    };
    assert_eq!((address("2026-11-30"), address("2026-12-01")), ("1 Đống Đa".into(), "2 Lê Lợi".into()));
}

fn since(from: &str, spans: &[&str]) -> HoursSince {
    HoursSince {
        day: day(from),
        spans: spans.iter().map(|span| Span::parse(span).unwrap()).collect(),
        article: "Quyết định 12/QĐ-UBND".to_string(),
        trust: Trust::Verified,
    }
}

#[test]
fn hours_change_from_a_day_on_and_the_notes_of_the_file_stay() {
    let books = Books::embedded();
    let summer = since("2027-04-16", &["07:00-11:30", "14:00-17:00"]);
    let winter = since("2026-12-01", &["08:00-12:00", "13:00-17:00"]);
    let file = books.hours_from("standard", summer.day, Some(&summer)).unwrap();
    let (books, _, _) = after(&books, &[file]);
    let file = books.hours_from("standard", winter.day, Some(&winter)).unwrap();
    assert!(
        file.text.contains("# Office hours that") || file.text.contains("# Legal office hours"),
        "{}",
        file.text
    );
    let (books, changes, law) = after(&books, &[file]);
    let hours = law.standard_hours();
    assert_eq!(hours.since(), [winter.clone(), summer.clone()]);
    assert_eq!((changes.hours.len(), changes.counts_time_otherwise()), (1, true));
    let file = books.hours_from("standard", winter.day, None).unwrap();
    let (_, _, law) = after(&books, &[file]);
    assert_eq!(law.standard_hours().since(), [summer]);
    assert_eq!(
        Books::embedded().hours_from("none", winter.day, Some(&winter)).unwrap_err().code,
        "law.unknown-hours"
    );
}

#[test]
fn one_agency_has_hours_of_its_own_and_has_had_those_of_before() {
    let books = Books::embedded();
    let law = books.law(hue()).unwrap();
    let winter = since("2026-12-01", &["08:00-12:00"]);
    let files = books.own_hours(&law.directory, &code(COMMITTEE), law.hours_of(&code(COMMITTEE)), &winter);
    let (books, _, new) = after(&books, &files.unwrap());
    let hours = new.hours_of(&code(COMMITTEE));
    assert_eq!(hours.on(day("2026-11-30")), law.hours_of(&code(COMMITTEE)).on(day("2026-11-30")));
    assert_eq!(hours.on(day("2026-12-01")), winter.spans);
    assert_eq!(new.hours_of(&code("H57.102")), law.hours_of(&code("H57.102")));
    // A second change goes into the same set.
    let later = since("2027-01-04", &["07:30-12:00"]);
    let files = books.own_hours(&new.directory, &code(COMMITTEE), hours, &later).unwrap();
    assert_eq!(files.len(), 1);
    let (_, _, law) = after(&books, &files);
    assert_eq!(law.hours_of(&code(COMMITTEE)).since(), [winter, later]);
}

fn special(date: &str, kind: DayKind, partner: Option<&str>) -> SpecialDay {
    SpecialDay {
        day: day(date),
        name: "Nghỉ".to_string(),
        name_en: "Off".to_string(),
        kind,
        partner: partner.map(day),
        trust: Trust::Verified,
        source: Some("Thông báo 1".to_string()),
    }
}

#[test]
fn days_off_are_added_swapped_across_years_and_taken_out() {
    let books = Books::embedded();
    let swap = [
        special("2026-12-31", DayKind::SwapOff, Some("2027-01-09")),
        special("2027-01-09", DayKind::SwapWorked, Some("2026-12-31")),
    ];
    let files = books.with_days(&swap).unwrap();
    assert_eq!(files.len(), 2);
    let (books, changes, law) = after(&books, &files);
    assert!(!law.calendar.is_working(day("2026-12-31")) && law.calendar.is_working(day("2027-01-09")));
    assert_eq!((changes.days.len(), changes.counts_time_otherwise()), (2, true));
    let files = books.without_days(&[day("2026-12-31"), day("2027-01-09")]).unwrap();
    let (_, changes, law) = after(&books, &files);
    assert!(law.calendar.is_working(day("2026-12-31")) && !law.calendar.is_working(day("2027-01-09")));
    assert_eq!(changes.days.len(), 2);
}

#[test]
fn a_year_that_is_not_on_file_begins_as_proposed_and_is_announced() {
    let books = Books::embedded();
    let files = books.with_days(&[special("2031-01-01", DayKind::Off, None)]).unwrap();
    let (books, _, law) = after(&books, &files);
    assert_eq!(law.calendar.year(2031).unwrap().status, YearStatus::Proposed);
    let file = books.with_year(2031, YearStatus::Announced, Some("Thông báo 9")).unwrap();
    let (_, changes, law) = after(&books, &[file]);
    let year = law.calendar.year(2031).unwrap();
    assert_eq!((year.status, year.source.as_deref()), (YearStatus::Announced, Some("Thông báo 9")));
    assert!(!changes.counts_time_otherwise() && changes.years.len() == 1);
}

#[test]
fn a_file_that_is_written_otherwise_is_left_alone() {
    let odd = CatalogueFile {
        path: "agencies/46.toml".to_string(),
        text: "province = \"46\"\nagency = []\n".to_string(),
    };
    let books = Books::embedded().with([&odd]);
    let law = books.law(hue()).unwrap();
    let ends = AgencyEnds { last: day("2026-12-31"), successor: None };
    let refusal = books.agency_until(&law.directory, &code(COMMITTEE), Some(&ends)).unwrap_err();
    assert_eq!((refusal.code, refusal.arg("file")), ("catalogue.not-by-fields", Some("agencies/46.toml")));
}
