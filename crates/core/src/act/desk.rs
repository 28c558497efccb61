//! What every action is given.

use super::{Actor, Changed, Changes, Event, Record};
use crate::directory::AgencyCode;
use crate::{Halt, Law, Moment};

/// What every action is given: the law, a reader, the actor and the time. `R` is the trait
/// of the reads that its feature needs.
pub struct Desk<'a, R: ?Sized> {
    /// The reference data.
    pub law: &'a Law,
    /// A read snapshot.
    pub read: &'a mut R,
    /// Who acts.
    pub actor: &'a Actor,
    /// When.
    pub now: Moment,
}

impl<R: ?Sized> Desk<'_, R> {
    /// Where the actor sits: the officer's agency, or the agency whose record it is.
    pub fn place(&self, home: &AgencyCode) -> AgencyCode {
        self.actor.agency().unwrap_or(home).clone()
    }

    /// An event of this moment.
    pub fn event<F>(&self, seq: u32, home: &AgencyCode, fact: F, reason: Option<String>) -> Event<F> {
        Event { seq, at: self.now, who: self.actor.name(), place: self.place(home), reason, fact }
    }

    /// A new record that begins with this fact.
    pub fn begin<T: Record>(
        &self,
        id: T::Id,
        home: &AgencyCode,
        fact: T::Fact,
        reason: Option<String>,
    ) -> Result<Changes<Changed<T>>, Halt> {
        Ok(Changed::new(id, vec![self.event(1, home, fact, reason)])?.into())
    }

    /// The record after this fact.
    pub fn change<T: Record>(
        &self,
        before: T,
        fact: T::Fact,
        reason: Option<String>,
    ) -> Result<Changes<Changed<T>>, Halt> {
        let event = self.next_event(&before, fact, reason);
        Ok(Changed::next(before, event)?.into())
    }

    /// The event that comes after the last one of this record.
    pub fn next_event<T: Record>(&self, record: &T, fact: T::Fact, reason: Option<String>) -> Event<T::Fact> {
        let event = self.event(record.seq() + 1, record.home(), fact, reason);
        // A clock that was set back must not write a history that runs backwards.
        Event { at: self.now.max(record.last_at()), ..event }
    }
}
