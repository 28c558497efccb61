//! What every page shares: the visit, the act, the form, the failure.

pub mod act;
pub mod answered;
pub mod app;
pub mod ask;
pub mod attempts;
pub mod batch;
pub mod clock;
pub mod completed;
pub mod differs;
pub mod explain;
pub mod failure;
pub mod files;
pub mod form;
mod form_files;
pub mod guard;
pub mod in_force;
pub mod linked;
pub mod list;
pub mod notice;
pub mod page;
pub mod paper_words;
pub mod proxies;
pub mod secret;
pub mod session;
pub mod stays;
pub mod visit;
pub(crate) mod waiting;
