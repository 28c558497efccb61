//! Reading a JSON body strictly: no larger than what is said needs, and every field
//! that is missing, unknown or of the wrong kind is named by its path, all of them at
//! once.

use axum::extract::Request;
use axum::http::{HeaderMap, header};
use futures_util::StreamExt;
use motcua_core::Refusal;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What is wrong with a body, collected while it is read.
#[derive(Default)]
pub(super) struct Wrong(RefCell<Vec<Refusal>>);

impl Wrong {
    /// Notes one more.
    pub(super) fn push(&self, refusal: Refusal) {
        self.0.borrow_mut().push(refusal);
    }

    /// All of it.
    pub(super) fn all(self) -> Vec<Refusal> {
        self.0.into_inner()
    }
}

/// The largest body, in megabytes: what a person says in a dossier is a few kilobytes, and
/// files come to `/uploads` before it, in pieces that need no memory.
const BODY_MB_MAX: usize = 2;
const BODY_BYTES_MAX: usize = BODY_MB_MAX * 1024 * 1024;
/// The most values in a body: in memory each takes many times its two bytes. A batch of
/// 200 dossiers with every question answered has some 20,000.
const VALUES_MAX: usize = 50_000;

/// The body of a request as JSON. One that is too large is refused
/// (`request.body-too-large`) before it is read where it says so itself, else as soon as
/// it is.
pub(super) async fn received(request: Request) -> Result<Value, Refusal> {
    let too_large = || Refusal::of("request.body-too-large").with("limit_mb", BODY_MB_MAX);
    if said_length(request.headers()).is_some_and(|length| length > BODY_BYTES_MAX as u64) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Refusal::of("request.malformed"))?;
        if bytes.len() + piece.len() > BODY_BYTES_MAX {
            return Err(too_large());
        }
        bytes.extend_from_slice(&piece);
    }
    parse(&bytes)
}

fn said_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The body as JSON, or where it stops being that.
fn parse(bytes: &[u8]) -> Result<Value, Refusal> {
    if values(bytes) > VALUES_MAX {
        return Err(Refusal::of("request.too-many-values").with("limit", VALUES_MAX));
    }
    serde_json::from_slice(bytes).map_err(|error| {
        Refusal::of("request.malformed").at(format!("line {}, column {}", error.line(), error.column()))
    })
}

/// No fewer values than these bytes have, told without making any of them: each but the
/// first of a list or object stands behind a comma, the first behind its bracket.
fn values(bytes: &[u8]) -> usize {
    let (mut count, mut in_text, mut is_escaped) = (1, false, false);
    for byte in bytes {
        match (in_text, byte) {
            (true, _) if is_escaped => is_escaped = false,
            (true, b'\\') => is_escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b',' | b'[' | b'{') => count += 1,
            _ => {}
        }
    }
    count
}

/// An object whose fields are taken one by one.
pub(super) struct Object<'a> {
    path: String,
    map: &'a Map<String, Value>,
    taken: Vec<&'static str>,
    wrong: &'a Wrong,
}

impl<'a> Object<'a> {
    /// The value as an object.
    pub(super) fn of(path: &str, value: &'a Value, wrong: &'a Wrong) -> Option<Object<'a>> {
        match value {
            Value::Object(map) => Some(Object { path: path.to_string(), map, taken: Vec::new(), wrong }),
            _ => {
                wrong.push(wrong_type(path.to_string(), "object"));
                None
            }
        }
    }

    /// The path of a field.
    pub(super) fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_string() } else { format!("{}.{name}", self.path) }
    }

    /// A field that is there; `null` is the same as not there.
    fn take(&mut self, name: &'static str) -> Option<&'a Value> {
        self.taken.push(name);
        self.map.get(name).filter(|value| !value.is_null())
    }

    /// Text of at most so many characters.
    pub(super) fn text(&mut self, name: &'static str, most: usize) -> Option<String> {
        let value = self.take(name)?;
        let path = self.path(name);
        text(value, path, most).map_err(|refusal| self.wrong.push(refusal)).ok()
    }

    /// Notes it when a field is not there.
    pub(super) fn must(&mut self, name: &'static str) -> &mut Object<'a> {
        if self.take(name).is_none() {
            self.wrong.push(Refusal::of("request.field-missing").at(self.path(name)));
        }
        self
    }

    /// Text that a rule reads.
    pub(super) fn parsed<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let text = self.text(name, 100)?;
        parse(&text).map_err(|refusal| self.wrong.push(refusal.at(self.path(name)))).ok()
    }

    /// Text that stands for something; `allowed` names the choices.
    pub(super) fn choice<T>(
        &mut self,
        name: &'static str,
        allowed: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.parsed(name, |text| {
            parse(text).ok_or_else(|| Refusal::of("request.not-one-of").with("allowed", allowed))
        })
    }

    /// A whole number from 0 to 65,535; 0 where it is not there.
    pub(super) fn count(&mut self, name: &'static str) -> u16 {
        let Some(value) = self.take(name) else { return 0 };
        let number = value.as_u64().and_then(|number| u16::try_from(number).ok());
        number.unwrap_or_else(|| {
            self.wrong.push(wrong_type(self.path(name), "integer 0–65535"));
            0
        })
    }

    /// Yes or no; no where it is not there.
    pub(super) fn flag(&mut self, name: &'static str) -> bool {
        let Some(value) = self.take(name) else { return false };
        value.as_bool().unwrap_or_else(|| {
            self.wrong.push(wrong_type(self.path(name), "boolean"));
            false
        })
    }

    /// An object in it.
    pub(super) fn object(&mut self, name: &'static str) -> Option<Object<'a>> {
        let value = self.take(name)?;
        Object::of(&self.path(name), value, self.wrong)
    }

    /// A list of objects; empty where it is not there.
    pub(super) fn objects(&mut self, name: &'static str) -> Vec<Object<'a>> {
        let Some(value) = self.take(name) else { return Vec::new() };
        let path = self.path(name);
        let Value::Array(items) = value else {
            self.wrong.push(wrong_type(path, "array"));
            return Vec::new();
        };
        let item = |(index, item)| Object::of(&format!("{path}[{index}]"), item, self.wrong);
        items.iter().enumerate().filter_map(item).collect()
    }

    /// An object whose inside is for a rule to judge; empty where it is not there.
    pub(super) fn anything(&mut self, name: &'static str) -> Map<String, Value> {
        match self.take(name) {
            None => Map::new(),
            Some(Value::Object(map)) => map.clone(),
            Some(_) => {
                self.wrong.push(wrong_type(self.path(name), "object"));
                Map::new()
            }
        }
    }

    /// An object whose fields the sender names, of any kind.
    pub(super) fn values(&mut self, name: &'static str) -> BTreeMap<String, Value> {
        let Some(value) = self.take(name) else { return BTreeMap::new() };
        let path = self.path(name);
        match value {
            // NUL is written as \u0000 in JSON, and cannot be kept.
            Value::Object(_) if value.to_string().contains("\\u0000") => {
                self.wrong.push(wrong_type(path, "object"));
                BTreeMap::new()
            }
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
            _ => {
                self.wrong.push(wrong_type(path, "object"));
                BTreeMap::new()
            }
        }
    }

    /// An object whose fields the sender names, each a text of at most so many
    /// characters.
    pub(super) fn texts(&mut self, name: &'static str, most: usize) -> BTreeMap<String, String> {
        let path = self.path(name);
        let read = |(key, value): (String, Value)| {
            let shown: String = key.chars().take(60).collect();
            text(&value, format!("{path}.{shown}"), most).map(|text| (key, text))
        };
        let values: Vec<Result<_, Refusal>> = self.values(name).into_iter().map(read).collect();
        values.into_iter().filter_map(|one| one.map_err(|refusal| self.wrong.push(refusal)).ok()).collect()
    }

    /// Nothing else may stand in it.
    pub(super) fn end(self) {
        for key in self.map.keys().filter(|key| !self.taken.contains(&key.as_str())) {
            let shown: String = key.chars().take(60).collect();
            self.wrong.push(Refusal::of("request.unknown-field").at(self.path(&shown)));
        }
    }
}

/// Null characters are in no language, and PostgreSQL does not keep them.
fn text(value: &Value, path: String, most: usize) -> Result<String, Refusal> {
    match value {
        Value::String(text) if text.contains('\0') => Err(wrong_type(path, "string")),
        Value::String(text) if text.len() > most && text.chars().count() > most => {
            Err(Refusal::of("request.text-too-long").at(path).with("limit", most))
        }
        Value::String(text) => Ok(text.clone()),
        _ => Err(wrong_type(path, "string")),
    }
}

fn wrong_type(path: String, expected: &'static str) -> Refusal {
    Refusal::of("request.wrong-type").at(path).with("expected", expected)
}

/// SHA-256 of what a body says, whatever the order of its fields and its spaces.
pub(super) fn digest(value: &Value) -> [u8; 32] {
    let mut said = Vec::with_capacity(4096);
    say(&mut said, value);
    Sha256::digest(said).into()
}

/// What a value says, each part with its length before it, so that no two values say the same.
fn say(said: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Object(map) => {
            let mut fields: Vec<_> = map.iter().collect();
            fields.sort_unstable_by_key(|(name, _)| *name);
            said.push(b'{');
            said.extend((fields.len() as u64).to_be_bytes());
            for (name, value) in fields {
                say_text(said, name);
                say(said, value);
            }
        }
        Value::Array(items) => {
            said.push(b'[');
            said.extend((items.len() as u64).to_be_bytes());
            items.iter().for_each(|item| say(said, item));
        }
        Value::String(text) => say_text(said, text),
        plain => {
            said.push(b'=');
            say_text(said, &plain.to_string());
        }
    }
}

fn say_text(said: &mut Vec<u8>, text: &str) {
    said.push(b'"');
    said.extend((text.len() as u64).to_be_bytes());
    said.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_wrong_is_named_by_its_path_at_once() {
        let value = json!({
            "name": 7, "born": null, "more": 1,
            "papers": [{"paper": "a", "copies": -1}, 5, {"paper": "b", "extra": {}}],
            "answers": {"a": "x", "b": []}, "more_answers": [],
        });
        let wrong = Wrong::default();
        let mut root = Object::of("", &value, &wrong).unwrap();
        assert_eq!(root.must("name").text("name", 10), None);
        assert_eq!(root.text("born", 10), None);
        assert_eq!(root.must("procedure").text("procedure", 10), None);
        for mut paper in root.objects("papers") {
            paper.must("paper").text("paper", 10);
            paper.count("copies");
            paper.end();
        }
        assert_eq!(root.anything("answers").len(), 2);
        assert_eq!(root.anything("more_answers").len(), 0);
        root.end();
        let all: Vec<(&str, String)> = wrong
            .all()
            .into_iter()
            .map(|refusal| (refusal.code, refusal.field.unwrap().to_string()))
            .collect();
        let want = [
            ("request.wrong-type", "name"),
            ("request.field-missing", "procedure"),
            ("request.wrong-type", "papers[1]"),
            ("request.wrong-type", "papers[0].copies"),
            ("request.unknown-field", "papers[2].extra"),
            ("request.wrong-type", "more_answers"),
            ("request.unknown-field", "more"),
        ];
        assert_eq!(all, want.map(|(code, field)| (code, field.to_string())));
    }

    #[test]
    fn values_are_counted_before_any_is_made() {
        let of = |count: usize| format!("{{\"a\":[{}]}}", vec!["0"; count].join(","));
        assert!(parse(of(VALUES_MAX - 2).as_bytes()).is_ok());
        assert_eq!(parse(of(VALUES_MAX).as_bytes()).unwrap_err().code, "request.too-many-values");
        let text = format!("{{\"a\":\"{}\\\"{}\"}}", ",".repeat(VALUES_MAX), "[".repeat(VALUES_MAX));
        assert!(parse(text.as_bytes()).is_ok(), "what stands in a text is no value");
    }

    #[test]
    fn the_digest_is_of_what_is_said_not_of_how_it_is_written() {
        let of = |text: &str| digest(&parse(text.as_bytes()).unwrap());
        assert_eq!(of(r#"{"a":1,"b":[true,"x"]}"#), of("{ \"b\": [true, \"\\u0078\"],\n \"a\": 1 }"));
        for other in
            [r#"{"a":1,"b":["true","x"]}"#, r#"{"a":1,"b":[true],"x":1}"#, r#"{"a":"1","b":[true,"x"]}"#]
        {
            assert_ne!(of(other), of(r#"{"a":1,"b":[true,"x"]}"#), "{other}");
        }
    }
}
