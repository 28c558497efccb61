//! One procedure: what to bring, how long it takes, what it costs, who does what,
//! by which law, and what of this nobody has confirmed yet.

use super::offers::{Few, OfferRow, online, only_vietnamese, table};
use super::portal;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::calendar::Limit;
use motcua_core::catalogue::{
    CaseId, Catalogue, Offer, Online, Paper, Procedure, StepTemplate, Unverified, Version, Way,
};
use motcua_core::competence::CompetenceRule;
use motcua_core::law::HandedIn;
use motcua_core::{Day, Law, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::visit::Visit;
use motcua_messages::{Asking, Lang};
use motcua_told::explain;

#[derive(Template)]
#[template(path = "public/procedure.html")]
struct ProcedurePage {
    page: Page,
    submit: String,
    batch: String,
    name: String,
    /// Nobody has translated the name; what the portal says is not translated at all.
    only_vietnamese: bool,
    only_portal: bool,
    /// Who decides in the portal's words; empty where it says nothing.
    authority: String,
    plain: String,
    field: String,
    field_href: String,
    code: String,
    /// Codes that gave way to this one, or took its place.
    code_changes: Vec<String>,
    in_force: bool,
    from: String,
    decision: String,
    /// Who decides, a line for each matter.
    competent: Vec<String>,
    /// Where it may be handed in; empty where nobody is known to decide.
    centres: &'static str,
    online: &'static str,
    can_submit: bool,
    /// Why it is handed in nowhere here, and where to ask; empty where it is taken.
    not_taken: String,
    /// Where the portal has it; empty where that is not its source.
    portal: String,
    /// What the sentence about the portal says.
    seen: String,
    /// What else must be known of the portal's record.
    remarks: Vec<String>,
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
    doubts: String,
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
    /// It is taken beside the one before or after it.
    beside: bool,
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
    let handed_in = law.handed_in(procedure, today);
    let why_not = handed_in.why_not();
    let shown = ProcedurePage {
        submit: format!("/procedures/{}/submit", procedure.id),
        batch: format!("/procedures/{}/batch", procedure.id),
        name: page.title.clone(),
        only_vietnamese: only_vietnamese(&procedure.name, &procedure.name_en, &page),
        only_portal: page.lang == "en" && !procedure.has_own_file(),
        authority: procedure.authority.clone(),
        plain: page.t(&procedure.plain, &procedure.plain_en).to_string(),
        field: page.t(&procedure.field, &procedure.field_en).to_string(),
        field_href: format!("/procedures?field={field}"),
        code: procedure.code.clone().unwrap_or_default(),
        code_changes: code_changes(&law.catalogue, procedure, &page),
        in_force: in_force.is_some(),
        from: version.effective_from.vn(),
        decision: version.decision.clone().unwrap_or_default(),
        competent: competent(law, procedure, visit.now.day(), page.language()),
        centres: match &handed_in {
            HandedIn::Here(taken) => motcua_messages::elsewhere(taken.rule.elsewhere, page.language()),
            HandedIn::NotHere(_) => "",
        },
        online: online(version, &handed_in, &page),
        can_submit: handed_in.by(Way::Online),
        not_taken: why_not
            .map(|why| motcua_messages::not_taken(why, Asking::Person, page.language()))
            .unwrap_or_default(),
        portal: version.seen.as_ref().map(|seen| portal::address(&seen.address)).unwrap_or_default(),
        seen: explain::seen(version, &page),
        remarks: portal::remarks(version, &page),
        partial_reason: match version.online {
            Online::Partial => version.partial_reason.clone().unwrap_or_default(),
            Online::Full => String::new(),
        },
        result: page.t(&version.result, &version.result_en).to_string(),
        note: page.t(&version.note, &version.note_en).to_string(),
        has_cases: version.cases.len() > 1,
        offers: table(version, &page),
        papers: paper_rows(version, &page),
        steps_title: template
            .map(|steps| page.t(&steps.title, &steps.title_en).to_string())
            .unwrap_or_default(),
        steps_limit: version.ways.first().map(|o| explain::limit(o.limit, visit.lang)).unwrap_or_default(),
        steps: template.map(|steps| step_rows(steps, version.ways.first(), &page)).unwrap_or_default(),
        laws: law_rows(version),
        doubts: doubts(version, &page),
        page,
    };
    Ok(html(StatusCode::OK, &shown))
}

/// `1.001776 → 1.116909 (10/2026)`
fn code_changes(catalogue: &Catalogue, procedure: &Procedure, page: &Page) -> Vec<String> {
    let told = |change: &motcua_core::catalogue::CodeChange| {
        let likely = if change.is_sure { "" } else { page.t(" (có thể)", " (likely)") };
        let seen = change.seen.split('-').rev().collect::<Vec<_>>().join("/");
        format!("{} → {}{likely}, {} {seen}", change.old, change.new, page.t("thấy tháng", "seen in"))
    };
    catalogue.code_changes(procedure).map(told).collect()
}

fn paper_rows(version: &Version, page: &Page) -> Vec<PaperRow> {
    let few = Few::of(version.papers.iter().map(|paper| paper.trust.is_assumed()));
    version.papers.iter().map(|paper| paper_row(version, paper, few, page)).collect()
}

fn paper_row(version: &Version, paper: &Paper, few: Few, page: &Page) -> PaperRow {
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
        assumed: few.marks(paper.trust.is_assumed()),
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
    let few = Few::of(template.steps.iter().map(|step| step.trust.is_assumed()));
    let row = |(step, share): (&motcua_core::catalogue::WorkStep, u32)| StepRow {
        name: page.t(&step.name, &step.name_en).to_string(),
        desk: match step.agency {
            Some(agency) => motcua_messages::step_agency(agency, page.language()),
            None => motcua_messages::duty(step.duty, page.language()),
        },
        beside: step.beside,
        time: if share == 0 { String::new() } else { page.working_time(i64::from(share)) },
        assumed: few.marks(step.trust.is_assumed()),
    };
    template.steps.iter().zip(shares).map(row).collect()
}

fn law_rows(version: &Version) -> Vec<LawRow> {
    let few = Few::of(version.legal_basis.iter().map(|law| law.trust.is_assumed()));
    let row = |law: &motcua_core::catalogue::LegalText| {
        let issued = law.issued.map(|day| format!(" ({})", day.vn())).unwrap_or_default();
        let text = format!("{} {}{issued}", law.title, law.number);
        LawRow { text, assumed: few.marks(law.trust.is_assumed()) }
    };
    version.legal_basis.iter().map(row).collect()
}

/// What nobody has confirmed, gathered by kind into one sentence; empty when all is.
fn doubts(version: &Version, page: &Page) -> String {
    let found = version.unverified();
    let count = |is: fn(&Unverified) -> bool| found.iter().filter(|doubt| is(doubt)).count();
    let mut parts = Vec::new();
    let mut part = |number: usize, of: usize, vi: &str, en: &str| {
        if number > 0 {
            parts.push(format!("{} ({number}/{of})", page.t(vi, en)));
        }
    };
    let ways = version.ways.len();
    part(
        count(|d| matches!(d, Unverified::Limit(..))),
        ways,
        "thời hạn theo cách nộp và trường hợp",
        "limits by way and case",
    );
    part(count(|d| matches!(d, Unverified::Fee(..))), ways, "phí, lệ phí", "fees");
    part(count(|d| matches!(d, Unverified::Paper(..))), version.papers.len(), "thành phần hồ sơ", "papers");
    part(
        count(|d| matches!(d, Unverified::LegalText(..))),
        version.legal_basis.len(),
        "căn cứ pháp lý",
        "legal texts",
    );
    let mut whole = |is: bool, vi: &str, en: &str| {
        if is {
            parts.push(page.t(vi, en).to_string());
        }
    };
    whole(
        found.contains(&Unverified::Decision),
        "số quyết định công bố thủ tục",
        "the number of the publishing decision",
    );
    whole(
        found.contains(&Unverified::PartialReason),
        "lý do chỉ làm trực tuyến được một phần",
        "why only a part can be done online",
    );
    if parts.is_empty() {
        return String::new();
    }
    let begins =
        page.t("Chưa ai đối chiếu với văn bản đã công bố:", "Nobody has compared with the published text:");
    format!("{begins} {}; {}.", parts.join("; "), page.t("cách chia các bước", "how the steps are divided"))
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
