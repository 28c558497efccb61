//! One file per command.

pub mod account;
pub mod calendar;
pub mod catalogue;
pub mod demo;
pub mod files;
pub mod import_staff;
pub mod in_force;
pub mod serve;
mod served;
pub mod staff;
mod work;
