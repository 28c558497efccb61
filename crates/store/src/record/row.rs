//! What is alike in the rows of all records whose id is a name: the name, the lock, the body.

use super::history::{history, json};
use crate::args;
use crate::sql::{Rows, Stmt};
use crate::stored::read;
use motcua_core::Fault;
use motcua_core::act::{Changed, Record, RecordRef};

/// The statements that a table of records needs, whatever else is in it.
pub(crate) struct Table {
    pub(super) get: &'static str,
    pub(super) change: &'static str,
    pub(super) stands: &'static str,
}

/// The statements of the table with this name.
macro_rules! table {
    ($name:literal) => {
        crate::record::row::Table {
            get: concat!("select body from ", $name, " where id = ?1"),
            change: concat!("update ", $name, " set seq = ?3, body = ?4 where id = ?1 and seq = ?2"),
            stands: concat!("update ", $name, " set seq = seq where id = ?1 and seq = ?2"),
        }
    };
}
pub(super) use table;

/// A kind of record whose id is a name.
pub(crate) trait Stored: Record {
    /// Where the rows are.
    const TABLE: Table;

    /// The row of a new one.
    fn added(&self, body: String) -> Stmt;

    /// What the act changes beside the lock and the body, after them and the history.
    fn beside(_changed: &Changed<Self>, _out: &mut Vec<Stmt>) {}
}

fn name(id: &[u8]) -> String {
    String::from_utf8_lossy(id).into_owned()
}

/// The record with this id.
pub(crate) fn get<R: Stored>(rows: &mut dyn Rows, id: &str) -> Result<Option<R>, Fault> {
    rows.row(R::TABLE.get, &args![id])?.map(|row| read(&row, 0)).transpose()
}

/// The statements for one record, in order: its row with the lock, its history, the rest.
pub(super) fn rows<R: Stored>(changed: &Changed<R>, out: &mut Vec<Stmt>) -> Result<(), Fault> {
    let (after, body) = (&changed.after, json(&changed.after)?);
    out.push(match &changed.before {
        None => after.added(body),
        Some(before) => {
            let id = name(R::id_bytes(after.id()));
            Stmt::one(R::TABLE.change, args![id, before.seq(), after.seq(), body])
        }
    });
    history(changed, |_| None, out)?;
    R::beside(changed, out);
    Ok(())
}

/// [`super::stands`] for this kind of record.
pub(super) fn stands<R: Stored>(record: &RecordRef, seq: u32) -> Stmt {
    Stmt::one(R::TABLE.stands, args![name(&record.id), seq])
}
