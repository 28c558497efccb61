//! The open dossiers of a province, as its office and its departments see them from above: how many
//! are late in which commune, whose they are, and a list of them.

use crate::place_in_hand::After;
use crate::sql::Dialect;
use crate::stored::read_all;
use crate::{Cell, Row, Rows, args};
use motcua_core::act::OfficerId;
use motcua_core::catalogue::ProcedureId;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Above, AboveScope, Dossier};
use motcua_core::{Fault, Moment};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// How the dossiers of a list stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, EnumString, EnumCount)]
#[strum(serialize_all = "snake_case")]
pub enum OverseenPart {
    /// The limit runs and is over.
    Late,
    /// The limit runs and is nearly over (`core::dossier::soon_late_before`).
    Soon,
    /// The limit runs.
    Running,
    /// Open, and no limit runs: to be accepted, waiting for the person, or with its result.
    Resting,
}

impl OverseenPart {
    /// All of them; what asks for attention first.
    pub const ALL: [OverseenPart; OverseenPart::COUNT] =
        [OverseenPart::Late, OverseenPart::Soon, OverseenPart::Running, OverseenPart::Resting];

    /// As it is written in addresses.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The one with this word.
    pub fn parse(text: &str) -> Option<OverseenPart> {
        text.parse().ok()
    }
}

/// Which dossiers of a province are looked at.
#[derive(Debug, Clone)]
pub struct Overseen {
    /// What the officer sees; whatever narrows a list, nothing widens it beyond this.
    pub above: Above,
    /// How they stand.
    pub standing: OverseenPart,
    /// Now.
    pub now: Moment,
    /// What is due before this moment is soon late.
    pub soon_before: Moment,
    /// Only what was handed in at this commune; or, of the province itself, at its own agencies.
    pub unit: Option<UnitCode>,
    /// Only of these procedures.
    pub procedures: Option<Vec<ProcedureId>>,
    /// Only what this agency has.
    pub agency: Option<AgencyCode>,
    /// Only what this officer has by name.
    pub officer: Option<OfficerId>,
}

/// How many dossiers of a commune are late and soon late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateAt {
    /// Which commune; the province itself for its own agencies.
    pub unit: UnitCode,
    /// How many are late.
    pub late: i64,
    /// How many will be late soon.
    pub soon: i64,
}

/// What the dossiers of a list have in common, with how many there are of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// The procedure.
    Procedure,
    /// The agency that has them.
    Agency,
    /// The officer who has them by name.
    Officer,
}

// The two expressions are those of the index `dossier_above`.
macro_rules! of_province {
    () => {
        "open = 1 and (case when parent = '' then unit else parent end) = ?1 \
         and (case when status in (2, 4) then 'runs' else 'rests' end) = ?2 \
         and list_at >= ?3 and list_at <= ?4 and (cast(?5 as text) is null or unit = ?5) \
         and (cast(?6 as text) is null or holder_agency = ?6) \
         and (cast(?7 as text) is null or holder_officer = ?7)"
    };
}
// What a department sees lies in the communes: an agency of the province has its code as its unit.
macro_rules! of_procedures {
    (sqlite, $ids:literal, $communes:literal) => {
        concat!(
            " and (",
            $ids,
            " is null or procedure in (select value from json_each(",
            $ids,
            ")))",
            " and (",
            $communes,
            " = 0 or unit <> ?1)"
        )
    };
    (postgres, $ids:literal, $communes:literal) => {
        concat!(
            " and (cast(",
            $ids,
            " as text) is null or procedure in \
             (select json_array_elements_text(cast(cast(",
            $ids,
            " as text) as json))))",
            " and (cast(",
            $communes,
            " as bigint) = 0 or unit <> ?1)"
        )
    };
}
pub(crate) use of_procedures;

/// The same statement for both engines, which read a list of names in their own ways.
macro_rules! by_dialect {
    ($dialect:expr, $before:literal, $after:literal) => {
        match $dialect {
            Dialect::Sqlite => concat!($before, of_province!(), of_procedures!(sqlite, "?8", "?9"), $after),
            Dialect::Postgres => {
                concat!($before, of_province!(), of_procedures!(postgres, "?8", "?9"), $after)
            }
        }
    };
}

impl Overseen {
    /// The first and the last place in the list of those that stand so. What has no date, by a
    /// yearly plan, has the last place of all.
    fn range(&self) -> (i64, i64) {
        match self.standing {
            OverseenPart::Late => (i64::MIN, self.now.0 - 1),
            OverseenPart::Soon => (self.now.0, self.soon_before.0 - 1),
            OverseenPart::Running | OverseenPart::Resting => (i64::MIN, i64::MAX),
        }
    }

    fn asked(&self, (from, to): (i64, i64)) -> Result<Vec<Cell>, Fault> {
        Ok(args![
            self.above.province.as_str(),
            if self.standing == OverseenPart::Resting { "rests" } else { "runs" },
            from,
            to,
            self.unit.as_ref().map(UnitCode::as_str),
            self.agency.as_ref().map(AgencyCode::as_str),
            self.officer.as_ref().map(|officer| officer.0.as_str()),
            named(&self.above, self.procedures.as_deref())?,
            only_in_communes(&self.above),
        ])
    }
}

/// How many are late and soon late in each commune that has any, whatever the list shows.
pub fn late_by_unit(rows: &mut dyn Rows, overseen: &Overseen) -> Result<Vec<LateAt>, Fault> {
    let sql = by_dialect!(
        rows.dialect(),
        "select unit, count(case when list_at < ?10 then 1 end), count(*) from dossier where ",
        " group by unit order by unit"
    );
    let running = Overseen { standing: OverseenPart::Running, ..overseen.clone() };
    let mut asked = running.asked((i64::MIN, overseen.soon_before.0 - 1))?;
    asked.push(Cell::Int(overseen.now.0));
    let read = |row: &Row| {
        let (late, both) = (row.int(1)?, row.int(2)?);
        let unit = UnitCode::parse(row.text(0)?).map_err(|_| Fault::damaged("a unit code of a dossier"))?;
        Ok(LateAt { unit, late, soon: both - late })
    };
    rows.rows(sql, &asked)?.iter().map(read).collect()
}

/// Of which procedures they are, or who has them, and how many of each.
pub fn facets(rows: &mut dyn Rows, overseen: &Overseen, facet: Facet) -> Result<Vec<(String, i64)>, Fault> {
    let sql = match facet {
        Facet::Procedure => by_dialect!(
            rows.dialect(),
            "select procedure, count(*) from dossier where ",
            " group by procedure order by procedure"
        ),
        Facet::Agency => by_dialect!(
            rows.dialect(),
            "select holder_agency, count(*) from dossier where ",
            " group by holder_agency order by holder_agency"
        ),
        Facet::Officer => by_dialect!(
            rows.dialect(),
            "select holder_officer, count(*) from dossier where holder_officer is not null and ",
            " group by holder_officer order by holder_officer"
        ),
    };
    let asked = overseen.asked(overseen.range())?;
    rows.rows(sql, &asked)?.iter().map(|row| Ok((row.text(0)?.to_string(), row.int(1)?))).collect()
}

/// The dossiers, the one with the earliest date first; keyset pages, so that the thousandth page
/// costs what the first does.
pub fn listed(
    rows: &mut dyn Rows,
    overseen: &Overseen,
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Dossier>, Fault> {
    // Found in the index first: what the list is narrowed to may be rare among many.
    let sql = by_dialect!(
        rows.dialect(),
        "select d.body from (select id, list_at from dossier where ",
        " and (list_at > ?3 or id > ?10) order by list_at, id limit ?11) f \
         join dossier d on d.id = f.id order by f.list_at, f.id"
    );
    let (from, to) = overseen.range();
    // A page that was left open may lie before what stands so by now.
    let after = after.filter(|after| after.at >= from);
    let (at, id) = after.map_or((from, [0; 16]), |after| (after.at, after.id.0));
    let mut asked = overseen.asked((at, to))?;
    asked.extend(args![id.as_slice(), limit]);
    read_all(rows.rows(sql, &asked)?)
}

/// The dossiers that are seen and on which an instruction waits for its answer, the one that is due
/// first first.
pub fn instructed(rows: &mut dyn Rows, above: &Above, limit: u32) -> Result<Vec<Dossier>, Fault> {
    macro_rules! waiting {
        ($dialect:ident) => {
            concat!(
                "select d.body from (select dossier, min(due_at) as first from instruction_owed group by dossier) o \
                 join dossier d on d.id = o.dossier \
                 where (case when d.parent = '' then d.unit else d.parent end) = ?1",
                of_procedures!($dialect, "?2", "?3"),
                " order by o.first, o.dossier limit ?4"
            )
        };
    }
    let sql = match rows.dialect() {
        Dialect::Sqlite => waiting!(sqlite),
        Dialect::Postgres => waiting!(postgres),
    };
    let asked = args![above.province.as_str(), named(above, None)?, only_in_communes(above), limit];
    read_all(rows.rows(sql, &asked)?)
}

/// The procedures that are asked for, of those that are seen, as a list that SQL reads; none: every
/// procedure.
pub(crate) fn named(above: &Above, asked: Option<&[ProcedureId]>) -> Result<Option<String>, Fault> {
    let ids: Vec<&str> = match (&above.scope, asked) {
        (AboveScope::Province, None) => return Ok(None),
        (AboveScope::Province, Some(asked)) => asked.iter().map(ProcedureId::as_str).collect(),
        (AboveScope::Communes(own), None) => own.iter().map(ProcedureId::as_str).collect(),
        (AboveScope::Communes(own), Some(asked)) => {
            asked.iter().filter(|id| own.contains(*id)).map(ProcedureId::as_str).collect()
        }
    };
    serde_json::to_string(&ids).map(Some).map_err(Fault::other)
}

pub(crate) fn only_in_communes(above: &Above) -> i64 {
    match above.scope {
        AboveScope::Province => 0,
        AboveScope::Communes(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::dossier::Status;

    #[test]
    fn the_statuses_of_the_index_are_those_in_which_the_limit_runs() {
        let numbers = Status::RUNNING.map(Status::number).map(|number| number.to_string()).join(", ");
        let expression = format!("(case when status in ({numbers}) then 'runs' else 'rests' end)");
        assert!(of_province!().contains(&expression), "{}", of_province!());
        assert!(include_str!("../migrations/0008_above.sql").contains(&expression));
    }

    #[test]
    fn a_standing_is_known_by_its_word() {
        for standing in OverseenPart::ALL {
            assert_eq!(OverseenPart::parse(standing.as_str()), Some(standing));
        }
    }
}
