//! What the page of a form needs: what was wrong with the answers, and what there
//! is to choose from.

use super::page::Page;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use motcua_core::{Halt, Refusal};
use motcua_messages::Lang;

/// One thing that is wrong, and the input it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The id of the input.
    pub field: String,
    /// The sentence.
    pub text: String,
}

/// Everything that is wrong with a form; empty before it was sent.
#[derive(Debug, Default)]
pub struct Wrongs(Vec<Wrong>);

impl From<Vec<Wrong>> for Wrongs {
    fn from(wrongs: Vec<Wrong>) -> Wrongs {
        Wrongs(wrongs)
    }
}

impl Wrongs {
    /// In the language of the page. What is about no input leads to `fallback`.
    pub fn of(refusals: &[Refusal], lang: Lang, fallback: &str) -> Wrongs {
        let wrong = |refusal: &Refusal| Wrong {
            field: refusal.field.as_deref().unwrap_or(fallback).to_string(),
            text: motcua_messages::sentence(refusal, lang),
        };
        Wrongs(refusals.iter().map(wrong).collect())
    }

    /// For the summary above the form.
    pub fn all(&self) -> &[Wrong] {
        &self.0
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence at this input; empty when it is fine.
    pub fn at(&self, field: &str) -> &str {
        self.0.iter().find(|wrong| wrong.field == field).map_or("", |wrong| &wrong.text)
    }

    /// All sentences at this input, which may have taken several files.
    pub fn every<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |wrong| wrong.field == field).map(|wrong| wrong.text.as_str())
    }

    /// Says in the title that something is wrong, where a screen reader hears it
    /// first.
    pub fn entitle(&self, page: &mut Page) {
        if !self.0.is_empty() {
            page.title = format!("{}{}", page.t("Lỗi: ", "Error: "), page.title);
        }
    }
}

/// The status of a page that shows a form with these refusals: 422, or what the
/// first of them says when it is not about an answer (too large, too many tries).
pub fn status_of_form(refusals: &[Refusal]) -> StatusCode {
    match refusals.first() {
        None => StatusCode::OK,
        Some(refusal) => match motcua_messages::status_of(refusal) {
            StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => StatusCode::UNPROCESSABLE_ENTITY,
            status => status,
        },
    }
}

/// Says to programs when a form that was refused for too many tries may be sent again.
pub fn retry_after(mut response: Response, refusals: &[Refusal]) -> Response {
    let seconds = refusals.first().and_then(|refusal| refusal.arg("seconds"));
    if let Some(seconds) = seconds.and_then(|text| HeaderValue::from_str(text).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// The refusals of a form; an accident goes on its own way.
pub fn refusals(halt: Halt) -> Result<Vec<Refusal>, Halt> {
    match halt {
        Halt::Refused(refusals) => Ok(refusals),
        broke => Err(broke),
    }
}

/// The same where each has its field on the page; with one that has none, the page of a refusal comes
/// instead of the form.
pub fn refusals_at_fields(halt: Halt) -> Result<Vec<Refusal>, Halt> {
    let wrong = refusals(halt)?;
    if wrong.iter().all(|refusal| refusal.field.is_some()) { Ok(wrong) } else { Err(Halt::Refused(wrong)) }
}

/// One of the things to choose from.
#[derive(Debug, Clone)]
pub struct ChoiceShown {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub text: String,
    /// A line below it; may be empty.
    pub hint: String,
}

impl ChoiceShown {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> ChoiceShown {
        ChoiceShown { value: value.into(), text: text.into(), hint: String::new() }
    }

    /// With a line below it.
    pub fn hint(mut self, hint: impl Into<String>) -> ChoiceShown {
        self.hint = hint.into();
        self
    }
}
