//! A due date and the facts that led to it, for machines: times in ISO 8601,
//! minutes of a day as `15:00`, trust as `verified`.

use motcua_core::calendar::{self, Limit};
use motcua_core::dossier::Dossier;
use motcua_core::{DAY_MS, Law, Moment, Trust};
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
pub(super) fn due(law: &Law, dossier: &Dossier) -> Option<Due> {
    let submission = &dossier.submission;
    if let Some(reception) = &dossier.reception {
        let promise = &reception.promise;
        let steps = promise.explain(law, &submission.competent).map(|due| due.steps).unwrap_or_default();
        let (from, trust) = (promise.counted_from, promise.trust);
        return Some(Due {
            moves: promise
                .moves
                .iter()
                .filter_map(|each| serde_json::to_value(each).ok())
                .map(readable)
                .collect(),
            ..made(false, promise.at, from, promise.limit, trust, &steps)
        });
    }
    let version = law.catalogue.procedure(&submission.procedure)?.version(submission.version)?;
    let offer = version.offer(&submission.case, submission.channel)?;
    let from = dossier.submitted_at;
    let due = calendar::due(from, offer.limit, &law.calendar, law.hours_of(&submission.competent)).ok()?;
    Some(made(true, due.at, from, offer.limit, due.trust.and(offer.limit_trust), &due.steps))
}

fn made(
    expected: bool,
    at: Option<Moment>,
    from: Moment,
    limit: Limit,
    trust: Trust,
    steps: &[calendar::Step],
) -> Due {
    Due {
        expected,
        at: at.map(Moment::iso),
        counted_from: from.iso(),
        limit: limit.to_string(),
        verified: !trust.is_assumed(),
        moves: Vec::new(),
        steps: steps.iter().filter_map(|step| serde_json::to_value(step).ok()).map(readable).collect(),
    }
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
