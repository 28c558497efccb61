//! What a person has typed and not yet handed in. Only its address leads to it.

use crate::citizen::keyed::receipt_href;
use crate::edge::act::keep;
use crate::edge::visit::Visit;
use motcua_core::catalogue::{Case, CaseId, Paper, Procedure, ProcedureId, Version};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Applicant, Assistance, DossierId, Helper, PaperHanded};
use motcua_core::{Fault, Halt, Law, Moment, Refusal};
use motcua_store::{dossier, draft};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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
}

/// A draft that was found.
pub(super) struct Opened {
    /// Its name in addresses.
    pub id: DossierId,
    /// The answers.
    pub draft: Draft,
    /// As it is stored: what the person has seen on the last page.
    pub body: String,
}

/// What an address of a draft leads to.
pub(super) enum Found {
    /// Still a draft.
    Draft(Box<Opened>),
    /// Handed in: to this receipt.
    HandedIn(String),
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

    /// The first page that has not been answered; none when it can be checked.
    pub(super) fn next_page(&self, version: &Version) -> Option<&'static str> {
        if self.receiving.is_none() || !self.helper_told || self.case(version).is_none() {
            Some("case")
        } else if self.applicant.name.is_empty() {
            Some("person")
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

/// The draft at this address, or the receipt of what it became. Refused
/// (`draft.unknown`) when there is no such draft.
pub(super) fn find(visit: &Visit, id: &str) -> Result<Found, Halt> {
    let unknown = || Refusal::of("draft.unknown");
    let id = DossierId::parse(id).ok_or_else(unknown)?;
    let (body, handed_in) = visit.app.read(|rows| -> Result<_, Fault> {
        let body = draft::get(rows, id)?;
        Ok((body, dossier::by_id(rows, dossier_id(id))?))
    })?;
    if let Some(dossier) = handed_in {
        return Ok(Found::HandedIn(receipt_href(visit, &dossier)));
    }
    let body = body.ok_or_else(unknown)?;
    let draft = serde_json::from_str(&body).map_err(|error| Fault::damaged(format!("a draft: {error}")))?;
    Ok(Found::Draft(Box::new(Opened { id, draft, body })))
}

/// How long an untouched draft is kept: a month to find a missing paper.
const KEPT_MS: i64 = 30 * motcua_core::DAY_MS;

/// Begins a draft, and forgets those that nobody has touched for a month: what a
/// person did not hand in is not ours to keep.
pub(super) async fn begin(visit: &Visit, id: DossierId, answers: &Draft) -> Result<(), Halt> {
    keep(&visit.app, vec![draft::forget_before(visit.now.plus_ms(-KEPT_MS))]).await?;
    put(visit, id, answers).await
}

/// Keeps what was answered.
pub(super) async fn put(visit: &Visit, id: DossierId, answers: &Draft) -> Result<(), Halt> {
    let body = serde_json::to_string(answers).map_err(Fault::other)?;
    keep(&visit.app, vec![draft::put(id, &body, visit.now)]).await
}

/// The id of the dossier that a draft becomes: always the same one, so that a
/// second sending is known for what it is. It is made from the draft's id by a
/// digest, because an address of the draft leads to the secret of the receipt,
/// and ids of dossiers are no secrets.
pub(super) fn dossier_id(draft: DossierId) -> DossierId {
    let mut since = [0; 8];
    since[2..].copy_from_slice(&draft.0[..6]);
    let digest = Sha256::new().chain_update(b"dossier of draft ").chain_update(draft.0).finalize();
    let mut rest = [0; 10];
    rest.copy_from_slice(&digest[..10]);
    DossierId::v7(Moment(i64::from_be_bytes(since)), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_books::Books;
    use motcua_core::document::{FileDigest, FileRef, Media};
    use motcua_core::law::Policy;

    fn handed(paper: &str, digest: &str) -> PaperHanded {
        let file =
            FileRef { digest: FileDigest(digest.into()), name: "a.pdf".into(), size: 1, media: Media::Pdf };
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
    fn a_draft_becomes_always_the_same_dossier_with_another_id() {
        let (one, two) = (DossierId::v7(Moment(5), [1; 10]), DossierId::v7(Moment(5), [2; 10]));
        assert_eq!(dossier_id(one), dossier_id(one));
        assert_ne!(dossier_id(one), dossier_id(two));
        assert_ne!(dossier_id(one), one);
        assert_eq!(dossier_id(one).0[..6], one.0[..6], "it keeps its time, for the order of the index");
    }
}
