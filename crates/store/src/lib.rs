//! All SQL of the product, on two engines: SQLite (embedded, the default) and
//! PostgreSQL 15 and later. One text serves both; what truly differs has a name
//! in `engine/`. The store never decides: it writes what the rules gave it.

pub mod account;
pub mod act;
pub mod catalogue;
mod door;
pub mod dossier;
pub mod draft;
mod engine;
pub mod files;
pub mod outage;
pub mod people;
pub mod printed;
mod reader;
mod record;
pub mod scan;
pub mod scoreboard;
pub mod search;
pub mod setting;
pub mod shelf;
mod sql;
pub mod upload;
pub mod worklist;

pub use door::{Keep, Key, Write, Written};
pub use reader::{Answered, Proposing, StoreReader, answered, history};
pub use sql::{Cell, Dialect, Row, Rows};

/// The statements below the door, for whoever measures the bare engine with them.
pub mod bare {
    pub use crate::door::{DRAW_NUMBERS, statements as statements_of};
    pub use crate::sql::Stmt;

    /// Puts in the number that a counter would have given.
    pub fn put_number(write: &mut crate::Write, number: u32) {
        let _ = crate::door::put_numbers(write, vec![i64::from(number)]);
    }
}

use engine::{Queue, postgres, sqlite};
use motcua_core::Fault;
use sql::Stmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::oneshot;

/// One step of the schema.
pub(crate) struct Migration {
    number: i64,
    common: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// A database that a newer program has changed is not touched by an older one.
pub(crate) fn must_know(newest: Option<i64>, migrations: &[Migration]) -> Result<(), Fault> {
    let known = migrations.last().map_or(0, |migration| migration.number);
    match newest {
        Some(newest) if newest > known => Err(Fault::other(format!(
            "the database has the schema {newest} of a newer program; this one knows {known}"
        ))),
        _ => Ok(()),
    }
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        common: include_str!("../migrations/0001_base.sql"),
        sqlite: include_str!("../migrations/0001_base.sqlite.sql"),
        postgres: include_str!("../migrations/0001_base.postgres.sql"),
    },
    Migration {
        number: 2,
        common: include_str!("../migrations/0002_printed.sql"),
        sqlite: include_str!("../migrations/0002_printed.sqlite.sql"),
        postgres: include_str!("../migrations/0002_printed.postgres.sql"),
    },
];

/// Which database.
#[derive(Debug, Clone)]
pub enum Place {
    /// A file.
    Sqlite(PathBuf),
    /// A server, `postgres://user@host/name`, with `sslmode` and `sslrootcert` as libpq
    /// means them.
    Postgres(String),
}

/// How many readers may be open at once when nothing else is said: more than there are
/// cores that read, and few beside the hundred connections of a PostgreSQL server.
pub const READERS: usize = 16;

/// How a database is opened. The defaults are what an operator wants.
#[derive(Debug, Clone)]
pub struct Options {
    /// How many readers may be open at once. Whoever finds all of them taken waits.
    pub readers: usize,
    /// How long to wait for a reader.
    pub patience: Duration,
    /// How long SQLite waits for another process that holds the file.
    pub busy: Duration,
    /// The most pages (4 KiB each) that the SQLite file may grow to; none = what
    /// the disk holds. Beyond it every write is refused as on a full disk.
    pub pages_max: Option<u32>,
}

impl Default for Options {
    fn default() -> Options {
        let seconds = Duration::from_secs(5);
        Options { readers: READERS, patience: seconds, busy: seconds, pages_max: None }
    }
}

enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// The open database: readers, and the way to the one writer.
pub struct Store {
    engine: Engine,
    queue: Option<Queue>,
    writer: Option<JoinHandle<()>>,
    broken: Arc<AtomicBool>,
}

/// A write that is on its way. Awaiting it (or [`Pending::wait`]) gives its end.
pub struct Pending(oneshot::Receiver<Result<Written, Fault>>);

impl Pending {
    /// The end of it; an acknowledged write is durable.
    pub async fn done(self) -> Result<Written, Fault> {
        self.0.await.unwrap_or_else(|_| Err(Fault::other("the writer stopped before it answered")))
    }

    /// The same, for a thread without a runtime.
    pub fn wait(self) -> Result<Written, Fault> {
        self.0.blocking_recv().unwrap_or_else(|_| Err(Fault::other("the writer stopped before it answered")))
    }
}

impl Store {
    /// Opens the database, brings its schema up to date and starts the writer.
    pub fn open(place: &Place) -> Result<Store, Fault> {
        Store::open_with(place, &Options::default())
    }

    /// The same, opened otherwise than usual.
    pub fn open_with(place: &Place, options: &Options) -> Result<Store, Fault> {
        let (queue, jobs) = Queue::new();
        let broken = Arc::new(AtomicBool::new(false));
        let thread = std::thread::Builder::new().name("motcua-writer".into());
        let (engine, writer) = match place {
            Place::Sqlite(path) => {
                let (engine, mut connection) = sqlite::Sqlite::open(path, options)?;
                sqlite::migrate(&mut connection, MIGRATIONS)?;
                let broken = broken.clone();
                let writer = thread.spawn(move || sqlite::write_until_closed(connection, jobs, &broken));
                (Engine::Sqlite(engine), writer)
            }
            Place::Postgres(url) => {
                let address = Arc::new(postgres::Address::parse(url)?);
                postgres::migrate(&address, MIGRATIONS)?;
                let engine = postgres::Postgres::new(address.clone(), options);
                let writer = thread.spawn(move || postgres::write_until_closed(&address, jobs));
                (Engine::Postgres(engine), writer)
            }
        };
        Ok(Store { engine, queue: Some(queue), writer: Some(writer.map_err(Fault::other)?), broken })
    }

    /// Whether reads wait on a network, so that an asynchronous caller should
    /// leave its thread for them. SQLite reads are shorter than the hop.
    pub fn reads_wait(&self) -> bool {
        matches!(self.engine, Engine::Postgres(_))
    }

    /// Reads with a connection of the pool. A connection that met a fault is not
    /// used again. Whoever reads must not ask for a second reader meanwhile: when all are
    /// taken, everybody would wait for everybody.
    pub fn read<T, E: From<Fault>>(&self, read: impl FnOnce(&mut dyn Rows) -> Result<T, E>) -> Result<T, E> {
        match &self.engine {
            Engine::Sqlite(engine) => {
                let mut taken = engine.reader()?;
                read(taken.reader()?)
            }
            Engine::Postgres(engine) => {
                let mut taken = engine.reader()?;
                read(taken.reader()?)
            }
        }
    }

    /// Hands something to the writer.
    pub fn write(&self, write: Write) -> Pending {
        match &self.queue {
            Some(queue) => Pending(queue.put(write)),
            None => Pending(oneshot::channel().1),
        }
    }

    /// Hands rows without a history to the writer.
    pub fn keep(&self, keep: Keep) -> Pending {
        self.write(Write::Keep(keep))
    }

    /// Whether the store can answer and keep: for `/readyz`.
    pub fn is_ready(&self) -> Result<(), Fault> {
        if self.broken.load(Ordering::Relaxed) {
            return Err(Fault::damaged("the writer stopped after damage or a failed fsync"));
        }
        self.read(|rows| rows.row("select number from migration limit 1", &[]).map(drop))
    }
}

impl Drop for Store {
    /// Whatever was handed in is written before the store is gone.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}
