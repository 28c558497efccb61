//! The shares of dossiers that ended at agencies: how many, how many late and by how much, and the
//! dossiers behind each number.

use crate::oversight::{named, of_procedures, only_in_communes};
use crate::sql::Dialect;
use crate::stored::read;
use crate::{Cell, Row, Rows, args};
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Above, Dossier, DossierId};
use motcua_core::{Day, Fault, Moment};

/// Which shares are looked at.
#[derive(Debug, Clone)]
pub struct EndedShares {
    /// What the officer sees.
    pub above: Above,
    /// The first day on which one ended.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Only of dossiers that were handed in at this commune.
    pub unit: Option<UnitCode>,
}

/// What an agency did with its shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyShares {
    /// Which agency.
    pub agency: AgencyCode,
    /// How many ended.
    pub ended: i64,
    /// How many of them took longer than they had.
    pub late: i64,
    /// Working minutes of all of them.
    pub working_minutes: i64,
    /// Working minutes beyond what they had.
    pub overrun_minutes: i64,
}

/// A share behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareBehind {
    /// The dossier as it stands now.
    pub dossier: Dossier,
    /// The event that ended the share.
    pub seq: u32,
    /// Which opinion it was; else 0.
    pub opinion: u32,
    /// Which share beside the holder it was; else 0.
    pub share: u32,
    /// When it ended.
    pub ended_at: Moment,
    /// Its working minutes.
    pub working_minutes: i64,
    /// Of them, those beyond what it had.
    pub overrun_minutes: i64,
}

/// Behind which share a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterShare {
    /// When it ended.
    pub ended_at: Moment,
    /// Of which dossier.
    pub dossier: DossierId,
    /// The event that ended it.
    pub seq: u32,
    /// Which opinion it was; else 0.
    pub opinion: u32,
    /// Which share beside the holder it was; else 0.
    pub share: u32,
}

macro_rules! by_dialect {
    ($dialect:expr, $before:literal, $after:literal) => {
        match $dialect {
            Dialect::Sqlite => concat!($before, ended!(), of_procedures!(sqlite, "?5", "?6"), $after),
            Dialect::Postgres => concat!($before, ended!(), of_procedures!(postgres, "?5", "?6"), $after),
        }
    };
}
macro_rules! ended {
    () => {
        "province = ?1 and ended_day >= ?2 and ended_day <= ?3 and (cast(?4 as text) is null or unit = ?4)"
    };
}

impl EndedShares {
    fn asked(&self) -> Result<Vec<Cell>, Fault> {
        Ok(args![
            self.above.province.as_str(),
            i64::from(self.from.0),
            i64::from(self.to.0),
            self.unit.as_ref().map(UnitCode::as_str),
            named(&self.above, None)?,
            only_in_communes(&self.above),
        ])
    }
}

/// Every agency of which a share ended, by its code.
pub fn by_agency(rows: &mut dyn Rows, asked: &EndedShares) -> Result<Vec<AgencyShares>, Fault> {
    let sql = by_dialect!(
        rows.dialect(),
        "select agency, count(*), count(case when overrun_minutes > 0 then 1 end), \
         cast(sum(working_minutes) as bigint), cast(sum(overrun_minutes) as bigint) from share_ended where ",
        " group by agency order by agency"
    );
    let read = |row: &Row| {
        let agency = AgencyCode::parse(row.text(0)?);
        Ok(AgencyShares {
            agency: agency.map_err(|_| Fault::damaged("an agency of a share"))?,
            ended: row.int(1)?,
            late: row.int(2)?,
            working_minutes: row.int(3)?,
            overrun_minutes: row.int(4)?,
        })
    };
    rows.rows(sql, &asked.asked()?)?.iter().map(read).collect()
}

/// The shares behind a number of one agency, all or only the late ones, in the order in which they
/// ended; keyset pages.
pub fn behind(
    rows: &mut dyn Rows,
    asked: &EndedShares,
    agency: &AgencyCode,
    late: bool,
    after: Option<AfterShare>,
    limit: u32,
) -> Result<Vec<ShareBehind>, Fault> {
    let sql = by_dialect!(
        rows.dialect(),
        "select d.body, f.seq, f.opinion, f.share, f.ended_at, f.working_minutes, f.overrun_minutes from \
         (select dossier, seq, opinion, share, ended_at, working_minutes, overrun_minutes from share_ended where ",
        " and agency = ?7 and overrun_minutes >= ?8 and (ended_at > ?9 or (ended_at = ?9 and \
         (dossier > ?10 or (dossier = ?10 and (seq > ?11 or (seq = ?11 and \
         (opinion > ?12 or (opinion = ?12 and share > ?13)))))))) \
         order by ended_at, dossier, seq, opinion, share limit ?14) f \
         join dossier d on d.id = f.dossier order by f.ended_at, f.dossier, f.seq, f.opinion, f.share"
    );
    let (at, id, seq, opinion, share) = after.map_or((i64::MIN, [0; 16], 0, 0, 0), |after| {
        (after.ended_at.0, after.dossier.0, after.seq, after.opinion, after.share)
    });
    let mut cells = asked.asked()?;
    cells.extend(args![agency.as_str(), i64::from(late), at, id.as_slice(), seq, opinion, share, limit]);
    let read = |row: &Row| {
        Ok(ShareBehind {
            dossier: read(row, 0)?,
            seq: u32::try_from(row.int(1)?).map_err(Fault::damaged)?,
            opinion: u32::try_from(row.int(2)?).map_err(Fault::damaged)?,
            share: u32::try_from(row.int(3)?).map_err(Fault::damaged)?,
            ended_at: Moment(row.int(4)?),
            working_minutes: row.int(5)?,
            overrun_minutes: row.int(6)?,
        })
    };
    rows.rows(sql, &cells)?.iter().map(read).collect()
}
