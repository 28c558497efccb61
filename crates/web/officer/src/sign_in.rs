//! Signing in and out.

use super::held::{self, HeldForm};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::app::{DemoAccount, Server};
use motcua_edge::ask::{Wrongs, retry_after, status_of_form};
use motcua_edge::attempts::{CLOSED_MINUTES, TRIES_AT_ONE_MAX, Tried};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, is_own_path, see_other};
use motcua_edge::session;
use motcua_edge::visit::Visit;
use serde::Deserialize;
use std::sync::Arc;

/// Where one wanted to go.
#[derive(Deserialize)]
pub struct SignInQuery {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "officer/sign_in.html")]
struct SignIn {
    page: Page,
    errors: Wrongs,
    id: String,
    /// Where one wanted to go, with what was typed there.
    held: HeldForm,
    demo: Vec<DemoAccount>,
    /// After how many wrong tries the account is closed, and for how long.
    tries: usize,
    minutes: i64,
}

/// `GET /officer/sign_in?next=`
pub async fn get(visit: Visit, Query(SignInQuery { next }): Query<SignInQuery>) -> Response {
    let next = own(&next);
    match visit.officer {
        Some(_) => see_other(&next),
        None => {
            form(&visit, StatusCode::OK, Wrongs::default(), "", HeldForm { to: next, ..HeldForm::default() })
        }
    }
}

/// `POST /officer/sign_in`
pub async fn post(visit: Visit, sent: SentForm) -> Reply {
    let id = sent.get("id").to_lowercase();
    let held = HeldForm { to: own(sent.get("next")), ..HeldForm::of(&sent) };
    let tried = Tried::SignIn { name: &id, from: &visit.from };
    // It counts before it is judged: whoever sends many at once has no more than whoever waits.
    let refused = |refusals: &[Refusal]| {
        let errors = Wrongs::of(refusals, visit.lang, "id");
        let form = form(&visit, status_of_form(refusals), errors, sent.get("id"), held.clone());
        Ok(retry_after(form, refusals))
    };
    if let Err(refusal) = visit.app.attempts.begin(tried, visit.now) {
        return refused(&[refusal.at("id")]);
    }
    match session::begin(&visit.app, &id, sent.raw("password").to_string()).await {
        Ok(cookie) => {
            visit.app.attempts.was_right(tried, visit.now);
            let response = match held.is_there() {
                true => held::shown(&visit, &held),
                false => see_other(&held.to),
            };
            with_cookie(response, &cookie)
        }
        Err(Halt::Refused(refusals)) => refused(&refusals),
        Err(broke) => {
            visit.app.attempts.was_right(tried, visit.now);
            Err(broke.into())
        }
    }
}

/// `POST /officer/sign_out`
pub async fn sign_out(State(server): State<Arc<Server>>, headers: HeaderMap) -> Reply {
    let cookie = session::end(&server, &headers).await?;
    let mut response = with_cookie(see_other("/officer/sign_in"), &cookie)?;
    // A shared device keeps nothing of whoever sat here before.
    let clear = HeaderValue::from_static("\"cache\", \"cookies\", \"storage\"");
    response.headers_mut().insert(header::HeaderName::from_static("clear-site-data"), clear);
    Ok(response)
}

/// The sign-in page.
pub(super) fn form(visit: &Visit, status: StatusCode, errors: Wrongs, id: &str, held: HeldForm) -> Response {
    let mut page = visit.page("", "Đăng nhập dành cho cán bộ", "Officers’ sign-in");
    errors.entitle(&mut page);
    let shown = SignIn {
        errors,
        id: id.to_string(),
        held,
        demo: visit.app.demo_accounts.clone(),
        tries: TRIES_AT_ONE_MAX,
        minutes: CLOSED_MINUTES,
        page,
    };
    html(status, &shown)
}

pub(super) fn with_cookie(mut response: Response, cookie: &str) -> Reply {
    let value = HeaderValue::from_str(cookie).map_err(Fault::other)?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(response)
}

/// Back to where one wanted to go, if that is one of the pages for officers.
fn own(next: &str) -> String {
    let is_ours = next.starts_with("/officer/") || next.starts_with("/manage/");
    if is_ours && is_own_path(next) && !next.starts_with("/officer/sign_in") {
        next.to_string()
    } else {
        "/officer/work".to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn after_signing_in_one_only_ever_lands_on_an_officers_page() {
        for (next, want) in [
            ("/officer/dossiers/H57.101-250714-0001", "/officer/dossiers/H57.101-250714-0001"),
            ("/officer/search?q=a&x=1", "/officer/search?q=a&x=1"),
            ("/manage/forms/khai-sinh.1", "/manage/forms/khai-sinh.1"),
            ("", "/officer/work"),
            ("/", "/officer/work"),
            ("https://evil.example/officer/", "/officer/work"),
            ("//evil.example/officer/", "/officer/work"),
            ("/\t/evil.example", "/officer/work"),
            ("/officer/\\evil", "/officer/work"),
            ("/officer/a\r\nSet-Cookie: a=b", "/officer/work"),
            ("/officer/sign_in?next=/officer/sign_in", "/officer/work"),
        ] {
            assert_eq!(own(next), want, "{next:?}");
        }
    }
}
