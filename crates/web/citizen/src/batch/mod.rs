//! Nộp cho nhiều người: an agent, a school, a works office hands in one procedure for
//! many people. Each line becomes a dossier of its own with its own receipt, or is
//! told why not; sending the list again does only what is missing.

mod sheet;

use super::submit::{Centres, helpers};
use motcua_edge::act::keep;
use motcua_edge::ask::{ChoiceShown, Wrongs, status_of_form};
use motcua_edge::batch::{Ended, item};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed;
use motcua_edge::list::{self, ListLine};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::sent::must_be_ours;
use motcua_edge::visit::Visit;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use motcua_core::act::{Actor, Officer};
use motcua_core::catalogue::{CaseId, Procedure, ProcedureId, Version, Way};
use motcua_core::competence::DecidingFacts;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    Assistance, BATCH_MAX, Behalf, CONSENT_DAYS_USUAL, ConsentGiven, ConsentScope, ConsentWay, DossierId,
    Helper, Submit, must_be_a_batch,
};
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::Key;
use motcua_store::printed::{self, Printing};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sheet::{BatchSheet, Column};

#[derive(Template)]
#[template(path = "citizen/batch.html")]
struct BatchPage {
    page: Page,
    procedure: String,
    back: String,
    form_key: String,
    limit: usize,
    cases: Vec<ChoiceShown>,
    case: String,
    centres: Vec<ChoiceShown>,
    receiving: String,
    helpers: Vec<ChoiceShown>,
    helper: String,
    helper_name: String,
    consent: bool,
    /// A helper who is signed in: the dossiers are linked to the account.
    helps: bool,
    consent_ways: Vec<ChoiceShown>,
    consent_way: String,
    follow: bool,
    follow_days: u16,
    sheets: Vec<SheetView>,
    list: String,
    wrongs: Wrongs,
}

/// The sheet of one case.
struct SheetView {
    /// The case; empty where there is only one.
    case: String,
    /// Where it is downloaded.
    href: String,
    columns: Vec<Column>,
}

/// One line after the batch.
struct BatchLine {
    line: usize,
    name: String,
    /// Code and receipt of what is done.
    code: String,
    receipt: String,
    secret: String,
    /// What is wrong, each at its column.
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "citizen/batch_done.html")]
struct DonePage {
    page: Page,
    procedure: String,
    all: usize,
    /// The lines on which the first and the last person stand, to compare with the sheet.
    first: usize,
    last: usize,
    done: Vec<BatchLine>,
    refused: Vec<BatchLine>,
    /// To send the rest again, put right.
    back: String,
}

fn procedure<'a>(visit: &'a Visit, id: &str) -> Result<(&'a Procedure, &'a Version), Refusal> {
    let found = visit.app.law.catalogue.find(id).ok_or_else(|| Refusal::of("catalogue.unknown-procedure"))?;
    let day = visit.now.day();
    let version =
        found.version_on(day).ok_or_else(|| Refusal::of("catalogue.not-in-force").with("day", day.vn()))?;
    visit.app.law.must_be_handed_in(found, day, Way::Online)?;
    Ok((found, version))
}

/// `GET /procedures/{id}/batch`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Reply {
    if let Some(ask) = visit.ask_province() {
        return Ok(see_other(&ask));
    }
    shown(&visit, &id, &SentForm::default(), &[])
}

/// Which case.
#[derive(Deserialize)]
pub(super) struct BatchQuery {
    #[serde(default)]
    case: String,
}

/// `GET /procedures/{id}/batch/sheet.csv?case=`: the columns, to be filled in.
pub(super) async fn sheet(visit: Visit, Path(id): Path<String>, Query(asked): Query<BatchQuery>) -> Reply {
    let (procedure, version) = procedure(&visit, &id)?;
    let case = CaseId::from(asked.case.as_str());
    if !online(version).any(|known| *known == case) {
        return Err(Refusal::of("dossier.unknown-case").at("case").into());
    }
    let name = format!("attachment; filename=\"{}.{case}.csv\"", procedure.id);
    let kind =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()), (header::CONTENT_DISPOSITION, name)];
    Ok((kind, BatchSheet::of(&visit, (&procedure.id, version), &case).template()).into_response())
}

/// The cases that are handed in online.
fn online(version: &Version) -> impl Iterator<Item = &CaseId> {
    let cases = version.cases_for_applicant().map(|case| &case.id);
    cases.filter(|case| version.offer(case, Way::Online).is_some())
}

/// What holds for every line.
struct Common {
    case: CaseId,
    receiving: AgencyCode,
    assistance: Assistance,
    /// What the people agreed to, where the helper has an account.
    consent: Option<ConsentGiven>,
}

/// The helper who is signed in.
fn helper(visit: &Visit) -> Option<&Officer> {
    visit.officer.as_ref().filter(|officer| officer.point.is_some())
}

/// `POST /procedures/{id}/batch`
pub(super) async fn submit(visit: Visit, Path(id): Path<String>, form: SentForm) -> Reply {
    let (procedure, version) = procedure(&visit, &id)?;
    let form_key = form.get("form_key").to_string();
    must_be_ours(&form_key).map_err(|refusal| refusal.at("form_key"))?;
    let (common, lines) = match read(&visit, (&procedure.id, version), &form, sent_list(&form).await?) {
        Ok(read) => read,
        Err(wrong) => return shown(&visit, &id, &form, &wrong),
    };
    let (mut done, mut refused, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    let sheet = BatchSheet::of(&visit, (&procedure.id, version), &common.case);
    for line in &lines {
        let (deciding, unread) = sheet.deciding(line);
        let command = command(&visit, procedure, &common, &sheet, (line, deciding));
        let name = command.applicant.name.clone();
        let actor = match helper(&visit) {
            Some(_) => visit.actor()?,
            None => Actor::Person { name: motcua_core::text::line(&name).into_owned() },
        };
        let key = key_of(&form_key, procedure, &common, line);
        let ended = match unread.is_empty() {
            true => item(&visit.app, &actor, key, None, command.clone()).await,
            false => Ended::Refused(unread),
        };
        let mut told = BatchLine {
            line: line.number,
            name,
            code: String::new(),
            receipt: String::new(),
            secret: String::new(),
            why: why(&visit, &sheet, &command, &ended),
        };
        match ended {
            Ended::Done(dossier) => {
                seen.extend(helper(&visit).map(|helper| {
                    let (dossier, officer) = (dossier.id, helper.id.clone());
                    printed::add(&Printing { dossier, at: visit.now, officer, what: "list".to_string() })
                }));
                told.code = dossier.code().to_string();
                told.receipt = keyed::receipt_href(&visit, &dossier);
                told.secret = motcua_edge::secret::secret_of(&visit.app.receipt_key, &dossier);
                done.push(told);
            }
            Ended::Refused(_) | Ended::Broke => refused.push(told),
        }
    }
    // A helper who is signed in sees the people's secrets here once, to hand them on.
    if !seen.is_empty() {
        keep(&visit.app, seen.into_iter().collect()).await?;
    }
    let page = visit.page("procedures", "Kết quả nộp theo danh sách", "What became of the list");
    let view = DonePage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        all: lines.len(),
        first: lines.first().map_or(0, |line| line.number),
        last: lines.last().map_or(0, |line| line.number),
        back: format!("/procedures/{}/batch", procedure.id),
        done,
        refused,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// The list as a file, else as it was typed.
async fn sent_list(form: &SentForm) -> Result<Result<String, Vec<Refusal>>, Fault> {
    match form.text_of("file").await {
        Ok(text) => Ok(Ok(text.unwrap_or_else(|| form.get("list").to_string()))),
        Err(Halt::Refused(refusals)) => Ok(Err(refusals)),
        Err(Halt::Broke(fault)) => Err(fault),
    }
}

/// What holds for all and the lines, or everything that is wrong with the form as a
/// whole. What is wrong with one line is that line's affair.
fn read(
    visit: &Visit,
    (procedure, version): (&ProcedureId, &Version),
    form: &SentForm,
    list: Result<String, Vec<Refusal>>,
) -> Result<(Common, Vec<ListLine>), Vec<Refusal>> {
    let mut wrong = Vec::new();
    let case = case(version, form).map_err(|refusal| wrong.push(refusal)).ok();
    let receiving = AgencyCode::parse(form.get("receiving")).ok();
    if receiving.is_none() {
        wrong.push(Refusal::of("draft.centre-missing").at("receiving"));
    }
    let helper = Helper::parse(form.get("helper"));
    if helper.is_none() {
        wrong.push(Refusal::of("draft.helper-missing").at("helper"));
    }
    let name = form.get("helper_name").to_string();
    if !(3..=200).contains(&name.chars().count()) {
        wrong.push(Refusal::of("dossier.batch-helper-name").at("helper_name"));
    }
    if form.filled("consent").is_none() {
        wrong.push(Refusal::of("dossier.batch-consent").at("consent"));
    }
    let way = ConsentWay::parse(form.get("consent_way"));
    let helps = self::helper(visit).is_some();
    if helps && way.is_none() {
        wrong.push(Refusal::of("consent.missing").at("consent_way"));
    }
    let follow = form.filled("follow").map(|_| ConsentScope::Follow);
    let consent = way.filter(|_| helps).map(|way| ConsentGiven {
        way,
        scope: [ConsentScope::HandIn].into_iter().chain(follow).collect(),
        days: CONSENT_DAYS_USUAL,
    });
    let text = list.unwrap_or_else(|refusals| {
        wrong.extend(refusals);
        String::new()
    });
    // Without a case nobody can say which columns there are.
    let (Some(case), Some(receiving), Some(kind)) = (case, receiving, helper) else { return Err(wrong) };
    let sheet = BatchSheet::of(visit, (procedure, version), &case);
    let lines = list::read(&text, |heading| sheet.column(heading)).and_then(|mut lines| {
        lines.iter().try_for_each(BatchSheet::must_be_one_person)?;
        lines.retain(BatchSheet::is_meant);
        must_be_a_batch(lines.len()).map_err(|refusal| refusal.at("list"))?;
        Ok(lines)
    });
    match lines {
        Ok(lines) if wrong.is_empty() => {
            Ok((Common { case, receiving, assistance: Assistance::of(kind, name), consent }, lines))
        }
        lines => {
            wrong.extend(lines.err());
            Err(wrong)
        }
    }
}

/// The one case of the list.
fn case(version: &Version, form: &SentForm) -> Result<CaseId, Refusal> {
    let mut offered = online(version);
    match form.filled("case").map(CaseId::from) {
        Some(case) if online(version).any(|known| *known == case) => Ok(case),
        Some(case) if version.case(&case).is_some() => {
            Err(Refusal::of("dossier.way-not-offered").at("case").with("channel", "online"))
        }
        Some(_) => Err(Refusal::of("dossier.unknown-case").at("case")),
        None => match (offered.next(), offered.next()) {
            (Some(only), None) => Ok(only.clone()),
            (None, _) => Err(Refusal::of("dossier.way-not-offered").at("case").with("channel", "online")),
            _ => Err(Refusal::of("dossier.case-missing").at("case")),
        },
    }
}

fn command(
    visit: &Visit,
    procedure: &Procedure,
    common: &Common,
    sheet: &BatchSheet<'_>,
    (line, deciding): (&ListLine, DecidingFacts),
) -> Submit {
    let applicant = BatchSheet::applicant(line);
    Submit {
        id: DossierId::v7(visit.now, visit.app.random()),
        procedure: procedure.id.clone(),
        case: Some(common.case.clone()),
        channel: Way::Online,
        receiving: common.receiving.clone(),
        competent: None,
        deciding,
        wanted: Default::default(),
        support_point: helper(visit).and_then(|helper| helper.point.as_ref()).map(|point| point.name.clone()),
        assistance: Some(common.assistance.clone()),
        answers: sheet.answers(line, &applicant),
        applicant,
        papers: Vec::new(),
        behalf: Behalf { consent: common.consent.clone(), ..Behalf::default() },
    }
}

/// Why a line was not taken: each at its column.
fn why(visit: &Visit, sheet: &BatchSheet<'_>, command: &Submit, ended: &Ended) -> Vec<String> {
    let Ended::Refused(refusals) = ended else {
        return Some(ended.why(visit.lang)).filter(|why| !why.is_empty()).into_iter().collect();
    };
    let each = motcua_questions::expand_missing(&sheet.shown(&command.answers), refusals.clone());
    let said = |refusal: &Refusal| {
        let sentence = motcua_messages::sentence(refusal, visit.lang);
        match refusal.field.as_deref().and_then(|field| sheet.title(field)) {
            Some(title) => format!("{} “{title}”: {sentence}", visit.lang.t("Cột", "Column")),
            None => sentence,
        }
    };
    each.iter().map(said).collect()
}

/// The key of one line: of the list's key and the line's number. A line that was
/// refused and put right may come again under it; one that is done may not become
/// another person's.
fn key_of(form_key: &str, procedure: &Procedure, common: &Common, line: &ListLine) -> Key {
    let mut digest = Sha256::new();
    let mut add = |part: &str| {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    };
    add(procedure.id.as_str());
    add(common.case.as_str());
    add(common.receiving.as_str());
    for (name, cell) in &line.cells {
        add(name);
        add(cell);
    }
    Key { key: format!("batch:{form_key}:{}", line.number), digest: digest.finalize().into() }
}

fn shown(visit: &Visit, id: &str, form: &SentForm, refused: &[Refusal]) -> Reply {
    let (procedure, version) = procedure(visit, id)?;
    let mut page = visit.page("procedures", "Nộp cho nhiều người", "Hand in for many people");
    let wrongs = Wrongs::of(refused, visit.lang, "list");
    wrongs.entitle(&mut page);
    let named = |id: &CaseId| {
        version.case(id).map(|case| page.t(&case.name, &case.name_en).to_string()).unwrap_or_default()
    };
    let mut cases: Vec<ChoiceShown> =
        online(version).map(|id| ChoiceShown::new(id.as_str(), named(id))).collect();
    let several = cases.len() > 1;
    let sheets = online(version).map(|id| SheetView {
        case: if several { named(id) } else { String::new() },
        href: format!("/procedures/{}/batch/sheet.csv?case={id}", procedure.id),
        columns: BatchSheet::of(visit, (&procedure.id, version), id).columns,
    });
    let sheets = sheets.collect();
    if !several {
        cases.clear();
    }
    let mut centres = Centres::of(visit).choices();
    centres.insert(0, ChoiceShown::new("", page.t("Chọn phường, xã", "Choose a ward or commune")));
    let form_key = match form.get("form_key") {
        "" => super::once::fresh(visit),
        key => key.to_string(),
    };
    let helper = self::helper(visit);
    let point = helper.and_then(|helper| helper.point.as_ref());
    // What the account says need not be typed.
    let known = |field: &str, of_account: Option<String>| match form.get(field) {
        "" => of_account.unwrap_or_default(),
        typed => typed.to_string(),
    };
    let view = BatchPage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        back: format!("/procedures/{}", procedure.id),
        form_key,
        limit: BATCH_MAX,
        cases,
        case: form.get("case").to_string(),
        centres,
        receiving: known("receiving", helper.map(|helper| helper.agency.to_string())),
        // Whoever sends a list helps somebody.
        helpers: helpers(visit.lang).into_iter().skip(1).collect(),
        helper: known("helper", point.map(|point| Helper::from(point.kind).as_str().to_string())),
        helper_name: known("helper_name", point.map(|point| point.name.clone())),
        consent: form.filled("consent").is_some(),
        helps: helper.is_some(),
        consent_ways: ConsentWay::ALL
            .into_iter()
            .map(|way| ChoiceShown::new(way.as_str(), motcua_messages::consent_way(way, visit.lang)))
            .collect(),
        consent_way: form.get("consent_way").to_string(),
        follow: form.filled("follow").is_some(),
        follow_days: CONSENT_DAYS_USUAL,
        sheets,
        list: form.get("list").to_string(),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &view))
}
