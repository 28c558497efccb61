//! What may be attached as a result.

use crate::document::{FileRef, Media};
use crate::dossier::Desk;
use crate::{Halt, Refusal};

const RESULT_FILES_MAX: usize = 10;

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
