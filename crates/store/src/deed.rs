//! Papers that decisions made: found by the code by which they are checked, listed by their books.

use crate::sql::{Row, Stmt};
use crate::{Rows, args};
use motcua_core::act::OfficerId;
use motcua_core::deed::{CheckCode, DeedMade};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Dossier;
use motcua_core::{Fault, Moment};
use std::ops::Range;

/// The rows of papers that were signed in this change, and what becomes of those that wait for the registry, for a
/// key, or for the reception desk to take them back or hand them out.
pub(crate) fn changed(before: Option<&Dossier>, after: &Dossier, out: &mut Vec<Stmt>) {
    fn waiting(dossier: &Dossier) -> Option<&DeedMade> {
        dossier.deed_life.replacement.as_deref().map(|replacement| &replacement.made)
    }
    let is_new = |made: &DeedMade| before.is_none_or(|before| before.deed_with(&made.check).is_none());
    let is = waiting(after);
    let drafted = after.templates_used().filter(|template| {
        before.is_none_or(|before| before.templates_used().all(|known| known != *template))
    });
    out.extend(drafted.map(|template| {
        let sql = "insert into template_used (template) values (?1) on conflict do nothing";
        Stmt::new(sql, args![template.as_str()])
    }));
    let signed = after.deed.as_deref().into_iter().chain(is).filter(|made| is_new(made));
    out.extend(signed.map(|made| added(after, made, is == Some(made))));
    let was = before.and_then(waiting).filter(|was| is.is_none_or(|is| is.check != was.check));
    let no_more = "update deed set waiting = 0 where check_code = ?1";
    out.extend(was.map(|was| Stmt::one(no_more, args![was.check.as_str()])));
    let passing = |dossier: &Dossier| -> Vec<(CheckCode, i64)> {
        let back = dossier.deed_to_take_back().map(|made| (made.check.clone(), TO_TAKE_BACK));
        let out = dossier.deed_to_hand_out().map(|made| (made.check.clone(), TO_HAND_OUT));
        back.into_iter().chain(out).collect()
    };
    let marked = |check: &CheckCode, mark: i64| {
        let sql = "update deed set take_back = ?2 where check_code = ?1";
        Stmt::one(sql, args![check.as_str(), mark])
    };
    let (passed, passes) = (before.map(passing).unwrap_or_default(), passing(after));
    let over = passed.iter().filter(|(was, _)| passes.iter().all(|(check, _)| check != was));
    out.extend(over.map(|(check, _)| marked(check, 0)));
    // Also what was there before such rows were marked.
    out.extend(passes.iter().map(|(check, mark)| marked(check, *mark)));
    let to_sign: Vec<&CheckCode> = after.deeds_to_sign().map(|made| &made.check).collect();
    let unsigned = before.into_iter().flat_map(Dossier::deeds_to_sign).map(|made| &made.check);
    let settled = "update deed set signer = '' where check_code = ?1";
    let done = unsigned.filter(|check| !to_sign.contains(check));
    out.extend(done.map(|check| Stmt::one(settled, args![check.as_str()])));
}

fn added(dossier: &Dossier, deed: &DeedMade, waits: bool) -> Stmt {
    Stmt::one(
        "insert into deed (check_code, dossier, agency, book, year, number, decided_at, waiting, signer) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        args![
            deed.check.as_str(),
            dossier.id.0.as_slice(),
            deed.agency.as_str(),
            deed.book.as_deref().unwrap_or_default(),
            i64::from(deed.day.ymd().0),
            deed.number,
            dossier.last_at.0,
            i64::from(waits),
            deed.signature.awaited().map(|officer| officer.0.as_str()).unwrap_or_default(),
        ],
    )
}

/// Replacements that wait for the registry of this agency, the oldest first, at most so many.
pub fn replacements_waiting(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let sql = "select d.body from deed join dossier d on d.id = deed.dossier \
         where deed.agency = ?1 and deed.waiting > 0 order by deed.decided_at, deed.check_code limit ?2";
    let found = rows.rows(sql, &args![agency.as_str(), limit])?;
    found.iter().map(|row| crate::stored::read(row, 0)).collect()
}

/// What `take_back` says of a paper: it is to come back, it is to be handed out.
const TO_TAKE_BACK: i64 = 1;
const TO_HAND_OUT: i64 = 2;

/// Dossiers of which the person holds a paper that counts no more, or has none of those that stand, where they were
/// handed in at this agency, the oldest paper first, at most so many.
pub fn to_exchange(rows: &mut dyn Rows, receiving: &AgencyCode, limit: u32) -> Result<Vec<Dossier>, Fault> {
    let sql = "select d.body from deed join dossier d on d.id = deed.dossier \
         where deed.take_back > 0 and d.receiving = ?1 order by deed.decided_at, deed.check_code limit ?2";
    let found = rows.rows(sql, &args![receiving.as_str(), limit])?;
    found.iter().map(|row| crate::stored::read(row, 0)).collect()
}

/// Dossiers with papers that wait for the key of this officer, the oldest first, at most so many papers.
pub fn to_sign(rows: &mut dyn Rows, officer: &OfficerId, limit: u32) -> Result<Vec<Dossier>, Fault> {
    let sql = "select d.body from deed join dossier d on d.id = deed.dossier \
         where deed.signer = ?1 and deed.signer <> '' \
         order by deed.decided_at, deed.number, deed.check_code limit ?2";
    let found = rows.rows(sql, &args![officer.0.as_str(), limit])?;
    found.iter().map(|row| crate::stored::read(row, 0)).collect()
}

/// Dossiers of this agency with papers that wait for the key of somebody else, the oldest first, at most so
/// many papers.
pub fn to_sign_by_others(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    officer: &OfficerId,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let sql = "select d.body from deed join dossier d on d.id = deed.dossier \
         where deed.signer <> '' and deed.agency = ?1 and deed.signer <> ?2 \
         order by deed.decided_at, deed.number, deed.check_code limit ?3";
    let found = rows.rows(sql, &args![agency.as_str(), officer.0.as_str(), limit])?;
    found.iter().map(|row| crate::stored::read(row, 0)).collect()
}

/// The dossier in which a paper with this code was made; it may have been decided anew since.
pub fn dossier_of(rows: &mut dyn Rows, check: &CheckCode) -> Result<Option<Dossier>, Fault> {
    let sql = "select d.body from deed join dossier d on d.id = deed.dossier where deed.check_code = ?1";
    crate::dossier::first(rows.row(sql, &args![check.as_str()])?)
}

/// A book of an agency in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// What it is called.
    pub name: String,
    /// The year.
    pub year: i64,
    /// The last number that was drawn.
    pub last: i64,
}

/// The books of an agency, the newest first.
pub fn books(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<Vec<Book>, Fault> {
    let sql = "select book, year, max(number) from deed where agency = ?1 and number > 0 \
         group by book, year order by year desc, book";
    let read = |row: &Row| Ok(Book { name: row.text(0)?.to_string(), year: row.int(1)?, last: row.int(2)? });
    rows.rows(sql, &args![agency.as_str()])?.iter().map(read).collect()
}

/// A line of a book.
#[derive(Debug, Clone, PartialEq)]
pub struct BookLine {
    /// Its number.
    pub number: i64,
    /// When the decision drew it.
    pub decided_at: Moment,
    /// The code of the paper.
    pub check: String,
    /// The dossier as it is now.
    pub dossier: Dossier,
}

impl BookLine {
    /// The paper; none where its number was given up.
    pub fn made(&self) -> Option<&DeedMade> {
        Some(self.dossier.deed_with(&CheckCode::parse(&self.check)?)?.made)
    }
}

/// Lines of a book with these numbers, the highest first, at most so many.
pub fn lines(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    book: &Book,
    numbers: Range<i64>,
    limit: u32,
) -> Result<Vec<BookLine>, Fault> {
    let sql = "select deed.number, deed.decided_at, deed.check_code, d.body from deed \
         join dossier d on d.id = deed.dossier where deed.agency = ?1 and deed.book = ?2 and deed.year = ?3 \
         and deed.number >= ?4 and deed.number < ?5 order by deed.number desc limit ?6";
    let Range { start, end } = numbers;
    let args = args![agency.as_str(), book.name.as_str(), book.year, start.max(1), end, limit];
    let found = rows.rows(sql, &args)?;
    found
        .iter()
        .map(|row| {
            Ok(BookLine {
                number: row.int(0)?,
                decided_at: Moment(row.int(1)?),
                check: row.text(2)?.to_string(),
                dossier: crate::stored::read(row, 3)?,
            })
        })
        .collect()
}
