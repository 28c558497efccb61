//! What one catalogue changes against another beside procedures: agencies, office hours, days off.

use super::Law;
use crate::Day;
use crate::calendar::{CalendarYear, OfficeHours, SpecialDay};
use crate::directory::{Agency, AgencyCode};
use std::collections::BTreeSet;

/// What differs beside procedures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BesideProcedures {
    /// By code.
    pub agencies: Vec<AgencyChange>,
    /// By name.
    pub hours: Vec<HoursChange>,
    /// In their order.
    pub days: Vec<DayChange>,
    /// In their order.
    pub years: Vec<YearChange>,
    /// Some agency works by another set of hours than before.
    pub works_otherwise: bool,
}

/// An agency whose records differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChange {
    /// Its code.
    pub code: AgencyCode,
    /// The records that are no more; none of an agency that is new.
    pub before: Vec<Agency>,
    /// Those that take their place.
    pub after: Vec<Agency>,
}

/// A set of office hours that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursChange {
    /// Its name.
    pub name: String,
    /// How many agencies work by it.
    pub agencies: usize,
    /// As it was; `None` where there was none.
    pub before: Option<OfficeHours>,
    /// As it is; `None` where there is none any more.
    pub after: Option<OfficeHours>,
}

/// A day that the calendar names otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayChange {
    /// Which.
    pub day: Day,
    /// `None`: a day as any other.
    pub before: Option<SpecialDay>,
    /// The same.
    pub after: Option<SpecialDay>,
}

/// A year whose list of days is surer than it was, or less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearChange {
    /// `None` where the data had none.
    pub before: Option<CalendarYear>,
    /// `None` where it has none any more.
    pub after: Option<CalendarYear>,
}

impl BesideProcedures {
    /// Whether time is counted otherwise: dates that were promised stay, and may be moved one by one.
    pub fn counts_time_otherwise(&self) -> bool {
        self.works_otherwise || !self.hours.is_empty() || !self.days.is_empty()
    }

    /// Whether nothing differs.
    pub fn is_nothing(&self) -> bool {
        self.agencies.is_empty() && self.years.is_empty() && !self.counts_time_otherwise()
    }
}

/// All that differs beside procedures.
pub fn beside_procedures(old: &Law, new: &Law) -> BesideProcedures {
    let agencies = agencies(old, new);
    let works_otherwise = |change: &AgencyChange| {
        !change.before.is_empty() && old.hours_of(&change.code) != new.hours_of(&change.code)
    };
    BesideProcedures {
        works_otherwise: agencies.iter().any(works_otherwise),
        agencies,
        hours: hours(old, new),
        days: days(old, new),
        years: years(old, new),
    }
}

fn agencies(old: &Law, new: &Law) -> Vec<AgencyChange> {
    let codes = |law: &Law| law.directory.agencies().iter().map(|agency| agency.code.clone()).collect();
    let all: BTreeSet<AgencyCode> = BTreeSet::union(&codes(old), &codes(new)).cloned().collect();
    let change = |code: AgencyCode| {
        let records = |law: &Law| law.directory.records_of(&code).cloned().collect::<Vec<Agency>>();
        let (was, is) = (records(old), records(new));
        let only = |some: &[Agency], other: &[Agency]| {
            some.iter().filter(|record| !other.contains(record)).cloned().collect::<Vec<Agency>>()
        };
        let (before, after) = (only(&was, &is), only(&is, &was));
        (!before.is_empty() || !after.is_empty()).then_some(AgencyChange { code, before, after })
    };
    all.into_iter().filter_map(change).collect()
}

fn hours(old: &Law, new: &Law) -> Vec<HoursChange> {
    let names: BTreeSet<&str> =
        old.hours.iter().chain(new.hours.iter()).map(|set| set.name.as_str()).collect();
    let change = |name: &str| {
        let (before, after) = (old.hours.get(name).cloned(), new.hours.get(name).cloned());
        let agencies = new.directory.agencies().iter().filter(|agency| agency.hours == name).count();
        (before != after).then_some(HoursChange { name: name.to_string(), agencies, before, after })
    };
    names.into_iter().filter_map(change).collect()
}

fn days(old: &Law, new: &Law) -> Vec<DayChange> {
    let days: BTreeSet<Day> =
        old.calendar.days().chain(new.calendar.days()).map(|special| special.day).collect();
    let change = |day: Day| {
        let (before, after) = (old.calendar.special(day).cloned(), new.calendar.special(day).cloned());
        (before != after).then_some(DayChange { day, before, after })
    };
    days.into_iter().filter_map(change).collect()
}

fn years(old: &Law, new: &Law) -> Vec<YearChange> {
    let years: BTreeSet<i32> =
        old.calendar.years().chain(new.calendar.years()).map(|year| year.year).collect();
    let change = |year: i32| {
        let (before, after) = (old.calendar.year(year).cloned(), new.calendar.year(year).cloned());
        (before != after).then_some(YearChange { before, after })
    };
    years.into_iter().filter_map(change).collect()
}
