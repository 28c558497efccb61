//! A paper as it was handed in, and how it came to be held as a file: digitised is
//! a fact with a who, a when and a whence, set by the action that took the files.

use crate::act::{Actor, Who};
use crate::document::FileRef;
use crate::dossier::DossierCode;
use crate::text::line;
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
    /// Scanned by the officer who took it in.
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
    /// Fetched from a national database: an officer looked it up there, and what it says
    /// needs no paper and no file (NĐ 118/2025/NĐ-CP: nobody brings what the State holds).
    Fetched {
        /// Which one.
        source: String,
        /// Who looked; none in histories older than this record.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<Who>,
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

    /// A paper that the acting officer looked up in this national database.
    pub fn fetched(paper: impl Into<String>, source: impl Into<String>, at: Moment) -> PaperHanded {
        let fact = Digitised::Fetched { source: source.into(), by: None, at };
        PaperHanded { digitised: Some(fact), ..PaperHanded::of_files(paper, Vec::new()) }
    }

    /// It lay on the counter and nothing of it was taken in: no original, no copy, no file.
    pub fn is_only_shown(&self) -> bool {
        let is_on_paper = self.originals > 0 || self.certified > 0 || self.copies > 0;
        self.files.is_empty() && !is_on_paper && !self.is_fetched()
    }

    /// What it says was looked up in a national database.
    pub fn is_fetched(&self) -> bool {
        matches!(self.digitised, Some(Digitised::Fetched { .. }))
    }
}

/// The papers of a command, as they are stored. What the sender says about how a file was
/// made is dropped and set anew from the actor. Only an officer can have looked a paper up;
/// a helper beside the citizen cannot.
pub(in crate::dossier) fn taken_in(
    papers: Vec<PaperHanded>,
    actor: &Actor,
    at: Moment,
) -> Result<Vec<PaperHanded>, Vec<Refusal>> {
    let who = actor.name();
    let is_office = matches!(actor, Actor::Officer(officer) if officer.point.is_none());
    let mut wrong = Vec::new();
    let mut taken = Vec::with_capacity(papers.len());
    for paper in papers {
        let digitised = match paper.digitised {
            Some(Digitised::Fetched { source, .. }) if is_office => match source_named(&source) {
                Some(source) => Some(Digitised::Fetched { source, by: Some(who.clone()), at }),
                None => {
                    let refusal = Refusal::of("dossier.source-shape").at(format!("fetched.{}", paper.paper));
                    wrong.push(refusal.with("limit", SOURCE_CHARS_MAX));
                    None
                }
            },
            _ if paper.files.is_empty() => None,
            _ if who.officer.is_some() => Some(Digitised::Scanned { by: who.clone(), at }),
            _ => Some(Digitised::Sent { at }),
        };
        taken.push(PaperHanded { digitised, shared: Vec::new(), ..paper });
    }
    if wrong.is_empty() { Ok(taken) } else { Err(wrong) }
}

const SOURCE_CHARS_MAX: usize = 200;

/// The name of a database, tidied; none for what names none.
fn source_named(typed: &str) -> Option<String> {
    let name = line(typed).into_owned();
    let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_control);
    (is_name && (3..=SOURCE_CHARS_MAX).contains(&name.chars().count())).then_some(name)
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
