//! One answer as people and papers read it: choices by their labels, dates as they are
//! written, numbers with what they count, a place in one line.

use super::{Choice, Field, Kind, Words};
use crate::Day;
use crate::directory::{Directory, UnitCode};
use crate::text::grouped;
use serde_json::Value;

/// How answers are read.
#[derive(Clone, Copy)]
pub struct InWords<'a> {
    /// In English; else in Vietnamese, as on every paper.
    pub english: bool,
    /// The units.
    pub directory: &'a Directory,
    /// The day by which units are named; by their last name where there is none.
    pub day: Option<Day>,
}

impl InWords<'_> {
    /// The text in the language.
    pub fn t<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        if self.english { en } else { vi }
    }

    /// The words of the form in the language.
    pub fn words(self, words: &Words) -> &str {
        self.t(&words.vi, &words.en)
    }

    /// The answer to this question, or to one that no form knows.
    pub fn value(self, field: Option<&Field>, value: &Value) -> String {
        match (value, field.map(|field| &field.kind)) {
            (Value::Null, _) => String::new(),
            (Value::Bool(yes), _) => {
                let (vi, en) = if *yes { ("Có", "Yes") } else { ("Không", "No") };
                self.t(vi, en).to_string()
            }
            (Value::Object(_), Some(Kind::Address(_))) => self.place(value),
            (Value::Array(items), Some(Kind::Choices(choices))) => {
                let labels = items.iter().filter_map(Value::as_str).map(|value| self.label(choices, value));
                labels.collect::<Vec<_>>().join("; ")
            }
            (Value::String(said), Some(Kind::Choice(choices) | Kind::Choices(choices))) => {
                self.label(choices, said)
            }
            (Value::String(date), Some(Kind::Date | Kind::PartialDate)) => date_in_words(date),
            (Value::Number(number), Some(Kind::Number { unit, .. })) => {
                let number = self.number(&number.to_string());
                if unit.is_empty() { number } else { format!("{number} {unit}") }
            }
            (Value::String(text), _) => text.clone(),
            (other, _) => other.to_string(),
        }
    }

    /// The unit behind a code; anything else as it is written.
    pub fn unit(self, text: &str) -> String {
        let Ok(code) = UnitCode::parse(text) else { return text.to_string() };
        let on = self.day.and_then(|day| self.directory.unit_on(&code, day));
        let found = on.or_else(|| self.directory.history_of(&code).last());
        found.map_or_else(|| text.to_string(), |unit| self.t(&unit.full_name, &unit.full_name_en).to_string())
    }

    fn label(self, choices: &[Choice], value: &str) -> String {
        let found = choices.iter().find(|choice| choice.value == value);
        found.map_or_else(|| value.to_string(), |choice| self.words(&choice.label).to_string())
    }

    /// `1.234,5` or `1,234.5`.
    fn number(self, text: &str) -> String {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let Ok(number) = whole.parse::<u64>() else { return text.to_string() };
        let whole = grouped(number, if self.english { ',' } else { '.' });
        if fraction.is_empty() { whole } else { format!("{whole}{}{fraction}", self.t(",", ".")) }
    }

    /// `12 Lê Lợi, Phường Thuận Hóa, Thành phố Huế (địa chỉ cũ: …)`.
    fn place(self, place: &Value) -> String {
        let text = |key: &str| place.get(key).and_then(Value::as_str).unwrap_or_default();
        let parts = [text("chi_tiet").to_string(), self.unit(text("xa")), self.unit(text("tinh"))];
        let now = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        match (now, text("cu")) {
            (now, "") => now,
            (now, old) if now.is_empty() => old.to_string(),
            (now, old) => format!("{now} ({} {old})", self.t("địa chỉ cũ:", "old address:")),
        }
    }
}

/// `27/07/1956`, `07/1956` or `1956`: as much as is known. What is no date stays as it
/// was written.
pub fn date_in_words(kept: &str) -> String {
    kept.split('-').rev().collect::<Vec<_>>().join("/")
}
