//! The row of a book, and the counter that goes on behind a number that was used elsewhere or left out.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::act::{Changed, RecordRef};
use motcua_core::year_book::{YearBook, YearBookFact};

impl Stored for YearBook {
    const TABLE: Table = table!("year_book");

    fn added(&self, body: String) -> Stmt {
        Stmt::one(
            "insert into year_book (id, seq, agency, year, body) values (?1, ?2, ?3, ?4, ?5)",
            args![
                self.id.as_str(),
                self.last.seq,
                self.book.agency.as_str(),
                i64::from(self.book.year),
                body
            ],
        )
    }

    fn beside(changed: &Changed<YearBook>, out: &mut Vec<Stmt>) {
        for event in &changed.events {
            // A number that was drawn in the same instant makes each of these a conflict: then the act is asked
            // again, and refuses or counts it too.
            out.extend(match &event.fact {
                YearBookFact::Opened { book, last_elsewhere, .. } => Some(Stmt::one(
                    "insert into series (name, last, kept) values (?1, ?2, 1) on conflict (name) do nothing",
                    args![book.series().0, *last_elsewhere],
                )),
                YearBookFact::VolumeOpened { book, first, full, .. } => Some(Stmt::one(
                    "update series set last = ?3, kept = 1 where name = ?1 and last = ?2",
                    args![book.series().0, full.last, first.saturating_sub(1)],
                )),
                YearBookFact::Closed { book, last, .. } if *last > 0 => Some(Stmt::one(
                    "update series set last = ?3, kept = 1 where name = ?1 and last = ?2",
                    args![book.series().0, *last, *last],
                )),
                YearBookFact::Closed { .. } => None,
            });
        }
    }
}

/// Holds only if there is still nothing to be said of the book with this id, from whose counter the same act draws: the
/// row of the counter is there then, and is held until the commit.
pub(super) fn is_unsaid(book: &RecordRef) -> Stmt {
    let id = String::from_utf8_lossy(&book.id).into_owned();
    Stmt::one("update series set last = last where name = ?1 and kept = 0", args![id])
}
