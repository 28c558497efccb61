//! From what the validator found to our own refusals: stable codes at the path of
//! the answer. The validator's words never leave this file.

use super::field::{Field, Group, Kind};
use super::{Form, identity};
use crate::Refusal;
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Found;

/// Adds what one error of the validator means.
pub(super) fn translate(form: &Form, error: &ValidationError<'_>, wrong: &mut Vec<Refusal>) {
    let path = dotted(error.instance_path().as_str());
    let said = |code, path: &str| {
        let refusal =
            Refusal::of(code).at(if path.is_empty() { "form".into() } else { format!("form.{path}") });
        match form.root.at(path) {
            None => refusal,
            Some(field) => refusal.with("title", &field.title.vi).with("title_en", &field.title.en),
        }
    };
    let field = form.root.at(&path);
    let one = match error.kind() {
        Found::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            said("form.missing", &joined(&path, key))
        }
        // Where one answer of a conditional part is wrong, JSON Schema leaves all of the
        // part unevaluated: what the form does ask is not unknown for that.
        Found::UnevaluatedProperties { unexpected } | Found::AdditionalProperties { unexpected } => {
            for key in unexpected {
                let key: String = key.chars().take(60).collect();
                let path = joined(&path, &key);
                if key.contains('.') || form.root.at(&path).is_none() {
                    wrong.push(said("form.unknown-field", &path));
                }
            }
            return;
        }
        Found::Type { .. } => match field.map(|field| &field.kind) {
            Some(Kind::Number { is_whole: true, .. }) if error.instance().is_number() => {
                said("form.not-whole", &path)
            }
            Some(Kind::Number { .. }) if error.instance().is_string() => {
                said("form.number-unreadable", &path)
            }
            other => said("form.wrong-type", &path).with("expected", expected(other)),
        },
        Found::Enum { .. } | Found::Constant { .. } => said("form.not-one-of", &path),
        Found::MinLength { limit } => said("form.too-short", &path).with("limit", limit),
        Found::MaxLength { limit } => said("form.too-long", &path).with("limit", limit),
        Found::MinItems { limit } => said("form.too-few", &path).with("limit", limit),
        Found::MaxItems { limit } => said("form.too-many", &path).with("limit", limit),
        Found::Minimum { limit } => said("form.too-small", &path).with("limit", limit),
        Found::Maximum { limit } => said("form.too-big", &path).with("limit", limit),
        Found::ExclusiveMinimum { limit } => said("form.not-above", &path).with("limit", limit),
        Found::ExclusiveMaximum { limit } => said("form.not-below", &path).with("limit", limit),
        Found::MultipleOf { multiple_of } => said("form.not-a-step", &path).with("step", multiple_of),
        Found::UniqueItems => said("form.item-twice", &path),
        Found::Pattern { .. } | Found::Format { .. } => {
            let text = error.instance().as_str().unwrap_or_default();
            match field.map_or("form.shape", |field| shape(field, text)) {
                code if code.starts_with("form.") => said(code, &path),
                code => {
                    Refusal::of(code).at(format!("form.{path}")).with("place", text.get(..3).unwrap_or(""))
                }
            }
        }
        _ => said("form.not-allowed", &path),
    };
    wrong.push(one);
}

fn shape(field: &Field, text: &str) -> &'static str {
    match field.kind {
        Kind::Name => "form.name-shape",
        Kind::Phone => "form.phone-shape",
        Kind::Email => "form.email-shape",
        Kind::Date => "form.date-shape",
        Kind::PartialDate => "form.partial-date-shape",
        Kind::Identity => identity::must_agree(text, None, None).map_or_else(|r| r.code, |()| "form.shape"),
        _ => "form.shape",
    }
}

fn expected(kind: Option<&Kind>) -> &'static str {
    match kind {
        Some(Kind::Number { is_whole: true, .. }) => "integer",
        Some(Kind::Number { .. }) => "number",
        Some(Kind::Repeated { .. } | Kind::Choices(_)) => "array",
        Some(Kind::Group(_) | Kind::Address(_)) | None => "object",
        Some(_) => "string",
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}

/// `/con/0/ho_ten` as `con.0.ho_ten`.
fn dotted(pointer: &str) -> String {
    let part = |part: &str| part.replace("~1", "/").replace("~0", "~");
    pointer.split('/').skip(1).map(part).collect::<Vec<_>>().join(".")
}

/// Where an answer stands among all: by page, then by question, then by item.
pub(super) fn rank(form: &Form, path: &str) -> Vec<usize> {
    let key = path.split('.').next().unwrap_or_default();
    let order: Vec<&String> = form.pages.iter().flat_map(|page| &page.fields).collect();
    let mut rank = vec![order.iter().position(|field| *field == key).unwrap_or(usize::MAX)];
    if let Some((_, rest)) = path.split_once('.') {
        inner_rank(form.root.find(key), rest, &mut rank);
    }
    rank
}

fn inner_rank(field: Option<&Field>, rest: &str, rank: &mut Vec<usize>) {
    match field.map(|field| &field.kind) {
        Some(Kind::Group(group) | Kind::Address(group)) => group_rank(group, rest, rank),
        Some(Kind::Repeated { group, .. }) => {
            let (number, rest) = rest.split_once('.').map_or((rest, None), |(n, rest)| (n, Some(rest)));
            rank.push(number.parse().unwrap_or(usize::MAX));
            if let Some(rest) = rest {
                group_rank(group, rest, rank);
            }
        }
        _ => {}
    }
}

fn group_rank(group: &Group, path: &str, rank: &mut Vec<usize>) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    rank.push(group.every().iter().position(|field| field.key == key).unwrap_or(usize::MAX));
    if let Some(rest) = rest {
        inner_rank(group.find(key), rest, rank);
    }
}
