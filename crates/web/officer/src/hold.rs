//! What an officer typed when the session had ended goes through the sign-in page.

use super::held::HeldForm;
use super::sign_in;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_edge::app::Server;
use motcua_edge::ask::Wrongs;
use motcua_edge::form::SentForm;
use motcua_edge::visit::Visit;
use std::sync::Arc;

/// A form of somebody whose session has ended is answered with the sign-in page, and what
/// was typed stands in it.
pub async fn hold(State(app): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Passwords are never carried in a page.
    let carries_passwords = path.starts_with("/officer/sign_") || path == "/officer/password";
    if request.method() != Method::POST || carries_passwords {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let visit = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit,
        Err(failure) => return failure.into_response(),
    };
    let request = Request::from_parts(parts, body);
    if visit.officer.is_some() || visit.newcomer.is_some() {
        return next.run(request).await;
    }
    let form = match SentForm::from_request(request, &app).await {
        Ok(form) => form,
        Err(failure) => return failure.into_response(),
    };
    let fields = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.pairs()).finish();
    let files: Vec<&str> = form.uploads.iter().map(|upload| upload.name.as_str()).collect();
    let held = HeldForm { to: visit.path.clone(), fields, files: files.join(", ") };
    sign_in::form(&visit, StatusCode::UNAUTHORIZED, Wrongs::default(), "", held)
}
