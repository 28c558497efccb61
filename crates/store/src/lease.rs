//! Which server does the work that only one at a time may do. No clock is compared with the
//! clock of another server: the holder counts up, and who sees the same count for long enough
//! takes over.

use crate::args;
use crate::keep::Keep;
use crate::sql::{Rows, Stmt};
use motcua_core::Fault;

/// Who has a lease, and how often they have kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaseBeat {
    /// Who.
    pub holder: String,
    /// Larger each time.
    pub beat: i64,
}

/// Who has the lease.
pub fn held(rows: &mut dyn Rows, name: &str) -> Result<Option<LeaseBeat>, Fault> {
    let row = rows.row("select holder, beat from lease where name = ?1", &args![name])?;
    row.map(|row| Ok(LeaseBeat { holder: row.text(0)?.to_string(), beat: row.int(1)? })).transpose()
}

/// Takes the lease, or keeps it. Holds only if it still stands as it was seen.
pub fn taken(name: &str, holder: &str, seen: Option<&LeaseBeat>) -> Keep {
    let statement = match seen {
        None => Stmt::one(
            "insert into lease (name, holder, beat) values (?1, ?2, 0) on conflict (name) do nothing",
            args![name, holder],
        ),
        Some(seen) => Stmt::one(
            "update lease set holder = ?2, beat = beat + 1 where name = ?1 and holder = ?3 and beat = ?4",
            args![name, holder, seen.holder.as_str(), seen.beat],
        ),
    };
    statement.into()
}

/// Gives the lease back.
pub fn given_back(name: &str, holder: &str) -> Keep {
    Stmt::new("delete from lease where name = ?1 and holder = ?2", args![name, holder]).into()
}
