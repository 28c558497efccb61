//! Mistakes in form files that JSON Schema itself does not see.

use super::schema::FORMATS;
use crate::{BadData, Refusal, line_of};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Words of ours.
pub(super) const OUR_KEYWORDS: [&str; 13] = [
    "x-checks",
    "x-computed",
    "x-hint-en",
    "x-item",
    "x-labels",
    "x-note",
    "x-pages",
    "x-prefill",
    "x-rows",
    "x-title-en",
    "x-trust",
    "x-unit",
    "x-wide",
];

/// Words of the standard that a form may use.
const KEYWORDS: [&str; 42] = [
    "$schema",
    "$id",
    "$ref",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "readOnly",
    "type",
    "enum",
    "const",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "items",
    "prefixItems",
    "contains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
];

/// A file as it was read.
pub(super) struct FormFile<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) json: Value,
}

/// All mistakes so far, in any file.
#[derive(Default)]
pub(super) struct Wrong(RefCell<Vec<(String, String, Refusal)>>);

impl Wrong {
    /// One more, at this place of this file (JSON pointer).
    pub(super) fn note(&self, file: &str, at: impl Into<String>, why: Refusal) {
        self.0.borrow_mut().push((file.to_string(), at.into(), why));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Each with its line, in the order of files and lines.
    pub(super) fn into_bad(self, sheets: &[FormFile<'_>]) -> Vec<BadData> {
        let mut bad: Vec<BadData> = self
            .0
            .into_inner()
            .into_iter()
            .map(|(file, at, why)| {
                let sheet = sheets.iter().find(|sheet| sheet.file == file);
                let line = sheet.map(|sheet| super::place::line_of_pointer(sheet.text, &at));
                BadData::new(&file, line, at, why)
            })
            .collect();
        bad.sort_by(|a, b| (&a.file, a.line, &a.field).cmp(&(&b.file, b.line, &b.field)));
        bad.dedup();
        bad
    }
}

/// A file as JSON.
pub(super) fn parse<'a>(file: &'a str, text: &'a str, bad: &mut Vec<BadData>) -> Option<FormFile<'a>> {
    match serde_json::from_str(text) {
        Ok(json) => Some(FormFile { file, text, json }),
        Err(error) => {
            let line = error.line().clamp(1, line_of(text, text.len()));
            bad.push(BadData::new(file, line, "", Refusal::of("data.syntax").with("detail", &error)));
            None
        }
    }
}

/// Misspelled words, formats and references, anywhere in a schema.
pub(super) fn words(file: &str, schema: &Value, parts: &BTreeMap<&str, &FormFile<'_>>, wrong: &Wrong) {
    schema_words(file, schema, "", parts, wrong);
}

fn schema_words(file: &str, schema: &Value, at: &str, parts: &BTreeMap<&str, &FormFile<'_>>, wrong: &Wrong) {
    let Value::Object(map) = schema else { return };
    for (word, value) in map {
        let here = format!("{at}/{}", word.replace('~', "~0").replace('/', "~1"));
        match (word.as_str(), value) {
            ("$ref", Value::String(to)) if !parts.contains_key(to.as_str()) => {
                wrong.note(file, here, Refusal::of("form.ref-unknown").with("ref", to));
            }
            ("format", Value::String(name)) => {
                let known = FORMATS.iter().any(|(known, _)| known == name) || name == "email";
                if !known {
                    wrong.note(file, here, Refusal::of("form.format-unknown").with("format", name));
                }
            }
            ("properties", Value::Object(inner)) => {
                for (key, schema) in inner {
                    let is_key = key.starts_with(|c: char| c.is_ascii_lowercase())
                        && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
                    if !is_key {
                        wrong.note(
                            file,
                            format!("{here}/{key}"),
                            Refusal::of("form.key-shape").with("key", key),
                        );
                    }
                    schema_words(file, schema, &format!("{here}/{key}"), parts, wrong);
                }
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(inner)) => {
                for (number, schema) in inner.iter().enumerate() {
                    schema_words(file, schema, &format!("{here}/{number}"), parts, wrong);
                }
            }
            ("items" | "not" | "if" | "then" | "else" | "contains", inner) => {
                schema_words(file, inner, &here, parts, wrong);
            }
            (word, _) if KEYWORDS.contains(&word) || OUR_KEYWORDS.contains(&word) => {}
            (word, _) => wrong.note(file, here, Refusal::of("form.keyword-unknown").with("keyword", word)),
        }
    }
}
