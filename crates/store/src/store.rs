//! The open database.

use crate::door::{Write, Written};
use crate::engine::options::{DatabasePlace, Options};
use crate::engine::pool::Taken;
use crate::engine::schema::MIGRATIONS;
use crate::engine::{Queue, postgres, sqlite};
use crate::keep::Keep;
use crate::sql::{Cell, Dialect, Row, Rows};
use motcua_core::Fault;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

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
    pub fn open(place: &DatabasePlace) -> Result<Store, Fault> {
        Store::open_with(place, &Options::default())
    }

    /// The same, opened otherwise than usual.
    pub fn open_with(place: &DatabasePlace, options: &Options) -> Result<Store, Fault> {
        let (queue, jobs) = Queue::new();
        let broken = Arc::new(AtomicBool::new(false));
        let thread = std::thread::Builder::new().name("motcua-writer".into());
        let (engine, writer) = match place {
            DatabasePlace::Sqlite(path) => {
                let (engine, mut connection) = sqlite::Sqlite::open(path, options)?;
                sqlite::migrate(&mut connection, MIGRATIONS)?;
                sqlite::opened(&connection, options)?;
                let broken = broken.clone();
                let writer = thread.spawn(move || sqlite::write_until_closed(connection, jobs, &broken));
                (Engine::Sqlite(engine), writer)
            }
            DatabasePlace::Postgres(url) => {
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
    /// used again. `read` must not ask for a second reader: when all are taken, every caller
    /// would wait for the others.
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

    /// The same with a connection that is taken at the first question: whoever asks nothing
    /// waits for none. `aside` runs each question where waiting for its answer holds up nobody.
    pub fn read_on_demand<T>(&self, aside: Aside, read: impl FnOnce(&mut dyn Rows) -> T) -> T {
        read(&mut OnDemand { store: self, taken: None, aside })
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

/// Runs what may wait.
pub type Aside = fn(&mut dyn FnMut());

struct OnDemand<'s> {
    store: &'s Store,
    taken: Option<TakenReader<'s>>,
    aside: Aside,
}

#[expect(clippy::large_enum_variant, reason = "one for a read, where it is made")]
enum TakenReader<'s> {
    Sqlite(Taken<'s, sqlite::Reader>),
    Postgres(Taken<'s, postgres::Reader>),
}

impl OnDemand<'_> {
    fn ask(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        if self.taken.is_none() {
            self.taken = Some(match &self.store.engine {
                Engine::Sqlite(engine) => TakenReader::Sqlite(engine.reader()?),
                Engine::Postgres(engine) => TakenReader::Postgres(engine.reader()?),
            });
        }
        match &mut self.taken {
            Some(TakenReader::Sqlite(taken)) => taken.reader()?.rows(sql, args),
            Some(TakenReader::Postgres(taken)) => taken.reader()?.rows(sql, args),
            None => Err(Fault::other("no reader was taken")),
        }
    }
}

impl Drop for OnDemand<'_> {
    /// A reader that was spent says good-bye to its server, and waits for it.
    fn drop(&mut self) {
        if let Some(taken) = self.taken.take() {
            let mut taken = Some(taken);
            (self.aside)(&mut || drop(taken.take()));
        }
    }
}

impl Rows for OnDemand<'_> {
    fn rows(&mut self, sql: &'static str, args: &[Cell]) -> Result<Vec<Row>, Fault> {
        let mut answer = Err(Fault::other("nobody asked"));
        (self.aside)(&mut || answer = self.ask(sql, args));
        answer
    }

    fn dialect(&self) -> Dialect {
        match self.store.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }
}

impl Drop for Store {
    /// Waits until every write that was handed in is done.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}
