//! Whose uploads are, and what becomes of them when their owner hands in.

use motcua_core::act::Officer;
use motcua_core::document::FileRef;
use motcua_core::dossier::DossierId;
use motcua_core::{Fault, Halt, Moment, Refusal};
use motcua_edge::act::keep;
use motcua_edge::app::App;
use motcua_messages::{Lang, sentence};
use motcua_store::Keep;
use motcua_store::upload::{self, Upload, UploadState};
use serde_json::json;

/// How long an upload that was taken is kept: as long as a draft.
pub(super) const KEPT_MS: i64 = 30 * motcua_core::DAY_MS;

/// How long one is kept that has not arrived whole, or was refused.
pub(super) const OPEN_MS: i64 = 2 * motcua_core::DAY_MS;

/// Room for what arrives from one address at a time, in bytes.
pub(super) const ORIGIN_BYTES_MAX: u64 = 500 * 1024 * 1024;

/// Room for all that arrives at a time, in bytes.
pub(super) const ALL_BYTES_MAX: u64 = 10 * 1024 * 1024 * 1024;

/// Whose uploads of a draft are.
pub fn of_draft(draft: DossierId) -> String {
    format!("draft:{draft}")
}

/// Whose uploads at the counter are.
pub(super) fn of_officer(officer: &Officer) -> String {
    format!("officer:{}", officer.id.0)
}

/// Whose uploads are that another system sends: of whoever knows their address, until a
/// dossier or a supplement handed in by that system names them.
pub(super) const OF_API: &str = "api:";

/// The file of an upload that another system sent, by its address or its id alone, once it
/// has arrived and may be handed in.
pub fn sent_for_api(app: &App, name: &str) -> Result<Option<FileRef>, Fault> {
    let Some(id) = upload::id_of(name.rsplit('/').next().unwrap_or_default()) else { return Ok(None) };
    let upload = app.read(|rows| upload::get(rows, &id))?;
    let taken = upload.filter(|upload| upload.owner == OF_API && upload.state == UploadState::Taken);
    taken.as_ref().map(file_of).transpose()
}

/// Whose uploads for a supplement are.
pub fn of_dossier(dossier: DossierId) -> String {
    format!("dossier:{dossier}")
}

/// A file that has arrived and may be handed in.
#[derive(Debug, Clone)]
pub struct Arrived {
    id: [u8; 16],
    /// For which paper it was sent.
    pub paper: String,
    /// The file.
    pub file: FileRef,
}

/// The files of an owner that have arrived and may be handed in, in the order in which
/// they came.
pub fn arrived(app: &App, owner: &str) -> Result<Vec<Arrived>, Fault> {
    let all = app.read(|rows| upload::of_owner(rows, owner))?;
    let all = all.into_iter().filter(|upload| upload.state == UploadState::Taken);
    all.map(|upload| Ok(Arrived { id: upload.id, file: file_of(&upload)?, paper: upload.paper })).collect()
}

/// What goes with the act that hands in these files of an owner, all that there are: nobody
/// is told "taken" of a file that stays behind.
pub fn use_up(owner: &str, arrived: &[Arrived], now: Moment) -> Keep {
    let ids: Vec<[u8; 16]> = arrived.iter().map(|one| one.id).collect();
    upload::use_up(owner, &ids, &told_in_both(&too_late()), now)
}

/// What goes with an act by which somebody else hands in what an owner's uploads were for.
pub fn overtake(owner: &str, now: Moment) -> Keep {
    upload::overtake(owner, &told_in_both(&too_late()), now)
}

/// Takes the bytes of what came too late for an owner off the disk: they take no room that
/// nobody counts. The act is done by now and is answered for whatever becomes of this; the
/// sweep takes what it leaves.
pub fn forget_late(app: &App, owner: &str) {
    let all = app.read(|rows| upload::of_owner(rows, owner)).unwrap_or_default();
    for late in all.iter().filter(|upload| upload.state == UploadState::Refused) {
        let _ = app.files.forget_arriving(&late.hex());
    }
}

/// What it was for waits for it no more.
pub(super) fn too_late() -> Refusal {
    Refusal::of("document.too-late")
}

/// A refusal as an upload keeps it.
pub(super) fn told_in_both(refusal: &Refusal) -> String {
    let (vi, en) = (sentence(refusal, Lang::Vi), sentence(refusal, Lang::En));
    json!({ "code": refusal.code, "vi": vi, "en": en }).to_string()
}

/// Forgets this file of this paper of an owner.
pub async fn forget(app: &App, owner: &str, (paper, digest): (&str, &str)) -> Result<(), Halt> {
    let mut gone = Vec::new();
    for upload in app.read(|rows| upload::of_owner(rows, owner))? {
        if upload.state == UploadState::Taken && upload.paper == paper && file_of(&upload)?.digest.0 == digest
        {
            gone.push(upload::forget(&upload.id));
        }
    }
    if gone.is_empty() { Ok(()) } else { keep(app, gone.into_iter().collect()).await }
}

pub(super) fn file_of(upload: &Upload) -> Result<FileRef, Fault> {
    serde_json::from_str(&upload.result).map_err(|error| Fault::damaged(format!("an upload: {error}")))
}

/// Forgets uploads that nobody has touched for long, whole or not.
pub(super) async fn sweep(app: &App, now: Moment) -> Result<(), Halt> {
    let (taken, others) = (now.plus_ms(-KEPT_MS), now.plus_ms(-OPEN_MS));
    let gone = app.read(|rows| upload::untouched(rows, taken, others))?;
    if gone.is_empty() {
        return Ok(());
    }
    keep(app, gone.iter().map(upload::forget).collect()).await?;
    // The row goes first: a file without a row is swept, a row without a file is a
    // promise that was broken.
    for id in &gone {
        app.files.forget_arriving(&upload::hex(id))?;
    }
    Ok(())
}
