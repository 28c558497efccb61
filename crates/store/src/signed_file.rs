//! The signatures in each file: what was found, and which files are still to be looked at.
//! A file without a row is of a kind that has none, or was never kept here.

use crate::sql::Row;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::document::{FileDigest, SignaturesFound, SignaturesKnown};
use motcua_core::{Fault, Moment};

/// A file that waits to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToCheck {
    /// Which file.
    pub digest: FileDigest,
    /// When it came in first.
    pub came: Moment,
    /// How often it could not be read.
    pub tries: u32,
}

/// Asks for the signatures of a file to be looked at; one that came in before keeps its moment and answer.
pub fn ask(digest: &FileDigest, now: Moment) -> Keep {
    Stmt::new(
        "insert into signed_file (digest, state, found, trust, tries, next_at, at) \
         values (?1, 'pending', '', '', 0, ?2, ?2) on conflict (digest) do nothing",
        args![digest.0.as_str(), now.0],
    )
    .into()
}

/// Keeps what was found in it; none for no signatures. `trust` names the list of issuers that it rests on.
pub fn answered(digest: &FileDigest, found: Option<&SignaturesFound>, trust: &str) -> Result<Keep, Fault> {
    let text = found.map(serde_json::to_string).transpose().map_err(Fault::other)?;
    let state = if text.is_some() { "found" } else { "unsigned" };
    let text = text.unwrap_or_default();
    Ok(Stmt::new(
        "update signed_file set state = ?2, found = ?3, trust = ?4, tries = 0 where digest = ?1",
        args![digest.0.as_str(), state, text.as_str(), trust],
    )
    .into())
}

/// Keeps that the file could not be read, and when to try again.
pub fn in_vain(digest: &FileDigest, next_at: Moment) -> Keep {
    Stmt::new(
        "update signed_file set tries = tries + 1, next_at = ?2 where digest = ?1",
        args![digest.0.as_str(), next_at.0],
    )
    .into()
}

/// Asks again about every signed file that was judged by another list of trusted issuers. What was found
/// by that stands until there is a new answer.
pub fn ask_again(trust: &str) -> Keep {
    Stmt::new(
        "update signed_file set state = 'pending', next_at = at where state = 'found' and trust <> ?1",
        args![trust],
    )
    .into()
}

/// The files that are due to be looked at.
pub fn waiting(rows: &mut dyn Rows, now: Moment, most: u32) -> Result<Vec<ToCheck>, Fault> {
    let sql = "select digest, at, tries from signed_file where state = 'pending' and next_at <= ?1 \
               order by next_at, digest limit ?2";
    let read = |row: &Row| {
        Ok(ToCheck {
            digest: FileDigest(row.text(0)?.to_string()),
            came: Moment(row.int(1)?),
            tries: row.int(2)?.max(0) as u32,
        })
    };
    rows.rows(sql, &args![now.0, most])?.iter().map(read).collect()
}

/// What is known of a file's signatures.
pub fn of(rows: &mut dyn Rows, digest: &FileDigest) -> Result<SignaturesKnown, Fault> {
    let row =
        rows.row("select state, found from signed_file where digest = ?1", &args![digest.0.as_str()])?;
    let Some(row) = row else { return Ok(SignaturesKnown::NotAsked) };
    Ok(match (row.text(0)?, row.text(1)?) {
        ("unsigned", _) => SignaturesKnown::Unsigned,
        ("pending", "") => SignaturesKnown::Pending,
        (_, found) => SignaturesKnown::Found(serde_json::from_str(found).map_err(Fault::damaged)?),
    })
}
