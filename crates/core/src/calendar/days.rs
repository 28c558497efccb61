//! The legal working calendar: which days are worked.

use crate::{Cited, Day, Minute, Trust};
use serde::{Deserialize, Serialize};

/// The first year the software dates: Việt Nam keeps UTC+7 throughout from 1976 on.
pub(super) const FIRST_YEAR: i32 = 1976;
/// The last year the software dates; beyond it a typing error is likelier than a plan.
pub(super) const LAST_YEAR: i32 = 2199;

/// What is received after this minute of the day is a matter of the next
/// working day: civil status law art 5.3, NĐ 23/2015/NĐ-CP art 7 ("after 15
/// hours"). 15:00 itself, to the end of that minute, is still before the cut.
///
/// This is the cut of a calendar that was given no dated rule; see
/// [`WorkingCalendar::with_cuts`].
pub const SAME_DAY_CUT: Minute = 15 * 60;

/// By which text there are public holidays.
pub const HOLIDAYS: Cited<'_> = Cited::verified("Bộ luật Lao động 2019 Điều 112");

/// Why a day differs from the ordinary week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// Ngày nghỉ lễ, tết: a public holiday ([`HOLIDAYS`]).
    Off,
    /// A weekday off, made up for on a day of rest.
    SwapOff,
    /// A day of rest that is worked to make up for a [`DayKind::SwapOff`].
    SwapWorked,
    /// Nghỉ bù: off because a holiday fell on a weekly rest day (Labour Code art 111.3).
    Compensation,
}

impl DayKind {
    /// Every kind.
    pub const ALL: [DayKind; 4] =
        [DayKind::Off, DayKind::SwapOff, DayKind::SwapWorked, DayKind::Compensation];

    /// As the data files write it.
    pub fn parse(text: &str) -> Option<DayKind> {
        DayKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        match self {
            DayKind::Off => "off",
            DayKind::SwapOff => "swap_off",
            DayKind::SwapWorked => "swap_worked",
            DayKind::Compensation => "compensation",
        }
    }

    /// Whether public offices work on such a day.
    pub fn is_worked(self) -> bool {
        self == DayKind::SwapWorked
    }
}

/// A day that the calendar names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub day: Day,
    /// What people call it, in Vietnamese.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Why it differs.
    pub kind: DayKind,
    /// The other half of a swap (always there for one), or the holiday that a
    /// compensation stands for.
    pub partner: Option<Day>,
    /// Whether it was seen in an official text.
    pub trust: Trust,
    /// The text it was seen in.
    pub source: Option<String>,
}

impl SpecialDay {
    /// `true` when the day would be worked, or not, without being named here. A
    /// holiday on a Sunday changes nothing.
    pub fn changes_the_week(&self) -> bool {
        self.kind.is_worked() == self.day.weekday().is_weekend()
    }
}

/// How sure a year's list of days is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearStatus {
    /// The State has announced the year.
    Announced,
    /// The days are proposed (computed); the State may choose others.
    Proposed,
}

impl YearStatus {
    /// The word in the data files.
    pub fn as_str(self) -> &'static str {
        match self {
            YearStatus::Announced => "announced",
            YearStatus::Proposed => "proposed",
        }
    }
}

/// A year that the data covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// Whether it has been announced.
    pub status: YearStatus,
    /// The announcement, where known.
    pub source: Option<String>,
}

/// Which days public offices work: Monday to Friday, but for the days it names.
/// In a year that it does not cover only the ordinary week is known.
///
/// Counting is O(1): for the years covered there is a table of how many working
/// days come before each day, and the list of them; beyond, the week is arithmetic.
#[derive(Debug, Clone)]
pub struct WorkingCalendar {
    /// By day, each day once.
    special: Vec<SpecialDay>,
    /// By year, each year once.
    years: Vec<CalendarYear>,
    /// First day of the table.
    first: Day,
    /// `before[i]`: working days from `first` up to, not including, `first + i`.
    /// One longer than the table has days.
    before: Vec<u32>,
    /// The working days of the table in order.
    worked: Vec<Day>,
    /// From each day on, the last minute of a day at which a same-day matter is in
    /// time; by day.
    cuts: Vec<(Day, Minute)>,
}

impl WorkingCalendar {
    /// A calendar of checked parts: both lists in order, nothing twice, years
    /// within [`FIRST_YEAR`] and [`LAST_YEAR`], days within the years.
    pub(super) fn assemble(special: Vec<SpecialDay>, years: Vec<CalendarYear>) -> WorkingCalendar {
        let first = years.first().and_then(|y| Day::of(y.year, 1, 1)).unwrap_or(Day(0));
        let end = years.last().and_then(|y| Day::of(y.year + 1, 1, 1)).unwrap_or(first);
        let mut before = vec![0];
        let mut worked = Vec::new();
        let mut named = special.iter().peekable();
        for day in (first.0..end.0).map(Day) {
            let works = match named.next_if(|s| s.day == day) {
                Some(special) => special.kind.is_worked(),
                None => !day.weekday().is_weekend(),
            };
            if works {
                worked.push(day);
            }
            before.push(worked.len() as u32);
        }
        WorkingCalendar { special, years, first, before, worked, cuts: Vec::new() }
    }

    /// The same days with the dated rule of the same-day cut: from each day on, that
    /// minute.
    pub fn with_cuts(mut self, mut cuts: Vec<(Day, Minute)>) -> WorkingCalendar {
        cuts.sort();
        self.cuts = cuts;
        self
    }

    /// The last minute of this day at which a same-day matter is in time.
    pub fn same_day_cut(&self, day: Day) -> Minute {
        let rule = self.cuts.iter().rev().find(|(from, _)| *from <= day);
        rule.map_or(SAME_DAY_CUT, |(_, cut)| *cut)
    }

    /// Whether public offices work on this day.
    pub fn is_working(&self, day: Day) -> bool {
        self.worked_before(Day(day.0.saturating_add(1))) > self.worked_before(day)
    }

    /// The day's entry, if the calendar names it.
    pub fn special(&self, day: Day) -> Option<&SpecialDay> {
        let at = self.special.binary_search_by_key(&day, |special| special.day).ok()?;
        self.special.get(at)
    }

    /// Whether the data has the year of this day, announced or proposed.
    pub fn covers(&self, day: Day) -> bool {
        self.year(day.ymd().0).is_some()
    }

    /// The year's record, if the data has it.
    pub fn year(&self, year: i32) -> Option<&CalendarYear> {
        let at = self.years.binary_search_by_key(&year, |record| record.year).ok()?;
        self.years.get(at)
    }

    /// The years that the data has, in order.
    pub fn years(&self) -> impl Iterator<Item = &CalendarYear> {
        self.years.iter()
    }

    /// The first working day strictly after this day.
    pub fn next_working(&self, day: Day) -> Day {
        self.nth_worked(self.worked_before(Day(day.0.saturating_add(1))))
    }

    /// How many working days lie after the one day, up to and with the other.
    pub fn working_days(&self, after: Day, until: Day) -> i64 {
        self.worked_before(until.plus(1)) - self.worked_before(after.plus(1))
    }

    /// The days that the calendar names, in order.
    pub fn days(&self) -> impl Iterator<Item = &SpecialDay> {
        self.special.iter()
    }

    /// How many working days come before this day, from an origin of the
    /// calendar's own; negative before that origin.
    pub(super) fn worked_before(&self, day: Day) -> i64 {
        let offset = i64::from(day.0) - i64::from(self.first.0);
        match usize::try_from(offset) {
            Err(_) => weekdays_before(day) - weekdays_before(self.first),
            Ok(offset) => match self.before.get(offset) {
                Some(count) => i64::from(*count),
                None => self.worked.len() as i64 + weekdays_before(day) - weekdays_before(self.end()),
            },
        }
    }

    /// The working day that has exactly so many working days before it: the
    /// inverse of [`WorkingCalendar::worked_before`].
    pub(super) fn nth_worked(&self, count: i64) -> Day {
        match usize::try_from(count) {
            Err(_) => nth_weekday(weekdays_before(self.first) + count),
            Ok(index) => match self.worked.get(index) {
                Some(day) => *day,
                None => nth_weekday(weekdays_before(self.end()) + count - self.worked.len() as i64),
            },
        }
    }

    /// The day after the table's last.
    fn end(&self) -> Day {
        Day(self.first.0 + self.before.len() as i32 - 1)
    }
}

/// The ordinary week without any holiday; every due date by it is assumed.
impl Default for WorkingCalendar {
    fn default() -> WorkingCalendar {
        WorkingCalendar::assemble(Vec::new(), Vec::new())
    }
}

/// Monday 1969-12-29, from which weeks are counted.
const A_MONDAY: i64 = -3;

/// Mondays to Fridays from [`A_MONDAY`] up to, not including, this day.
fn weekdays_before(day: Day) -> i64 {
    let since = i64::from(day.0) - A_MONDAY;
    since.div_euclid(7) * 5 + since.rem_euclid(7).min(5)
}

/// The Monday to Friday with so many of them before it.
fn nth_weekday(count: i64) -> Day {
    Day((A_MONDAY + count.div_euclid(5) * 7 + count.rem_euclid(5)) as i32)
}
