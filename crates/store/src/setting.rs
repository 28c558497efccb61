//! Named values that belong to the database rather than to the configuration:
//! the receipt key, the clock of a demonstration.

use crate::{Keep, Rows, Stmt, args};
use motcua_core::Fault;

/// The setting that names the scenario a database was filled from, and how far
/// that came. Without it nothing in the database is simulated.
pub const SCENARIO: &str = "scenario";

/// The value with this name.
pub fn get(rows: &mut dyn Rows, name: &str) -> Result<Option<String>, Fault> {
    let row = rows.row("select value from setting where name = ?1", &args![name])?;
    row.map(|row| row.text(0).map(str::to_string)).transpose()
}

/// Sets it.
pub fn set(name: &str, value: &str) -> Keep {
    Stmt::new(
        "insert into setting (name, value) values (?1, ?2) \
         on conflict (name) do update set value = excluded.value",
        args![name, value],
    )
    .into()
}

/// Sets it unless it is set: the first caller wins.
pub fn set_first(name: &str, value: &str) -> Keep {
    Stmt::new(
        "insert into setting (name, value) values (?1, ?2) on conflict (name) do nothing",
        args![name, value],
    )
    .into()
}
