//! The committed catalogue.

use super::*;
use crate::Trust;
use crate::calendar::Limit;
use std::fs;
use std::path::Path;

/// The files of the repository, as (name, text).
fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| (path.to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// The catalogue with everything that is laid beside the procedures' own files.
pub(super) fn whole() -> Catalogue {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    let read = |name: &str| (name.to_string(), fs::read_to_string(root.join(name)).unwrap());
    let tables = [
        "fields",
        "forms",
        "hidden",
        "ministries",
        "names",
        "papers",
        "procedures",
        "successors",
        "titles",
        "ways",
    ];
    let tables: Vec<_> = tables.iter().map(|name| read(&format!("portal/{name}.tsv"))).collect();
    let (speech, events) = (read("speech.tsv"), read("life_events.toml"));
    let departments = read("departments.tsv");
    let said = |bad: Vec<crate::BadData>| format!("{bad:#?}");
    committed()
        .with_speech(&borrowed(&[speech]))
        .and_then(|catalogue| catalogue.with_portal(&borrowed(&tables)))
        .and_then(|catalogue| catalogue.with_life_events(&borrowed(&[events])))
        .and_then(|catalogue| catalogue.with_departments(&borrowed(&[departments])))
        .map_err(said)
        .unwrap()
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

pub(super) fn committed() -> Catalogue {
    let (procedures, steps) = (files("procedures"), files("steps"));
    Catalogue::read(&borrowed(&procedures), &borrowed(&steps)).unwrap()
}

/// The offer at the counter in the ordinary case of the first version.
fn ordinary(procedure: &Procedure) -> &Offer {
    let version = procedure.version(1).unwrap();
    version.offer(&version.cases[0].id, Way::Counter).unwrap()
}

#[test]
fn all_eighty_five_procedures_load_and_say_what_is_verified() {
    let catalogue = committed();
    let all = catalogue.all();
    assert_eq!(all.len(), 85);
    assert_eq!(all.iter().filter(|p| p.code_trust == Trust::Verified).count(), 72);
    assert_eq!(all.iter().filter(|p| p.code_trust == Trust::Seen).count(), 9);
    assert_eq!(all.iter().filter(|p| p.code.is_none()).count(), 3);
    assert_eq!(all.iter().filter(|p| ordinary(p).limit_trust == Trust::Verified).count(), 25);
    assert_eq!(catalogue.step_templates().count(), 14);
    assert_eq!(catalogue.fields().len(), 17);
    assert_eq!(catalogue.fields().iter().map(|field| field.procedures).sum::<usize>(), 85);
}

#[test]
fn who_decides_is_as_the_seed_says() {
    let catalogue = committed();
    let count = |level, competent| {
        catalogue.all().iter().filter(|p| p.level == level && p.competent == competent).count()
    };
    assert_eq!(count(Level::Commune, Competent::PeopleCommittee), 69);
    assert_eq!(count(Level::Commune, Competent::Police), 8);
    assert_eq!(count(Level::Province, Competent::LandRegistry), 4);
    assert_eq!(count(Level::Province, Competent::ProvinceOffice), 3);
    assert_eq!(count(Level::Province, Competent::Police), 1);
}

#[test]
fn the_first_version_of_each_file_has_the_limit_of_the_seed() {
    let catalogue = committed();
    let mut listed = 0;
    for line in include_str!("seed_limits.txt").lines().filter(|line| !line.starts_with('#')) {
        let [id, limit, trust] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let offer = ordinary(catalogue.procedure(&id.into()).unwrap());
        assert_eq!(offer.limit, limit.parse::<Limit>().unwrap(), "{id}");
        assert_eq!(offer.limit_trust == Trust::Verified, trust == "verified", "{id}");
        listed += 1;
    }
    // All but the one that the linked dossiers brought, which the seed does not list.
    assert_eq!(listed, 84);
}

#[test]
fn limits_and_fees_hang_on_way_and_case() {
    let catalogue = committed();
    use Limit::*;
    use Way::*;
    type Offered = Option<(Limit, Option<u64>)>;
    let table: &[(&str, &str, Way, Offered)] = &[
        ("1.013133", "default", Online, Some((WorkingHours(2), Some(0)))),
        ("1.013133", "default", Counter, Some((WorkingDays(1), Some(0)))),
        ("1.013133", "default", Post, None),
        ("1.013134", "default", Online, None),
        ("1.013134", "default", Counter, Some((WorkingDays(1), Some(0)))),
        ("1.004222", "default", Counter, Some((WorkingDays(7), Some(20_000)))),
        ("1.004222", "default", Online, Some((WorkingDays(7), Some(10_000)))),
        ("1.004194", "default", Counter, Some((WorkingDays(3), Some(15_000)))),
        ("1.002755", "default", Online, Some((WorkingDays(3), Some(7_000)))),
        ("1.010038", "default", Online, Some((WorkingDays(5), Some(5_000)))),
        ("1.001193", "on-time", Counter, Some((SameDay, Some(0)))),
        ("1.001193", "late", Counter, Some((SameDay, None))),
        ("1.001193", "no-such-case", Counter, None),
        ("1.000894", "default", Counter, Some((SameDay, Some(0)))),
        ("1.000894", "verification", Counter, Some((WorkingDays(5), Some(0)))),
        ("1.001022", "verification", Counter, Some((WorkingDays(8), None))),
        ("1.004859", "change", Online, Some((WorkingDays(3), None))),
        ("1.004859", "addition", Online, Some((SameDay, None))),
        ("1.004859", "verification", Online, Some((WorkingDays(6), None))),
        ("2.000815", "paper", Counter, Some((SameDay, Some(2_000)))),
        ("2.000815", "paper", Online, None),
        ("2.000815", "electronic", Online, Some((SameDay, Some(2_000)))),
        ("2.000815", "electronic", Counter, Some((SameDay, Some(2_000)))),
        ("2.000815", "extended", Counter, Some((WorkingDays(2), Some(2_000)))),
        ("1.011606", "default", Counter, Some((Planned, Some(0)))),
        ("2.001263", "default", Counter, Some((Days(30), Some(400_000)))),
        ("1.001612", "default", Online, Some((WorkingDays(3), None))),
    ];
    for (id, case, way, want) in table {
        let version = catalogue.find(id).unwrap().version(1).unwrap();
        let got = version.offer(&(*case).into(), *way).map(|offer| (offer.limit, offer.fee_vnd));
        assert_eq!(got, *want, "{id} {case} {way:?}");
    }
}

#[test]
fn a_certified_copy_costs_two_thousand_a_page_one_from_the_third_and_at_most_two_hundred() {
    let catalogue = committed();
    let copies = ordinary(catalogue.find("2.000815").unwrap());
    assert_eq!(copies.fee_unit, FeeUnit::Page);
    for (pages, vnd) in
        [(0, 0), (1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (198, 200_000), (900, 200_000)]
    {
        assert_eq!(copies.fee_for(pages), Some(vnd), "{pages} pages");
    }
    assert_eq!(ordinary(catalogue.find("2.000635").unwrap()).fee_for(3), Some(24_000));
    assert_eq!(ordinary(catalogue.find("1.004873").unwrap()).fee_for(1), None);
}

#[test]
fn what_nobody_has_confirmed_is_listed_by_kind() {
    let catalogue = committed();
    let military = catalogue.find("1.013133").unwrap().version(1).unwrap();
    assert_eq!(military.unverified(), [Unverified::Fee(None, Way::Online)]);
    let marriage = catalogue.find("1.000894").unwrap().version(1).unwrap().unverified();
    assert!(!marriage.contains(&Unverified::Limit(None, Way::Counter)));
    assert!(marriage.contains(&Unverified::Fee(None, Way::Counter)));
    assert!(marriage.contains(&Unverified::Decision));
    assert!(marriage.contains(&Unverified::PartialReason));
}

#[test]
fn a_procedure_is_found_by_every_written_form_of_its_code() {
    let catalogue = committed();
    let table = [
        ("1.001193", Some("1.001193")),
        (" 1001193 ", Some("1.001193")),
        ("1-001193", Some("1.001193")),
        ("1.001193.000.00.00.H57", Some("1.001193")),
        ("1.001193.02", Some("1.001193")),
        ("3.000722", Some("2.000986")),
        ("dat-dai-gia-han-su-dung-dat", Some("dat-dai-gia-han-su-dung-dat")),
        ("10011930", None),
        ("1.00119", None),
        ("9.999999", None),
        ("1.00119３", None),
        ("", None),
        ("1", None),
        ("đ.001193", None),
    ];
    for (text, want) in table {
        assert_eq!(catalogue.find(text).map(|p| p.id.as_str()), want, "{text:?}");
    }
}

#[test]
fn the_shares_of_the_steps_fill_the_limit_exactly() {
    for template in committed().step_templates() {
        for minutes in [0, 1, 7, 120, 480, 481, 9_600, 21_600] {
            let shares = template.shares(minutes);
            assert_eq!(shares.len(), template.steps.len());
            // Of steps that go out together the longest takes its time of the limit.
            let both: Vec<_> = template.steps.iter().zip(&shares).collect();
            let together = both.chunk_by(|(one, _), (next, _)| one.beside && next.beside);
            let longest = together.filter_map(|all| all.iter().map(|(_, share)| **share).max());
            assert_eq!(longest.sum::<u32>(), minutes, "{}", template.name);
        }
        assert_eq!(template.steps.last().unwrap().hours, 0, "{}", template.name);
    }
    let catalogue = committed();
    assert_eq!(catalogue.steps("same_day").unwrap().shares(480), [120, 180, 120, 60, 0]);
}

#[test]
fn an_applicant_is_not_asked_for_a_case_that_only_the_officer_can_tell() {
    let catalogue = committed();
    let marriage = catalogue.find("1.000894").unwrap().version(1).unwrap();
    let asked: Vec<_> = marriage.cases_for_applicant().map(|case| case.id.as_str()).collect();
    assert_eq!(asked, ["default"]);
}

#[test]
fn every_template_has_somebody_who_can_decide() {
    let catalogue = committed();
    for template in catalogue.step_templates() {
        assert!(template.steps.iter().any(|step| step.duty == Duty::Leader), "{}", template.name);
    }
}

#[test]
fn every_field_but_the_rest_says_which_department_answers_for_it() {
    let catalogue = whole();
    let day = Day::of(2025, 7, 1).unwrap();
    assert_eq!(catalogue.fields_without_department(day), ["Lĩnh vực khác"]);
    assert_eq!(
        catalogue.fields_without_department(Day::of(2025, 6, 30).unwrap()).len(),
        catalogue.fields().len()
    );
    // Nobody has compared a row with the article of the decree.
    assert!(catalogue.field_departments(day).all(|row| row.trust.is_assumed()));
    let known: Vec<&str> = catalogue.fields().iter().map(|field| field.name.as_str()).collect();
    for row in catalogue.field_departments(day) {
        assert!(known.contains(&row.field.as_str()), "no procedure has the field {}", row.field);
    }
}

#[test]
fn every_mistake_in_the_table_of_departments_is_named_with_its_line() {
    let head = "field\tfrom\tto\tdepartments\tarticle\ttrust\tnote\n";
    for (rows, want) in [
        (
            "A\t2025-07-01\t\tjustice\t\tassumed\t\nA\t2025-07-01\t\tjustice\t\tassumed\t",
            &[("catalogue.departments-twice", 3)][..],
        ),
        (
            "A\t2025-07-01\t\t-\t\tassumed\t\nA\t2026-07-01\t\tjustice\t\tassumed\t",
            &[("catalogue.departments-twice", 3)],
        ),
        ("A\t2025-07-01\t2025-12-31\tjustice\t\tassumed\t\nA\t2026-01-01\t\tjustice\t\tassumed\t", &[]),
        ("A\t2025-07-01\t\tjustice\t\tassumed\t\nA\t2025-07-01\t\thealth\t\tassumed\t", &[]),
        ("A\t2025-07-01\t\tjustice>faith\t\tassumed\t", &[("directory.word-unknown", 2)]),
        ("A\t2025-07-01\t\t\t\tassumed\t", &[("directory.word-unknown", 2)]),
        ("A\t2025-07-01\t\tjustice\t\tverified\t", &[("competence.article-missing", 2)]),
        ("\tlater\t\tjustice\t\tassumed\t", &[("directory.field-empty", 2), ("directory.date-unknown", 2)]),
    ] {
        let text = format!("{head}{rows}\n");
        let said = departments::read(&[("departments.tsv", &text)]).err().unwrap_or_default();
        let said: Vec<_> = said.iter().map(|bad| (bad.why.code, bad.line.unwrap_or_default())).collect();
        assert_eq!(said, want, "{rows}");
    }
}
