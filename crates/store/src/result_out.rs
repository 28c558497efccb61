//! Results that are on their way between offices or with the post, as the lists of receptions have them.

use crate::stored::read;
use crate::{Rows, args};
use motcua_core::Fault;
use motcua_core::directory::AgencyCode;
use motcua_core::dossier::{Dossier, DossierId, ResultStage};

/// The dossiers on this list of this reception, those that stand there longest first.
pub fn of_stage(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    stage: ResultStage,
    most: u32,
) -> Result<Vec<Dossier>, Fault> {
    let found = rows.rows(
        "select d.body from (select dossier, since from result_out where agency = ?1 and stage = ?2 \
         order by since, dossier limit ?3) r join dossier d on d.id = r.dossier order by r.since, r.dossier",
        &args![agency.as_str(), stage.as_str(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}

/// The dossiers whose results this reception missed on lists that others gave it: they may be found here.
pub fn missed_at(rows: &mut dyn Rows, agency: &AgencyCode, most: u32) -> Result<Vec<Dossier>, Fault> {
    let found = rows.rows(
        "select d.body from (select dossier, since from result_out where stage = 'missing' and other = ?1 \
         order by since, dossier limit ?2) r join dossier d on d.id = r.dossier order by r.since, r.dossier",
        &args![agency.as_str(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}

/// How many results this reception is to send, to look for or to follow up, and how many lists it is to take over.
pub fn due_at(rows: &mut dyn Rows, agency: &AgencyCode) -> Result<i64, Fault> {
    let sql = "select (select count(*) from result_out where agency = ?1 \
         and stage in ('to_send', 'to_post', 'missing', 'post_trouble')) \
         + (select count(*) from result_out where stage = 'missing' and other = ?1) \
         + (select count(*) from consignment where to_agency = ?1 and taken = 0)";
    rows.row(sql, &args![agency.as_str()])?.map_or(Ok(0), |row| row.int(0))
}

/// Dossiers whose parcels the post has, or could not deliver, and of which its number is known: those after
/// this one, in the order of their ids, so that all have their turn.
pub fn with_the_post(
    rows: &mut dyn Rows,
    after: Option<DossierId>,
    most: u32,
) -> Result<Vec<Dossier>, Fault> {
    let after = after.map(|id| id.0).unwrap_or_default();
    let found = rows.rows(
        "select d.body from (select dossier from result_out where stage in ('posted', 'post_trouble') \
         and order_number <> '' and dossier > ?1 order by dossier limit ?2) r \
         join dossier d on d.id = r.dossier order by d.id",
        &args![after.as_slice(), most],
    )?;
    found.iter().map(|row| read(row, 0)).collect()
}
