//! The row of a book, and the counter that goes on behind a number that was used elsewhere.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::act::Changed;
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
            if let YearBookFact::Opened { book, last_elsewhere } = &event.fact {
                // A number that was drawn in the same instant makes this a conflict: then the act is asked
                // again, and refuses.
                out.push(Stmt::one(
                    "insert into series (name, last) values (?1, ?2) on conflict (name) do nothing",
                    args![book.series().0, i64::from(*last_elsewhere)],
                ));
            }
        }
    }
}
