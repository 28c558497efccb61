//! A paper as it was handed in, and how it came to be held as a file: digitised is
//! a fact with a who, a when and a whence, set by the action that took the files.

use super::DossierCode;
use crate::account::Who;
use crate::document::FileRef;
use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};

/// A paper as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaperHanded {
    /// Which paper of the procedure; `other` for one that it does not name.
    pub paper: String,
    /// Originals on paper.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub originals: u16,
    /// Certified copies on paper.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub certified: u16,
    /// Plain copies on paper.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub copies: u16,
    /// As files: sent electronically, or scanned at the counter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileRef>,
    /// How the files came to be; none without files, and in histories older than
    /// this record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digitised: Option<Digitised>,
    /// Where the files were shared back to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedBack>,
}

fn is_zero(count: &u16) -> bool {
    *count == 0
}

/// How a paper came to be held as files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Digitised {
    /// Scanned by whoever took it in.
    Scanned {
        /// By whom.
        by: Who,
        /// When.
        at: Moment,
    },
    /// Sent electronically by the person.
    Sent {
        /// When.
        at: Moment,
    },
    /// Taken from the person's earlier dossier, with consent: nobody scanned again.
    Reused {
        /// Which dossier.
        from: DossierCode,
        /// On whose behalf of the office.
        by: Who,
        /// When.
        at: Moment,
    },
    /// Fetched from a national database.
    Fetched {
        /// Which one.
        source: String,
        /// When.
        at: Moment,
    },
}

/// Files that were given back to a shared place, so that nobody asks for them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedBack {
    /// Where.
    pub to: SharedPlace,
    /// When.
    pub at: Moment,
}

/// A shared place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedPlace {
    /// The person's own store: reusable in their next dossier.
    PersonalStore,
}

impl PaperHanded {
    /// Only files, as they come over the network.
    pub fn of_files(paper: impl Into<String>, files: Vec<FileRef>) -> PaperHanded {
        PaperHanded { paper: paper.into(), files, ..PaperHanded::default() }
    }

    /// It lay on the counter and nothing of it was taken in: no original, no copy, no file.
    pub fn is_only_shown(&self) -> bool {
        self.files.is_empty() && self.originals == 0 && self.certified == 0 && self.copies == 0
    }
}

/// Papers as an action takes them in: whatever the sender said about how files came
/// to be is forgotten, and the fact is set from who acts.
pub(super) fn taken_in(papers: Vec<PaperHanded>, who: &Who, at: Moment) -> Vec<PaperHanded> {
    let fact = || match who.officer {
        Some(_) => Digitised::Scanned { by: who.clone(), at },
        None => Digitised::Sent { at },
    };
    let take = |paper: PaperHanded| PaperHanded {
        digitised: (!paper.files.is_empty()).then(fact),
        shared: Vec::new(),
        ..paper
    };
    papers.into_iter().map(take).collect()
}

/// The most of one paper that anybody hands in.
pub const PAPER_COUNT_MAX: u16 = 999;

/// Refuses a number that nobody hands in. `field` is where it was typed.
pub fn paper_count(typed: &str, field: &str) -> Result<u16, Refusal> {
    match typed.trim().parse::<u16>() {
        _ if typed.trim().is_empty() => Ok(0),
        Ok(number) if number <= PAPER_COUNT_MAX => Ok(number),
        _ => {
            let refusal = Refusal::of("dossier.count-shape").at(field.to_string());
            Err(refusal.with("limit", PAPER_COUNT_MAX))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histories_from_before_this_record_still_read() {
        let old = r#"{"paper":"to-khai","originals":1,"files":[]}"#;
        let paper: PaperHanded = serde_json::from_str(old).unwrap();
        assert_eq!((paper.certified, paper.digitised, paper.shared.len()), (0, None, 0));
        let bare = PaperHanded { paper: "to-khai".into(), originals: 1, ..PaperHanded::default() };
        assert_eq!(serde_json::to_string(&bare).unwrap(), r#"{"paper":"to-khai","originals":1}"#);
    }

    #[test]
    fn a_count_is_a_number_that_somebody_could_hand_in() {
        for (typed, want) in
            [("", Some(0)), (" 2 ", Some(2)), ("999", Some(999)), ("1000", None), ("hai", None)]
        {
            assert_eq!(paper_count(typed, "copies.a").ok(), want, "{typed}");
        }
    }
}
