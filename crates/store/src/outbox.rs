//! Messages to other systems on their way ([`motcua_core::outbox`]).

use crate::args;
use crate::keep::Keep;
use crate::sql::{Row, Rows, Stmt};
use motcua_core::act::Tell;
use motcua_core::outbox::{Delivery, DeliveryState, WAIT_MS_MAX};
use motcua_core::{Fault, Moment};
use sha2::{Digest, Sha256};

/// What a message tells of.
pub(crate) struct ToldOf<'a> {
    /// The kind of record.
    pub(crate) kind: &'a str,
    /// Which record.
    pub(crate) record: &'a [u8],
    /// Which of its events.
    pub(crate) seq: u32,
    /// When that happened: after a restored copy another event may have the same number.
    pub(crate) at: Moment,
    /// Who makes the message, and which of several about this event it is.
    pub(crate) maker: Maker,
}

/// Who makes a message.
#[derive(Clone, Copy)]
pub(crate) enum Maker {
    /// The act itself; the number tells its messages apart.
    Act(u32),
    /// A reader of the feed.
    Feed,
}

/// The name of a message: what it tells of and to whom, so that whoever makes it again
/// makes the same.
pub(crate) fn stable_id(system: &str, of: &ToldOf<'_>) -> String {
    let maker = match of.maker {
        Maker::Act(nth) => i64::from(nth),
        Maker::Feed => -1,
    };
    let numbers = [of.seq.to_be_bytes().as_slice(), &of.at.0.to_be_bytes(), &maker.to_be_bytes()].concat();
    let mut digest = Sha256::new();
    for part in [system.as_bytes(), of.kind.as_bytes(), of.record, &numbers] {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    format!("msg_{}", hex::encode(&digest.finalize()[..16]))
}

/// Puts a message on its way, once, however often it is put. It is due from the moment of
/// which it tells: what has waited longest goes first.
pub(crate) fn put(id: &str, tell: &Tell, at: Moment) -> Stmt {
    let Tell { system, kind, subject, data } = tell;
    Stmt::new(
        "insert into outbox (id, system, kind, subject, data, at, state, tries, next_at, answer) \
         values (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', 0, ?6, '') on conflict (id) do nothing",
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

/// What this system was told in vain is due at once. Few: one that does not answer is asked with
/// a single message, again and again.
pub(crate) fn tried_are_due(system: &str) -> Stmt {
    Stmt::new(
        "update outbox set next_at = 0 where system = ?1 and state = 'waiting' and tries > 0",
        args![system],
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

/// The systems for which messages wait, due or not. One look into the index for each
/// system, however many messages wait.
pub fn systems_waiting(rows: &mut dyn Rows) -> Result<Vec<String>, Fault> {
    let sql = "select system from outbox where state = 'waiting' and system > ?1 order by system limit 1";
    let mut systems: Vec<String> = Vec::new();
    loop {
        let last = systems.last().map_or("", String::as_str);
        let Some(row) = rows.row(sql, &args![last])? else { return Ok(systems) };
        systems.push(row.text(0)?.to_string());
    }
}

/// The messages of a system that are due, those that have waited longest first. What would
/// wait longer than anything can is due too: a clock that has been set back since wrote it.
pub fn due(rows: &mut dyn Rows, system: &str, now: Moment, most: u32) -> Result<Vec<Delivery>, Fault> {
    let sql = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
               from outbox where state = 'waiting' and system = ?1 and next_at between ?2 and ?3 \
               order by next_at, id limit ?4";
    let mut found: Vec<Delivery> = Vec::new();
    for (from, to) in [(i64::MIN, now.0), (now.0.saturating_add(WAIT_MS_MAX + 1), i64::MAX)] {
        let room = i64::from(most) - found.len() as i64;
        for row in rows.rows(sql, &args![system, from, to, room])? {
            found.push(delivery(&row)?);
        }
    }
    Ok(found)
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
    let of_all = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
                  from outbox where system = ?1 and (at, id) < (?2, ?3) \
                  order by at desc, id desc limit ?4";
    let of_state = "select id, system, kind, subject, data, at, state, tries, next_at, answer, ended_at \
                    from outbox where system = ?1 and (at, id) < (?2, ?3) and state = ?5 \
                    order by at desc, id desc limit ?4";
    let (at, id) = before.map_or((i64::MAX, ""), |before| (before.at.0, before.id.as_str()));
    let found = match state {
        None => rows.rows(of_all, &args![system, at, id, most])?,
        Some(state) => rows.rows(of_state, &args![system, at, id, most, state.as_str()])?,
    };
    found.iter().map(delivery).collect()
}

/// Nobody counts further.
pub const COUNTED_MAX: i64 = 10_000;

/// How many messages of a system are in each state that is not empty, counted up to
/// [`COUNTED_MAX`] and one.
pub fn counts(rows: &mut dyn Rows, system: &str) -> Result<Vec<(DeliveryState, i64)>, Fault> {
    let sql = "select count(*) from \
               (select 1 as one from outbox where system = ?1 and state = ?2 limit ?3) as counted";
    let mut counts = Vec::new();
    for state in DeliveryState::ALL {
        let counted = rows.row(sql, &args![system, state.as_str(), COUNTED_MAX + 1])?;
        let count = counted.map_or(Ok(0), |row| row.int(0))?;
        if count > 0 {
            counts.push((state, count));
        }
    }
    Ok(counts)
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

/// So many are forgotten in one write: every act waits behind it.
const FORGOTTEN_AT_ONCE: u32 = 1_000;

/// Messages that arrived before this moment, some of them, if there are any; what was given
/// up stays until somebody has looked at it.
pub fn delivered_before(rows: &mut dyn Rows, before: Moment) -> Result<Vec<String>, Fault> {
    let sql = "select id from outbox where state = 'delivered' and ended_at < ?1 order by ended_at limit ?2";
    let found = rows.rows(sql, &args![before.0, FORGOTTEN_AT_ONCE])?;
    found.iter().map(|row| Ok(row.text(0)?.to_string())).collect()
}

/// Messages to a system that were given up before this moment, some of them, if there are any.
pub fn dead_before(rows: &mut dyn Rows, system: &str, before: Moment) -> Result<Vec<String>, Fault> {
    let sql = "select id from outbox where system = ?1 and state = 'dead' and ended_at < ?2 limit ?3";
    let found = rows.rows(sql, &args![system, before.0, FORGOTTEN_AT_ONCE])?;
    found.iter().map(|row| Ok(row.text(0)?.to_string())).collect()
}

/// Messages that ended before this moment are forgotten; one that somebody has sent again
/// meanwhile is not.
pub fn forgotten(ids: &[String], before: Moment) -> Keep {
    let each = |id: &String| {
        let sql = "delete from outbox where id = ?1 and state in ('delivered', 'dead') and ended_at < ?2";
        Keep::from(Stmt::new(sql, args![id.as_str(), before.0]))
    };
    ids.iter().map(each).collect()
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
