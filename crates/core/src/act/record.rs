//! What a record with a history is.

use super::{Event, LastEvent, RecordFact};
use crate::directory::AgencyCode;
use crate::{Fault, Moment};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Anything that has a history. Its state is the fold of its events, and nothing else
/// changes it.
pub trait Record: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send {
    /// The word for this kind of record, in data and addresses.
    const KIND: &'static str;
    /// The id, made by the sender before the command is first sent. Its bytes are unique among
    /// records of its kind.
    type Id: Clone + Debug + PartialEq + Send + AsRef<[u8]>;
    /// What can happen to it.
    type Fact: RecordFact;

    /// The record after its first event; none for an event that cannot be the first.
    fn begin(id: Self::Id, event: &Event<Self::Fact>) -> Option<Self>;

    /// Changes the state by a further event, which is already the last one. An event that cannot
    /// follow this state means damaged data.
    fn apply(&mut self, event: &Event<Self::Fact>) -> Result<(), Fault>;

    /// Where the record keeps what all records have.
    fn cover(&self) -> Cover<'_, Self::Id>;

    /// Stores the last event.
    fn set_last(&mut self, last: LastEvent);

    /// Which one.
    fn id(&self) -> &Self::Id {
        self.cover().id
    }

    /// The id as bytes.
    fn id_bytes(id: &Self::Id) -> &[u8] {
        id.as_ref()
    }

    /// The last event's number: the lock.
    fn seq(&self) -> u32 {
        self.cover().last.seq
    }

    /// When the last event happened.
    fn last_at(&self) -> Moment {
        self.cover().last.at
    }

    /// The agency that owns the record. An actor without a desk of their own acts there.
    fn home(&self) -> &AgencyCode {
        self.cover().home
    }

    /// The counter that gives this event a number when it is written; none if it needs no number.
    fn series(event: &Event<Self::Fact>) -> Option<Series> {
        let _ = event;
        None
    }

    /// Stores the number from the counter, in the state and in the event that wants it.
    fn numbered(&mut self, event: &mut Event<Self::Fact>, number: u32) {
        let _ = (event, number);
    }

    /// This record as (kind, id).
    fn reference(&self) -> RecordRef {
        RecordRef { kind: Self::KIND, id: Self::id_bytes(self.id()).to_vec() }
    }
}

/// What all records have, however each of them keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Cover<'a, I> {
    /// [`Record::id`].
    pub id: &'a I,
    /// [`Record::home`].
    pub home: &'a AgencyCode,
    /// Up to which event the record is told.
    pub last: LastEvent,
}

/// Points to a record of any kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordRef {
    /// [`Record::KIND`].
    pub kind: &'static str,
    /// [`Record::id_bytes`].
    pub id: Vec<u8>,
}

/// The name of a counter. Each counts 1, 2, 3 … without a gap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series(pub String);

/// The record that these events lead to. A history that is not legal means damaged data.
pub fn fold<R: Record>(id: R::Id, events: &[Event<R::Fact>]) -> Result<R, Fault> {
    let kind = R::KIND;
    let (first, rest) =
        events.split_first().ok_or_else(|| Fault::damaged(format!("{kind} {id:?} has no history")))?;
    let mut record = first_of::<R>(id, first)?;
    for event in rest {
        next(&mut record, event)?;
    }
    Ok(record)
}

/// The record after its first event.
pub(super) fn first_of<R: Record>(id: R::Id, event: &Event<R::Fact>) -> Result<R, Fault> {
    if event.seq != 1 {
        let (kind, seq) = (R::KIND, event.seq);
        return Err(Fault::damaged(format!("the history of {kind} {id:?} begins with event {seq}")));
    }
    R::begin(id.clone(), event).ok_or_else(|| {
        let (kind, fact) = (R::KIND, event.fact.kind());
        Fault::damaged(format!("the history of {kind} {id:?} begins with {fact}"))
    })
}

/// Applies the next event.
pub(super) fn next<R: Record>(record: &mut R, event: &Event<R::Fact>) -> Result<(), Fault> {
    if event.seq != record.seq() + 1 {
        let (kind, id, seq) = (R::KIND, record.id(), event.seq);
        return Err(Fault::damaged(format!(
            "the history of {kind} {id:?} has event {seq} after {}",
            record.seq()
        )));
    }
    record.set_last(event.into());
    record.apply(event)
}
