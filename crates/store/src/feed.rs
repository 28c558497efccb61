//! The feed: all events of all records in the order in which they were committed, for
//! readers that remember how far they have come.
//!
//! On SQLite one writer gives positions in that order. On PostgreSQL several processes
//! write at once, and a smaller position may be committed after a larger one; so the order
//! there is (transaction, position), and nobody reads as far as the oldest transaction
//! that is still running: what it writes will come before what is younger.

use crate::args;
use crate::keep::Keep;
use crate::outbox::{Maker, ToldOf, put, stable_id};
use crate::sql::{Dialect, Row, Rows, Stmt};
use motcua_core::act::Tell;
use motcua_core::{Fault, Moment};

/// A place in the feed: everything up to and with it has been dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct FeedPlace {
    /// The transaction; 0 on SQLite.
    pub xact: i64,
    /// The position.
    pub position: i64,
}

/// An event as the feed gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FedEvent {
    /// Where it stands.
    pub place: FeedPlace,
    /// The kind of record.
    pub kind: String,
    /// Which record.
    pub record: Vec<u8>,
    /// The number of the event in its history.
    pub seq: u32,
    /// When it happened.
    pub at: Moment,
    /// What kind of fact.
    pub fact: String,
}

/// The events after a place, at most so many.
pub fn after(rows: &mut dyn Rows, place: FeedPlace, most: u32) -> Result<Vec<FedEvent>, Fault> {
    let FeedPlace { xact, position } = place;
    let found = match rows.dialect() {
        Dialect::Sqlite => rows.rows(
            "select 0, position, kind, record, seq, at, fact from event where position > ?1 \
             order by position limit ?2",
            &args![position, most],
        ),
        Dialect::Postgres => rows.rows(
            "select cast(cast(xact as text) as bigint), position, kind, record, seq, at, fact from event \
             where (xact, position) > (cast(cast(?1 as text) as xid8), ?2) \
             and xact < pg_snapshot_xmin(pg_current_snapshot()) order by event.xact, position limit ?3",
            &args![xact.to_string(), position, most],
        ),
    };
    found?.iter().map(read_event).collect()
}

fn read_event(row: &Row) -> Result<FedEvent, Fault> {
    Ok(FedEvent {
        place: read_place(row)?,
        kind: row.text(2)?.to_string(),
        record: row.bytes(3)?.to_vec(),
        seq: u32::try_from(row.int(4)?).map_err(Fault::damaged)?,
        at: Moment(row.int(5)?),
        fact: row.text(6)?.to_string(),
    })
}

/// Where the first event of a record stands, also before the feed can be read so far; none when
/// the record has no event.
pub fn begins(rows: &mut dyn Rows, kind: &str, record: &[u8]) -> Result<Option<FeedPlace>, Fault> {
    let sql = match rows.dialect() {
        Dialect::Sqlite => "select 0, position from event where kind = ?1 and record = ?2 and seq = 1",
        Dialect::Postgres => {
            "select cast(cast(xact as text) as bigint), position from event \
             where kind = ?1 and record = ?2 and seq = 1"
        }
    };
    rows.row(sql, &args![kind, record])?.as_ref().map(read_place).transpose()
}

/// The last place up to which the feed can be read now.
pub fn head(rows: &mut dyn Rows) -> Result<FeedPlace, Fault> {
    let found = match rows.dialect() {
        Dialect::Sqlite => rows.row("select 0, position from event order by position desc limit 1", &[]),
        Dialect::Postgres => rows.row(
            "select cast(cast(xact as text) as bigint), position from event \
             where xact < pg_snapshot_xmin(pg_current_snapshot()) \
             order by event.xact desc, position desc limit 1",
            &[],
        ),
    };
    Ok(found?.as_ref().map(read_place).transpose()?.unwrap_or_default())
}

/// The events that this reader put aside, after a place, at most so many.
pub fn aside(rows: &mut dyn Rows, reader: &str, after: FeedPlace, most: u32) -> Result<Vec<FedEvent>, Fault> {
    let sql = "select xact, position, kind, record, seq, at, fact from feed_aside \
               where reader = ?1 and (xact, position) > (?2, ?3) order by xact, position limit ?4";
    let found = rows.rows(sql, &args![reader, after.xact, after.position, most])?;
    found.iter().map(read_event).collect()
}

/// How many events any reader has put aside.
pub fn how_many_aside(rows: &mut dyn Rows) -> Result<i64, Fault> {
    rows.row("select count(*) from feed_aside", &[])?.map_or(Ok(0), |row| row.int(0))
}

/// This reader could not read an event: it goes on, and tries that one again later.
pub fn put_aside(reader: &str, event: &FedEvent) -> Keep {
    let FedEvent { place, kind, record, seq, at, fact } = event;
    Stmt::new(
        "insert into feed_aside (reader, xact, position, kind, record, seq, at, fact) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict (reader, xact, position) do nothing",
        args![
            reader,
            place.xact,
            place.position,
            kind.as_str(),
            record.as_slice(),
            *seq,
            at.0,
            fact.as_str()
        ],
    )
    .into()
}

/// What was put aside is dealt with.
pub fn dealt_with(reader: &str, event: &FedEvent) -> Keep {
    let place = event.place;
    Stmt::new(
        "delete from feed_aside where reader = ?1 and xact = ?2 and position = ?3",
        args![reader, place.xact, place.position],
    )
    .into()
}

/// How far this reader has come; the beginning before it has read anything.
pub fn stands(rows: &mut dyn Rows, reader: &str) -> Result<FeedPlace, Fault> {
    let found = rows.row("select xact, position from feed_reader where name = ?1", &args![reader])?;
    Ok(found.as_ref().map(read_place).transpose()?.unwrap_or_default())
}

/// This reader has come so far. Holds only if it still stood where it was read: of two
/// that read at once, one is too late, and writes nothing.
pub fn moved(reader: &str, from: FeedPlace, to: FeedPlace) -> Keep {
    Stmt::one(
        "insert into feed_reader (name, xact, position) values (?1, ?2, ?3) \
         on conflict (name) do update set xact = excluded.xact, position = excluded.position \
         where feed_reader.xact = ?4 and feed_reader.position = ?5",
        args![reader, to.xact, to.position, from.xact, from.position],
    )
    .into()
}

/// What another system is to be told of an event, once, however often it is read.
pub fn tell(event: &FedEvent, tell: &Tell) -> Keep {
    let FedEvent { kind, record, seq, at, .. } = event;
    let of = ToldOf { kind, record, seq: *seq, at: *at, maker: Maker::Feed };
    put(&stable_id(&tell.system, &of), tell, *at).into()
}

fn read_place(row: &Row) -> Result<FeedPlace, Fault> {
    Ok(FeedPlace { xact: row.int(0)?, position: row.int(1)? })
}
