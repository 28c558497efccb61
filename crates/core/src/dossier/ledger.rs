//! The ledger of time: which agency and which person held a dossier, for how
//! many working minutes, and how many of them beyond their share. Computed from the
//! events, never stored.
//!
//! Each desk's share is its part of the limit by the hours of the step template; it
//! has it again when the limit starts again. Before acceptance the share is the time
//! for acknowledging; after the decision no limit runs. An agency that was asked for
//! its opinion keeps the dossier from the moment it is late, and from the asking
//! where the procedure leaves the waiting out; what it takes beyond its own limit is
//! its overrun and nobody else's. Time for which an outage moved the date is nobody's.

use super::{Channel, Event, Holder, LedgerMark, Status, Submission};
use crate::act::{OfficerId, Promise};
use crate::calendar::{Cause, Limit, Move, due_at, working_minutes};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Law, Moment};
use std::collections::BTreeMap;

/// Who held a dossier for a while.
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
    /// An agency whose opinion was awaited.
    Asked {
        /// Which agency.
        agency: AgencyCode,
        /// Which of the dossier's opinions.
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
            Keeper::Desk { agency, .. } | Keeper::Asked { agency, .. } => Some(agency),
            Keeper::Applicant | Keeper::Outage { .. } => None,
        }
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
    /// Working minutes of the keeper's agency (of the receiving agency while the
    /// applicant has it).
    pub working_minutes: i64,
    /// The keeper's share of the limit, in working minutes; none where there is none.
    pub share_minutes: Option<i64>,
    /// Of the working minutes, those beyond the share, together with what the same
    /// desk had used of it before.
    pub overrun_minutes: i64,
    /// They have it now.
    pub open: bool,
}

/// What one agency took of a dossier's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyTime {
    /// Which agency.
    pub agency: AgencyCode,
    /// Its working minutes.
    pub working_minutes: i64,
    /// Of them, those beyond its shares.
    pub overrun_minutes: i64,
}

/// The ledger of one dossier, up to `now`. Neighbouring lines of one keeper are one.
pub fn ledger(events: &[Event], law: &Law, now: Moment) -> Vec<Entry> {
    let mut book = Book { lost: lost(events), ..Book::default() };
    for (index, event) in events.iter().enumerate() {
        let until = events.get(index + 1).map_or(now, |next| next.at);
        book.turn(event, law);
        book.write(event.at, until, index + 1 == events.len(), law, now, events);
    }
    let Book { mut pieces, receiving, .. } = book;
    let mut used: BTreeMap<Account, i64> = BTreeMap::new();
    for piece in &mut pieces {
        let entry = &mut piece.entry;
        let agency = entry.keeper.agency().or(receiving.as_ref());
        let Some(agency) = agency else { continue };
        let worked = |from, until| working_minutes(from, until, &law.calendar, law.hours_of(agency));
        entry.working_minutes = worked(entry.from, entry.until);
        if let Some(due) = piece.late_after.filter(|due| *due < entry.until) {
            entry.overrun_minutes = worked(due.max(entry.from), entry.until);
        }
        if let (Some(share), Some(account)) = (entry.share_minutes, piece.account.take()) {
            let before = used.entry(account).or_default();
            let over = |used: i64| (used - share).max(0);
            entry.overrun_minutes = over(*before + entry.working_minutes) - over(*before);
            *before += entry.working_minutes;
        }
    }
    pieces.into_iter().map(|piece| piece.entry).collect()
}

/// The outages for which the date was moved, from the last promise of each run of the limit.
/// So an outage that was voided since excuses nobody.
fn lost(events: &[Event]) -> Vec<(Moment, Moment, Cause)> {
    let mut runs: Vec<&Promise> = Vec::new();
    for promise in events.iter().filter_map(|event| event.fact.promise()) {
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

/// What each agency took, in the order in which they had the dossier.
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

/// Whose share is used up: which run of the limit, and the desk.
type Account = (u32, AgencyCode, Duty, usize);

struct Piece {
    entry: Entry,
    account: Option<Account>,
    /// From when all of it is beyond the keeper's own limit.
    late_after: Option<Moment>,
}

/// Who has it between two moments, with what is theirs of the limit.
struct Has {
    keeper: Keeper,
    share: Option<i64>,
    account: Option<Account>,
    late_after: Option<Moment>,
}

impl Has {
    fn without_limit(keeper: Keeper) -> Has {
        Has { keeper, share: None, account: None, late_after: None }
    }
}

/// An opinion as the ledger knows it.
struct Awaited {
    number: u32,
    of: AgencyCode,
    asked_at: Moment,
    due: Option<Moment>,
    is_left_out: bool,
    answered_at: Option<Moment>,
}

#[derive(Default)]
struct Book {
    pieces: Vec<Piece>,
    receiving: Option<AgencyCode>,
    submission: Option<Submission>,
    holder: Option<Holder>,
    /// Where it stands.
    status: Option<Status>,
    /// Which run of the limit; 0 before acceptance.
    run: u32,
    /// How many working minutes the limit has.
    whole: Option<i64>,
    /// The date as it stands.
    due: Option<Moment>,
    opinions: Vec<Awaited>,
    /// When the office could not work, and a date was moved for it.
    lost: Vec<(Moment, Moment, Cause)>,
}

impl Book {
    /// Updates the book with this event.
    fn turn(&mut self, event: &Event, law: &Law) {
        let follows = event.fact.consequence();
        match follows.ledger {
            LedgerMark::Nothing => {}
            LedgerMark::HandedIn(submission) => {
                self.receiving = Some(submission.receiving.clone());
                self.holder = Some(Holder::reception(&submission.receiving));
                self.submission = Some(submission.clone());
            }
            LedgerMark::Begins(promise) => self.begin(promise, law),
            LedgerMark::Recounts(promise) => self.whole = self.minutes_of(promise, law),
            LedgerMark::Lengthens(promise) => {
                let hours = self.submission.as_ref().map(|all| law.hours_of(&all.competent));
                if let (Some(was), Some(to), Some(hours)) = (self.due, promise.at, hours) {
                    let more = working_minutes(was, to, &law.calendar, hours);
                    self.whole = self.whole.map(|whole| whole + more);
                }
            }
            LedgerMark::Asks { number, of, due, is_left_out } => self.opinions.push(Awaited {
                number,
                of: of.clone(),
                asked_at: event.at,
                due,
                is_left_out,
                answered_at: None,
            }),
            LedgerMark::Answers(number) => {
                for opinion in self.opinions.iter_mut().filter(|opinion| opinion.number == number) {
                    opinion.answered_at = Some(event.at);
                }
            }
        }
        if let Some(to) = follows.to {
            self.holder = Some(to.clone());
        }
        if let (Some(Status::Accepted), Some(holder)) = (follows.status, &mut self.holder) {
            // Whoever accepts it has it by name.
            holder.officer = event.who.officer.clone();
        }
        self.status = follows.status.or(self.status);
        if let Some(promise) = follows.promise {
            self.due = promise.at;
        }
    }

    fn is_with_applicant(&self) -> bool {
        matches!(self.status, Some(Status::AwaitingSupplement | Status::AwaitingPayment))
    }

    /// There is a result: handing over has no limit.
    fn is_decided(&self) -> bool {
        self.status == Some(Status::Completed)
    }

    /// The limit runs from its beginning.
    fn begin(&mut self, promise: &Promise, law: &Law) {
        self.run += 1;
        self.whole = self.minutes_of(promise, law);
    }

    /// The limit in working minutes of the competent agency.
    fn minutes_of(&self, promise: &Promise, law: &Law) -> Option<i64> {
        let hours = law.hours_of(&self.submission.as_ref()?.competent);
        // From the receipt to the date: also what is left of the day that no limit counts.
        let due = due_at(promise.counted_from, promise.limit, &law.calendar, hours).ok()??;
        Some(working_minutes(promise.counted_from, due, &law.calendar, hours))
    }

    /// Writes who had it between two events.
    fn write(&mut self, from: Moment, until: Moment, open: bool, law: &Law, now: Moment, events: &[Event]) {
        if self.status.is_none_or(Status::is_final) {
            return;
        }
        let Some(holder) = self.holder.clone() else { return };
        if self.is_with_applicant() {
            return self.add(Has::without_limit(Keeper::Applicant), (from, until), open);
        }
        // The whole history is known here, so also the answers that came later.
        let answered = |number: u32| {
            let answers = |mark| matches!(mark, LedgerMark::Answers(of) if of == number);
            events.iter().find(|event| answers(event.fact.consequence().ledger)).map(|event| event.at)
        };
        let mut waits: Vec<(Moment, Moment, &Awaited)> = Vec::new();
        if !self.is_decided() {
            for opinion in &self.opinions {
                let until = opinion.answered_at.or_else(|| answered(opinion.number)).unwrap_or(now);
                let from = if opinion.is_left_out { Some(opinion.asked_at) } else { opinion.due };
                waits.extend(from.filter(|from| *from < until).map(|from| (from, until, opinion)));
            }
        }
        let mut cuts: Vec<Moment> =
            waits.iter().flat_map(|(from, until, o)| [Some(*from), Some(*until), o.due]).flatten().collect();
        cuts.extend(self.lost.iter().flat_map(|(from, until, _)| [*from, *until]));
        cuts.retain(|cut| from < *cut && *cut < until);
        cuts.extend([from, until]);
        cuts.sort();
        cuts.dedup();
        if cuts.len() == 1 {
            cuts.push(until);
        }
        let mut pieces = Vec::new();
        for pair in cuts.windows(2) {
            let within = |begin: Moment, end: Moment| begin <= pair[0] && pair[1] <= end && pair[0] < pair[1];
            // An agency that is late with its opinion is named before those that still have time.
            let kept = waits
                .iter()
                .filter(|(begin, end, _)| within(*begin, *end))
                .min_by_key(|(_, _, opinion)| opinion.due.is_none_or(|due| pair[0] < due));
            let lost = self.lost.iter().find(|(begin, end, _)| within(*begin, *end) && !self.is_decided());
            let has = match (kept, lost) {
                (Some((_, _, opinion)), _) => {
                    let worked =
                        |from, until| working_minutes(from, until, &law.calendar, law.hours_of(&opinion.of));
                    Has {
                        keeper: Keeper::Asked { agency: opinion.of.clone(), opinion: opinion.number },
                        // What was awaited within its limit while all counts was the
                        // holder's: nothing of the limit is left.
                        share: opinion.due.map(|due| match opinion.is_left_out {
                            true => worked(opinion.asked_at, due),
                            false => 0,
                        }),
                        account: None,
                        late_after: opinion.due,
                    }
                }
                (None, Some((_, _, cause))) => Has::without_limit(Keeper::Outage { cause: *cause }),
                (None, None) => {
                    let Holder { agency, duty, step, officer } = holder.clone();
                    Has {
                        share: self.share(&holder, law),
                        account: Some((self.run, agency.clone(), duty, step)),
                        keeper: Keeper::Desk { agency, duty, officer },
                        late_after: None,
                    }
                }
            };
            pieces.push((has, (pair[0], pair[1])));
        }
        for (has, (from, to)) in pieces {
            self.add(has, (from, to), open && to == until);
        }
    }

    fn add(&mut self, has: Has, (from, until): (Moment, Moment), open: bool) {
        let Has { keeper, share: share_minutes, account, late_after } = has;
        if let Some(Piece { entry: last, account: before, .. }) = self.pieces.last_mut()
            && last.keeper == keeper
            && last.until == from
            && *before == account
        {
            last.until = until;
            last.open = open;
            last.share_minutes = share_minutes;
            return;
        }
        let entry =
            Entry { keeper, from, until, working_minutes: 0, share_minutes, overrun_minutes: 0, open };
        self.pieces.push(Piece { entry, account, late_after });
    }

    /// The share of the desk that holds it: of its step and of those that follow at
    /// the same desk.
    fn share(&self, holder: &Holder, law: &Law) -> Option<i64> {
        let submission = self.submission.as_ref()?;
        if self.run == 0 {
            let rule = law.clock.acknowledge_within(submission.code.day);
            return match rule.value {
                Limit::WorkingHours(n) if submission.channel == Channel::Online => Some(i64::from(n) * 60),
                _ => None,
            };
        }
        if self.is_decided() {
            return None;
        }
        let whole = u32::try_from(self.whole?).ok()?;
        let procedure = law.catalogue.procedure(&submission.procedure)?;
        let template = law.catalogue.steps(&procedure.version(submission.version)?.steps)?;
        let shares = template.shares(whole);
        let here = template.steps.iter().zip(shares).skip(holder.step);
        let of_desk = here.take_while(|(step, _)| step.duty == holder.duty);
        Some(of_desk.map(|(_, share)| i64::from(share)).sum())
    }
}
