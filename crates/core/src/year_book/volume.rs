//! Quyển: a book of one year is kept in volumes, from 01 on. Numbers run on from one to the next, so a number of a
//! year tells its volume, and no number is there twice.

use crate::Moment;
use crate::act::Who;
use serde::{Deserialize, Serialize};

/// Volumes of a book in one year.
pub(super) const VOLUMES_MOST: u32 = 99;

/// That a book was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookClosed {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// Its last number.
    pub last: u32,
    /// How much stands in it here.
    pub entries: u32,
    /// The sums of what its columns count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<BookTotal>,
}

/// What a column of a book adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookTotal {
    /// What the column is called.
    pub of: String,
    /// In English.
    pub of_en: String,
    /// Its sum.
    pub sum: u64,
}

/// A volume of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookVolume {
    /// Which of the year: from 1.
    pub volume: u32,
    /// The first number that may stand in it.
    pub first: u32,
    /// When it was opened, and by whom; none for one that began with the first paper of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<VolumeOpened>,
    /// None while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<BookClosed>,
}

/// That a volume was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeOpened {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Who,
}

impl BookVolume {
    /// The one with which a book begins, behind a number that was used elsewhere.
    pub fn begun(volume: u32, last_elsewhere: u32) -> BookVolume {
        BookVolume { volume, first: last_elsewhere + 1, opened: None, closed: None }
    }

    /// As papers and books name it: `02/2026`.
    pub fn named(volume: u32, year: i32) -> String {
        format!("{volume:02}/{year}")
    }

    /// Whether a number of the year stands in it.
    pub fn has(&self, number: u32) -> bool {
        self.first <= number && self.closed.as_ref().is_none_or(|closed| number <= closed.last)
    }
}

/// How much stood in a volume when it was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeCount {
    /// Its last number.
    pub last: u32,
    /// How many papers got their numbers in it here.
    pub entries: u32,
    /// The sums of what its columns count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<BookTotal>,
}

impl VolumeCount {
    /// Closed at this moment by this person.
    pub(super) fn closed(&self, at: Moment, by: Who) -> BookClosed {
        let VolumeCount { last, entries, totals } = self.clone();
        BookClosed { at, by, last, entries, totals }
    }
}
