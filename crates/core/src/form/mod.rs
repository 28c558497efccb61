//! Forms as data: what is asked for in a procedure and a case.
//!
//! A form is a JSON Schema 2020-12 document in `catalogue/forms/`, with a few words
//! of ours (`x-…`) for titles in English, labels, pages, rules between answers and
//! computed values. [`Forms::read`] names every mistake in such files; [`judge`] is
//! the one rule that says whether answers may be handed in, whoever sends them: a
//! page, the API, an officer. [`Form::shown`] says what a page asks, given the
//! answers so far; [`Form::take`] reads what a browser sends.

mod address;
mod answers;
mod checks;
mod field;
#[expect(clippy::module_inception, reason = "a room and what it is about share a name")]
mod form;
mod identity;
mod in_words;
mod judge;
mod judging;
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

pub use address::places_written;
pub use answers::{Answers, at};
pub use checks::{Check, Formula, SexOf};
pub use field::{Answered, Choice, Field, Group, Inside, Kind, PrefillSource, Shown, When, Words, find};
pub use form::{Form, Forms, GENERAL, PageOfForm};
pub use in_words::{InWords, date_in_words};
pub use judge::{ANSWER_BYTES_MAX, judge};
