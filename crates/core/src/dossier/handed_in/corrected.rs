//! What a supplement changed, with what stood there before: nothing that was once
//! handed in is lost.

use crate::Moment;
use crate::dossier::PaperHanded;
use crate::form::Answers;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer of the form that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Which answer, `cha.ho_ten`.
    pub path: String,
    /// What it said; none when nothing had been answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it says now; none when the answer was taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
}

/// A paper that a later one replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// When it was replaced.
    pub at: Moment,
    /// The paper as it had been handed in.
    pub paper: PaperHanded,
}

/// The answer at a dotted path: `con.0.ho_ten`.
pub fn answer_at<'a>(answers: &'a Answers, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.');
    let first = answers.get(parts.next()?)?;
    parts.try_fold(first, |value, part| match value {
        Value::Object(map) => map.get(part),
        Value::Array(list) => list.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Puts an answer at a path, or takes it away. Groups that are not there are made.
/// `false` when the path leads nowhere: below a plain answer, or past the end of a
/// list.
#[must_use]
pub fn put_answer(answers: &mut Answers, path: &str, value: Option<Value>) -> bool {
    let (head, rest) = match path.split_once('.') {
        Some((head, rest)) => (head, Some(rest)),
        None => (path, None),
    };
    match (rest, value) {
        (None, Some(value)) => {
            answers.insert(head.to_string(), value);
            true
        }
        (None, None) => {
            answers.shift_remove(head);
            true
        }
        (Some(_), None) if !answers.contains_key(head) => true,
        (Some(rest), value) => {
            let inner = answers.entry(head).or_insert_with(|| Value::Object(Answers::new()));
            put_below(inner, rest, value)
        }
    }
}

fn put_below(value: &mut Value, path: &str, new: Option<Value>) -> bool {
    match value {
        Value::Object(map) => put_answer(map, path, new),
        Value::Array(list) => {
            let (index, rest) = match path.split_once('.') {
                Some((index, rest)) => (index, Some(rest)),
                None => (path, None),
            };
            let Some(item) = index.parse::<usize>().ok().and_then(|index| list.get_mut(index)) else {
                return false;
            };
            match (rest, new) {
                (Some(rest), new) => put_below(item, rest, new),
                (None, Some(new)) => {
                    *item = new;
                    true
                }
                // A single item of a list cannot be removed: the items after it
                // would be renumbered under the marks.
                (None, None) => false,
            }
        }
        _ => false,
    }
}

/// What is different after it, each where it stands. A list of another length and a
/// group that comes or goes are one difference.
pub fn differences(before: &Answers, after: &Answers) -> Vec<Corrected> {
    let mut found = Vec::new();
    differ_in("", before, after, &mut found);
    found
}

/// The same between two answers at one path.
pub fn difference(path: &str, before: Option<&Value>, after: Option<&Value>) -> Vec<Corrected> {
    let mut found = Vec::new();
    differ(path.to_string(), before, after, &mut found);
    found
}

fn differ_in(within: &str, before: &Answers, after: &Answers, found: &mut Vec<Corrected>) {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    for key in after.keys().chain(gone) {
        let path = if within.is_empty() { key.clone() } else { format!("{within}.{key}") };
        differ(path, before.get(key), after.get(key), found);
    }
}

fn differ(path: String, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Corrected>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => differ_in(&path, before, after, found),
        (Some(Value::Array(before)), Some(Value::Array(after))) if before.len() == after.len() => {
            for (at, (before, after)) in before.iter().zip(after).enumerate() {
                differ(format!("{path}.{at}"), Some(before), Some(after), found);
            }
        }
        (before, after) => found.push(Corrected { path, before: before.cloned(), after: after.cloned() }),
    }
}

/// Whether a path is this marked one or lies below it.
pub(in crate::dossier) fn is_under(path: &str, marked: &str) -> bool {
    path.strip_prefix(marked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answers() -> Answers {
        let value = json!({ "ten": "An", "cha": { "ho_ten": "Bình" }, "con": [{ "ten": "Cúc" }] });
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn an_answer_is_found_by_its_path() {
        let answers = answers();
        for (path, found) in [
            ("ten", Some(json!("An"))),
            ("cha.ho_ten", Some(json!("Bình"))),
            ("con.0.ten", Some(json!("Cúc"))),
            ("con.1.ten", None),
            ("ten.ho", None),
            ("me", None),
            ("", None),
        ] {
            assert_eq!(answer_at(&answers, path).cloned(), found, "{path}");
        }
    }

    #[test]
    fn an_answer_is_put_where_its_path_leads_and_nowhere_else() {
        for (path, value, done, want) in [
            ("ten", Some(json!("Ân")), true, json!({ "ten": "Ân" })),
            ("ten", None, true, json!({ "ten": null })),
            ("cha.ho_ten", Some(json!("Ba")), true, json!({ "cha": { "ho_ten": "Ba" } })),
            ("me.ho_ten", Some(json!("Na")), true, json!({ "me": { "ho_ten": "Na" } })),
            ("me.ho_ten", None, true, json!({ "me": null })),
            ("con.0.ten", Some(json!("Đào")), true, json!({ "con": [{ "ten": "Đào" }] })),
            ("con.1.ten", Some(json!("Đào")), false, json!({})),
            ("con.0", None, false, json!({})),
            ("ten.ho", Some(json!("x")), false, json!({})),
        ] {
            let mut changed = answers();
            assert_eq!(put_answer(&mut changed, path, value), done, "{path}");
            let mut wanted = answers();
            for (key, value) in want.as_object().unwrap() {
                if value.is_null() {
                    wanted.remove(key)
                } else {
                    wanted.insert(key.clone(), value.clone())
                };
            }
            assert_eq!(changed, wanted, "{path}");
        }
    }

    #[test]
    fn differences_put_into_what_stood_before_make_what_stands_after() {
        let object = |value: Value| value.as_object().cloned().unwrap();
        let all = json!({ "ten": "An", "cha": { "ten": "Ba", "tuoi": 40 }, "con": [{ "ten": "Cúc" }, { "ten": "Dũng" }], "loai": ["a"] });
        for (after, paths) in [
            (all.clone(), vec![]),
            (
                json!({ "ten": "Ân", "cha": { "ten": "Ba", "tuoi": 41 }, "con": [{ "ten": "Cúc" }, { "ten": "Duy" }], "loai": ["b"] }),
                vec!["ten", "cha.tuoi", "con.1.ten", "loai.0"],
            ),
            (
                json!({ "con": [{ "ten": "Dũng" }], "me": { "ten": "Na" } }),
                vec!["con", "me", "ten", "cha", "loai"],
            ),
            (
                json!({ "ten": "An", "cha": { "ten": "Ba" }, "con": [{}, { "ten": "Dũng" }], "loai": ["a", "b"] }),
                vec!["cha.tuoi", "con.0.ten", "loai"],
            ),
        ] {
            let (before, after) = (object(all.clone()), object(after));
            let found = differences(&before, &after);
            let said: Vec<_> = found.iter().map(|one| one.path.as_str()).collect();
            assert_eq!(said, paths);
            let mut put = before.clone();
            for Corrected { path, after, .. } in found {
                assert!(put_answer(&mut put, &path, after), "{path}");
            }
            assert_eq!(put, after);
        }
    }

    #[test]
    fn below_is_what_begins_with_the_whole_path() {
        for (path, marked, under) in [
            ("cha", "cha", true),
            ("cha.ho_ten", "cha", true),
            ("cha_nuoi", "cha", false),
            ("cha", "cha.ho_ten", false),
        ] {
            assert_eq!(is_under(path, marked), under, "{path} {marked}");
        }
    }
}
