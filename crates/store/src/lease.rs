//! Which server does the work that only one at a time may do.

use crate::args;
use crate::keep::Keep;
use crate::sql::Stmt;
use motcua_core::Moment;

/// Takes the lease or keeps it for another stretch. Holds only if nobody else has it: it
/// is free, over, or ends later than any lease can, which is what a clock that was set
/// back leaves behind.
pub fn taken(name: &str, holder: &str, now: Moment, stretch_ms: i64) -> Keep {
    Stmt::one(
        "insert into lease (name, holder, until_at) values (?1, ?2, ?3) \
         on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at \
         where lease.holder = ?2 or lease.until_at <= ?4 or lease.until_at > ?3",
        args![name, holder, now.plus_ms(stretch_ms).0, now.0],
    )
    .into()
}

/// Gives the lease back.
pub fn given_back(name: &str, holder: &str) -> Keep {
    Stmt::new("delete from lease where name = ?1 and holder = ?2", args![name, holder]).into()
}
