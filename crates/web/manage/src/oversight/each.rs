//! What acts from above on a list share: each dossier goes alone, under a key of its own, and the
//! page says of each what became of it.

use askama::Template;
use motcua_edge::form::SentForm;
use motcua_edge::page::Page;
use motcua_store::Key;
use sha2::{Digest, Sha256};

/// A dossier after the list was sent.
pub(super) struct ItemOutcome {
    pub(super) code: String,
    /// What holds now, or why nothing was done.
    pub(super) words: String,
}

#[derive(Template)]
#[template(path = "manage/outcomes.html")]
pub(super) struct OutcomesPage {
    pub(super) page: Page,
    pub(super) all: usize,
    /// `đã giao lại`: what was done, within a sentence and as a heading.
    pub(super) done_words: &'static str,
    pub(super) done_heading: &'static str,
    pub(super) done: Vec<ItemOutcome>,
    pub(super) refused_words: &'static str,
    pub(super) refused_heading: &'static str,
    pub(super) refused: Vec<ItemOutcome>,
}

/// The key of one dossier of the list. The digest holds what is said in these fields, so that a key
/// never answers for other words.
pub(super) fn key_of_item(verb: &str, key: &str, code: &str, form: &SentForm, fields: &[&str]) -> Key {
    let mut digest = Sha256::new();
    for part in [verb, code].into_iter().chain(fields.iter().map(|field| form.get(field))) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    Key { key: format!("form:{key}:{code}"), digest: digest.finalize().into() }
}
