//! From files to forms: every mistake is named, and what is sound is made once into
//! what pages and rules need.

use super::checks::{Check, Formula, SexOf};
use super::field::{Choice, Field, Group, Kind, Rule, Source, Words};
use super::lint::{self, Sheet, Wrong};
use super::schema::{Resources, compile};
use super::{Form, Forms, Page};
use crate::account::Sex;
use crate::{BadData, Refusal, Trust};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
const PART: &str = "motcua:part/";
const ADDRESS: &str = "motcua:part/dia_chi";
/// Parts that refer to parts that refer to parts: more is a circle.
const DEPTH_MAX: usize = 12;
const ITEMS_MAX: u64 = 200;

pub(super) fn read(files: &[(&str, &str)]) -> Result<Forms, Vec<BadData>> {
    let mut bad = Vec::new();
    let sheets: Vec<Sheet<'_>> =
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
    let all = parts.iter().map(|(id, sheet)| (id.to_string(), sheet.json.clone()));
    let resources = match Resources::of(all) {
        Ok(resources) => resources,
        Err(detail) => {
            let why = Refusal::of("form.schema-invalid").with("detail", detail);
            return Err(vec![BadData::new("forms/parts", None, "", why)]);
        }
    };
    let reader = Reader { parts, resources, wrong };
    let mut forms = BTreeMap::new();
    for sheet in sheets.iter().filter(|sheet| !is_part(sheet.file)) {
        if let Some(form) = reader.form(sheet) {
            forms.insert(form.id.clone(), form);
        }
    }
    let wrong = reader.wrong;
    if wrong.is_empty() { Ok(Forms(forms)) } else { Err(wrong.into_bad(&sheets)) }
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
    prefill: BTreeMap<String, Source>,
    computed: BTreeSet<String>,
}

struct Reader<'a> {
    parts: BTreeMap<&'a str, &'a Sheet<'a>>,
    resources: Resources,
    wrong: Wrong,
}

impl<'a> Reader<'a> {
    fn note(&self, layer: &Layer<'_>, word: &str, why: Refusal) {
        self.wrong.note(layer.file, layer.below(word), why);
    }

    fn form(&self, sheet: &'a Sheet<'a>) -> Option<Form> {
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
        let validator = match compile(&sheet.json, &self.resources) {
            Ok(validator) => Some(validator),
            Err((at, detail)) => {
                self.wrong.note(sheet.file, at, Refusal::of("form.schema-invalid").with("detail", detail));
                None
            }
        };
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
        Some(Form {
            id,
            title,
            trust,
            schema: self.whole(&sheet.json),
            validator: validator?,
            root: group,
            pages,
            computed: formulas,
        })
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
        let condition = match compile(condition, &self.resources) {
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
        let (then, otherwise) = (branch("then"), branch("else"));
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

    fn field(
        &self,
        key: &str,
        layers: &[Layer<'a>],
        path: String,
        depends_on: &[String],
        known: &Known,
    ) -> Option<Field> {
        let first = layers.first()?;
        let title = self.words(layers, "title", "x-title-en", true).unwrap_or_default();
        let hint = self.words(layers, "description", "x-hint-en", false);
        let kind = self.kind(layers, &path, known)?;
        let wide = layers.iter().find_map(|layer| layer.map.get("x-wide").map(|value| (layer, value)));
        let wide = wide.and_then(|(layer, value)| {
            let wide = value
                .as_str()
                .and_then(|text| text.parse().ok())
                .filter(|w| matches!(w, 2 | 4 | 10 | 20 | 30));
            if wide.is_none() {
                let why =
                    Refusal::of("data.not-one-of").with("value", value).with("choices", "2, 4, 10, 20, 30");
                self.note(layer, "x-wide", why);
            }
            wide
        });
        let computed = known.computed.contains(&path);
        if computed && first.map.get("readOnly") != Some(&Value::Bool(true)) {
            self.note(first, "", Refusal::of("form.computed-not-read-only").with("key", key));
        }
        Some(Field {
            key: key.to_string(),
            chars_max: layers.iter().filter_map(|layer| layer.map.get("maxLength")?.as_u64()).min(),
            prefill: known.prefill.get(&path).copied(),
            is_computed: computed,
            depends_on: depends_on.iter().filter(|on| !on.is_empty()).cloned().collect(),
            path,
            title,
            hint,
            kind,
            wide,
        })
    }

    fn kind(&self, layers: &[Layer<'a>], path: &str, known: &Known) -> Option<Kind> {
        let first = layers.first()?;
        let get = |word: &str| layers.iter().find_map(|layer| layer.map.get(word));
        let text = |word: &str| get(word).and_then(Value::as_str);
        if get("enum").is_some() {
            return self.choices(layers).map(Kind::Choice);
        }
        match text("type") {
            Some("object") => {
                let is_address =
                    layers.iter().any(|layer| layer.map.get("$id").and_then(Value::as_str) == Some(ADDRESS));
                let group = self.group(layers, path, &[], known);
                return Some(if is_address { Kind::Address(group) } else { Kind::Group(group) });
            }
            Some("array") => return self.list(layers, path, known),
            Some("integer" | "number") => {
                return Some(Kind::Number {
                    is_whole: text("type") == Some("integer"),
                    unit: text("x-unit").unwrap_or_default().to_string(),
                });
            }
            Some("string") => {}
            other => {
                let why = Refusal::of("form.kind-unknown").with("kind", other.unwrap_or("?"));
                self.note(first, "type", why);
                return None;
            }
        }
        Some(match text("format") {
            Some("ho-ten") => Kind::Name,
            Some("so-dinh-danh") => Kind::Identity,
            Some("dien-thoai") => Kind::Phone,
            Some("ngay") => Kind::Date,
            Some("ngay-co-the-thieu") => Kind::PartialDate,
            Some("email") => Kind::Email,
            _ => {
                let rows = get("x-rows").and_then(Value::as_u64).and_then(|rows| u8::try_from(rows).ok());
                Kind::Text { rows: rows.filter(|rows| *rows > 1) }
            }
        })
    }

    fn list(&self, layers: &[Layer<'a>], path: &str, known: &Known) -> Option<Kind> {
        let first = layers.first()?;
        let number = |word: &str| layers.iter().find_map(|layer| layer.map.get(word)).and_then(Value::as_u64);
        let items = layers.iter().find_map(|layer| layer.map.get("items").map(|items| (layer, items)));
        let Some((layer, items)) = items else {
            self.note(first, "items", Refusal::of("data.missing-field").with("name", "items"));
            return None;
        };
        let inner = self.layers(items, layer.file, layer.below("items"), depth(path));
        if inner.iter().any(|layer| layer.map.contains_key("enum")) {
            return self.choices(&inner).map(Kind::Choices);
        }
        let Some(max) = number("maxItems").filter(|max| (1..=ITEMS_MAX).contains(max)) else {
            self.note(first, "maxItems", Refusal::of("form.no-most").with("limit", ITEMS_MAX));
            return None;
        };
        let item = layers.iter().find_map(|layer| layer.map.get("x-item").and_then(pair));
        let Some(item) = item else {
            self.note(first, "x-item", Refusal::of("form.item-unnamed"));
            return None;
        };
        let group = self.group(&inner, &format!("{path}.*"), &[], known);
        let min = number("minItems").unwrap_or(0).min(max);
        Some(Kind::Repeated { min: min as usize, max: max as usize, item, group })
    }

    fn choices(&self, layers: &[Layer<'a>]) -> Option<Vec<Choice>> {
        let layer = layers.iter().find(|layer| layer.map.contains_key("enum"))?;
        let labels = layers.iter().find_map(|layer| layer.map.get("x-labels"));
        let mut choices = Vec::new();
        for value in layer.map.get("enum")?.as_array().into_iter().flatten() {
            let label = value.as_str().and_then(|value| labels?.get(value)).and_then(pair);
            match (value.as_str(), label) {
                (Some(value), Some(label)) => choices.push(Choice { value: value.to_string(), label }),
                _ => self.note(layer, "enum", Refusal::of("form.label-missing").with("value", value)),
            }
        }
        let left = labels.and_then(Value::as_object).into_iter().flatten();
        for (value, _) in left.filter(|(value, _)| choices.iter().all(|choice| choice.value != **value)) {
            self.note(layer, "x-labels", Refusal::of("form.label-of-nothing").with("value", value));
        }
        Some(choices)
    }

    /// Vietnamese and English of the nearest layer that has the words.
    fn words(&self, layers: &[Layer<'_>], vi: &str, en: &str, needed: bool) -> Option<Words> {
        let text = |layer: &Layer<'_>, word: &str| {
            layer
                .map
                .get(word)
                .and_then(Value::as_str)
                .map(str::trim)
                .filter(|t| !t.is_empty())
                .map(str::to_string)
        };
        let Some((layer, words)) = layers.iter().find_map(|layer| Some((layer, text(layer, vi)?))) else {
            if let Some(layer) = layers.first().filter(|_| needed) {
                self.note(layer, "", Refusal::of("form.title-missing"));
            }
            return None;
        };
        let english = text(layer, en);
        if english.is_none() {
            self.note(
                layer,
                vi,
                Refusal::of("form.english-missing").with("keyword", en).with("text", &words),
            );
        }
        Some(Words { vi: words, en: english.unwrap_or_default() })
    }

    fn pages(&self, layer: &Layer<'_>, group: &Group) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::new();
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
            pages.push(Page { id: text("id"), title, fields });
        }
        for field in group.every() {
            if pages.iter().all(|page| !page.fields.contains(&field.key)) {
                self.note(layer, "x-pages", Refusal::of("form.field-on-no-page").with("key", &field.key));
            }
        }
        pages
    }

    fn prefill(&self, layer: &Layer<'_>) -> BTreeMap<String, Source> {
        let mut prefill = BTreeMap::new();
        for (path, source) in layer.map.get("x-prefill").and_then(Value::as_object).into_iter().flatten() {
            match source.as_str().and_then(Source::parse) {
                Some(source) => drop(prefill.insert(path.clone(), source)),
                None => {
                    let choices = Source::ALL.map(|(name, _)| name).join(", ");
                    let why = Refusal::of("data.not-one-of").with("value", source).with("choices", choices);
                    self.note(layer, &format!("x-prefill/{path}"), why);
                }
            }
        }
        prefill
    }

    fn formulas(&self, layer: &Layer<'_>) -> Vec<(String, Formula)> {
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

    fn checks(&self, layer: &Layer<'_>) -> Vec<Check> {
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
    fn paths(&self, layer: &Layer<'_>, group: &Group, formulas: &[(String, Formula)], known: &Known) {
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

    /// The schema with every part that it needs in `$defs`, so that it can be given
    /// to anybody.
    fn whole(&self, schema: &Value) -> Value {
        let mut needed = BTreeSet::new();
        let mut pending = vec![schema];
        while let Some(value) = pending.pop() {
            match value {
                Value::Object(map) => {
                    let part =
                        map.get("$ref").and_then(Value::as_str).and_then(|to| self.parts.get_key_value(to));
                    if let Some((id, sheet)) = part
                        && needed.insert(*id)
                    {
                        pending.push(&sheet.json);
                    }
                    pending.extend(map.values());
                }
                Value::Array(items) => pending.extend(items),
                _ => {}
            }
        }
        let mut whole = schema.clone();
        let parts: Map<String, Value> = needed
            .into_iter()
            .filter_map(|id| Some((id.strip_prefix(PART)?.to_string(), self.parts.get(id)?.json.clone())))
            .collect();
        if let (Value::Object(map), false) = (&mut whole, parts.is_empty()) {
            map.insert("$defs".into(), Value::Object(parts));
        }
        whole
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

/// `[vi, en]`
fn pair(value: &Value) -> Option<Words> {
    let [vi, en] = value.as_array()?.as_slice() else { return None };
    let text = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_string);
    Some(Words { vi: text(vi)?, en: text(en)? })
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
        _ => None,
    }
}
