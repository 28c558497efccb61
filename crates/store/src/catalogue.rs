//! What officials put into force in the catalogue: the changes, and the texts that
//! hold now. And the open dossiers that rest on a version.

use crate::{Row, Rows, Stmt, args};
use motcua_core::Fault;
use motcua_core::catalogue::ProcedureId;
use motcua_core::dossier::{DossierCode, Status};
use motcua_core::law::{CatalogueChange, CatalogueFile, OpenUnder, Put};

/// Writes a change with its files. Somebody else's change with the same number, or a
/// dossier that was opened meanwhile under a version which this one alters, makes it a
/// conflict: then the rule judges again.
pub fn put_into_force(put: &Put) -> Result<Vec<Stmt>, Fault> {
    let Put { change, files, altered } = put;
    let body = serde_json::to_string(change).map_err(Fault::other)?;
    let mut out = vec![Stmt::one(
        "insert into catalogue_change (number, at, body) \
         select cast(?1 as bigint), cast(?2 as bigint), cast(?3 as text) \
         where ?1 = (select coalesce(max(number), 0) + 1 from catalogue_change)",
        args![change.number, change.at.0, body],
    )];
    let file = |file: &CatalogueFile| {
        Stmt::one(
            "insert into catalogue_file (number, path, text) values (?1, ?2, ?3)",
            args![change.number, file.path.as_str(), file.text.as_str()],
        )
    };
    out.extend(files.iter().map(file));
    let one = |(procedure, version): &(ProcedureId, u32)| {
        Stmt::one(
            "insert into catalogue_altered (number, procedure, version) \
             select cast(?1 as bigint), cast(?2 as text), cast(?3 as bigint) where not exists \
             (select 1 from dossier where open = 1 and procedure = ?2 and version = ?3)",
            args![change.number, procedure.as_str(), *version],
        )
    };
    out.extend(altered.iter().map(one));
    Ok(out)
}

/// The number of the last change; 0 before the first.
pub fn last(rows: &mut dyn Rows) -> Result<u32, Fault> {
    let row = rows.row("select coalesce(max(number), 0) from catalogue_change", &[])?;
    row.map_or(Ok(0), |row| number(&row, 0))
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

/// Changes, the newest first: those before this number, so many at most.
pub fn changes(rows: &mut dyn Rows, before: Option<u32>, limit: u32) -> Result<Vec<CatalogueChange>, Fault> {
    rows.rows(
        "select body from catalogue_change where number < ?1 order by number desc limit ?2",
        &args![before.map_or(i64::MAX, i64::from), limit],
    )?
    .iter()
    .map(read)
    .collect()
}

/// One change.
pub fn change(rows: &mut dyn Rows, which: u32) -> Result<Option<CatalogueChange>, Fault> {
    rows.row("select body from catalogue_change where number = ?1", &args![which])?
        .as_ref()
        .map(read)
        .transpose()
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

fn read(row: &Row) -> Result<CatalogueChange, Fault> {
    serde_json::from_str(row.text(0)?)
        .map_err(|error| Fault::damaged(format!("a stored change of the catalogue: {error}")))
}
