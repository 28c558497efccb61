//! Each table: what was slipped into sound files, and what is told of it.

use super::*;

const PROVINCES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
46\t2025-07-01\t\tcity\tHuế\tThành phố Huế\tHue City\t\tQĐ
48\t2025-07-01\t2026-01-31\tcity\tĐà Nẵng\tThành phố Đà Nẵng\tDa Nang City\t\tQĐ
";
const COMMUNES: &str = "\
code\tvalid_from\tvalid_to\tkind\tname\tfull_name\tfull_name_en\tparent\tdecision
19789\t2025-07-01\t\tward\tThuận Hóa\tPhường Thuận Hóa\tThuan Hoa Ward\t46\tQĐ
";
const SUCCESSION: &str = "\
old_code\told_name\told_district\told_province\tnew_code\tshare\teffective\ttrust\tmatched
19783\tPhường Vĩnh Ninh\tQuận Thuận Hóa\tThành phố Huế\t19789\tmain\t2025-07-01\tassumed\tcode
";
const AGENCIES: &str = r#"province = "46"
hours = "standard"
[[agency]]
code = "H57.101"
code_trust = "assumed"
kind = "police"
unit = "19789"
name = "Công an phường Thuận Hóa"
name_en = "Thuan Hoa Ward Police"
"#;
const KNOWN: &str =
    "[[province]]\nunit = \"46\"\nname = \"Huế\"\ncode = \"H57\"\ncode_trust = \"verified\"\n";

type Told = (String, Option<usize>, String, &'static str);

/// What is told when `old` in the file `name` is replaced by `new`.
fn slip(name: &str, old: &str, new: &str) -> Vec<Told> {
    let sound = [
        ("units/provinces.tsv", PROVINCES),
        ("units/communes.tsv", COMMUNES),
        ("units/succession.tsv", SUCCESSION),
        ("units/former_names.tsv", "old_code\tletters\n19783\tvinhloi\n"),
        ("agencies/provinces.toml", KNOWN),
        ("agencies/46.toml", AGENCIES),
    ];
    let texts: Vec<String> = sound
        .iter()
        .map(|(file, text)| {
            assert!(*file != name || text.contains(old), "{name} has no {old:?}");
            if *file == name { text.replacen(old, new, 1) } else { text.to_string() }
        })
        .collect();
    let files: Vec<(&str, &str)> =
        sound.iter().zip(&texts).map(|((file, _), text)| (*file, text.as_str())).collect();
    let bad = Directory::read(&files).err().unwrap_or_default();
    bad.into_iter().map(|bad| (bad.file, bad.line, bad.field, bad.why.code)).collect()
}

#[test]
fn sound_files_are_accepted() {
    assert_eq!(slip("units/communes.tsv", "Thuan", "Thuan"), []);
}

#[test]
fn a_slip_is_told_with_file_line_field_and_reason() {
    let (p, c, s) = ("units/provinces.tsv", "units/communes.tsv", "units/succession.tsv");
    let (a, k) = ("agencies/46.toml", "agencies/provinces.toml");
    let again = "19789\t2026-05-01\t\tward\tThuận Hóa\tPhường Thuận Hóa\tThuan Hoa Ward\t46\tQĐ\n";
    let old_row =
        "19783\tPhường Vĩnh Ninh\tQuận Thuận Hóa\tThành phố Huế\t19789\tpart\t2025-07-01\tassumed\tcode\n";
    let (_, agency) = AGENCIES.split_once("[[agency]]").unwrap();
    let twice_agency = format!("{AGENCIES}[[agency]]{agency}");
    let twice_known = format!("{KNOWN}{KNOWN}");
    for (file, old, new, line, field, code) in [
        (p, "valid_from\tvalid_to", "valid_to\tvalid_from", 1, "", "directory.columns-differ"),
        (c, "Thuan Hoa Ward\t46", "46", 2, "", "directory.cells-miscounted"),
        (c, "19789", "1978", 2, "code", "directory.unit-code-shape"),
        (c, "19789", "19", 2, "code", "directory.code-not-of-level"),
        (p, "46", "46460", 2, "code", "directory.code-not-of-level"),
        (c, "2025-07-01", "01/07/2025", 2, "valid_from", "directory.date-unknown"),
        (c, "2025-07-01\t", "2025-07-01\t2025-06-30", 2, "valid_to", "directory.validity-backwards"),
        (c, "ward", "phường", 2, "kind", "directory.word-unknown"),
        (c, "ward", "city", 2, "kind", "directory.kind-not-of-level"),
        (p, "city", "ward", 2, "kind", "directory.kind-not-of-level"),
        (c, "Thuan Hoa Ward", " ", 2, "full_name_en", "directory.field-empty"),
        (c, "\t46\t", "\t\t", 2, "parent", "directory.parent-not-of-level"),
        (p, "Hue City\t", "Hue City\t48", 2, "parent", "directory.parent-not-of-level"),
        (c, "\t46\t", "\t47\t", 2, "parent", "directory.parent-unknown"),
        (c, "\t46\t", "\t48\t", 2, "parent", "directory.parent-unknown"),
        (c, "46\tQĐ\n", &format!("46\tQĐ\n{again}"), 3, "valid_from", "directory.validity-overlap"),
        (s, "\tcode\n", &format!("\tcode\n{old_row}"), 3, "old_name", "directory.succession-twice"),
        (s, "\t19789", "\t19790", 2, "new_code", "directory.unit-unknown"),
        (s, "2025-07-01", "2025-06-30", 2, "new_code", "directory.unit-unknown"),
        ("units/former_names.tsv", "19783", "19790", 2, "old_code", "directory.old-code-unknown"),
        (s, "main", "half", 2, "share", "directory.word-unknown"),
        (s, "assumed", "sure", 2, "trust", "directory.word-unknown"),
        (a, "H57.101", "H57.1", 4, "agency[0].code", "directory.agency-code-shape"),
        (a, "assumed", "maybe", 5, "agency[0].code_trust", "directory.word-unknown"),
        (a, "\"police\"", "\"fire\"", 6, "agency[0].kind", "directory.word-unknown"),
        (a, "\"police\"", "\"department\"", 6, "agency[0].field", "directory.department-without-field"),
        (a, "unit =", "field = \"health\"\nunit =", 7, "agency[0].field", "directory.field-of-no-department"),
        (a, "\"police\"", "\"department\"\nfield = \"fire\"", 7, "agency[0].field", "directory.word-unknown"),
        (a, "19789", "19790", 4, "unit", "directory.unit-unknown"),
        (a, "\"46\"", "\"48\"", 1, "province", "directory.file-of-province"),
        (a, "\"standard\"", "\" \"", 2, "hours", "directory.field-empty"),
        (a, "kind =", "sort =", 6, "", "data.syntax"),
        (a, AGENCIES, &twice_agency, 11, "code", "directory.agency-code-twice"),
        (k, KNOWN, &twice_known, 7, "unit", "directory.province-twice"),
        (k, "Huế", "Hà Nội", 2, "name", "directory.name-differs"),
        (k, "46", "47", 2, "unit", "directory.unit-unknown"),
    ] {
        let told = slip(file, old, new);
        assert_eq!(
            told,
            [(file.to_string(), Some(line), field.to_string(), code)],
            "{file}: {old:?} → {new:?}"
        );
    }
}

const TABLE: &str = "\
code\tcode_trust\ttrust\tkind\tfield\tunit\thours
H57.301\tassumed\tassumed\tland_registry\t\t46\t
H57.401\tassumed\tassumed\tmilitary_command\t\t19789\t
";
const CENTRES: &str = "\
agency\tname\taddress\ttelephone\topening\tpoint\ttrust
H57.401\t\tSố 1\t\t\t16.4, 107.5\tassumed
";
const BRANCH: &str = r#"province = "46"
[[agency]]
code = "H57.302"
code_trust = "assumed"
kind = "land_registry"
unit = "46"
covers = ["19789"]
valid_from = "2025-07-01"
"#;

#[test]
fn a_slip_in_a_table_of_agencies_is_told_with_file_line_field_and_reason() {
    let (t, c, h) = ("agencies/46.tsv", "agencies/46.centres.tsv", "agencies/46.toml");
    let again = "H57.401\tassumed\tassumed\tmilitary_command\t\t19789\t\n";
    let (_, block) = BRANCH.split_once("[[agency]]").unwrap();
    let two_branches = format!("{BRANCH}[[agency]]{}", block.replace("H57.302", "H57.303"));
    let (first, second) = two_branches.split_at(BRANCH.len());
    let one_after =
        format!("{first}valid_to = \"2025-12-31\"\n{}", second.replace("2025-07-01", "2026-01-01"));
    let cases: &[(&str, &str, &str, usize, &str, &str)] = &[
        (t, "trust\tkind", "kind\ttrust", 1, "", "directory.columns-differ"),
        (t, "\t19789\t", "\t19789", 3, "", "directory.cells-miscounted"),
        (t, "H57.401", "H57.4", 3, "code", "directory.agency-code-shape"),
        (t, "H57.401\tassumed", "H57.401\tmaybe", 3, "code_trust", "directory.word-unknown"),
        (t, "military_command", "navy", 3, "kind", "directory.word-unknown"),
        (t, "military_command", "department", 3, "field", "directory.department-without-field"),
        (t, "military_command\t", "military_command\thealth", 3, "field", "directory.field-of-no-department"),
        (t, "19789", "19790", 3, "unit", "directory.unit-unknown"),
        (t, again, &format!("{again}{again}"), 4, "code", "directory.agency-code-twice"),
        (
            t,
            again,
            &format!("{again}{}", again.replace("401", "402")),
            4,
            "unit",
            "directory.agency-kind-twice",
        ),
        (c, "16.4, 107.5", "16.4", 2, "point", "directory.point-unknown"),
        (c, "assumed", "seen", 2, "trust", "directory.word-unknown"),
        (c, "H57.401", "H57.999", 2, "agency", "directory.agency-unknown"),
        (c, "assumed\n", "assumed\nH57.401\t\t\t\t\t\tassumed\n", 3, "agency", "directory.centre-twice"),
        (h, "[\"19789\"]", "[\"1978\"]", 7, "agency[0].covers[0]", "directory.unit-code-shape"),
        (h, "[\"19789\"]", "[\"19790\"]", 3, "covers", "directory.unit-unknown"),
        (h, "[\"19789\"]", "[\"46\"]", 3, "covers", "directory.code-not-of-level"),
        (h, "2025-07-01", "1/7/2025", 8, "agency[0].valid_from", "directory.date-unknown"),
        (
            h,
            "2025-07-01\"",
            "2025-07-01\"\nvalid_to = \"2025-06-30\"",
            3,
            "valid_to",
            "directory.validity-backwards",
        ),
        (
            h,
            "2025-07-01\"",
            "2025-07-01\"\nsuccessor = \"H57.999\"",
            3,
            "successor",
            "directory.agency-unknown",
        ),
        (
            h,
            "2025-07-01\"",
            "2025-07-01\"\ncentre = { point = \"x\" }",
            9,
            "agency[0].centre.point",
            "directory.point-unknown",
        ),
        (h, "2025-07-01\"", "2025-07-01\"\ncompared_by = 3", 9, "agency[0].compared_by", "deed.compared-by"),
        (
            h,
            "2025-07-01\"",
            "2025-07-01\"\ncompared_by = 2",
            9,
            "agency[0].compared_by",
            "directory.certifies-nothing",
        ),
        (h, BRANCH, &two_branches, 10, "covers", "directory.cover-overlaps"),
    ];
    let told = |file: &str, old: &str, new: &str| {
        let sound = [
            ("units/provinces.tsv", PROVINCES),
            ("units/communes.tsv", COMMUNES),
            (t, TABLE),
            (c, CENTRES),
            (h, BRANCH),
        ];
        let text = |name: &str, text: &str| {
            assert!(name != file || text.contains(old), "{name} has no {old:?}");
            if name == file { text.replacen(old, new, 1) } else { text.to_string() }
        };
        let texts: Vec<(&str, String)> = sound.iter().map(|(name, of)| (*name, text(name, of))).collect();
        let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let bad = Directory::read(&files).err().unwrap_or_default();
        bad.into_iter().map(|bad| (bad.file, bad.line, bad.field, bad.why.code)).collect::<Vec<Told>>()
    };
    for (file, old, new, line, field, code) in cases {
        let want = (file.to_string(), Some(*line), field.to_string(), *code);
        assert_eq!(told(file, old, new), [want], "{file}: {old:?} → {new:?}");
    }
    // One after the other is no overlap, and by hand takes the place of the table's line.
    assert_eq!(told(h, BRANCH, &one_after), []);
    assert_eq!(told(h, "H57.302", "H57.301"), []);
}

#[test]
fn all_slips_are_told_at_once() {
    let told = slip("units/communes.tsv", "19789\t2025-07-01\t\tward", "1978\t2025-02-30\tx\tWard");
    let fields: Vec<&str> = told.iter().map(|(_, _, field, _)| field.as_str()).collect();
    assert_eq!(fields, ["code", "valid_from", "valid_to", "kind"]);
}

#[test]
fn a_file_that_is_missing_or_unknown_is_told() {
    let bad = Directory::read(&[("units/provinces.tsv", PROVINCES), ("units/quận.tsv", "")]).unwrap_err();
    let told: Vec<_> = bad.iter().map(|bad| (bad.file.as_str(), bad.why.code)).collect();
    assert_eq!(
        told,
        [("units/communes.tsv", "directory.file-missing"), ("units/quận.tsv", "directory.file-unknown")]
    );
}
