//! Who opened a paper with a person's secret to print it: only ever added to.

use crate::sql::Row;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::act::OfficerId;
use motcua_core::dossier::DossierId;
use motcua_core::{Fault, Moment};

/// One printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printing {
    /// Of which dossier.
    pub dossier: DossierId,
    /// When it was opened.
    pub at: Moment,
    /// By whom.
    pub officer: OfficerId,
    /// What: `receipt`, or `list` where many were handed in at once.
    pub what: String,
}

/// Writes it down.
pub fn add(printed: &Printing) -> Keep {
    let Printing { dossier, at, officer, what } = printed;
    Stmt::one(
        "insert into printed (dossier, at, officer, what) values (?1, ?2, ?3, ?4)",
        args![dossier.0.as_slice(), at.0, officer.0.as_str(), what.as_str()],
    )
    .into()
}

/// What was printed of a dossier, in the order in which it was.
pub fn of(rows: &mut dyn Rows, dossier: DossierId) -> Result<Vec<Printing>, Fault> {
    let sql = "select at, officer, what from printed where dossier = ?1 order by at";
    let read = |row: &Row| {
        let officer = OfficerId(row.text(1)?.to_string());
        Ok(Printing { dossier, at: Moment(row.int(0)?), officer, what: row.text(2)?.to_string() })
    };
    rows.rows(sql, &args![dossier.0.as_slice()])?.iter().map(read).collect()
}
