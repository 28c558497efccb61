//! The door to keys with which persons sign what they decided. Where they lie and how they sign, the
//! binary knows.

use super::key_times::KeyTime;
use super::seals::SealMark;
use motcua_core::act::OfficerId;
use motcua_core::{DAY_MS, Halt, Moment, Refusal};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};

/// How an officer says yes to a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyWay {
    /// With the PIN of a token, typed here once for all papers of a sitting.
    Pin,
    /// On a device of their own, which a signing service asks.
    Device,
    /// With nothing: a key in a file, for trials.
    File,
}

/// Where the seal of the agency will stand, to be kept free before the first signature.
#[derive(Debug, Clone, PartialEq)]
pub struct SealPlace {
    /// The page, from 1.
    pub page: usize,
    /// Left, lower, right and upper edge in points from the page's lower left corner.
    pub rect: [f64; 4],
    /// What is read out instead of it.
    pub spoken: String,
}

/// A paper that is to be signed.
pub struct PaperToSign {
    /// How it is called among the others.
    pub paper: String,
    /// The file, with its number and day.
    pub pdf: Vec<u8>,
    /// What is seen of the signature; none: nothing.
    pub mark: Option<SealMark>,
    /// Where the seal comes afterwards.
    pub seal: Option<SealPlace>,
}

/// A paper with the signature in it.
pub struct SignedPdf {
    /// The file.
    pub pdf: Vec<u8>,
    /// The name in the certificate.
    pub certificate: String,
}

/// Somebody who signs several papers at once.
pub struct Sitting<'s> {
    /// Whose key.
    pub officer: &'s OfficerId,
    /// What they are called: the certificate must be theirs.
    pub name: &'s str,
    /// The PIN, where one is typed; kept nowhere.
    pub secret: &'s str,
    /// When.
    pub now: Moment,
}

/// Keys of persons.
pub trait Signers: Send + Sync {
    /// How this officer signs here; none: by hand.
    fn way(&self, officer: &OfficerId) -> Option<KeyWay>;

    /// When the certificate of this officer's key holds; none where they have no key here, or it has not answered yet.
    fn time(&self, _: &OfficerId) -> Option<KeyTime> {
        None
    }

    /// Signs papers under one consent. What became of each is told as soon as it is known, in any order and
    /// once; the next one is signed after that. Refused (`signing.…`) when the key signs none of them. Waits
    /// for tokens and services: never called where others are served.
    fn sign(
        &self,
        sitting: &Sitting<'_>,
        papers: Vec<PaperToSign>,
        each: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
    ) -> Result<(), Refusal>;
}

/// Nobody has one: papers are signed by hand.
pub struct NoSigners;

impl Signers for NoSigners {
    fn way(&self, _: &OfficerId) -> Option<KeyWay> {
        None
    }

    fn sign(
        &self,
        _: &Sitting<'_>,
        _: Vec<PaperToSign>,
        _: &mut dyn FnMut(&str, Result<SignedPdf, Refusal>),
    ) -> Result<(), Refusal> {
        Err(Refusal::of("signing.no-key"))
    }
}

/// How far the signing of a paper is, while it has no signature.
#[derive(Debug, Clone, PartialEq)]
pub enum SigningStanding {
    /// Its key was asked.
    UnderWay,
    /// It was not signed, and why.
    Failed(Vec<Refusal>),
}

/// What keys were asked for and have not done. Only signatures last: after a restart nothing is under way,
/// and what comes late belongs to no paper.
#[derive(Default)]
pub struct SigningStates {
    papers: Mutex<BTreeMap<String, (Moment, SigningStanding)>>,
    /// What is to be told once to whoever sat, of papers that wait no more.
    parted: Mutex<BTreeMap<OfficerId, Vec<Refusal>>>,
}

/// What failed is told for so long.
const FAILED_MS: i64 = DAY_MS;

impl SigningStates {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, (Moment, SigningStanding)>> {
        self.papers.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// All of these papers are under way from now on; none, if one of them is already: two keys never sign
    /// one paper.
    pub fn begin(&self, papers: &[String], now: Moment) -> bool {
        let mut all = self.all();
        all.retain(|_, (at, standing)| *standing == SigningStanding::UnderWay || at.plus_ms(FAILED_MS) > now);
        let is_busy = |paper: &String| matches!(all.get(paper), Some((_, SigningStanding::UnderWay)));
        if papers.iter().any(is_busy) {
            return false;
        }
        all.extend(papers.iter().map(|paper| (paper.clone(), (now, SigningStanding::UnderWay))));
        true
    }

    /// What became of a paper: signed and kept, or why not.
    pub fn end(&self, paper: &str, kept: Result<(), Halt>, now: Moment) {
        let wrong = match kept {
            Ok(()) => {
                self.all().remove(paper);
                return;
            }
            Err(Halt::Refused(wrong)) => wrong,
            Err(Halt::Broke(fault)) => {
                tracing::error!(paper, %fault, "a signed paper could not be kept");
                vec![Refusal::of("signing.not-kept")]
            }
        };
        self.all().insert(paper.to_string(), (now, SigningStanding::Failed(wrong)));
    }

    /// What is still under way ends so: a sitting is over, whatever it left open.
    pub fn end_rest(&self, papers: &[String], why_not: &[Refusal], now: Moment) {
        for paper in papers {
            if self.of(paper) == Some(SigningStanding::UnderWay) {
                self.end(paper, Err(Halt::Refused(why_not.to_vec())), now);
            }
        }
    }

    /// A paper was not signed and waits no more, so no list shows what became of it: whoever sat is told this.
    pub fn part(&self, paper: &str, officer: &OfficerId, why: Refusal) {
        self.all().remove(paper);
        let mut parted = self.parted.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        parted.entry(officer.clone()).or_default().push(why);
    }

    /// What this officer is to be told so, once.
    pub fn take_parted(&self, officer: &OfficerId) -> Vec<Refusal> {
        let mut parted = self.parted.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        parted.remove(officer).unwrap_or_default()
    }

    /// How far a paper is; none for one that nobody asked a key about.
    pub fn of(&self, paper: &str) -> Option<SigningStanding> {
        self.all().get(paper).map(|(_, standing)| standing.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_asked_of_one_key_at_a_time_and_a_failure_is_told_until_the_next_try() {
        let (states, now) = (SigningStates::default(), Moment(0));
        let papers = ["a".to_string(), "b".to_string()];
        assert!(states.begin(&papers, now));
        assert!(!states.begin(&papers[..1], now), "under way");
        states.end("a", Ok(()), now);
        states.end_rest(&papers, &[Refusal::of("signing.token-gone")], now);
        assert_eq!(states.of("a"), None, "signed");
        assert!(matches!(states.of("b"), Some(SigningStanding::Failed(_))));
        assert!(states.begin(&papers[1..], now));
        states.end_rest(&papers, &[], now);
        assert!(states.begin(&[], now.plus_ms(FAILED_MS)));
        assert_eq!(states.of("b"), None, "old failures are forgotten");
    }
}
