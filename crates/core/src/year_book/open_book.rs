//! Mở sổ đang dùng dở: an office that comes in the middle of a year says which number was used last.

use super::record::{BookKey, BookOf, Changes, Desk, YearBook, YearBookFact};
use super::volume::VOLUMES_MOST;
use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Open a book of this year behind a number that was used elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBook {
    /// What the book of papers is called.
    pub name: String,
    /// The last number that was used elsewhere; 0 for what is no number.
    pub last_elsewhere: u32,
    /// The volume that is in use; 0 for the first one.
    #[serde(default)]
    pub volume: u32,
    /// From which book, for whoever asks why numbers begin there.
    pub reason: String,
}

/// Numbers of an office in a year.
pub(super) const NUMBER_MOST: u32 = 99_999;

/// The registry or the leader, for a book of their own agency whose numbers are drawn here, before the
/// first one is drawn. (A register goes on behind the last entry that is typed.)
pub fn open_book(desk: &mut Desk<'_>, command: OpenBook) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?;
    let agency = officer.agency.clone();
    officer.must_have_one_of([Duty::Registry, Duty::Leader])?;
    let OpenBook { name, last_elsewhere, volume, reason } = command;
    if !desk.law.counts_book(&agency, &name) {
        return Err(Refusal::of("book.not-counted").at("name").with("book", name).into());
    }
    let volume = volume.max(1);
    if volume > 1 && !desk.law.keeps_volumes(&agency, &name) {
        return Err(Refusal::of("book.no-volumes").at("volume").with("book", name).into());
    }
    let key = BookKey { of: BookOf::Deeds(name), agency: agency.clone(), year: desk.now.day().ymd().0 };
    if desk.read.year_book(&key.id())?.is_some() || desk.read.last_drawn(&key.series())? > 0 {
        return Err(Refusal::of("book.in-use").into());
    }
    let is_likely = (1..=NUMBER_MOST).contains(&last_elsewhere);
    let number = is_likely
        .then_some(())
        .ok_or_else(|| Refusal::of("book.last-number").at("last_elsewhere").with("most", NUMBER_MOST));
    let known = (volume <= VOLUMES_MOST)
        .then_some(())
        .ok_or_else(|| Refusal::of("book.volume").at("volume").with("most", VOLUMES_MOST));
    let reason = match (number, known, must_say_why(reason)) {
        (Ok(()), Ok(()), Ok(reason)) => reason,
        (number, known, reason) => {
            let wrong = number.err().into_iter().chain(known.err()).chain(reason.err());
            let wrong: Vec<Refusal> = wrong.collect();
            return Err(wrong.into());
        }
    };
    let fact = YearBookFact::Opened { book: key.clone(), last_elsewhere, volume };
    desk.begin::<YearBook>(key.id(), &agency, fact, Some(reason))
}
