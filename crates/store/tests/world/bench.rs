//! A store on either engine, in a place of its own that is taken away at the end.

use super::{Doing, law};
use motcua_core::account::{AccountCommand, OpenAccount, PasswordHash};
use motcua_core::act::{Actor, Changed, Changes, Officer};
use motcua_core::command::{Change, Kept};
use motcua_core::dossier::{Dossier, DossierId, Event, Verb};
use motcua_core::memory::Memory;
use motcua_core::{Fault, Halt, Moment};
use motcua_store::act::{Acting, Prepared, before, prepare};
use motcua_store::{DatabasePlace, Key, KeyUsed, Rows, Store, StoreReader, Write, Written, dossier};
use std::io::Write as _;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// The variable that names a PostgreSQL server for tests.
pub const SERVER: &str = "MOTCUA_TEST_POSTGRES";

/// Reads the environment: the one place where a test may.
#[expect(
    clippy::disallowed_methods,
    reason = "how a test is told which server to use and what to do as a child"
)]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A store with a place of its own.
pub struct Bench {
    pub store: Store,
    pub place: DatabasePlace,
    home: Home,
}

/// Where a store lives; gone with everything in it at the end.
pub enum Home {
    Folder(#[expect(dead_code, reason = "held until the end")] TempDir),
    Schema { server: String, name: String },
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Home::Schema { server, name } = self
            && let Ok(mut client) = postgres::Client::connect(server, postgres::NoTls)
        {
            let _ = client.batch_execute(&format!("drop schema if exists {name} cascade"));
        }
    }
}

fn a_folder() -> (DatabasePlace, Home) {
    let folder = tempfile::tempdir().expect("a folder");
    (DatabasePlace::Sqlite(folder.path().join("motcua.db")), Home::Folder(folder))
}

fn a_schema(server: String) -> (DatabasePlace, Home) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("motcua_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let mut client = postgres::Client::connect(&server, postgres::NoTls).expect("the server for tests");
    client.batch_execute(&format!("create schema {name}")).expect("a schema");
    let mark = if server.contains('?') { '&' } else { '?' };
    let place = DatabasePlace::Postgres(format!("{server}{mark}options=-csearch_path%3D{name}"));
    (place, Home::Schema { server, name })
}

impl Bench {
    pub fn sqlite() -> Bench {
        Bench::open(a_folder())
    }

    /// On the server for tests, in a schema of its own. Without a server: said
    /// once, and a failure where everything must be tested.
    pub fn postgres() -> Option<Bench> {
        let Some(server) = environment(SERVER) else {
            assert!(environment("CI").is_none(), "CI tests on PostgreSQL too: {SERVER} is not set");
            static SAID: Once = Once::new();
            SAID.call_once(|| {
                // Past the capture of the test harness, so that it is seen.
                let _ = writeln!(std::io::stderr(), "SKIPPED PostgreSQL: {SERVER} is not set");
            });
            return None;
        };
        Some(Bench::open(a_schema(server)))
    }

    fn open((place, home): (DatabasePlace, Home)) -> Bench {
        let store = Store::open(&place).expect("a store");
        Bench { store, place, home }
    }

    /// Another place of the same kind, where nothing has been opened yet.
    pub fn another_place(&self) -> (DatabasePlace, Home) {
        match &self.home {
            Home::Folder(_) => a_folder(),
            Home::Schema { server, .. } => a_schema(server.clone()),
        }
    }

    /// An empty store of the same kind.
    pub fn another(&self) -> Bench {
        Bench::open(self.another_place())
    }

    pub fn is_postgres(&self) -> bool {
        matches!(self.place, DatabasePlace::Postgres(_))
    }

    /// Raw SQL through a connection of its own.
    pub fn raw(&self, sql: &str) -> Result<(), String> {
        match &self.place {
            DatabasePlace::Sqlite(path) => rusqlite::Connection::open(path)
                .and_then(|connection| connection.execute_batch(sql))
                .map_err(|error| error.to_string()),
            DatabasePlace::Postgres(url) => {
                let mut client =
                    postgres::Client::connect(url, postgres::NoTls).map_err(|e| e.to_string())?;
                client.batch_execute(sql).map_err(|error| match error.as_db_error() {
                    Some(db) => db.message().to_string(),
                    None => error.to_string(),
                })
            }
        }
    }

    /// Runs this while the writer has to wait for somebody else, so that what is
    /// handed in meanwhile ends in one group.
    pub fn while_the_writer_waits<T>(&self, run: impl FnOnce() -> T) -> T {
        match &self.place {
            DatabasePlace::Sqlite(path) => {
                let other = rusqlite::Connection::open(path).expect("a second connection");
                other.execute_batch("begin immediate").expect("the lock");
                let out = run();
                other.execute_batch("rollback").expect("the end of the lock");
                out
            }
            DatabasePlace::Postgres(url) => {
                let mut other = postgres::Client::connect(url, postgres::NoTls).expect("a second connection");
                other
                    .batch_execute("begin; lock table setting, series, dossier in access exclusive mode")
                    .expect("the lock");
                let out = run();
                other.batch_execute("rollback").expect("the end of the lock");
                out
            }
        }
    }

    /// The same as an edge does: ask, write, and ask again after a conflict.
    pub fn act(&self, actor: &Actor, now: Moment, key: Option<&Key>, doing: &Doing) -> Result<Done, Halt> {
        act_on(&self.store, actor, now, key, doing)
    }

    /// An act that must succeed.
    pub fn done(&self, actor: &Actor, now: Moment, doing: &Doing) -> Dossier {
        match self.act(actor, now, None, doing) {
            Ok(Done::Now(changed)) => changed.after,
            Ok(Done::Before(_)) => panic!("no key was given"),
            Err(halt) => panic!("not done: {halt:?}"),
        }
    }

    /// Asked but not written yet.
    pub fn prepared(&self, actor: &Actor, now: Moment, doing: &Doing) -> Write {
        let asking = Acting::of(law(), actor, now);
        let command = doing.command(&self.store, now);
        match self.store.read(|rows| prepare(rows, &asking, command)) {
            Ok(Prepared::Write(write)) => write,
            Ok(Prepared::Again(_)) => panic!("no key was given"),
            Err(halt) => panic!("not prepared: {halt:?}"),
        }
    }

    pub fn dossier(&self, id: DossierId) -> Option<Dossier> {
        self.store.read(|rows| dossier::by_id(rows, id)).expect("a read")
    }

    pub fn events(&self, id: DossierId) -> Vec<Event> {
        self.store.read(|rows| dossier::events(rows, id)).expect("a read")
    }

    /// One number.
    pub fn count(&self, sql: &'static str) -> i64 {
        self.store.read(|rows| rows.row(sql, &[])?.expect("a row").int(0)).expect("a read")
    }
}

/// The dossier that was asked for, as these changes make it.
pub fn changed(changes: Changes<Change>) -> Dossier {
    Dossier::of(changes.first).expect("a dossier was changed").after
}

/// All dossiers that they change.
pub fn all_of(changes: Changes<Change>) -> Vec<Dossier> {
    let all = std::iter::once(changes.first).chain(changes.beside);
    all.filter_map(Dossier::of).map(|changed| changed.after).collect()
}

/// The dossier that a key answers for.
pub fn id_in(answered: &KeyUsed) -> DossierId {
    DossierId(answered.record.as_slice().try_into().expect("a dossier's id"))
}

/// How an act ended.
pub enum Done {
    /// It is durable.
    Now(Box<Changed<Dossier>>),
    /// The same request was carried out before.
    Before(KeyUsed),
}

/// See [`Bench::act`].
pub fn act_on(
    store: &Store,
    actor: &Actor,
    now: Moment,
    key: Option<&Key>,
    doing: &Doing,
) -> Result<Done, Halt> {
    for _ in 0..500 {
        let asking = Acting { key, ..Acting::of(law(), actor, now) };
        let command = doing.command(store, now);
        match store.read(|rows| prepare(rows, &asking, command))? {
            Prepared::Again(before) => return Ok(Done::Before(before)),
            Prepared::Write(write) => match store.write(write).wait()? {
                Written::Done(Some(changes)) => {
                    let changed = Dossier::of(changes.first).expect("a dossier was changed");
                    return Ok(Done::Now(Box::new(changed)));
                }
                Written::Done(None) => {}
                Written::Conflict => {
                    if let Some(before) = store.read(|rows| before(rows, &asking))? {
                        return Ok(Done::Before(before));
                    }
                }
            },
        }
    }
    panic!("an act met too many others")
}

/// Each named test on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $name() { super::$name(&$crate::world::Bench::sqlite()); })*
        }
        mod on_postgres {
            $(#[test] fn $name() {
                if let Some(bench) = $crate::world::Bench::postgres() { super::$name(&bench); }
            })*
        }
    };
}

/// Asked of an empty shelf, for handing in while nobody can read.
pub fn unread(actor: &Actor, doing: &Doing) -> Write {
    let Doing::Command(command) = doing else { panic!("a verb needs a dossier") };
    let (law, now, read) = (law(), super::morning(), &mut Memory::default());
    let desk = &mut motcua_core::dossier::Desk { law, read, actor, now };
    let changes = command.clone().carry_out(desk).expect("lawful");
    motcua_store::act::to_write(law, changes, None, |_| Ok(Vec::new())).expect("a known agency")
}

/// The acts that are open to somebody.
pub fn open_to(store: &Store, actor: &Actor, now: Moment, dossier: &Dossier) -> Vec<Verb> {
    let read = |rows: &mut dyn Rows| {
        let mut reader = StoreReader { rows, law: law(), proposing: None };
        Ok::<_, Fault>(motcua_core::dossier::open_acts(law(), actor, now, &mut reader, dossier))
    };
    store.read(read).expect("a read")
}

/// Whoever runs the program.
pub fn operator() -> Actor {
    Actor::Operator { name: "root".into() }
}

/// What is done to an account by whoever runs the program; the codes of what refuses it.
pub fn keep_account(store: &Store, command: impl Into<AccountCommand>) -> Result<(), Vec<&'static str>> {
    let operator = operator();
    let asking = Acting::of(law(), &operator, super::morning());
    match motcua_store::act::carry_out(store, &asking, command.into()) {
        Ok(_) => Ok(()),
        Err(Halt::Refused(refusals)) => Err(refusals.iter().map(|refusal| refusal.code).collect()),
        Err(Halt::Broke(fault)) => panic!("{fault}"),
    }
}

/// The command that makes an account for this officer.
pub fn open_account(officer: &Officer, password: &str) -> OpenAccount {
    OpenAccount::of(officer, PasswordHash(password.into()))
}
