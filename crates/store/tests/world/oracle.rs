//! The judge: it looks at a whole database and says everything that is wrong.
//! It trusts the history only, and works the rest out again.

use super::law;
use super::shares::shares_of;
use motcua_core::act::fold;
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Dossier, DossierId, Event, ShareEnded};
use motcua_core::scoreboard::{Counts, standing};
use motcua_core::{Day, Fault, Moment};
use motcua_store::scoreboard::{Period, of_unit};
use motcua_store::{Cell, Row, Rows, Store, dossier};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A dossier with its history.
pub struct Found {
    pub dossier: Dossier,
    pub events: Vec<Event>,
}

/// Everything that is in the database.
pub fn everything(store: &Store) -> Result<Vec<Found>, Fault> {
    store.read(|rows| {
        let ids = rows.rows("select id from dossier order by id", &[])?;
        ids.iter().map(|row| found(rows, DossierId(row.bytes(0)?.try_into().expect("16 bytes")))).collect()
    })
}

fn found(rows: &mut dyn Rows, id: DossierId) -> Result<Found, Fault> {
    let dossier = dossier::by_id(rows, id)?.ok_or_else(|| Fault::damaged("a dossier came and went"))?;
    Ok(Found { dossier, events: dossier::events(rows, id)? })
}

/// How much the dossiers of a unit (a commune or the province) count in a period,
/// told from the histories alone.
pub fn recount(all: &[Found], is_here: impl Fn(&Dossier) -> bool, period: Period) -> Counts {
    let mut sum = Counts::default();
    for Found { dossier, events } in all.iter().filter(|found| is_here(&found.dossier)) {
        let known: Vec<Event> =
            events.iter().take_while(|event| event.at.day() <= period.as_of).cloned().collect();
        if known.is_empty() {
            continue;
        }
        let then = fold::<Dossier>(dossier.id, &known).expect("a lawful history");
        let Some(counts) = standing(&then) else { continue };
        if !(period.from..=period.to).contains(&counts.received_day) {
            continue;
        }
        let one = |is: bool| i64::from(is);
        sum.add(&Counts {
            received: 1,
            eligible: one(counts.eligible),
            online: one(counts.online),
            resolved: one(counts.resolved.is_some()),
            online_resolved: one(counts.online && counts.resolved.is_some()),
            on_time: one(counts.resolved.is_some_and(|(_, on_time)| on_time)),
            digitised: one(counts.digitised),
        });
    }
    sum
}

/// The commune whose centre took a dossier.
pub fn unit_of(dossier: &Dossier) -> &'static UnitCode {
    &law().directory.agency(&dossier.submission.receiving).expect("a known agency").unit
}

/// What somebody was told is kept: a dossier, and what it held.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    pub id: DossierId,
    pub seq: u32,
    pub code: String,
    pub name: String,
}

/// Everything that is wrong with this database, given what was acknowledged.
/// Nothing is wrong = every acknowledged dossier is there once with its content
/// and its code, no code is there twice, codes have no gaps, every history makes
/// the stored state, and the tally and the shares of agencies are what a recount says.
pub fn wrongs(store: &Store, acknowledged: &[Acknowledged]) -> Result<Vec<String>, Fault> {
    let mut wrong = Vec::new();
    let all = everything(store)?;
    let by_id: HashMap<DossierId, &Found> = all.iter().map(|found| (found.dossier.id, found)).collect();
    for told in acknowledged {
        let Some(found) = by_id.get(&told.id) else {
            wrong.push(format!("{} was acknowledged and is lost", told.code));
            continue;
        };
        let here = &found.dossier;
        if here.code().to_string() != told.code || here.submission.applicant.name != told.name {
            wrong.push(format!("{} was acknowledged and is another: {}", told.code, here.code()));
        }
        if here.seq < told.seq {
            wrong.push(format!("{}: act {} was acknowledged, {} are there", told.code, told.seq, here.seq));
        }
    }
    let mut codes = HashSet::new();
    let mut last: BTreeMap<(String, Day), (u32, u32)> = BTreeMap::new();
    for found in &all {
        let Found { dossier, events } = found;
        let code = dossier.code();
        if !codes.insert(code.clone()) {
            wrong.push(format!("{code} is there twice"));
        }
        let (count, highest) = last.entry((code.agency.to_string(), code.day)).or_default();
        *count += 1;
        *highest = code.number.max(*highest);
        let kept = store.read(|rows| kept_shares(rows, dossier.id))?;
        let told = shares_of(found);
        if kept != told {
            wrong.push(format!("{code}: shares {kept:?}, by the history {told:?}"));
        }
        match fold::<Dossier>(dossier.id, events) {
            Ok(folded) if folded == *dossier => {}
            Ok(_) => wrong.push(format!("{code}: the history tells another state")),
            Err(fault) => wrong.push(format!("{code}: {fault}")),
        }
    }
    for ((agency, day), (count, highest)) in last {
        if count != highest {
            wrong.push(format!("{agency} on {day}: {count} dossiers, highest number {highest}"));
        }
    }
    let orphans = store.read(|rows| {
        rows.rows(
            "select seq from event where kind = 'dossier' and record not in (select id from dossier) limit 1",
            &[],
        )
    })?;
    if !orphans.is_empty() {
        wrong.push("there are events without a dossier".into());
    }
    let period = Period { from: Day(0), to: Day(99_999), as_of: Day(99_999) };
    let units: HashSet<&UnitCode> = all.iter().map(|found| unit_of(&found.dossier)).collect();
    for unit in units {
        let parent = law().directory.province_of(unit).map(ToString::to_string).unwrap_or_default();
        let kept = store.read(|rows| of_unit(rows, &parent, unit, period))?;
        let told = recount(&all, |dossier| unit_of(dossier) == unit, period);
        if kept != told {
            wrong.push(format!("tally of {unit}: {kept:?}, recount {told:?}"));
        }
    }
    Ok(wrong)
}

fn kept_shares(rows: &mut dyn Rows, id: DossierId) -> Result<Vec<ShareEnded>, Fault> {
    let sql = "select agency, seq, opinion, share, ended_at, working_minutes, overrun_minutes from share_ended \
               where dossier = ?1 order by seq, opinion, share";
    let share = |row: &Row| {
        Ok(ShareEnded {
            agency: super::agency(row.text(0)?),
            seq: u32::try_from(row.int(1)?).map_err(Fault::damaged)?,
            opinion: u32::try_from(row.int(2)?).map_err(Fault::damaged)?,
            share: u32::try_from(row.int(3)?).map_err(Fault::damaged)?,
            at: Moment(row.int(4)?),
            working_minutes: row.int(5)?,
            overrun_minutes: row.int(6)?,
        })
    };
    rows.rows(sql, &[Cell::from(id.0.as_slice())])?.iter().map(share).collect()
}

impl Acknowledged {
    pub fn of(dossier: &Dossier) -> Acknowledged {
        Acknowledged {
            id: dossier.id,
            seq: dossier.seq,
            code: dossier.code().to_string(),
            name: dossier.submission.applicant.name.clone(),
        }
    }
}
