//! What officials put into force in the catalogue: the changes, and the texts that
//! hold now. And the open dossiers that rest on a version.

use crate::record::row;
use crate::stored::read;
use crate::{Row, Rows, args};
use motcua_core::Fault;
use motcua_core::act::{Event, Record};
use motcua_core::catalogue::{DeedId, ProcedureId};
use motcua_core::dossier::{DossierCode, Status};
use motcua_core::law_change::{CatalogueChange, CatalogueFile, LawFact, LawInForce, OpenUnder, TheLaw};

/// The catalogue as it was last changed; none before the first change.
pub fn law_in_force(rows: &mut dyn Rows) -> Result<Option<LawInForce>, Fault> {
    row::get(rows, LawInForce::KIND)
}

/// The number of the last change; 0 before the first.
pub fn last(rows: &mut dyn Rows) -> Result<u32, Fault> {
    Ok(law_in_force(rows)?.map_or(0, |law| law.last.seq))
}

/// The newest text of every file that was ever put into force, and the change that put
/// it, in the order of paths.
pub fn in_force(rows: &mut dyn Rows) -> Result<Vec<(CatalogueFile, u32)>, Fault> {
    rows.rows(
        "select f.path, f.text, f.number from catalogue_file f where f.number = \
         (select max(g.number) from catalogue_file g where g.path = f.path) order by f.path",
        &[],
    )?
    .iter()
    .map(|row| Ok((file(row)?, number(row, 2)?)))
    .collect()
}

/// Changes before this number, the newest first, at most `limit`.
pub fn changes(rows: &mut dyn Rows, before: Option<u32>, limit: u32) -> Result<Vec<CatalogueChange>, Fault> {
    rows.rows(
        "select body from event where record = ?1 and kind = ?2 and seq < ?3 order by seq desc limit ?4",
        &args![LawInForce::id_bytes(&TheLaw), LawInForce::KIND, before.map_or(i64::MAX, i64::from), limit],
    )?
    .iter()
    .map(|row| read::<Event<LawFact>>(row, 0).map(CatalogueChange::from))
    .collect()
}

/// One change.
pub fn change(rows: &mut dyn Rows, which: u32) -> Result<Option<CatalogueChange>, Fault> {
    let below = which.checked_add(1);
    Ok(changes(rows, below, 1)?.pop().filter(|change| change.number == which))
}

/// The texts that a change put, in the order of paths.
pub fn files_of(rows: &mut dyn Rows, change: u32) -> Result<Vec<CatalogueFile>, Fault> {
    rows.rows("select path, text from catalogue_file where number = ?1 order by path", &args![change])?
        .iter()
        .map(file)
        .collect()
}

/// The text that a file had before this change, if an earlier one put it.
pub fn before(rows: &mut dyn Rows, change: u32, path: &str) -> Result<Option<String>, Fault> {
    let row = rows.row(
        "select text from catalogue_file where path = ?1 and number < ?2 order by number desc limit 1",
        &args![path, change],
    )?;
    row.map(|row| row.text(0).map(str::to_string)).transpose()
}

/// How many open dossiers rest on each version of each procedure.
pub fn open_by_version(rows: &mut dyn Rows) -> Result<Vec<OpenUnder>, Fault> {
    rows.rows(
        "select procedure, version, count(*) from dossier where open = 1 \
         group by procedure, version order by procedure, version",
        &[],
    )?
    .iter()
    .map(|row| {
        Ok(OpenUnder { procedure: row.text(0)?.into(), version: number(row, 1)?, dossiers: row.int(2)? })
    })
    .collect()
}

/// The templates by which a paper was ever drafted or made, in the order of their names.
pub fn templates_used(rows: &mut dyn Rows) -> Result<Vec<DeedId>, Fault> {
    let found = rows.rows("select template from template_used order by template", &[])?;
    found.iter().map(|row| Ok(row.text(0)?.into())).collect()
}

/// Open dossiers of a procedure with version and status, the oldest first.
pub fn open_of(
    rows: &mut dyn Rows,
    procedure: &ProcedureId,
    limit: u32,
) -> Result<Vec<(DossierCode, u32, Status)>, Fault> {
    rows.rows(
        "select code, version, status from dossier where open = 1 and procedure = ?1 \
         order by version, submitted_at, id limit ?2",
        &args![procedure.as_str(), limit],
    )?
    .iter()
    .map(|row| {
        let code = DossierCode::parse(row.text(0)?).map_err(|_| Fault::damaged("a stored code"))?;
        let status = Status::from_number(row.int(2)?).ok_or_else(|| Fault::damaged("a status number"))?;
        Ok((code, number(row, 1)?, status))
    })
    .collect()
}

fn file(row: &Row) -> Result<CatalogueFile, Fault> {
    Ok(CatalogueFile { path: row.text(0)?.to_string(), text: row.text(1)?.to_string() })
}

fn number(row: &Row, column: usize) -> Result<u32, Fault> {
    u32::try_from(row.int(column)?).map_err(Fault::damaged)
}
