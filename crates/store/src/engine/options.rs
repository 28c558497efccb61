//! Which database, and how it is opened.

use std::path::PathBuf;
use std::time::Duration;

/// Which database.
#[derive(Debug, Clone)]
pub enum DatabasePlace {
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
    /// How many readers may be open at once. When all are taken, the next caller waits.
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
