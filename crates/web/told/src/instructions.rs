//! What the office of the province asked or instructed on a dossier, and what was answered, in
//! words for offices.

use motcua_core::Moment;
use motcua_core::act::Who;
use motcua_core::dossier::{Dossier, Instruction};
use motcua_edge::app::App;
use motcua_edge::page::{Page, agency_name_on};

/// A question or an instruction.
pub struct InstructionRow {
    /// From 1.
    pub number: u32,
    /// What is asked or to be done.
    pub text: String,
    /// Who gave it, and of which agency.
    pub who: String,
    /// When it was given.
    pub at: String,
    /// `late`, `open` or `good`: the shape beside the words.
    pub kind: &'static str,
    /// How it stands.
    pub words: &'static str,
    /// Until when it is or was to be answered.
    pub due: String,
    /// The answer; empty for none yet.
    pub answer: String,
    /// Who answered, and of which agency.
    pub answered_by: String,
    /// When it was answered.
    pub answered_at: String,
}

/// All of a dossier, in the order in which they were given.
pub fn instructions(app: &App, dossier: &Dossier, now: Moment, page: &Page) -> Vec<InstructionRow> {
    dossier.instructions.iter().map(|one| row(app, one, now, page)).collect()
}

fn row(app: &App, one: &Instruction, now: Moment, page: &Page) -> InstructionRow {
    let answer = one.answer.as_ref();
    let (kind, words) = standing(one, now, page);
    InstructionRow {
        number: one.number,
        text: one.text.clone(),
        who: who(app, &one.who, one.at, page),
        at: page.moment(one.at),
        kind,
        words,
        due: page.moment(one.due),
        answer: answer.map(|answer| answer.text.clone()).unwrap_or_default(),
        answered_by: answer.map(|answer| who(app, &answer.who, answer.at, page)).unwrap_or_default(),
        answered_at: answer.map(|answer| page.moment(answer.at)).unwrap_or_default(),
    }
}

/// How an instruction stands: the shape and the words that go before its due date.
pub fn standing(one: &Instruction, now: Moment, page: &Page) -> (&'static str, &'static str) {
    let lang = page.language();
    match (one.answer.is_some(), one.is_late(now)) {
        (false, true) => ("late", lang.t("Quá hạn trả lời", "Overdue")),
        (false, false) => ("open", lang.t("Trả lời trước", "Answer by")),
        (true, true) => ("late", lang.t("Trả lời sau hạn", "Answered late; due")),
        (true, false) => ("good", lang.t("Đã trả lời trong hạn", "Answered in time; due")),
    }
}

fn who(app: &App, who: &Who, at: Moment, page: &Page) -> String {
    match &who.agency {
        Some(agency) => {
            let name = motcua_messages::who(who, page.language());
            format!("{name}, {}", agency_name_on(app, agency, at.day(), page.language()))
        }
        None => motcua_messages::who(who, page.language()),
    }
}
