//! Which files are somebody's. What an event has named is kept for ever; what an
//! upload or a draft names, for as long as that is there; everything else may be
//! swept off the shelf ([`crate::files`]) when it was not taken in lately.
//!
//! Bytes are kept by their digest, so a file that is being swept out may come in
//! again in the same moment. Both sides write the same row first: [`taking_in`]
//! conflicts with a sweep that has begun, [`leaving`] with a file that was taken in
//! since. A sweep that died gives its files back after [`LEAVING_MS_MAX`].

use crate::sql::Row;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::document::FileDigest;
use motcua_core::{Fault, Moment};
use std::collections::BTreeSet;

/// How long a file may be on its way out: much longer than removing one takes.
pub const LEAVING_MS_MAX: i64 = 10 * 60_000;

/// How many rows are read at a time.
const PAGE_ROWS: u32 = 500;

/// Says, before its bytes are put on the shelf, that a file comes in. A conflict
/// while a sweep is taking it away.
pub fn taking_in(digest: &FileDigest, now: Moment) -> Keep {
    Stmt::one(
        "insert into shelved (digest, kept_at, leaving_at) values (?1, ?2, null) \
         on conflict (digest) do update set kept_at = excluded.kept_at, leaving_at = null \
         where shelved.leaving_at is null or shelved.leaving_at < ?3",
        args![digest.0.as_str(), now.0, now.plus_ms(-LEAVING_MS_MAX).0],
    )
    .into()
}

/// Says that a file stands on the shelf of which this database has never heard: its grace
/// begins now. A database that is new, another one, or older than the files must not
/// take them for nobody's.
pub fn first_seen(digest: &FileDigest, now: Moment) -> Keep {
    Stmt::new(
        "insert into shelved (digest, kept_at, leaving_at) values (?1, ?2, null) on conflict (digest) do nothing",
        args![digest.0.as_str(), now.0],
    )
    .into()
}

/// Says that a file will be taken away. A conflict when it was never seen or was taken in
/// since `before`, or somebody else is taking it away. Only after this is on the disk may
/// the references be read that decide it, and only then may it be removed.
pub fn leaving(digest: &FileDigest, before: Moment, now: Moment) -> Keep {
    Stmt::one(
        "update shelved set leaving_at = ?2 \
         where digest = ?1 and kept_at < ?3 and (leaving_at is null or leaving_at < ?4)",
        args![digest.0.as_str(), now.0, before.0, now.plus_ms(-LEAVING_MS_MAX).0],
    )
    .into()
}

/// It stays after all: somebody names it, or it could not be removed.
pub fn stays(digest: &FileDigest, since: Moment) -> Keep {
    Stmt::new(
        "update shelved set leaving_at = null where digest = ?1 and leaving_at = ?2",
        args![digest.0.as_str(), since.0],
    )
    .into()
}

/// It is gone, with what the virus scanner said about it and what was found of signatures.
pub fn gone(digest: &FileDigest, since: Moment) -> Keep {
    Keep(vec![
        Stmt::new(
            "delete from scan where digest in (select digest from shelved where digest = ?1 and leaving_at = ?2)",
            args![digest.0.as_str(), since.0],
        ),
        Stmt::new(
            "delete from signed_file \
             where digest in (select digest from shelved where digest = ?1 and leaving_at = ?2)",
            args![digest.0.as_str(), since.0],
        ),
        Stmt::new(
            "delete from shelved where digest = ?1 and leaving_at = ?2",
            args![digest.0.as_str(), since.0],
        ),
    ])
}

/// Forgets the marks of sweeps that died, with what was known of the file: it is seen anew
/// by the next one, and has its grace.
pub fn given_up(now: Moment) -> Keep {
    Stmt::new("delete from shelved where leaving_at < ?1", args![now.plus_ms(-LEAVING_MS_MAX).0]).into()
}

/// Remembers for ever that an event names this file.
pub(crate) fn named(digest: &FileDigest) -> Stmt {
    Stmt::new(
        "insert into named_file (digest) values (?1) on conflict (digest) do nothing",
        args![digest.0.as_str()],
    )
}

/// Those of these files of which this database has never heard.
pub fn never_seen(rows: &mut dyn Rows, digests: &[FileDigest]) -> Result<Vec<FileDigest>, Fault> {
    let mut never = Vec::new();
    for digest in digests {
        let sql = "select digest from shelved where digest = ?1";
        if rows.row(sql, &args![digest.0.as_str()])?.is_none() {
            never.push(digest.clone());
        }
    }
    Ok(never)
}

/// Those of these files that nobody names and nobody has taken in since `before`.
///
/// A file moves from an upload to a draft to an event, so they are read in this
/// order: what has moved on meanwhile is met where it has moved to.
pub fn strays(rows: &mut dyn Rows, digests: &[FileDigest], before: Moment) -> Result<Vec<FileDigest>, Fault> {
    let mut wanted: BTreeSet<&FileDigest> = digests.iter().collect();
    strike_out(rows, &mut wanted, UPLOADS)?;
    strike_out(rows, &mut wanted, DRAFTS)?;
    let mut strays = Vec::new();
    for digest in wanted {
        let sql = "select digest from named_file where digest = ?1 union all \
                   select digest from shelved where digest = ?1 and kept_at >= ?2";
        if rows.row(sql, &args![digest.0.as_str(), before.0])?.is_none() {
            strays.push(digest.clone());
        }
    }
    Ok(strays)
}

const UPLOADS: &str = "select id, result from upload where id > ?1 and state = 'taken' order by id limit ?2";
const DRAFTS: &str = "select id, body from draft where id > ?1 order by id limit ?2";

/// Takes out what is named in the texts of this table, read page by page.
fn strike_out(
    rows: &mut dyn Rows,
    wanted: &mut BTreeSet<&FileDigest>,
    sql: &'static str,
) -> Result<(), Fault> {
    let mut after: Vec<u8> = Vec::new();
    loop {
        let page: Vec<Row> = rows.rows(sql, &args![after, PAGE_ROWS])?;
        for row in &page {
            for digest in digests_in(row.text(1)?) {
                wanted.remove(&digest);
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE_ROWS as usize => after = last.bytes(0)?.to_vec(),
            _ => return Ok(()),
        }
    }
}

/// Every string in this JSON that is a digest, in any place: keeping one file too many is
/// better than removing one too many.
pub(crate) fn digests_in(json: &str) -> impl Iterator<Item = FileDigest> + '_ {
    json.split('"')
        .filter(|part| part.len() == 64)
        .map(|part| FileDigest(part.to_string()))
        .filter(FileDigest::is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_found_wherever_they_stand_and_nothing_else_is_one() {
        let (one, two) = ("0123456789abcdef".repeat(4), "f".repeat(64));
        let json = format!(
            "{{\"digest\":\"{one}\",\"from\":[\"{two}\"],\"a\":\"{}\",\"b\":\"x{one}\",\"c\":\"say \\\"{}\\\"\"}}",
            "G".repeat(64),
            "e".repeat(63),
        );
        let found: Vec<String> = digests_in(&json).map(|digest| digest.0).collect();
        assert_eq!(found, [one, two]);
        assert_eq!(digests_in("").count(), 0);
    }
}
