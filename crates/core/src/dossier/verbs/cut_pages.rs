//! Tách, ghép trang: pages of the dossier's PDFs as one new file of a paper. Nothing
//! is taken away: the files from which the pages come stay as they are.

use crate::act::Actor;
use crate::catalogue::Duty;
use crate::document::{FILES_MAX, FileRef, Media};
use crate::dossier::desk::unknown;
use crate::dossier::{Changes, Desk, DossierCode, Fact, PagesOf};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Put pages together as a new file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CutPages {
    /// Which dossier.
    pub code: DossierCode,
    /// The paper that the new file belongs to.
    pub paper: String,
    /// The new file, kept already.
    pub file: FileRef,
    /// Where its pages come from, in order.
    pub from: Vec<PagesOf>,
}

/// The reception desk or the holder of the dossier does it, while the dossier is open. Refused when
/// a page comes from a file that the dossier does not hold, or the paper is neither
/// handed in nor asked for: pages of one pile may be a paper that nobody named so far.
pub fn cut_pages(desk: &mut Desk<'_>, command: CutPages) -> Result<Changes, Halt> {
    let dossier = desk.read.dossier(&command.code)?.ok_or_else(|| unknown(&command.code))?;
    let Actor::Officer(officer) = desk.actor else {
        return Err(Refusal::of("account.officers-only").into());
    };
    dossier.must_be_seen_by(officer)?;
    if officer.must_have(Duty::Reception, &dossier.submission.receiving).is_err() {
        dossier.must_be_held_by(officer)?;
    }
    if dossier.status().is_final() {
        return Err(Refusal::of("document.dossier-closed").into());
    }
    let (papers, version) = (&dossier.submission.papers, desk.version_of(&dossier)?);
    let is_asked =
        version.papers_for(&dossier.submission.case).any(|asked| asked.id.as_str() == command.paper);
    let is_handed = papers.iter().any(|paper| paper.paper == command.paper);
    if !is_asked && !is_handed && command.paper != "other" {
        return Err(Refusal::of("dossier.unknown-paper").at("paper").with("paper", &command.paper).into());
    }
    let files: Vec<&FileRef> = papers.iter().flat_map(|paper| &paper.files).collect();
    let is_held =
        |from: &PagesOf| files.iter().any(|file| file.digest == from.digest && file.media == Media::Pdf);
    if command.from.is_empty() || !command.from.iter().all(is_held) {
        return Err(Refusal::of("document.unknown").into());
    }
    if files.len() >= FILES_MAX {
        return Err(Refusal::of("document.too-many").with("limit", FILES_MAX).into());
    }
    let CutPages { paper, file, from, .. } = command;
    desk.change(dossier, Fact::PagesCut { paper, file, from }, None)
}
