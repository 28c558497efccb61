//! Answers in the one way of writing that is kept.

use super::field::{Field, Group, Kind};
use super::{Answers, write};
use serde_json::{Map, Value};

/// Every answer tidied, the empty ones gone.
pub(super) fn object(group: &Group, answers: Answers) -> Answers {
    let mut tidy = Map::new();
    for (key, value) in answers {
        let value = match group.find(&key) {
            Some(field) => answer(field, value),
            // Nobody asked: it stays for the schema to refuse.
            None => Some(value),
        };
        if let Some(value) = value.filter(|value| !is_empty(value)) {
            tidy.insert(key, value);
        }
    }
    tidy
}

/// Nothing was said.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(inner) => inner.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn answer(field: &Field, value: Value) -> Option<Value> {
    match (&field.kind, value) {
        (_, Value::Null) => None,
        (Kind::Group(group) | Kind::Address(group), Value::Object(inner)) => {
            Some(Value::Object(object(group, inner)))
        }
        (Kind::Repeated { group, .. }, Value::Array(items)) => {
            let tidied = |item| match item {
                Value::Object(inner) => Value::Object(object(group, inner)),
                other => other,
            };
            let mut items: Vec<Value> = items.into_iter().map(tidied).collect();
            // An item at the end that was opened and left empty was not meant.
            while items.last().is_some_and(is_empty) {
                items.pop();
            }
            Some(Value::Array(items))
        }
        (Kind::Choices(_), Value::Array(items)) => {
            let mut kept = Vec::new();
            for item in items {
                let item = match item {
                    Value::String(text) => Value::String(write::line(&text)),
                    other => other,
                };
                if !is_empty(&item) && !kept.contains(&item) {
                    kept.push(item);
                }
            }
            Some(Value::Array(kept))
        }
        (Kind::Choices(_), Value::String(text)) => {
            let text = write::line(&text);
            (!text.is_empty()).then(|| Value::Array(vec![Value::String(text)]))
        }
        (kind, Value::String(text)) => Some(written(kind, &text)),
        (_, other) => Some(other),
    }
}

fn written(kind: &Kind, text: &str) -> Value {
    let line = write::line(text);
    match kind {
        Kind::Text { rows: Some(_) } => write::lines(text).into(),
        Kind::Date | Kind::PartialDate => write::read_date(&line).into(),
        Kind::Number { .. } => write::read_number(&line).unwrap_or_else(|| line.into()),
        Kind::Phone => write::read_phone(&line).unwrap_or(line).into(),
        Kind::Identity => write::compact(&line).into(),
        Kind::Text { rows: None }
        | Kind::Name
        | Kind::Email
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Address(_)
        | Kind::Group(_)
        | Kind::Repeated { .. } => line.into(),
    }
}
