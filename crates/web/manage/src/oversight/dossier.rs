//! One dossier from above: how it stands, why its date is what it is, who had it for how long, and
//! what happened; nothing of the person.

use super::above::above_of;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use motcua_core::Fault;
use motcua_core::act::{RecordFact, Who, WhoKind};
use motcua_core::dossier::{Dossier, Event, Fact, Holder, LOOK_INTO_HOURS};
use motcua_edge::app::App;
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, agency_name, agency_name_on, html, procedure_name};
use motcua_edge::signed::Signed;
use motcua_questions::answered::Questions;
use motcua_store::{account, dossier};
use motcua_told::due::{DueWords, due_words};
use motcua_told::explain::{explain, limit, paused};
use motcua_told::history::{HistoryFor, Telling};
use motcua_told::instructions::{InstructionRow, instructions};
use motcua_told::shares::beside_words;
use motcua_told::standing::status_kind;
use motcua_told::stays::{Stays, stays};
use serde::Deserialize;

/// What has just been done here.
#[derive(Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "manage/oversight_dossier.html")]
struct OversightDossier {
    page: Page,
    code: String,
    procedure: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    is_instructed: bool,
    facts: Vec<(&'static str, String)>,
    steps: Vec<String>,
    is_assumed: bool,
    stays: Stays,
    history: Vec<HistoryAbove>,
    instructions: Vec<InstructionRow>,
    /// Until when the officer may read what is said in it; empty where they have not looked into it.
    read_until: String,
    look_into_hours: i64,
}

/// One event, without the person and without words in which the person might be named.
struct HistoryAbove {
    title: &'static str,
    at: String,
    iso: String,
    who: String,
    details: Vec<String>,
    /// The words of the province's own office, why it looked into the dossier; else empty.
    reason: String,
}

/// `GET /manage/oversight/{code}`
pub(super) async fn dossier(
    signed: Signed,
    Path(code): Path<String>,
    Query(asked): Query<DoneQuery>,
) -> Reply {
    above_of(&signed)?;
    let found = signed.dossier_from_above(&code)?;
    let (app, now, lang) = (&signed.visit.app, signed.visit.now, signed.visit.lang);
    let (events, holder) = app.read(|rows| {
        let events = dossier::events(rows, found.id)?;
        let named =
            found.holder.officer.as_ref().map(|id| account::log_in(rows, id, now.day())).transpose()?;
        Ok::<_, Fault>((events, named.flatten().map(|log_in| log_in.officer.name)))
    })?;
    let code = found.code().to_string();
    let title = format!("{} {code}", lang.t("Giám sát hồ sơ", "Oversight of"));
    let page = signed.visit.page("oversight", &title, &title);
    let promise = found.reception.as_ref().map(|reception| &reception.promise);
    let explained =
        promise.map(|promise| promise.explain(&app.law, &found.submission.competent)).transpose()?;
    let steps = explained.map(|due| explain(&due, &app.law.clock, &page)).into_iter().flatten();
    let until = found.is_looked_into_until(&signed.officer, &app.law, now);
    let view = OversightDossier {
        procedure: procedure_name(app, &found.submission.procedure, lang),
        kind: status_kind(found.status()),
        status: motcua_messages::status(found.status(), lang),
        due: due_words(&found, &app.law, now, &page),
        is_instructed: asked.done == "instruct",
        facts: facts(app, &found, holder, &page),
        steps: steps.chain(paused(&found.state, &page)).collect(),
        is_assumed: promise.is_some_and(|promise| promise.trust.is_assumed()),
        stays: stays(app, &events, now, &page),
        history: history(&signed, &found, &events, &page),
        instructions: instructions(app, &found, now, &page),
        read_until: until.map_or_else(String::new, |until| page.moment(until)),
        look_into_hours: LOOK_INTO_HOURS,
        code,
        page,
    };
    Ok(html(StatusCode::OK, &view))
}

/// Who has it, since when, and where it came in.
fn facts(app: &App, dossier: &Dossier, holder: Option<String>, page: &Page) -> Vec<(&'static str, String)> {
    let lang = page.language();
    let submission = &dossier.submission;
    let held = (!dossier.status().is_final()).then(|| desk(app, &dossier.holder, holder, page));
    let accepted = dossier.reception.as_ref().map(|reception| page.moment(reception.at));
    let ready = dossier
        .completion()
        .map(|(at, outcome)| format!("{}, {}", motcua_messages::outcome(outcome, lang), page.moment(at)));
    let promise = dossier.reception.as_ref().map(|reception| &reception.promise);
    [
        (lang.t("Đang giữ", "Held by"), held),
        (
            lang.t("Cùng lúc", "At the same time"),
            Some(beside_words(app, dossier, page)).filter(|all| !all.is_empty()),
        ),
        (lang.t("Từ", "Since"), Some(page.moment(dossier.stands_since()))),
        (lang.t("Cách nộp", "Handed in"), Some(motcua_messages::way(submission.channel, lang).to_string())),
        (lang.t("Nộp lúc", "Handed in at"), Some(page.moment(dossier.submitted_at))),
        (lang.t("Tiếp nhận lúc", "Accepted at"), accepted),
        (lang.t("Kết quả", "Result"), ready),
        (lang.t("Nơi tiếp nhận", "Received by"), Some(agency_name(app, &submission.receiving, lang))),
        (lang.t("Nơi giải quyết", "Decided by"), Some(agency_name(app, &submission.competent, lang))),
        (lang.t("Thời hạn", "Time limit"), promise.map(|promise| limit(promise.limit, lang))),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name, value?)))
    .collect()
}

fn desk(app: &App, holder: &Holder, name: Option<String>, page: &Page) -> String {
    let lang = page.language();
    let desk =
        format!("{}, {}", motcua_messages::duty(holder.duty, lang), agency_name(app, &holder.agency, lang));
    name.map_or(desk.clone(), |name| format!("{desk} ({name})"))
}

fn history(signed: &Signed, dossier: &Dossier, events: &[Event], page: &Page) -> Vec<HistoryAbove> {
    let app = &*signed.visit.app;
    let is_own = |who: &Who| who.agency.as_ref() == Some(&signed.officer.agency);
    let submission = &dossier.submission;
    let procedure = app.law.catalogue.procedure(&submission.procedure);
    let telling = Telling {
        app,
        version: procedure.and_then(|procedure| procedure.version(submission.version)),
        questions: Questions::of(app, submission, page.language()),
        page,
        reader: HistoryFor::Above,
    };
    let line = |event: &Event| HistoryAbove {
        title: motcua_messages::event(event.fact.kind(), page.language()),
        at: page.moment(event.at),
        iso: event.at.iso(),
        who: who(app, &event.who, event, page),
        details: telling.details(&event.fact),
        reason: match event.fact {
            // The words of somebody of another office may name a person.
            Fact::LookedInto if is_own(&event.who) => event.reason.clone().unwrap_or_default(),
            _ => String::new(),
        },
    };
    events.iter().map(line).collect()
}

/// An officer by name and agency; the person without a name.
fn who(app: &App, who: &Who, event: &Event, page: &Page) -> String {
    match &who.agency {
        Some(agency) => {
            let name = motcua_messages::who(who, page.language());
            format!("{name}, {}", agency_name_on(app, agency, event.at.day(), page.language()))
        }
        // The clock, another system and the operator are no persons of whom nothing may be said.
        None if who.kind == WhoKind::Clock => page.t("phần mềm", "the program").to_string(),
        None if who.kind != WhoKind::Person => motcua_messages::who(who, page.language()),
        None => page.t("người nộp", "the applicant").to_string(),
    }
}
