//! The row of an account, by which its owner signs in and is listed.

use super::row::{Stored, Table, table};
use crate::args;
use crate::sql::Stmt;
use motcua_core::account::{Account, AccountFact};
use motcua_core::act::Changed;

impl Stored for Account {
    const TABLE: Table = table!("officer");

    fn added(&self, body: String) -> Stmt {
        let officer = &self.officer;
        let duties: Vec<&str> = officer.duties.iter().map(|duty| duty.as_str()).collect();
        Stmt::one(
            "insert into officer (id, seq, name, agency, duties, point_kind, point_name, password, active, \
             body, identity, email) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            args![
                officer.id.0.as_str(),
                self.last.seq,
                officer.name.as_str(),
                officer.agency.as_str(),
                duties.join(" "),
                officer.point.as_ref().map_or("", |point| point.kind.as_str()),
                officer.point.as_ref().map_or("", |point| point.name.as_str()),
                self.password.as_ref().map_or("", |hash| hash.0.as_str()),
                self.is_active,
                body,
                self.particulars.identity.as_str(),
                self.particulars.email.as_str(),
            ],
        )
    }

    fn beside(changed: &Changed<Account>, out: &mut Vec<Stmt>) {
        if changed.before.is_none() {
            return;
        }
        let account = &changed.after;
        let (officer, password) = (&account.officer, account.password.as_ref());
        let duties: Vec<&str> = officer.duties.iter().map(|duty| duty.as_str()).collect();
        // Without a new password the old one stays.
        out.push(Stmt::one(
            "update officer set active = ?2, password = coalesce(cast(?3 as text), password), name = ?4, \
             agency = ?5, duties = ?6, identity = ?7, email = ?8, next_agency = ?9 where id = ?1",
            args![
                officer.id.0.as_str(),
                account.is_active,
                password.map(|hash| hash.0.as_str()),
                officer.name.as_str(),
                officer.agency.as_str(),
                duties.join(" "),
                account.particulars.identity.as_str(),
                account.particulars.email.as_str(),
                account.next.as_ref().map_or("", |next| next.agency.as_str()),
            ],
        ));
        if changed.events.iter().any(|event| AccountFact::ends_sessions(&event.fact)) {
            out.push(Stmt::new("delete from session where officer = ?1", args![officer.id.0.as_str()]));
        }
    }
}
