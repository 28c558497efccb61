//! Tra cứu: by the code alone one sees the stage, the times and which desk has had
//! the dossier for how long, and nothing about any person; with the secret of the receipt one goes on to the whole dossier.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::dossier::{Dossier, DossierCode};
use motcua_core::{Fault, Halt, Refusal};
use motcua_edge::ask::{Wrongs, refusals, status_of_form};
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::keyed;
use motcua_edge::page::{Page, agency_name, html, see_other};
use motcua_edge::visit::Visit;
use motcua_store::dossier::{by_code, events};
use motcua_told::clock::{ClockWords, clock_words};
use motcua_told::linked::{self, PartView, relatives};
use motcua_told::standing::{self, DueView, Stage};
use motcua_told::stays::{Stays, stays};
use serde::Deserialize;

/// Which dossier.
#[derive(Deserialize)]
pub struct TrackQuery {
    #[serde(default)]
    code: String,
}

/// The form, before or after something in it was wrong.
#[derive(Template)]
#[template(path = "public/track.html")]
struct TrackPage {
    page: Page,
    /// As it was typed.
    code: String,
    wrongs: Wrongs,
    found: Option<TrackedDossier>,
}

/// What everybody may know of a dossier.
struct TrackedDossier {
    code: String,
    status: &'static str,
    status_kind: &'static str,
    procedure: String,
    receiving: String,
    competent: String,
    due: Option<DueView>,
    clock: ClockWords,
    stages: Vec<Stage>,
    stays: Stays,
    parts: Vec<PartView>,
    to_come: Vec<String>,
}

/// `GET /track?code=`
pub async fn track(visit: Visit, Query(asked): Query<TrackQuery>) -> Reply {
    let code = asked.code.trim();
    if code.is_empty() {
        return Ok(shown(&visit, code, None, &[]));
    }
    match look_up(&visit, code) {
        Ok(found) => Ok(shown(&visit, code, Some(found), &[])),
        Err(halt) => Ok(shown(&visit, code, None, &refusals(halt)?)),
    }
}

/// `POST /track`: code and secret.
pub async fn open(visit: Visit, form: SentForm) -> Reply {
    let (code, key) = (form.get("code"), form.get("key"));
    match open_dossier(&visit, code, key) {
        Ok(dossier) => Ok(see_other(&keyed::href(&visit, &dossier, ""))),
        Err(halt) => {
            let refused = refusals(halt)?;
            // The public part stays on the page, so that nobody types the code twice.
            let found = match refused.first() {
                Some(refusal) if refusal.code == "dossier.secret-missing" => look_up(&visit, code).ok(),
                _ => None,
            };
            Ok(shown(&visit, code, found, &refused))
        }
    }
}

fn open_dossier(visit: &Visit, code: &str, key: &str) -> Result<Dossier, Halt> {
    DossierCode::parse(code)?;
    if key.is_empty() {
        return Err(Refusal::of("dossier.secret-missing").at("key").into());
    }
    keyed::open(visit, code, key).map_err(|halt| match halt {
        // An unknown code and a wrong secret: one sentence for both.
        Halt::Refused(refused) if refused.iter().any(|refusal| refusal.code == "dossier.unknown") => {
            Refusal::of("dossier.secret-wrong").at("key").into()
        }
        halt => halt,
    })
}

fn look_up(visit: &Visit, code: &str) -> Result<TrackedDossier, Halt> {
    let code = DossierCode::parse(code)?;
    let (dossier, history) = visit.app.read(|rows| -> Result<_, Fault> {
        let Some(dossier) = by_code(rows, &code)? else { return Ok((None, Vec::new())) };
        let history = events(rows, dossier.id)?;
        Ok((Some(dossier), history))
    })?;
    let dossier = dossier.ok_or_else(|| Refusal::of("dossier.unknown").at("code").with("code", &code))?;
    let page = visit.page("track", "", "");
    let app = &visit.app;
    let (_, parts_of_lead) = relatives(app, &dossier)?;
    let submission = &dossier.submission;
    let procedure = app.law.catalogue.procedure(&submission.procedure);
    let version = procedure.and_then(|procedure| procedure.version(submission.version));
    let (status_kind, status) = linked::status(&dossier, &parts_of_lead, visit.lang);
    Ok(TrackedDossier {
        code: dossier.code().to_string(),
        status,
        status_kind,
        to_come: linked::to_come(app, version, &dossier, &parts_of_lead, visit.lang),
        procedure: procedure.map_or_else(
            || submission.procedure.to_string(),
            |procedure| page.t(&procedure.name, &procedure.name_en).to_string(),
        ),
        receiving: agency_name(app, &submission.receiving, visit.lang),
        competent: agency_name(app, &submission.competent, visit.lang),
        due: standing::due(app, &dossier, visit.now, &page)?,
        clock: clock_words(app, &dossier, visit.now, &page, false)?,
        stages: standing::stages(&history, &page),
        stays: stays(app, &history, visit.now, &page),
        parts: linked::parts(app, &parts_of_lead, visit.now, &page, |part, below| match below {
            "" => format!("/track?code={}", part.code()),
            _ => String::new(),
        })?,
    })
}

fn shown(
    visit: &Visit,
    code: &str,
    found: Option<TrackedDossier>,
    refused: &[Refusal],
) -> axum::response::Response {
    let mut page = visit.page("track", "Tra cứu hồ sơ", "Track a dossier");
    if let Some(found) = &found {
        page.title = format!("{} – {}", found.code, page.title);
    }
    let wrongs = Wrongs::of(refused, visit.lang, if found.is_some() { "key" } else { "code" });
    wrongs.entitle(&mut page);
    let status = match status_of_form(refused) {
        // Too many tries are the same page with the sentence; so is a dossier that
        // is not there.
        status if found.is_none() || !refused.is_empty() => status,
        _ => StatusCode::OK,
    };
    html(status, &TrackPage { page, code: code.to_string(), wrongs, found })
}
