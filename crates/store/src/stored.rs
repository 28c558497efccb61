//! Stored records and their histories, as they are read back.

use crate::args;
use crate::sql::{Row, Rows};
use motcua_core::Fault;
use motcua_core::act::{Event, Record};
use serde::de::DeserializeOwned;

/// A record's history, oldest first.
pub fn history<R: Record>(rows: &mut dyn Rows, id: &R::Id) -> Result<Vec<Event<R::Fact>>, Fault> {
    read_all(rows.rows(
        "select body from event where record = ?1 and kind = ?2 order by seq",
        &args![R::id_bytes(id), R::KIND],
    )?)
}

/// The stored record in this column.
pub(crate) fn read<T: DeserializeOwned>(row: &Row, column: usize) -> Result<T, Fault> {
    serde_json::from_str(row.text(column)?)
        .map_err(|error| Fault::damaged(format!("a stored record: {error}")))
}

/// The stored records in the first column.
pub(crate) fn read_all<T: DeserializeOwned>(rows: Vec<Row>) -> Result<Vec<T>, Fault> {
    rows.iter().map(|row| read(row, 0)).collect()
}
