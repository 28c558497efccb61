//! From files to forms: every mistake is named, and what is sound is made once into
//! what pages and rules need.

mod around;
mod question;

use super::field::{Answered, Field, Group, PrefillSource, Rule, When};
use super::judging::{Judging, PART, Parts};
use super::lint::{self, FormFile, Wrong};
use super::schema::{Resources, compile};
use super::{Form, Forms};
use crate::{BadData, Refusal, Trust};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const ADDRESS: &str = "motcua:part/dia_chi";
/// Parts that refer to parts that refer to parts: more is a circle.
const DEPTH_MAX: usize = 12;
const ITEMS_MAX: u64 = 200;

fn read(files: &[(&str, &str)], compiled: Compiled) -> Result<Forms, Vec<BadData>> {
    let mut bad = Vec::new();
    let sheets: Vec<FormFile<'_>> =
        files.iter().filter_map(|(file, text)| lint::parse(file, text, &mut bad)).collect();
    if !bad.is_empty() {
        return Err(bad);
    }
    let wrong = Wrong::default();
    let mut parts = BTreeMap::new();
    for sheet in sheets.iter().filter(|sheet| is_part(sheet.file)) {
        let want = format!("{PART}{}", stem(sheet.file));
        match sheet.json.get("$id").and_then(Value::as_str) {
            Some(id) if id == want => drop(parts.insert(id, sheet)),
            _ => wrong.note(sheet.file, "/$id", Refusal::of("form.id-differs").with("want", want)),
        }
    }
    for sheet in &sheets {
        lint::words(sheet.file, &sheet.json, &parts, &wrong);
    }
    if !wrong.is_empty() {
        return Err(wrong.into_bad(&sheets));
    }
    let resources = match compiled {
        Compiled::Before => None,
        Compiled::Now => {
            let all = parts.iter().map(|(id, sheet)| (id.to_string(), sheet.json.clone()));
            Some(Resources::of(all).map_err(|detail| {
                let why = Refusal::of("form.schema-invalid").with("detail", detail);
                vec![BadData::new("forms/parts", None, "", why)]
            })?)
        }
    };
    let shared = Arc::new(Parts::of(parts.iter().map(|(id, sheet)| (*id, &sheet.json))));
    let reader = Reader { parts, shared, resources, wrong };
    let mut forms = BTreeMap::new();
    for sheet in sheets.iter().filter(|sheet| !is_part(sheet.file)) {
        if let Some(form) = reader.form(sheet) {
            forms.insert(form.id.clone(), form);
        }
    }
    let wrong = reader.wrong;
    if wrong.is_empty() { Ok(Forms(forms)) } else { Err(wrong.into_bad(&sheets)) }
}

/// When it was seen that each schema makes a validator.
enum Compiled {
    Before,
    Now,
}

fn is_part(file: &str) -> bool {
    file.contains("parts/")
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".json").unwrap_or(name)
}

/// One schema object that says something about a question, with its place.
#[derive(Clone)]
struct Layer<'a> {
    map: &'a Map<String, Value>,
    file: &'a str,
    at: String,
}

impl Layer<'_> {
    fn below(&self, word: &str) -> String {
        if word.is_empty() { self.at.clone() } else { format!("{}/{word}", self.at) }
    }
}

/// What is known of the whole form while its questions are read.
#[derive(Default)]
struct Known {
    prefill: BTreeMap<String, PrefillSource>,
    computed: BTreeSet<String>,
}

struct Reader<'a> {
    parts: BTreeMap<&'a str, &'a FormFile<'a>>,
    /// The same for whoever judges later.
    shared: Arc<Parts>,
    /// With which each schema is tried; none where that was done before.
    resources: Option<Resources>,
    wrong: Wrong,
}

impl<'a> Reader<'a> {
    fn note(&self, layer: &Layer<'_>, word: &str, why: Refusal) {
        self.wrong.note(layer.file, layer.below(word), why);
    }

    fn form(&self, sheet: &'a FormFile<'a>) -> Option<Form> {
        let id = stem(sheet.file).to_string();
        let root = self.layers(&sheet.json, sheet.file, String::new(), 0);
        let Some(first) = root.first().cloned() else {
            self.wrong.note(
                sheet.file,
                "",
                Refusal::of("data.wrong-type").with("want", "object").with("got", "?"),
            );
            return None;
        };
        let is = |word: &str, want: &str| first.map.get(word).and_then(Value::as_str) == Some(want);
        if !is("$schema", DIALECT) {
            self.note(&first, "$schema", Refusal::of("form.dialect").with("want", DIALECT));
        }
        let want = format!("motcua:form/{id}");
        let has_version =
            id.rsplit_once('.').is_some_and(|(_, version)| version.parse::<u32>().is_ok_and(|v| v > 0));
        if !is("$id", &want) || !has_version {
            self.note(&first, "$id", Refusal::of("form.id-differs").with("want", want));
        }
        let judging = self.judging(&sheet.json).map_err(|(at, detail)| {
            self.wrong.note(sheet.file, at, Refusal::of("form.schema-invalid").with("detail", detail));
        });
        let trust = match first.map.get("x-trust").and_then(Value::as_str) {
            Some("verified") => Trust::Verified,
            Some("assumed") | None => Trust::Assumed,
            Some(other) => {
                let why =
                    Refusal::of("data.not-one-of").with("value", other).with("choices", "verified, assumed");
                self.note(&first, "x-trust", why);
                Trust::Assumed
            }
        };
        let formulas = self.formulas(&first);
        let known = Known {
            prefill: self.prefill(&first),
            computed: formulas.iter().map(|(key, _)| key.clone()).collect(),
        };
        let title = self.words(&root, "title", "x-title-en", true).unwrap_or_default();
        let group = self.group(&root, "", &[], &known);
        let pages = self.pages(&first, &group);
        self.paths(&first, &group, &formulas, &known);
        Some(Form { id, title, trust, judging: judging.ok()?, root: group, pages, computed: formulas })
    }

    /// A schema that will judge, or what is wrong with it and where in it.
    fn judging(&self, schema: &Value) -> Result<Judging, (String, String)> {
        if let Some(resources) = &self.resources {
            // To be sure of it; it is made again when it is first asked.
            compile(schema, resources)?;
        }
        Ok(Judging::of(schema, &self.shared))
    }

    /// The schema objects that together describe a value: what stands here, what it
    /// refers to, and plain `allOf`. The nearest first.
    fn layers(&self, schema: &'a Value, file: &'a str, at: String, depth: usize) -> Vec<Layer<'a>> {
        let Value::Object(map) = schema else { return Vec::new() };
        if depth > DEPTH_MAX {
            self.wrong.note(file, at, Refusal::of("form.circle"));
            return Vec::new();
        }
        let mut layers = vec![Layer { map, file, at: at.clone() }];
        if let Some(part) = map.get("$ref").and_then(Value::as_str).and_then(|to| self.parts.get(to)) {
            layers.extend(self.layers(&part.json, part.file, String::new(), depth + 1));
        }
        let all = map.get("allOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (number, inner) in all.iter().enumerate().filter(|(_, inner)| inner.get("if").is_none()) {
            layers.extend(self.layers(inner, file, format!("{at}/allOf/{number}"), depth + 1));
        }
        layers
    }

    fn group(&self, layers: &[Layer<'a>], within: &str, depends_on: &[String], known: &Known) -> Group {
        let mut group = Group::default();
        let mut keys: Vec<(&'a str, Vec<Layer<'a>>)> = Vec::new();
        for layer in layers {
            let properties = layer.map.get("properties").and_then(Value::as_object);
            for (key, schema) in properties.into_iter().flatten() {
                let more =
                    self.layers(schema, layer.file, format!("{}/properties/{key}", layer.at), depth(within));
                match keys.iter_mut().find(|(there, _)| there == key) {
                    Some((_, there)) => there.extend(more),
                    None => keys.push((key, more)),
                }
            }
            let required = layer.map.get("required").and_then(Value::as_array);
            let required = required.into_iter().flatten().filter_map(Value::as_str).map(str::to_string);
            group.required.extend(required);
            group.checks.extend(self.checks(layer));
        }
        for (key, layers) in &keys {
            let path = if within.is_empty() { key.to_string() } else { format!("{within}.{key}") };
            group.fields.extend(self.field(key, layers, path, depends_on, known));
        }
        for layer in layers {
            let own = layer.map.contains_key("if").then(|| (layer.map, layer.at.clone()));
            let all = layer.map.get("allOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            let of_all = all.iter().enumerate().filter_map(|(number, inner)| {
                let map = inner.as_object().filter(|map| map.contains_key("if"))?;
                Some((map, format!("{}/allOf/{number}", layer.at)))
            });
            for (map, at) in own.into_iter().chain(of_all) {
                let rule = Layer { map, file: layer.file, at };
                group.rules.extend(self.rule(&rule, &group.fields, within, known));
            }
        }
        let every: Vec<&str> = group.every().iter().map(|field| field.key.as_str()).collect();
        for rule in &group.rules {
            for key in rule.on.iter().filter(|key| !every.contains(&key.as_str())) {
                let place = layers.first().map_or_else(String::new, |layer| layer.below("allOf"));
                let file = layers.first().map_or("", |layer| layer.file);
                self.wrong.note(file, place, Refusal::of("form.path-unknown").with("path", key));
            }
        }
        if depends_on.is_empty() {
            for key in group.required.iter().filter(|key| !every.contains(&key.as_str())) {
                if let Some(layer) = layers.first() {
                    self.note(layer, "required", Refusal::of("form.path-unknown").with("path", key));
                }
            }
            let is_closed =
                |layer: &Layer<'_>| layer.map.get("unevaluatedProperties") == Some(&Value::Bool(false));
            match layers.first() {
                Some(layer) if !layers.iter().any(is_closed) => {
                    self.note(layer, "", Refusal::of("form.open"))
                }
                _ => {}
            }
        }
        group
    }

    fn rule(&self, layer: &Layer<'a>, base: &[Field], within: &str, known: &Known) -> Option<Rule> {
        let condition = layer.map.get("if")?;
        let mut on = Vec::new();
        mentioned(condition, &mut on);
        let when = |otherwise: bool| -> Vec<When> {
            let one =
                |key: &String| When { answered: Answered::of(condition, key), key: key.clone(), otherwise };
            on.iter().map(one).collect()
        };
        let (holds, holds_not) = (when(false), when(true));
        let condition = match self.judging(condition) {
            Ok(condition) => condition,
            Err((_, detail)) => {
                self.note(layer, "if", Refusal::of("form.schema-invalid").with("detail", detail));
                return None;
            }
        };
        let branch = |word: &str| {
            let layers = layer
                .map
                .get(word)
                .map(|schema| self.layers(schema, layer.file, layer.below(word), depth(within)))
                .unwrap_or_default();
            let mut group = self.group_of_branch(&layers, within, &on, known, base);
            group.fields.retain(|field| base.iter().all(|there| there.key != field.key));
            group
        };
        let (mut then, mut otherwise) = (branch("then"), branch("else"));
        then.comes_up_when(&holds);
        otherwise.comes_up_when(&holds_not);
        Some(Rule { condition, on, then, otherwise })
    }

    /// A branch may also tighten a question that is always asked; that makes no new one.
    fn group_of_branch(
        &self,
        layers: &[Layer<'a>],
        within: &str,
        on: &[String],
        known: &Known,
        base: &[Field],
    ) -> Group {
        let is_new = |layer: &Layer<'a>| {
            let properties = layer.map.get("properties").and_then(Value::as_object);
            properties.into_iter().flatten().any(|(key, _)| base.iter().all(|field| field.key != *key))
        };
        let on = if on.is_empty() { vec![String::new()] } else { on.to_vec() };
        if layers.iter().any(is_new) || layers.iter().any(|layer| layer.map.contains_key("allOf")) {
            return self.group(layers, within, &on, known);
        }
        let mut group = Group::default();
        for layer in layers {
            let required = layer.map.get("required").and_then(Value::as_array);
            let required = required.into_iter().flatten().filter_map(Value::as_str).map(str::to_string);
            group.required.extend(required);
            group.checks.extend(self.checks(layer));
        }
        group
    }
}

/// How many objects a path is inside of.
fn depth(path: &str) -> usize {
    path.split('.').filter(|part| !part.is_empty()).count()
}

/// The questions on which a condition depends.
fn mentioned(condition: &Value, out: &mut Vec<String>) {
    let Value::Object(map) = condition else { return };
    let properties = map.get("properties").and_then(Value::as_object).into_iter().flatten();
    let required = map.get("required").and_then(Value::as_array).into_iter().flatten();
    let keys = properties.map(|(key, _)| key.clone());
    for key in keys.chain(required.filter_map(Value::as_str).map(str::to_string)) {
        if !out.contains(&key) {
            out.push(key);
        }
    }
    for word in ["allOf", "anyOf", "oneOf"] {
        let inner = map.get(word).and_then(Value::as_array).into_iter().flatten();
        inner.for_each(|inner| mentioned(inner, out));
    }
    if let Some(inner) = map.get("not") {
        mentioned(inner, out);
    }
}

impl Forms {
    /// Reads files given as (name, text): `forms/<id>.json` and the pieces they share,
    /// `forms/parts/<name>.json`. Either everything is sound, or **all** mistakes come
    /// back, with file, line and JSON pointer.
    pub fn read(files: &[(&str, &str)]) -> Result<Forms, Vec<BadData>> {
        read(files, Compiled::Now)
    }

    /// The same for files that [`Forms::read`] is known to take, as those are that come with the
    /// program: that each schema makes a validator is not tried, which is most of the time.
    pub fn read_tried(files: &[(&str, &str)]) -> Result<Forms, Vec<BadData>> {
        read(files, Compiled::Before)
    }
}
