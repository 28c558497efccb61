//! Quyết định, and returning the result.

use super::accept::must_say_why;
use super::act::{Changes, Desk};
use super::forward::template;
use super::link::{must_all_be_ended, open_parts_of_result, parts_of, with_parts};
use super::{Dossier, DossierCode, Fact, Holder, Outcome, ReturnWay, Verb};
use crate::catalogue::Duty;
use crate::document::{FileRef, Media};
use crate::{Fault, Halt, Refusal};

/// The leader of the competent agency decides.
#[derive(Debug, Clone)]
pub struct Decide {
    /// Which dossier.
    pub code: DossierCode,
    /// Approved or refused.
    pub outcome: Outcome,
    /// A refusal must say why (NĐ 61/2018 art 19.8); an approval may.
    pub reason: String,
    /// The result as files (PDF), when there are any.
    pub files: Vec<FileRef>,
}

/// The result is given to the person.
#[derive(Debug, Clone)]
pub struct ReturnResult {
    /// Which dossier.
    pub code: DossierCode,
    /// How.
    pub how: ReturnWay,
    /// The result as files (PDF), when nobody attached it before.
    pub files: Vec<FileRef>,
}

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
    let fact = Fact::Decided { outcome: command.outcome, to, files: command.files, promise };
    let changes = desk.change(dossier, fact, reason)?;
    open_parts_of_result(desk, changes)
}

/// The reception desk of the receiving agency returns it, with the results of all its
/// parts; while one of them runs, nothing is returned.
pub fn return_result(desk: &mut Desk<'_>, command: ReturnResult) -> Result<Changes, Halt> {
    let dossier = desk.take(&command.code, Verb::ReturnResult)?;
    desk.actor.officer()?.must_have(Duty::Reception, &dossier.submission.receiving)?;
    must_be_results(desk, &command.files)?;
    let parts = parts_of(desk, &dossier)?;
    must_all_be_ended(&parts)?;
    let changes = desk.change(dossier, Fact::Returned { how: command.how, files: command.files }, None)?;
    let fact = Fact::Returned { how: command.how, files: Vec::new() };
    with_parts(desk, changes, parts, Verb::ReturnResult, &fact, None)
}

/// The registry of the agency that decides, where the steps after this one have it.
fn registry_after(desk: &Desk<'_>, dossier: &Dossier) -> Result<Option<Holder>, Fault> {
    let steps = template(desk, dossier)?.steps.iter().enumerate().skip(dossier.holder.step + 1);
    let step = steps.filter(|(_, step)| step.duty == Duty::Registry).map(|(step, _)| step).next();
    let agency = dossier.submission.competent.clone();
    Ok(step.map(|step| Holder { agency, duty: Duty::Registry, step, officer: None }))
}

/// The reception desk that the person knows, at the last step.
pub(super) fn to_reception(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Fault> {
    let step = template(desk, dossier)?.steps.len().saturating_sub(1);
    Ok(Holder { step, ..Holder::reception(&dossier.submission.receiving) })
}

/// A result is a document that stays as it is: PDF, few of them, and without a virus.
pub(super) fn must_be_results(desk: &mut Desk<'_>, files: &[FileRef]) -> Result<(), Halt> {
    if files.len() > RESULT_FILES_MAX {
        return Err(Refusal::of("document.too-many").at("result").with("limit", RESULT_FILES_MAX).into());
    }
    if let Some(file) = files.iter().find(|file| file.media != Media::Pdf) {
        return Err(Refusal::of("document.result-not-pdf").at("result").with("file", &file.name).into());
    }
    desk.must_be_free_of_viruses(files).map_err(|halt| halt.at("result"))
}

const RESULT_FILES_MAX: usize = 10;
