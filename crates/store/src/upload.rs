//! Files that arrive in pieces. How far each has come stands here, because only
//! what the database has acknowledged was promised to the sender.

use crate::sql::Row;
use crate::{Keep, Rows, Stmt, args};
use motcua_core::dossier::{DossierId, Status};
use motcua_core::{Fault, Moment};
use strum::IntoStaticStr;

/// What has become of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum UploadState {
    /// It is still arriving, or has arrived and is not judged yet.
    Open,
    /// It was judged and kept; it waits for its draft or form to be handed in.
    Taken,
    /// It was judged and may not be handed in.
    Refused,
}

impl UploadState {
    /// The word in the database and for programs.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    fn parse(word: &str) -> Result<UploadState, Fault> {
        [UploadState::Open, UploadState::Taken, UploadState::Refused]
            .into_iter()
            .find(|state| state.as_str() == word)
            .ok_or_else(|| Fault::damaged(format!("an upload is {word:?}")))
    }
}

/// An upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Also the key: a client that knows it may continue the upload.
    pub id: [u8; 16],
    /// `draft:…`, `dossier:…`, `officer:…` or `api:`.
    pub owner: String,
    /// The address it comes from.
    pub origin: String,
    /// For which paper.
    pub paper: String,
    /// The name that the person gave it.
    pub name: String,
    /// How large it will be, in bytes.
    pub size: u64,
    /// How much of it is durable.
    pub received: u64,
    /// What has become of it.
    pub state: UploadState,
    /// JSON: the file's facts, or the refusal; empty while it is open.
    pub result: String,
}

impl Upload {
    /// Its name in addresses, and of its file while it arrives.
    pub fn hex(&self) -> String {
        hex(&self.id)
    }
}

/// An id as it stands in addresses.
pub fn hex(id: &[u8; 16]) -> String {
    hex::encode(id)
}

/// The id that stands like this in addresses.
pub fn id_of(text: &str) -> Option<[u8; 16]> {
    let mut id = [0; 16];
    hex::decode_to_slice(text, &mut id).ok().map(|()| id)
}

fn read(row: &Row) -> Result<Upload, Fault> {
    let count = |column| row.int(column).map(|value| value.max(0) as u64);
    Ok(Upload {
        id: row.bytes(0)?.try_into().map_err(|_| Fault::damaged("an upload's id is too short"))?,
        owner: row.text(1)?.to_string(),
        origin: row.text(2)?.to_string(),
        paper: row.text(3)?.to_string(),
        name: row.text(4)?.to_string(),
        size: count(5)?,
        received: count(6)?,
        state: UploadState::parse(row.text(7)?)?,
        result: row.text(8)?.to_string(),
    })
}

/// The upload with this id.
pub fn get(rows: &mut dyn Rows, id: &[u8; 16]) -> Result<Option<Upload>, Fault> {
    let sql =
        "select id, owner, origin, paper, name, size, received, state, result from upload where id = ?1";
    rows.row(sql, &args![id.as_slice()])?.as_ref().map(read).transpose()
}

/// The uploads of an owner, the oldest first.
pub fn of_owner(rows: &mut dyn Rows, owner: &str) -> Result<Vec<Upload>, Fault> {
    let sql = "select id, owner, origin, paper, name, size, received, state, result from upload \
               where owner = ?1 order by touched_at, id";
    rows.rows(sql, &args![owner])?.iter().map(read).collect()
}

/// How many bytes are promised room while they arrive: from this address, and from
/// everybody.
pub fn open_bytes(rows: &mut dyn Rows, origin: &str) -> Result<(u64, u64), Fault> {
    let sum = |row: Option<Row>| row.map_or(Ok(0), |row| row.int(0)).map(|sum| sum.max(0) as u64);
    let one = rows.row(
        "select cast(coalesce(sum(size), 0) as bigint) from upload where state = 'open' and origin = ?1",
        &args![origin],
    )?;
    let all =
        rows.row("select cast(coalesce(sum(size), 0) as bigint) from upload where state = 'open'", &args![])?;
    Ok((sum(one)?, sum(all)?))
}

/// Begins one.
pub fn add(upload: &Upload, now: Moment) -> Keep {
    Stmt::one(
        "insert into upload (id, owner, origin, paper, name, size, received, state, result, touched_at) \
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        args![
            upload.id.as_slice(),
            upload.owner.as_str(),
            upload.origin.as_str(),
            upload.paper.as_str(),
            upload.name.as_str(),
            upload.size as i64,
            upload.received as i64,
            upload.state.as_str(),
            upload.result.as_str(),
            now.0
        ],
    )
    .into()
}

/// Acknowledges that it has come from `from` to `to` bytes. A conflict when it had
/// not come to `from`.
pub fn received(id: &[u8; 16], from: u64, to: u64, now: Moment) -> Keep {
    Stmt::one(
        "update upload set received = ?3, touched_at = ?4 where id = ?1 and received = ?2 and state = 'open'",
        args![id.as_slice(), from as i64, to as i64, now.0],
    )
    .into()
}

/// Ends it, once. A conflict when it had ended.
pub fn settled(id: &[u8; 16], state: UploadState, result: &str, now: Moment) -> Keep {
    Stmt::one(
        "update upload set state = ?2, result = ?3, touched_at = ?4 where id = ?1 and state = 'open'",
        args![id.as_slice(), state.as_str(), result, now.0],
    )
    .into()
}

/// Uses up the uploads of an owner: the `taken` ones go into what is handed in and are
/// forgotten here, and what is still arriving is refused with `too_late`. A conflict when
/// others have been taken by now: somebody was told so of a file that was not read.
pub fn use_up(owner: &str, taken: &[[u8; 16]], too_late: &str, now: Moment) -> Keep {
    // Arriving uploads go first: on PostgreSQL this statement waits for a transaction that is
    // taking one in, and the statements after it then see the result.
    let mut uses = vec![Stmt::new(
        "update upload set state = 'refused', result = ?2, touched_at = ?3 where owner = ?1 and state = 'open'",
        args![owner, too_late, now.0],
    )];
    uses.extend(taken.iter().map(|id| {
        let sql = "delete from upload where owner = ?1 and id = ?2 and state = 'taken'";
        Stmt::one(sql, args![owner, id.as_slice()])
    }));
    // There must be no others: this would touch them, and the row count then undoes the write.
    uses.push(Stmt {
        rows: Some(0),
        ..Stmt::new("delete from upload where owner = ?1 and state = 'taken'", args![owner])
    });
    Keep(uses)
}

/// Refuses all that was sent for an owner with `too_late`: it was handed in by another way.
pub fn overtake(owner: &str, too_late: &str, now: Moment) -> Keep {
    Stmt::new(
        "update upload set state = 'refused', result = ?2, touched_at = ?3 \
         where owner = ?1 and state <> 'refused'",
        args![owner, too_late, now.0],
    )
    .into()
}

/// Holds only while this draft is still one, and keeps it so until the commit: what is
/// taken in for it is in it.
pub fn while_draft(id: DossierId) -> Keep {
    Stmt::one("update draft set touched_at = touched_at where id = ?1", args![id.0.as_slice()]).into()
}

/// Holds only while this dossier stands so, and keeps it so until the commit.
pub fn while_status(id: DossierId, status: Status) -> Keep {
    Stmt::one(
        "update dossier set seq = seq where id = ?1 and status = ?2",
        args![id.0.as_slice(), i64::from(status.number())],
    )
    .into()
}

/// Forgets one.
pub fn forget(id: &[u8; 16]) -> Keep {
    Stmt::new("delete from upload where id = ?1", args![id.as_slice()]).into()
}

/// Uploads that nobody has touched: taken ones since `taken`, all others since `others`.
pub fn untouched(rows: &mut dyn Rows, taken: Moment, others: Moment) -> Result<Vec<[u8; 16]>, Fault> {
    let found = rows.rows(
        "select id from upload where (state = 'taken' and touched_at < ?1) \
         or (state <> 'taken' and touched_at < ?2) limit 500",
        &args![taken.0, others.0],
    )?;
    let id = |row: &Row| row.bytes(0)?.try_into().map_err(|_| Fault::damaged("an upload's id is too short"));
    found.iter().map(id).collect()
}
