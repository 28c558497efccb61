//! `POST /api/v1/dossiers`: handing in a dossier from another system. The same
//! action as the web page, behind a key of the sender's own: a second sending
//! with the same key gives the same answer and makes nothing new.

use super::answer::json;
use super::body::{digest, received};
use super::due::{Due, due};
use super::handed_in::{Contents, HandedIn, arrived, has_files, names_files, placed, read};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use motcua_core::act::{Actor, fold};
use motcua_core::command::Command;
use motcua_core::dossier::{Dossier, DossierCommand, DossierId};
use motcua_core::text::line;
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Acted, act, again};
use motcua_edge::app::App;
use motcua_edge::failure::Reply;
use motcua_edge::secret::receipt_secret;
use motcua_edge::visit::Visit;
use motcua_papers::Taken;
use motcua_store::act::{Acting, prepare};
use motcua_store::dossier::events;
use motcua_store::{Key, answered};
use serde::Serialize;
use serde_json::Value;

/// Keys are one space for everybody who calls: as long as what nobody guesses, so that nobody
/// meets or takes another's.
const KEY_CHARS_MIN: usize = 16;
const KEY_CHARS_MAX: usize = 255;

/// What the sender keeps.
#[derive(Serialize)]
pub(super) struct Receipt {
    code: String,
    id: String,
    status: &'static str,
    submitted_at: String,
    receipt: ReceiptKey,
    due: Option<Due>,
}

#[derive(Serialize)]
struct ReceiptKey {
    /// Whoever has it sees the whole dossier.
    secret: String,
    url: String,
}

/// Hands in, or answers again what was answered before.
pub(super) async fn submit(visit: Visit, request: Request) -> Reply {
    let name = idempotency_key(request.headers())?;
    must_be_json(request.headers())?;
    let value = received(request).await?;
    let key = Key { key: format!("api:{name}"), digest: digest(&value) };
    let answer = hand_in(&visit, key, value).await?;
    let mut response = json(StatusCode::CREATED, &answer);
    let location =
        HeaderValue::from_str(&format!("/api/v1/dossiers/{}", answer.code)).map_err(Fault::other)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// One dossier from its JSON, under this key.
pub(super) async fn hand_in(visit: &Visit, key: Key, value: Value) -> Result<Receipt, Halt> {
    let app = &visit.app;
    // The files of a request that comes again may be gone by now, and are not judged twice.
    if names_files(&value)
        && let Some(acted) = answered_before(app, &key).await?
    {
        return receipt(app, acted);
    }
    let id = DossierId::v7(visit.now, app.random());
    let contents = Contents::beside(arrived(app, &value)?);
    let day = visit.now.day();
    // Its files are judged while it is read: when it is their turn, like all others. Whoever
    // sends none with it waits for nobody's.
    let read = match has_files(&value) {
        true => {
            let law = app.law.clone();
            app.intake.judge(move || Ok::<_, Fault>(read(&value, id, contents, (&law, day)))).await?
        }
        false => read(&value, id, contents, (&app.law, day)),
    };
    let HandedIn { command, contents } = match read {
        Ok(read) => read,
        Err(wrong) => {
            return match answered_before(app, &key).await? {
                Some(acted) => receipt(app, acted),
                None => Err(wrong.into()),
            };
        }
    };
    let name = line(&command.applicant.name).into_owned();
    let actor = Actor::Person { name };
    let at_place = |halt| match halt {
        Halt::Refused(refusals) => Halt::Refused(refusals.into_iter().map(placed).collect()),
        broke => broke,
    };
    if !contents.is_empty() {
        // Asked once before any file is kept, so that a refused dossier leaves none.
        let asking = Acting { key: Some(&key), ..Acting::of(&app.law, &actor, visit.now) };
        let asked = || Command::Dossier(command.clone().into());
        app.read(|rows| prepare(rows, &asking, asked()).map(drop)).map_err(at_place)?;
        keep(visit, contents).await?;
    }
    receipt(app, act(app, &actor, Some(key), command).await.map_err(at_place)?)
}

/// What the sender keeps of it.
fn receipt(app: &App, acted: Acted<Dossier>) -> Result<Receipt, Halt> {
    let dossier = as_answered(app, acted)?;
    let code = dossier.code().to_string();
    let secret = receipt_secret(&app.receipt_key, dossier.id);
    Ok(Receipt {
        id: dossier.id.to_string(),
        status: dossier.status().as_str(),
        submitted_at: dossier.submitted_at.iso(),
        receipt: ReceiptKey { url: format!("/receipt/{code}?key={secret}"), secret },
        due: due(app, &dossier)?,
        code,
    })
}

/// What was answered under this key before, if anything was; refuses a key under which something
/// else was sent. The door asks this of every act: here it is asked of what does not come so
/// far, and before files cost anything.
pub(super) async fn answered_before(app: &App, key: &Key) -> Result<Option<Acted<Dossier>>, Halt> {
    match app.read(|rows| answered(rows, key))? {
        None => Ok(None),
        Some(before) if before.digest != key.digest => {
            Err(Refusal::of("request.key-reused").at("Idempotency-Key").into())
        }
        Some(before) => again::<DossierCommand>(app, Some(key), before).await.map(Some),
    }
}

/// Keeps the files; each is durable under its digest before the dossier names it.
pub(super) async fn keep(visit: &Visit, contents: Vec<Taken<'static>>) -> Result<(), Fault> {
    let app = visit.app.clone();
    visit.app.intake.judge(move || contents.iter().try_for_each(|taken| app.keep_file(taken).map(drop))).await
}

/// The dossier as the first answer to this key saw it, not as it stands today.
pub(super) fn as_answered(app: &App, acted: Acted<Dossier>) -> Result<Dossier, Fault> {
    if let Some(dossier) = acted.after {
        return Ok(dossier);
    }
    let id = acted.dossier()?;
    let mut history = app.read(|rows| events(rows, id))?;
    history.retain(|event| event.seq <= acted.seq);
    fold(id, &history)
}

pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Refusal> {
    let field = "Idempotency-Key";
    let value = headers.get("idempotency-key").ok_or_else(|| Refusal::of("request.key-missing").at(field))?;
    let is_visible = |text: &&str| {
        (KEY_CHARS_MIN..=KEY_CHARS_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match value.to_str().ok().filter(is_visible) {
        Some(text) if headers.get_all("idempotency-key").iter().count() == 1 => Ok(text.to_string()),
        _ => Err(Refusal::of("request.key-shape")
            .at(field)
            .with("least", KEY_CHARS_MIN)
            .with("limit", KEY_CHARS_MAX)),
    }
}

pub(super) fn must_be_json(headers: &HeaderMap) -> Result<(), Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Refusal::of("request.media-type"))
    }
}
