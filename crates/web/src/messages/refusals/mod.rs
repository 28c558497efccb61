//! The sentences, by code: what happened, and what to do about it where there is
//! something to do. Facts stand where the text says `{name}`.

mod data;
mod people;
mod scenario;

/// Code, Vietnamese, English.
pub(super) type Sentence = (&'static str, &'static str, &'static str);

/// Every sentence.
pub(super) fn all() -> impl Iterator<Item = &'static Sentence> {
    people::SENTENCES.iter().chain(data::SENTENCES).chain(scenario::SENTENCES)
}
