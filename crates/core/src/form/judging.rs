//! A schema that judges, made when it is first asked. A validator takes ten to twenty times the
//! memory of its text, and an office is handed in few of the forms that the country has.

use super::schema::{Resources, compile};
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The address of a part: `motcua:part/dia_chi`.
pub(super) const PART: &str = "motcua:part/";

/// The pieces that forms share, as texts by their addresses.
#[derive(Debug, Default)]
pub(super) struct Parts(Vec<(String, Box<str>)>);

impl Parts {
    pub(super) fn of<'a>(parts: impl Iterator<Item = (&'a str, &'a Value)>) -> Parts {
        Parts(parts.map(|(id, json)| (id.to_string(), text(json))).collect())
    }

    fn value(&self, id: &str) -> Option<Value> {
        let (_, text) = self.0.iter().find(|(known, _)| known == id)?;
        serde_json::from_str(text).ok()
    }

    /// The parts that a schema refers to, and those that they refer to, by their addresses.
    fn needed_by(&self, schema: &Value) -> Vec<(String, Value)> {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut needed: Vec<(String, Value)> = Vec::new();
        let mut pending = Vec::new();
        referred(schema, &mut pending);
        while let Some(id) = pending.pop() {
            if known.insert(id.clone())
                && let Some(part) = self.value(&id)
            {
                referred(&part, &mut pending);
                needed.push((id, part));
            }
        }
        needed.sort_by(|(a, _), (b, _)| a.cmp(b));
        needed
    }

    /// A schema with every part that it needs in `$defs`, so that it can be given to anybody.
    pub(super) fn whole(&self, schema: &SchemaText) -> Value {
        let mut whole = schema.value();
        let parts: Map<String, Value> = self
            .needed_by(&whole)
            .into_iter()
            .filter_map(|(id, part)| Some((id.strip_prefix(PART)?.to_string(), part)))
            .collect();
        if let (Value::Object(map), false) = (&mut whole, parts.is_empty()) {
            map.insert("$defs".into(), Value::Object(parts));
        }
        whole
    }
}

/// What a schema refers to.
fn referred(schema: &Value, out: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            out.extend(map.get("$ref").and_then(Value::as_str).map(str::to_string));
            map.values().for_each(|inner| referred(inner, out));
        }
        Value::Array(items) => items.iter().for_each(|inner| referred(inner, out)),
        _ => {}
    }
}

fn text(json: &Value) -> Box<str> {
    json.to_string().into_boxed_str()
}

/// A schema as its shortest text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SchemaText(Box<str>);

impl SchemaText {
    fn value(&self) -> Value {
        // It was written from a value.
        serde_json::from_str(&self.0).unwrap_or_default()
    }
}

/// A schema with its parts, and the validator that they make.
#[derive(Debug)]
pub(super) struct Judging {
    pub(super) schema: SchemaText,
    pub(super) parts: Arc<Parts>,
    made: OnceLock<Option<Validator>>,
}

impl Judging {
    pub(super) fn of(schema: &Value, parts: &Arc<Parts>) -> Judging {
        Judging { schema: SchemaText(text(schema)), parts: parts.clone(), made: OnceLock::new() }
    }

    /// None of a schema that is none; [`super::Forms::read`] refuses those.
    fn validator(&self) -> Option<&Validator> {
        let make = || {
            let schema = self.schema.value();
            let resources = Resources::of(self.parts.needed_by(&schema)).ok()?;
            compile(&schema, &resources).ok()
        };
        self.made.get_or_init(make).as_ref()
    }

    /// Whether a value is as the schema says. Almost all are, and to say only that is much quicker
    /// than to say what is wrong.
    pub(super) fn is_valid(&self, value: &Value) -> bool {
        self.validator().is_some_and(|validator| validator.is_valid(value))
    }

    /// Every error that is found in a value.
    pub(super) fn each_error(&self, value: &Value, mut told: impl FnMut(&jsonschema::ValidationError<'_>)) {
        let errors = self.validator().map(|validator| validator.iter_errors(value));
        errors.into_iter().flatten().for_each(|error| told(&error));
    }
}
