//! The row of a recorded outage.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::outage::Outage;

impl Stored for Outage {
    const TABLE: Table = table!("outage");

    fn added(&self, body: String) -> Stmt {
        // Where it is looked for: at its agency, or everywhere.
        let place = if self.whole_province { "" } else { self.agency.as_str() };
        Stmt::one(
            "insert into outage (id, seq, recorded_at, place, until_at, body) values (?1, ?2, ?3, ?4, ?5, ?6)",
            args![self.id.as_str(), self.last.seq, self.recorded_at.0, place, self.until.0, body],
        )
    }
}
