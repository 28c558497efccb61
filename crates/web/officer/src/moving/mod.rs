//! What moves many due dates at once: recorded outages, and a calendar that is
//! another than when the dates were promised. First a preview, then one act; each
//! dossier is moved by its own event, and what was interrupted goes on where it
//! stopped.

pub mod calendar;
pub mod outages;
pub mod void_outage;

use crate::words::procedure_name;
use motcua_core::act::Officer;
use motcua_core::catalogue::{Duty, ProcedureId};
use motcua_core::directory::AgencyKind;
use motcua_core::dossier::{DossierCode, DossierId, MoveDue, Mover};
use motcua_core::{Halt, Moment};
use motcua_edge::act::act;
use motcua_edge::app::App;
use motcua_edge::page::Page;
use motcua_edge::signed::Signed;
use motcua_store::outage::{lasting, running_at};

/// Rows of one read.
const READ_ROWS: u32 = 500;
/// Reads of one request that only looks: what is left is looked at from there on.
const READS_AT_ONCE: usize = 6;
/// Dossiers that one sending moves; the page then says how many are left.
const MOVED_AT_ONCE: usize = 300;
/// Dossiers that a preview names.
const SHOWN: usize = 100;

/// A dossier whose date would move.
pub(super) struct Touched {
    code: DossierCode,
    procedure: ProcedureId,
    was: Option<Moment>,
    becomes: Moment,
}

/// A line of the preview.
pub struct MovedLine {
    code: String,
    procedure: String,
    was: String,
    becomes: String,
    earlier: bool,
}

/// All dossiers of this officer that are due from `due_from` on and would move.
fn touched(app: &App, officer: &Officer, by: &Mover, due_from: Moment) -> Result<Vec<Touched>, Halt> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let some = touched_after(app, officer, by, due_from, after)?;
        found.extend(some.0);
        match some.1 {
            Some(last) => after = Some(last),
            None => return Ok(found),
        }
    }
}

/// The same, of so many dossiers at most after this one; and the last that was looked at
/// where there are more. Only a leader of the province's office looks at other agencies'.
fn touched_after(
    app: &App,
    officer: &Officer,
    by: &Mover,
    due_from: Moment,
    mut after: Option<DossierId>,
) -> Result<(Vec<Touched>, Option<DossierId>), Halt> {
    let own = (!may_record(app, officer).1).then_some(&officer.agency);
    let mut found = Vec::new();
    for _ in 0..READS_AT_ONCE {
        let page = app.read(|rows| running_at(rows, own, due_from, after, READ_ROWS))?;
        let since =
            page.iter().filter_map(|dossier| Some(dossier.reception.as_ref()?.promise.counted_from)).min();
        let recorded = app.read(|rows| lasting(rows, since.unwrap_or(due_from)))?;
        for dossier in page.iter().filter(|dossier| dossier.is_movable_by(&app.law, officer)) {
            if let Some(becomes) = by.would_move(&app.law, dossier, &recorded)? {
                found.push(Touched {
                    code: dossier.code().clone(),
                    procedure: dossier.submission.procedure.clone(),
                    was: dossier.due_at(),
                    becomes,
                });
            }
        }
        match page.last() {
            Some(last) if page.len() as u32 == READ_ROWS => after = Some(last.id),
            _ => return Ok((found, None)),
        }
    }
    Ok((found, after))
}

/// Moves them one after the other, so many at most. What somebody else changed in
/// the meantime is judged again; what stays is left as it is.
async fn carry_out(signed: &Signed, by: &Mover, all: &[Touched]) -> Result<usize, Halt> {
    let mut moved = 0;
    for each in all.iter().take(MOVED_AT_ONCE) {
        let command = MoveDue { code: each.code.clone(), by: by.clone() };
        match act(&signed.visit.app, &signed.actor()?, None, command).await {
            Ok(_) => moved += 1,
            Err(Halt::Refused(_)) => {}
            Err(broke) => return Err(broke),
        }
    }
    Ok(moved)
}

fn lines(app: &App, all: &[Touched], page: &Page) -> Vec<MovedLine> {
    let line = |each: &Touched| MovedLine {
        code: each.code.to_string(),
        procedure: procedure_name(app, &each.procedure, page.language()),
        was: each.was.map(|at| page.moment(at)).unwrap_or_default(),
        becomes: page.moment(each.becomes),
        earlier: each.was.is_some_and(|was| each.becomes < was),
    };
    all.iter().take(SHOWN).map(line).collect()
}

/// Whether an officer answers for the dates of an agency, and of a whole province.
fn may_record(app: &App, officer: &Officer) -> (bool, bool) {
    let leads = officer.has(Duty::Leader);
    let agency = app.law.directory.agency(&officer.agency);
    (leads, leads && agency.is_some_and(|agency| agency.kind == AgencyKind::ProvinceOffice))
}
