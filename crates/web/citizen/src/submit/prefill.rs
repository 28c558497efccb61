//! What the person has said before is not asked again: it stands in its box, says
//! where it comes from, and can be changed. From the page about the person, and from
//! an earlier dossier whose receipt they hold; never by a number alone.

use super::draft::{Draft, Origin};
use super::kept::{self, Changed, DraftAddress};
use crate::remembered;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderValue, header};
use motcua_core::Refusal;
use motcua_core::dossier::{Applicant, Dossier};
use motcua_core::form::Form;
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::visit::Visit;
use serde_json::Value;

#[derive(Template)]
#[template(path = "citizen/prefill.html")]
struct PrefillPage {
    page: Page,
    back: String,
    next: String,
    remembered: Vec<remembered::Remembered>,
    code: String,
    wrongs: Wrongs,
}

/// Where to go on afterwards.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

impl Next {
    /// A page of a draft and nothing else.
    fn page(&self) -> &str {
        let is_page =
            self.next.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"/-_".contains(&b));
        if is_page && !self.next.is_empty() { &self.next } else { "person" }
    }
}

/// `GET /submit/{draft}/prefill`
pub(super) async fn ask(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(next): Query<Next>,
) -> Reply {
    match kept::find(&visit, &id)? {
        DraftAddress::Draft(_) => shown(&visit, &headers, &id, &next, String::new(), &[]),
        DraftAddress::HandedIn(receipt) => Ok(see_other(&receipt)),
    }
}

/// `POST /submit/{draft}/prefill`: takes persons and places over from the dossier
/// with this code and secret, where nothing was answered yet.
pub(super) async fn prefill(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(next): Query<Next>,
    sent: SentForm,
) -> Reply {
    if let DraftAddress::HandedIn(receipt) = kept::find(&visit, &id)? {
        return Ok(see_other(&receipt));
    }
    let (earlier, key) = match remembered::open(&visit, &headers, &sent) {
        Ok(opened) => opened,
        Err(halt) => {
            let refused: Vec<Refusal> =
                refusals(halt)?.into_iter().map(|refusal| refusal.at("code")).collect();
            return shown(&visit, &headers, &id, &next, sent.get("code").to_string(), &refused);
        }
    };
    let changed = kept::change(&visit, &id, |opened| {
        let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
        let form = opened.draft.form(&visit.app.law, version);
        take_over(&mut opened.draft, form, &earlier);
        opened.draft.open(earlier.code());
        Ok(())
    })
    .await?;
    let mut response = match changed {
        Changed::HandedIn(receipt) => return Ok(receipt),
        Changed::Saved(opened, ()) => see_other(&format!("/submit/{}/{}", opened.id, next.page())),
    };
    if sent.filled("remember").is_some() {
        let cookie = remembered::with(&headers, &earlier.code().to_string(), &key);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

fn shown(
    visit: &Visit,
    headers: &HeaderMap,
    id: &str,
    next: &Next,
    code: String,
    refused: &[Refusal],
) -> Reply {
    let mut page = visit.page("procedures", "Lấy lại điều đã khai", "Use what you said before");
    let wrongs = Wrongs::of(refused, visit.lang, "code");
    wrongs.entitle(&mut page);
    let shown = PrefillPage {
        back: format!("/submit/{id}/{}", next.page()),
        next: next.page().to_string(),
        remembered: remembered::list(visit, headers)?,
        code,
        wrongs,
        page,
    };
    Ok(html(status_of_form(refused), &shown))
}

/// What the earlier dossier says of the person, and its persons and places.
fn take_over(draft: &mut Draft, form: Option<&Form>, earlier: &Dossier) {
    let submission = &earlier.submission;
    let origin = |value: Value| Origin {
        code: earlier.code().to_string(),
        day: earlier.submitted_at.day().to_string(),
        value,
    };
    let (now, then) = (&mut draft.applicant, &submission.applicant);
    for ((name, mine), (_, theirs)) in fields(now).into_iter().zip(fields(&mut then.clone())) {
        if mine.is_empty() && !theirs.is_empty() {
            mine.clone_from(theirs);
            draft.origins.insert(format!("applicant.{name}"), origin(Value::String(mine.clone())));
        }
    }
    let Some(form) = form else { return };
    for (key, value) in motcua_questions::of_earlier(form, earlier) {
        if !draft.answers.contains_key(&key) {
            let leaves = motcua_questions::leaves(&key, &value).into_iter();
            draft.origins.extend(leaves.map(|(path, value)| (path, origin(value))));
            draft.answers.insert(key, value);
        }
    }
}

fn fields(applicant: &mut Applicant) -> [(&'static str, &mut String); 6] {
    [
        ("name", &mut applicant.name),
        ("identity", &mut applicant.identity),
        ("born", &mut applicant.born),
        ("phone", &mut applicant.phone),
        ("email", &mut applicant.email),
        ("address", &mut applicant.address),
    ]
}
