//! A form: its questions, its pages, and what is asked given the answers so far.

use super::answers::Answers;
use super::checks::Formula;
use super::field::{self, Field, Group, Kind, Shown, Words};
use super::judging::Judging;
use super::{pairs, tidy};
use crate::Trust;
use serde_json::Value;
use std::collections::BTreeMap;

/// The form of every procedure that names none.
pub const GENERAL: &str = "chung.2";

/// One form.
#[derive(Debug)]
pub struct Form {
    pub(super) id: String,
    pub(super) title: Words,
    pub(super) trust: Trust,
    pub(super) judging: Judging,
    pub(super) root: Group,
    pub(super) pages: Vec<PageOfForm>,
    pub(super) computed: Vec<(String, Formula)>,
}

/// One page of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOfForm {
    /// Its name in addresses.
    pub id: String,
    /// Its heading.
    pub title: Words,
    /// The keys of its questions, in order.
    pub fields: Vec<String>,
}

/// All forms, by their ids.
#[derive(Debug, Default)]
pub struct Forms(pub(super) BTreeMap<String, Form>);

impl Forms {
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
    pub fn schema(&self) -> Value {
        self.judging.parts.whole(&self.judging.schema)
    }

    /// Whether answers to one mean the same under the other: all but the words about how
    /// far it was checked.
    pub fn means_the_same(&self, other: &Form) -> bool {
        meaning(&self.schema()) == meaning(&other.schema())
    }

    /// Its pages, in order.
    pub fn pages(&self) -> &[PageOfForm] {
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
    pub fn page_of(&self, path: &str) -> Option<&PageOfForm> {
        let key = path.split('.').next().unwrap_or_default();
        self.pages.iter().find(|page| page.fields.iter().any(|field| field == key))
    }

    /// The pages on which something is asked now.
    pub fn open_pages(&self, answers: &Answers) -> Vec<&PageOfForm> {
        let object = Value::Object(answers.clone());
        let (open, _) = self.root.open(&object);
        let is_open = |page: &&PageOfForm| open.iter().any(|field| page.fields.contains(&field.key));
        self.pages.iter().filter(is_open).collect()
    }

    /// The questions of a page as they stand with these answers: those whose
    /// conditions hold, in the order of the page, with their values.
    pub fn shown(&self, page: &PageOfForm, answers: &Answers) -> Vec<Shown<'_>> {
        let object = Value::Object(answers.clone());
        let mut shown = field::shown(&self.root, &object, "");
        let place = |shown: &Shown<'_>| page.fields.iter().position(|key| *key == shown.field.key);
        shown.retain(|shown| place(shown).is_some());
        shown.sort_by_key(place);
        shown
    }

    /// Every question that this page may ever ask, unanswered; of a list its first item.
    pub fn every(&self, page: &PageOfForm) -> Vec<Shown<'_>> {
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
        page: &PageOfForm,
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
