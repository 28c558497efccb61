//! The rows of what happened to a record.

use crate::args;
use crate::shelf::{digests_in, named};
use crate::sql::Stmt;
use motcua_core::Fault;
use motcua_core::act::{Changed, Event, Record, RecordFact};
use std::collections::BTreeSet;

/// The rows of what happened to one record, and of the files that it names.
pub(crate) fn history<R: Record>(
    changed: &Changed<R>,
    digitised: impl Fn(&Event<R::Fact>) -> Option<bool>,
    out: &mut Vec<Stmt>,
) -> Result<(), Fault> {
    let id = R::id_bytes(changed.after.id());
    for event in &changed.events {
        let body = json(event)?;
        out.extend(digests_in(&body).collect::<BTreeSet<_>>().iter().map(named));
        let args = args![id, R::KIND, event.seq, event.at.0, event.fact.kind(), digitised(event), body];
        out.push(Stmt::one(EVENT_ADD, args));
    }
    Ok(())
}

pub(crate) fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(Fault::other)
}

const EVENT_ADD: &str = "insert into event (record, kind, seq, at, fact, digitised, body) \
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
