//! The row of a hand-over list.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::act::Changed;
use motcua_core::consignment::Consignment;

impl Stored for Consignment {
    const TABLE: Table = table!("consignment");

    fn added(&self, body: String) -> Stmt {
        // An id that is there is a list that was given in the same instant: the act is asked again, and refuses.
        Stmt::one(
            "insert into consignment (id, seq, from_agency, to_agency, given_at, taken, body) \
             values (?1, ?2, ?3, ?4, ?5, 0, ?6) on conflict do nothing",
            args![
                self.id.as_str(),
                self.last.seq,
                self.from.as_str(),
                self.to.as_str(),
                self.given_at.0,
                body
            ],
        )
    }

    fn beside(changed: &Changed<Consignment>, out: &mut Vec<Stmt>) {
        let list = &changed.after;
        if !list.is_under_way() {
            out.push(Stmt::new("update consignment set taken = 1 where id = ?1", args![list.id.as_str()]));
        }
    }
}
