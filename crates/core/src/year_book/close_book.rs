//! Khóa sổ: at the end of the year the leader says how much stands in a book, and nothing is added.

use super::record::{BookKey, BookOf, Changes, Desk, YearBook, YearBookFact};
use super::volume::VolumeCount;
use crate::catalogue::Duty;
use crate::{Day, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Close a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseBook {
    /// Of what.
    pub of: BookOf,
    /// Of which year.
    pub year: i32,
}

/// The leader, for a book of their own agency in which something stands, from the last day of its year
/// on. What a decision changes later is noted in it all the same.
pub fn close_book(desk: &mut Desk<'_>, command: CloseBook) -> Result<Changes, Halt> {
    let officer = desk.actor.officer()?;
    let agency = officer.agency.clone();
    officer.must_have(Duty::Leader, &agency)?;
    let CloseBook { of, year } = command;
    let today = desk.now.day();
    if Day::of(year, 12, 31).is_none_or(|last| today < last) {
        return Err(Refusal::of("book.year-runs").with("year", year).into());
    }
    let key = BookKey { of, agency: agency.clone(), year };
    let before = desk.read.year_book(&key.id())?;
    if before.as_ref().is_some_and(|book| book.closed.is_some()) {
        return Err(Refusal::of("book.closed").with("year", year).into());
    }
    let (last, entries) = (desk.read.last_drawn(&key.series())?, desk.read.standing_in(&key, 1)?);
    if entries == 0 {
        return Err(Refusal::of("book.empty").with("year", year).into());
    }
    let totals = desk.read.totals_in(&key, 1)?;
    // The volume in use ends with the year; of a book of one volume the count of the year says all.
    let in_use = YearBook::volume_in_use(before.as_ref());
    let volume = match before.as_ref().is_some_and(|book| !book.volumes.is_empty()) {
        true => Some(VolumeCount {
            last: last.max(in_use.first.saturating_sub(1)),
            entries: desk.read.standing_in(&key, in_use.first)?,
            totals: desk.read.totals_in(&key, in_use.first)?,
        }),
        false => None,
    };
    let fact = YearBookFact::Closed { book: key.clone(), last, entries, totals, volume };
    match before {
        Some(book) => desk.change(book, fact, None),
        None => desk.begin::<YearBook>(key.id(), &agency, fact, None),
    }
}
