//! Forms as data: what is asked for in a procedure and a case.
//!
//! A form is a JSON Schema 2020-12 document in `catalogue/forms/`, with a few words
//! of ours (`x-…`) for titles in English, labels, pages, rules between answers and
//! computed values. [`Forms::read`] names every mistake in such files; [`judge`] is
//! the one rule that says whether answers may be handed in, whoever sends them: a
//! page, the API, an officer. [`Form::shown`] says what a page asks, given the
//! answers so far; [`Form::take`] reads what a browser sends.

mod address;
mod checks;
mod field;
mod identity;
mod judge;
mod lint;
mod pairs;
mod place;
mod read;
mod refuse;
pub mod schema;
#[cfg(test)]
mod tests;
mod tidy;
pub mod write;

pub use checks::{Check, Formula, SexOf, at};
pub use field::{Answered, Choice, Field, Group, Inside, Kind, Shown, Source, When, Words, find};
pub use judge::{ANSWER_BYTES_MAX, judge};

use crate::{BadData, Trust};
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a person answered: a JSON object that the form's schema describes.
/// An answer that was not given is absent, never empty.
pub type Answers = Map<String, Value>;

/// The form of every procedure that names none.
pub const GENERAL: &str = "chung.1";

/// One form.
#[derive(Debug)]
pub struct Form {
    id: String,
    title: Words,
    trust: Trust,
    schema: Value,
    validator: Validator,
    root: Group,
    pages: Vec<Page>,
    computed: Vec<(String, Formula)>,
}

/// One page of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name in addresses.
    pub id: String,
    /// Its heading.
    pub title: Words,
    /// The keys of its questions, in order.
    pub fields: Vec<String>,
}

/// All forms, by their ids.
#[derive(Debug, Default)]
pub struct Forms(BTreeMap<String, Form>);

impl Forms {
    /// Reads files given as (name, text): `forms/<id>.json` and the pieces they share,
    /// `forms/parts/<name>.json`. Either everything is sound, or **all** mistakes come
    /// back, with file, line and JSON pointer.
    pub fn read(files: &[(&str, &str)]) -> Result<Forms, Vec<BadData>> {
        read::read(files)
    }

    /// The form with this id.
    pub fn get(&self, id: &str) -> Option<&Form> {
        self.0.get(id)
    }

    /// All of them, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Form> {
        self.0.values()
    }
}

impl Form {
    /// Its name, `<slug>.<version>`; a dossier keeps it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its heading.
    pub fn title(&self) -> &Words {
        &self.title
    }

    /// Whether it was compared with the official paper form (`x-trust`).
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// The schema, whole: the parts that it refers to stand in its `$defs`.
    pub fn schema(&self) -> &Value {
        &self.schema
    }

    /// Whether answers to one mean the same under the other: all but the words about how
    /// far it was checked.
    pub fn means_the_same(&self, other: &Form) -> bool {
        meaning(&self.schema) == meaning(&other.schema)
    }

    /// Its pages, in order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// All its questions.
    pub fn questions(&self) -> &Group {
        &self.root
    }

    /// The question whose answer stands at this path (`con.0.ho_ten`), whether it is
    /// asked now or not.
    pub fn field(&self, path: &str) -> Option<&Field> {
        self.root.at(path)
    }

    /// The question as people answer it: an address is one, whichever part of it the path
    /// names.
    pub fn question_of<'p>(&self, path: &'p str) -> &'p str {
        let above = path.rsplit_once('.').map(|(above, _)| above);
        let is_address =
            |above: &&str| matches!(self.field(above), Some(Field { kind: Kind::Address(_), .. }));
        above.filter(is_address).unwrap_or(path)
    }

    /// Whether this is asked, given the other answers.
    pub fn asks(&self, path: &str, answers: &Answers) -> bool {
        let object = Value::Object(answers.clone());
        field::find(&field::shown(&self.root, &object, ""), path).is_some()
    }

    /// The page on which the answer at this path is asked.
    pub fn page_of(&self, path: &str) -> Option<&Page> {
        let key = path.split('.').next().unwrap_or_default();
        self.pages.iter().find(|page| page.fields.iter().any(|field| field == key))
    }

    /// The pages on which something is asked now.
    pub fn open_pages(&self, answers: &Answers) -> Vec<&Page> {
        let object = Value::Object(answers.clone());
        let (open, _) = self.root.open(&object);
        let is_open = |page: &&Page| open.iter().any(|field| page.fields.contains(&field.key));
        self.pages.iter().filter(is_open).collect()
    }

    /// The questions of a page as they stand with these answers: those whose
    /// conditions hold, in the order of the page, with their values.
    pub fn shown(&self, page: &Page, answers: &Answers) -> Vec<Shown<'_>> {
        let object = Value::Object(answers.clone());
        let mut shown = field::shown(&self.root, &object, "");
        let place = |shown: &Shown<'_>| page.fields.iter().position(|key| *key == shown.field.key);
        shown.retain(|shown| place(shown).is_some());
        shown.sort_by_key(place);
        shown
    }

    /// Every question that this page may ever ask, unanswered; of a list its first item.
    pub fn every(&self, page: &Page) -> Vec<Shown<'_>> {
        let mut all = field::every(&self.root, "");
        let place = |shown: &Shown<'_>| page.fields.iter().position(|key| *key == shown.field.key);
        all.retain(|shown| place(shown).is_some());
        all.sort_by_key(place);
        all
    }

    /// The answers that follow from others (`x-computed`), by their paths.
    pub fn computed(&self) -> impl Iterator<Item = (&str, &Formula)> {
        self.computed.iter().map(|(path, formula)| (path.as_str(), formula))
    }

    /// Takes what a browser sent for one page into the answers: what was answered on
    /// this page before is replaced, all else stays. Names are paths; a date may come
    /// in three boxes (`ngay.d`, `ngay.m`, `ngay.y`). Nothing is judged, but all is
    /// [tidied](Form::tidy); names that the page does not ask for do not matter.
    pub fn take<'a>(
        &self,
        page: &Page,
        answers: &mut Answers,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        let typed = pairs::read(&self.root, pairs);
        for key in &page.fields {
            answers.shift_remove(key);
        }
        let of_page = typed.into_iter().filter(|(key, _)| page.fields.contains(key));
        answers.extend(of_page);
    }

    /// The same answers in the one way of writing that is kept: composed letters,
    /// numbers as numbers, dates as `yyyy-MM-dd`; empty ones are gone. What cannot be
    /// read stays as it was written, for [`judge`] to refuse.
    pub fn tidy(&self, answers: Answers) -> Answers {
        tidy::object(&self.root, answers)
    }
}

/// A schema without what is said about it rather than asked.
fn meaning(schema: &Value) -> Value {
    match schema {
        Value::Object(map) => {
            let is_meant = |key: &str| !matches!(key, "x-trust" | "x-note" | "$comment");
            let map = map.iter().filter(|(key, _)| is_meant(key));
            Value::Object(map.map(|(key, inner)| (key.clone(), meaning(inner))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(meaning).collect()),
        plain => plain.clone(),
    }
}
