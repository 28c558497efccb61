//! A book of an agency in one year: where its numbers begin when it was kept elsewhere before, and that it
//! was closed, with how much stands in it; and in which volumes it is kept (Nghị định 30/2020 Điều 15, Luật Hộ tịch 2014 Điều 4).

use super::volume::{BookClosed, BookTotal, BookVolume, VolumeCount, VolumeOpened};
use crate::Fault;
use crate::act::{self, Changed, Cover, Event, LastEvent, Record, RecordFact, Series};
use crate::catalogue::RegisterId;
use crate::directory::AgencyCode;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What the acts about books ask of a reader.
pub trait ReadYearBooks {
    /// What is to be said of this book; none where nothing is.
    fn year_book(&mut self, id: &str) -> Result<Option<YearBook>, Fault>;

    /// The last number that a counter gave; 0 before the first.
    fn last_drawn(&mut self, series: &Series) -> Result<u32, Fault>;

    /// How many papers stand in a book here from this number on; of a register, all its entries.
    fn standing_in(&mut self, book: &BookKey, from: u32) -> Result<u32, Fault>;

    /// The sums of the columns of a book that are summed, from this number on; none of a register.
    fn totals_in(&mut self, book: &BookKey, from: u32) -> Result<Vec<BookTotal>, Fault>;
}

/// What every act about books has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadYearBooks + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<YearBook>>;

/// What a book has in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookOf {
    /// Papers that were numbered in the book of this name.
    Deeds(String),
    /// Entries of this register.
    Register(RegisterId),
}

/// Which book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookKey {
    /// Of what.
    pub of: BookOf,
    /// Whose.
    pub agency: AgencyCode,
    /// Of which year.
    pub year: i32,
}

impl BookKey {
    /// Its name for machines: there is one.
    pub fn id(&self) -> String {
        self.series().0
    }

    /// The counter of its numbers.
    pub fn series(&self) -> Series {
        let BookKey { agency, year, .. } = self;
        Series(match &self.of {
            BookOf::Deeds(name) => format!("deed/{agency}/{year}/{name}"),
            BookOf::Register(id) => format!("register/{agency}/{year}/{id}"),
        })
    }
}

/// What can happen to a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum YearBookFact {
    /// Its numbers go on from one that was used elsewhere; why stands in the event.
    Opened {
        /// Which book.
        book: BookKey,
        /// The last number that was used elsewhere.
        last_elsewhere: u32,
        /// The volume that is in use.
        #[serde(default = "first", skip_serializing_if = "is_first")]
        volume: u32,
    },
    /// The volume in use was full: it was closed with what stood in it, and the next one opened.
    VolumeOpened {
        /// Of which book.
        book: BookKey,
        /// The new one.
        volume: u32,
        /// From which number; where some are left out, why stands in the event.
        first: u32,
        /// How much stood in the one before.
        full: VolumeCount,
    },
    /// It was closed at the end of its year.
    Closed {
        /// Which book.
        book: BookKey,
        /// Its last number.
        last: u32,
        /// How much stands in it here.
        entries: u32,
        /// The sums of what its columns count.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        totals: Vec<BookTotal>,
        /// How much of it stands in the last volume, where there are several.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        volume: Option<VolumeCount>,
    },
}

fn first() -> u32 {
    1
}

fn is_first(volume: &u32) -> bool {
    *volume == first()
}

impl RecordFact for YearBookFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// A book of which something is to be said beside what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearBook {
    /// Its name for machines.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Which book.
    pub book: BookKey,
    /// The last number that was used elsewhere; 0 where it began here.
    pub last_elsewhere: u32,
    /// Its volumes, the oldest first; none is written down of a book that has only volume 01
    /// ([`YearBook::volumes`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub volumes: Vec<BookVolume>,
    /// None while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<BookClosed>,
}

impl Record for YearBook {
    const KIND: &'static str = "year_book";
    type Id = String;
    type Fact = YearBookFact;

    fn begin(id: String, event: &Event<YearBookFact>) -> Option<YearBook> {
        let (book, last_elsewhere, volume) = match &event.fact {
            YearBookFact::Opened { book, last_elsewhere, volume } => (book, *last_elsewhere, *volume),
            YearBookFact::VolumeOpened { book, .. } | YearBookFact::Closed { book, .. } => (book, 0, first()),
        };
        let volumes = match is_first(&volume) {
            true => Vec::new(),
            false => vec![BookVolume::begun(volume, last_elsewhere)],
        };
        let book = book.clone();
        let mut begun = YearBook { id, last: event.into(), book, last_elsewhere, volumes, closed: None };
        begun.follow(event);
        Some(begun)
    }

    fn apply(&mut self, event: &Event<YearBookFact>) -> Result<(), Fault> {
        if self.closed.is_some() || matches!(event.fact, YearBookFact::Opened { .. }) {
            return Err(Fault::damaged(format!("the book {} was opened or closed twice", self.id)));
        }
        self.follow(event);
        Ok(())
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.book.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}

impl YearBook {
    /// The volumes of a book, the oldest first; of which nothing is to be said, volume 01.
    pub fn volumes(book: Option<&YearBook>) -> Vec<BookVolume> {
        match book {
            Some(book) if !book.volumes.is_empty() => book.volumes.clone(),
            Some(book) => {
                let only = BookVolume::begun(first(), book.last_elsewhere);
                vec![BookVolume { closed: book.closed.clone(), ..only }]
            }
            None => vec![BookVolume::begun(first(), 0)],
        }
    }

    /// The one that takes what is numbered now.
    pub fn volume_in_use(book: Option<&YearBook>) -> BookVolume {
        YearBook::volumes(book).pop().unwrap_or_else(|| BookVolume::begun(first(), 0))
    }

    fn follow(&mut self, event: &Event<YearBookFact>) {
        let (at, by) = (event.at, event.who.clone());
        match &event.fact {
            YearBookFact::Opened { .. } => {}
            YearBookFact::VolumeOpened { volume, first, full, .. } => {
                let mut volumes = YearBook::volumes(Some(self));
                if let Some(last) = volumes.last_mut() {
                    last.closed = Some(full.closed(at, by.clone()));
                }
                let opened = Some(VolumeOpened { at, by });
                volumes.push(BookVolume { volume: *volume, first: *first, opened, closed: None });
                self.volumes = volumes;
            }
            YearBookFact::Closed { last, entries, totals, volume, .. } => {
                if let (Some(in_use), Some(count)) = (self.volumes.last_mut(), volume) {
                    in_use.closed = Some(count.closed(at, by.clone()));
                }
                let totals = totals.clone();
                self.closed = Some(BookClosed { at, by, last: *last, entries: *entries, totals });
            }
        }
    }
}
