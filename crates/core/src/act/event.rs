//! What happened to a record: who, when, where and why. History is only ever added to.

use super::Who;
use crate::Moment;
use crate::directory::AgencyCode;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// What can happen to records of one kind.
pub trait RecordFact: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send {
    /// The event's name in data, messages and templates.
    fn kind(&self) -> &'static str;
}

/// One line of a record's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event<F> {
    /// From 1, without gaps; (record, sequence number) is the lock.
    pub seq: u32,
    /// When.
    pub at: Moment,
    /// Who.
    pub who: Who,
    /// At which agency's desk.
    pub place: AgencyCode,
    /// Why, in words, where a reason was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What.
    pub fact: F,
}

/// A record's last event, as the record itself holds it. Its number is the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastEvent {
    /// Its number.
    pub seq: u32,
    /// When it happened.
    #[serde(rename = "last_at")]
    pub at: Moment,
}

impl<F> From<&Event<F>> for LastEvent {
    fn from(event: &Event<F>) -> LastEvent {
        LastEvent { seq: event.seq, at: event.at }
    }
}
