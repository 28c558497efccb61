//! Messages to other systems on their way ([`motcua_core::outbox`]).

use crate::args;
use crate::keep::Keep;
use crate::sql::{Row, Rows, Stmt};
use motcua_core::act::Tell;
use motcua_core::outbox::{Delivery, DeliveryState};
use motcua_core::{Fault, Moment};
use sha2::{Digest, Sha256};

/// The name of a message: what it tells of and to whom, so that whoever makes it again
/// makes the same. `kind`, `record` and `seq`
/// name the event, `nth` tells messages of one event apart.
pub(crate) fn stable_id(system: &str, kind: &str, record: &[u8], seq: u32, nth: usize) -> String {
    let mut digest = Sha256::new();
    for part in [system.as_bytes(), kind.as_bytes(), record, &seq.to_be_bytes(), &nth.to_be_bytes()] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    let digest = digest.finalize();
    let hex: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("msg_{hex}")
}

/// Puts a message on its way, once, however often it is put.
pub(crate) fn put(id: &str, tell: &Tell, at: Moment) -> Stmt {
    let Tell { system, kind, subject, data } = tell;
    Stmt::new(
        "insert into outbox (id, system, kind, subject, data, at, state, tries, next_at, answer) \
         values (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, 0, '') on conflict (id) do nothing",
        args![id, system.as_str(), kind.as_str(), subject.as_str(), data.as_str(), at.0],
    )
}

/// One that had ended is on its way again.
pub(crate) fn again(id: &str) -> Stmt {
    Stmt::one(
        "update outbox set state = 'waiting', tries = 0, next_at = 0, ended_at = null \
         where id = ?1 and state in ('delivered', 'dead')",
        args![id],
    )
}

/// Whatever waits for this system is given up.
pub(crate) fn given_up(system: &str, at: Moment) -> Stmt {
    Stmt::new(
        "update outbox set state = 'dead', ended_at = ?2 where system = ?1 and state = 'waiting'",
        args![system, at.0],
    )
}

fn delivery(row: &Row) -> Result<Delivery, Fault> {
    let state = row.text(6)?;
    Ok(Delivery {
        id: row.text(0)?.into(),
        system: row.text(1)?.into(),
        kind: row.text(2)?.into(),
        subject: row.text(3)?.into(),
        data: row.text(4)?.into(),
        at: Moment(row.int(5)?),
        state: DeliveryState::parse(state)
            .ok_or_else(|| Fault::damaged(format!("a message is {state:?}")))?,
        tries: u32::try_from(row.int(7)?).map_err(Fault::damaged)?,
        next_at: Moment(row.int(8)?),
        answer: row.text(9)?.into(),
        ended_at: row.opt_int(10)?.map(Moment),
    })
}

/// The message with this id.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<Delivery>, Fault> {
    let sql = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
               from outbox where id = ?1";
    rows.row(sql, &args![id])?.as_ref().map(delivery).transpose()
}

/// The systems for which a message is due.
pub fn systems_due(rows: &mut dyn Rows, now: Moment) -> Result<Vec<String>, Fault> {
    let sql = "select distinct system from outbox where state = 'waiting' and next_at <= ?1 order by system";
    rows.rows(sql, &args![now.0])?.iter().map(|row| Ok(row.text(0)?.to_string())).collect()
}

/// The messages of a system that are due, those that have waited longest first.
pub fn due(rows: &mut dyn Rows, system: &str, now: Moment, most: u32) -> Result<Vec<Delivery>, Fault> {
    let sql = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
               from outbox where state = 'waiting' and system = ?1 and next_at <= ?2 \
               order by next_at, at, id limit ?3";
    rows.rows(sql, &args![system, now.0, most])?.iter().map(delivery).collect()
}

/// The messages of a system, the newest first, `before` this one where it is named; in
/// one state or in all.
pub fn latest(
    rows: &mut dyn Rows,
    system: &str,
    state: Option<DeliveryState>,
    before: Option<&Delivery>,
    most: u32,
) -> Result<Vec<Delivery>, Fault> {
    let sql = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
               from outbox where system = ?1 and (?2 = '' or state = ?2) and (at < ?3 or (at = ?3 and id < ?4)) \
               order by at desc, id desc limit ?5";
    let (at, id) = before.map_or((i64::MAX, ""), |before| (before.at.0, before.id.as_str()));
    let state = state.map_or("", DeliveryState::as_str);
    rows.rows(sql, &args![system, state, at, id, most])?.iter().map(delivery).collect()
}

/// How many messages of a system are in each state that is not empty.
pub fn counts(rows: &mut dyn Rows, system: &str) -> Result<Vec<(DeliveryState, i64)>, Fault> {
    let sql = "select state, count(*) from outbox where system = ?1 group by state order by state";
    let read = |row: &Row| {
        let state = DeliveryState::parse(row.text(0)?).ok_or_else(|| Fault::damaged("a message's state"))?;
        Ok((state, row.int(1)?))
    };
    rows.rows(sql, &args![system])?.iter().map(read).collect()
}

/// Takes a message to be tried, until then: who else would take it meanwhile is too late,
/// and if nobody says how it ended, it is due again then.
pub fn taken(delivery: &Delivery, until: Moment) -> Keep {
    Stmt::one(
        "update outbox set tries = tries + 1, next_at = ?3 where id = ?1 and tries = ?2 and state = 'waiting'",
        args![delivery.id.as_str(), delivery.tries, until.0],
    )
    .into()
}

/// It ended so: delivered or given up. `tries` as they were when it was taken.
pub fn ended(id: &str, tries: u32, state: DeliveryState, answer: &str, now: Moment) -> Keep {
    Stmt::new(
        "update outbox set state = ?3, answer = ?4, ended_at = ?5 \
         where id = ?1 and tries = ?2 and state = 'waiting'",
        args![id, tries, state.as_str(), answer, now.0],
    )
    .into()
}

/// It was tried in vain and is tried again.
pub fn in_vain(id: &str, tries: u32, answer: &str, next_at: Moment) -> Keep {
    Stmt::new(
        "update outbox set answer = ?3, next_at = ?4 where id = ?1 and tries = ?2 and state = 'waiting'",
        args![id, tries, answer, next_at.0],
    )
    .into()
}

/// What arrived before this moment is forgotten; what was given up stays until somebody
/// has looked at it.
pub fn forget_delivered_before(before: Moment) -> Keep {
    Stmt::new("delete from outbox where state = 'delivered' and ended_at < ?1", args![before.0]).into()
}

/// It was not tried after all and is due later; the try does not count.
pub fn put_off(id: &str, tries: u32, answer: &str, next_at: Moment) -> Keep {
    Stmt::new(
        "update outbox set tries = tries - 1, answer = ?3, next_at = ?4 \
         where id = ?1 and tries = ?2 and state = 'waiting'",
        args![id, tries, answer, next_at.0],
    )
    .into()
}
