//! The place of a dossier in a list.

use motcua_core::dossier::{Dossier, DossierId};

/// Where a page of a list goes on: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The sort value of the last row seen.
    pub at: i64,
    /// Its id, for rows that share it.
    pub id: DossierId,
}

/// The place that a dossier has in a work list: by the due moment,
/// before acceptance by the moment of handing in, and last where a yearly plan
/// gives no date.
pub fn place_in_hand(dossier: &Dossier) -> After {
    let at = match &dossier.reception {
        None => dossier.submitted_at.0,
        Some(reception) => reception.promise.at.map_or(i64::MAX, |due| due.0),
    };
    After { at, id: dossier.id }
}
