//! Quyết định, and returning the result.

use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::deed::SignAs;
use crate::document::FileRef;
use crate::dossier::link::open_parts_of_result;
use crate::dossier::result::must_be_results;
use crate::dossier::steps::{registry_after, to_reception};
use crate::dossier::verbs::draft_result::decided_paper;
use crate::dossier::{Changes, Desk, DossierCode, Fact, Outcome, Rehearsal, Verb};
use crate::{Cited, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// The leader of the competent agency decides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decide {
    /// Which dossier.
    pub code: DossierCode,
    /// Approved or refused.
    pub outcome: Outcome,
    /// A refusal must say why ([`REFUSAL_SAYS_WHY`]); an approval may.
    pub reason: String,
    /// The result as files (PDF), when there are any.
    pub files: Vec<FileRef>,
    /// How what was drafted is signed; none where the result is not the paper that was drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<SignAs>,
}

pub(super) fn least(on: &Rehearsal<'_>) -> Decide {
    Decide { code: on.code(), outcome: Outcome::Refused, reason: on.words(), files: Vec::new(), sign: None }
}

/// By which text a refusal says why.
pub const REFUSAL_SAYS_WHY: Cited<'_> =
    Cited::assumed("Nghị định 61/2018/NĐ-CP Điều 19 khoản 8, nay là Nghị định 118/2025/NĐ-CP");

/// Approved, or refused with its reason. The dossier goes to the registry, which issues
/// the result; where the steps know no registry, the result is there and goes to the
/// reception desk that the person knows.
pub fn decide(desk: &mut Desk<'_>, command: Decide) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::Decide)?;
    let officer = desk.actor.officer()?;
    officer.must_have(Duty::Leader, &dossier.submission.competent)?;
    if dossier.holder.duty != Duty::Leader {
        return Err(Refusal::of("dossier.not-before-the-leader").into());
    }
    dossier.must_be_held_by(officer)?;
    let reason = match command.outcome {
        Outcome::Refused => Some(must_say_why(command.reason)?),
        Outcome::Approved => Some(command.reason.trim().to_string()).filter(|reason| !reason.is_empty()),
    };
    if command.outcome == Outcome::Approved {
        desk.must_be_free_of_viruses(dossier.submission.papers.iter().flat_map(|paper| &paper.files))?;
    }
    must_be_results(desk, &command.files)?;
    let to = match registry_after(desk, &dossier)? {
        Some(registry) => registry,
        None => to_reception(desk, &dossier)?,
    };
    let promise = match to.duty {
        // Its clock runs until the result is issued.
        Duty::Registry => None,
        _ => desk.last_word(&dossier)?,
    };
    let (deed, book) = match command.sign {
        Some(sign) => {
            // Where no registry issues it, the result is there at once: it waits for no key.
            let with_key = sign.with_key && to.duty == Duty::Registry;
            let (deed, book) = decided_paper(desk, &dossier, command.outcome, SignAs { with_key, ..sign })?;
            (Some(deed), book)
        }
        None => (None, None),
    };
    let fact = Fact::Decided { outcome: command.outcome, to, files: command.files, promise, deed };
    let mut changes = desk.change(dossier, fact, reason)?;
    changes.relies_on.extend(book);
    open_parts_of_result(desk, changes)
}
