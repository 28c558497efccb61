//! The rules of the one-stop service. Pure: no SQL, HTTP, HTML, clock,
//! randomness or environment. One folder per feature; the few words that all
//! features share ([`Moment`], [`Refusal`], [`Trust`] …) stand beside them.
//!
//! The arrows between the features stand in ARCHITECTURE.md, and a test holds them.

pub mod account;
pub mod act;
pub mod calendar;
pub mod catalogue;
pub mod command;
pub mod competence;
pub mod consignment;
mod data;
pub mod deed;
pub mod directory;
pub mod document;
pub mod dossier;
pub mod form;
pub mod identity;
pub mod law;
pub mod law_change;
pub mod letters;
pub mod memory;
pub mod money;
pub mod outage;
pub mod outbox;
mod outcome;
pub mod register;
pub mod scoreboard;
pub mod text;
mod time;
mod trust;
pub mod webhook;
pub mod year_book;

pub use data::{BadData, line_of};
pub use law::Law;
pub use outcome::{Fault, FaultKind, Halt, Refusal};
pub use time::{DAY_MS, Day, MINUTE_MS, Minute, Moment, Weekday};
pub use trust::{Cited, Trust};
