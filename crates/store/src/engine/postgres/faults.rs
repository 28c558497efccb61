//! What went wrong with the server, in our words.

use crate::engine::Failed;
use motcua_core::{Fault, FaultKind};
use std::error::Error;
use tokio_postgres::error::SqlState;

/// TLS did not come about.
pub(super) fn failed_handshake(error: &tokio_postgres::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<std::io::Error>());
    source.and_then(std::io::Error::get_ref).is_some_and(|inner| inner.is::<rustls::Error>())
}

/// Without an answer of the server it is the connection, or a mistake of ours.
pub(super) fn is_connection(error: &tokio_postgres::Error) -> bool {
    error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

/// Why a write failed: somebody was quicker, or an accident. Of two that wait for each
/// other the server ends one, which is only asked to decide again.
pub(super) fn failed(error: tokio_postgres::Error) -> Failed {
    let quicker =
        [SqlState::UNIQUE_VIOLATION, SqlState::T_R_DEADLOCK_DETECTED, SqlState::T_R_SERIALIZATION_FAILURE];
    match error.code() {
        Some(code) if quicker.contains(code) => Failed::Conflict,
        Some(_) | None => Failed::Broke(fault(error)),
    }
}

pub(super) fn fault(error: tokio_postgres::Error) -> Fault {
    let kind = match error.code() {
        Some(code) if *code == SqlState::DISK_FULL => FaultKind::DiskFull,
        Some(code) if *code == SqlState::DATA_CORRUPTED || *code == SqlState::INDEX_CORRUPTED => {
            FaultKind::Damaged
        }
        Some(code) if code.code().starts_with("57") || code.code().starts_with("53") => {
            FaultKind::Unavailable
        }
        None if is_connection(&error) => FaultKind::Unavailable,
        _ => FaultKind::Other,
    };
    Fault { kind, detail: told(&error) }
}

/// What the server said, or what went wrong before it could say anything, with its causes.
pub(super) fn told(error: &tokio_postgres::Error) -> String {
    if let Some(db) = error.as_db_error() {
        return format!("postgres: {}: {}", db.code().code(), db.message());
    }
    let mut told = format!("postgres: {error}");
    let mut cause = error.source();
    while let Some(next) = cause {
        let next_told = next.to_string();
        if !told.ends_with(&next_told) {
            told = format!("{told}: {next_told}");
        }
        cause = next.source();
    }
    told
}
