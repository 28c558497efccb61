//! When a limit ends. One rule, [`settle`], serves the quick answer and the
//! explained one, so that they cannot differ.

use super::days::{FIRST_YEAR, LAST_YEAR, WorkingCalendar};
use super::hours::OfficeHours;
use super::limit::Limit;
use crate::{Day, MINUTE_MS, Moment, Refusal};

/// Why a same-day limit begins on the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooLate {
    /// Received after the cut of the day.
    AfterCut,
    /// Received before the cut, but when the office had closed.
    AfterClose,
}

/// The first moment at which so many office minutes have passed since this one: the end of a span rather than the start of the next.
pub fn after_minutes(from: Moment, minutes: i64, calendar: &WorkingCalendar, hours: &OfficeHours) -> Moment {
    hours.moment_after(hours.worked_until(from, calendar) + minutes, calendar)
}

/// What was received before this moment and had so many office minutes is late
/// now; what was received at it or later is not.
pub fn minutes_ago(now: Moment, minutes: i64, calendar: &WorkingCalendar, hours: &OfficeHours) -> Moment {
    // The end of such a limit is the first moment at which its minutes have passed.
    let passed_since = now.0.div_euclid(MINUTE_MS) > after_minutes(now, 0, calendar, hours).0 / MINUTE_MS;
    after_minutes(now, i64::from(passed_since) - minutes, calendar, hours)
}

/// Where a limit ends, and what was looked at to find it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settled {
    /// The due moment.
    pub(super) at: Moment,
    /// The first day whose being worked or not made a difference.
    pub(super) looked_from: Day,
    /// The day the limit ends on: the last that made one.
    pub(super) last: Day,
    /// For a same-day limit that arrived too late for its day.
    pub(super) too_late: Option<TooLate>,
}

/// When a limit that begins with this receipt ends; `None` for a limit by plan.
/// The same as [`super::due`] without trust and explanation, without allocating.
///
/// - Same day: at close of business, if received on a working day up to the cut
///   ([`WorkingCalendar::same_day_cut`]) and before the office closes; else of the next working day.
/// - Working hours run from the moment of receipt (Civil Code art 147.1), through
///   office hours only. A limit that is used up when a span ends is due then, not
///   when the next begins.
/// - Working days and days do not count the day of receipt (art 147.2), at
///   whatever hour or on whatever day it was.
/// - A last day that is a rest day gives way to the next working day (art 148.5).
/// - A last day ends at 24:00 (art 148.6), but the office gives results only until
///   it closes: that is the time promised.
///
/// Refused: `calendar.limit-zero`, `calendar.limit-too-long` (see
/// [`Limit::check`]) and `calendar.received-out-of-range`.
pub fn due_at(
    received: Moment,
    limit: Limit,
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> Result<Option<Moment>, Refusal> {
    Ok(settle(received, limit, calendar, hours)?.map(|settled| settled.at))
}

pub(super) fn settle(
    received: Moment,
    limit: Limit,
    calendar: &WorkingCalendar,
    hours: &OfficeHours,
) -> Result<Option<Settled>, Refusal> {
    limit.check()?;
    if !dated().contains(&received.0) {
        return Err(Refusal::of("calendar.received-out-of-range")
            .at("received")
            .with("first_year", FIRST_YEAR)
            .with("last_year", LAST_YEAR));
    }
    let (day, minute) = (received.day(), received.minute());
    let by_close = |looked_from: Day, last: Day, too_late: Option<TooLate>| Settled {
        at: last.at(hours.close(last)),
        looked_from,
        last,
        too_late,
    };
    Ok(Some(match limit {
        Limit::Planned => return Ok(None),
        Limit::SameDay if !calendar.is_working(day) => by_close(day, calendar.next_working(day), None),
        Limit::SameDay => {
            let too_late = if minute > calendar.same_day_cut(day) {
                Some(TooLate::AfterCut)
            } else {
                (minute >= hours.close(day)).then_some(TooLate::AfterClose)
            };
            match too_late {
                None => by_close(day, day, None),
                late => by_close(day.plus(1), calendar.next_working(day), late),
            }
        }
        Limit::WorkingHours(n) => {
            let at = after_minutes(received, i64::from(n) * 60, calendar, hours);
            let last = at.day();
            // After close it no longer matters whether the day was worked.
            let looked_from = if minute >= hours.close(day) { day.plus(1) } else { day };
            Settled { at, looked_from, last, too_late: None }
        }
        Limit::WorkingDays(n) => {
            let tomorrow = day.plus(1);
            let last = calendar.nth_worked(calendar.worked_before(tomorrow) + i64::from(n) - 1);
            by_close(tomorrow, last, None)
        }
        Limit::Days(n) => {
            let named = day.plus(n as i32);
            let last = if calendar.is_working(named) { named } else { calendar.next_working(named) };
            by_close(named, last, None)
        }
    }))
}

/// Office minutes between two moments, negative when `to` is before `from`. It
/// adds up: from a to b and from b to c is from a to c. A moment outside
/// 1976–2199 counts as the nearest one inside.
pub fn working_minutes(from: Moment, to: Moment, calendar: &WorkingCalendar, hours: &OfficeHours) -> i64 {
    let inside = |moment: Moment| Moment(moment.0.clamp(*dated().start(), *dated().end()));
    hours.worked_until(inside(to), calendar) - hours.worked_until(inside(from), calendar)
}

/// The epoch milliseconds that the calendar dates: 1976-01-01T00:00+07:00 up to
/// the end of 2199. Checked before anything is computed from a moment, so that
/// a damaged one cannot overflow.
fn dated() -> std::ops::RangeInclusive<i64> {
    189_277_200_000..=7_258_093_199_999
}
