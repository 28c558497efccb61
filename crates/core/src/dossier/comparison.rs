//! Đối chiếu bản chính: what somebody held beside its original before copies of it are certified
//! (NĐ 23/2015 Điều 20: whoever certifies a copy compares it with the original).

use crate::Moment;
use crate::act::Who;
use crate::catalogue::{FeeUnit, Offer};
use crate::deed::Said;
use crate::document::FileDigest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most originals of one dossier; as many as its form asks about.
pub const ORIGINALS_MAX: usize = 30;
/// The most pages of one original, and the most copies of it.
pub const PAGES_MAX: u32 = 2_000;
/// See [`PAGES_MAX`].
pub const COPIES_MAX: u32 = 200;

/// In which form the original was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalSeen {
    /// On paper: whoever compared had it in hand.
    Paper,
    /// As an electronic document: whoever compared checked its signatures first.
    Electronic,
}

impl OriginalSeen {
    /// Both.
    pub const ALL: [OriginalSeen; 2] = [OriginalSeen::Paper, OriginalSeen::Electronic];

    /// The word in data and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            OriginalSeen::Paper => "paper",
            OriginalSeen::Electronic => "electronic",
        }
    }

    /// The one with this word.
    pub fn parse(word: &str) -> Option<OriginalSeen> {
        OriginalSeen::ALL.into_iter().find(|seen| seen.as_str() == word)
    }
}

/// An original, and what is copied from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedOriginal {
    /// What it is.
    pub name: String,
    /// Who issued it; empty where it does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issued_by: String,
    /// How many pages it has.
    pub pages: u32,
    /// How many copies of it are certified.
    pub copies: u32,
    /// As what it was seen.
    pub seen: OriginalSeen,
    /// Its scan among the files of the dossier, where the copy is electronic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<FileDigest>,
}

/// Who compared, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedBy {
    /// Who.
    pub who: Who,
    /// When.
    pub at: Moment,
}

/// What was compared in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The originals, in order.
    pub originals: Vec<ComparedOriginal>,
    /// Who compared them first.
    pub first: ComparedBy,
    /// Whether somebody asked that a second person compares them too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wants_second: bool,
    /// The second person, who found the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<ComparedBy>,
}

impl Comparison {
    /// What a paper says of the originals: of each its name, who issued it, pages and copies, under as many
    /// of these columns as it has.
    pub(super) fn rows(&self, columns: &[String]) -> Said {
        let row = |original: &ComparedOriginal| {
            let ComparedOriginal { name, issued_by, pages, copies, .. } = original;
            let cells = [name.clone(), issued_by.clone(), pages.to_string(), copies.to_string()];
            columns.iter().cloned().zip(cells).collect::<BTreeMap<_, _>>()
        };
        Said::List(self.originals.iter().map(row).collect())
    }

    /// How many columns [`Comparison::rows`] can fill.
    pub(super) const COLUMNS: usize = 4;

    /// What the originals are, one after the other.
    pub fn names(&self) -> String {
        self.originals.iter().map(|original| original.name.as_str()).collect::<Vec<_>>().join("; ")
    }

    /// Copies of all originals.
    pub fn copies(&self) -> u64 {
        self.originals.iter().map(|original| u64::from(original.copies)).sum()
    }

    /// Pages of all originals, each counted once.
    pub fn pages(&self) -> u64 {
        self.originals.iter().map(|original| u64::from(original.pages)).sum()
    }

    /// Pages of all copies.
    pub fn pages_copied(&self) -> u64 {
        self.originals.iter().map(|original| u64::from(original.pages) * u64::from(original.copies)).sum()
    }

    /// What these copies cost by this offer, in đồng; none where it is not paid by the page, or not known.
    pub fn fee(&self, offer: &Offer) -> Option<u64> {
        let of =
            |original: &ComparedOriginal| Some(u64::from(original.copies) * offer.fee_for(original.pages)?);
        let is_by_page = offer.fee_unit == FeeUnit::Page;
        self.originals.iter().map(of).sum::<Option<u64>>().filter(|_| is_by_page)
    }

    /// Whether whoever acts now is the second person: another one, who found the same.
    pub(super) fn is_confirmed_by(&self, who: &Who, originals: &[ComparedOriginal]) -> bool {
        self.first.who.officer != who.officer && self.originals == originals
    }
}
