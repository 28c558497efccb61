//! Officers' sessions: a random token in a cookie, its digest in the database.

use super::act::keep;
use super::app::{App, Server};
use super::cookie::cookie;
use super::password::{is_right, lasting};
use axum::http::HeaderMap;
use motcua_core::account::{PasswordHash, log_in_name};
use motcua_core::act::OfficerId;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_store::account::SignedIn;
use motcua_store::{Written, account};
use sha2::{Digest, Sha256};

const COOKIE: &str = "motcua_session";
/// A working day with its lunch; then the officer signs in again.
const SESSION_MS: i64 = 12 * 3_600_000;

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The session that a request carries: the digest of its token.
pub fn carried(headers: &HeaderMap) -> Option<[u8; 32]> {
    cookie(headers, COOKIE).filter(|token| token.len() == 64).map(|token| digest(&token))
}

/// Whose session this is, if it has not ended.
pub fn officer(app: &App, session: Option<[u8; 32]>, now: Moment) -> Result<Option<SignedIn>, Fault> {
    let Some(session) = session else { return Ok(None) };
    app.read(|rows| account::officer_of_session(rows, &session, now))
}

/// Checks the password and begins a session; gives the cookie. An unknown name
/// costs the same time as a wrong password and gets the same answer. A one-time password that
/// has run out says so to whoever knows it, also when the form was on its way before that.
pub async fn begin(app: &App, id: &str, password: String) -> Result<String, Halt> {
    let (id, now) = (log_in_name(id), app.now());
    let found = app.read(|rows| account::log_in(rows, &id, now.day()))?;
    let (name, hash) = (id.clone(), found.as_ref().map(|account| account.password.clone()));
    // Each takes 19 MB while it is tried, so few are tried at a time.
    let turn = app.trying.0.clone().acquire_owned().await.map_err(Fault::other)?;
    let matches = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        is_right(&name, hash.as_deref(), &password)
    })
    .await
    .map_err(Fault::other)?;
    let wrong = || Refusal::of("account.wrong-password").at("password");
    let Some(account) = found.filter(|_| matches) else { return Err(wrong().into()) };
    if account.first_use.is_some_and(|until| until <= now) {
        return Err(Refusal::of("account.first-use-over").at("password").into());
    }
    let token = hex::encode(app.random::<32>());
    let begins =
        account::begin_session(&digest(&token), &id, &account.password, now, now.plus_ms(SESSION_MS));
    // The password was changed, or the account closed, while this one was tried.
    if let Written::Conflict = app.store.keep(begins).done().await? {
        return Err(wrong().into());
    }
    Ok(format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}", SESSION_MS / 1000))
}

/// Whether this is the password of this account now.
pub async fn is_password_of(app: &App, id: &OfficerId, password: String) -> Result<bool, Halt> {
    let found = app.read(|rows| account::log_in(rows, id, app.now().day()))?;
    let (name, hash) = (id.clone(), found.map(|account| account.password));
    let turn = app.trying.0.clone().acquire_owned().await.map_err(Fault::other)?;
    let tried = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        is_right(&name, hash.as_deref(), &password)
    });
    Ok(tried.await.map_err(Fault::other)?)
}

/// Hashes a password that its owner chose, in a turn of its own.
pub async fn hashed(app: &App, password: String) -> Result<PasswordHash, Halt> {
    let salt = app.random::<16>();
    let turn = app.trying.0.clone().acquire_owned().await.map_err(Fault::other)?;
    let hashed = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        lasting(&password, &salt)
    });
    Ok(hashed.await.map_err(Fault::other)??)
}

/// Ends the session; gives the cookie that forgets it.
pub async fn end(app: &Server, headers: &HeaderMap) -> Result<String, Halt> {
    if let Some(token) = cookie(headers, COOKIE) {
        keep(app, account::end_session(&digest(&token))).await?;
    }
    Ok(format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}
