//! Officers and their sessions. What an officer may do on a day is worked out from the whole
//! record, because duties have dates; the columns beside it are what accounts are found by.

use crate::record::row;
use crate::stored::{read as read_body, read_all};
use crate::{Keep, Rows, Stmt, args};
use motcua_core::account::{Account, officer_on};
use motcua_core::act::{Officer, OfficerId};
use motcua_core::catalogue::Duty;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::Dossier;
use motcua_core::{Day, Fault, Moment};
use std::collections::BTreeMap;

/// The record of the account with this log-in name, open or closed.
pub fn get(rows: &mut dyn Rows, id: &OfficerId) -> Result<Option<Account>, Fault> {
    row::get(rows, &id.0)
}

/// The account, open or closed, with this identity number or this e-mail; what is empty is
/// nobody's.
pub fn of_person(rows: &mut dyn Rows, identity: &str, email: &str) -> Result<Option<Account>, Fault> {
    for (text, key) in [
        ("select body from officer where identity = ?1 and identity <> ''", identity),
        ("select body from officer where email = ?1 and email <> ''", email),
    ] {
        if key.is_empty() {
            continue;
        }
        if let Some(row) = rows.row(text, &args![key])? {
            return read_body(&row, 0).map(Some);
        }
    }
    Ok(None)
}

/// What signing in is judged by.
#[derive(Debug, Clone)]
pub struct LogIn {
    /// Who, on the day that was asked for.
    pub officer: Officer,
    /// The hash of the password.
    pub password: String,
    /// The password is a one-time one, until then.
    pub first_use: Option<Moment>,
}

/// The active account with this log-in name, as it is on this day.
pub fn log_in(rows: &mut dyn Rows, id: &OfficerId, day: Day) -> Result<Option<LogIn>, Fault> {
    let text = "select body, password from officer where active = 1 and id = ?1";
    let Some(row) = rows.row(text, &args![id.0.as_str()])? else { return Ok(None) };
    let (account, password): (Account, String) = (read_body(&row, 0)?, row.text(1)?.into());
    let first_use = account.first_use;
    Ok(Some(LogIn { officer: who_is(rows, &account, day)?, password, first_use }))
}

fn who_is(rows: &mut dyn Rows, account: &Account, day: Day) -> Result<Officer, Fault> {
    officer_on(account, day, |id| get(rows, id))
}

/// Everybody who works at an agency on this day, each by themselves.
pub fn officers_at(rows: &mut dyn Rows, agency: &AgencyCode, day: Day) -> Result<Vec<Officer>, Fault> {
    let here = accounts(rows, Some(agency))?.into_iter().filter(|account| account.is_active);
    Ok(here.map(|account| account.on(day)).filter(|officer| officer.agency == *agency).collect())
}

/// All accounts, open and closed, of one agency or of all, by agency and name; also of those who
/// come to the agency on a day that is written already.
pub fn accounts(rows: &mut dyn Rows, agency: Option<&AgencyCode>) -> Result<Vec<Account>, Fault> {
    read_all(match agency {
        None => rows.rows("select body from officer order by agency, id", &[])?,
        Some(agency) => rows.rows(
            "select body from officer where agency = ?1 or (next_agency = ?1 and next_agency <> '') order by id",
            &args![agency.as_str()],
        )?,
    })
}

/// Accounts behind the one with this agency and name, by agency and name, so many at most: a page
/// of the list. Those of one agency are also those who go there by what is written, so that
/// nobody is missing on the day; where each sits on a day says [`Account::on`].
pub fn accounts_after(
    rows: &mut dyn Rows,
    agency: Option<&AgencyCode>,
    after: (&str, &str),
    limit: u32,
) -> Result<Vec<Account>, Fault> {
    let (after_agency, after_id) = after;
    read_all(match agency {
        None => rows.rows(
            "select body from officer where agency >= ?1 and (agency > ?1 or id > ?2) \
             order by agency, id limit ?3",
            &args![after_agency, after_id, limit],
        )?,
        Some(agency) => rows.rows(
            "select body from officer where (agency = ?1 or (next_agency = ?1 and next_agency <> '')) \
             and id > ?2 order by id limit ?3",
            &args![agency.as_str(), after_id, limit],
        )?,
    })
}

/// How many accounts each agency has on this day: open ones, and all.
pub fn counts_by_agency(rows: &mut dyn Rows, day: Day) -> Result<BTreeMap<AgencyCode, (i64, i64)>, Fault> {
    let counted =
        rows.rows("select agency, cast(sum(active) as bigint), count(*) from officer group by agency", &[])?;
    let mut counts = BTreeMap::new();
    for row in &counted {
        let agency = AgencyCode::parse(row.text(0)?).map_err(|_| Fault::damaged("an officer's agency"))?;
        counts.insert(agency, (row.int(1)?, row.int(2)?));
    }
    // Whoever has gone is kept at the old agency until something happens to the account.
    let going: Vec<Account> = read_all(rows.rows("select body from officer where next_agency <> ''", &[])?)?;
    for account in going {
        let (from, to, is_open) =
            (&account.officer.agency, account.on(day).agency, i64::from(account.is_active));
        for (agency, sign) in [(from, -1), (&to, 1)] {
            let (open, all) = counts.entry(agency.clone()).or_insert((0, 0));
            (*open, *all) = (*open + sign * is_open, *all + sign);
        }
    }
    counts.retain(|_, (_, all)| *all > 0);
    Ok(counts)
}

/// Officers who hold open dossiers at this agency by name, wherever they sit now.
pub fn holders_at(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<Vec<OfficerId>, Fault> {
    let held = rows.rows(
        "select distinct holder_officer from dossier \
         where open = 1 and holder_agency = ?1 and holder_officer is not null order by holder_officer",
        &args![agency.as_str()],
    )?;
    held.iter().map(|row| Ok(OfficerId(row.text(0)?.to_string()))).collect()
}

/// Open dossiers that this officer holds by name, the earliest due first.
pub fn dossiers_held_by(rows: &mut dyn Rows, id: &OfficerId, limit: u32) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(
        "select body from dossier where open = 1 and holder_officer is not null and holder_officer = ?1 \
         order by list_at, id limit ?2",
        &args![id.0.as_str(), limit],
    )?)
}

/// Whether anybody sits at this desk of this agency on this day, or leads the agency.
pub fn has_staff(rows: &mut dyn Rows, agency: &AgencyCode, duty: Duty, day: Day) -> Result<bool, Fault> {
    Ok(accounts(rows, Some(agency))?.iter().any(|account| account.works_at(agency, duty, day)))
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

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The officer, on the day of the request.
    pub officer: Officer,
    /// They signed in with a one-time password and have to choose one first.
    pub is_first_use: bool,
    /// The number of the account's last event.
    pub seq: u32,
}

/// The officer of a session that has not ended, as they are at this moment.
pub fn officer_of_session(
    rows: &mut dyn Rows,
    token: &[u8; 32],
    now: Moment,
) -> Result<Option<SignedIn>, Fault> {
    let row = rows.row(
        "select o.body from session s join officer o on o.id = s.officer \
         where s.token = ?1 and s.expires_at > ?2 and o.active = 1",
        &args![token.as_slice(), now.0],
    )?;
    let Some(row) = row else { return Ok(None) };
    let account: Account = read_body(&row, 0)?;
    // A one-time password that has run out lets nobody choose another.
    if account.first_use.is_some_and(|until| until <= now) {
        return Ok(None);
    }
    let (is_first_use, seq) = (account.first_use.is_some(), account.last.seq);
    Ok(Some(SignedIn { officer: who_is(rows, &account, now.day())?, is_first_use, seq }))
}
