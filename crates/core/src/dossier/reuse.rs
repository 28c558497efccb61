//! A person's own store: papers and results of their earlier dossiers, used again
//! with their consent, so that nobody asks twice for what the state already holds.
//! There is no second copy: the store is the dossiers themselves, and a paper is
//! used by naming the dossier that holds it.

use super::act::Desk;
use super::behalf::{Consent, ConsentScope};
use super::paper::{Digitised, PaperHanded, SharedBack, SharedPlace};
use super::{Applicant, Dossier, DossierCode, Outcome};
use crate::account::Actor;
use crate::document::FileRef;
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// The result of a dossier as files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultHeld {
    /// The files.
    pub files: Vec<FileRef>,
    /// Who made them, when.
    pub digitised: Digitised,
    /// Where they were given back to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedBack>,
}

impl Dossier {
    /// What a later dossier of the same person may use: accepted papers that are held
    /// as files, and an approved result. Nothing once the person took that back, and
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
        let result = decided.zip(self.result.as_ref()).map(|((at, _), result)| Reusable {
            from: self.code().clone(),
            paper: RESULT.to_string(),
            at,
            files: result.files.clone(),
        });
        papers.chain(result).collect()
    }

    fn is_reusable(&self) -> bool {
        self.not_reused_since.is_none() && !self.submission.applicant.identity.is_empty()
    }

    /// Gives what is held as files back to the person's store, each once.
    pub(super) fn share_back(&mut self, at: Moment) {
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
/// Whoever sits at a desk needs the person's consent; the person's own act is one.
pub(super) fn reuse(
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
        let earlier = desk.shelf.dossier(&reuse.from)?.ok_or_else(gone)?;
        // Somebody else's dossier is refused in the same words as one that is not there.
        let same = earlier.submission.applicant.identity == applicant.identity;
        let offered = if same { earlier.reusable() } else { Vec::new() };
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
