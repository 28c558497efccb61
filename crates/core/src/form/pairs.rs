//! Reading what a browser sends: pairs of names and texts, where a name is the path
//! of an answer.

use super::field::{Group, Kind};
use super::{Answers, tidy, write};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// No list of a form is longer; what a browser sends beyond is no form of ours.
const ITEMS_MAX: usize = 200;

/// The answers that the pairs are; names that nobody asks for do not matter.
pub(super) fn read<'a>(group: &Group, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
    let mut answers = Map::new();
    // Dates in three boxes: year, month, day by the path of the date.
    let mut dates: BTreeMap<String, [&str; 3]> = BTreeMap::new();
    for (name, text) in pairs {
        let (path, unit) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_date = |path| group.at(path).is_some_and(|f| matches!(f.kind, Kind::Date | Kind::PartialDate));
        let unit = ["y", "m", "d"].iter().position(|known| *known == unit);
        match unit.filter(|_| is_date(path)) {
            Some(unit) => dates.entry(path.to_string()).or_default()[unit] = text,
            None => put(group, &mut answers, name, text),
        }
    }
    for (path, [year, month, day]) in dates {
        put(group, &mut answers, &path, &write::joined(year, month, day));
    }
    tidy_but_keep_items(group, answers)
}

/// Items that were opened and are still empty stay, so that the page shows them.
fn tidy_but_keep_items(group: &Group, answers: Answers) -> Answers {
    let opened: Vec<(String, usize)> = answers
        .iter()
        .filter(|(key, _)| group.find(key).is_some_and(|f| matches!(f.kind, Kind::Repeated { .. })))
        .filter_map(|(key, value)| Some((key.clone(), value.as_array()?.len())))
        .collect();
    let mut tidied = tidy::object(group, answers);
    for (key, count) in opened {
        let items = tidied.entry(key).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(items) = items {
            items.resize_with(count.max(items.len()), || Value::Object(Map::new()));
        }
    }
    tidied
}

fn put(group: &Group, object: &mut Answers, path: &str, text: &str) {
    let (key, rest) = path.split_once('.').map_or((path, ""), |(key, rest)| (key, rest));
    let Some(field) = group.find(key) else { return };
    let list = || Value::Array(Vec::new());
    match &field.kind {
        Kind::Group(inner) | Kind::Address(inner) if !rest.is_empty() => {
            let value = object.entry(key).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(object) = value {
                put(inner, object, rest, text);
            }
        }
        Kind::Repeated { group: inner, .. } => {
            let (number, rest) = rest.split_once('.').map_or((rest, ""), |(number, rest)| (number, rest));
            let Some(number) = number.parse().ok().filter(|number| *number < ITEMS_MAX) else { return };
            let Value::Array(items) = object.entry(key).or_insert_with(list) else { return };
            if items.len() <= number {
                items.resize_with(number + 1, || Value::Object(Map::new()));
            }
            if let Value::Object(object) = &mut items[number] {
                put(inner, object, rest, text);
            }
        }
        Kind::Choices(_) if rest.is_empty() => {
            if let Value::Array(items) = object.entry(key).or_insert_with(list) {
                items.push(Value::String(text.to_string()));
            }
        }
        Kind::Group(_) | Kind::Address(_) => {}
        _ if rest.is_empty() => drop(object.insert(key.to_string(), Value::String(text.to_string()))),
        _ => {}
    }
}
