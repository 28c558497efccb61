//! The loop of a supplement for machines: officers who are signed in mark what is
//! wrong; whoever has the secret of the receipt answers exactly that.

use super::answer::json;
use super::body::{Object, Wrong, digest, received};
use super::dossier::find;
use super::due::{Due, due};
use super::handed_in::{Contents, TEXT_CHARS_MAX, arrived, handed, has_files, names_files};
use super::submit::{answered_before, as_answered, idempotency_key, keep, must_be_json};
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode};
use motcua_core::act::Actor;
use motcua_core::command::Command;
use motcua_core::dossier::{
    About, AskSupplement, Dossier, DossierCode, DossierCommand, Supplement, WrongItem,
};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::act::{Acted, Sending, act, send};
use motcua_edge::failure::Reply;
use motcua_edge::keyed::must_be_the_person;
use motcua_edge::visit::Visit;
use motcua_papers::Taken;
use motcua_store::Key;
use motcua_store::act::{Acting, prepare};
use serde::Serialize;
use serde_json::Value;

/// Where the dossier stands after it.
#[derive(Serialize)]
struct Stands {
    code: String,
    status: &'static str,
    seq: u32,
    due: Option<Due>,
}

/// `POST /api/v1/dossiers/{code}/supplement`
pub(super) async fn supplement(visit: Visit, Path(code): Path<String>, request: Request) -> Reply {
    let app = &visit.app;
    let code = DossierCode::parse(&code)?;
    must_be_the_person(&visit)?;
    let secret = secret(request.headers());
    // Without a secret nobody is told more than that it is wrong.
    let (dossier, _) = find(&visit, &code, Some(&secret))?;
    let (key, value) = body(request, &format!("supplement {}", dossier.id)).await?;
    // The files of a request that comes again may be gone by now, and are not judged twice.
    if names_files(&value)
        && let Some(acted) = answered_before(app, &key).await?
    {
        return Ok(stands(&visit, acted)?);
    }
    let contents = Contents::beside(arrived(app, &value)?);
    let (command, contents) = match has_files(&value) {
        true => app.intake.judge(move || read(&value, code, contents).map_err(Halt::from)).await?,
        false => read(&value, code, contents)?,
    };
    let actor = Actor::Person { name: dossier.submission.applicant.name.clone() };
    if !contents.is_empty() {
        // Asked once before any file is kept, so that a refused answer leaves none.
        let asking = Acting { key: Some(&key), ..Acting::of(&app.law, &actor, visit.now) };
        app.read(|rows| prepare(rows, &asking, Command::Dossier(command.clone().into())).map(drop))?;
        keep(&visit, contents).await?;
    }
    // What the person sent for it in pieces is not in it.
    let uses = motcua_upload::overtake(&motcua_upload::of_dossier(dossier.id), visit.now);
    let sending = Sending { key: Some(key), uses, ..Sending::default() };
    let acted = send(app, &actor, sending, DossierCommand::from(command)).await?;
    Ok(stands(&visit, acted)?)
}

/// The answer with the bytes of its files, or all that is wrong with it.
fn read(
    value: &Value,
    code: DossierCode,
    mut contents: Contents,
) -> Result<(Supplement, Vec<Taken<'static>>), Vec<Refusal>> {
    let wrong = Wrong::default();
    let command = Object::of("", value, &wrong).map(|mut root| {
        let papers = root.objects("papers");
        let papers = papers.into_iter().filter_map(|paper| handed(paper, &mut contents, &wrong)).collect();
        let answers = root.values("answers");
        let person = root.texts("person", TEXT_CHARS_MAX);
        let note = root.text("note", TEXT_CHARS_MAX).unwrap_or_default();
        root.end();
        Supplement { code, papers, answers, person, note }
    });
    Ok((sound(command, wrong)?, contents.taken))
}

/// `POST /api/v1/dossiers/{code}/ask_supplement`
pub(super) async fn ask_supplement(visit: Visit, Path(code): Path<String>, request: Request) -> Reply {
    visit.signed_in()?;
    let code = DossierCode::parse(&code)?;
    let (key, value) = body(request, &format!("ask_supplement {code}")).await?;
    let wrong = Wrong::default();
    let command = Object::of("", &value, &wrong).map(|mut root| {
        let items = root.objects("items").into_iter().map(|mut item| {
            let about = item.text("about", 500).unwrap_or_default();
            let why = item.must("why").text("why", TEXT_CHARS_MAX).unwrap_or_default();
            item.end();
            WrongItem { about: About::parse(&about), why }
        });
        let items = items.collect();
        let complete = root.flag("complete");
        let why_again = root.text("why_again", TEXT_CHARS_MAX).unwrap_or_default();
        root.end();
        AskSupplement { code: code.clone(), items, complete, why_again }
    });
    let command = sound(command, wrong)?;
    let acted = act(&visit.app, &visit.actor()?, Some(key), command).await?;
    Ok(stands(&visit, acted)?)
}

/// The secret in the header; addresses are logged on the way, so it stands there only.
fn secret(headers: &HeaderMap) -> String {
    let header = headers.get("x-receipt-key").and_then(|value| value.to_str().ok());
    header.unwrap_or_default().trim().to_string()
}

/// The body as JSON with the sender's key for this act.
async fn body(request: Request, act: &str) -> Result<(Key, Value), Halt> {
    let name = idempotency_key(request.headers())?;
    must_be_json(request.headers())?;
    let value = received(request).await?;
    Ok((Key { key: format!("api:{act}:{name}"), digest: digest(&value) }, value))
}

fn sound<T>(command: Option<T>, wrong: Wrong) -> Result<T, Vec<Refusal>> {
    let wrong = wrong.all();
    match command {
        Some(command) if wrong.is_empty() => Ok(command),
        _ => Err(wrong),
    }
}

fn stands(visit: &Visit, acted: Acted<Dossier>) -> Result<axum::response::Response, Fault> {
    let dossier = as_answered(&visit.app, acted)?;
    let answer = Stands {
        code: dossier.code().to_string(),
        status: dossier.status().as_str(),
        seq: dossier.seq,
        due: due(&visit.app, &dossier)?,
    };
    Ok(json(StatusCode::OK, &answer))
}
