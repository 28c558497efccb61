//! Working days, holidays, office hours, due dates and their explanation.
//!
//! The law: Civil Code 2015 arts 147 and 148 (how a limit begins and ends),
//! Labour Code 2019 arts 111.3 and 112 (holidays and days off in their place),
//! civil status law art 5.3 and NĐ 23/2015/NĐ-CP art 7 (the same day, cut at 15:00).
//!
//! The days stand in `catalogue/calendars/<year>.toml`, the office hours in
//! `hours.toml` beside them. When the *counter* is open is another matter: a
//! Saturday opening serves people, but no limit runs by it.
//!
//! Time is counted in whole minutes, as the slips print it: the seconds of a
//! moment are dropped. So whoever reads a slip can check it.
//!
//! There is no state here: the calendar and the hours are arguments, and two
//! agencies with different hours cannot influence each other.

mod days;
mod due;
mod explain;
mod hours;
mod limit;
mod moves;
mod read;
mod rules;
#[cfg(test)]
mod tests;

pub use days::{CalendarYear, DayKind, HOLIDAYS, SAME_DAY_CUT, SpecialDay, WorkingCalendar, YearStatus};
pub use due::{after_minutes, due_at, minutes_ago, working_minutes};
pub use explain::{Due, Rest, Step, counted_by, due, moved};
pub use hours::{HoursSince, OfficeHours, OfficeHoursSet, Span};
pub use limit::Limit;
pub use moves::{Cause, Move, Shift, WAIT_FOR_OPINION, moved_at, with_lost};
pub use rules::{ClockRules, Dated, RULES};
