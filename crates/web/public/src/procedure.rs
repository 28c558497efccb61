//! One procedure: what to bring, how long it takes, what it costs, who does what,
//! by which law, and what of this nobody has confirmed yet.

use super::offers::{OfferRow, online, table};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{
    CaseId, LegalText, Offer, Online, Paper, Procedure, StepTemplate, Unverified, Version, Way,
};
use motcua_core::competence::CompetenceRule;
use motcua_core::{Day, Law, Refusal, Trust};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;
use motcua_messages::Lang;
use motcua_told::explain;

#[derive(Template)]
#[template(path = "public/procedure.html")]
struct ProcedurePage {
    page: Page,
    submit: String,
    batch: String,
    name: String,
    field: String,
    field_href: String,
    code: String,
    code_assumed: bool,
    in_force: bool,
    from: String,
    decision: String,
    /// Who decides, a line for each matter.
    competent: Vec<String>,
    /// Where it may be handed in; empty where nobody is known to decide.
    centres: &'static str,
    online: &'static str,
    can_submit: bool,
    partial_reason: String,
    result: String,
    note: String,
    has_cases: bool,
    offers: Vec<OfferRow>,
    papers: Vec<PaperRow>,
    steps_title: String,
    steps_limit: String,
    steps: Vec<StepRow>,
    laws: Vec<LawRow>,
    doubts: Vec<String>,
}

struct PaperRow {
    name: String,
    required: bool,
    by_form: bool,
    /// `1 bản chính`
    number: String,
    /// The cases that ask for it; empty when all do.
    cases: String,
    assumed: bool,
}

struct StepRow {
    name: String,
    desk: &'static str,
    /// Its share of the limit; empty when it takes none.
    time: String,
    assumed: bool,
}

struct LawRow {
    text: String,
    assumed: bool,
}

/// `GET /procedures/{id}`: by its name here or by any written form of its code.
pub async fn procedure(visit: Visit, Path(id): Path<String>) -> Reply {
    let law = &visit.app.law;
    let unknown = || Refusal::of("catalogue.unknown-procedure").at("procedure");
    let procedure = law.catalogue.find(&id).ok_or_else(unknown)?;
    let today = visit.now.day();
    let in_force = procedure.version_on(today);
    // What is not in force is still shown, and said to be not in force.
    let version = in_force.or(procedure.versions.last()).ok_or_else(unknown)?;
    let mut page = visit.page("procedures", "", "");
    page.title = page.t(&procedure.name, &procedure.name_en).to_string();
    let template = law.catalogue.steps(&version.steps);
    let field = form_urlencoded::byte_serialize(procedure.field.as_bytes()).collect::<String>();
    let rules: Vec<_> = law.competence.in_force(&procedure.id, visit.now.day()).collect();
    let shown = ProcedurePage {
        submit: format!("/procedures/{}/submit", procedure.id),
        batch: format!("/procedures/{}/batch", procedure.id),
        name: page.title.clone(),
        field: page.t(&procedure.field, &procedure.field_en).to_string(),
        field_href: format!("/procedures?field={field}"),
        code: procedure.code.clone().unwrap_or_default(),
        code_assumed: procedure.code_trust == Trust::Assumed,
        in_force: in_force.is_some(),
        from: version.effective_from.vn(),
        decision: version.decision.clone().unwrap_or_default(),
        competent: competent(law, procedure, visit.now.day(), page.language()),
        centres: rules
            .first()
            .map(|rule| motcua_messages::elsewhere(rule.elsewhere, page.language()))
            .unwrap_or_default(),
        online: online(version, &page),
        can_submit: in_force.is_some() && version.ways.iter().any(|offer| offer.way == Way::Online),
        partial_reason: match version.online {
            Online::Partial => version.partial_reason.clone().unwrap_or_default(),
            Online::Full => String::new(),
        },
        result: page.t(&version.result, &version.result_en).to_string(),
        note: page.t(&version.note, &version.note_en).to_string(),
        has_cases: version.cases.len() > 1,
        offers: table(version, &page),
        papers: version.papers.iter().map(|paper| paper_row(version, paper, &page)).collect(),
        steps_title: template
            .map(|steps| page.t(&steps.title, &steps.title_en).to_string())
            .unwrap_or_default(),
        steps_limit: version.ways.first().map(|o| explain::limit(o.limit, visit.lang)).unwrap_or_default(),
        steps: template.map(|steps| step_rows(steps, version.ways.first(), &page)).unwrap_or_default(),
        laws: version.legal_basis.iter().map(law_row).collect(),
        doubts: doubts(version, &page),
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

fn paper_row(version: &Version, paper: &Paper, page: &Page) -> PaperRow {
    let count =
        |number: u32, vi: &str, en: &str| (number > 0).then(|| format!("{number} {}", page.t(vi, en)));
    let originals =
        count(paper.originals, "bản chính", if paper.originals == 1 { "original" } else { "originals" });
    let copies = count(paper.copies, "bản sao", if paper.copies == 1 { "copy" } else { "copies" });
    PaperRow {
        name: page.t(&paper.name, &paper.name_en).to_string(),
        required: paper.required,
        by_form: paper.by_form,
        number: [originals, copies].into_iter().flatten().collect::<Vec<_>>().join(", "),
        cases: paper.cases.iter().map(|id| case_name(version, id, page)).collect::<Vec<_>>().join("; "),
        assumed: paper.trust == Trust::Assumed,
    }
}

fn case_name(version: &Version, id: &CaseId, page: &Page) -> String {
    version.case(id).map_or_else(|| id.to_string(), |case| page.t(&case.name, &case.name_en).to_string())
}

/// Office hours of a working day, for dividing a limit among the steps.
const DAY_MINUTES: u32 = 8 * 60;

/// The steps with their share of the limit that is named first; where the limit
/// has no length in office hours, with the hours of the template.
fn step_rows(template: &StepTemplate, offer: Option<&Offer>, page: &Page) -> Vec<StepRow> {
    let minutes = match offer.map(|offer| offer.limit) {
        Some(Limit::SameDay) => DAY_MINUTES,
        Some(Limit::WorkingDays(days)) => days * DAY_MINUTES,
        Some(Limit::WorkingHours(hours)) => hours * 60,
        Some(Limit::Days(_) | Limit::Planned) | None => template.hours() * 60,
    };
    let shares = template.shares(minutes);
    let row = |(step, share): (&motcua_core::catalogue::WorkStep, u32)| StepRow {
        name: page.t(&step.name, &step.name_en).to_string(),
        desk: motcua_messages::duty(step.duty, page.language()),
        time: if share == 0 { String::new() } else { page.working_time(i64::from(share)) },
        assumed: step.trust == Trust::Assumed,
    };
    template.steps.iter().zip(shares).map(row).collect()
}

fn law_row(law: &LegalText) -> LawRow {
    let issued = law.issued.map(|day| format!(" ({})", day.vn())).unwrap_or_default();
    LawRow { text: format!("{} {}{issued}", law.title, law.number), assumed: law.trust == Trust::Assumed }
}

/// What nobody has confirmed, gathered by kind so that the list stays short.
fn doubts(version: &Version, page: &Page) -> Vec<String> {
    let found = version.unverified();
    let count = |is: fn(&Unverified) -> bool| found.iter().filter(|doubt| is(doubt)).count();
    let mut lines = Vec::new();
    let mut part = |number: usize, of: usize, vi: &str, en: &str| {
        if number > 0 {
            lines.push(format!("{} ({number}/{of})", page.t(vi, en)));
        }
    };
    let ways = version.ways.len();
    part(
        count(|d| matches!(d, Unverified::Limit(..))),
        ways,
        "Thời hạn theo cách nộp và trường hợp",
        "Limits by way and case",
    );
    part(count(|d| matches!(d, Unverified::Fee(..))), ways, "Phí, lệ phí", "Fees");
    part(count(|d| matches!(d, Unverified::Paper(..))), version.papers.len(), "Thành phần hồ sơ", "Papers");
    part(
        count(|d| matches!(d, Unverified::LegalText(..))),
        version.legal_basis.len(),
        "Căn cứ pháp lý",
        "Legal texts",
    );
    let mut whole = |is: bool, vi: &str, en: &str| {
        if is {
            lines.push(page.t(vi, en).to_string());
        }
    };
    whole(
        found.contains(&Unverified::Decision),
        "Số quyết định công bố thủ tục",
        "The number of the publishing decision",
    );
    whole(
        found.contains(&Unverified::PartialReason),
        "Lý do chỉ làm trực tuyến được một phần",
        "Why only a part can be done online",
    );
    lines
}

/// Who decides today, matter by matter; what is not on file is said.
fn competent(law: &Law, procedure: &Procedure, day: Day, lang: Lang) -> Vec<String> {
    let known = law.competence.circumstances(&procedure.id, day);
    let rules = law.competence.in_force(&procedure.id, day).filter(|rule| rule.when.is_empty());
    let line = |rule: &CompetenceRule| {
        let words = motcua_messages::rule_words(rule, lang);
        let about = rule.circumstance.as_ref().and_then(|word| known.iter().find(|one| one.word == *word));
        about.map_or(words.clone(), |about| format!("{}: {words}", lang.t(&about.name, &about.name_en)))
    };
    let lines: Vec<String> = rules.map(line).collect();
    let none = || vec![lang.t("Chưa có trong danh mục", "Not on file").to_string()];
    if lines.is_empty() { none() } else { lines }
}
