//! Ghi kết quả của cơ quan khác: an agency has no accounts here and got the dossier on paper or
//! through a system of its own; the desk that sent it records what came back.

use crate::Halt;
use crate::act::must_say;
use crate::document::FileRef;
use crate::dossier::link::open_parts_of_result;
use crate::dossier::result::must_be_results;
use crate::dossier::steps::{next_holder, to_reception};
use crate::dossier::{Changes, Desk, DossierCode, Fact, Outcome, Rehearsal, ReplyWord, Verb};
use serde::{Deserialize, Serialize};

/// Record what another agency gave back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecordReply {
    /// Which dossier.
    pub code: DossierCode,
    /// Its word.
    pub word: ReplyWord,
    /// Its document: number, day and what it says.
    pub text: String,
    /// What came back as files (PDF), when there are any.
    pub files: Vec<FileRef>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> RecordReply {
    RecordReply { code: on.code(), word: ReplyWord::Done, text: on.words(), files: Vec::new() }
}

/// The desk that sent the dossier records what came back. When the agency did its share, the
/// dossier goes to the next step. When the agency refuses, or the person has to pay first, the
/// desk has it again. From the agency that decides, what came back is the result: the reception
/// desk has it, to be returned.
pub fn record_reply(desk: &mut Desk<'_>, command: RecordReply) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::RecordReply)?;
    let officer = desk.actor.officer()?;
    let keeper = dossier.speaks_for_it(desk, officer)?.clone();
    let keeper = desk.as_it_sits_today(keeper)?;
    let text = must_say(command.text, "text")?;
    must_be_results(desk, &command.files)?;
    let decides = dossier.holder.agency == dossier.submission.competent;
    let (to, outcome) = match command.word {
        ReplyWord::Done if decides => (to_reception(desk, &dossier)?, Some(Outcome::Approved)),
        ReplyWord::Refused if decides => (to_reception(desk, &dossier)?, Some(Outcome::Refused)),
        ReplyWord::Done => (next_holder(desk, &dossier)?, None),
        ReplyWord::Refused | ReplyWord::NeedsMoney => (keeper, None),
    };
    if outcome == Some(Outcome::Approved) {
        desk.must_be_free_of_viruses(dossier.submission.papers.iter().flat_map(|paper| &paper.files))?;
    }
    let promise = if outcome.is_some() { desk.last_word(&dossier)? } else { None };
    let of = dossier.holder.agency.clone();
    let fact = Fact::ReplyRecorded { of, word: command.word, outcome, to, files: command.files, promise };
    let changes = desk.change(dossier, fact, Some(text))?;
    if outcome.is_some() { open_parts_of_result(desk, changes) } else { Ok(changes) }
}
