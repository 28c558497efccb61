//! From a refusal or a fault to what the person sees: a page in their language
//! with a stable code, or problem+json for a machine.

use super::app::Server;
use super::ask::retry_after;
use super::failure::Carried;
use super::page::{Page, html};
use super::size::too_much;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use motcua_core::{Fault, FaultKind, Halt, Refusal};
use motcua_messages::Lang;
use serde_json::json;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    page: Page,
    heading: String,
    sentences: Vec<String>,
    code: String,
    number: Option<String>,
    law: Option<String>,
    /// Where the person goes on from here: `/`, or an officer's work list.
    home: &'static str,
}

/// The outermost layer but the headers: turns carried failures into answers.
pub async fn render(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let lang = crate::visit::language_of(request.headers(), request.uri().query());
    let path = request.uri().path().to_string();
    // Programs send files in pieces: they get a page only if they ask for one.
    let is_upload = path == "/uploads" || path.starts_with("/uploads/");
    let wants_json = path.starts_with("/api/")
        || accepts_only_json(request.headers())
        || (is_upload && !accepts_a_page(request.headers()));
    let response = next.run(request).await;
    let failure = match response.extensions().get::<Carried>() {
        Some(Carried(halt)) => halt.clone(),
        // The router and the extractors answer plainly; people get a page.
        None => match plain_refusal(&response) {
            Some(refusal) => Arc::new(Halt::from(refusal)),
            None => return response,
        },
    };
    match &*failure {
        Halt::Refused(refusals) => {
            let status =
                refusals.first().map_or(StatusCode::UNPROCESSABLE_ENTITY, motcua_messages::status_of);
            let response = if wants_json {
                problem(status, lang, refusals)
            } else {
                refused(&server, lang, &path, status, refusals)
            };
            retry_after(response, refusals)
        }
        Halt::Broke(fault) => {
            // Logged once, here, under the number that the person sees.
            let number = format!("{:06X}", u32::from_be_bytes(server.random()) & 0xff_ffff);
            tracing::error!(number, path, fault = %fault, "fault");
            broke(&server, lang, &path, wants_json, fault, number)
        }
    }
}

fn plain_refusal(response: &Response) -> Option<Refusal> {
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.to_str().unwrap_or_default();
        kind.starts_with("text/html") || kind.contains("json") || kind.starts_with("image/")
    });
    match response.status() {
        _ if is_page => None,
        StatusCode::NOT_FOUND => Some(Refusal::of("page.unknown")),
        StatusCode::METHOD_NOT_ALLOWED => Some(Refusal::of("page.method")),
        StatusCode::PAYLOAD_TOO_LARGE => Some(too_much()),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Refusal::of("request.media-type")),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Some(Refusal::of("request.malformed")),
        _ => None,
    }
}

fn home_of(path: &str) -> &'static str {
    let is_desk = path.starts_with("/officer/") || path.starts_with("/manage/");
    if is_desk { "/officer/work" } else { "/" }
}

fn accepts_a_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|text| text.contains("html"))
}

fn accepts_only_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("html")
}

fn refused(server: &Server, lang: Lang, path: &str, status: StatusCode, refusals: &[Refusal]) -> Response {
    let heading = motcua_messages::status_heading(status.as_u16(), lang).to_string();
    let page = FailurePage {
        page: Page::bare(server, lang, path, heading.clone()),
        heading,
        sentences: refusals.iter().map(|refusal| motcua_messages::sentence(refusal, lang)).collect(),
        code: refusals.first().map(|refusal| refusal.code.to_string()).unwrap_or_default(),
        number: None,
        law: refusals
            .first()
            .and_then(|refusal| refusal.law.as_deref())
            .map(|law| motcua_messages::law(law, lang)),
        home: home_of(path),
    };
    html(status, &page)
}

fn broke(
    server: &Server,
    lang: Lang,
    path: &str,
    wants_json: bool,
    fault: &Fault,
    number: String,
) -> Response {
    let code = match fault.kind {
        FaultKind::DiskFull => "fault.disk-full",
        FaultKind::Unavailable => "fault.unavailable",
        FaultKind::ShelfUnavailable => "fault.shelf-unavailable",
        FaultKind::Damaged => "fault.damaged",
        FaultKind::Other => "fault.other",
    };
    let said = Refusal::of(code);
    let (status, sentence) = (motcua_messages::status_of(&said), motcua_messages::sentence(&said, lang));
    let mut response = if wants_json {
        let body = json!({
            "type": format!("urn:motcua:{code}"), "title": sentence, "status": status.as_u16(),
            "code": code, "number": number,
        });
        problem_response(status, &body)
    } else {
        let heading = motcua_messages::status_heading(status.as_u16(), lang).to_string();
        let page = FailurePage {
            page: Page::bare(server, lang, path, heading.clone()),
            heading,
            sentences: vec![sentence],
            code: code.to_string(),
            number: Some(number),
            law: None,
            home: home_of(path),
        };
        html(status, &page)
    };
    if status == StatusCode::SERVICE_UNAVAILABLE || status == StatusCode::INSUFFICIENT_STORAGE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    response
}

/// RFC 9457, with every refusal and its field.
fn problem(status: StatusCode, lang: Lang, refusals: &[Refusal]) -> Response {
    let code = refusals.first().map_or("request.malformed", |refusal| refusal.code);
    let errors: Vec<_> = refusals
        .iter()
        .map(|refusal| {
            json!({
                "code": refusal.code,
                "field": refusal.field,
                "detail": motcua_messages::sentence(refusal, lang),
                "law": refusal.law,
            })
        })
        .collect();
    let body = json!({
        "type": format!("urn:motcua:{code}"),
        "title": motcua_messages::status_heading(status.as_u16(), lang),
        "status": status.as_u16(),
        "code": code,
        "detail": refusals.first().map(|refusal| motcua_messages::sentence(refusal, lang)),
        "errors": errors,
    });
    problem_response(status, &body)
}

fn problem_response(status: StatusCode, body: &serde_json::Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, kind, body.to_string()).into_response()
}
