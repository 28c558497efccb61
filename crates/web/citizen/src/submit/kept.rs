//! Drafts in the store. Only a draft's address leads to it, or a short code that
//! the person asked for.

use super::carried::carry_over;
use super::draft::{Draft, OTHER};
use axum::response::Response;
use motcua_core::document::FILES_MAX;
use motcua_core::dossier::{DossierId, PaperHanded};
use motcua_core::{DAY_MS, Fault, Halt, Moment, Refusal};
use motcua_edge::act::{ROUNDS_MAX, keep, storm};
use motcua_edge::keyed::receipt_href;
use motcua_edge::page::see_other;
use motcua_edge::visit::Visit;
use motcua_store::{Keep, Written, dossier, draft};
use motcua_upload::Arrived;
use sha2::{Digest, Sha256};

/// A draft that was found.
pub(super) struct Opened {
    /// Its name in addresses.
    pub id: DossierId,
    /// The answers.
    pub draft: Draft,
    /// As it is stored: what the person has seen on the last page.
    pub body: String,
    /// When it was saved last.
    pub saved_at: Moment,
    /// The files that have come in pieces.
    arrived: Vec<Arrived>,
}

impl Opened {
    /// What handing it in uses up: the draft and the files that came in pieces, as they
    /// were found.
    pub(super) fn use_up(&self, now: Moment) -> Keep {
        // The draft goes first: whoever takes a file in for it waits, and finds none.
        let files = motcua_upload::use_up(&motcua_upload::of_draft(self.id), &self.arrived, now);
        draft::use_up(self.id, &self.body).and(files)
    }
}

/// What an address of a draft leads to.
pub(super) enum DraftAddress {
    /// Still a draft.
    Draft(Box<Opened>),
    /// Handed in: to this receipt.
    HandedIn(String),
}

/// How a change of a draft ended.
pub(super) enum Changed<T> {
    /// It is saved; with what the change found out.
    Saved(Box<Opened>, T),
    /// Handed in meanwhile: to its receipt.
    HandedIn(Response),
}

/// For how many days an untouched draft is kept: a month to find a missing paper.
pub(super) const KEPT_DAYS: i64 = 30;
pub(super) const KEPT_MS: i64 = KEPT_DAYS * DAY_MS;

/// The draft at this address, or the receipt of what it became. Refused
/// (`draft.unknown`) when there is no such draft, or nobody has touched it for
/// too long.
pub(super) fn find(visit: &Visit, id: &str) -> Result<DraftAddress, Halt> {
    let unknown = || Refusal::of("draft.unknown");
    let id = DossierId::parse(id).ok_or_else(unknown)?;
    let (kept, handed_in) = visit.app.read(|rows| -> Result<_, Fault> {
        let kept = draft::get(rows, id)?;
        Ok((kept, dossier::by_id(rows, dossier_id(id))?))
    })?;
    if let Some(dossier) = handed_in {
        return Ok(DraftAddress::HandedIn(receipt_href(visit, &dossier)));
    }
    let is_kept = |kept: &draft::StoredDraft| visit.now.0 - kept.touched_at.0 <= KEPT_MS;
    let kept = kept.filter(is_kept).ok_or_else(unknown)?;
    let mut draft: Draft =
        serde_json::from_str(&kept.body).map_err(|error| Fault::damaged(format!("a draft: {error}")))?;
    // Files that came in pieces stand in rows of their own until the draft is saved
    // again, so that two of them never overwrite each other.
    let arrived = motcua_upload::arrived(&visit.app, &motcua_upload::of_draft(id))?;
    for one in &arrived {
        draft.add(PaperHanded::of_files(one.paper.clone(), vec![one.file.clone()]));
    }
    carry_over(visit, &mut draft);
    Ok(DraftAddress::Draft(Box::new(Opened {
        id,
        draft,
        body: kept.body,
        saved_at: kept.touched_at,
        arrived,
    })))
}

/// The draft at this address, when a file may still be sent for this paper of it.
pub fn draft_that_takes(visit: &Visit, id: &str, paper: &str) -> Result<DossierId, Halt> {
    let DraftAddress::Draft(opened) = find(visit, id)? else {
        return Err(Refusal::of("draft.unknown").into());
    };
    let (_, version) = opened.draft.procedure(&visit.app.law, visit.now)?;
    let is_asked_for = opened.draft.papers(version).iter().any(|asked| asked.id.as_str() == paper);
    if paper != OTHER && !is_asked_for {
        let shown: String = paper.chars().take(40).collect();
        return Err(Refusal::of("dossier.unknown-paper").with("paper", shown).into());
    }
    if opened.draft.files() >= FILES_MAX {
        return Err(Refusal::of("document.too-many").with("limit", FILES_MAX).into());
    }
    Ok(opened.id)
}

/// Begins a draft, and forgets those that nobody has touched for a month: what a
/// person did not hand in is not ours to keep.
pub(super) async fn begin(visit: &Visit, id: DossierId, answers: &Draft) -> Result<(), Halt> {
    let body = serde_json::to_string(answers).map_err(Fault::other)?;
    let forget = draft::forget_before(visit.now.plus_ms(-KEPT_MS));
    keep(&visit.app, forget.and(draft::begin(id, &body, visit.now))).await
}

/// Changes a draft and saves it. When somebody else was quicker (another device,
/// an upload beside the form) the change is made again on what they left.
pub(super) async fn change<T>(
    visit: &Visit,
    id: &str,
    mut change: impl FnMut(&mut Opened) -> Result<T, Halt>,
) -> Result<Changed<T>, Halt> {
    for _ in 0..ROUNDS_MAX {
        let mut opened = match find(visit, id)? {
            DraftAddress::Draft(opened) => opened,
            DraftAddress::HandedIn(receipt) => return Ok(Changed::HandedIn(see_other(&receipt))),
        };
        let found = change(&mut opened)?;
        let after = serde_json::to_string(&opened.draft).map_err(Fault::other)?;
        let save = draft::save(opened.id, &opened.body, &after, visit.now);
        match visit.app.store.keep(save).done().await? {
            Written::Done(_) => {
                opened.body = after;
                opened.saved_at = visit.now;
                return Ok(Changed::Saved(opened, found));
            }
            Written::Conflict => continue,
        }
    }
    Err(storm("a draft"))
}

/// The id of the dossier that a draft becomes: always the same one, so that a
/// second sending is known for what it is. It is made from the draft's id by a
/// digest, because an address of the draft leads to the secret of the receipt,
/// and ids of dossiers are no secrets.
pub(super) fn dossier_id(draft: DossierId) -> DossierId {
    let mut since = [0; 8];
    since[2..].copy_from_slice(&draft.0[..6]);
    let digest = Sha256::new().chain_update(b"dossier of draft ").chain_update(draft.0).finalize();
    let mut rest = [0; 10];
    rest.copy_from_slice(&digest[..10]);
    DossierId::v7(Moment(i64::from_be_bytes(since)), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_becomes_always_the_same_dossier_with_another_id() {
        let (one, two) = (DossierId::v7(Moment(5), [1; 10]), DossierId::v7(Moment(5), [2; 10]));
        assert_eq!(dossier_id(one), dossier_id(one));
        assert_ne!(dossier_id(one), dossier_id(two));
        assert_ne!(dossier_id(one), one);
        assert_eq!(dossier_id(one).0[..6], one.0[..6], "it keeps its time, for the order of the index");
    }
}
