//! Đủ tệp, thiếu tệp: for every paper that the procedure asks for, whether it is
//! held as a file. Said of each paper, so that a dossier is never silently empty.

use super::PaperHanded;
use crate::catalogue::{CaseId, Paper, Version};

/// How a paper is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// As so many files.
    AsFiles(usize),
    /// Only on paper: nobody has made it a file yet.
    OnPaper,
    /// Not at all.
    Not,
}

/// A paper of the procedure and how it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperHeld<'a> {
    /// Which.
    pub paper: &'a Paper,
    /// How.
    pub held: Held,
}

impl PaperHeld<'_> {
    /// The dossier is not complete without a file of it, and there is none.
    pub fn lacks_a_file(&self) -> bool {
        self.paper.required && !matches!(self.held, Held::AsFiles(_))
    }
}

/// Every paper that the case asks for, in the order of the version.
pub fn papers_held<'a>(version: &'a Version, case: &'a CaseId, handed: &[PaperHanded]) -> Vec<PaperHeld<'a>> {
    let held = |paper: &Paper| {
        let mut all = handed.iter().filter(|handed| handed.paper == paper.id.as_str()).peekable();
        if all.peek().is_none() {
            return Held::Not;
        }
        match all.map(|handed| handed.files.len()).sum() {
            0 => Held::OnPaper,
            files => Held::AsFiles(files),
        }
    };
    version.papers_for(case).map(|paper| PaperHeld { paper, held: held(paper) }).collect()
}
