//! Whether answers may be handed in: the one rule for every way in which they come.

use super::checks::Check;
use super::field::{Group, Kind};
use super::{Answers, Form, address, refuse, tidy};
use crate::directory::Directory;
use crate::{Day, Refusal};
use serde_json::Value;
use std::collections::HashSet;

/// The most that all answers of a form may be together, in bytes of JSON.
pub const ANSWER_BYTES_MAX: usize = 128 * 1024;
/// The most characters of one text, where the schema allows no fewer.
const TEXT_CHARS_MAX: usize = 4000;
/// The most items of one list.
const ITEMS_MAX: usize = 200;
/// The deepest that answers may be nested; forms of ours need four.
const DEPTH_MAX: usize = 8;

/// Judges answers by their form, on this day. What comes back is what a dossier
/// keeps: written in the one way, old addresses mapped to the two tiers (as they were
/// written stays beside it), answers to questions that were not asked dropped,
/// computed values computed. Or else everything that is wrong, in the order of the
/// pages, each at `form.<path>`.
pub fn judge(
    form: &Form,
    answers: Answers,
    today: Day,
    directory: &Directory,
) -> Result<Answers, Vec<Refusal>> {
    if let Err(refusal) = limits(&answers) {
        return Err(vec![refusal]);
    }
    let mut wrong = Vec::new();
    let mut answers = tidy::object(&form.root, answers);
    // What is computed is not for the sender to say.
    for (key, _) in &form.computed {
        answers.shift_remove(key);
    }
    settle(&form.root, &mut answers, "", today, directory, &mut wrong);
    let mut value = drop_hidden(&form.root, answers);
    if let Value::Object(answers) = &mut value {
        let computed: Vec<(String, Option<Value>)> = form
            .computed
            .iter()
            .map(|(key, formula)| {
                let words = |place: &Value| address::words(place, today, directory);
                (key.clone(), formula.value(answers, today, words))
            })
            .collect();
        for (key, value) in computed {
            if let Some(value) = value {
                answers.insert(key, value);
            }
        }
    }
    if !form.judging.is_valid(&value) {
        form.judging.each_error(&value, |error| refuse::translate(form, error, &mut wrong));
        // Nothing that the validator refuses passes for want of words.
        if wrong.is_empty() {
            wrong.push(Refusal::of("form.not-allowed").at("form"));
        }
    }
    check(&form.root, &value, "", today, &mut wrong);
    if wrong.is_empty() {
        let Value::Object(answers) = value else { return Ok(Answers::new()) };
        return Ok(answers);
    }
    Err(sorted(form, wrong))
}

/// Before anything else is done with what a stranger sent.
fn limits(answers: &Answers) -> Result<(), Refusal> {
    let mut bytes = 0;
    answers.iter().try_for_each(|(key, value)| limit(key, value, 1, &mut bytes))
}

fn limit(path: &str, value: &Value, depth: usize, bytes: &mut usize) -> Result<(), Refusal> {
    let shown = || format!("form.{}", path.chars().take(60).collect::<String>());
    if depth > DEPTH_MAX {
        return Err(Refusal::of("form.too-deep").at(shown()).with("limit", DEPTH_MAX));
    }
    match value {
        Value::String(text) => {
            *bytes += text.len() + 2;
            if text.len() > TEXT_CHARS_MAX && text.chars().count() > TEXT_CHARS_MAX {
                return Err(Refusal::of("form.too-long").at(shown()).with("limit", TEXT_CHARS_MAX));
            }
        }
        Value::Array(items) => {
            if items.len() > ITEMS_MAX {
                return Err(Refusal::of("form.too-many").at(shown()).with("limit", ITEMS_MAX));
            }
            for item in items {
                limit(path, item, depth + 1, bytes)?;
            }
        }
        Value::Object(inner) => {
            for (key, value) in inner {
                *bytes += key.len() + 4;
                limit(path, value, depth + 1, bytes)?;
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => *bytes += 8,
    }
    *bytes += path.len().min(60);
    if *bytes > ANSWER_BYTES_MAX {
        return Err(Refusal::of("form.too-much").at("form").with("limit", ANSWER_BYTES_MAX));
    }
    Ok(())
}

/// Maps every address to the two tiers.
fn settle(
    group: &Group,
    object: &mut Answers,
    within: &str,
    today: Day,
    directory: &Directory,
    wrong: &mut Vec<Refusal>,
) {
    for (key, value) in object.iter_mut() {
        let Some(field) = group.find(key) else { continue };
        match (&field.kind, value) {
            (Kind::Address(_), Value::Object(place)) => {
                if let Err((part, refusal)) = address::settle(place, today, directory) {
                    wrong.push(refusal.at(format!("form.{}.{part}", path_in(within, key))));
                }
            }
            (Kind::Group(inner), Value::Object(object)) => {
                settle(inner, object, &path_in(within, key), today, directory, wrong);
            }
            (Kind::Repeated { group: inner, .. }, Value::Array(items)) => {
                let path = path_in(within, key);
                for (at, item) in items.iter_mut().enumerate() {
                    if let Value::Object(object) = item {
                        settle(inner, object, &format!("{path}.{at}"), today, directory, wrong);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The path of an answer in this group.
fn path_in(within: &str, key: &str) -> String {
    if within.is_empty() { key.to_string() } else { format!("{within}.{key}") }
}

/// Answers to questions that are not asked any more go, until nothing changes.
fn drop_hidden(group: &Group, answers: Answers) -> Value {
    let mut value = Value::Object(answers);
    // A condition may hang on an answer that another condition hides.
    for _ in 0..8 {
        let open: HashSet<&str> = group.open(&value).0.into_iter().map(|field| field.key.as_str()).collect();
        let Value::Object(object) = &mut value else { break };
        let before = object.len();
        object.retain(|key, _| open.contains(key.as_str()) || group.find(key).is_none());
        if object.len() == before {
            break;
        }
    }
    if let Value::Object(object) = &mut value {
        for (key, value) in object.iter_mut() {
            let Some(field) = group.find(key) else { continue };
            match (&field.kind, std::mem::take(value)) {
                (Kind::Group(inner) | Kind::Address(inner), Value::Object(object)) => {
                    *value = drop_hidden(inner, object);
                }
                (Kind::Repeated { group: inner, .. }, Value::Array(items)) => {
                    let dropped = |item| match item {
                        Value::Object(object) => drop_hidden(inner, object),
                        other => other,
                    };
                    *value = Value::Array(items.into_iter().map(dropped).collect());
                }
                (_, other) => *value = other,
            }
        }
    }
    value
}

/// The rules between answers, of the form and of every group in it.
fn check(group: &Group, value: &Value, within: &str, today: Day, wrong: &mut Vec<Refusal>) {
    let Value::Object(object) = value else { return };
    let mut checks: Vec<&Check> = Vec::new();
    group.checks_on(value, &mut checks);
    for check in checks {
        check.judge(object, within, today, wrong);
    }
    for (key, value) in object {
        let Some(field) = group.find(key) else { continue };
        match (&field.kind, value) {
            (Kind::Group(inner), value) => check(inner, value, &path_in(within, key), today, wrong),
            (Kind::Repeated { group: inner, .. }, Value::Array(items)) => {
                let path = path_in(within, key);
                for (at, item) in items.iter().enumerate() {
                    check(inner, item, &format!("{path}.{at}"), today, wrong);
                }
            }
            _ => {}
        }
    }
}

/// An address could not be read or mapped.
fn is_about_an_address(refusal: &Refusal) -> bool {
    refusal.code.strip_prefix("form.").is_some_and(|what| what.starts_with("address-"))
}

/// In the order of the pages, one for each place, and none that only follows from
/// another: an address that could not be mapped is not also missing its commune.
fn sorted(form: &Form, wrong: Vec<Refusal>) -> Vec<Refusal> {
    let path = |refusal: &Refusal| refusal.field.as_deref().unwrap_or_default().to_string();
    let unmapped: Vec<String> = wrong
        .iter()
        .filter(|refusal| is_about_an_address(refusal))
        .filter_map(|refusal| Some(format!("{}.", path(refusal).rsplit_once('.')?.0)))
        .collect();
    let follows = |refusal: &Refusal| {
        !is_about_an_address(refusal)
            && unmapped.iter().any(|place| path(refusal).starts_with(place.as_str()))
    };
    let mut kept: Vec<Refusal> = wrong.into_iter().filter(|refusal| !follows(refusal)).collect();
    kept.sort_by_cached_key(|refusal| refuse::rank(form, path(refusal).strip_prefix("form.").unwrap_or("")));
    let mut seen = HashSet::new();
    kept.retain(|refusal| seen.insert(path(refusal)));
    kept
}
