//! Phát hành bản thay thế: the registry issues the paper that replaces another; from then on it counts,
//! and the other one does not.

use crate::act::must_say;
use crate::catalogue::Duty;
use crate::document::FileRef;
use crate::dossier::result::must_be_results;
use crate::dossier::verbs::draft_result::must_be_as_entered;
use crate::dossier::verbs::issue::must_have_its_file;
use crate::dossier::{Changes, Desk, DossierCode, Fact, ResultOut};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Issue the replacement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueReplacement {
    /// Of which dossier.
    pub code: DossierCode,
    /// It as it was signed and sealed (PDF); none where there is only the paper.
    pub files: Vec<FileRef>,
    /// Why what was signed by hand is sealed with a key without its scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscanned: Option<String>,
}

/// The registry of the agency that decided. The moment at which its result was ready stays: figures count the first
/// paper. Where that one went to another centre, or is nowhere, the new one is where the dossier was handed in, and
/// goes from there.
pub fn issue_replacement(desk: &mut Desk<'_>, command: IssueReplacement) -> Result<Changes, Halt> {
    let dossier = desk.open(&command.code)?;
    desk.actor.officer()?.must_have(Duty::Registry, &dossier.submission.competent)?;
    let replacement = dossier.deed_life.replacement.as_deref();
    let replacement = replacement.ok_or_else(|| Refusal::of("deed.no-replacement"))?;
    // The other office is to take over, and return, what the list says.
    if !dossier.status().is_final() && matches!(dossier.result_out, Some(ResultOut::Sent { .. })) {
        return Err(Refusal::of("result.list-under-way").with("code", dossier.code()).into());
    }
    replacement.made.must_be_signed()?;
    let (entry, reason) = (replacement.made.entry(), replacement.reason.clone());
    let used = replacement.made.entry.clone();
    must_be_as_entered(desk, used.as_ref())?;
    must_be_results(desk, &command.files)?;
    must_have_its_file(desk.law, Some(&replacement.made), false, &command.files)?;
    let unscanned = command.unscanned.map(|why| must_say(why, "unscanned")).transpose()?;
    desk.change(dossier, Fact::ReplacementIssued { entry, files: command.files, unscanned }, Some(reason))
}
