//! One row for each refusal: its code, the HTTP status, and the sentence in both
//! languages, which says what happened and what to do about it where there is
//! something to do. Facts stand where the sentence says `{name}`.
//!
//! A row stands in the file that is named as the first word of its code, in the
//! order of the alphabet.

mod account;
mod applicant;
mod book;
mod calendar;
mod card;
mod catalogue;
mod clock;
mod command;
mod comparison;
mod competence;
mod consent;
mod data;
mod deed;
mod directory;
mod document;
mod dossier;
mod draft;
mod fault;
mod form;
mod identity;
mod law;
mod money;
mod outage;
mod page;
mod register;
mod request;
mod result;
mod reuse;
mod row;
mod scenario;
mod scoreboard;
mod seal;
mod share;
mod signing;
mod staff;
mod statement;
mod submitter;
#[cfg(test)]
mod tests;
mod webhook;

use row::RefusalRow;

const FILES: [(&str, &[RefusalRow]); 38] = [
    ("account", account::ROWS),
    ("applicant", applicant::ROWS),
    ("book", book::ROWS),
    ("calendar", calendar::ROWS),
    ("card", card::ROWS),
    ("catalogue", catalogue::ROWS),
    ("clock", clock::ROWS),
    ("command", command::ROWS),
    ("comparison", comparison::ROWS),
    ("competence", competence::ROWS),
    ("consent", consent::ROWS),
    ("data", data::ROWS),
    ("deed", deed::ROWS),
    ("directory", directory::ROWS),
    ("document", document::ROWS),
    ("dossier", dossier::ROWS[0]),
    ("dossier", dossier::ROWS[1]),
    ("draft", draft::ROWS),
    ("fault", fault::ROWS),
    ("form", form::ROWS),
    ("identity", identity::ROWS),
    ("law", law::ROWS),
    ("money", money::ROWS),
    ("outage", outage::ROWS),
    ("page", page::ROWS),
    ("register", register::ROWS),
    ("request", request::ROWS),
    ("result", result::ROWS),
    ("reuse", reuse::ROWS),
    ("scenario", scenario::ROWS),
    ("scoreboard", scoreboard::ROWS),
    ("seal", seal::ROWS),
    ("share", share::ROWS),
    ("signing", signing::ROWS),
    ("staff", staff::ROWS),
    ("statement", statement::ROWS),
    ("submitter", submitter::ROWS),
    ("webhook", webhook::ROWS),
];

/// The row of a code. A test keeps every code that is raised from having none.
pub(super) fn row_of(code: &str) -> Option<&'static RefusalRow> {
    FILES.into_iter().flat_map(|(_, rows)| rows).find(|row| row.code == code)
}
