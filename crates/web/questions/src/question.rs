//! One question as it is written into a page, and what it is asked with.

use super::words::words;
use motcua_core::directory::{Directory, UnitCode};
use motcua_core::form::{Field, Kind, PrefillSource, Shown};
use motcua_core::{Day, Refusal};
use motcua_edge::ask::{ChoiceShown, Wrongs};
use motcua_edge::visit::Visit;
use motcua_messages::Lang;
use serde_json::Value;
use std::collections::BTreeMap;

/// One thing in the row.
pub enum Piece {
    /// A group begins.
    Open {
        /// Its path.
        id: String,
        /// What it is about.
        legend: String,
        /// What helps to answer it.
        hint: String,
        /// What is wrong with it as a whole.
        error: String,
        /// The whole of it may be left empty.
        optional: bool,
        /// It is one of several things.
        is_item: bool,
        /// The item to take out again, where that may be; else empty.
        remove: String,
    },
    /// The group that began last ends.
    Close,
    /// One more may be added to the list at this path.
    Add {
        /// The list.
        path: String,
        /// `Thêm con thứ 3`.
        text: String,
    },
    /// A question.
    Ask(Box<Question>),
    /// What stands beside the questions: an address of today.
    Note(String),
    /// Names to complete what one types, for all boxes that say its id.
    Suggestions {
        /// Its id.
        id: String,
        /// The names.
        names: Vec<String>,
    },
}

/// A question as it is written into the page.
#[derive(Default)]
pub struct Question {
    /// Its path: the name and the id of its box.
    pub id: String,
    /// The question.
    pub label: String,
    /// What helps to answer it.
    pub hint: String,
    /// Where the answer that stands there comes from; empty when from the person.
    pub source: String,
    /// It may be left empty.
    pub optional: bool,
    /// What is wrong with the answer.
    pub error: String,
    /// `line`, `lines`, `date`, `one`, `select` or `many`.
    pub shape: &'static str,
    /// `type` of the box.
    pub kind: &'static str,
    /// `inputmode`; may be empty.
    pub mode: &'static str,
    /// `autocomplete`.
    pub complete: &'static str,
    /// Numbers and codes are not spelled.
    pub is_code: bool,
    /// `wide-10`; may be empty.
    pub wide: &'static str,
    /// What a number counts; may be empty.
    pub unit: String,
    /// Rows of a box of several lines.
    pub rows: u8,
    /// The answer; of a date only where it is none.
    pub value: String,
    /// Day, month and year of a date.
    pub date: [String; 3],
    /// `autocomplete` of the three boxes of a date.
    pub date_complete: [&'static str; 3],
    /// What there is to choose from.
    pub options: Vec<ChoiceShown>,
    /// What was chosen.
    pub chosen: Vec<String>,
    /// Other questions hang on the answer.
    pub again: bool,
    /// The id of the suggestions while one types; may be empty.
    pub list: String,
    /// The eye goes here first.
    pub focus: bool,
}

impl Question {
    /// Whether this was chosen.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.iter().any(|chosen| chosen == value)
    }
}

/// What the questions are asked with.
pub struct QuestionContext<'a> {
    /// The language.
    pub lang: Lang,
    /// The day by which units are named.
    pub today: Day,
    /// The units.
    pub directory: &'a Directory,
    /// The province whose communes come first.
    pub province: &'a UnitCode,
    /// Everything that is wrong, at `form.<path>`.
    pub refused: &'a [Refusal],
    /// Where answers come from that the person has not given here, by path.
    pub sources: &'a BTreeMap<String, String>,
}

impl<'a> QuestionContext<'a> {
    /// As this visit asks, in this province today.
    pub fn of(
        visit: &'a Visit,
        refused: &'a [Refusal],
        sources: &'a BTreeMap<String, String>,
    ) -> QuestionContext<'a> {
        QuestionContext {
            lang: visit.lang,
            today: visit.now.day(),
            directory: &visit.app.law.directory,
            province: &visit.app.province,
            refused,
            sources,
        }
    }

    pub(super) fn error(&self, path: &str) -> String {
        Wrongs::of(self.refused, self.lang, "").at(&format!("form.{path}")).to_string()
    }

    pub(super) fn source(&self, path: &str) -> String {
        self.sources.get(path).cloned().unwrap_or_default()
    }
}

pub(super) fn hint(field: &Field, lang: Lang) -> String {
    field.hint.as_ref().map(|hint| words(hint, lang).to_string()).unwrap_or_default()
}

/// The answer as it stands in a box.
pub(super) fn typed(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string().replace('.', ","),
        _ => String::new(),
    }
}

/// One question without others in it.
pub(super) fn question(one: &Shown<'_>, asking: &QuestionContext<'_>) -> Question {
    let field = one.field;
    let lang = asking.lang;
    let base = Question {
        id: one.path.clone(),
        label: words(&field.title, lang).to_string(),
        hint: hint(field, lang),
        source: asking.source(&one.path),
        optional: !one.is_required,
        error: asking.error(&one.path),
        // The page asks anew once it is answered.
        again: one.opens_others,
        shape: "line",
        kind: "text",
        complete: complete(field.prefill),
        wide: wide(field.wide, &field.kind),
        value: typed(one.value.as_ref()),
        ..Question::default()
    };
    let choices = |all: &[motcua_core::form::Choice]| -> Vec<ChoiceShown> {
        all.iter().map(|choice| ChoiceShown::new(choice.value.as_str(), words(&choice.label, lang))).collect()
    };
    match &field.kind {
        Kind::Text { rows: Some(rows) } => Question { shape: "lines", rows: *rows, ..base },
        Kind::Text { rows: None } => base,
        Kind::Name => Question { is_code: true, ..base },
        Kind::Choice(all) if all.len() > RADIOS_MAX => {
            let mut options = choices(all);
            options.insert(0, ChoiceShown::new("", lang.t("Xin chọn", "Please choose")));
            Question { shape: "select", options, chosen: vec![base.value.clone()], ..base }
        }
        Kind::Choice(all) => {
            Question { shape: "one", options: choices(all), chosen: vec![base.value.clone()], ..base }
        }
        Kind::Choices(all) => {
            let chosen = one
                .value
                .as_ref()
                .and_then(Value::as_array)
                .map(|items| items.iter().filter_map(Value::as_str).map(str::to_string).collect());
            Question { shape: "many", options: choices(all), chosen: chosen.unwrap_or_default(), ..base }
        }
        Kind::Date | Kind::PartialDate => {
            let mut parts = base.value.split('-').map(str::to_string);
            let mut next = || parts.next().unwrap_or_default();
            let (year, month, day) = (next(), next(), next());
            let born = field.prefill == Some(PrefillSource::Born);
            let date_complete = if born { ["bday-day", "bday-month", "bday-year"] } else { ["off"; 3] };
            Question { shape: "date", date: [day, month, year], date_complete, ..base }
        }
        Kind::Number { is_whole, unit } => Question {
            mode: if *is_whole { "numeric" } else { "decimal" },
            unit: unit.clone(),
            is_code: true,
            ..base
        },
        Kind::Phone => Question { kind: "tel", mode: "tel", is_code: true, ..base },
        Kind::Identity => Question { mode: "numeric", is_code: true, ..base },
        Kind::Email => Question { kind: "email", mode: "email", is_code: true, ..base },
        Kind::Address(_) | Kind::Group(_) | Kind::Repeated { .. } => base,
    }
}

/// More choices than these are a list to open.
const RADIOS_MAX: usize = 6;

fn complete(source: Option<PrefillSource>) -> &'static str {
    match source {
        Some(PrefillSource::Name) => "name",
        Some(PrefillSource::Phone) => "tel",
        Some(PrefillSource::Email) => "email",
        Some(PrefillSource::Address) => "street-address",
        Some(PrefillSource::Identity | PrefillSource::Born) | None => "off",
    }
}

fn wide(chars: Option<u8>, kind: &Kind) -> &'static str {
    match (chars, kind) {
        (Some(0..=4), _) => "wide-4",
        (Some(5..=10), _) => "wide-10",
        (Some(11..=20), _) | (None, Kind::Phone | Kind::Identity) => "wide-20",
        (None, Kind::Number { .. }) => "wide-10",
        _ => "wide-30",
    }
}

/// What helps to answer a question; may be empty.
pub fn words_of_hint(field: &Field, lang: Lang) -> String {
    hint(field, lang)
}
