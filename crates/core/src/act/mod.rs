//! One door for every act on every kind of record. It knows no feature: here are the actor,
//! the record with a history, what a rule is given, and what it returns; and for whatever has
//! a limit and keepers, the promise and the ledger of time.
//!
//! A record is anything that has a history: a dossier, an outage, an account, the law in
//! force. Its state is the fold of its events; its last event's number is its lock.

mod actor;
mod changes;
pub(crate) mod command;
mod desk;
mod event;
pub mod ledger;
mod promise;
mod reason;
mod record;
mod stead;
mod tell;

pub use actor::{Actor, InsteadOf, Officer, OfficerId, Point, PointKind, StandsIn, Stead, Who, WhoKind};
pub use changes::{Changed, Changes};
pub use desk::Desk;
pub use event::{Event, LastEvent, RecordFact};
pub use promise::Promise;
pub use reason::{must_say, must_say_why};
pub use record::{Cover, Record, RecordRef, Series, fold};
pub use stead::in_stead;
pub use tell::Tell;
