//! Receipts that a person wants this device to remember, so that the next dossier
//! need not ask again. Only on demand: the next one at a shared computer would open
//! them. They stand in a cookie that no script can read.

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use motcua_core::Halt;
use motcua_core::dossier::Dossier;
use motcua_edge::cookie::{REMEMBERED_DAYS, cookie};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed;
use motcua_edge::page::see_other;
use motcua_edge::visit::Visit;

const COOKIE: &str = "motcua_receipts";
const KEPT_S: i64 = REMEMBERED_DAYS * 86_400;
/// The oldest goes when one more comes.
const RECEIPTS_MAX: usize = 5;

/// A dossier that this device remembers.
pub(super) struct Remembered {
    /// Its code.
    pub code: String,
    /// What it was about.
    pub procedure: String,
    /// When it was handed in.
    pub day: String,
}

/// Codes and secrets as the cookie says, the newest first.
fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = cookie(headers, COOKIE).unwrap_or_default();
    let pairs = text.split('|').filter_map(|pair| pair.split_once(':'));
    pairs.take(RECEIPTS_MAX).map(|(code, key)| (code.to_string(), key.to_string())).collect()
}

/// The secret that this device remembers for a code.
pub(super) fn key_of(headers: &HeaderMap, code: &str) -> Option<String> {
    pairs(headers).into_iter().find(|(known, _)| known == code).map(|(_, key)| key)
}

/// The earlier dossier that a form names, with its secret: one that this device remembers
/// (`receipt`), else by the code and the secret that were typed.
pub(super) fn open(visit: &Visit, headers: &HeaderMap, form: &SentForm) -> Result<(Dossier, String), Halt> {
    let known = form.filled("receipt").and_then(|code| key_of(headers, code).map(|key| (code, key)));
    let (code, key) = known.unwrap_or_else(|| (form.get("code"), form.get("key").to_string()));
    Ok((keyed::open(visit, code, &key)?, key))
}

/// Those that are still true.
pub(super) fn list(visit: &Visit, headers: &HeaderMap) -> Result<Vec<Remembered>, Halt> {
    let page = visit.page("", "", "");
    let mut list = Vec::new();
    for (code, key) in pairs(headers) {
        // What stands in a cookie was written by whoever sends it: a try like any other.
        let dossier = match keyed::open(visit, &code, &key) {
            Ok(dossier) => dossier,
            Err(Halt::Refused(_)) => continue,
            Err(broke) => return Err(broke),
        };
        let procedure = visit.app.law.catalogue.procedure(&dossier.submission.procedure);
        list.push(Remembered {
            code,
            procedure: procedure
                .map_or_else(String::new, |found| page.t(&found.name, &found.name_en).to_string()),
            day: dossier.submitted_at.day().vn(),
        });
    }
    Ok(list)
}

/// The cookie with one more.
pub(super) fn with(headers: &HeaderMap, code: &str, key: &str) -> String {
    let mut all = pairs(headers);
    all.retain(|(known, _)| known != code);
    let key: String = key.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    all.insert(0, (code.to_string(), key));
    all.truncate(RECEIPTS_MAX);
    let text: Vec<String> = all.iter().map(|(code, key)| format!("{code}:{key}")).collect();
    format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KEPT_S}", text.join("|"))
}

/// `POST /receipt/{code}/remember`: with the secret, on the device of the person.
pub(super) async fn remember(
    visit: Visit,
    headers: HeaderMap,
    Path(code): Path<String>,
    form: SentForm,
) -> Reply {
    let dossier = keyed::open(&visit, &code, form.get("key"))?;
    let cookie = with(&headers, &dossier.code().to_string(), form.get("key"));
    Ok(and_set(see_other(&keyed::receipt_href(&visit, &dossier)), &cookie))
}

/// `POST /receipts/forget`: this device remembers none any more.
pub(super) async fn forget() -> Response {
    and_set(see_other("/track"), &format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"))
}

/// The answer with this cookie.
fn and_set(mut response: Response, cookie: &str) -> Response {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
