//! What is to be said of books beside what stands in them.

use crate::deed::{self, Book};
use crate::record::row;
use crate::{Rows, args};
use motcua_core::act::Series;
use motcua_core::dossier::BookColumns;
use motcua_core::year_book::{BookKey, BookOf, BookTotal, YearBook};
use motcua_core::{Fault, Law};

/// The one with this id.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<YearBook>, Fault> {
    row::get(rows, id)
}

/// The last number that a counter gave; 0 before the first.
pub fn last_drawn(rows: &mut dyn Rows, series: &Series) -> Result<u32, Fault> {
    match rows.row("select last from series where name = ?1", &args![series.0.as_str()])? {
        Some(row) => u32::try_from(row.int(0)?).map_err(Fault::damaged),
        None => Ok(0),
    }
}

/// How many papers stand in a book here from this number on; of a register, all its entries.
pub fn standing_in(rows: &mut dyn Rows, book: &BookKey, from: u32) -> Result<u32, Fault> {
    let (agency, year) = (book.agency.as_str(), i64::from(book.year));
    let row = match &book.of {
        BookOf::Deeds(name) => rows.row(
            "select count(*) from deed where agency = ?1 and book = ?2 and year = ?3 and number >= ?4",
            &args![agency, name.as_str(), year, from.max(1)],
        )?,
        BookOf::Register(register) => rows.row(
            "select count(*) from entry where agency = ?1 and register = ?2 and year = ?3",
            &args![agency, register.as_str(), year],
        )?,
    };
    let count = row.map_or(Ok(0), |row| row.int(0))?;
    u32::try_from(count).map_err(Fault::damaged)
}

/// Lines of a book that are read at a time.
const LINES_AT_ONCE: u32 = 500;

/// The sums of the columns of a book that are summed, from this number on: from what stands in its lines now.
pub fn totals_in(rows: &mut dyn Rows, law: &Law, book: &BookKey, from: u32) -> Result<Vec<BookTotal>, Fault> {
    let BookOf::Deeds(name) = &book.of else { return Ok(Vec::new()) };
    let columns = BookColumns::of(law, name, book.year);
    let mut totals = columns.totals();
    let of = Book { name: name.clone(), year: i64::from(book.year), last: 0 };
    let from = i64::from(from.max(1));
    let mut below = i64::MAX;
    while !totals.is_empty() {
        let lines = deed::lines(rows, &book.agency, &of, from..below, LINES_AT_ONCE)?;
        let Some(last) = lines.last() else { break };
        below = last.number;
        for line in &lines {
            columns.add(&mut totals, law, &line.dossier, line.made());
        }
    }
    Ok(totals)
}
