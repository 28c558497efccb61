//! What an action gives back: events, and what they make of records.

use super::record::{self, RecordRef, Series};
use super::{Event, Record, Tell};
use crate::Fault;

/// How one act changes one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed<R: Record> {
    /// As it was; none for a new one.
    pub before: Option<R>,
    /// As the events make it.
    pub after: R,
    /// What happened, oldest first.
    pub events: Vec<Event<R::Fact>>,
    /// The store still has to draw its number in the same transaction and set it with
    /// [`Changed::number`].
    pub number_pending: bool,
}

impl<R: Record> Changed<R> {
    /// A new record with this history.
    pub fn new(id: R::Id, events: Vec<Event<R::Fact>>) -> Result<Changed<R>, Fault> {
        let after: R = record::fold(id, &events)?;
        let number_pending = events.iter().any(|event| R::series(event).is_some());
        Ok(Changed { before: None, after, events, number_pending })
    }

    /// An existing record to which nothing has happened yet.
    pub fn of(before: R) -> Changed<R> {
        let after = before.clone();
        Changed { before: Some(before), after, events: Vec::new(), number_pending: false }
    }

    /// An existing record after this event.
    pub fn next(before: R, event: Event<R::Fact>) -> Result<Changed<R>, Fault> {
        let mut after = before.clone();
        record::next(&mut after, &event)?;
        let number_pending = R::series(&event).is_some();
        Ok(Changed { before: Some(before), after, events: vec![event], number_pending })
    }

    /// The same change with one more event.
    pub fn and(mut self, event: Event<R::Fact>) -> Result<Changed<R>, Fault> {
        record::next(&mut self.after, &event)?;
        self.number_pending |= R::series(&event).is_some();
        self.events.push(event);
        Ok(self)
    }

    /// The counter that its number is still to be drawn from. An act draws one number of a record.
    pub fn series(&self) -> Option<Series> {
        self.events.iter().find_map(R::series).filter(|_| self.number_pending)
    }

    /// Sets the number that the counter gave.
    pub fn number(&mut self, number: u32) {
        self.number_pending = false;
        if let Some(event) = self.events.iter_mut().find(|event| R::series(event).is_some()) {
            self.after.numbered(event, number);
        }
    }

    /// The number was drawn in a transaction that was undone.
    pub fn number_again(&mut self) {
        self.number_pending = self.events.iter().any(|event| R::series(event).is_some());
    }

    /// The sequence number that must still be the last one: the lock.
    pub fn expected_seq(&self) -> u32 {
        self.before.as_ref().map_or(0, Record::seq)
    }
}

/// All that one act changes: written together or not at all. `C` is what it may change:
/// records of one kind ([`Changed`]), or of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<C> {
    /// The change that the command asked for.
    pub first: C,
    /// Changes of other records by the same act.
    pub beside: Vec<C>,
    /// Records that the rule read, each with the number of its last event. If one of them has
    /// changed when this is written, the write is a conflict.
    pub relies_on: Vec<(RecordRef, u32)>,
    /// What other systems are to be told.
    pub tell: Vec<Tell>,
}

impl<C> From<C> for Changes<C> {
    fn from(first: C) -> Changes<C> {
        Changes { first, beside: Vec::new(), relies_on: Vec::new(), tell: Vec::new() }
    }
}

impl<C> Changes<C> {
    /// What it changes, in the order of writing.
    pub fn all(&self) -> impl Iterator<Item = &C> {
        std::iter::once(&self.first).chain(&self.beside)
    }

    /// The same, mutable, to set numbers.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut C> {
        std::iter::once(&mut self.first).chain(&mut self.beside)
    }

    /// The same changes under a type that covers more kinds of records.
    pub fn map<D>(self, mut wider: impl FnMut(C) -> D) -> Changes<D> {
        Changes {
            first: wider(self.first),
            beside: self.beside.into_iter().map(wider).collect(),
            relies_on: self.relies_on,
            tell: self.tell,
        }
    }
}
