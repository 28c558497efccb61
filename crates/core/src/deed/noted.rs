//! Which decisions are noted in a register, and what their dossiers ask to be changed in an entry, as the
//! register's file says (`[noted]`).

use super::field::{DeedField, Filling};
use crate::Refusal;
use crate::catalogue::ProcedureId;
use crate::catalogue::sheet::Node;
use crate::form::{Answers, at};
use crate::text::fold;
use serde_json::Value;

/// Decisions that are noted in a register.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionsNoted {
    /// Of which procedures.
    pub procedures: Vec<ProcedureId>,
    /// Only where this answer is this word; whoever was not asked passes.
    only: Option<(String, String)>,
    /// Where the dossier names whom it is about.
    whose: Option<String>,
    /// Lists of answers that say what changes: the path, and what its rows call the item, as it was (`-` where
    /// that is not asked) and as it is now.
    changes: Vec<[String; 4]>,
    /// Which field of an entry an item is, by its folded names, the likelier first.
    items: Vec<(String, Vec<String>)>,
}

/// What a dossier asks to be changed in an entry; somebody confirms it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChangeAsked {
    /// As the dossier calls it.
    pub item: String,
    /// As it was; empty where nobody said.
    pub was: String,
    /// As it is to be.
    pub now: String,
}

impl DecisionsNoted {
    /// Whether a decision of this procedure, in a dossier that answered this, is noted here.
    pub fn is_of(&self, procedure: &ProcedureId, answers: &Answers) -> bool {
        let is_only = self.only.as_ref().is_none_or(|(path, word)| match at(answers, path) {
            Some(Value::String(said)) => said == word,
            _ => true,
        });
        self.procedures.contains(procedure) && is_only
    }

    /// Whom the dossier is about.
    pub fn whose<'a>(&self, answers: &'a Answers) -> Option<&'a str> {
        at(answers, self.whose.as_ref()?)?.as_str()
    }

    /// What the dossier asks to be changed, in its own words.
    pub fn asked(&self, answers: &Answers) -> Vec<ChangeAsked> {
        let mut all = Vec::new();
        for [path, item, was, now] in &self.changes {
            let Some(Value::Array(rows)) = at(answers, path) else { continue };
            for row in rows {
                let word = |key: &String| {
                    row.get(key).and_then(Value::as_str).map(str::trim).unwrap_or_default().to_string()
                };
                all.push(ChangeAsked { item: word(item), was: word(was), now: word(now) });
            }
        }
        all
    }

    /// What of it can be read as a field of an entry: the first field of this name that can be it. What an
    /// item names in part only (a middle name) is none.
    pub fn mapped(&self, fields: &[DeedField], asked: &[ChangeAsked]) -> Filling {
        let mut changes = Filling::new();
        for change in asked {
            let item = fold(&change.item);
            let named = self.items.iter().filter(|(_, names)| names.contains(&item)).map(|(field, _)| field);
            let named = named.filter_map(|name| fields.iter().find(|field| field.name == *name));
            let labelled = fields.iter().filter(|field| fold(&field.label) == item);
            let read = named.chain(labelled).find_map(|field| {
                Some((field.name.clone(), field.read(&change.now).filter(|said| !said.is_empty())?))
            });
            changes.extend(read);
        }
        changes
    }
}

/// Reads the table `[noted]` of a register with these fields.
pub(super) fn read(node: &Node<'_>, fields: &[DeedField]) -> Option<DecisionsNoted> {
    let procedures = node.texts("procedures");
    let (only, whose) = (node.optional_text("only"), node.optional_text("whose"));
    let (changes, items) = (node.texts("changes"), node.texts("items"));
    node.done();
    let words = |key: &str, text: &str, want: usize| -> Option<Vec<String>> {
        let words: Vec<String> = text.split_whitespace().map(str::to_string).collect();
        if words.len() != want {
            node.wrong(key, Refusal::of("deed.cells").with("found", words.len()).with("want", want));
            return None;
        }
        Some(words)
    };
    let only = match only? {
        Some(text) => Some(words("only", &text, 2)?),
        None => None,
    };
    let mut lists = Vec::new();
    for text in changes? {
        let [path, item, was, now] = <[String; 4]>::try_from(words("changes", &text, 4)?).ok()?;
        lists.push([path, item, was, now]);
    }
    let mut named = Vec::new();
    for text in items? {
        let (field, names) = text.split_once(':').unwrap_or((text.as_str(), ""));
        if !fields.iter().any(|known| known.name == field.trim()) {
            node.wrong("items", Refusal::of("deed.unknown-field").with("name", field.trim()));
        }
        let names = names.split(';').map(fold).filter(|name| !name.is_empty()).collect();
        named.push((field.trim().to_string(), names));
    }
    Some(DecisionsNoted {
        procedures: procedures?.into_iter().map(ProcedureId::from).collect(),
        only: only.and_then(|only| <[String; 2]>::try_from(only).ok()).map(|[path, word]| (path, word)),
        whose: whose?,
        changes: lists,
        items: named,
    })
}
