//! The sentences, by code: what happened, and what to do about it where there is
//! something to do. Facts stand where the text says `{name}`.

mod accounts;
mod catalogue;
mod clock;
mod counter;
mod data;
mod forms;
mod groups;
mod papers;
mod people;
mod registry;
mod scenario;
mod webhook;

/// Code, Vietnamese, English.
pub(super) type Sentence = (&'static str, &'static str, &'static str);

/// Every sentence.
pub(super) fn all() -> impl Iterator<Item = &'static Sentence> {
    [
        people::SENTENCES,
        accounts::SENTENCES,
        catalogue::SENTENCES,
        data::SENTENCES,
        scenario::SENTENCES,
        clock::SENTENCES,
        registry::SENTENCES,
        counter::SENTENCES,
        forms::SENTENCES,
        groups::SENTENCES,
        papers::SENTENCES,
        webhook::SENTENCES,
    ]
    .into_iter()
    .flatten()
}
