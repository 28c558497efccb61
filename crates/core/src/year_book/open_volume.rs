//! Mở quyển mới: the volume in use is full, so it is closed with what stands in it, and numbers run on in the next one.

use super::open_book::NUMBER_MOST;
use super::record::{BookKey, BookOf, Changes, Desk, YearBook, YearBookFact};
use super::volume::{BookVolume, VOLUMES_MOST, VolumeCount};
use crate::act::must_say_why;
use crate::catalogue::Duty;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Open the next volume of a book of this year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenVolume {
    /// What the book of papers is called.
    pub name: String,
    /// The volume that is meant: two who open the next one at once open one.
    pub volume: u32,
    /// From which number; 0 for the one after the last that was drawn.
    pub first: u32,
    /// Why numbers are left out, where some are.
    pub reason: String,
}

/// The registry or the leader, for a book of their own agency that is kept in volumes, while its year runs and something
/// stands in the volume in use. Numbers go on; where some are left out (they were used on paper, say), somebody says why.
pub fn open_volume(desk: &mut Desk<'_>, command: OpenVolume) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?;
    let agency = officer.agency.clone();
    officer.must_have_one_of([Duty::Registry, Duty::Leader])?;
    let OpenVolume { name, volume, first, reason } = command;
    if !desk.law.keeps_volumes(&agency, &name) {
        return Err(Refusal::of("book.no-volumes").at("name").with("book", name).into());
    }
    let year = desk.now.day().ymd().0;
    let key = BookKey { of: BookOf::Deeds(name), agency: agency.clone(), year };
    let before = desk.read.year_book(&key.id())?;
    if before.as_ref().is_some_and(|book| book.closed.is_some()) {
        return Err(Refusal::of("book.closed").with("year", year).into());
    }
    let in_use = YearBook::volume_in_use(before.as_ref());
    if volume != in_use.volume + 1 || volume > VOLUMES_MOST {
        let named = BookVolume::named(in_use.volume, year);
        return Err(Refusal::of("book.volume-opened").at("first").with("volume", named).into());
    }
    let (last, entries) = (desk.read.last_drawn(&key.series())?, desk.read.standing_in(&key, in_use.first)?);
    if entries == 0 {
        let named = BookVolume::named(in_use.volume, year);
        return Err(Refusal::of("book.volume-empty").at("first").with("volume", named).into());
    }
    let first = if first == 0 { last + 1 } else { first };
    if !(last + 1..=NUMBER_MOST).contains(&first) {
        let wrong = Refusal::of("book.volume-first").at("first").with("least", last + 1);
        return Err(wrong.with("most", NUMBER_MOST).into());
    }
    let reason = match first > last + 1 {
        true => Some(must_say_why(reason)?),
        false => Some(reason.trim().to_string()).filter(|reason| !reason.is_empty()),
    };
    let totals = desk.read.totals_in(&key, in_use.first)?;
    let full = VolumeCount { last, entries, totals };
    let fact = YearBookFact::VolumeOpened { book: key.clone(), volume, first, full };
    match before {
        Some(book) => desk.change(book, fact, reason),
        None => desk.begin::<YearBook>(key.id(), &agency, fact, reason),
    }
}
