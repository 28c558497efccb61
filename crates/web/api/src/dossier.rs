//! `GET /api/v1/dossiers/{code}`: stage and times for everybody; all of it for
//! whoever has the secret of the receipt.

use super::answer::json;
use super::due::{Due, due};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use motcua_core::act::RecordFact;
use motcua_core::act::ledger::Keeper;
use motcua_core::catalogue::Version;
use motcua_core::directory::AgencyCode;
use motcua_core::document::{Doubt, FileRef};
use motcua_core::dossier::{
    Applicant, Assistance, Digitised, Dossier, DossierCode, Event, Fact, HowHeld, PaperHanded, ResultOut,
    SharedBack, SharedPlace, State, Status, Submission, Submitter, WantedReturn, WorkShare, WrongItem,
    answer_by, ledger, ledger_beside, papers_held,
};
use motcua_core::form::Answers;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::app::App;
use motcua_edge::attempts::Tried;
use motcua_edge::failure::Reply;
use motcua_edge::page::{agency_name, procedure_name};
use motcua_edge::secret::is_receipt_secret;
use motcua_edge::visit::Visit;
use motcua_messages::Lang;
use motcua_store::dossier::{by_code, events};
use motcua_told::linked::relatives;
use motcua_told::period::Query;
use serde::Serialize;

/// What everybody may know.
#[derive(Serialize)]
struct PublicDossier {
    code: String,
    status: &'static str,
    status_number: u8,
    submitted_at: String,
    accepted_at: Option<String>,
    due_at: Option<String>,
    completed_at: Option<String>,
    returned_at: Option<String>,
    /// Something is asked of the applicant and the clock stands still.
    waits_for_applicant: bool,
    stages: Vec<Stage>,
    /// The dossier of which it is a part.
    lead: Option<String>,
    /// Dossiers that it opened.
    parts: Vec<PartLine>,
    /// What agencies do or did beside the desk that has it.
    shares: Vec<ShareLine>,
    #[serde(flatten)]
    whole: Option<WholeDossier>,
}

#[derive(Serialize)]
struct PartLine {
    code: String,
    procedure: Named,
    status: &'static str,
    agency: Named,
    due_at: Option<String>,
    waits_for_applicant: bool,
}

#[derive(Serialize)]
struct ShareLine {
    agency: Named,
    given_at: String,
    due_at: Option<String>,
    ended_at: Option<String>,
}

#[derive(Serialize)]
struct Stage {
    stage: &'static str,
    at: String,
}

/// What belongs to the applicant.
#[derive(Serialize)]
struct WholeDossier {
    id: String,
    procedure: Named,
    case: String,
    channel: &'static str,
    receiving: Named,
    competent: Named,
    wanted: WantedReturn,
    /// Where the result went; null while it is where the dossier was handed in.
    result_out: Option<ResultOut>,
    support_point: Option<String>,
    assistance: Option<Assistance>,
    applicant: Applicant,
    form: Option<String>,
    answers: Answers,
    papers: Vec<Paper>,
    papers_held: Vec<PaperHeldAs>,
    submitter: Option<Submitter>,
    asked_for: Vec<WrongItem>,
    /// The last day on which an answer is hoped for; not verified.
    answer_by: Option<String>,
    replaced: Vec<Replaced>,
    corrected: Vec<Corrected>,
    outcome: Option<motcua_core::dossier::Outcome>,
    result: Option<ResultFiles>,
    due: Option<Due>,
    history: Vec<HistoryLine>,
    ledger: Vec<LedgerLine>,
}

/// A code with the name that people read.
#[derive(Serialize)]
struct Named {
    code: String,
    name: String,
}

#[derive(Serialize)]
struct Paper {
    paper: String,
    originals: u16,
    certified: u16,
    copies: u16,
    files: Vec<File>,
    digitised: Option<DigitisedFact>,
    shared: Vec<Shared>,
}

/// A paper that the procedure asks for: đủ tệp, thiếu tệp.
#[derive(Serialize)]
struct PaperHeldAs {
    paper: String,
    required: bool,
    /// `files`, `answers`, `on_paper`, `shown` or `nothing`.
    held: &'static str,
    files: usize,
}

/// How a paper came to be held as files.
#[derive(Serialize)]
struct DigitisedFact {
    /// `scanned`, `sent`, `reused` or `fetched`.
    how: &'static str,
    at: String,
    by: Option<String>,
    from_dossier: Option<String>,
    source: Option<String>,
}

/// The result as files.
#[derive(Serialize)]
struct ResultFiles {
    files: Vec<File>,
    digitised: DigitisedFact,
    shared: Vec<Shared>,
}

#[derive(Serialize)]
struct Shared {
    to: SharedPlace,
    at: String,
}

#[derive(Serialize)]
struct File {
    name: String,
    size: u64,
    media_type: &'static str,
    sha256: String,
    pages: Option<u32>,
    doubts: Vec<Doubt>,
}

/// A paper in whose place another one came.
#[derive(Serialize)]
struct Replaced {
    at: String,
    paper: Paper,
}

/// An answer, or what is said of the person, that a supplement corrected.
#[derive(Serialize)]
struct Corrected {
    at: String,
    of: &'static str,
    path: String,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct HistoryLine {
    seq: u32,
    at: String,
    event: &'static str,
    by: String,
    is_officer: bool,
    agency: Named,
    reason: Option<String>,
}

#[derive(Serialize)]
struct LedgerLine {
    /// `desk`, `shared`, `beside`, `asked`, `applicant` or `outage`.
    keeper: &'static str,
    agency: Option<Named>,
    duty: Option<&'static str>,
    from: String,
    until: String,
    working_minutes: i64,
    share_minutes: Option<i64>,
    overrun_minutes: i64,
    open: bool,
}

/// The dossier with this code, in any written form of it.
pub(super) async fn dossier(visit: Visit, Path(code): Path<String>, headers: HeaderMap) -> Reply {
    let query = Query::of(&visit.path);
    let header = headers.get("x-receipt-key").and_then(|value| value.to_str().ok()).map(str::trim);
    let secret = header.filter(|text| !text.is_empty()).or(query.get("key"));
    let code = DossierCode::parse(&code)?;
    let (dossier, history) = find(&visit, &code, secret)?;
    let stages = history.iter().filter(|event| !event.fact.is_private());
    let stages = stages.map(|event| Stage { stage: event.fact.kind(), at: event.at.iso() }).collect();
    let returned_at = match dossier.state {
        State::Returned { at, .. } => Some(at.iso()),
        _ => None,
    };
    let (lead, parts) = relatives(&visit.app, &dossier)?;
    let answer = PublicDossier {
        code: dossier.code().to_string(),
        status: dossier.status().as_str(),
        status_number: dossier.status().number(),
        submitted_at: dossier.submitted_at.iso(),
        accepted_at: dossier.reception.as_ref().map(|reception| reception.at.iso()),
        due_at: dossier.due_at().map(Moment::iso),
        completed_at: dossier.completion().map(|(at, _)| at.iso()),
        returned_at,
        waits_for_applicant: waits_for_applicant(&dossier),
        stages,
        lead: lead.as_ref().map(|lead| lead.code().to_string()),
        parts: parts.iter().map(|part| part_line(&visit, part)).collect(),
        shares: dossier.shares.iter().map(|share| share_line(&visit, share)).collect(),
        whole: secret.map(|_| whole(&visit, (&dossier, lead.as_ref()), &history)).transpose()?,
    };
    Ok(json(StatusCode::OK, &answer))
}

fn waits_for_applicant(dossier: &Dossier) -> bool {
    matches!(dossier.status(), Status::AwaitingSupplement | Status::AwaitingPayment)
}

fn part_line(visit: &Visit, part: &Dossier) -> PartLine {
    let id = &part.submission.procedure;
    PartLine {
        code: part.code().to_string(),
        procedure: Named { code: id.to_string(), name: procedure_name(&visit.app, id, visit.lang) },
        status: part.status().as_str(),
        agency: agency(&visit.app, &part.holder.agency, visit.lang),
        due_at: part.due_at().map(Moment::iso),
        waits_for_applicant: waits_for_applicant(part),
    }
}

fn share_line(visit: &Visit, share: &WorkShare) -> ShareLine {
    ShareLine {
        agency: agency(&visit.app, &share.given.to.agency, visit.lang),
        given_at: share.given_at.iso(),
        due_at: share.given.due.map(Moment::iso),
        ended_at: share.ended.as_ref().map(|end| end.at.iso()),
    }
}

/// The dossier with its history. With a secret, a code that is nobody's and a
/// wrong secret are refused in the same words, and both are counted as tries.
pub(super) fn find(
    visit: &Visit,
    code: &DossierCode,
    secret: Option<&str>,
) -> Result<(Dossier, Vec<Event>), Halt> {
    let app = &visit.app;
    let tried = Tried::Receipt { code, from: &visit.from };
    if secret.is_some() {
        app.attempts.check(tried, visit.now)?;
    }
    let found = app.read(|rows| by_code(rows, code))?;
    let is_right = |dossier: &Dossier| {
        secret.is_none_or(|secret| is_receipt_secret(&app.receipt_key, dossier.receipt_id(), secret))
    };
    let Some(dossier) = found.filter(is_right) else {
        if secret.is_some() {
            app.attempts.wrong(tried, visit.now);
        }
        return Err(Refusal::of("dossier.unknown").with("code", code).into());
    };
    let mut history = app.read(|rows| events(rows, dossier.id))?;
    // Somebody may have acted between the two reads.
    history.retain(|event| event.seq <= dossier.seq);
    Ok((dossier, history))
}

/// A part goes where its lead goes.
fn whole(
    visit: &Visit,
    (dossier, lead): (&Dossier, Option<&Dossier>),
    history: &[Event],
) -> Result<WholeDossier, Fault> {
    let app = &visit.app;
    let submission = &dossier.submission;
    let agency = |code: &AgencyCode| agency(app, code, visit.lang);
    let procedure = app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    Ok(WholeDossier {
        id: dossier.id.to_string(),
        procedure: Named {
            code: submission.procedure.to_string(),
            name: procedure
                .map(|found| visit.lang.t(&found.name, &found.name_en).to_string())
                .unwrap_or_default(),
        },
        case: submission.case.to_string(),
        channel: submission.channel.as_str(),
        receiving: agency(&submission.receiving),
        competent: agency(&submission.competent),
        wanted: lead.unwrap_or(dossier).submission.wanted.clone(),
        result_out: dossier.result_out.clone(),
        support_point: submission.support_point.clone(),
        assistance: submission.assistance.clone(),
        applicant: submission.applicant.clone(),
        form: submission.form.clone(),
        answers: submission.answers.clone(),
        papers: submission.papers.iter().map(paper).collect(),
        papers_held: version.map(|version| held(version, submission)).unwrap_or_default(),
        submitter: submission.submitter.clone(),
        asked_for: match &dossier.state {
            State::AwaitingSupplement { items, .. } => items.clone(),
            _ => Vec::new(),
        },
        answer_by: answer_by(&app.law, dossier).map(|day| day.to_string()),
        replaced: dossier
            .replaced
            .iter()
            .map(|replaced| Replaced { at: replaced.at.iso(), paper: paper(&replaced.paper) })
            .collect(),
        corrected: history.iter().flat_map(corrected).collect(),
        outcome: dossier.completion().map(|(_, outcome)| outcome),
        result: dossier.result.as_ref().map(|result| ResultFiles {
            files: result.files.iter().map(file).collect(),
            digitised: digitised(&result.digitised),
            shared: result.shared.iter().map(shared).collect(),
        }),
        due: due(app, dossier)?,
        history: history
            .iter()
            .map(|event| HistoryLine {
                seq: event.seq,
                at: event.at.iso(),
                event: event.fact.kind(),
                by: motcua_messages::who(&event.who, visit.lang),
                is_officer: event.who.officer.is_some(),
                agency: agency(&event.place),
                reason: event.reason.clone().filter(|_| !event.fact.is_among_offices()),
            })
            .collect(),
        ledger: ledger(history, &app.law, visit.now)
            .into_iter()
            .chain(ledger_beside(history, &app.law, visit.now))
            .map(|entry| LedgerLine {
                keeper: match &entry.keeper {
                    Keeper::Desk { .. } => "desk",
                    Keeper::Shared => "shared",
                    Keeper::Beside { .. } => "beside",
                    Keeper::Asked { .. } => "asked",
                    Keeper::Applicant => "applicant",
                    Keeper::Outage { .. } => "outage",
                },
                duty: match &entry.keeper {
                    Keeper::Desk { duty, .. } | Keeper::Beside { duty, .. } => Some(duty.as_str()),
                    Keeper::Shared | Keeper::Asked { .. } | Keeper::Applicant | Keeper::Outage { .. } => None,
                },
                agency: entry.keeper.agency().map(agency),
                from: entry.from.iso(),
                until: entry.until.iso(),
                working_minutes: entry.working_minutes,
                share_minutes: entry.share_minutes,
                overrun_minutes: entry.overrun_minutes,
                open: entry.open,
            })
            .collect(),
    })
}

fn corrected(event: &Event) -> Vec<Corrected> {
    let Fact::Supplemented { answers, person, .. } = &event.fact else { return Vec::new() };
    let answers = answers.iter().map(|one| ("answers", one));
    let all = person.iter().map(|one| ("person", one)).chain(answers);
    let told = |(of, one): (&'static str, &motcua_core::dossier::Corrected)| Corrected {
        at: event.at.iso(),
        of,
        path: one.path.clone(),
        before: one.before.clone(),
        after: one.after.clone(),
    };
    all.map(told).collect()
}

fn agency(app: &App, code: &AgencyCode, lang: Lang) -> Named {
    Named { code: code.to_string(), name: agency_name(app, code, lang) }
}

fn held(version: &Version, submission: &Submission) -> Vec<PaperHeldAs> {
    let all = papers_held(version, submission).into_iter();
    all.map(|each| {
        let (held, files) = match each.held {
            HowHeld::AsFiles(files) => ("files", files),
            HowHeld::AsAnswers => ("answers", 0),
            HowHeld::OnPaper => ("on_paper", 0),
            HowHeld::AsData => ("data", 0),
            HowHeld::Shown => ("shown", 0),
            HowHeld::Not => ("nothing", 0),
        };
        PaperHeldAs { paper: each.paper.id.to_string(), required: each.paper.required, held, files }
    })
    .collect()
}

fn paper(handed: &PaperHanded) -> Paper {
    Paper {
        paper: handed.paper.clone(),
        originals: handed.originals,
        certified: handed.certified,
        copies: handed.copies,
        digitised: handed.digitised.as_ref().map(digitised),
        shared: handed.shared.iter().map(shared).collect(),
        files: handed.files.iter().map(file).collect(),
    }
}

fn digitised(fact: &Digitised) -> DigitisedFact {
    let bare =
        |how, at: &Moment| DigitisedFact { how, at: at.iso(), by: None, from_dossier: None, source: None };
    match fact {
        Digitised::Scanned { by, at } => DigitisedFact { by: Some(by.name.clone()), ..bare("scanned", at) },
        Digitised::Sent { at } => bare("sent", at),
        Digitised::Reused { from, by, at } => DigitisedFact {
            by: Some(by.name.clone()),
            from_dossier: Some(from.to_string()),
            ..bare("reused", at)
        },
        Digitised::Fetched { source, by, at } => {
            let by = by.as_ref().map(|by| by.name.clone());
            DigitisedFact { source: Some(source.clone()), by, ..bare("fetched", at) }
        }
    }
}

fn file(file: &FileRef) -> File {
    File {
        name: file.name.clone(),
        size: file.size,
        media_type: file.media.mime(),
        sha256: file.digest.0.clone(),
        pages: file.pages,
        doubts: file.doubts.clone(),
    }
}

fn shared(shared: &SharedBack) -> Shared {
    Shared { to: shared.to, at: shared.at.iso() }
}
