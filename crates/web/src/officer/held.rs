//! What an officer typed is not lost when the session has ended meanwhile: it goes
//! through the sign-in page, and whoever signed in sends it on with one press.

use super::sign_in;
use crate::App;
use crate::edge::ask::Wrongs;
use crate::edge::form::{Form, Pairs};
use crate::edge::page::{Page, html};
use crate::edge::visit::Visit;
use askama::Template;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// A form on its way through the sign-in.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Where it was going.
    pub to: String,
    /// Its fields, as browsers write them; empty when there was no form.
    pub fields: String,
    /// The names of its files, which do not come along.
    pub files: String,
}

impl Held {
    /// As the sign-in page sends it.
    pub fn of(form: &Form) -> Held {
        Held {
            to: form.get("next").to_string(),
            fields: form.raw("held").to_string(),
            files: form.get("held_files").to_string(),
        }
    }

    /// There was a form.
    pub fn is_there(&self) -> bool {
        !self.fields.is_empty()
    }

    fn pairs(&self) -> Pairs {
        form_urlencoded::parse(self.fields.as_bytes()).into_owned().collect()
    }
}

#[derive(Template)]
#[template(path = "officer/held.html")]
struct HeldPage {
    page: Page,
    to: String,
    fields: Pairs,
    files: String,
}

/// A form of somebody whose session has ended is answered with the sign-in page, and what
/// was typed stands in it.
pub async fn hold(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if request.method() != Method::POST || path.starts_with("/officer/sign_") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(failure) => return failure.into_response(),
    };
    let request = Request::from_parts(parts, body);
    if visit.officer.is_some() {
        return next.run(request).await;
    }
    let form = match Form::from_request(request, &app).await {
        Ok(form) => form,
        Err(failure) => return failure.into_response(),
    };
    let fields = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.pairs()).finish();
    let files: Vec<&str> = form.uploads.iter().map(|upload| upload.name.as_str()).collect();
    let held = Held { to: visit.path.clone(), fields, files: files.join(", ") };
    sign_in::form(&visit, StatusCode::UNAUTHORIZED, Wrongs::default(), "", held)
}

/// Signed in again: what was typed, to be sent on.
pub fn shown(visit: &Visit, held: &Held) -> Response {
    let page = visit.page("work", "Gửi tiếp nội dung vừa nhập", "Send on what you typed");
    let view = HeldPage { page, to: held.to.clone(), fields: held.pairs(), files: held.files.clone() };
    html(StatusCode::OK, &view)
}
