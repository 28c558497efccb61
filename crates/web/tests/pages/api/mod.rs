//! What other systems see: every answer as it is described, every refusal with
//! its code and field, and one dossier however often it is sent.

mod dossier;
mod operations;
mod procedures;
pub mod schema;
mod scoreboard;
pub mod submit;
mod uploads;
