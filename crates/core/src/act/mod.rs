//! One door for every act, whatever it changes. Knows no feature: here is who acts, what a
//! record with a history is, what a rule has in hand, and what it gives back.
//!
//! A record is anything that has a history: a dossier, an outage, an account, the law in
//! force. Its state is the fold of its events; its last event's number is its lock.

mod actor;
mod changes;
pub(crate) mod command;
mod desk;
mod event;
mod promise;
mod reason;
mod record;
mod tell;

pub use actor::{Actor, Officer, OfficerId, Point, PointKind, Who, WhoKind};
pub use changes::{Changed, Changes};
pub use desk::Desk;
pub use event::{Event, RecordFact};
pub use promise::Promise;
pub use reason::must_say_why;
pub use record::{Record, RecordRef, Series, fold};
pub use tell::Tell;
