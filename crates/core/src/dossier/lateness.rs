//! When a dossier is late, and when it soon will be. Lists, counts and pages follow this rule.

use super::{Dossier, Status};
use crate::calendar::WorkingCalendar;
use crate::{Law, Moment};

/// A dossier is soon late when no more than so many working days are left after today.
pub const SOON_WORKING_DAYS: u32 = 1;

/// How a date that runs stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// It is over.
    Late,
    /// It is near: see [`SOON_WORKING_DAYS`].
    Soon,
    /// There is time.
    InTime,
}

/// What is due before this moment is late or soon late: the end of the last of
/// [`SOON_WORKING_DAYS`], with the rest days behind it.
pub fn soon_late_before(calendar: &WorkingCalendar, now: Moment) -> Moment {
    let days = 0..=SOON_WORKING_DAYS;
    days.fold(now.day(), |day, _| calendar.next_working(day)).at(0)
}

/// How a date stands.
pub fn lateness(calendar: &WorkingCalendar, due: Moment, now: Moment) -> Lateness {
    if due < now {
        Lateness::Late
    } else if due < soon_late_before(calendar, now) {
        Lateness::Soon
    } else {
        Lateness::InTime
    }
}

impl Status {
    /// The statuses in which the limit runs.
    pub const RUNNING: [Status; 2] = [Status::Accepted, Status::InProcess];
}

impl Dossier {
    /// How it stands; none where no limit runs, or a yearly plan gives no date.
    pub fn lateness(&self, law: &Law, now: Moment) -> Option<Lateness> {
        let due = self.due_at().filter(|_| Status::RUNNING.contains(&self.status()))?;
        Some(lateness(&law.calendar, due, now))
    }
}
