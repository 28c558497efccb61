//! Dời ngày hẹn theo lịch mới: when the State moves a day off and the server runs
//! with the new calendar, the dossiers whose date that changes.

use super::{MOVED_AT_ONCE, MovedLine, SHOWN, carry_out, lines, may_record, touched_after};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::dossier::{DossierId, Mover};
use motcua_core::{Moment, Refusal};
use motcua_edge::ask::Wrongs;
use motcua_edge::failure::Reply;
use motcua_edge::form::SentForm;
use motcua_edge::page::{Page, html, see_other};
use motcua_edge::signed::Signed;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "officer/calendar.html")]
struct Calendar {
    page: Page,
    errors: Wrongs,
    done: String,
    lines: Vec<MovedLine>,
    total: usize,
    more: usize,
    at_once: usize,
    decision: String,
    may_move: bool,
    /// Looked at from this dossier on; empty for the first.
    after: String,
    /// The way to those that were not looked at yet; empty when all were.
    on: String,
}

/// What was done before, and where to look on.
#[derive(Deserialize)]
pub struct CalendarQuery {
    moved: Option<usize>,
    #[serde(default)]
    after: String,
}

/// `GET /officer/calendar?moved=&after=`
pub async fn get(signed: Signed, Query(asked): Query<CalendarQuery>) -> Reply {
    shown(&signed, asked.moved, &asked.after, "", &[])
}

/// `POST /officer/calendar`: moves them, with the decision in each history.
pub async fn post(signed: Signed, form: SentForm) -> Reply {
    let decision = form.get("decision");
    if decision.chars().count() < 3 {
        let wrong = [Refusal::of("dossier.reason-missing").at("decision")];
        return shown(&signed, None, form.get("after"), decision, &wrong);
    }
    let by = Mover::Calendar { decision: decision.to_string() };
    let after = DossierId::parse(form.get("after"));
    let (all, _) = touched_after(&signed.visit.app, &signed.officer, &by, due_from(&signed), after)?;
    let moved = carry_out(&signed, &by, &all).await?;
    let after = after.map(|id| format!("&after={id}")).unwrap_or_default();
    Ok(see_other(&format!("/officer/calendar?moved={moved}{after}")))
}

/// A date that has passed stays as it was promised.
fn due_from(signed: &Signed) -> Moment {
    signed.visit.now.day().at(0)
}

fn shown(signed: &Signed, moved: Option<usize>, after: &str, decision: &str, wrong: &[Refusal]) -> Reply {
    let app = &signed.visit.app;
    let by = Mover::Calendar { decision: String::new() };
    let from = DossierId::parse(after);
    let (all, last) = touched_after(app, &signed.officer, &by, due_from(signed), from)?;
    let mut page = signed.visit.page("work", "Dời ngày hẹn theo lịch mới", "Move dates by the new calendar");
    let errors = Wrongs::of(wrong, signed.visit.lang, "main");
    errors.entitle(&mut page);
    let done = moved.map(|count| {
        format!(
            "{} {}",
            page.count(count as i64),
            page.t("hồ sơ đã được dời ngày hẹn.", "dossiers were moved.")
        )
    });
    let view = Calendar {
        done: done.unwrap_or_default(),
        lines: lines(app, &all, &page),
        total: all.len(),
        more: all.len().saturating_sub(SHOWN),
        at_once: MOVED_AT_ONCE,
        decision: decision.to_string(),
        after: from.map(|id| id.to_string()).unwrap_or_default(),
        on: last.map(|id| format!("/officer/calendar?after={id}")).unwrap_or_default(),
        may_move: may_record(app, &signed.officer).0,
        errors,
        page,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(html(status, &view))
}
