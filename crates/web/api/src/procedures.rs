//! `GET /api/v1/procedures`: finding a procedure, and all that is known of one.

use super::answer::json;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::catalogue::{
    Competent, DecidedBy, FeeUnit, Level, Online, Procedure, StepAgency, Version, Way, Withheld,
};
use motcua_core::law::HandedIn;
use motcua_core::{Day, Fault, Law, Refusal};
use motcua_edge::failure::Reply;
use motcua_edge::visit::Visit;
use motcua_told::period::Query;
use serde::Serialize;

const LIMIT_DEFAULT: usize = 20;
const LIMIT_MAX: usize = 100;
const QUERY_CHARS_MAX: usize = 200;

#[derive(Serialize)]
struct ProceduresFound {
    query: String,
    procedures: Vec<Brief>,
}

/// A procedure in a list.
#[derive(Serialize)]
struct Brief {
    id: String,
    code: Option<String>,
    name: String,
    name_en: String,
    field: String,
    field_en: String,
    level: Level,
    competent: Competent,
    /// Whether the code was seen with this name in public material.
    verified: bool,
    /// How much can be done online today; none where it cannot be handed in online.
    online: Option<Online>,
    href: String,
}

/// The procedure as it is in force today, or as its last version had it.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    brief: Brief,
    version: u32,
    in_force: bool,
    effective_from: Day,
    effective_to: Option<Day>,
    decision: Option<String>,
    result: String,
    result_en: String,
    note: String,
    note_en: String,
    cases: Vec<Case>,
    offers: Vec<Offer>,
    papers: Vec<Paper>,
    steps: Vec<Step>,
    legal_basis: Vec<LegalText>,
    /// How many facts nobody has confirmed yet.
    unverified: usize,
    /// When it was read on the national portal; null where that is not its source.
    seen_on: Option<Day>,
    /// Ways that the portal names and by which nothing is taken here.
    withheld: Vec<NotTaken>,
    handed_in: TakenBy,
}

/// Whether anything is taken here today.
#[derive(Serialize)]
struct TakenBy {
    /// Empty where it is not taken at all.
    ways: Vec<&'static str>,
    /// The code of the refusal, where it is not taken.
    why_not: Option<&'static str>,
}

#[derive(Serialize)]
struct NotTaken {
    way: &'static str,
    why: &'static str,
    limit: Option<String>,
    said: String,
}

#[derive(Serialize)]
struct Versions {
    versions: Vec<Whole>,
}

#[derive(Serialize)]
struct Case {
    id: String,
    name: String,
    name_en: String,
    decided_by: DecidedBy,
}

#[derive(Serialize)]
struct Offer {
    case: Option<String>,
    way: &'static str,
    limit: String,
    limit_verified: bool,
    fee_vnd: Option<u64>,
    fee_unit: FeeUnit,
    fee_max_vnd: Option<u64>,
    fee_text: String,
    fee_text_en: String,
    fee_verified: bool,
}

#[derive(Serialize)]
struct Paper {
    id: String,
    name: String,
    name_en: String,
    originals: u32,
    copies: u32,
    required: bool,
    by_form: bool,
    cases: Vec<String>,
    verified: bool,
}

#[derive(Serialize)]
struct Step {
    id: String,
    name: String,
    name_en: String,
    duty: &'static str,
    /// What agency takes it, where it is neither the receiving nor the deciding one.
    agency: Option<&'static str>,
    /// It goes out together with those beside it that say so too.
    beside: bool,
    hours: u32,
    verified: bool,
}

#[derive(Serialize)]
struct LegalText {
    number: String,
    title: String,
    issued: Option<Day>,
    verified: bool,
}

/// The procedures that the words mean, best first; without words all of them.
pub(super) async fn procedures(visit: Visit) -> Reply {
    let query = Query::of(&visit.path);
    let limit = match query.get("limit") {
        None => LIMIT_DEFAULT,
        Some(text) => text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit)).ok_or_else(|| {
            Refusal::of("request.wrong-type").at("limit").with("expected", format!("integer 1–{LIMIT_MAX}"))
        })?,
    };
    let catalogue = &visit.app.law.catalogue;
    let today = visit.now.day();
    let words: String = query.get("q").unwrap_or_default().chars().take(QUERY_CHARS_MAX).collect();
    let found = match words.as_str() {
        "" => catalogue.all().iter().take(limit).collect(),
        words => catalogue.search(words, limit),
    };
    let procedures = found.into_iter().map(|procedure| brief(&visit.app.law, procedure, today)).collect();
    Ok(json(StatusCode::OK, &ProceduresFound { query: words, procedures }))
}

/// One procedure, by its id or any of its codes.
pub(super) async fn procedure(visit: Visit, Path(id): Path<String>) -> Reply {
    let unknown = || Refusal::of("catalogue.unknown-procedure").at("id");
    let procedure = visit.app.law.catalogue.find(&id).ok_or_else(unknown)?;
    let today = visit.now.day();
    let in_force = procedure.version_on(today);
    let version = in_force.or(procedure.versions.last()).ok_or_else(unknown)?;
    Ok(json(StatusCode::OK, &whole(&visit, procedure, version, in_force.is_some())))
}

/// Every version of a procedure, from the oldest to the newest: those that have ended are
/// still the law of the dossiers that were handed in under them.
pub(super) async fn versions(visit: Visit, Path(id): Path<String>) -> Reply {
    let unknown = || Refusal::of("catalogue.unknown-procedure").at("id");
    let procedure = visit.app.law.catalogue.find(&id).ok_or_else(unknown)?;
    let today = visit.now.day();
    let one = |version: &Version| whole(&visit, procedure, version, version.holds_on(today));
    let versions = procedure.versions.iter().map(one).collect();
    Ok(json(StatusCode::OK, &Versions { versions }))
}

/// The form of a procedure as it is in force today, in one of its cases: a JSON Schema
/// with all that it refers to.
pub(super) async fn form(visit: Visit, Path(id): Path<String>) -> Reply {
    let query = Query::of(&visit.path);
    let law = &visit.app.law;
    let unknown = || Refusal::of("catalogue.unknown-procedure").at("id");
    let procedure = law.catalogue.find(&id).ok_or_else(unknown)?;
    let version = procedure.version_on(visit.now.day()).or(procedure.versions.last()).ok_or_else(unknown)?;
    let case = match query.get("case") {
        Some(case) => {
            version.case(&case.into()).ok_or_else(|| Refusal::of("dossier.unknown-case").at("case"))?
        }
        None => version.cases.first().ok_or_else(unknown)?,
    };
    let form = law.form_of(version, &case.id).ok_or_else(|| Fault::other("a procedure without a form"))?;
    Ok(json(StatusCode::OK, &form.schema()))
}

fn brief(law: &Law, procedure: &Procedure, today: Day) -> Brief {
    let by_online = law.handed_in(procedure, today).by(Way::Online);
    Brief {
        id: procedure.id.to_string(),
        code: procedure.code.clone(),
        name: procedure.name.clone(),
        name_en: procedure.name_en.clone(),
        field: procedure.field.clone(),
        field_en: procedure.field_en.clone(),
        level: procedure.level,
        competent: procedure.competent,
        verified: procedure.code_trust.is_verified(),
        online: procedure.version_on(today).filter(|_| by_online).map(|version| version.online),
        href: format!("/api/v1/procedures/{}", procedure.id),
    }
}

fn whole(visit: &Visit, procedure: &Procedure, version: &Version, in_force: bool) -> Whole {
    let steps = visit.app.law.catalogue.steps(&version.steps);
    Whole {
        brief: brief(&visit.app.law, procedure, visit.now.day()),
        version: version.number,
        in_force,
        effective_from: version.effective_from,
        effective_to: version.effective_to,
        decision: version.decision.clone(),
        result: version.result.clone(),
        result_en: version.result_en.clone(),
        note: version.note.clone(),
        note_en: version.note_en.clone(),
        cases: version
            .cases
            .iter()
            .map(|case| Case {
                id: case.id.to_string(),
                name: case.name.clone(),
                name_en: case.name_en.clone(),
                decided_by: case.decided_by,
            })
            .collect(),
        offers: version
            .ways
            .iter()
            .map(|offer| Offer {
                case: offer.case.as_ref().map(ToString::to_string),
                way: offer.way.as_str(),
                limit: offer.limit.to_string(),
                limit_verified: offer.limit_trust.is_verified(),
                fee_vnd: offer.fee_vnd,
                fee_unit: offer.fee_unit,
                fee_max_vnd: offer.fee_max_vnd,
                fee_text: offer.fee_text.clone(),
                fee_text_en: offer.fee_text_en.clone(),
                fee_verified: offer.fee_trust.is_verified(),
            })
            .collect(),
        papers: version
            .papers
            .iter()
            .map(|paper| Paper {
                id: paper.id.to_string(),
                name: paper.name.clone(),
                name_en: paper.name_en.clone(),
                originals: paper.originals,
                copies: paper.copies,
                required: paper.required,
                by_form: paper.by_form,
                cases: paper.cases.iter().map(ToString::to_string).collect(),
                verified: paper.trust.is_verified(),
            })
            .collect(),
        steps: steps
            .into_iter()
            .flat_map(|template| &template.steps)
            .map(|step| Step {
                id: step.id.clone(),
                name: step.name.clone(),
                name_en: step.name_en.clone(),
                duty: step.duty.as_str(),
                agency: step.agency.map(StepAgency::as_str),
                beside: step.beside,
                hours: step.hours,
                verified: step.trust.is_verified(),
            })
            .collect(),
        legal_basis: version
            .legal_basis
            .iter()
            .map(|law| LegalText {
                number: law.number.clone(),
                title: law.title.clone(),
                issued: law.issued,
                verified: law.trust.is_verified(),
            })
            .collect(),
        unverified: version.unverified().len(),
        seen_on: version.seen.as_ref().map(|seen| seen.on),
        withheld: version.withheld.iter().map(not_taken).collect(),
        handed_in: match visit.app.law.handed_in(procedure, visit.now.day()) {
            HandedIn::Here(taken) => {
                TakenBy { ways: taken.ways.into_iter().map(Way::as_str).collect(), why_not: None }
            }
            HandedIn::NotHere(why) => TakenBy { ways: Vec::new(), why_not: Some(why.code()) },
        },
    }
}

fn not_taken(withheld: &Withheld) -> NotTaken {
    NotTaken {
        way: withheld.way.as_str(),
        why: withheld.why.as_str(),
        limit: withheld.limit.map(|limit| limit.to_string()),
        said: withheld.said.clone(),
    }
}
