//! A person's own store: papers and results of their earlier dossiers, used again
//! with their consent, so that nobody asks twice for what the state already holds.
//! There is no second copy: the store is the dossiers themselves, and a paper is
//! used by naming the dossier that holds it.

use crate::act::Actor;
use crate::catalogue::{Paper, Version};
use crate::document::FileRef;
use crate::dossier::{
    Applicant, Consent, ConsentScope, Desk, Digitised, Dossier, DossierCode, Outcome, PaperHanded,
    SharedBack, SharedPlace,
};
use crate::text::fold;
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// The name under which a dossier's result is asked for, where a paper's id stands.
pub const RESULT: &str = "result";

/// A paper of an earlier dossier, to be used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reuse {
    /// As which paper of the new dossier.
    pub paper: String,
    /// From which dossier.
    pub from: DossierCode,
    /// Which of its papers; [`RESULT`] for its result.
    pub from_paper: String,
}

/// What one dossier offers to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reusable {
    /// Which dossier.
    pub from: DossierCode,
    /// Which paper; [`RESULT`] for the result.
    pub paper: String,
    /// When it was accepted, or decided.
    pub at: Moment,
    /// Its files.
    pub files: Vec<FileRef>,
}

impl Reusable {
    /// Its Vietnamese name in the version under which it was handed in. Papers are matched by
    /// this name, in every language of the page.
    pub fn called<'a>(&'a self, theirs: Option<&'a Version>) -> &'a str {
        match (self.paper.as_str(), theirs) {
            (RESULT, Some(theirs)) => &theirs.result,
            (id, theirs) => theirs
                .and_then(|theirs| theirs.papers.iter().find(|paper| paper.id.as_str() == id))
                .map_or(id, |paper| &paper.name),
        }
    }
}

/// As which of the papers that are asked for now something of an earlier dossier counts:
/// the one of the same id and name or, for a result, the one whose name begins as the
/// result is called. None where nothing says that they are the same.
pub fn counts_as<'a>(paper: &str, name: &str, asked: &[&'a Paper]) -> Option<&'a Paper> {
    let name = fold(name);
    let is_same = |asked: &&&Paper| match paper {
        RESULT => !name.is_empty() && fold(&asked.name).starts_with(&name),
        id => asked.id.as_str() == id && fold(&asked.name) == name,
    };
    asked.iter().find(is_same).copied()
}

impl Dossier {
    /// What a later dossier of the same person may use: accepted papers that are held
    /// as files, and an approved result that was not recalled. Nothing once the person took that back, and
    /// nothing of a dossier without an identity number: nobody could say whose it is.
    pub fn reusable(&self) -> Vec<Reusable> {
        let Some(reception) = self.reception.as_ref().filter(|_| self.is_reusable()) else {
            return Vec::new();
        };
        let papers = self.submission.papers.iter().filter(|paper| !paper.files.is_empty());
        let papers = papers.map(|paper| Reusable {
            from: self.code().clone(),
            paper: paper.paper.clone(),
            at: reception.at,
            files: paper.files.clone(),
        });
        let decided = self.completion().filter(|(_, outcome)| *outcome == Outcome::Approved);
        let decided = decided.filter(|_| self.deed_life.recalled.is_none());
        let result = decided.zip(self.result.as_ref()).map(|((at, _), result)| Reusable {
            from: self.code().clone(),
            paper: RESULT.to_string(),
            at,
            files: result.files.clone(),
        });
        papers.chain(result).collect()
    }

    /// The same for a new dossier of this applicant, whose number must be the one of this
    /// dossier: a receipt opens a dossier, it does not make its papers somebody else's.
    pub fn offered_to(&self, applicant: &Applicant) -> Result<Vec<Reusable>, Refusal> {
        if applicant.identity.is_empty() {
            return Err(Refusal::of("reuse.identity-missing").at("reuse"));
        }
        if applicant.identity != self.submission.applicant.identity {
            return Err(Refusal::of("reuse.other-person").at("reuse").with("code", self.code()));
        }
        Ok(self.reusable())
    }

    fn is_reusable(&self) -> bool {
        self.not_reused_since.is_none() && !self.submission.applicant.identity.is_empty()
    }

    /// Gives what is held as files back to the person's store, each once.
    pub(in crate::dossier) fn share_back(&mut self, at: Moment) {
        if !self.is_reusable() {
            return;
        }
        let place = SharedBack { to: SharedPlace::PersonalStore, at };
        for paper in self.submission.papers.iter_mut().filter(|paper| !paper.files.is_empty()) {
            if paper.shared.is_empty() {
                paper.shared.push(place.clone());
            }
        }
        if let Some(result) = self.result.as_mut().filter(|result| result.shared.is_empty()) {
            result.shared.push(place);
        }
    }
}

/// Puts the papers that are used again among those of a new dossier of this person.
/// An officer or a helper needs the person's consent; the person's own act is consent.
pub(in crate::dossier) fn reuse(
    desk: &mut Desk<'_>,
    applicant: &Applicant,
    consent: Option<&Consent>,
    wanted: &[Reuse],
    papers: &mut Vec<PaperHanded>,
) -> Result<(), Halt> {
    let allowed = consent.is_some_and(|consent| consent.allows(ConsentScope::ReusePapers, desk.now));
    if matches!(desk.actor, Actor::Officer(_)) && !allowed {
        return Err(Refusal::of("consent.reuse-missing").at("consent_reuse").into());
    }
    for reuse in wanted {
        let gone = || Refusal::of("reuse.not-there").at("reuse").with("code", &reuse.from);
        let earlier = desk.read.dossier(&reuse.from)?.ok_or_else(gone)?;
        let offered = match (earlier.offered_to(applicant), desk.actor) {
            (Ok(offered), _) => offered,
            // The person has shown its receipt, and may know whose it is. At a desk somebody
            // else's dossier is refused in the same words as one that is not there.
            (Err(_), Actor::Officer(_)) => Vec::new(),
            (Err(refusal), _) => return Err(refusal.into()),
        };
        let found = offered.into_iter().filter(|offer| offer.paper == reuse.from_paper);
        let files: Vec<FileRef> = found.flat_map(|offer| offer.files).collect();
        if files.is_empty() {
            return Err(gone().into());
        }
        let fact = Digitised::Reused { from: reuse.from.clone(), by: desk.actor.name(), at: desk.now };
        // What was also ticked on paper is one paper, now held as a file.
        let ticked = papers.iter_mut().find(|paper| paper.paper == reuse.paper && paper.files.is_empty());
        match ticked {
            Some(paper) => (paper.files, paper.digitised) = (files, Some(fact)),
            None => papers
                .push(PaperHanded { digitised: Some(fact), ..PaperHanded::of_files(&reuse.paper, files) }),
        }
    }
    Ok(())
}
