//! Whose dossier it is.

use super::draft::Draft;
use super::frame::{self, Frame};
use super::from::From;
use super::kept::{self, Changed, DraftAddress, Opened};
use super::known;
use super::receive::{self, End};
use super::typed::Sent;
use askama::Template;
use axum::extract::{Path, Query};
use motcua_core::Refusal;
use motcua_core::dossier::Applicant;
use motcua_edge::app::App;
use motcua_edge::ask::Wrongs;
use motcua_edge::failure::Reply;
use motcua_edge::form::{Pairs, SentForm};
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use motcua_questions::{WantedAsked, date_of_boxes, wanted_asked, wanted_field, wanted_pairs, wanted_said};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "citizen/person.html")]
struct PersonPage {
    page: Page,
    frame: Frame,
    answers: Answers,
    wanted: WantedAsked,
    /// To take answers over from an earlier dossier.
    prefill: String,
    /// Where an answer was taken from, by field.
    sources: BTreeMap<String, String>,
    wrongs: Wrongs,
}

impl PersonPage {
    /// Where this answer comes from; empty when from the person.
    fn source(&self, field: &str) -> &str {
        self.sources.get(field).map_or("", String::as_str)
    }
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
}

impl Answers {
    fn of(form: &SentForm) -> Answers {
        let get = |name: &str| form.get(name).to_string();
        Answers {
            name: get("name"),
            identity: get("identity"),
            day: get("born.day"),
            month: get("born.month"),
            year: get("born.year"),
            phone: get("phone"),
            email: get("email"),
            address: get("address"),
        }
    }
}

/// The accepted answers, as the form would send them.
pub(super) fn pairs(app: &App, draft: &Draft) -> Pairs {
    let applicant = &draft.applicant;
    let mut born = applicant.born.split('-');
    let mut next = || born.next().unwrap_or_default();
    let (year, month, day) = (next(), next(), next());
    [
        ("name", applicant.name.as_str()),
        ("identity", &applicant.identity),
        ("born.day", day),
        ("born.month", month),
        ("born.year", year),
        ("phone", &applicant.phone),
        ("email", &applicant.email),
        ("address", &applicant.address),
    ]
    .map(|(name, value)| (name.to_string(), value.to_string()))
    .into_iter()
    .chain(wanted_pairs(app, &draft.wanted))
    .collect()
}

const NAME: &str = "person";

/// `GET /submit/{draft}/person`
pub(super) async fn ask(visit: Visit, Path(id): Path<String>, Query(from): Query<From>) -> Reply {
    let opened = match kept::find(&visit, &id)? {
        DraftAddress::Draft(opened) => opened,
        DraftAddress::HandedIn(receipt) => return Ok(see_other(&receipt)),
    };
    let pairs = opened.draft.pages.typed(NAME).cloned().unwrap_or_else(|| pairs(&visit.app, &opened.draft));
    shown(&visit, &opened, pairs, &from, None)
}

/// `POST /submit/{draft}/person`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: SentForm) -> Reply {
    let from = From::of(&form);
    let sent = Sent::of(&form)?;
    let changed = kept::change(&visit, &id, |opened| {
        let answers = pairs(&visit.app, &opened.draft);
        let take = |draft: &mut Draft| take(draft, &form, &visit);
        Ok(receive::receive(&mut opened.draft, NAME, &sent, visit.now, &answers, take))
    })
    .await?;
    match changed {
        Changed::HandedIn(receipt) => Ok(receipt),
        Changed::Saved(opened, End::Accepted) => {
            let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
            Ok(see_other(&from.next(&visit, &opened, version, NAME)))
        }
        Changed::Saved(opened, end) => shown(&visit, &opened, sent.pairs, &from, Some(&end)),
    }
}

/// Puts the answers into the draft; gives all that is wrong with them.
fn take(draft: &mut Draft, form: &SentForm, visit: &Visit) -> Vec<Refusal> {
    let today = visit.now.day();
    let answers = Answers::of(form);
    let typed = Applicant {
        name: answers.name.clone(),
        identity: answers.identity.clone(),
        born: date_of_boxes(&answers.day, &answers.month, &answers.year),
        phone: answers.phone.clone(),
        email: answers.email.clone(),
        address: answers.address.clone(),
        ..draft.applicant.clone()
    };
    let person = (typed.name.trim().to_string(), typed.phone.trim().to_string());
    let said = wanted_said(visit, (&person.0, &person.1), |field| form.get(field));
    let wanted = said.and_then(|wanted| match &draft.receiving {
        Some(receiving) => wanted.checked(&visit.app.law, (&draft.procedure, receiving), today),
        None => Ok(wanted),
    });
    match (typed.checked(today), wanted) {
        (Ok(applicant), Ok(wanted)) => {
            (draft.applicant, draft.wanted) = (applicant, wanted);
            Vec::new()
        }
        (applicant, wanted) => applicant.err().into_iter().chain(wanted.err()).flatten().collect(),
    }
}

/// Where the answers that stand there were taken from, by field.
fn sources(visit: &Visit, draft: &Draft, answers: &Answers) -> BTreeMap<String, String> {
    let now = [
        ("name", answers.name.clone()),
        ("identity", answers.identity.clone()),
        ("born", date_of_boxes(&answers.day, &answers.month, &answers.year)),
        ("phone", answers.phone.clone()),
        ("email", answers.email.clone()),
        ("address", answers.address.clone()),
    ];
    let taken = now.into_iter().filter_map(|(field, value)| {
        let origin = draft.origins.get(&format!("applicant.{field}"))?;
        // What was typed otherwise is the person's own.
        (origin.value == value.as_str()).then(|| (field.to_string(), known::origin_in_words(visit, origin)))
    });
    taken.collect()
}

fn shown(visit: &Visit, opened: &Opened, pairs: Pairs, from: &From, end: Option<&End>) -> Reply {
    let mut page = visit.page("procedures", "Người đứng tên hồ sơ", "Whose dossier it is");
    let wrongs = Wrongs::of(frame::refused(end), visit.lang, "name");
    wrongs.entitle(&mut page);
    let mut frame = Frame::of(visit, opened, NAME, from)?;
    frame.tell(visit, opened, NAME, &pairs, end, |field| {
        let wanted = wanted_field(field, visit.lang);
        wanted.unwrap_or_else(|| motcua_messages::person_field(field, visit.lang)).to_string()
    });
    let form = SentForm::of_pairs(pairs);
    let wanted = wanted_asked(visit, |field| form.get(field));
    let answers = Answers::of(&form);
    let sources = sources(visit, &opened.draft, &answers);
    let prefill = format!("/submit/{}/prefill?next={NAME}", opened.id);
    Ok(html(frame::status_of(end), &PersonPage { frame, answers, wanted, prefill, sources, wrongs, page }))
}
