//! The ledger of time of a record that has a limit and keepers: which agency and which person
//! held it, for how many working minutes, and how many of them beyond their share. A room
//! reads from its facts who had the record from when on ([`Hold`]) and of whom it awaited an
//! opinion ([`Awaited`]); the arithmetic is here. Nothing of it is stored.
//!
//! An agency that was asked for its opinion keeps the record from the moment it is late, and
//! from the asking where the waiting is left out of the limit; what it takes beyond its own
//! limit is its overrun and nobody else's. Time for which an outage moved the date is nobody's.

use super::{OfficerId, Promise};
use crate::calendar::{Cause, Move, after_minutes, working_minutes};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Law, Moment};
use std::collections::BTreeMap;

/// Who held a record for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeper {
    /// A desk of an agency; the officer where one was named.
    Desk {
        /// Which agency.
        agency: AgencyCode,
        /// Which desk.
        duty: Duty,
        /// Which person.
        officer: Option<OfficerId>,
    },
    /// Nobody alone: agencies did shares of the work beside each other, and each answers for its own
    /// ([`beside`]).
    Shared,
    /// An agency with its share, beside the holder.
    Beside {
        /// Which agency.
        agency: AgencyCode,
        /// Which desk.
        duty: Duty,
        /// Which of the record's shares.
        share: u32,
    },
    /// An agency whose opinion was awaited.
    Asked {
        /// Which agency.
        agency: AgencyCode,
        /// Which of the record's opinions.
        opinion: u32,
    },
    /// The applicant: a supplement or a payment was awaited.
    Applicant,
    /// Nobody: the office could not work, and the date was moved for it.
    Outage {
        /// Why.
        cause: Cause,
    },
}

impl Keeper {
    /// The agency; none for the applicant and for an outage.
    pub fn agency(&self) -> Option<&AgencyCode> {
        match self {
            Keeper::Desk { agency, .. } | Keeper::Beside { agency, .. } | Keeper::Asked { agency, .. } => {
                Some(agency)
            }
            Keeper::Shared | Keeper::Applicant | Keeper::Outage { .. } => None,
        }
    }
}

/// Who has a record from an event on, until the next one.
#[derive(Debug, Clone)]
pub struct Hold<'a> {
    /// From when.
    pub from: Moment,
    /// Who; none while it rests or is over.
    pub keeper: Option<Keeper>,
    /// What the keeper, a desk, has of the limit.
    pub share: Option<DeskShare>,
    /// The limit runs: opinions that are late and outages take their time out of the keeper's.
    pub runs: bool,
    /// The promise that the event gave, if it gave one.
    pub promise: Option<&'a Promise>,
}

/// A desk's share of a limit. What it uses of it adds up over all its turns in one run.
#[derive(Debug, Clone, Copy)]
pub struct DeskShare {
    /// Which run of the limit: it may begin again.
    pub run: u32,
    /// At which step the desk has the record.
    pub step: usize,
    /// In working minutes; none where no limit runs.
    pub minutes: Option<i64>,
}

/// An opinion that was asked for.
#[derive(Debug, Clone)]
pub struct Awaited {
    /// Which of the record's opinions.
    pub number: u32,
    /// Of which agency.
    pub of: AgencyCode,
    /// When it was asked.
    pub asked_at: Moment,
    /// Until when it has time, not before the asking; none where no date can be said.
    pub due: Option<Moment>,
    /// The waiting is left out of the record's limit.
    pub is_left_out: bool,
    /// When it answered.
    pub answered_at: Option<Moment>,
}

impl Awaited {
    /// From when until when it keeps the record itself.
    fn keeps(&self, now: Moment) -> Option<(Moment, Moment)> {
        let from = if self.is_left_out { Some(self.asked_at) } else { self.due };
        let until = self.answered_at.unwrap_or(now);
        Some((from?, until)).filter(|(from, until)| from < until)
    }

    /// What it has of the limit. While all the waiting counts, it is the holder's within the
    /// agency's own limit, so nothing of that is left.
    fn share(&self, law: &Law) -> Option<i64> {
        let worked = |due| working_minutes(self.asked_at, due, &law.calendar, law.hours_of(&self.of));
        self.due.map(|due| if self.is_left_out { worked(due) } else { 0 })
    }
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub keeper: Keeper,
    /// From when.
    pub from: Moment,
    /// Until when; `now` for the keeper that has it now.
    pub until: Moment,
    /// Working minutes of the keeper's agency (of the record's home while the
    /// applicant has it).
    pub working_minutes: i64,
    /// The keeper's share of the limit, in working minutes; none where there is none.
    pub share_minutes: Option<i64>,
    /// What the keeper, a desk, has used of its share when the line ends, with what the same desk
    /// had used of it before; 0 where there is none.
    pub used_minutes: i64,
    /// What the keeper, together with what the same desk had used before, was beyond the share as it
    /// stood when the line ended, without what an earlier line has already. It stays when the share
    /// grows later.
    pub overrun_minutes: i64,
    /// They have it now.
    pub open: bool,
}

/// What one agency took of a record's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyTime {
    /// Which agency.
    pub agency: AgencyCode,
    /// Its working minutes.
    pub working_minutes: i64,
    /// Of them, those beyond its shares.
    pub overrun_minutes: i64,
}

/// Whose share is used up: which run of the limit, and the desk.
type Account = (u32, AgencyCode, Duty, usize);

/// What a desk has used in one run of the limit, and how much of it was found to be beyond its share.
#[derive(Default)]
struct Used {
    minutes: i64,
    beyond: i64,
}

struct Piece {
    entry: Entry,
    account: Option<Account>,
    /// From when all of it is beyond the keeper's own limit.
    late_after: Option<Moment>,
}

/// The ledger up to `now` of a record of this home. Neighbouring lines of one keeper are one.
pub fn entries(
    home: &AgencyCode,
    holds: &[Hold<'_>],
    awaited: &[Awaited],
    law: &Law,
    now: Moment,
) -> Vec<Entry> {
    let mut pieces = pieces(holds, awaited, law, now);
    let mut used: BTreeMap<Account, Used> = BTreeMap::new();
    for Piece { entry, account, late_after } in &mut pieces {
        let agency = entry.keeper.agency().unwrap_or(home).clone();
        let worked = |from, until| working_minutes(from, until, &law.calendar, law.hours_of(&agency));
        entry.working_minutes = worked(entry.from, entry.until);
        if let Some(due) = late_after.filter(|due| *due < entry.until) {
            entry.overrun_minutes = worked(due.max(entry.from), entry.until);
        }
        if let (Some(share), Some(account)) = (entry.share_minutes, account.take()) {
            let used = used.entry(account).or_default();
            used.minutes += entry.working_minutes;
            entry.used_minutes = used.minutes;
            entry.overrun_minutes = (used.minutes - share - used.beyond).max(0);
            used.beyond += entry.overrun_minutes;
        }
    }
    pieces.into_iter().map(|piece| piece.entry).collect()
}

/// When the desk that has the record now has used up its share as the share stands, if it keeps the
/// record and nothing else happens: lost time to come that the date takes in does not count, and an
/// opinion that is awaited comes when it is due, or now if that has passed. None where no share runs.
pub fn share_until(holds: &[Hold<'_>], awaited: &[Awaited], law: &Law, now: Moment) -> Option<Moment> {
    let last = holds.last().filter(|last| last.runs)?;
    let (share, keeper) = (last.share?, last.keeper.as_ref()?);
    let (mine, hours) = (account(keeper, share)?, law.hours_of(keeper.agency()?));
    let mut left = share.minutes.filter(|minutes| *minutes > 0)?;
    let answered = |one: &Awaited| one.answered_at.or_else(|| one.due.map(|due| due.max(now)));
    let answered = |one: &Awaited| Awaited { answered_at: answered(one), ..one.clone() };
    let awaited: Vec<Awaited> = awaited.iter().map(answered).collect();
    for Piece { entry: Entry { from, until, .. }, account, .. } in pieces(holds, &awaited, law, NO_END) {
        if account.as_ref() != Some(&mine) {
            continue;
        }
        let minutes = working_minutes(from, until, &law.calendar, hours);
        if left <= minutes {
            return Some(after_minutes(from, left, &law.calendar, hours));
        }
        left -= minutes;
    }
    None
}

/// After every moment that the calendar dates.
const NO_END: Moment = Moment(i64::MAX);

/// Who had it, line by line; the minutes are not counted yet.
fn pieces(holds: &[Hold<'_>], awaited: &[Awaited], law: &Law, now: Moment) -> Vec<Piece> {
    let waits: Vec<_> = awaited.iter().filter_map(|one| Some((one.keeps(now)?, one))).collect();
    let lost = lost(holds);
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, hold) in holds.iter().enumerate() {
        let Some(keeper) = &hold.keeper else { continue };
        let next = holds.get(index + 1).map(|next| next.from);
        let until = next.unwrap_or(now);
        let (waits, lost) = if hold.runs { (&waits[..], &lost[..]) } else { Default::default() };
        let ends = waits.iter().flat_map(|((from, until), one)| [Some(*from), Some(*until), one.due]);
        let ends = ends.chain(lost.iter().flat_map(|(from, until, _)| [Some(*from), Some(*until)]));
        for (from, to) in cut(hold.from, until, ends.flatten()) {
            let within = |begin: Moment, end: Moment| begin <= from && to <= end && from < to;
            // An agency that is late with its opinion is named before those that still have time.
            let waits = waits.iter().filter(|((begin, end), _)| within(*begin, *end));
            let kept = waits.min_by_key(|(_, one)| one.due.is_none_or(|due| from < due));
            let lost = lost.iter().find(|(begin, end, _)| within(*begin, *end));
            let open = next.is_none() && to == until;
            let piece = |keeper: Keeper, share_minutes, account, late_after| {
                let (working_minutes, used_minutes, overrun_minutes) = (0, 0, 0);
                let entry = Entry {
                    keeper,
                    from,
                    until: to,
                    working_minutes,
                    share_minutes,
                    used_minutes,
                    overrun_minutes,
                    open,
                };
                Piece { entry, account, late_after }
            };
            let piece = match (kept, lost) {
                (Some((_, one)), _) => {
                    let keeper = Keeper::Asked { agency: one.of.clone(), opinion: one.number };
                    piece(keeper, one.share(law), None, one.due)
                }
                (None, Some((_, _, cause))) => piece(Keeper::Outage { cause: *cause }, None, None, None),
                (None, None) => {
                    let share = hold.share.and_then(|share| share.minutes);
                    piece(keeper.clone(), share, hold.share.and_then(|share| account(keeper, share)), None)
                }
            };
            add(&mut pieces, piece);
        }
    }
    pieces
}

/// The stretches between two moments, cut where one of these lies within. A clock that was set
/// back counts nothing backwards.
fn cut(from: Moment, until: Moment, ends: impl Iterator<Item = Moment>) -> Vec<(Moment, Moment)> {
    let (from, until) = (from.min(until), from.max(until));
    let mut cuts: Vec<Moment> = ends.filter(|end| from < *end && *end < until).collect();
    cuts.sort();
    cuts.dedup();
    let begins = std::iter::once(from).chain(cuts.iter().copied());
    begins.zip(cuts.iter().copied().chain([until])).collect()
}

fn account(keeper: &Keeper, share: DeskShare) -> Option<Account> {
    match keeper {
        Keeper::Desk { agency, duty, .. } => Some((share.run, agency.clone(), *duty, share.step)),
        Keeper::Shared
        | Keeper::Beside { .. }
        | Keeper::Asked { .. }
        | Keeper::Applicant
        | Keeper::Outage { .. } => None,
    }
}

/// A line more, or a longer last one.
fn add(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.last_mut() {
        Some(Piece { entry: last, account, .. })
            if last.keeper == piece.entry.keeper
                && last.until == piece.entry.from
                && *account == piece.account =>
        {
            let Entry { until, share_minutes, open, .. } = piece.entry;
            (last.until, last.share_minutes, last.open) = (until, share_minutes, open);
        }
        _ => pieces.push(piece),
    }
}

/// The outages for which the date was moved, from the last promise of each run of the limit.
/// So an outage that was voided since excuses nobody.
fn lost(holds: &[Hold<'_>]) -> Vec<(Moment, Moment, Cause)> {
    let mut runs: Vec<&Promise> = Vec::new();
    for promise in holds.iter().filter_map(|hold| hold.promise) {
        match runs.last_mut().filter(|last| last.counted_from == promise.counted_from) {
            Some(last) => *last = promise,
            None => runs.push(promise),
        }
    }
    let mut lost: Vec<_> = runs
        .into_iter()
        .flat_map(|promise| &promise.moves)
        .filter_map(|each| match each {
            Move::Lost { cause, from, until, .. } => Some((*from, *until, *cause)),
            _ => None,
        })
        .collect();
    lost.sort_unstable();
    lost.dedup();
    lost
}

/// A share that an agency had beside the holder.
#[derive(Debug, Clone)]
pub struct SideShare {
    /// Which of the record's shares.
    pub number: u32,
    /// Which agency.
    pub agency: AgencyCode,
    /// Which desk.
    pub duty: Duty,
    /// When it was given.
    pub from: Moment,
    /// Until when it had time, not before it was given; none where no limit was divided.
    pub due: Option<Moment>,
    /// When it ended; none while it is out.
    pub until: Option<Moment>,
}

/// A line for each share that was given beside the holder: it has a date of its own, and all that its
/// agency works on it after that is its overrun.
pub fn beside(shares: &[SideShare], law: &Law, now: Moment) -> Vec<Entry> {
    let line = |share: &SideShare| {
        let SideShare { number, agency, duty, from, due, until } = share.clone();
        let end = until.unwrap_or(now).max(from);
        let worked = |from, until| working_minutes(from, until, &law.calendar, law.hours_of(&agency));
        let (working_minutes, share_minutes) = (worked(from, end), due.map(|due| worked(from, due)));
        let overrun_minutes = due.filter(|due| *due < end).map_or(0, |due| worked(due, end));
        let open = until.is_none();
        Entry {
            keeper: Keeper::Beside { agency, duty, share: number },
            from,
            until: end,
            working_minutes,
            share_minutes,
            used_minutes: if due.is_some() { working_minutes } else { 0 },
            overrun_minutes,
            open,
        }
    };
    shares.iter().map(line).collect()
}

/// What each agency took, in the order in which they had the record.
pub fn by_agency(entries: &[Entry]) -> Vec<AgencyTime> {
    let mut sums: Vec<AgencyTime> = Vec::new();
    for entry in entries {
        let Some(agency) = entry.keeper.agency() else { continue };
        let (working_minutes, overrun_minutes) = (entry.working_minutes, entry.overrun_minutes);
        match sums.iter_mut().find(|sum| sum.agency == *agency) {
            Some(sum) => {
                sum.working_minutes += working_minutes;
                sum.overrun_minutes += overrun_minutes;
            }
            None => sums.push(AgencyTime { agency: agency.clone(), working_minutes, overrun_minutes }),
        }
    }
    sums
}
