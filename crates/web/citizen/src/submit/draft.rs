//! What a person has typed and not yet handed in. Only its address leads to it.

use super::typed::Pages;
use motcua_core::catalogue::{Case, CaseId, Paper, Procedure, ProcedureId, Version};
use motcua_core::competence::DecidingFacts;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{
    Applicant, Assistance, DossierCode, Helper, PaperHanded, Reuse, WantedReturn, decided_by,
};
use motcua_core::form::{self, Answers, Form, GENERAL};
use motcua_core::{Day, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The answers so far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Which procedure.
    pub procedure: ProcedureId,
    /// The version of it that held when the draft was begun; none in drafts of before.
    #[serde(default)]
    pub began: Option<u32>,
    /// The version up to which the draft was carried over.
    #[serde(default)]
    pub carried: Option<u32>,
    /// Which case, where the person has to say.
    pub case: Option<CaseId>,
    /// Which centre takes it.
    pub receiving: Option<AgencyCode>,
    /// What was said of everything on which it hangs who decides.
    #[serde(default)]
    pub deciding: DecidingFacts,
    /// Which of several competent agencies was chosen.
    #[serde(default)]
    pub competent: Option<AgencyCode>,
    /// Whether somebody helps was answered.
    pub helper_told: bool,
    /// Who helps.
    pub assistance: Option<Assistance>,
    /// Whose dossier.
    pub applicant: Applicant,
    /// How they want the result.
    #[serde(default)]
    pub wanted: WantedReturn,
    /// What they answered in the procedure's form. An answer that another form does
    /// not ask for waits here until the case is changed back.
    #[serde(default)]
    pub answers: Answers,
    /// Where answers come from that were taken over from an earlier dossier, by path.
    #[serde(default)]
    pub origins: BTreeMap<String, Origin>,
    /// Papers sent so far.
    pub papers: Vec<PaperHanded>,
    /// Earlier dossiers that were opened with their receipts, the newest first.
    #[serde(default)]
    pub opened: Vec<DossierCode>,
    /// Papers of those that are to be used again.
    #[serde(default)]
    pub reuse: Vec<Ticked>,
    /// What each page holds beside the answers above.
    #[serde(default)]
    pub pages: Pages,
}

/// Where an answer was taken from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// The earlier dossier.
    pub code: String,
    /// The day on which that was handed in, `yyyy-MM-dd`.
    pub day: String,
    /// The answer; another one is the person's own.
    pub value: Value,
}

/// A paper of an earlier dossier that the person ticked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Ticked {
    /// Which, and as what.
    pub reuse: Reuse,
    /// How many files it had then.
    pub files: usize,
}

impl Draft {
    pub(super) fn new(procedure: ProcedureId) -> Draft {
        Draft {
            procedure,
            began: None,
            carried: None,
            case: None,
            receiving: None,
            deciding: DecidingFacts::default(),
            competent: None,
            helper_told: false,
            assistance: None,
            applicant: Applicant::default(),
            wanted: WantedReturn::default(),
            answers: Answers::new(),
            origins: BTreeMap::new(),
            papers: Vec::new(),
            opened: Vec::new(),
            reuse: Vec::new(),
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

    /// Of the papers asked for, those that can be sent: what the form says all of is not
    /// asked for once more, and stands here only with a file that is there already.
    pub(super) fn to_send<'a>(&self, version: &'a Version) -> Vec<&'a Paper> {
        let mut asked = self.papers(version);
        asked.retain(|paper| !self.is_by_form(version, paper) || self.handed(paper.id.as_str()).is_some());
        asked
    }

    /// The form that was filled in takes the place of this paper.
    pub(super) fn is_by_form(&self, version: &Version, paper: &Paper) -> bool {
        self.case(version).is_some_and(|case| version.is_by_form(&case.id, paper))
    }

    /// The files handed in for one paper.
    pub(super) fn handed(&self, paper: &str) -> Option<&PaperHanded> {
        self.papers.iter().find(|handed| handed.paper == paper)
    }

    /// Required papers without a file, sent or used again, by their place in the version.
    pub(super) fn missing<'a>(&self, version: &'a Version) -> Vec<&'a Paper> {
        let is_there =
            |id: &str| self.handed(id).is_some() || self.reuse.iter().any(|ticked| ticked.reuse.paper == id);
        let asked = self.papers(version).into_iter();
        let lacks = |paper: &&Paper| !self.is_by_form(version, paper) && !is_there(paper.id.as_str());
        asked.filter(|paper| paper.required).filter(lacks).collect()
    }

    /// Remembers that this earlier dossier was opened with its receipt.
    pub(super) fn open(&mut self, earlier: &DossierCode) {
        self.opened.retain(|known| known != earlier);
        self.opened.insert(0, earlier.clone());
        self.opened.truncate(OPENED_MAX);
        self.reuse.retain(|ticked| self.opened.contains(&ticked.reuse.from));
    }

    /// Files of papers that the case does not ask for (any more) become other
    /// papers: nothing that was sent or ticked is lost.
    pub(super) fn settle_papers(&mut self, version: &Version) {
        let known: Vec<String> = self.papers(version).iter().map(|paper| paper.id.to_string()).collect();
        for handed in std::mem::take(&mut self.papers) {
            let paper = if known.contains(&handed.paper) { handed.paper } else { OTHER.to_string() };
            self.add(PaperHanded { paper, ..handed });
        }
        for Ticked { reuse, .. } in self.reuse.iter_mut().filter(|one| !known.contains(&one.reuse.paper)) {
            reuse.paper = OTHER.to_string();
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

    /// How many files there are, sent and used again.
    pub(super) fn files(&self) -> usize {
        let sent = self.papers.iter().map(|paper| paper.files.len());
        sent.chain(self.reuse.iter().map(|ticked| ticked.files)).sum()
    }

    /// The form that is filled in, of the case or of the procedure.
    pub(super) fn form<'a>(&self, law: &'a Law, version: &Version) -> Option<&'a Form> {
        match self.case(version) {
            Some(case) => law.form_of(version, &case.id),
            None => law.forms.get(version.form.as_deref().unwrap_or(GENERAL)),
        }
    }

    /// The answers that this form knows.
    pub(super) fn known_answers(&self, form: &Form) -> Answers {
        let known = self.answers.iter().filter(|(key, _)| form.field(key).is_some());
        known.map(|(key, value)| (key.clone(), value.clone())).collect()
    }

    /// The pages of the form on which something is asked now, by their names here.
    fn form_pages<'a>(&self, law: &'a Law, version: &Version) -> Vec<(String, &'a form::PageOfForm)> {
        let Some(form) = self.form(law, version) else { return Vec::new() };
        let pages = form.open_pages(&self.known_answers(form));
        pages.into_iter().map(|page| (name_of(page), page)).collect()
    }

    /// The agency that decides; or what must be said first, or why the centre cannot take it.
    pub(super) fn decided_by(
        &self,
        law: &Law,
        version: &Version,
        today: Day,
    ) -> Result<AgencyCode, Vec<Refusal>> {
        let missing = || vec![Refusal::of("draft.centre-missing").at("receiving")];
        let code = self.receiving.as_ref().ok_or_else(missing)?;
        // It may have been closed since it was chosen.
        let closed = || vec![Refusal::of("dossier.no-such-centre").at("receiving")];
        let receiving = law.directory.agency_on(code, today).filter(|agency| agency.centre.is_some());
        let receiving = receiving.ok_or_else(closed)?;
        let asked = (&self.procedure, version);
        decided_by(law, asked, today, receiving, &self.deciding, self.competent.as_ref())
    }

    /// The pages of this draft in their order.
    pub(super) fn page_names(&self, law: &Law, version: &Version) -> Vec<String> {
        let of_form = self.form_pages(law, version).into_iter().map(|(name, _)| name);
        let (first, last) = (["case", "person"], ["papers", "check"]);
        first.map(str::to_string).into_iter().chain(of_form).chain(last.map(str::to_string)).collect()
    }

    /// The first page that has not been answered, or on which something was typed
    /// since, or is wrong by what came later; none when it can be checked.
    pub(super) fn next_page(&self, law: &Law, version: &Version, today: Day) -> Option<String> {
        let case_is_open = self.receiving.is_none() || !self.helper_told || self.case(version).is_none();
        if case_is_open || self.pages.typed("case").is_some() || self.decided_by(law, version, today).is_err()
        {
            return Some("case".into());
        }
        if self.applicant.name.is_empty() || !self.pages.is_accepted("person") {
            return Some("person".into());
        }
        let form = self.form(law, version)?;
        let pages = self.form_pages(law, version);
        let unanswered = pages.iter().find(|(name, _)| !self.pages.is_accepted(name));
        if let Some((name, _)) = unanswered {
            return Some(name.clone());
        }
        let wrong = form::judge(form, self.known_answers(form), today, &law.directory).err()?;
        let path = wrong.first().and_then(|refusal| refusal.field.as_deref()?.strip_prefix("form."));
        let of_path = path.and_then(|path| form.page_of(path)).map(name_of);
        of_path.or_else(|| pages.first().map(|(name, _)| name.clone()))
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
/// The oldest earlier dossier goes when one more is opened.
const OPENED_MAX: usize = 5;
/// The person does it alone.
pub(super) const NOBODY: &str = "nobody";
/// Who may be said to have helped; officers say it of themselves, at the counter.
pub(super) const HELPERS: [Helper; 4] =
    [Helper::Relative, Helper::AgentPoint, Helper::Volunteer, Helper::PostOffice];

/// The name of a page of the form in a draft.
pub(super) fn name_of(page: &form::PageOfForm) -> String {
    format!("form/{}", page.id)
}

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

    #[test]
    fn a_paper_that_is_used_again_is_not_missing_and_is_kept_as_another_when_not_asked_for() {
        let law = Books::embedded().law(Policy::default()).unwrap();
        let mut draft = Draft::new(ProcedureId::from("1.004873"));
        let (_, version) = draft.procedure(&law, Moment::parse("2025-07-14T09:00").unwrap()).unwrap();
        let needed: Vec<String> = draft.missing(version).iter().map(|paper| paper.id.to_string()).collect();
        let from = DossierCode::parse("H57.101-250701-0001").unwrap();
        draft.open(&from);
        let ticked = |paper: &str| Ticked {
            reuse: Reuse { paper: paper.into(), from: from.clone(), from_paper: paper.into() },
            files: 2,
        };
        draft.reuse = vec![ticked(&needed[0]), ticked("giay-cu")];
        draft.settle_papers(version);
        assert_eq!((draft.missing(version).len(), draft.files()), (needed.len() - 1, 4));
        assert_eq!(draft.reuse[1].reuse.paper, OTHER);
        for number in 2..=6 {
            draft.open(&DossierCode { number, ..from.clone() });
        }
        assert!(
            !draft.opened.contains(&from) && draft.reuse.is_empty(),
            "five are held open, the oldest goes"
        );
    }
}
