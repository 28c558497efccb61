//! Entries of registers: found by who they are about, and listed as they stand in their books.

use crate::record::row;
use crate::sql::Row;
use crate::stored::read_all;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::RegisterId;
use motcua_core::directory::AgencyCode;
use motcua_core::register::{EntryPlace, RegisterEntry};
use motcua_core::{Fault, Moment};

/// The entry with this id.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<RegisterEntry>, Fault> {
    row::get(rows, id)
}

/// The entry that stands in this place and is not void.
pub fn at(rows: &mut dyn Rows, place: &EntryPlace) -> Result<Option<RegisterEntry>, Fault> {
    let sql = "select body from entry where agency = ?1 and register = ?2 and year = ?3 and slot = ?4 \
         and void = 0";
    let EntryPlace { register, agency, year, .. } = place;
    let args = args![agency.as_str(), register.as_str(), i64::from(*year), place.slot()];
    Ok(read_all(rows.rows(sql, &args)?)?.pop())
}

/// The entry that was made in this register from this dossier and is not void.
pub fn of_dossier(
    rows: &mut dyn Rows,
    register: &RegisterId,
    code: &str,
) -> Result<Option<RegisterEntry>, Fault> {
    let sql = "select body from entry where dossier = ?1 and register = ?2 and void = 0";
    Ok(read_all(rows.rows(sql, &args![code, register.as_str()])?)?.pop())
}

/// The entries in which the decision of this dossier was noted.
pub fn noted_from(rows: &mut dyn Rows, code: &str) -> Result<Vec<RegisterEntry>, Fault> {
    let sql = "select body from entry where id in (select entry from entry_noted where dossier = ?1) \
         order by id";
    read_all(rows.rows(sql, &args![code])?)
}

/// Entries of this register of an agency that say exactly this, folded.
pub fn saying(
    rows: &mut dyn Rows,
    register: &RegisterId,
    agency: &AgencyCode,
    folded: &str,
) -> Result<Vec<RegisterEntry>, Fault> {
    let sql = "select body from entry where register = ?1 and id in \
         (select entry from entry_found_by where agency = ?2 and word = ?3) order by id";
    read_all(rows.rows(sql, &args![register.as_str(), agency.as_str(), folded])?)
}

/// What is looked for in the registers of an agency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntrySought {
    /// In one register; in all.
    pub register: Option<RegisterId>,
    /// Of one year.
    pub year: Option<i32>,
    /// With this number.
    pub number: Option<u32>,
    /// About somebody whose name, number or place has these letters, folded.
    pub folded: String,
}

/// Entries that are looked for, the newest first, at most so many.
pub fn sought(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    sought: &EntrySought,
    limit: u32,
) -> Result<Vec<RegisterEntry>, Fault> {
    let EntrySought { register, year, number, folded } = sought;
    let register = register.as_ref().map(RegisterId::as_str);
    let (year, number) = (year.map(i64::from), number.map(i64::from));
    let found = match folded.as_str() {
        "" => rows.rows(SOUGHT_IN_BOOKS, &args![agency.as_str(), register, year, number, limit]),
        folded => rows.rows(SOUGHT_BY_WORDS, &args![agency.as_str(), register, year, number, folded, limit]),
    };
    read_all(found?)
}

const SOUGHT_IN_BOOKS: &str = "select body from entry where agency = ?1 \
     and (cast(?2 as text) is null or register = ?2) and (cast(?3 as bigint) is null or year = ?3) \
     and (cast(?4 as bigint) is null or counted = ?4) order by day desc, counted desc, id limit ?5";
const SOUGHT_BY_WORDS: &str = "select body from entry where agency = ?1 \
     and (cast(?2 as text) is null or register = ?2) and (cast(?3 as bigint) is null or year = ?3) \
     and (cast(?4 as bigint) is null or counted = ?4) \
     and id in (select entry from entry_found_by where agency = ?1 and word like '%' || ?5 || '%') \
     order by day desc, counted desc, id limit ?6";

/// A register of an agency in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterYear {
    /// Which register.
    pub register: RegisterId,
    /// The year.
    pub year: i32,
    /// How many entries.
    pub entries: i64,
}

/// The registers that an agency has entries in, the newest year first.
pub fn years(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<Vec<RegisterYear>, Fault> {
    let sql = "select register, year, count(*) from entry where agency = ?1 group by register, year \
         order by year desc, register";
    let read = |row: &Row| {
        let year = i32::try_from(row.int(1)?).map_err(Fault::damaged)?;
        Ok(RegisterYear { register: row.text(0)?.into(), year, entries: row.int(2)? })
    };
    rows.rows(sql, &args![agency.as_str()])?.iter().map(read).collect()
}

/// The entries of a register in one year as they stand in the book, from this place on, at most so many.
pub fn in_book(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    register: &RegisterId,
    year: i32,
    from: i64,
    limit: u32,
) -> Result<Vec<RegisterEntry>, Fault> {
    let sql = "select body from entry where agency = ?1 and register = ?2 and year = ?3 \
         order by volume, counted, number limit ?5 offset ?4";
    read_all(rows.rows(sql, &args![agency.as_str(), register.as_str(), i64::from(year), from, limit])?)
}

/// That somebody looked for or at entries: only ever added to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// In the registers of which agency.
    pub agency: AgencyCode,
    /// When.
    pub at: Moment,
    /// Who.
    pub officer: OfficerId,
    /// What was looked for, in the words of whoever did; empty for one entry.
    pub sought: String,
    /// Which entry was opened; empty for a search.
    pub entry: String,
}

/// Writes it down.
pub fn looked(looked: &Looked) -> Keep {
    let Looked { agency, at, officer, sought, entry } = looked;
    Stmt::one(
        "insert into entry_looked (agency, at, officer, sought, entry) values (?1, ?2, ?3, ?4, ?5)",
        args![agency.as_str(), at.0, officer.0.as_str(), sought.as_str(), entry.as_str()],
    )
    .into()
}

/// Who looked at this entry, the last first, at most so many.
pub fn lookers(rows: &mut dyn Rows, entry: &str, limit: u32) -> Result<Vec<(Moment, OfficerId)>, Fault> {
    let sql = "select at, officer from entry_looked where entry = ?1 order by at desc limit ?2";
    let read = |row: &Row| Ok((Moment(row.int(0)?), OfficerId(row.text(1)?.to_string())));
    rows.rows(sql, &args![entry, limit])?.iter().map(read).collect()
}

/// What was looked for and at in the registers of an agency, the last first, at most so many.
pub fn looks(rows: &mut dyn Rows, agency: &AgencyCode, limit: u32) -> Result<Vec<Looked>, Fault> {
    let sql =
        "select at, officer, sought, entry from entry_looked where agency = ?1 order by at desc limit ?2";
    let read = |row: &Row| {
        Ok(Looked {
            agency: agency.clone(),
            at: Moment(row.int(0)?),
            officer: OfficerId(row.text(1)?.to_string()),
            sought: row.text(2)?.to_string(),
            entry: row.text(3)?.to_string(),
        })
    };
    rows.rows(sql, &args![agency.as_str(), limit])?.iter().map(read).collect()
}
