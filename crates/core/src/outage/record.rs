//! The record of an outage as its events make it, and what it does to a due date.

use crate::act::{self, Changed, Cover, Event, LastEvent, Officer, Promise, Record, RecordFact, Who};
use crate::calendar::{Cause, Move};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Fault, Law, Moment, Refusal, Trust};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What the acts about outages ask of a reader.
pub trait ReadOutages {
    /// The outage with this id.
    fn outage(&mut self, id: &str) -> Result<Option<Outage>, Fault>;

    /// The recorded outages that lasted beyond `since` and may strike this agency: its
    /// own, and those of whole provinces. Of which province it is one, the rules say.
    fn outages(&mut self, of: &AgencyCode, since: Moment) -> Result<Vec<Outage>, Fault>;
}

/// What every act about outages has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadOutages + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<Outage>>;

/// What can happen to the record of an outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OutageFact {
    /// It was recorded; what happened stands in the event.
    Recorded {
        /// System or force majeure.
        cause: Cause,
        /// The agency it struck.
        agency: AgencyCode,
        /// Rather the whole province of that agency.
        whole_province: bool,
        /// From.
        from: Moment,
        /// Until.
        until: Moment,
        /// Whether a planned one was announced in time.
        in_time: Option<bool>,
    },
    /// The record was a mistake; why stands in the event.
    Voided,
}

impl RecordFact for OutageFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// A recorded outage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Its name for machines.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// System or force majeure.
    pub cause: Cause,
    /// The agency it struck; with `whole_province`, all of the province in which
    /// that agency lies.
    pub agency: AgencyCode,
    /// The whole province.
    pub whole_province: bool,
    /// From.
    pub from: Moment,
    /// Until.
    pub until: Moment,
    /// What happened, for the people whose dates it moves.
    pub reason: String,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// By whom.
    pub recorded_by: Who,
    /// Whether a planned outage was announced as long before as it must be (NĐ
    /// 224/2026 art 13); none for what nobody planned.
    pub in_time: Option<bool>,
    /// The record was a mistake; none while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<Box<Voided>>,
}

/// That the record of an outage was a mistake. It stays where it is, for whoever asks
/// why a date was what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voided {
    /// When that was said.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// What was wrong with it.
    pub reason: String,
}

impl Record for Outage {
    const KIND: &'static str = "outage";
    type Id = String;
    type Fact = OutageFact;

    fn begin(id: String, event: &Event<OutageFact>) -> Option<Outage> {
        match &event.fact {
            OutageFact::Recorded { cause, agency, whole_province, from, until, in_time } => Some(Outage {
                id,
                last: event.into(),
                cause: *cause,
                agency: agency.clone(),
                whole_province: *whole_province,
                from: *from,
                until: *until,
                reason: event.reason.clone().unwrap_or_default(),
                recorded_at: event.at,
                recorded_by: event.who.clone(),
                in_time: *in_time,
                voided: None,
            }),
            OutageFact::Voided => None,
        }
    }

    fn apply(&mut self, event: &Event<OutageFact>) -> Result<(), Fault> {
        match &event.fact {
            OutageFact::Recorded { .. } => {
                Err(Fault::damaged(format!("outage {} was recorded twice", self.id)))
            }
            OutageFact::Voided => {
                let reason = event.reason.clone().unwrap_or_default();
                self.voided = Some(Box::new(Voided { at: event.at, by: event.who.clone(), reason }));
                Ok(())
            }
        }
    }

    fn cover(&self) -> Cover<'_, Self::Id> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}

impl Outage {
    /// Whether it struck this agency: by name, or with its whole province. One that was
    /// voided is asked about in the same way: it is for them that it does not count.
    pub fn strikes(&self, law: &Law, competent: &AgencyCode) -> bool {
        if !self.whole_province {
            return *competent == self.agency;
        }
        let province = |code: &AgencyCode| {
            law.directory.agency(code).and_then(|agency| law.directory.province_of(&agency.unit))
        };
        let struck = province(&self.agency);
        struck.is_some() && struck == province(competent)
    }

    /// The promise of a dossier of this agency once the outage is carried to it, with whatever else
    /// was recorded; none where the date stays.
    pub fn moves(
        &self,
        law: &Law,
        competent: &AgencyCode,
        promise: &Promise,
        recorded: &[Outage],
    ) -> Result<Option<Promise>, Refusal> {
        let mut all: Vec<Outage> = recorded.iter().filter(|other| other.id != self.id).cloned().collect();
        all.push(self.clone());
        let moved = promise.struck(law, competent, &all)?;
        Ok(Some(moved).filter(|moved| moved.at != promise.at))
    }

    /// Whether it has moved this date before: then it does so no more. What was voided may
    /// be carried whenever the date changes.
    pub fn has_moved(&self, promise: &Promise) -> bool {
        self.voided.is_none() && self.is_in(promise)
    }

    /// What it does to a due date.
    pub fn as_move(&self) -> Move {
        Move::Lost {
            cause: self.cause,
            outage: self.id.clone(),
            name: self.reason.clone(),
            from: self.from,
            until: self.until,
        }
    }

    /// Whether this promise takes it into account.
    pub fn is_in(&self, promise: &Promise) -> bool {
        promise.moves.iter().any(|each| matches!(each, Move::Lost { outage, .. } if *outage == self.id))
    }

    /// How sure the dates are that it moves: that half a day lost is a day lost is
    /// assumed.
    pub fn trust(&self, law: &Law) -> Trust {
        law.clock.lost_day(self.from.day()).trust
    }
}

/// The leader of the agency that it struck, or of the office of its province.
pub(super) fn must_answer_for(
    law: &Law,
    officer: &Officer,
    agency: &AgencyCode,
    whole_province: bool,
) -> Result<(), Refusal> {
    if officer.has(Duty::Leader) && law.is_province_office_of(&officer.agency, agency) {
        return Ok(());
    }
    if whole_province {
        return Err(Refusal::of("outage.not-for-the-province").at("agency"));
    }
    officer.must_have(Duty::Leader, agency)
}
