//! What is handed to the writer, and the statements it becomes. There is no
//! other way to write: event rows, the new state, counters and search text go in
//! one transaction, so that history cannot be forgotten.

use crate::dossier::place_in_hand;
use crate::shelf::{digests_in, named};
use crate::sql::{Dialect, Stmt};
use crate::{Cell, args};
use motcua_core::directory::UnitCode;
use motcua_core::dossier::{Changes, Dossier, DossierId, Event, Fact};
use motcua_core::scoreboard::{Counts, standing, tallies};
use motcua_core::text::fold;
use motcua_core::{Day, Fault};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What an action changed, of one dossier or of several.
    Changes {
        /// Events and what they make of the state.
        changes: Box<Changes>,
        /// For each dossier of [`Changes::all`] where it counts.
        placed: Vec<Placed>,
        /// The client's key.
        key: Option<Key>,
        /// What it uses up: the draft and the uploads that it was made from.
        uses: Vec<Stmt>,
    },
    /// A request came again: its answer waits for a durable write too.
    Replay {
        /// The key.
        key: String,
    },
    /// Rows that belong to no dossier: accounts, sessions, drafts, settings.
    Plain(Vec<Stmt>),
}

impl Write {
    /// The same act, which uses these rows up: written with it or not at all.
    pub fn using(mut self, rows: Vec<Stmt>) -> Write {
        if let Write::Changes { uses, .. } = &mut self {
            *uses = rows;
        }
        self
    }
}

/// What the store keeps of a dossier beside what is in it.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The commune (and its province) for which it counts.
    pub unit: UnitCode,
    /// The province; empty when it is not known.
    pub parent: String,
    /// Words to search by, beside those in the dossier itself.
    pub words: String,
}

/// How it ended.
#[derive(Debug)]
pub enum Written {
    /// Durable. The changes come back with their number put in.
    Done(Option<Box<Changes>>),
    /// Somebody else was quicker; load again and decide again.
    Conflict,
}

/// A key of the tally: parent, day of acceptance, unit, day it became true.
pub(crate) type TallyKey = (String, Day, String, Day);

/// Tally rows to add at the end of a group, each key once.
#[derive(Default)]
pub(crate) struct Tallies(BTreeMap<TallyKey, Counts>);

impl Tallies {
    pub(crate) fn add(&mut self, rows: Vec<(TallyKey, Counts)>) {
        for (key, counts) in rows {
            self.0.entry(key).or_default().add(&counts);
        }
    }

    pub(crate) fn statements(self) -> impl Iterator<Item = Stmt> {
        self.0.into_iter().map(|((parent, received, unit, as_day), counts)| {
            let mut args = args![parent, i64::from(received.0), unit, i64::from(as_day.0)];
            args.extend(counts.columns().map(Cell::Int));
            Stmt::new(TALLY_ADD, args)
        })
    }
}

/// The tally rows of one write: for the commune and for its province.
pub(crate) fn tally_rows(write: &Write) -> Vec<(TallyKey, Counts)> {
    let Write::Changes { changes, placed, .. } = write else { return Vec::new() };
    let mut rows = Vec::new();
    for (changes, Placed { unit, parent, .. }) in changes.all().zip(placed) {
        for tally in tallies(changes.before.as_ref(), &changes.after) {
            let (received, as_day) = (tally.received_day, tally.as_day);
            rows.push(((parent.clone(), received, unit.to_string(), as_day), tally.counts));
            if !parent.is_empty() {
                rows.push(((String::new(), received, parent.clone(), as_day), tally.counts));
            }
        }
    }
    rows
}

/// The agencies and days from whose counters this write needs a number, one for each
/// dossier that has none yet, in the order of writing.
pub(crate) fn wants_numbers(write: &Write) -> Vec<(String, Day)> {
    let Write::Changes { changes, .. } = write else { return Vec::new() };
    let pending = changes.all().filter(|changes| changes.number_pending);
    pending.map(|changes| (changes.after.code().agency.to_string(), changes.after.code().day)).collect()
}

/// Puts in the numbers that were drawn, in the order in which they were wanted.
pub(crate) fn put_numbers(write: &mut Write, drawn: Vec<i64>) -> Result<(), Fault> {
    let Write::Changes { changes, .. } = write else { return Ok(()) };
    let numbers: Result<Vec<u32>, _> = drawn.into_iter().map(u32::try_from).collect();
    let mut numbers = numbers.map_err(|_| Fault::other("a code counter ran over"))?.into_iter();
    changes.for_each_mut(|changes| {
        if changes.number_pending
            && let Some(number) = numbers.next()
        {
            changes.number(number);
        }
    });
    Ok(())
}

/// The numbers were drawn in a transaction that was undone.
pub(crate) fn take_numbers_back(write: &mut Write) {
    if let Write::Changes { changes, .. } = write {
        changes.for_each_mut(|changes| changes.number_pending = changes.before.is_none());
    }
}

/// Draws `?3` numbers; gives the last of them, and of which counter.
pub(crate) const DRAW_NUMBERS: &str = "insert into code_counter (agency, day, last) values (?1, ?2, ?3) \
     on conflict (agency, day) do update set last = code_counter.last + excluded.last returning last, agency, day";

const TALLY_ADD: &str = "insert into tally (parent, received_day, unit, as_day, received, eligible, online, \
     resolved, online_resolved, on_time, digitised) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) \
     on conflict (parent, received_day, unit, as_day) do update set \
     received = tally.received + excluded.received, eligible = tally.eligible + excluded.eligible, \
     online = tally.online + excluded.online, resolved = tally.resolved + excluded.resolved, \
     online_resolved = tally.online_resolved + excluded.online_resolved, \
     on_time = tally.on_time + excluded.on_time, digitised = tally.digitised + excluded.digitised";

const DOSSIER_ADD: &str = "insert into dossier (id, seq, code, status, procedure, channel, receiving, competent, \
     unit, parent, holder_agency, holder_duty, holder_officer, open, list_at, submitted_at, received_day, \
     eligible, online, digitised, resolved_day, on_time, body, version) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, \
     ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)";

const DOSSIER_CHANGE: &str = "update dossier set seq = ?3, status = ?4, holder_agency = ?5, holder_duty = ?6, \
     holder_officer = ?7, open = ?8, list_at = ?9, received_day = ?10, eligible = ?11, online = ?12, \
     digitised = ?13, resolved_day = ?14, on_time = ?15, body = ?16 where id = ?1 and seq = ?2";

/// Changes nothing and holds only if the dossier still stands as it was read; on
/// PostgreSQL it also keeps others from changing it until the commit.
const DOSSIER_STANDS: &str = "update dossier set seq = seq where id = ?1 and seq = ?2";

const EVENT_ADD: &str = "insert into event (dossier, seq, at, kind, officer, place, digitised, body) \
     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const KEY_ADD: &str = "insert into idempotency (key, digest, dossier, seq, at, replays) \
     values (?1, ?2, ?3, ?4, ?5, 0)";

const KEY_AGAIN: &str = "update idempotency set replays = replays + 1 where key = ?1";

const OWED: &str = "insert into opinion_owed (dossier, number, agency, due_at) values (?1, ?2, ?3, ?4)";
const OWED_NO_MORE: &str = "delete from opinion_owed where dossier = ?1 and number = ?2";

const SEARCH_ADD_SQLITE: &str =
    "insert into dossier_search (rowid, text) values ((select rowid from dossier where id = ?1), ?2)";
const SEARCH_ADD_POSTGRES: &str =
    "insert into dossier_search (dossier, text) values (?1, array_to_tsvector(string_to_array(?2, ' ')))";

// The index keeps no text of its own: it forgets the words that it is told.
const SEARCH_TAKE_OUT_SQLITE: &str = "insert into dossier_search (dossier_search, rowid, text) \
     values ('delete', (select rowid from dossier where id = ?1), ?2)";
const SEARCH_TAKE_OUT_POSTGRES: &str = "delete from dossier_search where dossier = ?1 and ?2 = ''";

/// The statements of one write, in order. Public for whoever measures the bare
/// engine with them; the only way to write is still the writer.
pub fn statements(write: &Write, dialect: Dialect) -> Result<Vec<Stmt>, Fault> {
    match write {
        Write::Plain(statements) => Ok(statements.clone()),
        Write::Replay { key } => Ok(vec![Stmt::one(KEY_AGAIN, args![key.as_str()])]),
        Write::Changes { changes, placed, key, uses } => {
            let mut out = Vec::with_capacity(changes.events.len() + 4);
            for (changes, placed) in changes.all().zip(placed) {
                one_dossier(changes, placed, dialect, &mut out)?;
            }
            if let Some(key) = key {
                let dossier = &changes.after;
                let (id, at) = (dossier.id.0.as_slice(), dossier.last_at.0);
                let args = args![key.key.as_str(), key.digest.as_slice(), id, dossier.seq, at];
                out.push(Stmt::one(KEY_ADD, args));
            }
            out.extend(uses.iter().cloned());
            Ok(out)
        }
    }
}

fn one_dossier(
    changes: &Changes,
    placed: &Placed,
    dialect: Dialect,
    out: &mut Vec<Stmt>,
) -> Result<(), Fault> {
    let dossier = &changes.after;
    let id = dossier.id.0.as_slice();
    match &changes.before {
        None => out.push(Stmt::one(DOSSIER_ADD, added(dossier, &placed.unit, &placed.parent)?)),
        Some(before) => out.push(Stmt::one(DOSSIER_CHANGE, changed(before.seq, dossier)?)),
    }
    for (other, seq) in &changes.relies_on {
        out.push(Stmt::one(DOSSIER_STANDS, args![other.0.as_slice(), *seq]));
    }
    for event in &changes.events {
        let body = json(event)?;
        out.extend(digests_in(&body).collect::<BTreeSet<_>>().iter().map(named));
        out.push(Stmt::one(EVENT_ADD, event_row(dossier.id, event, body)));
    }
    out.extend(owed(changes.before.as_ref(), dossier));
    match &changes.before {
        None => {
            out.push(search_add(dossier, placed, dialect));
            out.extend(crate::people::added(dossier));
        }
        // A supplement said otherwise whose it is.
        Some(before) if before.submission.applicant != dossier.submission.applicant => {
            let (sql, text) = match dialect {
                Dialect::Sqlite => (SEARCH_TAKE_OUT_SQLITE, search_text(before, &placed.words)),
                Dialect::Postgres => (SEARCH_TAKE_OUT_POSTGRES, String::new()),
            };
            out.push(Stmt::new(sql, args![id, text]));
            out.push(search_add(dossier, placed, dialect));
            out.extend(crate::people::changed(before, dossier));
        }
        Some(_) => {}
    }
    Ok(())
}

fn search_add(dossier: &Dossier, placed: &Placed, dialect: Dialect) -> Stmt {
    let sql = match dialect {
        Dialect::Sqlite => SEARCH_ADD_SQLITE,
        Dialect::Postgres => SEARCH_ADD_POSTGRES,
    };
    Stmt::one(sql, args![dossier.id.0.as_slice(), search_text(dossier, &placed.words)])
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

fn json<T: serde::Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(Fault::other)
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
    args.push(Cell::from(json(dossier)?));
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
    args.push(Cell::from(json(dossier)?));
    Ok(args)
}

fn event_row(dossier: DossierId, event: &Event, body: String) -> Vec<Cell> {
    let digitised = match &event.fact {
        Fact::Accepted { digitised, .. } | Fact::Supplemented { digitised, .. } => Some(*digitised),
        _ => None,
    };
    args![
        dossier.0.as_slice(),
        event.seq,
        event.at.0,
        event.fact.kind(),
        event.who.officer.as_ref().map(|officer| officer.0.as_str()),
        event.place.as_str(),
        digitised,
        body,
    ]
}

/// The word under which an agency's dossiers are found, so that a search inside
/// one agency never walks through the whole province.
pub(crate) fn agency_word(agency: &str) -> String {
    format!("zz{}", agency.replace('.', "x").to_lowercase())
}

fn search_text(dossier: &Dossier, words: &str) -> String {
    let submission = &dossier.submission;
    let applicant = &submission.applicant;
    let code = dossier.code().to_string();
    let mut text =
        fold(&format!("{} {} {} {code} {words}", applicant.name, applicant.identity, applicant.phone));
    for agency in [&submission.receiving, &submission.competent] {
        text.push(' ');
        text.push_str(&agency_word(agency.as_str()));
    }
    text
}
