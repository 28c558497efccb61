//! The agencies of one province: the office and what is below it, then commune by commune.

use super::codes::{Known, Numbers};
use motcua_core::directory::{AgencyKind, DepartmentField, Directory, ProvinceCode, Unit, UnitCode};
use motcua_core::{Day, Trust};

/// Departments beside those that every province has, where a text told of them: planning and
/// architecture in the two largest cities (press on NĐ 150/2025/NĐ-CP), food safety in one.
const OPTIONAL: [(&str, &[DepartmentField]); 2] = [
    ("01", &[DepartmentField::PlanningAndArchitecture]),
    ("79", &[DepartmentField::PlanningAndArchitecture, DepartmentField::FoodSafety]),
];

/// Kinds that have one agency for the whole province, after its office and departments.
const OF_PROVINCE: [AgencyKind; 4] =
    [AgencyKind::LandRegistry, AgencyKind::Tax, AgencyKind::SocialInsurance, AgencyKind::Treasury];

/// Kinds that every commune has.
const OF_COMMUNE: [AgencyKind; 3] =
    [AgencyKind::PeopleCommittee, AgencyKind::Police, AgencyKind::MilitaryCommand];

const HEAD: &str = "\
# {province}: cơ quan giải quyết hồ sơ, mỗi dòng một cơ quan. Cách đọc, cách sửa: README.md ở thư mục này.
# {province}: agencies, one line each. How to read and change them: README.md in this folder.
code\tcode_trust\ttrust\tkind\tfield\tunit\thours
";

/// One line of the table.
pub(super) struct AgencyLine {
    pub(super) kind: AgencyKind,
    pub(super) unit: UnitCode,
    pub(super) code: String,
    code_trust: Trust,
    trust: Trust,
    field: Option<DepartmentField>,
    /// Empty: the standard ones.
    hours: String,
}

/// All lines of a province, in the order in which they are written.
pub(super) fn lines(
    directory: &Directory,
    province: &Unit,
    head: &ProvinceCode,
    known: &Known<'_>,
    day: Day,
) -> Result<Vec<AgencyLine>, String> {
    let mut numbers = Numbers::of(&head.code, known);
    let mut lines = vec![AgencyLine {
        kind: AgencyKind::ProvinceOffice,
        unit: province.code.clone(),
        code: head.code.to_string(),
        code_trust: head.code_trust,
        // Every province has its committee: it follows from the list of units.
        trust: Trust::Verified,
        field: None,
        hours: String::new(),
    }];
    let mut line = |kind, field, unit: &UnitCode| -> Result<(), String> {
        let (code, code_trust) = numbers.code(kind, field, unit)?;
        let of_every_unit = kind == AgencyKind::PeopleCommittee;
        let trust = if of_every_unit { Trust::Verified } else { Trust::Assumed };
        let on_file = known.agency(kind, field, unit);
        // What somebody has verified since stays so.
        let trust = on_file.map_or(trust, |agency| agency.trust.min(trust));
        let hours = on_file.filter(|agency| agency.hours != "standard");
        let hours = hours.map(|agency| agency.hours.clone()).unwrap_or_default();
        lines.push(AgencyLine { kind, unit: unit.clone(), code, code_trust, trust, field, hours });
        Ok(())
    };
    for field in fields(&province.code) {
        line(AgencyKind::Department, Some(field), &province.code)?;
    }
    for kind in OF_PROVINCE {
        line(kind, None, &province.code)?;
    }
    for kind in OF_COMMUNE {
        for commune in directory.children_on(&province.code, day) {
            line(kind, None, &commune.code)?;
        }
    }
    Ok(lines)
}

fn fields(province: &UnitCode) -> impl Iterator<Item = DepartmentField> {
    let optional = OPTIONAL.iter().find(|(code, _)| *code == province.as_str());
    let optional = optional.map(|(_, fields)| *fields).unwrap_or_default();
    DepartmentField::ALL.into_iter().filter(move |field| field.is_everywhere() || optional.contains(field))
}

/// The lines as a table.
pub(super) fn table(province: &str, lines: &[AgencyLine]) -> String {
    let mut text = HEAD.replace("{province}", province);
    for line in lines {
        let cells = [
            line.code.as_str(),
            word(line.code_trust),
            word(line.trust),
            line.kind.as_str(),
            line.field.map(DepartmentField::as_str).unwrap_or_default(),
            line.unit.as_str(),
            &line.hours,
        ];
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

fn word(trust: Trust) -> &'static str {
    match trust {
        Trust::Verified => "verified",
        Trust::Seen => "seen",
        Trust::Assumed => "assumed",
    }
}
