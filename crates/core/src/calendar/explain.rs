//! A due date with the facts that led to it. Facts only: the pages say them in
//! Vietnamese and English.

use super::days::{DayKind, SpecialDay, WorkingCalendar, YearStatus};
use super::due::{Settled, TooLate, settle};
use super::hours::{HoursSince, OfficeHours, Span};
use super::limit::Limit;
use super::moves::{Fold, Move, Shift};
use super::rules::ClockRules;
use crate::{Cited, Day, Minute, Moment, Refusal, Trust};
use serde::{Deserialize, Serialize};

/// When a limit ends, how sure that is, and why then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The due moment; `None` for a limit by plan.
    pub at: Option<Moment>,
    /// Assumed when the office hours are, or a day that made a difference, or a
    /// year in which the State has not announced its days.
    pub trust: Trust,
    /// What led there, in order.
    pub steps: Vec<Step>,
}

/// Why a day is not worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rest", rename_all = "snake_case")]
pub enum Rest {
    /// Saturday or Sunday.
    Weekend,
    /// A day that the calendar names.
    Named {
        /// Holiday, swapped off, or in place of a holiday.
        kind: DayKind,
        /// What people call it, in Vietnamese.
        name: String,
        /// The same in English.
        name_en: String,
        /// Whether it was seen in an official text.
        trust: Trust,
    },
}

/// One fact on the way to a due date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Always the first.
    Received {
        /// The moment as it was given.
        at: Moment,
    },
    /// By plan: no date can be computed.
    NoDate,
    /// Received after the cut of the day, so a matter of the next working day.
    AfterCut {
        /// Last minute of the day that was in time.
        cut: Minute,
    },
    /// Received before the cut but when the office had closed for the day.
    AfterClose {
        /// When it closes.
        close: Minute,
    },
    /// Only office hours count.
    OfficeHoursCount {
        /// Name of the set.
        name: String,
        /// The hours.
        spans: Vec<Span>,
        /// Whether they were seen in an official text.
        trust: Trust,
    },
    /// From this day on the office has other hours.
    HoursChange(HoursSince),
    /// Received outside office hours.
    OutsideHours {
        /// When they next begin, and the counting with them.
        counted_from: Moment,
    },
    /// The day of receipt is not counted.
    FirstDayNotCounted {
        /// That day.
        day: Day,
    },
    /// The days up to this one were counted, whether worked or not.
    LastDay {
        /// The last of them.
        day: Day,
    },
    /// That last day is a rest day: the limit ends with the next working day.
    LastDayRests {
        /// The last day.
        day: Day,
        /// The next working day.
        next_working: Day,
    },
    /// Consecutive days that are not worked, for one reason.
    Skipped {
        /// The first of them.
        from: Day,
        /// The last of them.
        to: Day,
        /// The reason.
        why: Rest,
    },
    /// A day of rest that is worked in place of another.
    MakeUpDay {
        /// That day.
        day: Day,
        /// What people call it, in Vietnamese.
        name: String,
        /// The same in English.
        name_en: String,
        /// The day off that it makes up for.
        partner: Option<Day>,
        /// Whether it was seen in an official text.
        trust: Trust,
    },
    /// From here on days of a year count that the State has not announced.
    YearNotAnnounced {
        /// The year.
        year: i32,
        /// `true`: the data proposes its days. `false`: only weekends are known.
        proposed: bool,
    },
    /// The end of the last day: when the office closes.
    CloseOfBusiness {
        /// The due moment.
        at: Moment,
    },
    /// The hours are used up.
    HoursEnd {
        /// The due moment.
        at: Moment,
    },
    /// Something moved the date after it was given.
    Moved {
        /// What.
        by: Move,
        /// By how much; nothing where the waiting or the outage left no day out.
        shift: Shift,
        /// The due moment after it.
        at: Moment,
    },
    /// The date that was promised is another than the calendar of today gives: the
    /// calendar changed, and nobody has moved the dossier yet.
    PromisedOtherwise {
        /// What was promised.
        at: Option<Moment>,
    },
}

const FIRST_DAY: Cited<'_> = Cited::verified("Bộ luật Dân sự 2015 Điều 147 khoản 2");
const LAST_DAY: Cited<'_> = Cited::verified("Bộ luật Dân sự 2015 Điều 148 khoản 5");

impl Step {
    /// By which text it is so, where that is a fixed rule and not one of the catalogue.
    pub fn cited(&self) -> Option<Cited<'static>> {
        match self {
            Step::FirstDayNotCounted { .. } => Some(FIRST_DAY),
            Step::LastDayRests { .. } => Some(LAST_DAY),
            _ => None,
        }
    }
}

/// The texts by which limits are counted on this day, each once.
pub fn counted_by(clock: &ClockRules, day: Day) -> Vec<Cited<'_>> {
    let mut texts = vec![FIRST_DAY, LAST_DAY];
    for text in clock.cited(day) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// When a limit that begins with this receipt ends, and why. The moment is that
/// of [`super::due_at`], which says the rules and the refusals.
pub fn due(
    received: Moment,
    limit: Limit,
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> Result<Due, Refusal> {
    moved(received, limit, &[], calendar, hours)
}

/// When a limit ends after these moves, and why. The moment is that of
/// [`super::moved_at`], which says the rules and the refusals.
pub fn moved(
    received: Moment,
    limit: Limit,
    moves: &[Move],
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> Result<Due, Refusal> {
    let mut steps = vec![Step::Received { at: received }];
    let Some(settled) = settle(received, limit, calendar, hours)? else {
        steps.push(Step::NoDate);
        return Ok(Due { at: None, trust: Trust::Verified, steps });
    };
    begin(received, limit, &settled, calendar, hours, &mut steps);
    let mut trust = walk(settled.looked_from, settled.last, calendar, &mut steps);
    steps.push(match limit {
        Limit::WorkingHours(_) => Step::HoursEnd { at: settled.at },
        _ => Step::CloseOfBusiness { at: settled.at },
    });
    let mut fold = Fold::of(received, limit, &settled, calendar, hours);
    for each in moves {
        let before = fold.at;
        let shift = fold.carry_out(each);
        steps.push(Step::Moved { by: each.clone(), shift, at: fold.at });
        if let (Move::Lost { .. }, Shift::Days(1..) | Shift::CalendarDays(1..)) = (each, shift) {
            // That half a day lost is a day lost is our rule, not one that was read.
            trust = Trust::Assumed;
        }
        if !matches!(each, Move::Extended { .. }) && before.day() < fold.at.day() {
            trust = trust.and(walk(fold.looked_from(before), fold.at.day(), calendar, &mut steps));
        }
    }
    let day = received.day();
    trust = trust.and(hours.trust_on(day));
    for since in hours.changes(day, fold.at.day()) {
        trust = trust.and(since.trust);
        steps.push(Step::HoursChange(since.clone()));
    }
    Ok(Due { at: Some(fold.at), trust, steps })
}

/// The facts of the limit itself, before the days.
fn begin(
    received: Moment,
    limit: Limit,
    settled: &Settled,
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
    steps: &mut Vec<Step>,
) {
    let day = received.day();
    match limit {
        Limit::Planned => {}
        Limit::SameDay => match settled.too_late {
            Some(TooLate::AfterCut) => steps.push(Step::AfterCut { cut: calendar.same_day_cut(day) }),
            Some(TooLate::AfterClose) => steps.push(Step::AfterClose { close: hours.close(day) }),
            None => {}
        },
        Limit::WorkingHours(_) => {
            let (name, spans) = (hours.name.clone(), hours.on(day).to_vec());
            steps.push(Step::OfficeHoursCount { name, spans, trust: hours.trust_on(day) });
            let today = Some(received.minute()).filter(|_| calendar.is_working(day));
            match today.and_then(|minute| hours.open_from(day, minute)) {
                Some(minute) if minute == received.minute() => {}
                Some(minute) => steps.push(Step::OutsideHours { counted_from: day.at(minute) }),
                None => {
                    let next = calendar.next_working(day);
                    let counted_from = next.at(hours.on(next).first().map_or(0, |span| span.from));
                    steps.push(Step::OutsideHours { counted_from });
                }
            }
        }
        Limit::WorkingDays(_) => steps.push(Step::FirstDayNotCounted { day }),
        Limit::Days(_) => {
            steps.push(Step::FirstDayNotCounted { day });
            let last = settled.looked_from;
            steps.push(Step::LastDay { day: last });
            if last != settled.last {
                steps.push(Step::LastDayRests { day: last, next_working: settled.last });
            }
        }
    }
}

/// Goes through the days that made a difference, tells those that are not as a
/// reader expects, and how sure all of them together are.
fn walk(from: Day, to: Day, calendar: &WorkingCalendar, steps: &mut Vec<Step>) -> Trust {
    let mut trust = Trust::Verified;
    let mut year_told = None;
    for day in (from.0..=to.0).map(Day) {
        let year = day.ymd().0;
        if year_told != Some(year) {
            year_told = Some(year);
            let status = calendar.year(year).map(|record| record.status);
            if status != Some(YearStatus::Announced) {
                trust = Trust::Assumed;
                steps.push(Step::YearNotAnnounced { year, proposed: status.is_some() });
            }
        }
        match calendar.special(day) {
            Some(special) => {
                if special.changes_the_week() {
                    trust = trust.and(special.trust);
                }
                if special.kind.is_worked() {
                    steps.push(make_up(special));
                } else {
                    skip(day, named(special), steps);
                }
            }
            None if day.weekday().is_weekend() => skip(day, Rest::Weekend, steps),
            None => {}
        }
    }
    trust
}

/// Adds a day to the last skipped ones, if it follows on them for the same reason.
fn skip(day: Day, reason: Rest, steps: &mut Vec<Step>) {
    match steps.last_mut() {
        Some(Step::Skipped { to, why, .. }) if *why == reason && to.plus(1) == day => *to = day,
        _ => steps.push(Step::Skipped { from: day, to: day, why: reason }),
    }
}

fn named(special: &SpecialDay) -> Rest {
    Rest::Named {
        kind: special.kind,
        name: special.name.clone(),
        name_en: special.name_en.clone(),
        trust: special.trust,
    }
}

fn make_up(special: &SpecialDay) -> Step {
    Step::MakeUpDay {
        day: special.day,
        name: special.name.clone(),
        name_en: special.name_en.clone(),
        partner: special.partner,
        trust: special.trust,
    }
}
