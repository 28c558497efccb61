//! The row of a recorded outage.

use super::history::json;
use crate::args;
use crate::sql::Stmt;
use motcua_core::Fault;
use motcua_core::act::Changed;
use motcua_core::outage::Outage;

pub(crate) fn row(changed: &Changed<Outage>) -> Result<Stmt, Fault> {
    let outage = &changed.after;
    let body = json(outage)?;
    Ok(match &changed.before {
        None => Stmt::one(
            "insert into outage (id, seq, recorded_at, place, until_at, body) values (?1, ?2, ?3, ?4, ?5, ?6)",
            args![outage.id.as_str(), outage.seq, outage.recorded_at.0, place(outage), outage.until.0, body],
        ),
        Some(before) => Stmt::one(
            "update outage set seq = ?3, body = ?4 where id = ?1 and seq = ?2",
            args![outage.id.as_str(), before.seq, outage.seq, body],
        ),
    })
}

/// Where it is looked for: at its agency, or everywhere.
fn place(outage: &Outage) -> &str {
    if outage.whole_province { "" } else { outage.agency.as_str() }
}
