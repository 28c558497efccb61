//! What a person has typed and not yet handed in. Only its address leads to it.

use super::typed::Pages;
use motcua_core::catalogue::{Case, CaseId, Paper, Procedure, ProcedureId, Version};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Applicant, Assistance, Helper, PaperHanded};
use motcua_core::{Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// The answers so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// Which case, where the person has to say.
    pub case: Option<CaseId>,
    /// Which centre takes it.
    pub receiving: Option<AgencyCode>,
    /// Whether somebody helps was answered.
    pub helper_told: bool,
    /// Who helps.
    pub assistance: Option<Assistance>,
    /// Whose dossier.
    pub applicant: Applicant,
    /// What they ask for, in their own words.
    pub request: String,
    /// Papers sent so far.
    pub papers: Vec<PaperHanded>,
    /// What each page holds beside the answers above.
    #[serde(default)]
    pub pages: Pages,
}

impl Draft {
    pub(super) fn new(procedure: ProcedureId) -> Draft {
        Draft {
            procedure,
            case: None,
            receiving: None,
            helper_told: false,
            assistance: None,
            applicant: Applicant::default(),
            request: String::new(),
            papers: Vec::new(),
            pages: Pages::default(),
        }
    }

    /// The procedure with the version that holds now.
    pub(super) fn procedure<'a>(
        &self,
        law: &'a Law,
        now: Moment,
    ) -> Result<(&'a Procedure, &'a Version), Refusal> {
        let procedure = law
            .catalogue
            .procedure(&self.procedure)
            .ok_or_else(|| Refusal::of("catalogue.unknown-procedure").at("procedure"))?;
        let version = procedure.version_on(now.day()).ok_or_else(|| {
            Refusal::of("catalogue.not-in-force").at("procedure").with("day", now.day().vn())
        })?;
        Ok((procedure, version))
    }

    /// The case: as chosen, or the only one there is for the person.
    pub(super) fn case<'a>(&self, version: &'a Version) -> Option<&'a Case> {
        match &self.case {
            Some(id) => version.case(id),
            None => {
                let mut open = version.cases_for_applicant();
                let first = open.next()?;
                open.next().is_none().then_some(first)
            }
        }
    }

    /// The papers asked for in the case.
    pub(super) fn papers<'a>(&self, version: &'a Version) -> Vec<&'a Paper> {
        self.case(version).map(|case| version.papers_for(&case.id).collect()).unwrap_or_default()
    }

    /// The files handed in for one paper.
    pub(super) fn handed(&self, paper: &str) -> Option<&PaperHanded> {
        self.papers.iter().find(|handed| handed.paper == paper)
    }

    /// Required papers without a file, by their place in the version.
    pub(super) fn missing<'a>(&self, version: &'a Version) -> Vec<&'a Paper> {
        let asked = self.papers(version).into_iter();
        asked.filter(|paper| paper.required && self.handed(paper.id.as_str()).is_none()).collect()
    }

    /// Files of papers that the case does not ask for (any more) become other
    /// papers: nothing that was sent is lost.
    pub(super) fn settle_papers(&mut self, version: &Version) {
        let known: Vec<String> = self.papers(version).iter().map(|paper| paper.id.to_string()).collect();
        for handed in std::mem::take(&mut self.papers) {
            let paper = if known.contains(&handed.paper) { handed.paper } else { OTHER.to_string() };
            self.add(PaperHanded { paper, ..handed });
        }
    }

    /// Adds files to a paper; the same file twice is one.
    pub(super) fn add(&mut self, more: PaperHanded) {
        match self.papers.iter_mut().find(|handed| handed.paper == more.paper) {
            None => self.papers.push(more),
            Some(handed) => {
                for file in more.files {
                    if !handed.files.iter().any(|kept| kept.digest == file.digest) {
                        handed.files.push(file);
                    }
                }
            }
        }
    }

    /// Takes a file out again; a paper without files is not handed in.
    pub(super) fn remove(&mut self, paper: &str, digest: &str) {
        for handed in self.papers.iter_mut().filter(|handed| handed.paper == paper) {
            handed.files.retain(|file| file.digest.0 != digest);
        }
        self.papers.retain(|handed| !handed.files.is_empty());
    }

    /// How many files there are.
    pub(super) fn files(&self) -> usize {
        self.papers.iter().map(|paper| paper.files.len()).sum()
    }

    /// The pages of this draft in their order.
    pub(super) fn page_names(&self, _version: &Version) -> Vec<String> {
        ["case", "person", "papers", "check"].map(str::to_string).to_vec()
    }

    /// The first page that has not been answered, or on which something was typed
    /// since; none when it can be checked.
    pub(super) fn next_page(&self, version: &Version) -> Option<String> {
        let case_is_open = self.receiving.is_none() || !self.helper_told || self.case(version).is_none();
        if case_is_open || self.pages.typed("case").is_some() {
            Some("case".into())
        } else if self.applicant.name.is_empty() || self.pages.typed("person").is_some() {
            Some("person".into())
        } else {
            None
        }
    }

    /// The word of the helper in the form.
    pub(super) fn helper_word(&self) -> &'static str {
        match (&self.assistance, self.helper_told) {
            (Some(assistance), _) => assistance.kind.as_str(),
            (None, true) => NOBODY,
            (None, false) => "",
        }
    }
}

/// A paper that the procedure does not name.
pub(super) const OTHER: &str = "other";
/// The person does it alone.
pub(super) const NOBODY: &str = "nobody";
/// Who may be said to have helped; officers say it of themselves, at the counter.
pub(super) const HELPERS: [Helper; 4] =
    [Helper::Relative, Helper::AgentPoint, Helper::Volunteer, Helper::PostOffice];

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_books::Books;
    use motcua_core::document::{FileDigest, FileRef, Media};
    use motcua_core::law::Policy;

    fn handed(paper: &str, digest: &str) -> PaperHanded {
        let file = FileRef {
            digest: FileDigest(digest.into()),
            name: "a.pdf".into(),
            size: 1,
            media: Media::Pdf,
            pages: None,
            doubts: Vec::new(),
        };
        PaperHanded::of_files(paper, vec![file])
    }

    #[test]
    fn files_of_a_paper_that_is_no_longer_asked_for_become_other_papers() {
        let law = Books::embedded().law(Policy::default()).unwrap();
        let mut draft = Draft::new(ProcedureId::from("1.004873"));
        draft.papers = vec![handed("giay-cu", "aa"), handed(OTHER, "bb"), handed("giay-cu-khac", "bb")];
        let (_, version) = draft.procedure(&law, Moment::parse("2025-07-14T09:00").unwrap()).unwrap();
        let asked = version.papers[0].id.to_string();
        draft.papers.push(handed(&asked, "cc"));
        draft.settle_papers(version);
        assert_eq!(draft.handed(OTHER).map(|paper| paper.files.len()), Some(2), "bb was sent twice");
        assert!(draft.handed(&asked).is_some());
        assert_eq!((draft.papers.len(), draft.files()), (2, 3));
        draft.remove(&asked, "cc");
        assert!(draft.handed(&asked).is_none());
    }
}
