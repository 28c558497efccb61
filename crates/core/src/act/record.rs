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
    /// Its name for machines, made before the first sending.
    type Id: Clone + Debug + PartialEq + Send;
    /// What can happen to it.
    type Fact: RecordFact;

    /// The record that its first event makes. Any other first event is damage.
    fn begin(id: Self::Id, event: &Event<Self::Fact>) -> Result<Self, Fault>;

    /// What a further event makes of it; the frame of the event has been noted by
    /// [`Record::noted`]. What cannot have happened is damage.
    fn apply(&mut self, event: &Event<Self::Fact>) -> Result<(), Fault>;

    /// Notes the number and the moment of its last event.
    fn noted(&mut self, seq: u32, at: Moment);

    /// Which one.
    fn id(&self) -> &Self::Id;

    /// The id as the bytes that tell it from all others of its kind.
    fn id_bytes(id: &Self::Id) -> &[u8];

    /// The last event's number: the lock.
    fn seq(&self) -> u32;

    /// When the last event happened.
    fn last_at(&self) -> Moment;

    /// The agency whose record it is: where whoever has no desk of their own acts.
    fn home(&self) -> &AgencyCode;

    /// The counter from which a new record draws a number as it is written; none where
    /// it needs none.
    fn series(&self) -> Option<Series> {
        None
    }

    /// Puts in the number that was drawn, in the state and in the event that made it.
    fn numbered(&mut self, first: &mut Event<Self::Fact>, number: u32) {
        let _ = (first, number);
    }

    /// The record to which (kind, id) points.
    fn reference(&self) -> RecordRef {
        RecordRef { kind: Self::KIND, id: Self::id_bytes(self.id()).to_vec() }
    }
}

/// Which record, of whatever kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordRef {
    /// [`Record::KIND`].
    pub kind: &'static str,
    /// [`Record::id_bytes`].
    pub id: Vec<u8>,
}

/// A counter, by its name; each name counts 1, 2, 3 … without a gap.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series(pub String);

/// The record that these events make. Anything but a legal history is damage.
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

/// The record that a first event makes.
pub(super) fn first_of<R: Record>(id: R::Id, event: &Event<R::Fact>) -> Result<R, Fault> {
    if event.seq != 1 {
        let (kind, seq) = (R::KIND, event.seq);
        return Err(Fault::damaged(format!("the history of {kind} {id:?} begins with event {seq}")));
    }
    R::begin(id, event)
}

/// What the next event makes of it.
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
