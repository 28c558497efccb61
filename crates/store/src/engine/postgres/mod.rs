//! PostgreSQL 15 and later: one grouped writer a process, which sends equal statements
//! of a group as one, and a pool of readers.

mod address;
mod faults;
mod form;
mod plan;
mod tls;
mod writer;

pub(crate) use address::Address;
pub(crate) use writer::write_until_closed;

use faults::fault;

use super::pool::{Pool, Taken};
use crate::engine::options::Options;
use crate::engine::schema::{Migration, must_know};
use crate::sql::{Cell, Dialect, Row, Rows};
use motcua_core::Fault;
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use tokio_postgres::Statement;

/// The server's address and the readers.
pub(crate) struct Postgres {
    address: Arc<Address>,
    pool: Pool<Reader>,
}

/// A reader with its prepared statements.
pub(crate) struct Reader {
    client: postgres::Client,
    prepared: HashMap<&'static str, Statement>,
    met_a_fault: bool,
}

impl Postgres {
    pub(crate) fn new(address: Arc<Address>, options: &Options) -> Postgres {
        Postgres { address, pool: Pool::new(options.readers, options.patience) }
    }

    pub(crate) fn reader(&self) -> Result<Taken<'_, Reader>, Fault> {
        self.pool.take(|| {
            let client = self.address.connect_here()?;
            Ok(Reader { client, prepared: HashMap::new(), met_a_fault: false })
        })
    }
}

impl super::pool::Reader for Reader {
    fn is_spent(&self) -> bool {
        self.met_a_fault || self.client.is_closed()
    }
}

impl Reader {
    fn query(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        let statement = match self.prepared.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.client.prepare(&dollars(sql)).map_err(fault)?;
                self.prepared.insert(sql, statement.clone());
                statement
            }
        };
        let rows = self.client.query(&statement, &borrowed(args)).map_err(fault)?;
        rows.iter().map(row).collect()
    }
}

impl Rows for Reader {
    fn rows(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        // PostgreSQL keeps no text with a NUL in it, and so finds none; asked for
        // one it would fail instead.
        if args.iter().any(|arg| matches!(arg, Cell::Text(text) if text.contains('\0'))) {
            return Ok(Vec::new());
        }
        self.query(sql, args).inspect_err(|_| self.met_a_fault = true)
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }
}

fn row(row: &tokio_postgres::Row) -> Result<Row, Fault> {
    let cells: Result<Vec<Cell>, Fault> =
        (0..row.len()).map(|column| row.try_get(column).map_err(fault)).collect();
    Ok(Row(cells?))
}

fn borrowed(args: &[Cell]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect()
}

/// `?1` → `$1`. A question mark never stands in our SQL otherwise.
fn dollars(sql: &str) -> String {
    sql.replace('?', "$")
}

impl ToSql for Cell {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Cell::Null => Ok(IsNull::Yes),
            Cell::Int(value) => value.to_sql(ty, out),
            Cell::Text(value) => value.to_sql(ty, out),
            Cell::Bytes(value) => value.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::TEXT | Type::BYTEA | Type::VARCHAR)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Cell, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Cell::Int(i64::from_sql(ty, raw)?),
            Type::BYTEA => Cell::Bytes(<&[u8]>::from_sql(ty, raw)?.to_vec()),
            _ => Cell::Text(String::from_sql(ty, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Cell, Box<dyn Error + Sync + Send>> {
        Ok(Cell::Null)
    }

    fn accepts(ty: &Type) -> bool {
        <Cell as ToSql>::accepts(ty)
    }
}

/// Runs every migration that the database has not seen.
pub(crate) fn migrate(address: &Address, migrations: &[Migration]) -> Result<(), Fault> {
    let mut client = address.connect_here()?;
    // Two processes that start at once must not both make the tables.
    client.batch_execute("select pg_advisory_lock(20250701)").map_err(fault)?;
    client
        .batch_execute("create table if not exists migration (number bigint not null primary key)")
        .map_err(fault)?;
    let newest = client.query_one("select max(number) from migration", &[]).map_err(fault)?;
    must_know(newest.try_get(0).map_err(fault)?, migrations)?;
    for migration in migrations {
        let mut transaction = client.transaction().map_err(fault)?;
        let seen = transaction
            .query_opt("select 1 from migration where number = $1", &[&migration.number])
            .map_err(fault)?;
        if seen.is_none() {
            transaction
                .batch_execute(
                    &migration
                        .common
                        .replace("{without_rowid}", "")
                        .replace("{position}", "bigint not null generated always as identity"),
                )
                .map_err(fault)?;
            transaction.batch_execute(migration.postgres).map_err(fault)?;
            transaction
                .execute("insert into migration (number) values ($1)", &[&migration.number])
                .map_err(fault)?;
        }
        transaction.commit().map_err(fault)?;
    }
    let is_elsewhere = client.query_opt(FROM_ELSEWHERE, &[]).map_err(fault)?.is_some();
    if is_elsewhere {
        tracing::warn!("the database was copied from another server: the feed is put in order");
        client.batch_execute(AT_HOME).map_err(fault)?;
    }
    client.batch_execute("select pg_advisory_unlock(20250701)").map_err(fault)
}

/// An event of a transaction that has yet to come: a copy (`pg_dump`) was put into a server that
/// counts its transactions from another number, and what it writes now would stand before it.
const FROM_ELSEWHERE: &str =
    "select 1 from event where xact >= pg_snapshot_xmax(pg_current_snapshot()) limit 1";

/// Everything that was copied counts as written by one transaction long ago, in the order of
/// positions. A reader goes back to the first event that it had not dealt with; what it makes
/// twice has the same name. Nothing that an event says is touched.
const AT_HOME: &str = "begin; \
    alter table event disable trigger event_is_never_changed; \
    update feed_reader set xact = 3, position = coalesce( \
        (select min(event.position) - 1 from event where (event.xact, event.position) > \
            (cast(cast(feed_reader.xact as text) as xid8), feed_reader.position)), \
        (select max(event.position) from event)); \
    update event set xact = '3'; \
    update feed_aside set xact = 3; \
    alter table event enable trigger event_is_never_changed; \
    commit";
