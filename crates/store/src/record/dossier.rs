//! A dossier's rows: by what it is listed, counted, found and searched.

use crate::place_in_hand::place_in_hand;
use crate::search;
use crate::sql::{Dialect, Stmt};
use crate::{Cell, args};
use motcua_core::act::Changed;
use motcua_core::catalogue::Duty;
use motcua_core::directory::{AgencyCode, UnitCode};
use motcua_core::dossier::{Dossier, DossierId, Event, Instruction, ShareEnded, shares_ended};
use motcua_core::scoreboard::standing;
use motcua_core::text::fold;
use motcua_core::{Day, Fault, Law};

/// What the store keeps of a dossier beside what is in it.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The commune (and its province) for which it counts.
    pub unit: UnitCode,
    /// The province; empty when it is not known.
    pub parent: String,
    /// Words to search by, beside those in the dossier itself.
    pub words: String,
    /// The shares that the change ends.
    pub ended: Vec<ShareEnded>,
}

/// For which commune a dossier counts, by which words it is found, and whose share has ended.
pub(crate) fn placed(
    law: &Law,
    changed: &Changed<Dossier>,
    past: &mut dyn FnMut(DossierId) -> Result<Vec<Event>, Fault>,
) -> Result<Placed, Fault> {
    let submission = &changed.after.submission;
    let unit =
        law.directory.agency(&submission.receiving).map(|agency| agency.unit.clone()).ok_or_else(|| {
            Fault::other(format!("agency {} is not in the directory", submission.receiving))
        })?;
    let parent = law.directory.province_of(&unit).filter(|province| **province != unit);
    let parent = parent.map(|code| code.to_string()).unwrap_or_default();
    let is_indexed =
        changed.before.as_ref().is_some_and(|before| before.submission.applicant == submission.applicant);
    let words = match law.catalogue.procedure(&submission.procedure) {
        Some(procedure) if !is_indexed => fold(&procedure.name),
        _ => String::new(),
    };
    let ended = shares_ended(changed, law, || past(changed.after.id))?;
    Ok(Placed { unit, parent, words, ended })
}

const DOSSIER_ADD: &str = "insert into dossier (id, seq, code, status, procedure, channel, receiving, competent, \
     unit, parent, holder_agency, holder_duty, holder_officer, open, list_at, submitted_at, received_day, \
     eligible, online, digitised, resolved_day, on_time, body, version) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, \
     ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";
const DOSSIER_CHANGE: &str = "update dossier set seq = ?3, status = ?4, holder_agency = ?5, holder_duty = ?6, \
     holder_officer = ?7, open = ?8, list_at = ?9, received_day = ?10, eligible = ?11, online = ?12, \
     digitised = ?13, resolved_day = ?14, on_time = ?15, body = ?16 where id = ?1 and seq = ?2";
const OWED: &str = "insert into opinion_owed (dossier, number, agency, due_at) values (?1, ?2, ?3, ?4)";
const OWED_NO_MORE: &str = "delete from opinion_owed where dossier = ?1 and number = ?2";
const GIVEN_OUT: &str = "insert into given_out (dossier, agency, duty, since) values (?1, ?2, ?3, ?4)";
const BACK: &str = "delete from given_out where dossier = ?1 and agency = ?2";
const SHARE_OUT: &str =
    "insert into share_out (dossier, number, agency, duty, due_at) values (?1, ?2, ?3, ?4, ?5)";
const SHARE_OUT_NO_MORE: &str = "delete from share_out where dossier = ?1 and number = ?2";
const INSTRUCTION_OWED: &str =
    "insert into instruction_owed (dossier, number, agency, due_at) values (?1, ?2, ?3, ?4)";
const INSTRUCTION_OWED_NO_MORE: &str =
    "delete from instruction_owed where dossier = ?1 and number = ?2 and agency = ?3";
/// The row of the dossier itself, which must be there before its events.
pub(crate) fn row(changed: &Changed<Dossier>, placed: &Placed) -> Result<Stmt, Fault> {
    let dossier = &changed.after;
    Ok(match &changed.before {
        None => Stmt::one(DOSSIER_ADD, added(dossier, &placed.unit, &placed.parent)?),
        Some(before) => Stmt::one(DOSSIER_CHANGE, self::changed(before.seq, dossier)?),
    })
}

/// What is kept beside it: what others owe it, and by what it is found.
pub(crate) fn beside(changed: &Changed<Dossier>, placed: &Placed, dialect: Dialect, out: &mut Vec<Stmt>) {
    let dossier = &changed.after;
    out.extend(owed(changed.before.as_ref(), dossier));
    out.extend(given_out(changed.before.as_ref(), dossier));
    out.extend(shares_out(changed.before.as_ref(), dossier));
    out.extend(instructions_owed(changed.before.as_ref(), dossier));
    crate::deed::changed(changed.before.as_ref(), dossier, out);
    match &changed.before {
        None => {
            search::added(dossier, &placed.words, dialect, out);
            out.extend(crate::people::added(dossier));
        }
        // A supplement said otherwise whose it is.
        Some(before) if before.submission.applicant != dossier.submission.applicant => {
            search::changed(before, dossier, &placed.words, dialect, out);
            out.extend(crate::people::changed(before, dossier));
        }
        Some(_) => {}
    }
}

/// The rows of the opinions that other agencies have owed since this change, and
/// no longer owe.
fn owed(before: Option<&Dossier>, after: &Dossier) -> Vec<Stmt> {
    let id = after.id.0.as_slice();
    let numbers = |dossier: &Dossier| dossier.opinions_awaited().map(|o| o.number).collect::<Vec<_>>();
    let (was, is) = (before.map(numbers).unwrap_or_default(), numbers(after));
    let gone = was.iter().filter(|number| !is.contains(number));
    let gone = gone.map(|number| Stmt::new(OWED_NO_MORE, args![id, *number]));
    let new = after.opinions_awaited().filter(|opinion| !was.contains(&opinion.number)).map(|opinion| {
        let due = opinion.due.map_or(i64::MAX, |due| due.0);
        Stmt::new(OWED, args![id, opinion.number, opinion.of.as_str(), due])
    });
    gone.chain(new).collect()
}

/// The rows of the desks that have given it out of the house since this change, and of those that
/// need not follow it any more.
fn given_out(before: Option<&Dossier>, after: &Dossier) -> Vec<Stmt> {
    let id = after.id.0.as_slice();
    let desks = |dossier: &Dossier| -> Vec<(AgencyCode, Duty)> {
        dossier.given_out_by().map(|holder| (holder.agency.clone(), holder.duty)).collect()
    };
    let (was, is) = (before.map(desks).unwrap_or_default(), desks(after));
    let gone = was.iter().filter(|desk| !is.contains(desk));
    let gone = gone.map(|(agency, _)| Stmt::new(BACK, args![id, agency.as_str()]));
    let new = is.iter().filter(|desk| !was.contains(desk)).map(|(agency, duty)| {
        Stmt::new(GIVEN_OUT, args![id, agency.as_str(), duty.as_str(), after.last_at.0])
    });
    gone.chain(new).collect()
}

/// The rows of the shares that agencies have had beside the holder since this change, and have no more.
fn shares_out(before: Option<&Dossier>, after: &Dossier) -> Vec<Stmt> {
    let id = after.id.0.as_slice();
    let numbers =
        |dossier: &Dossier| dossier.shares_out().map(|share| share.given.number).collect::<Vec<_>>();
    let (was, is) = (before.map(numbers).unwrap_or_default(), numbers(after));
    let gone = was.iter().filter(|number| !is.contains(number));
    let gone = gone.map(|number| Stmt::new(SHARE_OUT_NO_MORE, args![id, *number]));
    let new = after.shares_out().map(|share| &share.given).filter(|given| !was.contains(&given.number));
    let new = new.map(|given| {
        let (agency, duty) = (given.to.agency.as_str(), given.to.duty.as_str());
        Stmt::new(SHARE_OUT, args![id, given.number, agency, duty, given.due.map_or(i64::MAX, |due| due.0)])
    });
    gone.chain(new).collect()
}

/// The rows of the instructions that agencies have owed an answer to since this change, and no
/// longer owe: the dossier may have gone to another agency.
fn instructions_owed(before: Option<&Dossier>, after: &Dossier) -> Vec<Stmt> {
    fn rows(dossier: &Dossier) -> Vec<(u32, &str, i64)> {
        let agencies = dossier.instructed_agencies();
        let of_one = |one: &Instruction| {
            let (number, due) = (one.number, one.due.0);
            agencies.iter().map(move |agency| (number, agency.as_str(), due)).collect::<Vec<_>>()
        };
        dossier.instructions_open().flat_map(of_one).collect()
    }
    let id = after.id.0.as_slice();
    let (was, is) = (before.map(rows).unwrap_or_default(), rows(after));
    let gone = was.iter().filter(|row| !is.contains(row));
    let gone =
        gone.map(|(number, agency, _)| Stmt::new(INSTRUCTION_OWED_NO_MORE, args![id, *number, *agency]));
    let new = is.iter().filter(|row| !was.contains(row));
    let new = new.map(|(number, agency, due)| Stmt::new(INSTRUCTION_OWED, args![id, *number, *agency, *due]));
    gone.chain(new).collect()
}

/// `[open, list_at, received_day, eligible, online, digitised, resolved_day, on_time]`.
fn listing(dossier: &Dossier) -> [Cell; 8] {
    let counts = standing(dossier);
    let day = |day: Day| i64::from(day.0);
    let list_at = place_in_hand(dossier).at;
    [
        Cell::from(!dossier.status().is_final()),
        Cell::from(list_at),
        Cell::from(counts.map(|c| day(c.received_day))),
        Cell::from(counts.map(|c| c.eligible)),
        Cell::from(counts.map(|c| c.online)),
        Cell::from(counts.map(|c| c.digitised)),
        Cell::from(counts.and_then(|c| c.resolved).map(|(d, _)| day(d))),
        Cell::from(counts.and_then(|c| c.resolved).map(|(_, on_time)| on_time)),
    ]
}

fn added(dossier: &Dossier, unit: &UnitCode, parent: &str) -> Result<Vec<Cell>, Fault> {
    let submission = &dossier.submission;
    let [open, list_at, rest @ ..] = listing(dossier);
    let mut args = args![
        dossier.id.0.as_slice(),
        dossier.seq,
        dossier.code().to_string(),
        i64::from(dossier.status().number()),
        submission.procedure.as_str(),
        submission.channel.as_str(),
        submission.receiving.as_str(),
        submission.competent.as_str(),
        unit.as_str(),
        parent,
        dossier.holder.agency.as_str(),
        dossier.holder.duty.as_str(),
        dossier.holder.officer.as_ref().map(|officer| officer.0.as_str()),
    ];
    args.extend([open, list_at, Cell::from(dossier.submitted_at.0)]);
    args.extend(rest);
    args.push(Cell::from(super::history::json(dossier)?));
    args.push(Cell::from(submission.version));
    Ok(args)
}

fn changed(expected_seq: u32, dossier: &Dossier) -> Result<Vec<Cell>, Fault> {
    let mut args = args![
        dossier.id.0.as_slice(),
        expected_seq,
        dossier.seq,
        i64::from(dossier.status().number()),
        dossier.holder.agency.as_str(),
        dossier.holder.duty.as_str(),
        dossier.holder.officer.as_ref().map(|officer| officer.0.as_str()),
    ];
    args.extend(listing(dossier));
    args.push(Cell::from(super::history::json(dossier)?));
    Ok(args)
}
