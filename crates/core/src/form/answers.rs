//! What a person answered.

use serde_json::{Map, Value};

/// What a person answered: a JSON object that the form's schema describes.
/// An answer that was not given is absent, never empty.
pub type Answers = Map<String, Value>;

/// The value at a path without `*`.
pub fn at<'a>(object: &'a Answers, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.');
    let mut value = object.get(parts.next()?)?;
    for part in parts {
        value = match value {
            Value::Object(inner) => inner.get(part)?,
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}
