//! Dời ngày hẹn theo lịch mới: when the State moves a day off and the server runs
//! with the new calendar, the dossiers whose date that changes.

use super::{Line, MOVED_AT_ONCE, SHOWN, carry_out, lines, may_record, touched};
use crate::edge::ask::Wrongs;
use crate::edge::failure::Reply;
use crate::edge::form::Form;
use crate::edge::page::{Page, html, see_other};
use crate::officer::signed::Signed;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use motcua_core::dossier::Mover;
use motcua_core::{Moment, Refusal};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "officer/calendar.html")]
struct Calendar {
    page: Page,
    errors: Wrongs,
    done: String,
    lines: Vec<Line>,
    total: usize,
    more: usize,
    at_once: usize,
    decision: String,
    may_move: bool,
}

/// What was done before.
#[derive(Deserialize)]
pub struct Asked {
    moved: Option<usize>,
}

/// `GET /officer/calendar?moved=`
pub async fn get(signed: Signed, Query(asked): Query<Asked>) -> Reply {
    shown(&signed, asked.moved, "", &[])
}

/// `POST /officer/calendar`: moves them, with the decision in each history.
pub async fn post(signed: Signed, form: Form) -> Reply {
    let decision = form.get("decision");
    if decision.chars().count() < 3 {
        let wrong = [Refusal::of("dossier.reason-missing").at("decision")];
        return shown(&signed, None, decision, &wrong);
    }
    let by = Mover::Calendar { decision: decision.to_string() };
    let all = touched(&signed.visit.app, &signed.officer, &by, due_from(&signed))?;
    let moved = carry_out(&signed, &by, &all).await?;
    Ok(see_other(&format!("/officer/calendar?moved={moved}")))
}

/// A date that has passed stays as it was promised.
fn due_from(signed: &Signed) -> Moment {
    signed.visit.now.day().at(0)
}

fn shown(signed: &Signed, moved: Option<usize>, decision: &str, wrong: &[Refusal]) -> Reply {
    let app = &signed.visit.app;
    let by = Mover::Calendar { decision: String::new() };
    let all = touched(app, &signed.officer, &by, due_from(signed))?;
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
        may_move: may_record(app, &signed.officer).0,
        errors,
        page,
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(html(status, &view))
}
