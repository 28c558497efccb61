//! What a helper has handed in for people, as long as each one's consent lasts.

use super::words::{procedure_name, status_kind};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::dossier::Dossier;
use motcua_core::{Fault, MINUTE_MS};
use motcua_edge::failure::Reply;
use motcua_edge::page::{Page, html};
use motcua_edge::signed::Signed;
use motcua_store::people::of_helper;
use motcua_told::due::{DueWords, due_words};
use serde::Deserialize;

const SHOWN_MAX: u32 = 100;

/// What the helper has just handed in.
#[derive(Deserialize)]
pub struct HelpedQuery {
    #[serde(default)]
    done: String,
}

struct HelpedRow {
    code: String,
    applicant: String,
    procedure: String,
    kind: &'static str,
    status: &'static str,
    due: DueWords,
    until: String,
}

#[derive(Template)]
#[template(path = "officer/helped.html")]
struct Helped {
    page: Page,
    /// The code of what was just handed in; empty when nothing was.
    done: String,
    printed_minutes: i64,
    rows: Vec<HelpedRow>,
}

/// `GET /officer/helped?done=`
pub async fn helped(signed: Signed, Query(asked): Query<HelpedQuery>) -> Reply {
    let (app, me, now) = (&signed.visit.app, &signed.officer, signed.visit.now);
    let mut all = app.read(|rows| of_helper(rows, &me.id, SHOWN_MAX))?;
    all.retain(|dossier| dossier.is_followed_by(me, now) || is_just_now(dossier, &asked.done, now));
    let page = signed.visit.page("work", "Hồ sơ đã nộp thay", "Handed in for people");
    let lang = page.language();
    // The receipt is printed for the person once, right after handing in.
    let done = all.iter().find(|dossier| is_just_now(dossier, &asked.done, now));
    let done = done.map(|dossier| dossier.code().to_string()).unwrap_or_default();
    let row = |dossier: &Dossier| HelpedRow {
        code: dossier.code().to_string(),
        applicant: dossier.submission.applicant.name.clone(),
        procedure: procedure_name(app, &dossier.submission.procedure, lang),
        kind: status_kind(dossier.status()),
        status: motcua_messages::status(dossier.status(), lang),
        due: due_words(dossier, &app.law, now, &page),
        until: dossier.submission.consent.as_ref().map_or_else(String::new, |given| given.until.day().vn()),
    };
    let rows = all.iter().filter(|dossier| dossier.is_followed_by(me, now)).map(row).collect();
    Ok(html(StatusCode::OK, &Helped { done, printed_minutes: PRINTED_MINUTES, rows, page }))
}

/// The dossier with this code, if the helper who is signed in has just handed it in.
pub(super) fn just_handed_in(signed: &Signed, code: &str) -> Result<Option<Dossier>, Fault> {
    let all = signed.visit.app.read(|rows| of_helper(rows, &signed.officer.id, SHOWN_MAX))?;
    Ok(all.into_iter().find(|dossier| is_just_now(dossier, code, signed.visit.now)))
}

/// For how many minutes the receipt can be printed: enough for a printer.
const PRINTED_MINUTES: i64 = 15;

fn is_just_now(dossier: &Dossier, done: &str, now: motcua_core::Moment) -> bool {
    dossier.code().to_string() == done && now < dossier.submitted_at.plus_ms(PRINTED_MINUTES * MINUTE_MS)
}
