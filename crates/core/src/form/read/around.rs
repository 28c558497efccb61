//! What stands around the questions of a form: pages, rules between answers, computed
//! values, answers filled in beforehand.

use super::{Known, Layer, Reader};
use crate::Refusal;
use crate::form::PageOfForm;
use crate::form::checks::{Check, Formula, SexOf};
use crate::form::field::{Group, Kind, PrefillSource, Words};
use crate::identity::Sex;
use serde_json::Value;
use std::collections::BTreeMap;

impl Reader<'_> {
    pub(super) fn pages(&self, layer: &Layer<'_>, group: &Group) -> Vec<PageOfForm> {
        let mut pages: Vec<PageOfForm> = Vec::new();
        let list = layer.map.get("x-pages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (number, page) in list.iter().enumerate() {
            let text = |word: &str| page.get(word).and_then(Value::as_str).unwrap_or_default().to_string();
            let at = |word: &str| format!("x-pages/{number}/{word}");
            for word in ["id", "title", "title_en"] {
                if text(word).is_empty() {
                    self.note(layer, &at(word), Refusal::of("data.missing-field").with("name", word));
                }
            }
            let fields = page.get("fields").and_then(Value::as_array).into_iter().flatten();
            let fields: Vec<String> = fields.filter_map(Value::as_str).map(str::to_string).collect();
            for (place, key) in fields.iter().enumerate() {
                let here = at(&format!("fields/{place}"));
                if group.find(key).is_none() {
                    self.note(layer, &here, Refusal::of("form.page-unknown-field").with("key", key));
                }
                if pages.iter().any(|page| page.fields.contains(key)) || fields[..place].contains(key) {
                    self.note(layer, &here, Refusal::of("form.field-on-two-pages").with("key", key));
                }
            }
            if pages.iter().any(|there| there.id == text("id")) {
                self.note(layer, &at("id"), Refusal::of("form.page-twice").with("id", text("id")));
            }
            let title = Words { vi: text("title"), en: text("title_en") };
            pages.push(PageOfForm { id: text("id"), title, fields });
        }
        for field in group.every() {
            if pages.iter().all(|page| !page.fields.contains(&field.key)) {
                self.note(layer, "x-pages", Refusal::of("form.field-on-no-page").with("key", &field.key));
            }
        }
        pages
    }

    pub(super) fn prefill(&self, layer: &Layer<'_>) -> BTreeMap<String, PrefillSource> {
        let mut prefill = BTreeMap::new();
        for (path, source) in layer.map.get("x-prefill").and_then(Value::as_object).into_iter().flatten() {
            match source.as_str().and_then(PrefillSource::parse) {
                Some(source) => drop(prefill.insert(path.clone(), source)),
                None => {
                    let choices = PrefillSource::ALL.map(|(name, _)| format!("applicant.{name}")).join(", ");
                    let why = Refusal::of("data.not-one-of").with("value", source).with("choices", choices);
                    self.note(layer, &format!("x-prefill/{path}"), why);
                }
            }
        }
        prefill
    }

    pub(super) fn formulas(&self, layer: &Layer<'_>) -> Vec<(String, Formula)> {
        let mut formulas = Vec::new();
        for (key, what) in layer.map.get("x-computed").and_then(Value::as_object).into_iter().flatten() {
            let one = what.as_object().filter(|map| map.len() == 1).and_then(|map| map.iter().next());
            let formula = one.and_then(|(name, path)| {
                let path = path.as_str()?.to_string();
                match name.as_str() {
                    "count" => Some(Formula::Count(path)),
                    "sum" => Some(Formula::Sum(path)),
                    "age" => Some(Formula::Age(path)),
                    "address" => Some(Formula::Address(path)),
                    "list" => Some(Formula::List(path)),
                    _ => None,
                }
            });
            match formula {
                Some(formula) => formulas.push((key.clone(), formula)),
                None => {
                    let why = Refusal::of("data.not-one-of")
                        .with("value", what)
                        .with("choices", "count, sum, age, address, list");
                    self.note(layer, &format!("x-computed/{key}"), why);
                }
            }
        }
        formulas
    }

    pub(super) fn checks(&self, layer: &Layer<'_>) -> Vec<Check> {
        let list = layer.map.get("x-checks").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let mut checks = Vec::new();
        for (number, check) in list.iter().enumerate() {
            match read_check(check) {
                Some(check) => checks.push(check),
                None => {
                    let why = Refusal::of("form.check-unreadable").with("check", check);
                    self.note(layer, &format!("x-checks/{number}"), why);
                }
            }
        }
        checks
    }

    /// Every path that the form names leads to a question.
    pub(super) fn paths(
        &self,
        layer: &Layer<'_>,
        group: &Group,
        formulas: &[(String, Formula)],
        known: &Known,
    ) {
        let must = |place: String, group: &Group, path: &str| {
            if group.at(path).is_none() {
                self.note(layer, &place, Refusal::of("form.path-unknown").with("path", path));
            }
        };
        for path in known.prefill.keys() {
            must(format!("x-prefill/{path}"), group, path);
        }
        for (key, formula) in formulas {
            must(format!("x-computed/{key}"), group, key);
            must(format!("x-computed/{key}"), group, formula.path());
        }
        let mut pending = vec![group];
        while let Some(group_here) = pending.pop() {
            let mut branches = vec![group_here];
            while let Some(branch) = branches.pop() {
                for check in &branch.checks {
                    for path in check.paths() {
                        must("x-checks".into(), group_here, path);
                    }
                }
                branches.extend(branch.rules.iter().flat_map(|rule| [&rule.then, &rule.otherwise]));
            }
            for field in group_here.every() {
                if let Kind::Group(inner) | Kind::Repeated { group: inner, .. } = &field.kind {
                    pending.push(inner);
                }
            }
        }
    }
}

fn read_check(check: &Value) -> Option<Check> {
    let map = check.as_object()?;
    let text = |word: &str| map.get(word).and_then(Value::as_str).map(str::to_string);
    let has_only = |words: &[&str]| map.keys().all(|key| key == "check" || words.contains(&key.as_str()));
    match map.get("check")?.as_str()? {
        "identity" if has_only(&["number", "born", "sex"]) => {
            let sex = text("sex").map(|sex| match sex.as_str() {
                "nam" => SexOf::Fixed(Sex::Male),
                "nu" => SexOf::Fixed(Sex::Female),
                _ => SexOf::At(sex),
            });
            Some(Check::Identity { number: text("number")?, born: text("born"), sex })
        }
        "before" if has_only(&["field", "than"]) => {
            Some(Check::Before { field: text("field")?, than: text("than")? })
        }
        "not_after_today" if has_only(&["field"]) => Some(Check::NotAfterToday { field: text("field")? }),
        "age_at_least" if has_only(&["born", "years", "on"]) => {
            let years = i32::try_from(map.get("years")?.as_i64()?).ok()?;
            Some(Check::AgeAtLeast { born: text("born")?, years, on: text("on") })
        }
        "items_at_least" if has_only(&["list", "items"]) => {
            let items = usize::try_from(map.get("items")?.as_u64()?).ok()?;
            Some(Check::ItemsAtLeast { list: text("list")?, items })
        }
        "exactly_one" if has_only(&["field", "value"]) => {
            let field = text("field").filter(|field| field.contains(".*."))?;
            Some(Check::ExactlyOne { field, value: text("value")? })
        }
        _ => None,
    }
}
