//! What a new version of a procedure changes, so that whoever publishes it sees it
//! before anybody is bound by it. Open dossiers keep the version they began under.

use super::{GENERAL, Law};
use crate::catalogue::{CaseId, Online, Version};
use crate::form::{Form, Group, Kind, Words};
use std::collections::BTreeMap;

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub part: Part,
    /// Which one, as the files call it: a case, `case/way`, a paper, the path of a
    /// question; empty where there is only one.
    pub key: String,
    /// The same for people.
    pub name: Words,
    /// As it was; `None` where there was none.
    pub before: Option<String>,
    /// As it is now; `None` where there is none any more.
    pub after: Option<String>,
}

/// What a version is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// How much can be done online.
    Online,
    /// The step template.
    Steps,
    /// A case.
    Case,
    /// A time limit.
    Limit,
    /// A fee.
    Fee,
    /// A paper.
    Paper,
    /// The form of a case.
    Form,
    /// A question of a form.
    Field,
}

impl Part {
    /// The word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Online => "online",
            Part::Steps => "steps",
            Part::Case => "case",
            Part::Limit => "limit",
            Part::Fee => "fee",
            Part::Paper => "paper",
            Part::Form => "form",
            Part::Field => "field",
        }
    }
}

/// A version with the law that it stands in (whose forms it names).
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Holds the forms.
    pub law: &'a Law,
    /// The version.
    pub version: &'a Version,
}

/// Everything that differs, part by part, in the order of the files.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    let (before, after) = (facts(old), facts(new));
    let mut keys: Vec<&Key> = before.iter().map(|(key, _)| key).collect();
    keys.extend(after.iter().map(|(key, _)| key).filter(|key| before.iter().all(|(there, _)| there != *key)));
    keys.sort_by_key(|(part, _)| *part);
    for key in keys {
        let at =
            |side: &[(Key, Fact)]| side.iter().find(|(there, _)| there == key).map(|(_, fact)| fact.clone());
        let (before, after) = (at(&before), at(&after));
        let said = |fact: &Option<Fact>| fact.as_ref().map(|fact| fact.says.clone());
        if said(&before) != said(&after) {
            let name = after.as_ref().or(before.as_ref()).map(|fact| fact.name.clone()).unwrap_or_default();
            let (before, after) = (said(&before), said(&after));
            changes.push(Change { part: key.0, key: key.1.clone(), name, before, after });
        }
    }
    changes
}

type Key = (Part, String);

#[derive(Clone)]
struct Fact {
    name: Words,
    says: String,
}

fn facts(Side { law, version }: Side<'_>) -> Vec<(Key, Fact)> {
    let mut facts = Vec::new();
    let mut add =
        |part: Part, key: String, name: Words, says: String| facts.push(((part, key), Fact { name, says }));
    let words = |vi: &str, en: &str| Words { vi: vi.to_string(), en: en.to_string() };
    let online = if version.online == Online::Full { "full" } else { "partial" };
    add(Part::Online, String::new(), Words::default(), online.to_string());
    add(Part::Steps, String::new(), Words::default(), version.steps.clone());
    for case in &version.cases {
        add(Part::Case, case.id.to_string(), words(&case.name, &case.name_en), case.name.clone());
    }
    for offer in &version.ways {
        let case = offer.case.as_ref().map_or("*", CaseId::as_str);
        let key = format!("{case}/{}", offer.way.as_str());
        let name = offer.case.as_ref().and_then(|case| version.case(case));
        let name = name.map(|case| words(&case.name, &case.name_en)).unwrap_or_default();
        add(Part::Limit, key.clone(), name.clone(), offer.limit.to_string());
        let amount = offer.fee_vnd.map(|fee| format!("{fee} đồng; ")).unwrap_or_default();
        add(Part::Fee, key, name, format!("{amount}{}", offer.fee_text));
    }
    for paper in &version.papers {
        let need = if paper.required { "*" } else { "" };
        let says = format!("{}{need} ({}+{})", paper.name, paper.originals, paper.copies);
        add(Part::Paper, paper.id.to_string(), words(&paper.name, &paper.name_en), says);
    }
    let mut seen: Vec<&str> = Vec::new();
    for case in &version.cases {
        let id = version.form_in(&case.id).unwrap_or(GENERAL);
        add(Part::Form, case.id.to_string(), words(&case.name, &case.name_en), id.to_string());
        if let Some(form) = law.forms.get(id).filter(|_| !seen.contains(&id)) {
            seen.push(id);
            // Of several forms, each question stands under its own, in any version of it.
            let slug = id.rsplit_once('.').map_or(id, |(slug, _)| slug);
            for (path, Fact { name, says }) in questions(form) {
                add(Part::Field, format!("{slug}: {path}"), name, says);
            }
        }
    }
    facts
}

/// Every question of a form by its path, with what it asks for.
fn questions(form: &Form) -> BTreeMap<String, Fact> {
    let mut all = BTreeMap::new();
    collect(form.questions(), &mut all);
    all
}

fn collect(group: &Group, out: &mut BTreeMap<String, Fact>) {
    for field in group.every() {
        let need = if group.always_needs(&field.key) { "*" } else { "" };
        let says = format!("{}{need} [{}]", field.title.vi, kind(&field.kind));
        out.insert(field.path.clone(), Fact { name: field.title.clone(), says });
        if let Kind::Group(inner) | Kind::Repeated { group: inner, .. } = &field.kind {
            collect(inner, out);
        }
    }
}

fn kind(kind: &Kind) -> String {
    let listed = |choices: &[crate::form::Choice]| {
        choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>().join(" | ")
    };
    match kind {
        Kind::Text { .. } => "text".into(),
        Kind::Name => "name".into(),
        Kind::Choice(choices) => listed(choices),
        Kind::Choices(choices) => format!("{} …", listed(choices)),
        Kind::Date => "date".into(),
        Kind::PartialDate => "date, or a year".into(),
        Kind::Number { is_whole, unit } => format!("{} {unit}", if *is_whole { "integer" } else { "number" }),
        Kind::Phone => "telephone".into(),
        Kind::Identity => "identity number".into(),
        Kind::Email => "e-mail".into(),
        Kind::Address(_) => "address".into(),
        Kind::Group(_) => "group".into(),
        Kind::Repeated { min, max, .. } => format!("{min}–{max} times"),
    }
}
