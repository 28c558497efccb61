//! Officers and their sessions.

use crate::{Cell, Row, Rows, Stmt, args};
use motcua_core::account::{Officer, OfficerId, Point, PointKind};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::{Fault, Moment};

/// An officer with the hash of the password, for the log-in only.
#[derive(Debug, Clone)]
pub struct Account {
    /// Who.
    pub officer: Officer,
    /// Argon2id, PHC text.
    pub password: String,
}

const COLUMNS_OF_OFFICER: &str = "select id, name, agency, duties, password, point_kind, point_name from officer where active = 1 and id = ?1";

/// The active account with this log-in name.
pub fn account(rows: &mut dyn Rows, id: &OfficerId) -> Result<Option<Account>, Fault> {
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

/// Whether this log-in name is somebody's, open or closed.
pub fn is_taken(rows: &mut dyn Rows, id: &OfficerId) -> Result<bool, Fault> {
    Ok(rows.row("select id from officer where id = ?1", &args![id.0.as_str()])?.is_some())
}

/// Whether there is any account at all.
pub fn is_any(rows: &mut dyn Rows) -> Result<bool, Fault> {
    Ok(rows.row("select id from officer limit 1", &[])?.is_some())
}

/// Adds an account, or changes the one with this log-in name.
pub fn put(account: &Account) -> Stmt {
    Stmt::new(
        "insert into officer (id, name, agency, duties, password, point_kind, point_name, active) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1) \
         on conflict (id) do update set name = excluded.name, agency = excluded.agency, \
         duties = excluded.duties, password = excluded.password, point_kind = excluded.point_kind, \
         point_name = excluded.point_name, active = 1",
        columns(account),
    )
}

/// Adds an account whose log-in name nobody has; with a taken one the write is a
/// conflict and changes nothing.
pub fn add(account: &Account) -> Stmt {
    Stmt::one(
        "insert into officer (id, name, agency, duties, password, point_kind, point_name, active) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
        columns(account),
    )
}

/// The columns of an account as it is written.
fn columns(account: &Account) -> Vec<Cell> {
    let officer = &account.officer;
    let duties: Vec<&str> = officer.duties.iter().map(|duty| duty.as_str()).collect();
    args![
        officer.id.0.as_str(),
        officer.name.as_str(),
        officer.agency.as_str(),
        duties.join(" "),
        account.password.as_str(),
        officer.point.as_ref().map_or("", |point| point.kind.as_str()),
        officer.point.as_ref().map_or("", |point| point.name.as_str())
    ]
}

/// Closes an account: nobody signs in with it, and its sessions are over.
pub fn disable(id: &OfficerId) -> Vec<Stmt> {
    vec![
        Stmt::one("update officer set active = 0 where id = ?1", args![id.0.as_str()]),
        Stmt::new("delete from session where officer = ?1", args![id.0.as_str()]),
    ]
}

/// Opens a closed account again. Old sessions stay over.
pub fn enable(id: &OfficerId) -> Vec<Stmt> {
    vec![
        Stmt::one("update officer set active = 1 where id = ?1", args![id.0.as_str()]),
        Stmt::new("delete from session where officer = ?1", args![id.0.as_str()]),
    ]
}

/// Another password: whoever signed in with the old one has to sign in again.
pub fn set_password(id: &OfficerId, password: &str) -> Vec<Stmt> {
    vec![
        Stmt::one("update officer set password = ?2 where id = ?1", args![id.0.as_str(), password]),
        Stmt::new("delete from session where officer = ?1", args![id.0.as_str()]),
    ]
}

/// A session begins. Only the digest of its token is kept.
pub fn begin_session(token: &[u8; 32], officer: &OfficerId, now: Moment, expires: Moment) -> Vec<Stmt> {
    vec![
        Stmt::new("delete from session where expires_at < ?1", args![now.0]),
        Stmt::one(
            "insert into session (token, officer, started_at, expires_at) values (?1, ?2, ?3, ?4)",
            args![token.as_slice(), officer.0.as_str(), now.0, expires.0],
        ),
    ]
}

/// A session ends.
pub fn end_session(token: &[u8; 32]) -> Stmt {
    Stmt::new("delete from session where token = ?1", args![token.as_slice()])
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

fn read(row: &Row) -> Result<Account, Fault> {
    let agency = AgencyCode::parse(row.text(2)?).map_err(|_| Fault::damaged("an officer's agency"))?;
    let duties = row.text(3)?.split_whitespace().filter_map(Duty::parse).collect();
    let point = PointKind::parse(row.text(5)?);
    let point = point.map(|kind| Ok::<_, Fault>(Point { kind, name: row.text(6)?.into() })).transpose()?;
    let officer =
        Officer { id: OfficerId(row.text(0)?.into()), name: row.text(1)?.into(), agency, duties, point };
    Ok(Account { officer, password: row.text(4)?.into() })
}
