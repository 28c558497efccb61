//! One question, from all that the schema says of it.

use super::{ADDRESS, ITEMS_MAX, Known, Layer, Reader, depth};
use crate::Refusal;
use crate::form::field::{Choice, Field, Kind, Words};
use serde_json::Value;

impl<'a> Reader<'a> {
    pub(super) fn field(
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
            when: Vec::new(),
            depends_on: depends_on.iter().filter(|on| !on.is_empty()).cloned().collect(),
            path,
            title,
            hint,
            kind,
            wide,
        })
    }

    pub(super) fn kind(&self, layers: &[Layer<'a>], path: &str, known: &Known) -> Option<Kind> {
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

    pub(super) fn list(&self, layers: &[Layer<'a>], path: &str, known: &Known) -> Option<Kind> {
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

    pub(super) fn choices(&self, layers: &[Layer<'a>]) -> Option<Vec<Choice>> {
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
    pub(super) fn words(&self, layers: &[Layer<'_>], vi: &str, en: &str, needed: bool) -> Option<Words> {
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
}

/// `[vi, en]`
fn pair(value: &Value) -> Option<Words> {
    let [vi, en] = value.as_array()?.as_slice() else { return None };
    let text = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_string);
    Some(Words { vi: text(vi)?, en: text(en)? })
}
