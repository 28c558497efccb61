//! `procedures.tsv` with the tables beside it: records become procedures.

use super::common::{CODE_UNREADABLE, Fields, Titles, code, twice};
use super::ways::WaysRead;
use crate::calendar::Limit;
use crate::catalogue::ids::{CaseId, PaperId};
use crate::catalogue::procedure::*;
use crate::catalogue::seen::{Origin, SeenOnPortal, WhyWithheld};
use crate::catalogue::table::{self, TsvRow};
use crate::{BadData, Day, Refusal, Trust};
use std::collections::{BTreeMap, BTreeSet};

/// The catalogue begins with the two-tier government. The day from which a record of the
/// portal holds is not published with it, so pages do not name one.
const FIRST_DAY: &str = "2025-07-01";

/// What stands in the tables beside.
pub(super) struct Parts<'t> {
    pub(super) fields: Fields<'t>,
    pub(super) titles: BTreeMap<String, Titles<'t>>,
    pub(super) ways: BTreeMap<String, Vec<WaysRead>>,
    pub(super) papers: BTreeMap<String, Vec<Paper>>,
    pub(super) forms: BTreeMap<String, String>,
}

/// Who decides, and what follows from it.
#[derive(Clone, Copy)]
struct Decides {
    competent: Competent,
    /// The step template.
    steps: &'static str,
    /// Why nothing can be handed in, where no directory has whoever decides or takes it in.
    out_of_reach: Option<WhyWithheld>,
}

const fn decides(competent: Competent, steps: &'static str) -> Decides {
    Decides { competent, steps, out_of_reach: None }
}

const fn out_of_reach(why: WhyWithheld) -> Decides {
    Decides { out_of_reach: Some(why), ..decides(Competent::ProvinceOffice, "same_day") }
}

/// What the table calls whoever decides.
const AGENCIES: [(&str, Decides); 10] = [
    ("people_committee", decides(Competent::PeopleCommittee, "same_day")),
    ("people_committee_or_higher", decides(Competent::PeopleCommittee, "same_day")),
    ("military_command", decides(Competent::PeopleCommittee, "same_day")),
    ("commune_police", decides(Competent::Police, "central")),
    ("land_registry", decides(Competent::LandRegistry, "same_day")),
    ("social_insurance", decides(Competent::ProvinceOffice, "social_insurance")),
    ("department", decides(Competent::ProvinceOffice, "department")),
    ("road_manager", decides(Competent::ProvinceOffice, "verification")),
    ("forwarded", out_of_reach(WhyWithheld::DecidedElsewhere)),
    ("army_unit", out_of_reach(WhyWithheld::TakenElsewhere)),
];

pub(super) fn read(table: (&str, &str), parts: &mut Parts<'_>, bad: &mut Vec<BadData>) -> Vec<Procedure> {
    let columns = &[
        "code",
        "name",
        "field",
        "agency",
        "authority",
        "decision",
        "result",
        "laws",
        "seen",
        "address",
        "newer_limit",
        "newer_law",
        "marks",
    ];
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut records = table::rows(table, columns, bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code)?;
        if !seen.insert(code.clone()) {
            row.wrong("code", twice(&code));
            return None;
        }
        record(row, code, parts)
    });
    records.sort_by(|a, b| a.id.cmp(&b.id));
    records
}

fn record(row: &mut TsvRow<'_, '_>, code: String, parts: &mut Parts<'_>) -> Option<Procedure> {
    let name = row.text("name");
    let field = row.text("field")?;
    let Some((field, field_en)) = parts.fields.get(field).copied() else {
        row.wrong("field", Refusal::of("catalogue.field-not-translated").with("field", field));
        return None;
    };
    let agency = row.choice("agency", &AGENCIES);
    let version = version(row, &code, agency, parts);
    let titles = parts.titles.remove(&code).unwrap_or_default();
    let (name, competent) = (name?.to_string(), agency?.competent);
    Some(Procedure {
        id: code.as_str().into(),
        code: Some(code),
        code_trust: Trust::Seen,
        other_codes: Vec::new(),
        name_en: if titles.name_en.is_empty() { name.clone() } else { titles.name_en.into() },
        name,
        field: field.into(),
        field_en: field_en.into(),
        level: if competent == Competent::LandRegistry { Level::Province } else { Level::Commune },
        competent,
        keywords: titles.keywords,
        plain: titles.plain.into(),
        plain_en: titles.plain_en.into(),
        origin: Origin::Portal,
        authority: row.cell("authority").into(),
        versions: vec![version?],
    })
}

fn version(
    row: &mut TsvRow<'_, '_>,
    code: &str,
    agency: Option<Decides>,
    parts: &mut Parts<'_>,
) -> Option<Version> {
    let on = row.day("seen");
    let newer_limit: Option<Option<Limit>> =
        row.parsed_if_any("newer_limit", "catalogue.limit-unreadable", |text| text.parse().ok());
    let marks = row.choice("marks", &[("", false), ("hides_cases", true)]);
    let newer = newer_limit?.map(|limit| (limit, row.cell("newer_law").to_string()));
    let Decides { steps, out_of_reach, .. } = agency?;
    let (mut ways, mut withheld) = (Vec::new(), Vec::new());
    let lines = parts.ways.remove(code).unwrap_or_default();
    for way in Way::ALL {
        let Some(line) = lines.iter().find(|line| line.ways.contains(&way)) else { continue };
        // Where the portal gives none, the newer reading is all there is.
        let limit = line.limit.or(newer.as_ref().map(|(limit, _)| *limit));
        let several = line.limit.is_none() && line.said.contains(';');
        match (out_of_reach, limit) {
            (Some(why), _) => withheld.push(line.withheld(way, why)),
            (None, Some(limit)) => ways.push(line.offer(way, limit)),
            (None, None) if several => withheld.push(line.withheld(way, WhyWithheld::HidesCases)),
            (None, None) => withheld.push(line.withheld(way, WhyWithheld::NoLimit)),
        }
    }
    let decision = Some(row.cell("decision").to_string()).filter(|text| !text.is_empty());
    let laws = row.cell("laws").split("; ").filter(|number| !number.is_empty()).map(legal_text).collect();
    Some(Version {
        number: 1,
        effective_from: Day::parse(FIRST_DAY)?,
        effective_to: None,
        decision,
        // The portal's record does not say how far it goes online.
        online: Online::Partial,
        partial_reason: None,
        steps: steps.into(),
        form: parts.forms.remove(code),
        result: row.cell("result").into(),
        result_en: row.cell("result").into(),
        note: String::new(),
        note_en: String::new(),
        legal_basis: laws,
        cases: vec![ordinary()],
        ways,
        withheld,
        seen: Some(SeenOnPortal { on: on?, address: row.cell("address").into(), hides_cases: marks?, newer }),
        papers: parts.papers.remove(code).unwrap_or_default(),
        wait_for_opinion: None,
        silence: None,
        parts: Vec::new(),
    })
}

fn ordinary() -> Case {
    Case {
        id: CaseId::from("default"),
        name: "Thông thường".into(),
        name_en: "Ordinary".into(),
        decided_by: DecidedBy::Applicant,
        form: None,
        within: None,
    }
}

/// The kind of a text by its sign, for what the portal names by number only.
fn legal_text(number: &str) -> LegalText {
    let kinds = [
        ("/QH", "Luật, nghị quyết của Quốc hội"),
        ("/NĐ-CP", "Nghị định"),
        ("/TTLT", "Thông tư liên tịch"),
        ("/TT-", "Thông tư"),
        ("/UBTVQH", "Pháp lệnh, nghị quyết"),
        ("/NQ-CP", "Nghị quyết"),
        ("/QĐ-", "Quyết định"),
    ];
    let kind = kinds.iter().find(|(sign, _)| number.contains(sign)).map_or("Văn bản", |(_, kind)| kind);
    LegalText { number: number.into(), title: kind.into(), issued: None, trust: Trust::Seen }
}

pub(super) fn papers(table: (&str, &str), bad: &mut Vec<BadData>) -> BTreeMap<String, Vec<Paper>> {
    let columns = &["code", "originals", "copies", "name", "when"];
    let mut by_code: BTreeMap<String, Vec<Paper>> = BTreeMap::new();
    let rows = table::rows(table, columns, bad, |row| {
        let code = row.parsed("code", CODE_UNREADABLE, code);
        let mut number = |column| row.parsed(column, "data.wrong-type", |text| text.parse::<u32>().ok());
        let (originals, copies) = (number("originals"), number("copies"));
        let name = row.text("name")?;
        Some((code?, originals?, copies?, name, row.cell("when")))
    });
    for (code, originals, copies, name, when) in rows {
        let papers = by_code.entry(code).or_default();
        // The same paper under two headings is one paper.
        if papers.iter().any(|paper| paper.name == name) {
            continue;
        }
        let id = PaperId::of_name(name, |id| papers.iter().any(|paper| paper.id.as_str() == id));
        let lower = name.to_lowercase();
        let only_some =
            !when.is_empty() || ["nếu có", "trường hợp", "(nếu"].iter().any(|word| lower.contains(word));
        let full = if when.is_empty() { name.to_string() } else { format!("{name} – {when}") };
        papers.push(Paper {
            id,
            name_en: full.clone(),
            name: full,
            originals,
            copies,
            required: !only_some,
            by_form: false,
            cases: Vec::new(),
            trust: Trust::Seen,
        });
    }
    by_code
}
