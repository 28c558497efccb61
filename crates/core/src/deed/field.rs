//! What a deed says that differs from paper to paper: fields, of which kind, and in which words.

use super::words;
use crate::Day;
use crate::Refusal;
use crate::form::write::PartialDate;
use crate::text::grouped;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    Text,
    /// A day.
    Day,
    /// A day, or as much of it as is known: the month or only the year.
    Date,
    /// A whole number, or an amount in đồng.
    Number,
    /// Rows of a table, each with its own words.
    List,
}

/// A field of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeedField {
    /// As it stands in the text.
    pub name: String,
    /// What officers read.
    pub label: String,
    /// In English.
    pub label_en: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Columns, for a list.
    pub columns: Vec<String>,
    /// What officers read over each column, in Vietnamese and in English; none: the names of the columns.
    pub column_labels: [Vec<String>; 2],
    /// Where it is known from, the first of them that says something; none: somebody says it.
    pub from: Vec<KnownFrom>,
    /// Whether the officer who drafts may say it otherwise than it is known.
    pub may_edit: bool,
    /// Whether the paper may not be without it.
    pub is_required: bool,
    /// At most so many letters.
    pub most: u16,
    /// A number is not below this one.
    pub least: u64,
    /// Nor above this one.
    pub greatest: u64,
    /// What it says in a preview: a text, a day (2025-07-05), a number, or the rows of a list
    /// (`a | b; c | d`).
    pub sample: String,
}

/// What a number is at most where its template says nothing else: below a thousand billion, more than any office of
/// a commune decides on.
pub(super) const NUMBER_MOST: u64 = 999_999_999_999;

/// Where it is known what a field says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KnownFrom {
    /// An answer of the form: `answers.nguoi_yeu_cau.ho_ten`.
    Answer(String),
    /// A fact about the person: `applicant.name`.
    Applicant(String),
    /// Its code: `dossier.code`.
    DossierCode,
    /// The day on which it was accepted: `dossier.received`.
    DayReceived,
    /// What the procedure is called: `procedure.name`.
    ProcedureName,
    /// What the entry of a register says that was chosen: `entry.name`, and of every entry its `number`,
    /// `volume`, `day`, `agency`, `notes` and in which `book` it stands.
    Entry(String),
    /// What was compared with its original: `compared.originals` (a list whose columns are, as far as it has
    /// them: name, issued by, pages, copies), `compared.names`, `compared.copies`, `compared.pages`.
    Compared(String),
}

impl KnownFrom {
    /// The one that a template writes so.
    pub(super) fn parse(source: &str) -> Option<KnownFrom> {
        Some(match source.split_once('.')? {
            ("answers", path) => KnownFrom::Answer(path.to_string()),
            ("applicant", path) => KnownFrom::Applicant(path.to_string()),
            ("dossier", "code") => KnownFrom::DossierCode,
            ("dossier", "received") => KnownFrom::DayReceived,
            ("procedure", "name") => KnownFrom::ProcedureName,
            ("entry", path) => KnownFrom::Entry(path.to_string()),
            ("compared", path) => KnownFrom::Compared(path.to_string()),
            _ => return None,
        })
    }
}

/// As a template writes it.
impl fmt::Display for KnownFrom {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (room, path) = match self {
            KnownFrom::Answer(path) => ("answers", path.as_str()),
            KnownFrom::Applicant(path) => ("applicant", path.as_str()),
            KnownFrom::DossierCode => ("dossier", "code"),
            KnownFrom::DayReceived => ("dossier", "received"),
            KnownFrom::ProcedureName => ("procedure", "name"),
            KnownFrom::Entry(path) => ("entry", path.as_str()),
            KnownFrom::Compared(path) => ("compared", path.as_str()),
        };
        write!(to, "{room}.{path}")
    }
}

impl DeedField {
    /// What its input is called in a form: fields may have the names of what the form asks itself.
    pub fn input(&self) -> String {
        input_of(&self.name)
    }

    /// What somebody reads over each column of a list.
    pub fn labels_of_columns(&self, english: bool) -> &[String] {
        let said = |labels: &&Vec<String>| !labels.is_empty();
        let [vi, en] = &self.column_labels;
        let wanted = if english { [en, vi] } else { [vi, en] };
        wanted.into_iter().find(said).unwrap_or(&self.columns)
    }

    /// A refusal about it, at its place in the form.
    pub fn refused(&self, code: &'static str) -> Refusal {
        Refusal::of(code).at(self.input()).with("label", &self.label).with("label_en", &self.label_en)
    }
}

/// See [`DeedField::input`].
pub(super) fn input_of(name: &str) -> String {
    format!("say.{name}")
}

/// What a field says on one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Words.
    Text(String),
    /// A day.
    Day(Day),
    /// A day, or as much of it as is known.
    Date(PartialDate),
    /// A whole number, or an amount in đồng.
    Number(u64),
    /// Rows: words by the name of the column.
    List(Vec<BTreeMap<String, String>>),
}

impl Said {
    /// What a sample says; none where it is not of this kind.
    pub(super) fn of_sample(kind: FieldKind, columns: &[String], sample: &str) -> Option<Said> {
        Some(match kind {
            FieldKind::Text => Said::Text(sample.to_string()),
            FieldKind::Day => Said::Day(Day::parse(sample)?),
            FieldKind::Date => Said::Date(PartialDate::parse(sample)?),
            FieldKind::Number => Said::Number(sample.parse().ok()?),
            FieldKind::List => Said::rows(columns, sample.split(';'))?,
        })
    }

    /// A list whose rows are written as cells with bars between them; none where one has not a cell for
    /// each column.
    pub fn rows<'r>(columns: &[String], rows: impl Iterator<Item = &'r str>) -> Option<Said> {
        let row = |row: &str| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let pair = |(column, cell): (&String, &str)| (column.clone(), cell.to_string());
            (cells.len() == columns.len()).then(|| columns.iter().zip(cells).map(pair).collect())
        };
        Some(Said::List(rows.map(row).collect::<Option<_>>()?))
    }

    /// Of which kind.
    pub fn kind(&self) -> FieldKind {
        match self {
            Said::Text(_) => FieldKind::Text,
            Said::Day(_) => FieldKind::Day,
            Said::Date(_) => FieldKind::Date,
            Said::Number(_) => FieldKind::Number,
            Said::List(_) => FieldKind::List,
        }
    }

    /// How many letters it has, of a list in the longest cell.
    pub fn letters(&self) -> usize {
        match self {
            Said::Text(text) => text.chars().count(),
            Said::Day(_) | Said::Date(_) | Said::Number(_) => 0,
            Said::List(rows) => {
                let cells = rows.iter().flat_map(BTreeMap::values);
                cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
            }
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Said::Text(text) => text.trim().is_empty(),
            Said::List(rows) => rows.is_empty(),
            Said::Day(_) | Said::Date(_) | Said::Number(_) => false,
        }
    }
}

/// What all fields of a paper say, by their names.
pub type Filling = BTreeMap<String, Said>;

/// In which words a field is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// As it is; a day as 05/07/2025, a month as 07/2025, a number in digits.
    AsIs,
    /// In capitals.
    Upper,
    /// Dots to write on where nothing is known.
    Dots,
    /// “ngày 05 tháng 7 năm 2025”; “tháng 7 năm 2025” or “năm 2025” where no more is known.
    Long,
    /// In words; of a date as much as is known.
    Words,
    /// An amount: “105.000 đồng”.
    Dong,
    /// An amount in words: “Một trăm linh năm nghìn đồng”.
    DongWords,
    /// At least two digits: “05”.
    Two,
}

impl Filter {
    /// The word for it in a template, where it fits the kind of the field.
    pub(super) fn of(word: &str, kind: FieldKind) -> Option<Filter> {
        use FieldKind::{Date, Day, Number, Text};
        Some(match (word, kind) {
            ("", Text | Day | Date | Number) => Filter::AsIs,
            ("upper", Text) => Filter::Upper,
            ("dots", Text | Day | Date | Number) => Filter::Dots,
            ("long", Day | Date) => Filter::Long,
            ("words", Day | Date | Number) => Filter::Words,
            ("dong", Number) => Filter::Dong,
            ("dong_words", Number) => Filter::DongWords,
            ("two", Number) => Filter::Two,
            _ => return None,
        })
    }

    /// The field in these words.
    pub(super) fn say(self, said: Option<&Said>) -> String {
        let Some(said) = said.filter(|said| !said.is_empty()) else {
            return if self == Filter::Dots { "…".repeat(12) } else { String::new() };
        };
        match (self, said) {
            (Filter::Upper, Said::Text(text)) => text.to_uppercase(),
            (_, Said::Text(text)) => text.clone(),
            (Filter::Long, Said::Day(day)) => words::long_day(*day),
            (Filter::Words, Said::Day(day)) => words::day_in_words(*day),
            (_, Said::Day(day)) => day.vn(),
            (Filter::Long, Said::Date(date)) => words::long_date(*date),
            (Filter::Words, Said::Date(date)) => words::date_in_words(*date),
            (_, Said::Date(date)) => date.vn(),
            (Filter::Words, Said::Number(number)) => words::number_in_words(*number),
            (Filter::Dong, Said::Number(number)) => format!("{} đồng", grouped(*number, '.')),
            (Filter::DongWords, Said::Number(number)) => words::amount_in_words(*number),
            (Filter::Two, Said::Number(number)) => format!("{number:02}"),
            (_, Said::Number(number)) => number.to_string(),
            (_, Said::List(_)) => String::new(),
        }
    }
}

/// What every deed knows without its template saying so.
pub(super) const ALWAYS: &[(&str, FieldKind)] = &[
    // Who makes it: the name of the agency and of the one above it, as a head of a paper names them.
    ("agency", FieldKind::Text),
    // The same as running text says it: “Ủy ban nhân dân phường …”.
    ("agency_name", FieldKind::Text),
    ("agency_above", FieldKind::Text),
    // Where: for “Huế, ngày …”.
    ("place", FieldKind::Text),
    // Its number, and the day that it bears.
    ("number", FieldKind::Number),
    ("day", FieldKind::Day),
    // Who signs: for whom, as what, the name.
    ("authority", FieldKind::Text),
    ("post", FieldKind::Text),
    ("signer", FieldKind::Text),
    // The code of the dossier.
    ("dossier", FieldKind::Text),
];

/// What a paper also knows whose book is kept in volumes: in which it stands, such as 02/2026.
pub(super) const IN_VOLUMES: &[(&str, FieldKind)] = &[("volume", FieldKind::Text)];

/// The fields that may stand in a text.
pub(super) struct Names<'f> {
    pub(super) fields: &'f [DeedField],
    /// Others, beside those that every deed knows.
    pub(super) more: &'static [(&'static str, FieldKind)],
}

impl Names<'_> {
    pub(super) fn kind(&self, name: &str) -> Option<FieldKind> {
        let own = self.fields.iter().find(|field| field.name == name).map(|field| field.kind);
        let more = ALWAYS.iter().chain(self.more).find(|(known, _)| *known == name);
        own.or_else(|| more.map(|(_, kind)| *kind))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.kind(name).is_some()
    }

    pub(super) fn is_list(&self, name: &str) -> bool {
        self.kind(name) == Some(FieldKind::List)
    }

    /// A column of a list; the rows are counted as `no`.
    pub(super) fn in_list(&self, list: &str, column: &str) -> Option<FieldKind> {
        let list = self.fields.iter().find(|field| field.name == list)?;
        (column == "no" || list.columns.iter().any(|known| known == column)).then_some(FieldKind::Text)
    }
}
