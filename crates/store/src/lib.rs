//! All SQL of the product, on two engines: SQLite (embedded, the default) and
//! PostgreSQL 15 and later. One text serves both; what truly differs has a name
//! in `engine/`. The store never decides: it writes what the rules gave it.

pub mod account;
pub mod act;
pub mod catalogue;
pub mod consignment;
pub mod deed;
mod door;
pub mod dossier;
pub mod draft;
mod engine;
pub mod entry;
pub mod feed;
pub mod files;
mod keep;
pub mod lease;
pub mod money;
pub mod outage;
pub mod outbox;
pub mod oversight;
pub mod people;
mod place_in_hand;
pub mod printed;
mod reader;
mod record;
pub mod result_out;
pub mod scan;
pub mod scoreboard;
pub mod search;
pub mod setting;
pub mod shared_link;
pub mod shares;
pub mod shelf;
pub mod signed_file;
mod sql;
pub mod staff_list;
mod store;
mod stored;
pub mod upload;
pub mod waiting_command;
pub mod webhook;
pub mod worklist;
pub mod year_book;

pub use door::{Key, Write, Written};
pub use engine::options::{DatabasePlace, Options, READERS};
pub use keep::Keep;
pub use reader::{KeyUsed, Proposing, StoreReader, answered};
pub use sql::{Cell, Dialect, Row, Rows};
pub use store::{Aside, Pending, Store};
pub use stored::history;

/// The statements below the door, for benchmarks of the bare engine.
pub mod bare {
    pub use crate::door::{DRAW_NUMBERS, statements as statements_of};
    pub use crate::sql::Stmt;

    /// Puts in the number that a counter would have given.
    pub fn put_number(write: &mut crate::Write, number: u32) {
        let _ = crate::door::put_numbers(write, vec![i64::from(number)]);
    }
}

use sql::Stmt;
