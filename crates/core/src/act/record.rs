//! What a record with a history is.

use super::{Event, RecordFact};
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
    /// The id, made by the sender before the command is first sent.
    type Id: Clone + Debug + PartialEq + Send;
    /// What can happen to it.
    type Fact: RecordFact;

    /// The record after its first event. An event that cannot be the first means damaged data.
    fn begin(id: Self::Id, event: &Event<Self::Fact>) -> Result<Self, Fault>;

    /// Changes the state by a further event. [`Record::noted`] has already stored its number and
    /// moment. An event that cannot follow this state means damaged data.
    fn apply(&mut self, event: &Event<Self::Fact>) -> Result<(), Fault>;

    /// Stores the number and the moment of the last event.
    fn noted(&mut self, seq: u32, at: Moment);

    /// Which one.
    fn id(&self) -> &Self::Id;

    /// The id as bytes, unique among records of its kind.
    fn id_bytes(id: &Self::Id) -> &[u8];

    /// The last event's number: the lock.
    fn seq(&self) -> u32;

    /// When the last event happened.
    fn last_at(&self) -> Moment;

    /// The agency that owns the record. An actor without a desk of their own acts there.
    fn home(&self) -> &AgencyCode;

    /// The counter that gives a new record its number when it is written; none if it needs
    /// no number.
    fn series(&self) -> Option<Series> {
        None
    }

    /// Stores the number from the counter, in the state and in the first event.
    fn numbered(&mut self, first: &mut Event<Self::Fact>, number: u32) {
        let _ = (first, number);
    }

    /// This record as (kind, id).
    fn reference(&self) -> RecordRef {
        RecordRef { kind: Self::KIND, id: Self::id_bytes(self.id()).to_vec() }
    }
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
    R::begin(id, event)
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
    record.noted(event.seq, event.at);
    record.apply(event)
}
