//! Choosing a password of one's own: at the first sign-in, when nothing else is open yet, and
//! later whenever one likes.

use super::sign_in::with_cookie;
use askama::Template;
use axum::response::Response;
use motcua_core::account::{AccountCommand, ChangePassword, PASSWORD_CHARS_MIN, must_be_strong};
use motcua_core::act::{Actor, Officer};
use motcua_core::{Halt, Refusal};
use motcua_edge::act::{Sending, send};
use motcua_edge::ask::{Wrongs, refusals_at_fields, retry_after, status_of_form};
use motcua_edge::attempts::Tried;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::session;
use motcua_edge::visit::Visit;

#[derive(Template)]
#[template(path = "officer/password.html")]
struct PasswordPage {
    page: Page,
    errors: Wrongs,
    id: String,
    is_first_use: bool,
    least: usize,
}

/// Who may choose: whoever is signed in, and whoever is not until they have chosen.
fn whose(visit: &Visit) -> Option<(&Officer, bool)> {
    let newcomer = visit.newcomer.as_ref().map(|officer| (officer, true));
    newcomer.or_else(|| visit.officer.as_ref().map(|officer| (officer, false)))
}

/// `GET /officer/password`
pub async fn get(visit: Visit) -> Response {
    match whose(&visit) {
        Some((officer, is_first_use)) => shown(&visit, officer, is_first_use, &[]),
        None => see_other("/officer/sign_in?next=%2Fofficer%2Fpassword"),
    }
}

/// `POST /officer/password`: afterwards the officer is signed in here and nowhere else.
pub async fn post(visit: Visit, form: SentForm) -> Reply {
    let Some((officer, is_first_use)) = whose(&visit) else {
        return Err(Refusal::of("account.not-signed-in").into());
    };
    let tried = Tried::SignIn { name: &officer.id.0, from: &visit.from };
    match chosen(&visit, officer, is_first_use, &form, tried).await {
        Ok(cookie) => with_cookie(see_other("/officer/work"), &cookie),
        Err(halt) => {
            // Without a session, or when somebody was quicker, this form is nobody's any more.
            let wrong = refusals_at_fields(halt)?;
            Ok(shown(&visit, officer, is_first_use, &wrong))
        }
    }
}

async fn chosen(
    visit: &Visit,
    officer: &Officer,
    is_first_use: bool,
    form: &SentForm,
    tried: Tried<'_>,
) -> Result<String, Halt> {
    let (app, password) = (&visit.app, form.raw("password"));
    must_be_strong(password, &officer.id)?;
    if password != form.raw("again") {
        return Err(Refusal::of("account.password-twice").at("again").into());
    }
    // Whoever finds a desk unlocked must not take the account; at the first sign-in the slip was
    // just typed.
    if !is_first_use {
        app.attempts.begin(tried, visit.now).map_err(|refusal| refusal.at("present"))?;
        if !session::is_password_of(app, &officer.id, form.raw("present").to_string()).await? {
            return Err(Refusal::of("account.password-now").at("present").into());
        }
        app.attempts.was_right(tried, visit.now);
    }
    if session::is_password_of(app, &officer.id, password.to_string()).await? {
        return Err(Refusal::of("account.password-same").at("password").into());
    }
    let hash = session::hashed(app, password.to_string()).await?;
    // The form may have come slowly, and each try waits for its turn: whoever began it at the first
    // use must not end it after the owner has chosen.
    let signed = visit.signed_in_now()?;
    if signed.is_first_use != is_first_use {
        return Err(Refusal::of("account.not-signed-in").into());
    }
    let command = ChangePassword { id: officer.id.clone(), seen: signed.seq, password: hash };
    send(app, &Actor::Officer(signed.officer), Sending::default(), AccountCommand::from(command)).await?;
    session::begin(app, &officer.id.0, password.to_string()).await
}

fn shown(visit: &Visit, officer: &Officer, is_first_use: bool, wrong: &[Refusal]) -> Response {
    let mut page = visit.page("", "Đặt mật khẩu mới", "Choose a password");
    let errors = Wrongs::of(wrong, visit.lang, "password");
    errors.entitle(&mut page);
    let view =
        PasswordPage { id: officer.id.to_string(), is_first_use, least: PASSWORD_CHARS_MIN, errors, page };
    retry_after(html(status_of_form(wrong), &view), wrong)
}
