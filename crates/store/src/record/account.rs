//! The row of an account, by which its owner signs in and is listed.

use super::history::json;
use crate::sql::Stmt;
use crate::{Cell, args};
use motcua_core::Fault;
use motcua_core::account::Account;
use motcua_core::act::{Changed, Officer};

pub(crate) fn row(changed: &Changed<Account>) -> Result<Stmt, Fault> {
    let account = &changed.after;
    let officer = &account.officer;
    let (id, body) = (officer.id.0.as_str(), json(account)?);
    let password = account.password.as_ref().map(|hash| hash.0.as_str());
    Ok(match &changed.before {
        None => {
            let mut args = args![id, account.seq];
            args.extend(columns(officer));
            args.extend(args![password.unwrap_or_default(), account.is_active, body]);
            Stmt::one(
                "insert into officer (id, seq, name, agency, duties, point_kind, point_name, password, active, \
                 body) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                args,
            )
        }
        // Without a new password the old one stays.
        Some(before) => Stmt::one(
            "update officer set seq = ?3, active = ?4, password = coalesce(cast(?5 as text), password), body = ?6 \
             where id = ?1 and seq = ?2",
            args![id, before.seq, account.seq, account.is_active, password, body],
        ),
    })
}

fn columns(officer: &Officer) -> Vec<Cell> {
    let duties: Vec<&str> = officer.duties.iter().map(|duty| duty.as_str()).collect();
    args![
        officer.name.as_str(),
        officer.agency.as_str(),
        duties.join(" "),
        officer.point.as_ref().map_or("", |point| point.kind.as_str()),
        officer.point.as_ref().map_or("", |point| point.name.as_str()),
    ]
}

/// Every act on an account ends its sessions.
pub(crate) fn beside(changed: &Changed<Account>, out: &mut Vec<Stmt>) {
    if changed.before.is_some() {
        let id = changed.after.officer.id.0.as_str();
        out.push(Stmt::new("delete from session where officer = ?1", args![id]));
    }
}
