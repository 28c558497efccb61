//! One file per command.

pub mod catalogue;
pub mod demo;
pub mod serve;
