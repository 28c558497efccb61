//! Dossiers: by code, behind a figure, as they stood on a day.

pub use crate::place_in_hand::{After, place_in_hand};

use crate::stored::{history, read, read_all};
use crate::{Row, Rows, args};
use motcua_core::act::fold;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Dossier, DossierCode, DossierId, Event, Status};
use motcua_core::scoreboard::standing;
use motcua_core::{Day, Fault, Moment};

/// The dossier with this code.
pub fn by_code(rows: &mut dyn Rows, code: &DossierCode) -> Result<Option<Dossier>, Fault> {
    first(rows.row("select body from dossier where code = ?1", &args![code.to_string()])?)
}

/// The last event's number of the dossier with this code.
pub fn seq_of(rows: &mut dyn Rows, code: &DossierCode) -> Result<Option<u32>, Fault> {
    let row = rows.row("select seq from dossier where code = ?1", &args![code.to_string()])?;
    row.map(|row| u32::try_from(row.int(0)?).map_err(Fault::damaged)).transpose()
}

/// The dossier with this id.
pub fn by_id(rows: &mut dyn Rows, id: DossierId) -> Result<Option<Dossier>, Fault> {
    first(rows.row("select body from dossier where id = ?1", &args![id.0.as_slice()])?)
}

/// Dossiers that this agency received, handed in from one moment on and before another: oldest first, behind
/// the one that `after` names.
pub fn received_by(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    (from, before): (Moment, Moment),
    after: Option<(Moment, DossierId)>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let (at, id) = after.map_or((i64::MIN, [0; 16]), |(at, id)| (at.0, id.0));
    read_all(rows.rows(
        "select d.body from dossier_words w join dossier d on d.id = w.dossier \
         where w.agency = ?1 and d.receiving = ?1 and w.submitted_at >= ?2 and w.submitted_at < ?3 \
         and w.submitted_at >= ?4 and (w.submitted_at > ?4 or w.dossier > ?5) \
         order by w.submitted_at, w.dossier limit ?6",
        &args![agency.as_str(), from.0, before.0, at, id.as_slice(), limit],
    )?)
}

/// The parts of a lead as they stand, in the order in which they were opened; none
/// for a dossier that opened none.
pub fn parts_of(rows: &mut dyn Rows, lead: &Dossier) -> Result<Vec<Dossier>, Fault> {
    let mut parts = Vec::with_capacity(lead.parts.len());
    for part in &lead.parts {
        let found = by_id(rows, part.id)?;
        parts.push(found.ok_or_else(|| Fault::damaged(format!("part {} of {} is gone", part.id, lead.id)))?);
    }
    Ok(parts)
}

pub(crate) fn first(row: Option<Row>) -> Result<Option<Dossier>, Fault> {
    row.map(|row| read(&row, 0)).transpose()
}

/// A dossier's history, oldest first.
pub fn events(rows: &mut dyn Rows, id: DossierId) -> Result<Vec<Event>, Fault> {
    history::<Dossier>(rows, &id)
}

/// One of the numbers of the scoreboard, to see the dossiers behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// Received.
    Received,
    /// Received, with a procedure that is offered fully online.
    Eligible,
    /// Of those, handed in online.
    Online,
    /// Resolved by the snapshot.
    Resolved,
    /// Received and not resolved by the snapshot.
    Unresolved,
    /// Resolved on time.
    OnTime,
    /// Resolved late.
    Late,
    /// Online and resolved.
    OnlineResolved,
    /// All papers held as files.
    Digitised,
}

/// The dossiers behind a number of one commune: the same conditions as the sums,
/// row by row. Pages by day and id.
pub fn behind(
    rows: &mut dyn Rows,
    unit: &UnitCode,
    which: Behind,
    period: (Day, Day, Day),
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let (from, to, as_of) = period;
    // What was received after the snapshot is not in it.
    let to = to.min(as_of);
    let (day, id) = after.map_or((i64::MIN, [0; 16]), |after| (after.at, after.id.0));
    // Each column is asked for a value or not at all (null).
    let resolved = Some(i64::from(as_of.0));
    type Asked = Option<i64>;
    let (eligible, online, digitised, on_time, resolved_by, unresolved): (
        Asked,
        Asked,
        Asked,
        Asked,
        Asked,
        bool,
    ) = match which {
        Behind::Received => (None, None, None, None, None, false),
        Behind::Eligible => (Some(1_i64), None, None, None, None, false),
        Behind::Online => (Some(1), Some(1), None, None, None, false),
        Behind::Resolved => (None, None, None, None, resolved, false),
        Behind::Unresolved => (None, None, None, None, None, true),
        Behind::OnTime => (None, None, None, Some(1i64), resolved, false),
        Behind::Late => (None, None, None, Some(0), resolved, false),
        Behind::OnlineResolved => (None, Some(1), None, None, resolved, false),
        Behind::Digitised => (None, None, Some(1i64), None, None, false),
    };
    read_all(rows.rows(
        "select body from dossier where received_day is not null and unit = ?1 \
         and received_day >= ?2 and received_day <= ?3 \
         and (cast(?4 as bigint) is null or eligible = ?4) and (cast(?5 as bigint) is null or online = ?5) \
         and (cast(?6 as bigint) is null or ?6 = (select e.digitised from event e where e.record = dossier.id \
         and e.kind = 'dossier' and e.digitised is not null and e.at < ?14 order by e.seq desc limit 1)) \
         and (cast(?7 as bigint) is null or on_time = ?7) \
         and (cast(?8 as bigint) is null or resolved_day <= ?8) \
         and (cast(?9 as bigint) = 0 or resolved_day is null or resolved_day > ?10) \
         and received_day >= ?11 and (received_day > ?11 or id > ?12) \
         order by received_day, id limit ?13",
        &args![
            unit.as_str(),
            i64::from(from.0),
            i64::from(to.0),
            eligible,
            online,
            digitised,
            on_time,
            resolved_by,
            unresolved,
            i64::from(as_of.0),
            day,
            id.as_slice(),
            limit,
            // A supplement can change it: what counts is the last word by the snapshot.
            as_of.plus(1).at(0).0,
        ],
    )?)
}

/// The same place in the list that a dossier has in [`behind`]; none before it
/// was accepted.
pub fn place_behind(dossier: &Dossier) -> Option<After> {
    let received_day = standing(dossier)?.received_day;
    Some(After { at: i64::from(received_day.0), id: dossier.id })
}

/// A dossier as it stood at the end of a day, from its history; none if it was
/// not there yet.
pub fn as_of(rows: &mut dyn Rows, dossier: Dossier, day: Day) -> Result<Option<Dossier>, Fault> {
    if dossier.last_at.day() <= day {
        return Ok(Some(dossier));
    }
    let mut known = events(rows, dossier.id)?;
    known.retain(|event| event.at.day() <= day);
    if known.is_empty() {
        return Ok(None);
    }
    fold::<Dossier>(dossier.id, &known).map(Some)
}

/// How many dossiers of each procedure somebody still has something to do on, by its
/// id: those that a new version of it leaves as they are.
pub fn open_by_procedure(rows: &mut dyn Rows) -> Result<Vec<(String, i64)>, Fault> {
    rows.rows(
        "select procedure, count(*) from dossier where open = 1 group by procedure order by procedure",
        &[],
    )?
    .iter()
    .map(|row| Ok((row.text(0)?.to_string(), row.int(1)?)))
    .collect()
}

/// How many dossiers stand in each status, for the operator's metrics.
pub fn count_by_status(rows: &mut dyn Rows) -> Result<Vec<(Status, i64)>, Fault> {
    rows.rows("select status, count(*) from dossier group by status", &[])?
        .iter()
        .map(|row| {
            let status = Status::from_number(row.int(0)?).ok_or_else(|| Fault::damaged("a status number"))?;
            Ok((status, row.int(1)?))
        })
        .collect()
}
