//! Đủ tệp, thiếu tệp: for every paper that the procedure asks for, whether it is
//! held as a file. Said of each paper, so that a dossier is never silently empty.

use crate::Refusal;
use crate::catalogue::CaseId;
use crate::catalogue::{Paper, Version};
use crate::dossier::{PaperHanded, Submission};

/// How a paper is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowHeld {
    /// As files, this many.
    AsFiles(usize),
    /// Its form was filled in: what it says stands in the dossier as answers.
    AsAnswers,
    /// Looked up in a national database by the office: nobody brings it.
    AsData,
    /// Only on paper: nobody has made it a file yet.
    OnPaper,
    /// It was looked at and given back at once (xuất trình): there is nothing to keep.
    Shown,
    /// Not at all.
    Not,
}

/// A paper of the procedure and how it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperHeld<'a> {
    /// Which.
    pub paper: &'a Paper,
    /// How.
    pub held: HowHeld,
}

impl PaperHeld<'_> {
    /// The dossier is not complete without it, and nothing electronic says what it says.
    pub fn lacks_a_file(&self) -> bool {
        let is_there =
            matches!(self.held, HowHeld::AsFiles(_) | HowHeld::AsAnswers | HowHeld::AsData | HowHeld::Shown);
        self.paper.required && !is_there
    }
}

/// Every paper that the case asks for, in the order of the version.
pub fn papers_held<'a>(version: &'a Version, submission: &Submission) -> Vec<PaperHeld<'a>> {
    let asked = version.papers_for(&submission.case);
    asked.map(|paper| PaperHeld { paper, held: held(version, submission, paper) }).collect()
}

fn held(version: &Version, submission: &Submission, paper: &Paper) -> HowHeld {
    let all: Vec<&PaperHanded> =
        submission.papers.iter().filter(|handed| handed.paper == paper.id.as_str()).collect();
    let is_answered = !submission.answers.is_empty() && version.is_by_form(&submission.case, paper);
    match all.iter().map(|handed| handed.files.len()).sum() {
        0 if is_answered => HowHeld::AsAnswers,
        0 if all.iter().any(|handed| handed.is_fetched()) => HowHeld::AsData,
        0 if all.is_empty() => HowHeld::Not,
        0 if all.iter().all(|handed| handed.is_only_shown()) => HowHeld::Shown,
        0 => HowHeld::OnPaper,
        files => HowHeld::AsFiles(files),
    }
}

/// Digitised = something was handed in, and nothing of it is held only on paper: it is
/// there as files, as the answers of its form or as data of the State. Answers alone are a dossier only where
/// no other paper is required; what was only shown is not kept, and nothing to digitise.
/// A fact of what is there, not a tick box.
pub fn is_digitised(version: &Version, submission: &Submission) -> bool {
    let held = papers_held(version, submission);
    let answered = held.iter().filter(|one| one.held == HowHeld::AsAnswers);
    let answered: Vec<&str> = answered.map(|one| one.paper.id.as_str()).collect();
    let mut kept = submission.papers.iter().filter(|paper| !paper.is_only_shown()).peekable();
    if kept.peek().is_none() {
        return !answered.is_empty() && !held.iter().any(PaperHeld::lacks_a_file);
    }
    kept.all(|paper| {
        !paper.files.is_empty() || paper.is_fetched() || answered.contains(&paper.paper.as_str())
    })
}

/// Every paper is one that the procedure asks for in this case, or `other`.
pub(in crate::dossier) fn check_papers(
    version: &Version,
    case: &CaseId,
    papers: &[PaperHanded],
) -> Result<(), Refusal> {
    let known = |paper: &PaperHanded| {
        paper.paper == "other" || version.papers_for(case).any(|asked| asked.id.to_string() == paper.paper)
    };
    match papers.iter().find(|paper| !known(paper)) {
        None => Ok(()),
        Some(paper) => {
            let shown: String = paper.paper.chars().take(40).collect();
            Err(Refusal::of("dossier.unknown-paper").at("papers").with("paper", shown))
        }
    }
}
