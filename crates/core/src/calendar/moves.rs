//! What moves a due date after it was given. A promise is a small program: from a
//! moment, a limit and these moves its due moment is found again at any time,
//! also under another calendar.
//!
//! How the moves are carried out, in the order in which they were made:
//!
//! * **Waiting** (for payment; for another agency's opinion where the procedure
//!   leaves the waiting out). A limit in working days moves by the working days after
//!   the day on which the waiting began, up to and with the day on which it ended, a
//!   limit in days by all of them; what begins and ends on one day moves nothing. It
//!   moves as far even when the limit had run out before, so that a late dossier stays
//!   late by the same time.
//! * **Lost time** (outage, force majeure). A limit in working days moves by one working
//!   day, a limit in days by one day for each lost day that lies in it: a working day of which at least half of
//!   the office minutes that lie in the limit were lost, all outages of that day
//!   together. Of most days all minutes lie in it, but not of the day of a same-day
//!   dossier, nor of a day to which the date was put off. A day that is
//!   lost only because the due day moved onto it counts too. Time lost after the
//!   limit had run out moves nothing. Outages are taken in the order in which they
//!   began, whenever they were recorded (see [`with_lost`]); which of them count at
//!   all, whoever makes the list says (`act::Promise::struck`).
//! * A limit in **days** moves from the last day that it names; that this gives way to
//!   the next working day (Civil Code art 148.5) is done once, at the end.
//! * A limit in **working hours** moves by exact office minutes in both cases.
//! * No day and no minute is left out twice, whatever overlaps.
//! * An **extension** names its moment. Where the calendar makes that a day of
//!   rest, the next working day takes its place (Civil Code art 148.5). It is a new
//!   promise, made when it was set: time lost before that moves it no more, known or not
//!   (of days: what was lost up to the end of the day on which it was set, as of a day of
//!   receipt). Whoever named it knew what was on record then: of what of that lies up to
//!   the new moment (of days: up to its day), nothing is left out once more.
//!
//! A date moved by days is the close of business of its day. "At least half of the day" is not in any
//! text that was found: it is assumed, and whatever rests on it is shown as such.

use super::days::WorkingCalendar;
use super::due::{Settled, after_minutes, settle, working_minutes};
use super::hours::OfficeHours;
use super::limit::Limit;
use crate::{Cited, Day, MINUTE_MS, Moment, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumCount, EnumString, IntoStaticStr};

/// Why office time was lost.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Cause {
    /// Sự cố hoặc tạm dừng hệ thống.
    Outage,
    /// Sự kiện bất khả kháng: bão lũ, dịch bệnh, hỏa hoạn.
    ForceMajeure,
}

impl Cause {
    /// Both.
    pub const ALL: [Cause; Cause::COUNT] = [Cause::Outage, Cause::ForceMajeure];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The cause with this word.
    pub fn parse(text: &str) -> Option<Cause> {
        text.parse().ok()
    }
}

/// One thing that moved a due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Move {
    /// The person took from here to there to pay; it is not counted.
    Payment {
        /// Asked.
        from: Moment,
        /// Paid.
        until: Moment,
    },
    /// Another agency was asked for its opinion; where the procedure says so, the
    /// waiting is not counted.
    Opinion {
        /// Which of the dossier's opinions, from 1.
        number: u32,
        /// Asked.
        from: Moment,
        /// Answered; while nobody has, when `most` ends. Never later than that.
        until: Moment,
        /// The most that is not counted.
        most: Limit,
    },
    /// The office could not work.
    Lost {
        /// Why.
        cause: Cause,
        /// Which recorded outage, so that none moves a date twice.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        outage: String,
        /// What happened, in words.
        #[serde(default)]
        name: String,
        /// From.
        from: Moment,
        /// Until.
        until: Moment,
    },
    /// A new date was set, with an apology.
    Extended {
        /// When it was set; `None` in what was kept before this was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Moment>,
        /// The new due moment.
        to: Moment,
    },
    /// By so many working days: how waiting for payment was kept before its
    /// moments were.
    WorkingDays {
        /// How many.
        days: u32,
    },
}

/// By which text a procedure may leave the wait for another agency's opinion out.
pub const WAIT_FOR_OPINION: Cited<'_> =
    Cited::assumed("Nghị định 61/2018/NĐ-CP Điều 19 khoản 5, nay là Nghị định 118/2025/NĐ-CP");

impl Move {
    /// When the waiting that it leaves out began.
    pub fn wait_began(&self) -> Option<Moment> {
        match self {
            Move::Payment { from, .. } | Move::Opinion { from, .. } => Some(*from),
            Move::Lost { .. } | Move::Extended { .. } | Move::WorkingDays { .. } => None,
        }
    }

    /// By what lost time is put in order: when it began and ended, and which it was.
    fn began(&self) -> Option<(Moment, Moment, &str)> {
        match self {
            Move::Lost { from, until, outage, .. } => Some((*from, *until, outage)),
            _ => None,
        }
    }
}

/// By how much a move moved the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shift {
    /// Working days.
    Days(u32),
    /// Days, worked or not.
    CalendarDays(u32),
    /// Office minutes.
    Minutes(i64),
    /// To a moment of its own.
    Named,
}

impl Shift {
    /// Nothing moved.
    pub fn is_nothing(self) -> bool {
        matches!(self, Shift::Days(0) | Shift::CalendarDays(0) | Shift::Minutes(0))
    }
}

/// When a limit that begins with this receipt ends after these moves; `None` for
/// a limit by plan. Without moves it is [`super::due_at`].
///
/// Refused: what [`super::due_at`] refuses.
pub fn moved_at(
    received: Moment,
    limit: Limit,
    moves: &[Move],
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> Result<Option<Moment>, Refusal> {
    let Some(settled) = settle(received, limit, calendar, hours)? else { return Ok(None) };
    let mut fold = Fold::of(received, limit, &settled, calendar, hours);
    for each in moves {
        fold.carry_out(each);
    }
    Ok(Some(fold.at))
}

/// These moves with more lost time among them. Where an outage stands does not hang on
/// when somebody recorded it or carried it to the dossier: all of them stand at the
/// beginning, in the order in which they began; and those that came to be known after a
/// date was put off, behind that.
pub fn with_lost(moves: &[Move], more: &[Move]) -> Vec<Move> {
    let settled = moves.iter().rposition(|each| matches!(each, Move::Extended { .. })).map_or(0, |at| at + 1);
    let (settled, since) = moves.split_at(settled);
    let is_lost = |each: &&Move| matches!(each, Move::Lost { .. });
    let mut lost: Vec<Move> = since.iter().filter(is_lost).chain(more).cloned().collect();
    lost.sort_by(|one, other| one.began().cmp(&other.began()));
    let others = since.iter().filter(|each| !is_lost(each)).cloned();
    settled.iter().cloned().chain(lost).chain(others).collect()
}

/// A due date on its way through its moves.
pub(super) struct Fold<'a> {
    calendar: &'a WorkingCalendar,
    hours: &'a OfficeHours,
    /// A limit in hours moves by minutes.
    by_minutes: bool,
    /// Since when time that is lost can move the date: the receipt, or when a new date
    /// was set.
    since: Moment,
    /// The first day that the limit counts from there.
    first: Day,
    /// For a limit in days: the last of them, before it gives way to a working day.
    named: Option<Day>,
    /// The due moment so far.
    pub(super) at: Moment,
    /// Days already left out: working days, of a limit in days also others.
    days: BTreeSet<Day>,
    /// Stretches already left out; none overlaps another.
    gone: Vec<(Moment, Moment)>,
    /// Stretches lost to outages, as they were recorded.
    lost: Vec<(Moment, Moment)>,
}

impl<'a> Fold<'a> {
    pub(super) fn of(
        received: Moment,
        limit: Limit,
        settled: &Settled,
        calendar: &'a WorkingCalendar,
        hours: &'a OfficeHours,
    ) -> Fold<'a> {
        let first = match limit {
            // The day itself is the whole limit.
            Limit::SameDay => settled.last,
            _ => received.day().plus(1),
        };
        Fold {
            calendar,
            hours,
            by_minutes: matches!(limit, Limit::WorkingHours(_)),
            since: received,
            first,
            named: matches!(limit, Limit::Days(_)).then_some(settled.looked_from),
            at: settled.at,
            days: BTreeSet::new(),
            gone: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// Moves the date; says by how much.
    pub(super) fn carry_out(&mut self, each: &Move) -> Shift {
        match each {
            Move::Payment { from, until } | Move::Opinion { from, until, .. } => self.wait(*from, *until),
            Move::Lost { from, until, .. } => self.lose(*from, *until),
            Move::Extended { at, to } => {
                if let Some(at) = at {
                    self.since = *at;
                    self.first = at.day().plus(1);
                }
                self.at = match self.calendar.is_working(to.day()) {
                    true => *to,
                    false => self.closing(self.calendar.next_working(to.day())),
                };
                self.named = self.named.map(|_| self.at.day());
                self.settle();
                Shift::Named
            }
            Move::WorkingDays { days } => {
                // However the limit counts: so it was kept.
                self.later_by_working_days(*days);
                self.named = self.named.map(|_| self.at.day());
                Shift::Days(*days)
            }
        }
    }

    fn wait(&mut self, from: Moment, until: Moment) -> Shift {
        if self.by_minutes {
            let minutes = self.leave_out(from, until);
            self.later_by_minutes(minutes);
            return Shift::Minutes(minutes + self.leave_out_losses());
        }
        let mut waited = 0;
        let mut day = self.day_after(from.day());
        while day <= until.day() {
            waited += u32::from(self.days.insert(day));
            day = self.day_after(day);
        }
        self.later_by_days(waited);
        let lost = self.leave_out_losses();
        self.shift(i64::from(waited) + lost)
    }

    /// The next day that the limit counts.
    fn day_after(&self, day: Day) -> Day {
        if self.named.is_some() { day.plus(1) } else { self.calendar.next_working(day) }
    }

    /// So many days, or minutes.
    fn shift(&self, by: i64) -> Shift {
        match (self.by_minutes, self.named) {
            (true, _) => Shift::Minutes(by),
            (false, Some(_)) => Shift::CalendarDays(by as u32),
            (false, None) => Shift::Days(by as u32),
        }
    }

    /// The first day whose being worked or not makes a difference to where the date has
    /// moved since it was this.
    pub(super) fn looked_from(&self, before: Moment) -> Day {
        self.named.unwrap_or_else(|| before.day().plus(1))
    }

    fn lose(&mut self, from: Moment, until: Moment) -> Shift {
        self.lost.push((from, until));
        let more = self.leave_out_losses();
        self.shift(more)
    }

    /// Moves the date by what the outages recorded so far took of the time up to it,
    /// again until it stays; says by how many days, or minutes.
    fn leave_out_losses(&mut self) -> i64 {
        let mut moved = 0;
        loop {
            let more = self.newly_lost();
            if more == 0 {
                return moved;
            }
            moved += more;
            match self.by_minutes {
                true => self.later_by_minutes(more),
                false => self.later_by_days(more as u32),
            }
        }
    }

    /// The new date has left out what was lost before it, and nothing that lies behind it.
    fn settle(&mut self) {
        let last = self.at.day();
        self.days.retain(|day| *day <= last);
        let end = Moment(self.at.0.div_euclid(MINUTE_MS) * MINUTE_MS);
        self.gone.iter_mut().for_each(|(_, until)| *until = end.min(*until));
        self.gone.retain(|(from, until)| from < until);
        self.newly_lost();
    }

    /// Marks as left out what was lost up to the date as it stands, and says how many
    /// days, or minutes, that is.
    fn newly_lost(&mut self) -> i64 {
        let mut more = 0;
        for (from, until) in self.lost.clone() {
            more += if self.by_minutes {
                self.leave_out(from.max(self.since), until.min(self.at))
            } else {
                let (from, until) = (from.day().max(self.first), until.day().min(self.at.day()));
                i64::from(self.lost_days(from, until))
            };
        }
        more
    }

    /// Leaves out the lost working days between these two, and says how many.
    fn lost_days(&mut self, from: Day, to: Day) -> u32 {
        let mut more = 0;
        let mut day = self.calendar.next_working(from.plus(-1));
        while day <= to {
            if !self.days.contains(&day) && self.is_lost(day) {
                self.days.insert(day);
                more += 1;
            }
            day = self.calendar.next_working(day);
        }
        more
    }

    /// At least half of the office time of this day that lies in the limit was lost,
    /// by all outages together.
    fn is_lost(&self, day: Day) -> bool {
        let (begin, end) = (day.at(0).max(self.since), day.plus(1).at(0).min(self.at));
        let mut seen: Vec<(Moment, Moment)> = Vec::new();
        let mut lost = 0;
        for (from, until) in &self.lost {
            for (from, until) in uncovered((*from).max(begin), (*until).min(end), &seen) {
                lost += self.minutes(from, until);
                seen.push((from, until));
            }
        }
        lost > 0 && lost * 2 >= self.minutes(begin, end)
    }

    /// Office minutes between the two that were not left out before; now they are.
    fn leave_out(&mut self, from: Moment, until: Moment) -> i64 {
        let fresh = uncovered(from, until, &self.gone);
        let minutes = fresh.iter().map(|(from, until)| self.minutes(*from, *until)).sum();
        self.gone.extend(fresh);
        join(&mut self.gone);
        minutes
    }

    fn minutes(&self, from: Moment, until: Moment) -> i64 {
        working_minutes(from, until, self.calendar, self.hours)
    }

    fn later_by_days(&mut self, days: u32) {
        let Some(named) = self.named.filter(|_| days > 0) else { return self.later_by_working_days(days) };
        let named = named.plus(days as i32);
        self.named = Some(named);
        self.at = self.closing(self.calendar.next_working(named.plus(-1)));
    }

    fn later_by_working_days(&mut self, days: u32) {
        if days > 0 {
            let day = (0..days).fold(self.at.day(), |day, _| self.calendar.next_working(day));
            self.at = self.closing(day);
        }
    }

    /// When the office closes on this day.
    fn closing(&self, day: Day) -> Moment {
        day.at(self.hours.close(day))
    }

    fn later_by_minutes(&mut self, minutes: i64) {
        if minutes > 0 {
            self.at = after_minutes(self.at, minutes, self.calendar, self.hours);
        }
    }
}

/// The same time in as few stretches as there can be: a date that moves a minute at
/// a time through a long outage would leave thousands.
fn join(stretches: &mut Vec<(Moment, Moment)>) {
    stretches.sort_unstable();
    stretches.dedup_by(|later, earlier| {
        let touches = later.0 <= earlier.1;
        if touches {
            earlier.1 = earlier.1.max(later.1);
        }
        touches
    });
}

/// The parts of a stretch that none of these covers, in whole minutes.
fn uncovered(from: Moment, until: Moment, covered: &[(Moment, Moment)]) -> Vec<(Moment, Moment)> {
    let whole = |moment: Moment| Moment(moment.0.div_euclid(MINUTE_MS) * MINUTE_MS);
    let mut left = vec![(whole(from), whole(until))];
    for (begin, end) in covered {
        left = left
            .into_iter()
            .flat_map(|(from, until)| [(from, until.min(*begin)), (from.max(*end), until)])
            .filter(|(from, until)| from < until)
            .collect();
    }
    left.retain(|(from, until)| from < until);
    left
}
