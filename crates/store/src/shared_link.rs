//! Links by which a person shows the result of a dossier: nothing is kept of one but how often the person ended those
//! that were made by then.

use crate::{Keep, Rows, Stmt, args};
use motcua_core::Fault;
use motcua_core::dossier::DossierId;

/// How often the person has ended the links of this dossier.
pub fn ended(rows: &mut dyn Rows, id: DossierId) -> Result<u32, Fault> {
    let row = rows.row("select times from result_link_ended where dossier = ?1", &args![id.0.as_slice()])?;
    row.map_or(Ok(0), |row| u32::try_from(row.int(0)?).map_err(Fault::damaged))
}

/// Ends those that were made until now.
pub fn end(id: DossierId) -> Keep {
    let sql = "insert into result_link_ended (dossier, times) values (?1, 1) \
         on conflict (dossier) do update set times = result_link_ended.times + 1";
    Stmt::new(sql, args![id.0.as_slice()]).into()
}
