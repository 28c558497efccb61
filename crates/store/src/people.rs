//! A person's earlier dossiers by identity number, and those that a helper's account
//! handed in. The rules say who may see which of them.

use crate::sql::Stmt;
use crate::stored::read_all;
use crate::{Rows, args};
use motcua_core::Fault;
use motcua_core::act::OfficerId;
use motcua_core::dossier::Dossier;

const ADD: &str = "insert into dossier_of (dossier, kind, name, submitted_at) values (?1, ?2, ?3, ?4)";

const TAKE_OUT: &str =
    "delete from dossier_of where dossier = ?1 and kind = ?2 and name = ?3 and submitted_at = ?4";

const NEWEST: &str = "select d.body from dossier_of o join dossier d on d.id = o.dossier \
     where o.kind = ?1 and o.name = ?2 order by o.submitted_at desc, o.dossier desc limit ?3";

/// A person's dossiers, the newest first. Nobody has an empty number.
pub fn of_person(rows: &mut dyn Rows, identity: &str, limit: u32) -> Result<Vec<Dossier>, Fault> {
    if identity.is_empty() {
        return Ok(Vec::new());
    }
    read_all(rows.rows(NEWEST, &args!["person", identity, limit])?)
}

/// What a helper's account handed in, the newest first.
pub fn of_helper(rows: &mut dyn Rows, helper: &OfficerId, limit: u32) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(NEWEST, &args!["helper", helper.0.as_str(), limit])?)
}

/// The rows of a dossier that is new.
pub(crate) fn added(dossier: &Dossier) -> Vec<Stmt> {
    let helper = dossier.submission.assistance.as_ref().and_then(|help| help.by.as_ref());
    let helper = helper.map(|id| row(ADD, "helper", &id.0, dossier));
    row_of_person(ADD, dossier).into_iter().chain(helper).collect()
}

/// The rows of a dossier whose person's number was corrected.
pub(crate) fn changed(before: &Dossier, after: &Dossier) -> Vec<Stmt> {
    if before.submission.applicant.identity == after.submission.applicant.identity {
        return Vec::new();
    }
    row_of_person(TAKE_OUT, before).into_iter().chain(row_of_person(ADD, after)).collect()
}

fn row_of_person(sql: &'static str, dossier: &Dossier) -> Option<Stmt> {
    let identity = &dossier.submission.applicant.identity;
    (!identity.is_empty()).then(|| row(sql, "person", identity, dossier))
}

fn row(sql: &'static str, kind: &str, name: &str, dossier: &Dossier) -> Stmt {
    Stmt::one(sql, args![dossier.id.0.as_slice(), kind, name, dossier.submitted_at.0])
}
