//! The work list of a desk, by what there is to do on each dossier.

use crate::place_in_hand::After;
use crate::stored::read_all;
use crate::{Rows, args};
use motcua_core::catalogue::{Duty, ProcedureId};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Dossier, Status};
use motcua_core::{Day, Fault, Moment};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// What lies at a desk, by what there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, EnumCount)]
#[strum(serialize_all = "snake_case")]
pub enum WorkPart {
    /// Sent, and to be accepted or not.
    #[strum(serialize = "accept")]
    ToAccept,
    /// To work on: the clock runs.
    #[strum(serialize = "hand")]
    InHand,
    /// The person has to bring papers or money: the clock stands still.
    Waiting,
    /// The result is ready to be handed over.
    #[strum(serialize = "return")]
    ToReturn,
}

impl WorkPart {
    /// All of them, in the order in which a dossier meets them.
    pub const ALL: [WorkPart; WorkPart::COUNT] =
        [WorkPart::ToAccept, WorkPart::InHand, WorkPart::Waiting, WorkPart::ToReturn];

    /// As it is written in addresses.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The part with this word.
    pub fn parse(text: &str) -> Option<WorkPart> {
        text.parse().ok()
    }

    /// Where a dossier in this status belongs; nowhere when nothing is left to do.
    pub fn of(status: Status) -> Option<WorkPart> {
        match status {
            Status::Submitted => Some(WorkPart::ToAccept),
            Status::Accepted | Status::InProcess => Some(WorkPart::InHand),
            Status::AwaitingSupplement | Status::AwaitingPayment => Some(WorkPart::Waiting),
            Status::Completed => Some(WorkPart::ToReturn),
            Status::RejectedAtIntake | Status::Withdrawn | Status::Stopped | Status::Returned => None,
        }
    }

    /// The first and the last status of the part. Between them stand only those
    /// of the part and final ones, which the list leaves out by `open`.
    fn statuses(self) -> (i64, i64) {
        let of_part = Status::ALL.into_iter().filter(|status| WorkPart::of(*status) == Some(self));
        let numbers: Vec<i64> = of_part.map(|status| i64::from(status.number())).collect();
        (numbers.first().copied().unwrap_or_default(), numbers.last().copied().unwrap_or_default())
    }
}

/// How much there is of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Which part.
    pub part: WorkPart,
    /// How many dossiers.
    pub all: i64,
    /// How many of them were due before the moment that was asked for. Only where
    /// the clock runs; of what is to be accepted, what was sent online too long ago.
    pub overdue: i64,
}

/// One part of what lies at a desk, earliest due first; keyset pages, so that the
/// thousandth page costs what the first does.
pub fn part_in_hand(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    duty: Duty,
    part: WorkPart,
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    let (at, id) = after.map_or((i64::MIN, [0; 16]), |after| (after.at, after.id.0));
    let (first, last) = part.statuses();
    read_all(rows.rows(
        "select body from dossier where open = 1 and holder_agency = ?1 and holder_duty = ?2 \
         and list_at >= ?3 and (list_at > ?3 or id > ?4) and status >= ?5 and status <= ?6 \
         order by list_at, id limit ?7",
        &args![agency.as_str(), duty.as_str(), at, id.as_slice(), first, last, limit],
    )?)
}

/// How much there is of each part at a desk; parts with nothing in them are left
/// out. What was sent online before `late_if_sent_before` should have been
/// acknowledged.
pub fn loads(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    duty: Duty,
    now: Moment,
    late_if_sent_before: Moment,
) -> Result<Vec<Load>, Fault> {
    let counted = rows.rows(
        "select status, count(*), count(case when list_at < ?3 then 1 end) from dossier \
         where open = 1 and holder_agency = ?1 and holder_duty = ?2 group by status",
        &args![agency.as_str(), duty.as_str(), now.0],
    )?;
    let mut loads: Vec<Load> = Vec::new();
    for row in counted {
        let status = Status::from_number(row.int(0)?).ok_or_else(|| Fault::damaged("a status number"))?;
        let Some(part) = WorkPart::of(status) else { continue };
        let (all, past) = (row.int(1)?, row.int(2)?);
        let overdue = if part == WorkPart::InHand { past } else { 0 };
        match loads.iter_mut().find(|load| load.part == part) {
            Some(load) => {
                load.all += all;
                load.overdue += overdue;
            }
            None => loads.push(Load { part, all, overdue }),
        }
    }
    if let Some(to_accept) = loads.iter_mut().find(|load| load.part == WorkPart::ToAccept) {
        let late = rows.row(
            "select count(*) from dossier where open = 1 and holder_agency = ?1 and holder_duty = ?2 \
             and status = 1 and list_at < ?3 and channel = 'online'",
            &args![agency.as_str(), duty.as_str(), late_if_sent_before.0],
        )?;
        to_accept.overdue = late.map_or(Ok(0), |row| row.int(0))?;
    }
    loads.sort_by_key(|load| load.part);
    Ok(loads)
}

/// How many dossiers of the whole installation were sent online before this moment
/// and are not accepted or rejected yet.
pub fn unacknowledged(rows: &mut dyn Rows, sent_before: Moment) -> Result<i64, Fault> {
    let row = rows.row(
        "select count(*) from dossier where open = 1 and status = 1 and channel = 'online' \
         and submitted_at < ?1",
        &args![sent_before.0],
    )?;
    row.map_or(Ok(0), |row| row.int(0))
}

/// The opinions that an agency owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Owed {
    /// How many.
    pub all: i64,
    /// How many of them were due before the moment that was asked for.
    pub overdue: i64,
}

/// How many opinions an agency owes.
pub fn owed(rows: &mut dyn Rows, agency: &AgencyCode, now: Moment) -> Result<Owed, Fault> {
    let row = rows.row(
        "select count(*), count(case when due_at < ?2 then 1 end) from opinion_owed where agency = ?1",
        &args![agency.as_str(), now.0],
    )?;
    row.map_or(Ok(Owed::default()), |row| Ok(Owed { all: row.int(0)?, overdue: row.int(1)? }))
}

/// The dossiers on which an agency owes an opinion, the earliest due first; one
/// that it owes two on stands there twice.
pub fn opinions_owed(rows: &mut dyn Rows, agency: &AgencyCode, limit: u32) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(
        "select d.body from (select dossier, min(due_at) as first from opinion_owed where agency = ?1 \
         group by dossier) o join dossier d on d.id = o.dossier order by o.first, o.dossier limit ?2",
        &args![agency.as_str(), limit],
    )?)
}

/// The dossiers of which a desk has a share beside the holder, the earliest due first.
pub fn shares_out(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    duty: Duty,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(
        "select d.body from (select dossier, min(due_at) as first from share_out where agency = ?1 and duty = ?2 \
         group by dossier order by first, dossier limit ?3) s join dossier d on d.id = s.dossier \
         order by s.first, s.dossier",
        &args![agency.as_str(), duty.as_str(), limit],
    )?)
}

/// How many shares a desk has beside holders.
pub fn shares_out_count(rows: &mut dyn Rows, agency: &AgencyCode, duty: Duty) -> Result<i64, Fault> {
    count(rows, "select count(*) from share_out where agency = ?1 and duty = ?2", agency, duty)
}

/// The dossiers that this desk has given to another agency and that are still there, the longest
/// first.
pub fn given_out(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    duty: Duty,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(
        "select d.body from (select dossier, since from given_out where agency = ?1 and duty = ?2 \
         order by since, dossier limit ?3) g join dossier d on d.id = g.dossier order by g.since, g.dossier",
        &args![agency.as_str(), duty.as_str(), limit],
    )?)
}

/// How many there are of them.
pub fn given_out_count(rows: &mut dyn Rows, agency: &AgencyCode, duty: Duty) -> Result<i64, Fault> {
    count(rows, "select count(*) from given_out where agency = ?1 and duty = ?2", agency, duty)
}

fn count(rows: &mut dyn Rows, sql: &'static str, agency: &AgencyCode, duty: Duty) -> Result<i64, Fault> {
    rows.row(sql, &args![agency.as_str(), duty.as_str()])?.map_or(Ok(0), |row| row.int(0))
}

/// The dossiers on which an agency owes the province an answer, the earliest due first.
pub fn instructions_owed(
    rows: &mut dyn Rows,
    agency: &AgencyCode,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    read_all(rows.rows(
        "select d.body from (select dossier, min(due_at) as first from instruction_owed where agency = ?1 \
         group by dossier) o join dossier d on d.id = o.dossier order by o.first, o.dossier limit ?2",
        &args![agency.as_str(), limit],
    )?)
}

/// The procedures of which a commune has received most since a day, for the quick
/// links of its counter.
pub fn most_received(
    rows: &mut dyn Rows,
    unit: &UnitCode,
    since: Day,
    limit: u32,
) -> Result<Vec<ProcedureId>, Fault> {
    rows.rows(
        "select procedure, count(*) from dossier where received_day is not null and unit = ?1 \
         and received_day >= ?2 group by procedure order by count(*) desc, procedure limit ?3",
        &args![unit.as_str(), i64::from(since.0), limit],
    )?
    .iter()
    .map(|row| Ok(ProcedureId::from(row.text(0)?)))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_open_status_is_in_one_part_and_no_final_one_is() {
        for status in Status::ALL {
            assert_eq!(WorkPart::of(status).is_none(), status.is_final(), "{status:?}");
            for part in WorkPart::ALL {
                let (first, last) = part.statuses();
                let number = i64::from(status.number());
                let listed = (first..=last).contains(&number) && !status.is_final();
                assert_eq!(listed, WorkPart::of(status) == Some(part), "{status:?} {part:?}");
            }
        }
        for part in WorkPart::ALL {
            assert_eq!(WorkPart::parse(part.as_str()), Some(part));
        }
    }
}
