//! The ledger of time: which agency and which person held a dossier, for how
//! many working minutes. Computed from the events, never stored.

use super::{Event, Fact, Holder};
use crate::account::OfficerId;
use crate::calendar::working_minutes;
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Law, Moment};

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
    /// The applicant: a supplement or a payment was awaited.
    Applicant,
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub keeper: Keeper,
    /// From when.
    pub from: Moment,
    /// Until when; the present for whoever has it now.
    pub until: Moment,
    /// Working minutes of the keeper's agency (of the receiving agency while the
    /// applicant has it).
    pub working_minutes: i64,
    /// They have it now.
    pub open: bool,
}

/// The ledger of one dossier, up to `now`. Neighbouring lines of one keeper are one.
pub fn ledger(events: &[Event], law: &Law, now: Moment) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut holder: Option<Holder> = None;
    let mut receiving: Option<AgencyCode> = None;
    for (index, event) in events.iter().enumerate() {
        let until = events.get(index + 1).map_or(now, |next| next.at);
        let open = index + 1 == events.len();
        let keeper = match &event.fact {
            Fact::Submitted(submission) => {
                receiving = Some(submission.receiving.clone());
                holder = Some(Holder::reception(&submission.receiving));
                holder.as_ref().map(desk)
            }
            Fact::Accepted { .. } => {
                if let Some(holder) = &mut holder {
                    holder.officer = event.who.officer.clone();
                }
                holder.as_ref().map(desk)
            }
            Fact::Forwarded { to }
            | Fact::HandedBack { to }
            | Fact::Reopened { to, .. }
            | Fact::Decided { to, .. } => {
                holder = Some(to.clone());
                Some(desk(to))
            }
            Fact::Supplemented { .. } | Fact::PaymentSettled { .. } => holder.as_ref().map(desk),
            Fact::SupplementAsked { .. } | Fact::PaymentAsked { .. } => Some(Keeper::Applicant),
            // Says nothing about who has it: whoever had it goes on.
            Fact::ConsentWithdrawn => {
                entries.last().filter(|last| last.until == event.at).map(|last| last.keeper.clone())
            }
            Fact::RejectedAtIntake | Fact::Withdrawn | Fact::Stopped | Fact::Returned { .. } => None,
        };
        let Some(keeper) = keeper else { continue };
        if let Some(last) = entries.last_mut()
            && last.keeper == keeper
            && last.until == event.at
        {
            last.until = until;
            last.open = open;
            continue;
        }
        entries.push(Entry { keeper, from: event.at, until, working_minutes: 0, open });
    }
    for entry in &mut entries {
        let agency = match &entry.keeper {
            Keeper::Desk { agency, .. } => Some(agency),
            Keeper::Applicant => receiving.as_ref(),
        };
        if let Some(agency) = agency {
            entry.working_minutes =
                working_minutes(entry.from, entry.until, &law.calendar, law.hours_of(agency));
        }
    }
    entries
}

fn desk(holder: &Holder) -> Keeper {
    Keeper::Desk { agency: holder.agency.clone(), duty: holder.duty, officer: holder.officer.clone() }
}
