//! A due date and the facts that led to it, for machines: times in ISO 8601,
//! minutes of a day as `15:00`, trust as `verified`.

use motcua_core::dossier::Dossier;
use motcua_core::{DAY_MS, Fault, Halt, Moment};
use motcua_edge::app::App;
use motcua_told::clock::promise_from;
use serde::Serialize;
use serde_json::{Map, Value};

/// Until when a result is promised, or may be expected.
#[derive(Serialize)]
pub(super) struct Due {
    /// Not promised yet: counted as if the dossier were accepted when it was sent.
    expected: bool,
    at: Option<String>,
    counted_from: String,
    limit: String,
    verified: bool,
    moves: Vec<Value>,
    steps: Vec<Value>,
}

/// The promise of an accepted dossier; before that, what may be expected. None
/// when the calendar does not reach that far.
pub(super) fn due(app: &App, dossier: &Dossier) -> Result<Option<Due>, Fault> {
    let submission = &dossier.submission;
    let (promise, expected) = match &dossier.reception {
        Some(reception) => (reception.promise.clone(), false),
        None => {
            let version = app.law.catalogue.procedure(&submission.procedure);
            let version = version.and_then(|procedure| procedure.version(submission.version));
            let offer = version.and_then(|version| version.offer(&submission.case, submission.channel));
            let Some(offer) = offer else { return Ok(None) };
            match promise_from(app, offer, &submission.competent, dossier.submitted_at) {
                Ok(promise) => (promise, true),
                Err(Halt::Refused(_)) => return Ok(None),
                Err(Halt::Broke(fault)) => return Err(fault),
            }
        }
    };
    let steps = promise.explain(&app.law, &submission.competent).map(|due| due.steps).unwrap_or_default();
    let told = |value: serde_json::Result<Value>| value.ok().map(readable);
    Ok(Some(Due {
        expected,
        at: promise.at.map(Moment::iso),
        counted_from: promise.counted_from.iso(),
        limit: promise.limit.to_string(),
        verified: promise.trust.is_verified(),
        moves: promise.moves.iter().filter_map(|each| told(serde_json::to_value(each))).collect(),
        steps: steps.iter().filter_map(|step| told(serde_json::to_value(step))).collect(),
    }))
}

/// The same facts as machines outside read them.
fn readable(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(readable).collect()),
        Value::Object(map) => Value::Object(map.into_iter().map(field).collect::<Map<_, _>>()),
        plain => plain,
    }
}

fn field((name, value): (String, Value)) -> (String, Value) {
    match (name.as_str(), value.as_i64()) {
        ("at" | "counted_from", Some(ms)) => (name, Moment(ms).iso().into()),
        // A number of minutes is a minute of a day, a larger one a moment.
        ("from" | "until" | "to", Some(ms)) if ms >= DAY_MS => (name, Moment(ms).iso().into()),
        ("cut" | "close" | "from" | "to", Some(minute)) => {
            (name, format!("{:02}:{:02}", minute / 60, minute % 60).into())
        }
        ("trust", None) => ("verified".to_string(), (value == "verified").into()),
        _ => (name, readable(value)),
    }
}
