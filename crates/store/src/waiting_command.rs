//! Commands that wait to be carried out: what an answer of another system asks for is written with
//! what became of the message, so that it is carried out although the program was killed in between.
//! One that is refused stays, with why.

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
    /// The codes of the refusal; empty while it waits.
    pub refused: String,
}

/// A command waits, once, however often it is put.
pub fn put(id: &str, system: &str, command: &Command, at: Moment) -> Result<Keep, Fault> {
    let sql = "insert into waiting_command (id, system, body, at, refused) values (?1, ?2, ?3, ?4, '') \
               on conflict (id) do nothing";
    Ok(Stmt::new(sql, args![id, system, command.write()?, at.0]).into())
}

fn read(row: &Row) -> Result<WaitingCommand, Fault> {
    Ok(WaitingCommand {
        id: row.text(0)?.into(),
        system: row.text(1)?.into(),
        text: row.text(2)?.into(),
        at: Moment(row.int(3)?),
        refused: row.text(4)?.into(),
    })
}

/// Those that wait, the oldest first; the refused ones when they are asked for.
pub fn all(rows: &mut dyn Rows, refused: bool, most: u32) -> Result<Vec<WaitingCommand>, Fault> {
    let waiting = "select id, system, body, at, refused from waiting_command where refused = '' \
                   order by at, id limit ?1";
    let others = "select id, system, body, at, refused from waiting_command where refused > '' \
                  order by at, id limit ?1";
    rows.rows(if refused { others } else { waiting }, &args![most])?.iter().map(read).collect()
}

/// It was carried out.
pub fn carried_out(id: &str) -> Keep {
    Stmt::new("delete from waiting_command where id = ?1", args![id]).into()
}

/// It was refused: kept, and not tried again.
pub fn refused(id: &str, codes: &str) -> Keep {
    Stmt::new("update waiting_command set refused = ?2 where id = ?1", args![id, codes]).into()
}
