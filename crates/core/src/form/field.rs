//! What a form asks, as a page needs it: questions with their words, kinds and
//! conditions. Made once from the schema; nothing here is known that the schema
//! does not say.

use super::judging::Judging;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use strum::EnumCount;

/// The same in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// One question.
#[derive(Debug)]
pub struct Field {
    /// The name of its answer in the object that holds it.
    pub key: String,
    /// Where its answer stands in the form, with `*` for the number of an item
    /// (`con.*.ho_ten`).
    pub path: String,
    /// The question.
    pub title: Words,
    /// What helps to answer it.
    pub hint: Option<Words>,
    /// What is asked for.
    pub kind: Kind,
    /// How wide the box is, in characters (`x-wide`).
    pub wide: Option<u8>,
    /// The most characters that a text may have.
    pub chars_max: Option<u64>,
    /// The questions beside it, by their keys, on whose answers it depends whether
    /// this one is asked; empty when it always is.
    pub depends_on: Vec<String>,
    /// The same with the answers that bring it up, from the outer condition to the inner.
    pub when: Vec<When>,
    /// The answer is computed from others (`x-computed`) and never asked.
    pub is_computed: bool,
    /// From where the answer can be filled in beforehand.
    pub prefill: Option<PrefillSource>,
}

/// An answer beside it that brings a question up.
#[derive(Debug, Clone, PartialEq)]
pub struct When {
    /// The other question, by its key.
    pub key: String,
    /// How it must be answered.
    pub answered: Answered,
    /// The question is asked when the other is **not** answered so.
    pub otherwise: bool,
}

/// How a question must be answered for another to come up.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// With one of these.
    OneOf(Vec<Value>),
    /// With this among what was chosen.
    With(Value),
    /// At all.
    Anyhow,
    /// In a way that only the schema says.
    SoThat,
}

impl Answered {
    /// What a condition (`if`) asks of one question beside it.
    pub(super) fn of(condition: &Value, key: &str) -> Answered {
        let wanted = condition.get("properties").and_then(|inner| inner.get(key));
        let all = || condition.get("allOf").and_then(Value::as_array).into_iter().flatten();
        let Some(wanted) = wanted.and_then(Value::as_object) else {
            let found = all().map(|inner| Answered::of(inner, key)).find(|found| *found != Answered::SoThat);
            let is_required = condition.get("required").and_then(Value::as_array);
            let is_required = is_required.is_some_and(|all| all.iter().any(|one| one == key));
            return match found {
                Some(found) => found,
                None if is_required => Answered::Anyhow,
                None => Answered::SoThat,
            };
        };
        let one = |word: &str| wanted.get(word).filter(|_| wanted.len() == 1);
        if let Some(value) = one("const") {
            return Answered::OneOf(vec![value.clone()]);
        }
        if let Some(values) = one("enum").and_then(Value::as_array) {
            return Answered::OneOf(values.clone());
        }
        match one("contains").and_then(|inner| inner.get("const")) {
            Some(value) => Answered::With(value.clone()),
            None => Answered::SoThat,
        }
    }
}

/// What is asked for.
#[derive(Debug)]
pub enum Kind {
    /// One line of text; several where `rows` says how many.
    Text {
        /// Rows of the box (`x-rows`).
        rows: Option<u8>,
    },
    /// A person's name.
    Name,
    /// One of these.
    Choice(Vec<Choice>),
    /// Any number of these.
    Choices(Vec<Choice>),
    /// A full date.
    Date,
    /// A date that may be only a year or a month.
    PartialDate,
    /// A number.
    Number {
        /// No fractions.
        is_whole: bool,
        /// What it counts (`đồng`, `m²`); may be empty.
        unit: String,
    },
    /// A telephone number.
    Phone,
    /// Twelve digits.
    Identity,
    /// An e-mail address.
    Email,
    /// A place of the two tiers: `tinh`, `xa`, `chi_tiet`, and `cu` as it was written
    /// with the three tiers of before July 2025.
    Address(Group),
    /// Questions that belong together.
    Group(Group),
    /// The same questions for each of several things.
    Repeated {
        /// At least so many.
        min: usize,
        /// At most so many.
        max: usize,
        /// What one of them is called; `{n}` is its number.
        item: Words,
        /// What is asked about each.
        group: Group,
    },
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is kept.
    pub value: String,
    /// As people read it.
    pub label: Words,
}

/// Where an answer can come from before it is asked (`x-prefill`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumCount)]
pub enum PrefillSource {
    /// `applicant.name`
    Name,
    /// `applicant.identity`
    Identity,
    /// `applicant.born`
    Born,
    /// `applicant.phone`
    Phone,
    /// `applicant.email`
    Email,
    /// `applicant.address`
    Address,
}

impl PrefillSource {
    /// All of them, as they are written after `applicant.`.
    pub const ALL: [(&str, PrefillSource); PrefillSource::COUNT] = [
        ("name", PrefillSource::Name),
        ("identity", PrefillSource::Identity),
        ("born", PrefillSource::Born),
        ("phone", PrefillSource::Phone),
        ("email", PrefillSource::Email),
        ("address", PrefillSource::Address),
    ];

    /// The source with this name.
    pub fn parse(text: &str) -> Option<PrefillSource> {
        let wanted = text.strip_prefix("applicant.")?;
        PrefillSource::ALL.iter().find(|(name, _)| *name == wanted).map(|(_, source)| *source)
    }
}

/// Questions in one object, and the conditions under which there are more.
#[derive(Debug, Default)]
pub struct Group {
    pub(super) fields: Vec<Field>,
    pub(super) required: Vec<String>,
    pub(super) rules: Vec<Rule>,
    pub(super) checks: Vec<super::checks::Check>,
}

/// `if`, `then`, `else`.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) condition: Judging,
    pub(super) on: Vec<String>,
    pub(super) then: Group,
    pub(super) otherwise: Group,
}

impl Group {
    /// The questions by whose answers others are asked or not.
    fn opening(&self) -> BTreeSet<&str> {
        self.every().into_iter().flat_map(|field| &field.depends_on).map(String::as_str).collect()
    }

    /// Every question that may be asked here, whatever the answers.
    pub fn every(&self) -> Vec<&Field> {
        let mut all: Vec<&Field> = self.fields.iter().collect();
        for rule in &self.rules {
            insert_after(&mut all, rule.then.every(), &rule.on);
            insert_after(&mut all, rule.otherwise.every(), &rule.on);
        }
        all
    }

    /// The questions that are asked when this is answered, in order, with those that
    /// must be. Conditions are judged by the schema's own `if`.
    pub(super) fn open(&self, object: &Value) -> (Vec<&Field>, BTreeSet<&str>) {
        let mut fields: Vec<&Field> = self.fields.iter().collect();
        let mut required: BTreeSet<&str> = self.required.iter().map(String::as_str).collect();
        for rule in &self.rules {
            let branch = if rule.condition.is_valid(object) { &rule.then } else { &rule.otherwise };
            let (more, more_required) = branch.open(object);
            insert_after(&mut fields, more, &rule.on);
            required.extend(more_required);
        }
        (fields, required)
    }

    /// The rules between answers that hold when this is answered.
    pub(super) fn checks_on<'g>(&'g self, object: &Value, out: &mut Vec<&'g super::checks::Check>) {
        out.extend(&self.checks);
        for rule in &self.rules {
            let branch = if rule.condition.is_valid(object) { &rule.then } else { &rule.otherwise };
            branch.checks_on(object, out);
        }
    }

    /// Whether this question must be answered whatever else is.
    pub fn always_needs(&self, key: &str) -> bool {
        self.required.iter().any(|required| required == key)
    }

    /// Whether there are answers with which this question must be answered.
    pub(super) fn may_need(&self, key: &str) -> bool {
        let branches = || self.rules.iter().flat_map(|rule| [&rule.then, &rule.otherwise]);
        self.always_needs(key) || branches().any(|branch| branch.may_need(key))
    }

    /// The rules between answers that may hold here, whatever the answers.
    pub fn every_check(&self) -> Vec<&super::checks::Check> {
        let branches = self.rules.iter().flat_map(|rule| [&rule.then, &rule.otherwise]);
        self.checks.iter().chain(branches.flat_map(Group::every_check)).collect()
    }

    /// What brings up every question of this group that these bring up.
    pub(super) fn comes_up_when(&mut self, when: &[When]) {
        for field in &mut self.fields {
            field.when.splice(0..0, when.iter().cloned());
        }
        for rule in &mut self.rules {
            rule.then.comes_up_when(when);
            rule.otherwise.comes_up_when(when);
        }
    }

    /// The question with this key, whether it is asked now or not.
    pub fn find(&self, key: &str) -> Option<&Field> {
        let own = self.fields.iter().find(|field| field.key == key);
        own.or_else(|| {
            self.rules.iter().find_map(|rule| rule.then.find(key).or_else(|| rule.otherwise.find(key)))
        })
    }

    /// The question whose answer stands at this path; numbers and `*` are items.
    pub fn at(&self, path: &str) -> Option<&Field> {
        let (key, rest) = path.split_once('.').map_or((path, ""), |(key, rest)| (key, rest));
        let field = self.find(key)?;
        match (&field.kind, rest) {
            (_, "") => Some(field),
            (Kind::Group(group) | Kind::Address(group), rest) => group.at(rest),
            (Kind::Repeated { group, .. }, rest) => {
                let (item, rest) = rest.split_once('.').map_or((rest, ""), |(item, rest)| (item, rest));
                let is_item = item == "*" || item.bytes().all(|b| b.is_ascii_digit());
                is_item.then(|| if rest.is_empty() { Some(field) } else { group.at(rest) })?
            }
            (Kind::Choices(_), rest) => rest.bytes().all(|b| b.is_ascii_digit()).then_some(field),
            _ => None,
        }
    }
}

/// New questions come behind those on which they depend; one that is there already
/// stays where it is.
fn insert_after<'f>(fields: &mut Vec<&'f Field>, more: Vec<&'f Field>, on: &[String]) {
    let last = fields.iter().rposition(|field| on.contains(&field.key));
    let mut place = last.map_or(fields.len(), |at| at + 1);
    // What depends on the same question came in before: stay behind it.
    while fields.get(place).is_some_and(|field| !field.depends_on.is_empty() && field.depends_on == on) {
        place += 1;
    }
    for field in more {
        if fields.iter().all(|there| there.key != field.key) {
            fields.insert(place, field);
            place += 1;
        }
    }
}

/// One question as it stands on a page now.
#[derive(Debug)]
pub struct Shown<'f> {
    /// Where its answer stands: also the name of its box (`con.0.ho_ten`).
    pub path: String,
    /// The question.
    pub field: &'f Field,
    /// Whether it must be answered, given the other answers.
    pub is_required: bool,
    /// Which others are asked hangs on its answer.
    pub opens_others: bool,
    /// The answer so far.
    pub value: Option<Value>,
    /// What is inside it.
    pub inside: Inside<'f>,
}

/// What is inside a question.
#[derive(Debug)]
pub enum Inside<'f> {
    /// It is one question.
    Nothing,
    /// Questions that belong together, of a group or an address.
    Group(Vec<Shown<'f>>),
    /// The items of a repeated group, in order; at least as many as must be.
    Items(Vec<Vec<Shown<'f>>>),
}

/// Every question of a group that may ever be asked, unanswered, for whoever wants to see
/// the form rather than fill it in; of a list its first item.
pub(super) fn every<'f>(group: &'f Group, within: &str) -> Vec<Shown<'f>> {
    let path_of = |key: &str| if within.is_empty() { key.to_string() } else { format!("{within}.{key}") };
    let opening = group.opening();
    let show = |field: &'f Field| {
        let path = path_of(&field.key);
        let inside = match &field.kind {
            Kind::Group(group) | Kind::Address(group) => Inside::Group(every(group, &path)),
            Kind::Repeated { group, .. } => Inside::Items(vec![every(group, &format!("{path}.0"))]),
            _ => Inside::Nothing,
        };
        Shown {
            is_required: group.may_need(&field.key),
            opens_others: opening.contains(field.key.as_str()),
            path,
            field,
            value: None,
            inside,
        }
    };
    group.every().into_iter().map(show).collect()
}

/// The open questions of a group with the answers in `object`; `within` is the path
/// of the group (`con.0`), empty for the form itself.
pub(super) fn shown<'f>(group: &'f Group, object: &Value, within: &str) -> Vec<Shown<'f>> {
    let (fields, required) = group.open(object);
    let path_of = |key: &str| if within.is_empty() { key.to_string() } else { format!("{within}.{key}") };
    let opening = group.opening();
    let show = |field: &'f Field| {
        let path = path_of(&field.key);
        let value = object.get(&field.key).cloned();
        let inside = match &field.kind {
            Kind::Group(group) | Kind::Address(group) => {
                let empty = Value::Object(Map::new());
                let object = value.as_ref().filter(|value| value.is_object()).unwrap_or(&empty);
                Inside::Group(shown(group, object, &path))
            }
            Kind::Repeated { min, group, .. } => {
                let items = value.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let empty = Value::Object(Map::new());
                let count = items.len().max(*min);
                let item = |at: usize| shown(group, items.get(at).unwrap_or(&empty), &format!("{path}.{at}"));
                Inside::Items((0..count).map(item).collect())
            }
            _ => Inside::Nothing,
        };
        Shown {
            is_required: required.contains(field.key.as_str()),
            opens_others: opening.contains(field.key.as_str()),
            path,
            field,
            value,
            inside,
        }
    };
    fields.into_iter().map(show).collect()
}

/// The question at this path among these and inside them.
pub fn find<'s, 'f>(shown: &'s [Shown<'f>], path: &str) -> Option<&'s Shown<'f>> {
    shown.iter().find_map(|one| {
        if one.path == path {
            return Some(one);
        }
        match &one.inside {
            Inside::Nothing => None,
            Inside::Group(inside) => find(inside, path),
            Inside::Items(items) => items.iter().find_map(|inside| find(inside, path)),
        }
    })
}
