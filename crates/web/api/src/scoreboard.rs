//! `GET /api/v1/scoreboard`: the public figures, from the same reading as the
//! page.

use super::answer::json;
use axum::extract::Extension;
use axum::http::StatusCode;
use motcua_core::Refusal;
use motcua_core::directory::UnitCode;
use motcua_core::scoreboard::{Counts, Rate};
use motcua_edge::failure::Reply;
use motcua_edge::visit::Visit;
use motcua_store::scoreboard::span;
use motcua_told::period::{self, Query, unit_name};
use motcua_told::reading::Readings;
use serde::Serialize;
use std::sync::Arc;

/// The figures of a unit, and of its communes when it is the province.
#[derive(Serialize)]
struct Scoreboard {
    #[serde(flatten)]
    unit: UnitFigures,
    from: String,
    to: String,
    as_of: String,
    /// The last day of the snapshot is over, so these figures stay.
    closed: bool,
    communes: Vec<UnitFigures>,
    /// What the province's own centre received: in its figures, in no commune's.
    own_centre: Option<Figures>,
}

#[derive(Serialize)]
struct UnitFigures {
    unit: String,
    name: String,
    #[serde(flatten)]
    figures: Figures,
}

#[derive(Serialize)]
struct Figures {
    received: i64,
    online: Rate,
    resolved: Rate,
    online_resolved: Rate,
    on_time: Rate,
    digitised: Rate,
}

/// What was received from `from` to `to`, as of the end of `as_of`.
pub(super) async fn scoreboard(visit: Visit, Extension(readings): Extension<Arc<Readings>>) -> Reply {
    let query = Query::of(&visit.path);
    let unit = match query.get("unit") {
        Some(code) => period::unit(&visit.app, code)?,
        None if !visit.province_known => {
            return Err(Refusal::of("scoreboard.which-province").at("unit").into());
        }
        None => visit.app.province.clone(),
    };
    let visit = visit.about(&unit);
    let app = &visit.app;
    let span = app.read(|rows| span(rows, &app.province))?;
    let period = period::period(&query, visit.now.day(), span)?;
    let reading = readings.of(app, period).await?;
    let of = |unit: &UnitCode, counts: &Counts| UnitFigures {
        unit: unit.to_string(),
        name: unit_name(app, unit, period.to, visit.lang),
        figures: figures(counts),
    };
    let is_province = unit == app.province;
    let communes = if is_province { reading.communes(app) } else { Vec::new() };
    let answer = Scoreboard {
        unit: of(&unit, &reading.of(&unit)),
        from: period.from.to_string(),
        to: period.to.to_string(),
        as_of: reading.snapshot.iso(),
        closed: reading.is_closed,
        communes: communes.iter().map(|(unit, counts)| of(unit, counts)).collect(),
        own_centre: is_province.then(|| figures(&reading.own_centre())),
    };
    Ok(json(StatusCode::OK, &answer))
}

fn figures(counts: &Counts) -> Figures {
    Figures {
        received: counts.received,
        online: counts.online_rate(),
        resolved: counts.resolved_rate(),
        online_resolved: counts.online_resolved_rate(),
        on_time: counts.on_time_rate(),
        digitised: counts.digitised_rate(),
    }
}
