//! What every page shares: the visit, the act, the form, the failure.

pub mod act;
pub mod app;
pub mod ask;
pub mod attempts;
pub mod batch;
pub mod cookie;
pub mod failure;
pub mod files;
pub mod form;
mod form_files;
pub mod guard;
pub mod in_force;
pub mod intake;
pub mod kept_token;
pub mod keyed;
pub mod list;
pub mod page;
pub mod proxies;
pub mod render;
pub mod secret;
pub mod sent;
pub mod session;
pub mod signed;
pub mod size;
pub mod take_up;
pub mod visit;
pub(crate) mod waiting;
