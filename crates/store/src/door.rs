//! The door: what is handed to the writer, and the statements it becomes. There is no
//! other way to write: events, the new state of every record, counters and what it is
//! found by go in one transaction, so that history cannot be forgotten.

use crate::args;
use crate::keep::Keep;
use crate::outbox::{self, Maker, ToldOf};
use crate::record::{self, Placed, tally};
use crate::sql::{Dialect, Stmt};
use motcua_core::Fault;
use motcua_core::act::{Changes, Series};
use motcua_core::command::Change;
use motcua_core::scoreboard::Counts;

/// A client's key for one request, with the digest of what the request said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// As the client sent it, within its own scope (`api:…`, `form:…`).
    pub key: String,
    /// SHA-256 of the content.
    pub digest: [u8; 32],
}

/// One thing to write, all or nothing.
#[derive(Debug)]
pub enum Write {
    /// What an act changed, of one record or of several.
    Act(Box<Act>),
    /// A request came again: its answer waits for a durable write too.
    Replay {
        /// The key.
        key: String,
    },
    /// Rows without a history.
    Keep(Keep),
}

/// An act that is to be written.
#[derive(Debug)]
pub struct Act {
    /// Events, and what they make of each record.
    pub(crate) changes: Changes<Change>,
    /// For each of [`Changes::all`] where it counts; none for what is no dossier.
    pub(crate) placed: Vec<Option<Placed>>,
    /// The client's key.
    pub(crate) key: Option<Key>,
    /// What it uses up: the draft and the uploads that it was made from.
    pub(crate) uses: Keep,
}

impl Write {
    /// The same act, which uses these rows up: written with it or not at all.
    pub fn using(mut self, rows: Keep) -> Write {
        if let Write::Act(act) = &mut self {
            act.uses = rows;
        }
        self
    }
}

/// How it ended.
#[derive(Debug)]
pub enum Written {
    /// Durable. The changes come back with their numbers put in.
    Done(Option<Box<Changes<Change>>>),
    /// Somebody else was quicker; load again and decide again.
    Conflict,
}

/// The tally rows of one write: for communes and for their provinces.
pub(crate) fn tally_rows(write: &Write) -> Vec<(tally::TallyKey, Counts)> {
    let Write::Act(act) = write else { return Vec::new() };
    let each = act.changes.all().zip(&act.placed);
    let dossiers = each.filter_map(|(change, placed)| match (change, placed) {
        (Change::Dossier(changed), Some(placed)) => Some(tally::rows_of(changed, placed)),
        _ => None,
    });
    dossiers.flatten().collect()
}

/// The counters from which this write needs a number, one for each record that has none
/// yet, in the order of writing.
pub(crate) fn wants_numbers(write: &Write) -> Vec<Series> {
    let Write::Act(act) = write else { return Vec::new() };
    act.changes.all().filter_map(record::wants_number).collect()
}

/// The client's key under which this act is written once.
pub(crate) fn key_of(write: &Write) -> Option<&str> {
    match write {
        Write::Act(act) => act.key.as_ref().map(|key| key.key.as_str()),
        Write::Replay { .. } | Write::Keep(_) => None,
    }
}

/// Which of these keys were used.
pub(crate) const KEYS_USED: &str = "select key from idempotency where key = any(?1)";

/// Puts in the numbers that were drawn, in the order in which they were wanted.
pub(crate) fn put_numbers(write: &mut Write, drawn: Vec<i64>) -> Result<(), Fault> {
    let Write::Act(act) = write else { return Ok(()) };
    let numbers: Result<Vec<u32>, _> = drawn.into_iter().map(u32::try_from).collect();
    let mut numbers = numbers.map_err(|_| Fault::other("a counter ran over"))?.into_iter();
    for change in act.changes.all_mut().filter(|change| record::wants_number(change).is_some()) {
        if let Some(number) = numbers.next() {
            record::number(change, number);
        }
    }
    Ok(())
}

/// The numbers were drawn in a transaction that was undone.
pub(crate) fn take_numbers_back(write: &mut Write) {
    if let Write::Act(act) = write {
        act.changes.all_mut().for_each(record::number_again);
    }
}

/// Draws `?2` numbers of a series; gives the last of them, and of which series.
pub const DRAW_NUMBERS: &str = "insert into series (name, last) values (?1, ?2) \
     on conflict (name) do update set last = series.last + excluded.last returning last, name";

// A key that is there makes the act a conflict, which is told without an error.
const KEY_ADD: &str = "insert into idempotency (key, digest, kind, record, seq, at, replays) \
     values (?1, ?2, ?3, ?4, ?5, ?6, 0) on conflict (key) do nothing";

const KEY_AGAIN: &str = "update idempotency set replays = replays + 1 where key = ?1";

/// The statements of one write, in order. Public for benchmarks of the bare engine; the only
/// way to write is still the writer.
pub fn statements(write: &Write, dialect: Dialect) -> Result<Vec<Stmt>, Fault> {
    match write {
        Write::Keep(keep) => Ok(keep.0.clone()),
        Write::Replay { key } => Ok(vec![Stmt::one(KEY_AGAIN, args![key.as_str()])]),
        Write::Act(act) => {
            let Act { changes, placed, key, uses } = &**act;
            let mut out = Vec::with_capacity(8);
            for (change, placed) in changes.all().zip(placed) {
                record::rows(change, placed.as_ref(), dialect, &mut out)?;
            }
            for (reference, seq) in &changes.relies_on {
                out.push(record::stands(reference, *seq)?);
            }
            for (nth, tell) in (0..).zip(&changes.tell) {
                out.push(record::with_record(&changes.first, |kind, record, seq, at| {
                    let of = ToldOf { kind, record, seq, at, maker: Maker::Act(nth) };
                    outbox::put(&outbox::stable_id(&tell.system, &of), tell, at)
                }));
            }
            if let Some(key) = key {
                out.push(record::with_record(&changes.first, |kind, id, seq, at| {
                    let args = args![key.key.as_str(), key.digest.as_slice(), kind, id, seq, at.0];
                    Stmt::one(KEY_ADD, args)
                }));
            }
            out.extend(uses.0.iter().cloned());
            Ok(out)
        }
    }
}
