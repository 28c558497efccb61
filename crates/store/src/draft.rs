//! What a person has typed and not yet handed in, and the short codes by which
//! they go on elsewhere.

use crate::{Keep, Rows, Stmt, args};
use motcua_core::dossier::DossierId;
use motcua_core::{Fault, Moment};

/// A draft as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// The answers.
    pub body: String,
    /// When it was saved last.
    pub touched_at: Moment,
}

/// The draft that will become the dossier with this id.
pub fn get(rows: &mut dyn Rows, id: DossierId) -> Result<Option<StoredDraft>, Fault> {
    let row = rows.row("select body, touched_at from draft where id = ?1", &args![id.0.as_slice()])?;
    row.map(|row| Ok(StoredDraft { body: row.text(0)?.to_string(), touched_at: Moment(row.int(1)?) }))
        .transpose()
}

/// Begins it.
pub fn begin(id: DossierId, body: &str, now: Moment) -> Keep {
    Stmt::one(
        "insert into draft (id, body, touched_at) values (?1, ?2, ?3)",
        args![id.0.as_slice(), body, now.0],
    )
    .into()
}

/// Saves it, unless somebody else has saved it since it was read as `before`:
/// two devices, or an upload beside a form, never undo each other.
pub fn save(id: DossierId, before: &str, after: &str, now: Moment) -> Keep {
    Stmt::one(
        "update draft set body = ?3, touched_at = ?4 where id = ?1 and body = ?2",
        args![id.0.as_slice(), before, after, now.0],
    )
    .into()
}

/// Uses it up as it was read: it is handed in. A conflict when somebody has saved it since.
/// A code that leads to it goes on leading to what it became.
pub fn use_up(id: DossierId, body: &str) -> Keep {
    Stmt::one("delete from draft where id = ?1 and body = ?2", args![id.0.as_slice(), body]).into()
}

/// Forgets drafts that nobody has touched since.
pub fn forget_before(moment: Moment) -> Keep {
    Stmt::new("delete from draft where touched_at < ?1", args![moment.0]).into()
}

/// Gives the draft a short code until then. It has one at a time, and codes whose
/// time is over are swept out.
pub fn give_code(digest: &[u8; 32], id: DossierId, now: Moment, until: Moment) -> Keep {
    Keep(vec![
        Stmt::new(
            "delete from draft_code where draft = ?1 or expires_at <= ?2",
            args![id.0.as_slice(), now.0],
        ),
        Stmt::one(
            "insert into draft_code (digest, draft, expires_at) values (?1, ?2, ?3)",
            args![digest.as_slice(), id.0.as_slice(), until.0],
        ),
    ])
}

/// The draft to which a code leads now.
pub fn by_code(rows: &mut dyn Rows, digest: &[u8; 32], now: Moment) -> Result<Option<DossierId>, Fault> {
    let row = rows.row(
        "select draft from draft_code where digest = ?1 and expires_at > ?2",
        &args![digest.as_slice(), now.0],
    )?;
    row.map(|row| Ok(DossierId(row.bytes(0)?.try_into().map_err(|_| Fault::damaged("a draft's id"))?)))
        .transpose()
}
