//! Whose dossier it is.

use super::From;
use super::draft::{self, Found, Opened};
use crate::edge::ask::{Wrongs, status_of_form};
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::{Page, html, see_other};
use crate::edge::visit::Visit;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::dossier::Applicant;

#[derive(Template)]
#[template(path = "citizen/person.html")]
struct PersonPage {
    page: Page,
    procedure: String,
    back: String,
    from: &'static str,
    answers: Answers,
    wrongs: Wrongs,
}

/// As typed, so that a refused form shows it again.
#[derive(Default)]
struct Answers {
    name: String,
    identity: String,
    day: String,
    month: String,
    year: String,
    phone: String,
    email: String,
    address: String,
    request: String,
}

const REQUEST_CHARS_MAX: usize = 2000;

/// `GET /submit/{draft}/person`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>, Query(from): Query<From>) -> Reply {
    let opened = match draft::find(&visit, &id)? {
        Found::Draft(opened) => opened,
        Found::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let applicant = opened.draft.applicant.clone();
    let mut born = applicant.born.split('-').map(str::to_string);
    let answers = Answers {
        name: applicant.name,
        identity: applicant.identity,
        year: born.next().unwrap_or_default(),
        month: born.next().unwrap_or_default(),
        day: born.next().unwrap_or_default(),
        phone: applicant.phone,
        email: applicant.email,
        address: applicant.address,
        request: opened.draft.request.clone(),
    };
    shown(&visit, &opened, answers, &from, &[])
}

/// `POST /submit/{draft}/person`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Reply {
    let mut opened = match draft::find(&visit, &id)? {
        Found::Draft(opened) => opened,
        Found::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let from = From::of(&form);
    let get = |name: &str| form.get(name).to_string();
    let answers = Answers {
        name: get("name"),
        identity: get("identity"),
        day: get("born.day"),
        month: get("born.month"),
        year: get("born.year"),
        phone: get("phone"),
        email: get("email"),
        address: get("address"),
        request: get("request"),
    };
    let typed = Applicant {
        name: answers.name.clone(),
        identity: answers.identity.clone(),
        born: born(&answers),
        phone: answers.phone.clone(),
        email: answers.email.clone(),
        address: answers.address.clone(),
        ..opened.draft.applicant.clone()
    };
    let mut wrong = Vec::new();
    match typed.checked() {
        Ok(applicant) => opened.draft.applicant = applicant,
        Err(more) => wrong.extend(more),
    }
    if answers.request.chars().count() > REQUEST_CHARS_MAX {
        wrong.push(Refusal::of("applicant.too-long").at("request").with("limit", REQUEST_CHARS_MAX));
    }
    if !wrong.is_empty() {
        return shown(&visit, &opened, answers, &from, &wrong);
    }
    opened.draft.request = answers.request;
    draft::put(&visit, opened.id, &opened.draft).await?;
    let next = if from.is_check() { "check" } else { "papers" };
    Ok(see_other(&format!("/submit/{}/{next}", opened.id)))
}

/// `yyyy-MM-dd`, `yyyy-MM` or `yyyy` from three boxes, of which day and month may
/// be empty. A day without a month is no date.
fn born(answers: &Answers) -> String {
    let two = |text: &str| format!("{text:0>2}");
    match (answers.year.as_str(), answers.month.as_str(), answers.day.as_str()) {
        ("", "", "") => String::new(),
        (year, "", "") => year.to_string(),
        (year, month, "") => format!("{year}-{}", two(month)),
        (year, month, day) => format!("{year}-{}-{}", two(month), two(day)),
    }
}

fn shown(visit: &Visit, opened: &Opened, answers: Answers, from: &From, refused: &[Refusal]) -> Reply {
    let (procedure, _) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let mut page = visit.page("procedures", "Người đứng tên hồ sơ", "Whose dossier it is");
    let wrongs = Wrongs::of(refused, visit.lang, "name");
    wrongs.entitle(&mut page);
    let back = if from.is_check() { "check" } else { "case" };
    let shown = PersonPage {
        procedure: page.t(&procedure.name, &procedure.name_en).to_string(),
        back: format!("/submit/{}/{back}", opened.id),
        from: from.word(),
        answers,
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}
