//! Answers in the one way of writing that is kept.

use super::field::{Field, Group, Kind};
use super::{Answers, write};
use serde_json::{Map, Value};
use std::borrow::Cow;

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
                    Value::String(text) => Value::String(in_one_way(text, write::line)),
                    other => other,
                };
                if !is_empty(&item) && !kept.contains(&item) {
                    kept.push(item);
                }
            }
            Some(Value::Array(kept))
        }
        (Kind::Choices(_), Value::String(text)) => {
            let text = in_one_way(text, write::line);
            (!text.is_empty()).then(|| Value::Array(vec![Value::String(text)]))
        }
        (Kind::Text { rows: Some(_) }, Value::String(text)) => {
            Some(Value::String(in_one_way(text, write::lines)))
        }
        (kind, Value::String(text)) => Some(written(kind, in_one_way(text, write::line))),
        (_, other) => Some(other),
    }
}

/// As it is kept; the text itself where it is written so.
fn in_one_way(text: String, write: fn(&str) -> Cow<'_, str>) -> String {
    let other = match write(&text) {
        Cow::Borrowed(_) => None,
        Cow::Owned(other) => Some(other),
    };
    other.unwrap_or(text)
}

fn written(kind: &Kind, line: String) -> Value {
    match kind {
        Kind::Date | Kind::PartialDate => write::read_date(&line).into(),
        Kind::Number { .. } => write::read_number(&line).unwrap_or_else(|| line.into()),
        Kind::Phone => write::read_phone(&line).unwrap_or(line).into(),
        Kind::Identity => write::compact(&line).into(),
        Kind::Text { .. }
        | Kind::Name
        | Kind::Email
        | Kind::Choice(_)
        | Kind::Choices(_)
        | Kind::Address(_)
        | Kind::Group(_)
        | Kind::Repeated { .. } => line.into(),
    }
}
