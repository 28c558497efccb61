//! Nộp cho nhiều người: an agent, a school, a works office hands in one procedure for
//! many people. Each line becomes a dossier of its own with its own receipt, or is
//! told why not; sending the list again does only what is missing.

use super::keyed;
use super::submit::{centres, helpers};
use crate::edge::ask::{Choice, Wrongs, status_of_form};
use crate::edge::batch::{Ended, item};
use crate::edge::failure::Reply;
use crate::edge::form::{Form, Pairs};
use crate::edge::list::{self, Line};
use crate::edge::page::{Page, html};
use crate::edge::visit::Visit;
use crate::questions;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use motcua_core::account::Actor;
use motcua_core::catalogue::{CaseId, Procedure, Version, Way};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    self, Applicant, Assistance, BATCH_MAX, DossierId, Helper, Submit, must_be_a_batch, put_answer,
};
use motcua_core::form::Answers;
use motcua_core::{Fault, Halt, Refusal};
use motcua_store::Key;
use sha2::{Digest, Sha256};

#[derive(Template)]
#[template(path = "citizen/batch.html")]
struct BatchPage {
    page: Page,
    procedure: String,
    back: String,
    form_key: String,
    limit: usize,
    cases: Vec<Choice>,
    case: String,
    centres: Vec<Choice>,
    receiving: String,
    helpers: Vec<Choice>,
    helper: String,
    helper_name: String,
    consent: bool,
    list: String,
    wrongs: Wrongs,
}

/// One line after the batch.
struct Told {
    line: usize,
    name: String,
    /// Code and receipt of what is done.
    code: String,
    receipt: String,
    secret: String,
    why: String,
}

#[derive(Template)]
#[template(path = "citizen/batch_done.html")]
struct DonePage {
    page: Page,
    procedure: String,
    all: usize,
    done: Vec<Told>,
    refused: Vec<Told>,
    /// To send the rest again, put right.
    back: String,
}

/// The columns of a list that are about the person, with the names they go by.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("name", &["họ và tên", "họ tên", "name"]),
    ("identity", &["số định danh", "cccd", "số cccd", "identity"]),
    ("born", &["ngày sinh", "năm sinh", "born"]),
    ("phone", &["điện thoại", "số điện thoại", "phone"]),
    ("email", &["thư điện tử", "email"]),
    ("address", &["địa chỉ", "nơi ở", "address"]),
];

/// The column with this heading: about the person, or an answer of the form by its
/// path (`request`, `cha.ho_ten`).
fn column(heading: &str) -> Option<String> {
    let said = heading.to_lowercase();
    if let Some((name, _)) = COLUMNS.iter().find(|(_, names)| names.contains(&said.as_str())) {
        return Some((*name).to_string());
    }
    if matches!(said.as_str(), "nội dung đề nghị" | "nội dung") {
        return Some("answer.noi_dung".to_string());
    }
    let is_path = !heading.is_empty()
        && heading.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_'));
    is_path.then(|| format!("answer.{heading}"))
}

fn procedure<'a>(visit: &'a Visit, id: &str) -> Result<(&'a Procedure, &'a Version), Refusal> {
    let found = visit.app.law.catalogue.find(id).ok_or_else(|| Refusal::of("catalogue.unknown-procedure"))?;
    let day = visit.now.day();
    let version =
        found.version_on(day).ok_or_else(|| Refusal::of("catalogue.not-in-force").with("day", day.vn()))?;
    Ok((found, version))
}

/// `GET /procedures/{id}/batch`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Reply {
    shown(&visit, &id, &Form::default(), &[])
}

/// What holds for every line.
struct Common {
    case: Option<CaseId>,
    receiving: AgencyCode,
    assistance: Assistance,
}

/// `POST /procedures/{id}/batch`
pub(super) async fn submit(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let (procedure, version) = procedure(&visit, &id)?;
    let form_key = form.get("form_key").to_string();
    if form_key.len() != 32 || !form_key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Refusal::of("request.key-shape").at("form_key").into());
    }
    let (common, lines) = match read(version, &form, sent_list(&form).await?) {
        Ok(read) => read,
        Err(wrong) => return shown(&visit, &id, &form, &wrong),
    };
    let (mut done, mut refused) = (Vec::new(), Vec::new());
    for line in &lines {
        let command = command(&visit, procedure, &common, line);
        let name = command.applicant.name.clone();
        let actor = Actor::Applicant { name: name.split_whitespace().collect::<Vec<_>>().join(" ") };
        let key = key_of(&form_key, procedure, &common, line);
        let ended = item(&visit.app, &actor, key, |desk| dossier::submit(desk, command.clone())).await;
        let mut told = Told {
            line: line.number,
            name,
            code: String::new(),
            receipt: String::new(),
            secret: String::new(),
            why: ended.why(visit.lang),
        };
        match ended {
            Ended::Done(dossier) => {
                told.code = dossier.code().to_string();
                told.receipt = keyed::receipt_href(&visit, &dossier);
                told.secret = crate::edge::secret::secret_of(&visit.app.receipt_key, &dossier);
                done.push(told);
            }
            Ended::Refused(_) | Ended::Broke => refused.push(told),
        }
    }
    let page = visit.page("procedures", "Kết quả nộp theo danh sách", "What became of the list");
    let view = DonePage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        all: lines.len(),
        back: format!("/procedures/{}/batch", procedure.id),
        done,
        refused,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// The list as a file, else as it was typed.
async fn sent_list(form: &Form) -> Result<Result<String, Vec<Refusal>>, Fault> {
    match form.text_of("file").await {
        Ok(text) => Ok(Ok(text.unwrap_or_else(|| form.get("list").to_string()))),
        Err(Halt::Refused(refusals)) => Ok(Err(refusals)),
        Err(Halt::Broke(fault)) => Err(fault),
    }
}

/// What holds for all and the lines, or everything that is wrong with the form as a
/// whole. What is wrong with one line is that line's affair.
fn read(
    version: &Version,
    form: &Form,
    list: Result<String, Vec<Refusal>>,
) -> Result<(Common, Vec<Line>), Vec<Refusal>> {
    let mut wrong = Vec::new();
    let case = Some(form.get("case")).filter(|case| !case.is_empty()).map(CaseId::from);
    if case.is_none() && version.cases_for_applicant().nth(1).is_some() {
        wrong.push(Refusal::of("dossier.case-missing").at("case"));
    }
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
    let text = list.unwrap_or_else(|refusals| {
        wrong.extend(refusals);
        String::new()
    });
    let lines = list::read(&text, column).and_then(|lines| {
        must_be_a_batch(lines.len()).map_err(|refusal| refusal.at("list"))?;
        Ok(lines)
    });
    match (lines, receiving, helper) {
        (Ok(lines), Some(receiving), Some(kind)) if wrong.is_empty() => {
            Ok((Common { case, receiving, assistance: Assistance::of(kind, name) }, lines))
        }
        (lines, _, _) => {
            wrong.extend(lines.err());
            Err(wrong)
        }
    }
}

fn command(visit: &Visit, procedure: &Procedure, common: &Common, line: &Line) -> Submit {
    let cell = |name: &str| line.cells.get(name).cloned().unwrap_or_default();
    let mut pairs: Pairs = line
        .cells
        .iter()
        .filter_map(|(column, value)| Some((column.strip_prefix("answer.")?.to_string(), value.clone())))
        .collect();
    // A sheet writes communes as people do, and means today's.
    questions::place_codes(&mut pairs, &visit.app.law.directory, visit.now.day());
    let mut answers = Answers::new();
    for (path, value) in pairs {
        // A path that leads nowhere is an answer under its own name; the form refuses it.
        if !put_answer(&mut answers, &path, Some(value.as_str().into())) {
            answers.insert(path, value.into());
        }
    }
    Submit {
        id: DossierId::v7(visit.now, visit.app.random()),
        procedure: procedure.id.clone(),
        case: common.case.clone(),
        channel: Way::Online,
        receiving: common.receiving.clone(),
        competent: None,
        support_point: None,
        assistance: Some(common.assistance.clone()),
        applicant: Applicant {
            name: cell("name"),
            identity: cell("identity"),
            born: cell("born"),
            phone: cell("phone"),
            email: cell("email"),
            address: cell("address"),
            ..Applicant::default()
        },
        answers,
        papers: Vec::new(),
        behalf: Default::default(),
    }
}

/// The key of one line: of the list's key and the line's number. A line that was
/// refused and put right may come again under it; one that is done may not become
/// another person's.
fn key_of(form_key: &str, procedure: &Procedure, common: &Common, line: &Line) -> Key {
    let mut digest = Sha256::new();
    let mut add = |part: &str| {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    };
    add(procedure.id.as_str());
    add(common.case.as_ref().map_or("", CaseId::as_str));
    add(common.receiving.as_str());
    for (name, cell) in &line.cells {
        add(name);
        add(cell);
    }
    Key { key: format!("batch:{form_key}:{}", line.number), digest: digest.finalize().into() }
}

fn shown(visit: &Visit, id: &str, form: &Form, refused: &[Refusal]) -> Reply {
    let (procedure, version) = procedure(visit, id)?;
    let mut page = visit.page("procedures", "Nộp cho nhiều người", "Hand in for many people");
    let wrongs = Wrongs::of(refused, visit.lang, "list");
    wrongs.entitle(&mut page);
    let cases = version
        .cases_for_applicant()
        .map(|case| Choice::new(case.id.as_str(), page.t(&case.name, &case.name_en)));
    let mut cases: Vec<Choice> = cases.collect();
    if cases.len() < 2 {
        cases.clear();
    }
    let mut centres = centres(visit);
    centres.insert(0, Choice::new("", page.t("Chọn phường, xã", "Choose a ward or commune")));
    let form_key = match form.get("form_key") {
        "" => super::once::fresh(visit),
        key => key.to_string(),
    };
    let view = BatchPage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        back: format!("/procedures/{}", procedure.id),
        form_key,
        limit: BATCH_MAX,
        cases,
        case: form.get("case").to_string(),
        centres,
        receiving: form.get("receiving").to_string(),
        // Whoever sends a list helps somebody.
        helpers: helpers(visit.lang).into_iter().skip(1).collect(),
        helper: form.get("helper").to_string(),
        helper_name: form.get("helper_name").to_string(),
        consent: form.filled("consent").is_some(),
        list: form.get("list").to_string(),
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &view))
}
