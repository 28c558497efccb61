//! Rules between answers that JSON Schema cannot say (`x-checks`), and values that
//! follow from others (`x-computed`).

use super::write::PartialDate;
use super::{Answers, identity};
use crate::form::at;
use crate::identity::Sex;
use crate::{Day, Refusal};
use serde_json::Value;

/// One rule of `x-checks`. Paths are those of the object that the rule stands at,
/// with `*` for every item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// The number agrees with birthday and sex.
    Identity {
        /// The number.
        number: String,
        /// The birthday.
        born: Option<String>,
        /// The sex.
        sex: Option<SexOf>,
    },
    /// One date is before another, or the same.
    Before {
        /// The first.
        field: String,
        /// The other.
        than: String,
    },
    /// A date has been.
    NotAfterToday {
        /// Which.
        field: String,
    },
    /// Born at least so many years before today, or before another date.
    AgeAtLeast {
        /// The birthday.
        born: String,
        /// How many years.
        years: i32,
        /// The other date; today when absent.
        on: Option<String>,
    },
    /// A list has at least so many items, where an answer asks for more than the schema.
    ItemsAtLeast {
        /// The list.
        list: String,
        /// How many.
        items: usize,
    },
    /// Of the items of a list exactly one has this answer.
    ExactlyOne {
        /// The question of each item, `nganh_nghe.*.nganh_chinh`.
        field: String,
        /// The answer.
        value: String,
    },
}

/// Whose sex it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SexOf {
    /// Always this one (a mother).
    Fixed(Sex),
    /// As answered here.
    At(String),
}

/// How a value of `x-computed` follows from answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// How many items.
    Count(String),
    /// The numbers together.
    Sum(String),
    /// Full years today of who was born then.
    Age(String),
    /// The place in words.
    Address(String),
    /// The texts, with commas between them.
    List(String),
}

impl Formula {
    /// The path that it reads.
    pub fn path(&self) -> &str {
        match self {
            Formula::Count(path)
            | Formula::Sum(path)
            | Formula::Age(path)
            | Formula::Address(path)
            | Formula::List(path) => path,
        }
    }

    /// The value, when there is something to compute it from.
    pub(super) fn value(
        &self,
        answers: &Answers,
        today: Day,
        words: impl Fn(&Value) -> Option<String>,
    ) -> Option<Value> {
        let mut found = Vec::new();
        match self {
            Formula::Count(path) => {
                all_at(answers, path, "", &mut found);
                let count = found.first().and_then(|(_, value)| value.as_array()).map_or(0, Vec::len);
                Some(Value::from(count))
            }
            Formula::Sum(path) => {
                all_at(answers, path, "", &mut found);
                if let Some(whole) = found.iter().map(|(_, value)| value.as_i64()).collect::<Option<Vec<_>>>()
                {
                    return whole.into_iter().try_fold(0_i64, i64::checked_add).map(Value::from);
                }
                let numbers: Vec<f64> = found.iter().filter_map(|(_, value)| value.as_f64()).collect();
                // Sums of decimals are rounded as people would add them.
                Some(Value::from((numbers.iter().sum::<f64>() * 1e6).round() / 1e6))
            }
            Formula::Age(path) => {
                all_at(answers, path, "", &mut found);
                let born = PartialDate::parse(found.first()?.1.as_str()?)?;
                Some(Value::from(years_between(born.latest(), today).max(0)))
            }
            Formula::Address(path) => {
                all_at(answers, path, "", &mut found);
                words(found.first()?.1).map(Value::String)
            }
            Formula::List(path) => {
                all_at(answers, path, "", &mut found);
                let texts: Vec<&str> = found.iter().filter_map(|(_, value)| value.as_str()).collect();
                (!texts.is_empty()).then(|| Value::String(texts.join(", ")))
            }
        }
    }
}

/// Full years from one day to another.
pub(super) fn years_between(from: Day, to: Day) -> i32 {
    let ((year, month, day), (to_year, to_month, to_day)) = (from.ymd(), to.ymd());
    to_year - year - i32::from((to_month, to_day) < (month, day))
}

/// Every value at a path, with the path that it has (`con.0.ho_ten`).
pub(super) fn all_at<'a>(object: &'a Answers, path: &str, within: &str, out: &mut Vec<(String, &'a Value)>) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Some(value) = object.get(key) else { return };
    let here = if within.is_empty() { key.to_string() } else { format!("{within}.{key}") };
    match (rest, value) {
        (None, value) => out.push((here, value)),
        (Some(rest), Value::Object(inner)) => all_at(inner, rest, &here, out),
        (Some(rest), Value::Array(items)) => {
            let Some(rest) = rest.strip_prefix("*.") else { return };
            for (at, item) in items.iter().enumerate() {
                if let Value::Object(inner) = item {
                    all_at(inner, rest, &format!("{here}.{at}"), out);
                }
            }
        }
        _ => {}
    }
}

/// The other value that belongs to one found at `path`: in the same item where both
/// paths lead into the same list.
fn beside<'a>(object: &'a Answers, pattern: &str, path: &str, other: &str) -> Option<(String, &'a Value)> {
    let concrete = match (pattern.split_once(".*."), other.split_once(".*.")) {
        (Some((list, _)), Some((other_list, rest))) if list == other_list => {
            let number = path.strip_prefix(list)?.strip_prefix('.')?.split('.').next()?;
            format!("{list}.{number}.{rest}")
        }
        _ => other.to_string(),
    };
    at(object, &concrete).map(|value| (concrete, value))
}

impl Check {
    /// The paths that it reads.
    pub(super) fn paths(&self) -> Vec<&str> {
        let mut paths = Vec::new();
        match self {
            Check::Identity { number, born, sex } => {
                paths.push(number.as_str());
                paths.extend(born.as_deref());
                if let Some(SexOf::At(path)) = sex {
                    paths.push(path);
                }
            }
            Check::Before { field, than } => paths.extend([field.as_str(), than.as_str()]),
            Check::NotAfterToday { field } => paths.push(field),
            Check::AgeAtLeast { born, on, .. } => {
                paths.push(born);
                paths.extend(on.as_deref());
            }
            Check::ItemsAtLeast { list, .. } => paths.push(list),
            Check::ExactlyOne { field, .. } => paths.push(field),
        }
        paths
    }

    /// What this rule has against the answers of its object; `within` is where the
    /// object stands. What is missing or unreadable is judged by others.
    pub(super) fn judge(&self, object: &Answers, within: &str, today: Day, wrong: &mut Vec<Refusal>) {
        let place = |path: &str| {
            if within.is_empty() { format!("form.{path}") } else { format!("form.{within}.{path}") }
        };
        let date = |value: &Value| value.as_str().and_then(PartialDate::parse);
        let mut found = Vec::new();
        match self {
            Check::Identity { number, born, sex } => {
                all_at(object, number, "", &mut found);
                for (path, value) in found {
                    let Some(text) = value.as_str().filter(|text| super::write::is_identity(text)) else {
                        continue;
                    };
                    let born = born.as_ref().and_then(|born| beside(object, number, &path, born));
                    let born = born
                        .and_then(|(_, value)| value.as_str())
                        .filter(|b| PartialDate::parse(b).is_some());
                    let sex = match sex {
                        Some(SexOf::Fixed(sex)) => Some(*sex),
                        Some(SexOf::At(at)) => beside(object, number, &path, at)
                            .and_then(|(_, value)| value.as_str().and_then(Sex::parse)),
                        None => None,
                    };
                    if let Err(refusal) = identity::must_agree(text, born, sex) {
                        wrong.push(refusal.at(place(&path)));
                    }
                }
            }
            Check::Before { field, than } => {
                all_at(object, field, "", &mut found);
                for (path, value) in found {
                    let other = beside(object, field, &path, than).and_then(|(_, value)| date(value));
                    let (Some(first), Some(second)) = (date(value), other) else { continue };
                    // A year alone is wrong only when no day of it fits.
                    if first.earliest() > second.latest() {
                        wrong
                            .push(Refusal::of("form.not-before").at(place(&path)).with("other", second.vn()));
                    }
                }
            }
            Check::NotAfterToday { field } => {
                all_at(object, field, "", &mut found);
                for (path, value) in found {
                    if date(value).is_some_and(|date| date.earliest() > today) {
                        wrong
                            .push(Refusal::of("form.after-today").at(place(&path)).with("today", today.vn()));
                    }
                }
            }
            Check::AgeAtLeast { born, years, on } => {
                all_at(object, born, "", &mut found);
                for (path, value) in found {
                    let Some(first) = date(value) else { continue };
                    let on = match on {
                        None => Some(today),
                        Some(on) => beside(object, born, &path, on)
                            .and_then(|(_, value)| date(value))
                            .map(PartialDate::latest),
                    };
                    if on.is_some_and(|on| years_between(first.earliest(), on) < *years) {
                        wrong.push(Refusal::of("form.too-young").at(place(&path)).with("years", years));
                    }
                }
            }
            Check::ItemsAtLeast { list, items } => {
                all_at(object, list, "", &mut found);
                for (path, value) in found {
                    if value.as_array().is_some_and(|all| all.len() < *items) {
                        wrong.push(Refusal::of("form.too-few").at(place(&path)).with("limit", items));
                    }
                }
            }
            Check::ExactlyOne { field, value } => {
                all_at(object, field, "", &mut found);
                let so: Vec<&String> =
                    found.iter().filter(|(_, said)| *said == value).map(|(path, _)| path).collect();
                // The first item, where none says so; the second of those that do.
                let at = match so.as_slice() {
                    [_] => return,
                    [] => found.first().map(|(path, _)| path),
                    [_, second, ..] => Some(*second),
                };
                if let Some(path) = at {
                    wrong.push(Refusal::of("form.not-exactly-one").at(place(path)));
                }
            }
        }
    }
}
