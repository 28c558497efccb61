//! SQLite: one file, one writer thread, readers that are never blocked (WAL).

use super::pool::{Pool, Taken};
use super::{Failed, Job, next_group};
use crate::door::{self, DRAW_NUMBERS, Write};
use crate::engine::options::Options;
use crate::engine::schema::{Migration, must_know};
use crate::record::tally::Tallies;
use crate::sql::{Cell, Dialect, Row, Rows, Stmt};
use motcua_core::{Fault, FaultKind};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// The database file and its readers.
pub(crate) struct Sqlite {
    path: PathBuf,
    busy: Duration,
    pool: Pool<Reader>,
}

pub(crate) struct Reader {
    connection: Connection,
    met_a_fault: bool,
}

/// So many times as long as a writer waits whoever opens the file.
const OPENING: u32 = 6;

impl Sqlite {
    /// Opens (or makes) the file. What cannot be opened is said at once, not at
    /// the first request.
    pub(crate) fn open(path: &Path, options: &Options) -> Result<(Sqlite, Connection), Fault> {
        let writer = Connection::open(path).map_err(fault)?;
        // Of several that open a new file at once the last waits for every step of the schema of all
        // the others: longer than a writer waits for one.
        writer.busy_timeout(options.busy * OPENING).map_err(fault)?;
        must_be_ours(&writer)?;
        // WAL + FULL: a commit that was acknowledged survives a power cut.
        writer.pragma_update(None, "journal_mode", "wal").map_err(fault)?;
        writer.pragma_update(None, "synchronous", "full").map_err(fault)?;
        writer.pragma_update(None, "foreign_keys", "on").map_err(fault)?;
        // A page that many acts change is copied from the log into the file once for all of
        // them: 16 MB of log instead of 4. Which act waits for it is rarer, and it waits longer.
        writer.pragma_update(None, "wal_autocheckpoint", 4000).map_err(fault)?;
        if let Some(pages) = options.pages_max {
            writer.pragma_update(None, "max_page_count", pages).map_err(fault)?;
        }
        writer.set_prepared_statement_cache_capacity(64);
        let pool = Pool::new(options.readers, options.patience);
        Ok((Sqlite { path: path.to_path_buf(), busy: options.busy, pool }, writer))
    }

    pub(crate) fn reader(&self) -> Result<Taken<'_, Reader>, Fault> {
        self.pool.take(|| {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(&self.path, flags).map_err(fault)?;
            connection.busy_timeout(self.busy).map_err(fault)?;
            connection.set_prepared_statement_cache_capacity(64);
            Ok(Reader { connection, met_a_fault: false })
        })
    }
}

impl super::pool::Reader for Reader {
    fn is_spent(&self) -> bool {
        self.met_a_fault
    }
}

/// The mark in the header of our files, so that the file of another program is
/// told before anything is written into it: "MoCu".
const OURS: i64 = 0x4d6f_4375;

fn must_be_ours(connection: &Connection) -> Result<(), Fault> {
    // One statement, so that both are of one moment: another process may be making the file.
    let (mark, is_new) = connection
        .query_row(
            "select (select application_id from pragma_application_id), \
             not exists (select 1 from sqlite_schema where tbl_name <> 'migration')",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)),
        )
        .map_err(fault)?;
    if mark == OURS || mark == 0 && is_new {
        return Ok(());
    }
    Err(Fault::damaged(format!("the SQLite file belongs to another program (its mark is {mark:#x})")))
}

impl Rows for Reader {
    fn rows(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        read(&self.connection, sql, args).inspect_err(|_| self.met_a_fault = true)
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
}

fn read(connection: &Connection, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
    let mut statement = connection.prepare_cached(sql).map_err(fault)?;
    let columns = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(args)).map_err(fault)?;
    let mut out = Vec::new();
    while let Some(row) = rows.next().map_err(fault)? {
        let mut cells = Vec::with_capacity(columns);
        for column in 0..columns {
            cells.push(match row.get_ref(column).map_err(fault)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(value) => Cell::Int(value),
                ValueRef::Text(value) => {
                    Cell::Text(std::str::from_utf8(value).map_err(Fault::damaged)?.to_string())
                }
                ValueRef::Blob(value) => Cell::Bytes(value.to_vec()),
                ValueRef::Real(_) => return Err(Fault::damaged("a real number in the database")),
            });
        }
        out.push(Row(cells));
    }
    Ok(out)
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::Null => ValueRef::Null,
            Cell::Int(value) => ValueRef::Integer(*value),
            Cell::Text(value) => ValueRef::Text(value.as_bytes()),
            Cell::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

/// Runs every migration that the file has not seen.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[Migration]) -> Result<(), Fault> {
    connection
        .execute_batch("create table if not exists migration (number bigint not null primary key)")
        .map_err(fault)?;
    // Which, not up to which: a number may be filled in later than a higher one.
    let known: Vec<i64> = connection
        .prepare("select number from migration")
        .and_then(|mut asked| asked.query_map([], |row| row.get(0))?.collect())
        .map_err(fault)?;
    must_know(known.iter().copied().max(), migrations)?;
    for migration in migrations.iter().filter(|migration| !known.contains(&migration.number)) {
        // Immediate: of two processes that start at once the second waits for
        // the first and then sees what it did.
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let seen: i64 = transaction
            .query_row("select count(*) from migration where number = ?1", [migration.number], |row| {
                row.get(0)
            })
            .map_err(fault)?;
        if seen == 0 {
            transaction
                .execute_batch(
                    &migration
                        .common
                        .replace("{without_rowid}", "without rowid")
                        .replace("{position}", "integer primary key"),
                )
                .map_err(fault)?;
            transaction.execute_batch(migration.sqlite).map_err(fault)?;
            transaction.pragma_update(None, "application_id", OURS).map_err(fault)?;
            transaction
                .execute("insert into migration (number) values (?1)", [migration.number])
                .map_err(fault)?;
        }
        transaction.commit().map_err(fault)?;
    }
    Ok(())
}

/// The file is open and has its schema: from now on a writer waits no longer than it is told to.
pub(crate) fn opened(connection: &Connection, options: &Options) -> Result<(), Fault> {
    connection.busy_timeout(options.busy).map_err(fault)
}

/// The writer's life: a group, a commit, the answers, the next group.
pub(crate) fn write_until_closed(connection: Connection, jobs: Receiver<Job>, broken: &AtomicBool) {
    while let Some(mut group) = next_group(&jobs) {
        let outcome = if broken.load(Ordering::Relaxed) {
            Err(Fault {
                kind: FaultKind::Unavailable,
                detail: "the writer stopped after damage or a failed fsync".into(),
            })
        } else {
            commit_group(&connection, &mut group)
        };
        match outcome {
            Ok(outcomes) => {
                for (job, outcome) in group.into_iter().zip(outcomes) {
                    job.end(outcome);
                }
            }
            Err(fault) => {
                // After a failed fsync nobody knows what is on the disk: a second
                // try could seem to succeed. Stop acknowledging until a restart.
                broken.fetch_or(fault.kind == FaultKind::Damaged, Ordering::Relaxed);
                if !connection.is_autocommit() {
                    let _ = connection.execute_batch("rollback");
                }
                for job in group {
                    job.end(Err(Failed::Broke(fault.clone())));
                }
            }
        }
    }
    // A clean end leaves one file and no log.
    let _ = connection.execute_batch("pragma wal_checkpoint(truncate)");
}

/// All writes of the group in one transaction, a savepoint for each: a bad one
/// undoes only itself. An error here means that nothing of the group was kept.
fn commit_group(connection: &Connection, group: &mut [Job]) -> Result<Vec<Result<(), Failed>>, Fault> {
    run(connection, "begin immediate", &[])?;
    let mut tallies = Tallies::default();
    let mut outcomes = Vec::with_capacity(group.len());
    for job in group.iter_mut() {
        run(connection, "savepoint act", &[])?;
        let outcome = write_one(connection, &mut job.write);
        match &outcome {
            Ok(()) => {
                run(connection, "release act", &[])?;
                tallies.add(door::tally_rows(&job.write));
            }
            Err(failed) => {
                if let Failed::Broke(fault) = failed
                    && fault.kind != FaultKind::Other
                {
                    // A full disk or a damaged page is the whole group's affair.
                    return Err(fault.clone());
                }
                run(connection, "rollback to act", &[])?;
                run(connection, "release act", &[])?;
            }
        }
        outcomes.push(outcome);
    }
    for statement in tallies.statements() {
        run(connection, statement.sql, &statement.args)?;
    }
    run(connection, "commit", &[])?;
    Ok(outcomes)
}

fn write_one(connection: &Connection, write: &mut Write) -> Result<(), Failed> {
    let mut numbers = Vec::new();
    for series in door::wants_numbers(write) {
        let drawn = read(connection, DRAW_NUMBERS, &crate::args![series.0, 1i64])?;
        numbers.push(drawn.first().ok_or_else(|| Fault::other("no number was drawn"))?.int(0)?);
    }
    door::put_numbers(write, numbers)?;
    for Stmt { sql, args, rows } in door::statements(write, Dialect::Sqlite)? {
        let touched = execute(connection, sql, &args)?;
        if rows.is_some_and(|rows| rows != touched) {
            return Err(Failed::Conflict);
        }
    }
    Ok(())
}

fn execute(connection: &Connection, sql: &'static str, args: &[Cell]) -> Result<u64, Failed> {
    let mut statement = connection.prepare_cached(sql).map_err(fault)?;
    match statement.execute(rusqlite::params_from_iter(args)) {
        Ok(touched) => Ok(touched as u64),
        Err(error) if is_unique_violation(&error) => Err(Failed::Conflict),
        Err(error) => Err(Failed::Broke(fault(error))),
    }
}

fn run(connection: &Connection, sql: &'static str, args: &[Cell]) -> Result<(), Fault> {
    execute(connection, sql, args).map(drop).map_err(|failed| match failed {
        Failed::Broke(fault) => fault,
        Failed::Conflict => Fault::other(format!("unexpected conflict in {sql}")),
    })
}

fn is_unique_violation(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE};
    error
        .sqlite_error()
        .is_some_and(|e| matches!(e.extended_code, SQLITE_CONSTRAINT_UNIQUE | SQLITE_CONSTRAINT_PRIMARYKEY))
}

pub(crate) fn fault(error: rusqlite::Error) -> Fault {
    // The log's index could not grow: the same as a full disk.
    let no_room = |error: &rusqlite::ffi::Error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
    let kind = match error.sqlite_error_code() {
        _ if error.sqlite_error().is_some_and(no_room) => FaultKind::DiskFull,
        Some(ErrorCode::DiskFull) => FaultKind::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::CannotOpen) => {
            FaultKind::Unavailable
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::SystemIoFailure) => {
            FaultKind::Damaged
        }
        _ => FaultKind::Other,
    };
    Fault { kind, detail: format!("sqlite: {error}") }
}
