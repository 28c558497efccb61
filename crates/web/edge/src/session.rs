//! Officers' sessions: a random token in a cookie, its digest in the database.

use super::act::keep;
use super::app::App;
use super::cookie::cookie;
use argon2::Argon2;
use argon2::password_hash::PasswordVerifier;
use argon2::password_hash::phc::PasswordHash;
use axum::http::HeaderMap;
use motcua_core::account::log_in_name;
use motcua_core::act::Officer;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_store::{Written, account};
use sha2::{Digest, Sha256};

const COOKIE: &str = "motcua_session";
/// A working day with its lunch; then the officer signs in again.
const SESSION_MS: i64 = 12 * 3_600_000;

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The officer whose session the request carries.
pub fn officer(app: &App, headers: &HeaderMap, now: Moment) -> Result<Option<Officer>, Fault> {
    let Some(token) = cookie(headers, COOKIE).filter(|token| token.len() == 64) else { return Ok(None) };
    app.read(|rows| account::officer_of_session(rows, &digest(&token), now))
}

/// Checks the password and begins a session; gives the cookie. An unknown name
/// costs the same time as a wrong password and gets the same answer.
pub async fn begin(app: &App, id: &str, password: String, now: Moment) -> Result<String, Halt> {
    let id = log_in_name(id);
    let found = app.read(|rows| account::log_in(rows, &id))?;
    let hash = found.as_ref().map_or(NOBODY, |account| &account.password).to_string();
    // Each takes 19 MB while it is tried, so few are tried at a time.
    let turn = app.trying.0.clone().acquire_owned().await.map_err(Fault::other)?;
    let matches = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .map_err(Fault::other)?;
    let wrong = || Refusal::of("account.wrong-password").at("password");
    let Some(account) = found.filter(|_| matches) else { return Err(wrong().into()) };
    let token = hex::encode(app.random::<32>());
    let begins =
        account::begin_session(&digest(&token), &id, &account.password, now, now.plus_ms(SESSION_MS));
    // The password was changed, or the account closed, while this one was tried.
    if let Written::Conflict = app.store.keep(begins).done().await? {
        return Err(wrong().into());
    }
    Ok(format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}", SESSION_MS / 1000))
}

/// Ends the session; gives the cookie that forgets it.
pub async fn end(app: &App, headers: &HeaderMap) -> Result<String, Halt> {
    if let Some(token) = cookie(headers, COOKIE) {
        keep(app, account::end_session(&digest(&token))).await?;
    }
    Ok(format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// A hash that no password matches, of the ordinary cost.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5$wq0CQ0sR8sY1G0b7d3e3m0v2d8u4p7dF4aOZJm7mS6E";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_a_hash_that_is_verified_like_any_other() {
        assert!(PasswordHash::new(NOBODY).is_ok());
    }
}
