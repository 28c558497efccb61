//! Recorded outages, and the running dossiers that something may move.

use crate::record::row;
use crate::stored::read_all;
use crate::{Rows, args};
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, DossierId, Status};
use motcua_core::outage::Outage;
use motcua_core::{Fault, Moment};

/// The outage with this id.
pub fn get(rows: &mut dyn Rows, id: &str) -> Result<Option<Outage>, Fault> {
    row::get(rows, id)
}

/// The outages recorded last, the newest first.
pub fn latest(rows: &mut dyn Rows, limit: u32) -> Result<Vec<Outage>, Fault> {
    read_all(rows.rows("select body from outage order by recorded_at desc, id limit ?1", &args![limit])?)
}

/// The outages that lasted beyond `since` and struck this agency or a whole province, in
/// the order in which they were recorded.
pub fn striking(rows: &mut dyn Rows, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault> {
    read_all(rows.rows(
        "select body from outage where place in (?1, '') and until_at > ?2 order by recorded_at, id",
        &args![of.as_str(), since.0],
    )?)
}

/// All outages that lasted beyond `since`, in the order in which they were recorded.
pub fn lasting(rows: &mut dyn Rows, since: Moment) -> Result<Vec<Outage>, Fault> {
    let sql = "select body from outage where until_at > ?1 order by recorded_at, id";
    read_all(rows.rows(sql, &args![since.0])?)
}

/// The dossiers whose clock runs and that are due at this moment or later, in the
/// order of ids after `after`: those whose date an outage or a moved day off may
/// change. Which it changes, the rules say.
pub fn running(
    rows: &mut dyn Rows,
    due_from: Moment,
    after: Option<DossierId>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    running_at(rows, None, due_from, after, limit)
}

/// The same of one agency that decides; of all when none is named.
pub fn running_at(
    rows: &mut dyn Rows,
    competent: Option<&AgencyCode>,
    due_from: Moment,
    after: Option<DossierId>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let after = after.map_or(Vec::new(), |id| id.0.to_vec());
    let [one, two, three] = MOVABLE.map(|status| i64::from(status.number()));
    read_all(rows.rows(
        "select body from dossier where open = 1 and received_day is not null and status in (?1, ?2, ?3) \
         and list_at >= ?4 and id > ?5 and (cast(?6 as text) is null or competent = ?6) order by id limit ?7",
        &args![one, two, three, due_from.0, after, competent.map(AgencyCode::as_str), limit],
    )?)
}

/// The statuses in which a date can be moved.
const MOVABLE: [Status; 3] = [Status::Accepted, Status::InProcess, Status::AwaitingPayment];

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::dossier::Verb;

    #[test]
    fn the_statuses_are_those_of_the_verb() {
        assert_eq!(Verb::MoveDue.moves().0, MOVABLE);
    }
}
