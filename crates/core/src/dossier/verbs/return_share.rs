//! Trả phần việc song song: an agency gives back its share of the work with one word.

use crate::Halt;
use crate::act::must_say;
use crate::document::FileRef;
use crate::dossier::result::must_be_results;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Rehearsal, ReplyWord, Verb};
use serde::{Deserialize, Serialize};

/// Give back a share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReturnShare {
    /// Which dossier.
    pub code: DossierCode,
    /// Which of its shares; none = the first that is out and that the officer may give back.
    pub number: Option<u32>,
    /// The agency's word.
    pub word: ReplyWord,
    /// Its document: number, day and what it says.
    pub text: String,
    /// What comes back as files (PDF), when there are any.
    pub files: Vec<FileRef>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> ReturnShare {
    let (word, files) = (ReplyWord::Done, Vec::new());
    ReturnShare { code: on.code(), number: None, word, text: on.words(), files }
}

/// Whoever has the share gives it back; for an agency that has nobody for it, the desk that gave it
/// out records what came back. The dossier stays with its holder, who reads the word and weighs it.
pub fn return_share(desk: &mut Desk<'_>, command: ReturnShare) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::ReturnShare)?;
    let officer = desk.actor.officer()?;
    let given = &dossier.share_of(desk, officer, command.number)?.given;
    let text = must_say(command.text, "text")?;
    must_be_results(desk, &command.files)?;
    let (number, of) = (given.number, given.to.agency.clone());
    let fact = Fact::ShareReturned { number, of, word: command.word, files: command.files };
    desk.change(dossier, fact, Some(text))
}
