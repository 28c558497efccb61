//! Officers and their sessions.

use crate::record::row;
use crate::{Keep, Row, Rows, Stmt, args};
use motcua_core::account::Account;
use motcua_core::act::{Officer, OfficerId, Point, PointKind};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::{Fault, Moment};

/// The record of the account with this log-in name, open or closed.
pub fn get(rows: &mut dyn Rows, id: &OfficerId) -> Result<Option<Account>, Fault> {
    row::get(rows, &id.0)
}

/// What signing in is judged by.
#[derive(Debug, Clone)]
pub struct LogIn {
    /// Who.
    pub officer: Officer,
    /// Argon2id, PHC text.
    pub password: String,
}

const COLUMNS_OF_OFFICER: &str = "select id, name, agency, duties, password, point_kind, point_name from officer where active = 1 and id = ?1";

/// The active account with this log-in name.
pub fn log_in(rows: &mut dyn Rows, id: &OfficerId) -> Result<Option<LogIn>, Fault> {
    rows.row(COLUMNS_OF_OFFICER, &args![id.0.as_str()])?.map(|row| read(&row)).transpose()
}

/// Everybody who works at an agency.
pub fn officers_at(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<Vec<Officer>, Fault> {
    rows.rows(
        "select id, name, agency, duties, password, point_kind, point_name from officer where active = 1 and agency = ?1 order by id",
        &args![agency.as_str()],
    )?
    .iter()
    .map(|row| Ok(read(row)?.officer))
    .collect()
}

/// An account as the operator sees it in a list: open or closed, without its
/// password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub officer: Officer,
    /// Whether they may sign in.
    pub active: bool,
}

/// All accounts, open and closed, of one agency or of all, by agency and name.
pub fn accounts(rows: &mut dyn Rows, agency: Option<&AgencyCode>) -> Result<Vec<Listed>, Fault> {
    let agency = agency.map_or("", AgencyCode::as_str);
    rows.rows(
        "select id, name, agency, duties, password, point_kind, point_name, active from officer \
         where ?1 = '' or agency = ?1 order by agency, id",
        &args![agency],
    )?
    .iter()
    .map(|row| Ok(Listed { officer: read(row)?.officer, active: row.int(7)? == 1 }))
    .collect()
}

/// Whether anybody may sign in for this agency.
pub fn has_staff(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<bool, Fault> {
    let found = "select id from officer where active = 1 and agency = ?1 limit 1";
    Ok(rows.row(found, &args![agency.as_str()])?.is_some())
}

/// Whether there is any account at all.
pub fn is_any(rows: &mut dyn Rows) -> Result<bool, Fault> {
    Ok(rows.row("select id from officer limit 1", &[])?.is_some())
}

/// A session begins, if the account still has the password (its hash) that was tried. Only the digest
/// of its token is kept.
pub fn begin_session(
    token: &[u8; 32],
    officer: &OfficerId,
    password: &str,
    now: Moment,
    expires: Moment,
) -> Keep {
    Keep(vec![
        Stmt::new("delete from session where expires_at < ?1", args![now.0]),
        Stmt::one(
            "insert into session (token, officer, started_at, expires_at) values (?1, ?2, ?3, ?4)",
            args![token.as_slice(), officer.0.as_str(), now.0, expires.0],
        ),
        Stmt::one(
            "update officer set active = 1 where id = ?1 and password = ?2 and active = 1",
            args![officer.0.as_str(), password],
        ),
    ])
}

/// A session ends.
pub fn end_session(token: &[u8; 32]) -> Keep {
    Stmt::new("delete from session where token = ?1", args![token.as_slice()]).into()
}

/// The officer of a session that has not ended.
pub fn officer_of_session(
    rows: &mut dyn Rows,
    token: &[u8; 32],
    now: Moment,
) -> Result<Option<Officer>, Fault> {
    let row = rows.row(
        "select o.id, o.name, o.agency, o.duties, o.password, o.point_kind, o.point_name from session s join officer o on o.id = s.officer \
         where s.token = ?1 and s.expires_at > ?2 and o.active = 1",
        &args![token.as_slice(), now.0],
    )?;
    row.map(|row| Ok(read(&row)?.officer)).transpose()
}

fn read(row: &Row) -> Result<LogIn, Fault> {
    let agency = AgencyCode::parse(row.text(2)?).map_err(|_| Fault::damaged("an officer's agency"))?;
    let duties = row.text(3)?.split_whitespace().filter_map(Duty::parse).collect();
    let point = PointKind::parse(row.text(5)?);
    let point = point.map(|kind| Ok::<_, Fault>(Point { kind, name: row.text(6)?.into() })).transpose()?;
    let officer =
        Officer { id: OfficerId(row.text(0)?.into()), name: row.text(1)?.into(), agency, duties, point };
    Ok(LogIn { officer, password: row.text(4)?.into() })
}
