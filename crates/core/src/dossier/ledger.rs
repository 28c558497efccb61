//! The ledger of time of a dossier: what its facts say about who had it from when on, and
//! which share of the limit is a desk's. The arithmetic is that of every record
//! (`act::ledger`).
//!
//! Each desk's share is its part of the limit by the hours of the step template; it
//! has it again when the limit starts again. Before acceptance the share is the time
//! for acknowledging; after the decision no limit runs.
//!
//! While agencies have shares beside the holder, the time is theirs, each by its own date, and not
//! the holder's who waits for them.

use super::steps::agency_of;
use super::{Channel, Dossier, Event, Holder, LedgerMark, ShareGiven, Status, Submission};
use crate::act::ledger::{Awaited, DeskShare, Entry, Hold, Keeper, SideShare, entries};
use crate::act::{self, Promise};
use crate::calendar::{Limit, after_minutes, due_at, working_minutes};
use crate::catalogue::WorkStep;
use crate::directory::AgencyCode;
use crate::{Day, Law, Moment};

/// The ledger of one dossier, up to `now`. Neighbouring lines of one keeper are one.
pub fn ledger(events: &[Event], law: &Law, now: Moment) -> Vec<Entry> {
    let (book, holds) = read(events, law);
    match &book.receiving {
        Some(home) => entries(home, &holds, &book.opinions, law, now),
        None => Vec::new(),
    }
}

/// What agencies took that had shares of it beside the holder, one line a share, up to `now`.
pub fn ledger_beside(events: &[Event], law: &Law, now: Moment) -> Vec<Entry> {
    act::ledger::beside(&read(events, law).0.sides, law, now)
}

/// Who had it from each event on, and what is known after the last.
fn read<'a>(events: &'a [Event], law: &Law) -> (Book, Vec<Hold<'a>>) {
    let mut book = Book::default();
    let mut holds = Vec::with_capacity(events.len());
    for event in events {
        book.turn(event, law);
        holds.push(book.hold(event, law));
    }
    (book, holds)
}

#[derive(Default)]
struct Book {
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
    /// The shares that were given beside the holder.
    sides: Vec<SideShare>,
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
            LedgerMark::GivesShares(shares) => {
                let side = |ShareGiven { number, to, due }: &ShareGiven| SideShare {
                    number: *number,
                    agency: to.agency.clone(),
                    duty: to.duty,
                    from: event.at,
                    due: *due,
                    until: None,
                };
                self.sides.extend(shares.iter().map(side));
            }
            LedgerMark::EndsShares(numbers) => {
                self.end_shares(event.at, |side| numbers.contains(&side.number))
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
        if self.is_decided() || self.status.is_some_and(Status::is_final) {
            self.end_shares(event.at, |_| true);
        }
        if let Some(promise) = follows.promise {
            self.due = promise.at;
        }
    }

    fn end_shares(&mut self, at: Moment, is_meant: impl Fn(&SideShare) -> bool) {
        for side in self.sides.iter_mut().filter(|side| side.until.is_none() && is_meant(side)) {
            side.until = Some(at);
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

    fn minutes_of(&self, promise: &Promise, law: &Law) -> Option<i64> {
        whole_limit(law, self.submission.as_ref()?, promise)
    }

    /// Who has it from this event on.
    fn hold<'a>(&self, event: &'a Event, law: &Law) -> Hold<'a> {
        let promise = event.fact.promise();
        let resting = Hold { from: event.at, keeper: None, share: None, runs: false, promise };
        match &self.holder {
            Some(_) if self.status.is_none_or(Status::is_final) => resting,
            Some(_) if self.is_with_applicant() => Hold { keeper: Some(Keeper::Applicant), ..resting },
            Some(_) if self.sides.iter().any(|side| side.until.is_none()) => {
                Hold { keeper: Some(Keeper::Shared), runs: true, ..resting }
            }
            Some(holder) => {
                let Holder { agency, duty, step, officer } = holder.clone();
                let minutes = self.share(holder, law, event.at.day());
                let share = DeskShare { run: self.run, step, minutes };
                let keeper = Keeper::Desk { agency, duty, officer };
                Hold { keeper: Some(keeper), share: Some(share), runs: !self.is_decided(), ..resting }
            }
            None => resting,
        }
    }

    /// The share of the desk that holds it: of its step and of those that follow at
    /// the same desk.
    fn share(&self, holder: &Holder, law: &Law, day: Day) -> Option<i64> {
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
        desk_share(law, submission, holder, self.whole?, day)
    }
}

/// The limit in working minutes of the competent agency.
fn whole_limit(law: &Law, submission: &Submission, promise: &Promise) -> Option<i64> {
    let hours = law.hours_of(&submission.competent);
    // From the receipt to the date: also what is left of the day that no limit counts.
    let due = due_at(promise.counted_from, promise.limit, &law.calendar, hours).ok()??;
    Some(working_minutes(promise.counted_from, due, &law.calendar, hours))
}

/// Of a limit of so many minutes, what the holder's desk has: for the step where the dossier lies
/// and for those that follow at the same desk.
fn desk_share(law: &Law, submission: &Submission, holder: &Holder, whole: i64, day: Day) -> Option<i64> {
    let whole = u32::try_from(whole).ok()?;
    let procedure = law.catalogue.procedure(&submission.procedure)?;
    let template = law.catalogue.steps(&procedure.version(submission.version)?.steps)?;
    let shares = template.shares(whole);
    let is_of_desk = |step: &WorkStep| {
        let agency = agency_of(law, submission, step, day);
        step.duty == holder.duty && agency.is_ok_and(|agency| agency == holder.agency)
    };
    // The step where it lies is the holder's, whatever the template says of it since. What others do
    // beside it is not on its way.
    let here = template.steps.iter().zip(shares).enumerate().skip(holder.step);
    let here = here.filter(|(at, (step, _))| *at == holder.step || !step.beside);
    let of_desk = here.take_while(|(at, (step, _))| *at == holder.step || is_of_desk(step));
    Some(of_desk.map(|(_, (_, share))| i64::from(share)).sum())
}

/// Until when a share that goes out now has time: its part of the plain limit, by the agency's own
/// office hours, less what the agency has used for it since the limit began. An extension makes the
/// share no longer. None where the limit cannot be divided.
pub(super) fn share_due(law: &Law, dossier: &Dossier, to: &Holder, now: Moment) -> Option<Moment> {
    let (submission, promise) = (&dossier.submission, &dossier.reception.as_ref()?.promise);
    let whole = u32::try_from(whole_limit(law, submission, promise)?).ok()?;
    let procedure = law.catalogue.procedure(&submission.procedure)?;
    let template = law.catalogue.steps(&procedure.version(submission.version)?.steps)?;
    let share = i64::from(*template.shares(whole).get(to.step)?);
    let (calendar, hours) = (&law.calendar, law.hours_of(&to.agency));
    let before = dossier.shares.iter().filter(|one| one.given.to.step == to.step);
    let before = before.filter(|one| promise.counted_from <= one.given_at);
    let used = before.filter_map(|one| Some((one.given_at, one.ended.as_ref()?.at)));
    let used: i64 = used.map(|(from, until)| working_minutes(from, until, calendar, hours)).sum();
    // What is used up already is over at once.
    if share <= used { Some(now) } else { Some(after_minutes(now, share - used, calendar, hours)) }
}

/// Until when the desk that has a dossier now has its share of the limit, as its ledger counts it
/// (`act::ledger::share_until`); none where no share runs.
pub fn share_until(events: &[Event], law: &Law, now: Moment) -> Option<Moment> {
    let (book, holds) = read(events, law);
    let is_worked_on = matches!(book.status, Some(Status::Accepted | Status::InProcess));
    is_worked_on.then(|| act::ledger::share_until(&holds, &book.opinions, law, now))?
}

impl Dossier {
    /// Several agencies share its limit: a step of its procedure is another agency's.
    pub fn is_shared(&self, law: &Law) -> bool {
        let Submission { procedure, version, .. } = &self.submission;
        let version = law.catalogue.procedure(procedure).and_then(|one| one.version(*version));
        let template = version.and_then(|version| law.catalogue.steps(&version.steps));
        template.is_some_and(|template| template.steps.iter().any(|step| step.agency.is_some()))
    }
}
