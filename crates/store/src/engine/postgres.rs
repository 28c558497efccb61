//! PostgreSQL 15 and later: one grouped writer a process, which sends each group
//! pipelined, and a pool of readers.

use super::{Failed, Job, next_group};
use crate::must_know;
use crate::sql::{Cell, Dialect, Row, Rows, Stmt};
use crate::write::{self, DRAW_NUMBERS, Tallies};
use futures_util::future::{join_all, try_join_all};
use motcua_core::{Day, Fault, FaultKind};
use postgres::NoTls;
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Statement};

/// The server's address and the idle readers.
pub(crate) struct Postgres {
    url: String,
    idle: Mutex<Vec<Reader>>,
}

/// A reader taken from the pool, with its prepared statements.
pub(crate) struct Reader {
    client: postgres::Client,
    prepared: HashMap<&'static str, Statement>,
    /// It met a fault and is not used again.
    is_spent: bool,
}

impl Postgres {
    pub(crate) fn new(url: &str) -> Postgres {
        Postgres { url: url.to_string(), idle: Mutex::new(Vec::new()) }
    }

    pub(crate) fn reader(&self) -> Result<Reader, Fault> {
        loop {
            let idle = self.idle.lock().map_err(|_| Fault::other("the reader pool is poisoned"))?.pop();
            match idle {
                Some(reader) if reader.client.is_closed() => {}
                Some(reader) => return Ok(reader),
                None => break,
            }
        }
        let client = postgres::Client::connect(&self.url, NoTls).map_err(fault)?;
        Ok(Reader { client, prepared: HashMap::new(), is_spent: false })
    }

    pub(crate) fn give_back(&self, reader: Reader) {
        if !reader.is_spent
            && let Ok(mut idle) = self.idle.lock()
            && idle.len() < 16
        {
            idle.push(reader);
        }
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
        self.query(sql, args).inspect_err(|_| self.is_spent = true)
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
pub(crate) fn migrate(url: &str, migrations: &[crate::Migration]) -> Result<(), Fault> {
    let mut client = postgres::Client::connect(url, NoTls).map_err(fault)?;
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
            transaction.batch_execute(&migration.common.replace("{without_rowid}", "")).map_err(fault)?;
            transaction.batch_execute(migration.postgres).map_err(fault)?;
            transaction
                .execute("insert into migration (number) values ($1)", &[&migration.number])
                .map_err(fault)?;
        }
        transaction.commit().map_err(fault)?;
    }
    client.batch_execute("select pg_advisory_unlock(20250701)").map_err(fault)
}

/// The writer's life. A lost connection fails the group it was carrying and is
/// opened again for the next one.
pub(crate) fn write_until_closed(url: &str, jobs: Receiver<Job>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "no runtime for the PostgreSQL writer");
            return;
        }
    };
    let mut writer: Option<Writer> = None;
    while let Some(mut group) = next_group(&jobs) {
        let outcomes = runtime.block_on(async {
            if writer.as_ref().is_none_or(|writer| writer.client.is_closed()) {
                writer = Some(Writer::connect(url).await?);
            }
            match &mut writer {
                Some(writer) => Ok(writer.commit_group(&mut group).await),
                None => Err(Fault::other("no connection")),
            }
        });
        let outcomes = outcomes
            .unwrap_or_else(|fault| group.iter().map(|_| Err(Failed::Broke(fault.clone()))).collect());
        for (job, outcome) in group.into_iter().zip(outcomes) {
            job.end(outcome);
        }
    }
}

struct Writer {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Writer {
    async fn connect(url: &str) -> Result<Writer, Fault> {
        let (client, connection) =
            tokio_postgres::connect(url, tokio_postgres::NoTls).await.map_err(fault)?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "the PostgreSQL writer's connection ended");
            }
        });
        Ok(Writer { client, prepared: HashMap::new() })
    }

    /// The whole group in one transaction, all statements sent before the first
    /// answer. If any of them fails, the group is undone and its writes are done
    /// one by one, so that a bad one undoes only itself. A number that was drawn
    /// in what was undone is drawn again.
    async fn commit_group(&mut self, group: &mut [Job]) -> Vec<Result<(), Failed>> {
        if self.commit_together(group).await.is_ok() {
            return group.iter().map(|_| Ok(())).collect();
        }
        let _ = self.client.batch_execute("rollback").await;
        let mut outcomes = Vec::with_capacity(group.len());
        for job in group.iter_mut() {
            write::take_numbers_back(&mut job.write);
            let outcome = self.commit_together(std::slice::from_mut(job)).await;
            if outcome.is_err() {
                let _ = self.client.batch_execute("rollback").await;
            }
            outcomes.push(outcome);
        }
        outcomes
    }

    async fn commit_together(&mut self, group: &mut [Job]) -> Result<(), Failed> {
        self.client.batch_execute("begin").await.map_err(fault)?;
        self.draw_numbers(group).await?;
        let mut tallies = Tallies::default();
        let mut statements = Vec::new();
        for job in group.iter() {
            statements.extend(write::statements(&job.write, Dialect::Postgres)?);
            tallies.add(write::tally_rows(&job.write));
        }
        statements.extend(tallies.statements());
        for statement in &statements {
            self.prepare(statement.sql).await?;
        }
        // Polled in order, so they go over the wire in order, before any answer.
        let sent = statements.iter().map(|statement| self.execute(statement));
        for (statement, touched) in statements.iter().zip(join_all(sent).await) {
            let touched = touched?;
            if statement.rows.is_some_and(|rows| rows != touched) {
                return Err(Failed::Conflict);
            }
        }
        self.client.batch_execute("commit").await.map_err(|error| Failed::Broke(fault(error)))
    }

    /// Each agency's counter is touched once per group, in one order everywhere,
    /// so that two processes never wait for each other.
    async fn draw_numbers(&mut self, group: &mut [Job]) -> Result<(), Failed> {
        let mut wanted: BTreeMap<(String, Day), i64> = BTreeMap::new();
        for job in group.iter() {
            for counter in write::wants_numbers(&job.write) {
                *wanted.entry(counter).or_default() += 1;
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let statement = self.prepare(DRAW_NUMBERS).await?;
        let drawn = wanted.iter().map(|((agency, day), count)| {
            let (client, statement) = (&self.client, &statement);
            async move {
                let row = client.query_one(statement, &[agency, &i64::from(day.0), count]).await?;
                row.try_get::<_, i64>(0).map(|last| last - count)
            }
        });
        let last_before: Vec<i64> = try_join_all(drawn).await.map_err(fault)?;
        let mut next: HashMap<(String, Day), i64> = wanted.into_keys().zip(last_before).collect();
        for job in group.iter_mut() {
            let mut drawn = Vec::new();
            for counter in write::wants_numbers(&job.write) {
                let number = next.get_mut(&counter).ok_or_else(|| Fault::other("no number was drawn"))?;
                *number += 1;
                drawn.push(*number);
            }
            write::put_numbers(&mut job.write, drawn)?;
        }
        Ok(())
    }

    async fn prepare(&mut self, sql: &'static str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(&dollars(sql)).await.map_err(fault)?;
        self.prepared.insert(sql, statement.clone());
        Ok(statement)
    }

    async fn execute(&self, statement: &Stmt) -> Result<u64, Failed> {
        let prepared = self.prepared.get(statement.sql).ok_or_else(|| Fault::other("not prepared"))?;
        self.client.execute(prepared, &borrowed(&statement.args)).await.map_err(|error| {
            if error.code() == Some(&SqlState::UNIQUE_VIOLATION) {
                Failed::Conflict
            } else {
                Failed::Broke(fault(error))
            }
        })
    }
}

/// Without an answer of the server it is the connection, or a mistake of ours.
fn is_connection(error: &tokio_postgres::Error) -> bool {
    error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

fn fault(error: tokio_postgres::Error) -> Fault {
    let kind = match error.code() {
        Some(code) if *code == SqlState::DISK_FULL => FaultKind::DiskFull,
        Some(code) if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED => {
            FaultKind::Damaged
        }
        Some(code) if code.code().starts_with("57") || code.code().starts_with("53") => {
            FaultKind::Unavailable
        }
        None if is_connection(&error) => FaultKind::Unavailable,
        _ => FaultKind::Other,
    };
    let detail = match error.as_db_error() {
        Some(db) => format!("postgres: {}: {}", db.code().code(), db.message()),
        None => format!("postgres: {error}"),
    };
    Fault { kind, detail }
}
