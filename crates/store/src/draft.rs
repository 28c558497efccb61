//! What a person has typed and not yet handed in.

use crate::{Rows, Stmt, args};
use motcua_core::dossier::DossierId;
use motcua_core::{Fault, Moment};

/// The draft that will become the dossier with this id.
pub fn get(rows: &mut dyn Rows, id: DossierId) -> Result<Option<String>, Fault> {
    let row = rows.row("select body from draft where id = ?1", &args![id.0.as_slice()])?;
    row.map(|row| row.text(0).map(str::to_string)).transpose()
}

/// Keeps it.
pub fn put(id: DossierId, body: &str, now: Moment) -> Stmt {
    Stmt::new(
        "insert into draft (id, body, touched_at) values (?1, ?2, ?3) \
         on conflict (id) do update set body = excluded.body, touched_at = excluded.touched_at",
        args![id.0.as_slice(), body, now.0],
    )
}

/// Forgets drafts that nobody has touched since.
pub fn forget_before(moment: Moment) -> Stmt {
    Stmt::new("delete from draft where touched_at < ?1", args![moment.0])
}
