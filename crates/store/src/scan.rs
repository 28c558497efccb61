//! What the virus scanner said about each file, and what it has still to be asked.
//! A file without a row was kept before anybody asked: it is not scanned.

use crate::sql::Row;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::document::{FileDigest, Scanned};
use motcua_core::{Fault, Moment};

/// A file that waits for the scanner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which file.
    pub digest: FileDigest,
    /// How often it was tried in vain.
    pub tries: u32,
}

/// Asks for a file to be scanned; one that was asked for before keeps its answer.
pub fn ask(digest: &FileDigest, now: Moment) -> Keep {
    Stmt::new(
        "insert into scan (digest, state, detail, tries, next_at, at) values (?1, ?2, '', 0, ?3, ?3) \
         on conflict (digest) do nothing",
        args![digest.0.as_str(), Scanned::Pending.as_str(), now.0],
    )
    .into()
}

/// Keeps the scanner's answer.
pub fn answered(digest: &FileDigest, state: Scanned, detail: &str, now: Moment) -> Keep {
    Stmt::new(
        "update scan set state = ?2, detail = ?3, at = ?4, tries = 0 where digest = ?1",
        args![digest.0.as_str(), state.as_str(), detail, now.0],
    )
    .into()
}

/// Keeps that there was no answer, and when to ask again.
pub fn in_vain(digest: &FileDigest, why: &str, next_at: Moment, now: Moment) -> Keep {
    Stmt::new(
        "update scan set state = ?2, detail = ?3, at = ?4, tries = tries + 1, next_at = ?5 where digest = ?1",
        args![digest.0.as_str(), Scanned::NotScanned.as_str(), why, now.0, next_at.0],
    )
    .into()
}

/// The files that are due to be scanned.
pub fn waiting(rows: &mut dyn Rows, now: Moment, most: u32) -> Result<Vec<Waiting>, Fault> {
    let sql = "select digest, tries from scan where state in ('pending', 'not_scanned') and next_at <= ?1 \
               order by next_at, digest limit ?2";
    let read = |row: &Row| {
        Ok(Waiting { digest: FileDigest(row.text(0)?.to_string()), tries: row.int(1)?.max(0) as u32 })
    };
    rows.rows(sql, &args![now.0, most])?.iter().map(read).collect()
}

/// What is known about a file.
pub fn of(rows: &mut dyn Rows, digest: &FileDigest) -> Result<Scanned, Fault> {
    let row = rows.row("select state from scan where digest = ?1", &args![digest.0.as_str()])?;
    let Some(row) = row else { return Ok(Scanned::NotScanned) };
    let word = row.text(0)?;
    Scanned::parse(word).ok_or_else(|| Fault::damaged(format!("a scan is {word:?}")))
}
