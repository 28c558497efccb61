//! Commands that wait to be carried out: what an answer of another system asks for is written with
//! what became of the message, so that it is carried out although the program was killed in between.
//! One that this program does not understand stays until another does.

use crate::args;
use crate::keep::Keep;
use crate::sql::{Row, Rows, Stmt};
use motcua_core::command::Command;
use motcua_core::{Fault, Moment};

/// A command as it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingCommand {
    /// Its name: the same however often it is tried.
    pub id: String,
    /// The system that asks.
    pub system: String,
    /// [`Command::write`]; of whatever version wrote it.
    pub text: String,
    /// Since when.
    pub at: Moment,
    /// Why the program that looked last did not understand it; empty before.
    pub unread: String,
}

/// [`WaitingCommand::unread`] of one that was understood, and is about damaged data.
pub const MET_DAMAGE: &str = "fault.damaged";

/// A command waits, once, however often it is put.
pub fn put(id: &str, system: &str, command: &Command, at: Moment) -> Result<Keep, Fault> {
    let sql = "insert into waiting_command (id, system, body, at, unread) values (?1, ?2, ?3, ?4, '') \
               on conflict (id) do nothing";
    Ok(Stmt::new(sql, args![id, system, command.write()?, at.0]).into())
}

fn read(row: &Row) -> Result<WaitingCommand, Fault> {
    Ok(WaitingCommand {
        id: row.text(0)?.into(),
        system: row.text(1)?.into(),
        text: row.text(2)?.into(),
        at: Moment(row.int(3)?),
        unread: row.text(4)?.into(),
    })
}

/// Those that nobody has looked at, the oldest first, at most so many.
pub fn fresh(rows: &mut dyn Rows, most: u32) -> Result<Vec<WaitingCommand>, Fault> {
    let sql =
        "select id, system, body, at, unread from waiting_command where unread = '' order by at, id limit ?1";
    rows.rows(sql, &args![most])?.iter().map(read).collect()
}

/// Those that were not understood, the oldest first, at most so many.
pub fn not_understood(rows: &mut dyn Rows, most: u32) -> Result<Vec<WaitingCommand>, Fault> {
    let sql =
        "select id, system, body, at, unread from waiting_command where unread > '' order by at, id limit ?1";
    rows.rows(sql, &args![most])?.iter().map(read).collect()
}

/// How many were not understood.
pub fn how_many_not_understood(rows: &mut dyn Rows) -> Result<i64, Fault> {
    let sql = "select count(*) from waiting_command where unread > ''";
    rows.row(sql, &[])?.map_or(Ok(0), |row| row.int(0))
}

/// It was carried out, or refused by the rule that it asked.
pub fn dealt_with(id: &str) -> Keep {
    Stmt::new("delete from waiting_command where id = ?1", args![id]).into()
}

/// It is kept, because this program does not understand it.
pub fn kept(id: &str, why: &str) -> Keep {
    Stmt::new("update waiting_command set unread = ?2 where id = ?1", args![id, why]).into()
}
