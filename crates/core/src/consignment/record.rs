//! What a hand-over list is, and what each fact makes of it.

use crate::act::{self, Changed, Cover, Event, LastEvent, Record, RecordFact, Series, Who};
use crate::directory::AgencyCode;
use crate::dossier::{self, Dossier, DossierCode, ReadDossiers};
use crate::{Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// What the acts about lists ask of a reader.
pub trait ReadConsignments: ReadDossiers {
    /// The list with this id.
    fn consignment(&mut self, id: &str) -> Result<Option<Consignment>, Fault>;
}

/// What every act about lists has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadConsignments + 'a>;
/// What it gives back: the list, and each of its dossiers.
pub type Changes = act::Changes<ConsignmentChange>;

/// The dossiers' part of what an act about a list has in hand.
pub(super) fn dossiers<'a>(desk: &'a mut Desk<'_>) -> dossier::Desk<'a> {
    dossier::Desk { law: desk.law, read: &mut *desk.read, actor: desk.actor, now: desk.now }
}

/// A record that an act about a list changes.
#[expect(clippy::large_enum_variant, reason = "made once for an act and moved once")]
#[derive(Debug, Clone, PartialEq)]
pub enum ConsignmentChange {
    /// The list.
    List(Changed<Consignment>),
    /// A dossier whose result stands on it.
    Dossier(Changed<Dossier>),
}

/// What can happen to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ConsignmentFact {
    /// An office gave it, with the results, to another.
    HandedOver {
        /// Its number in the year of the office that gives it: the store draws it.
        number: u32,
        /// Who gives.
        from: AgencyCode,
        /// Who is to take it.
        to: AgencyCode,
        /// Whose results, in the order of the list.
        dossiers: Vec<DossierCode>,
    },
    /// The other office took it over; what it noted stands in the event.
    TakenOver {
        /// Of which nothing came.
        missing: Vec<DossierCode>,
    },
    /// The office that gave it took it back; why stands in the event.
    TakenBack,
}

impl RecordFact for ConsignmentFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// That a list was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOver {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// Of which nothing came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<DossierCode>,
    /// What they noted; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// That a list was taken back by the office that gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: Who,
    /// Why.
    pub reason: String,
}

/// A list of results that go from one office to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consignment {
    /// Its name for machines, made by the sender before the first sending.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Its number in the year of the office that gave it.
    pub number: u32,
    /// Who gives.
    pub from: AgencyCode,
    /// Who is to take it.
    pub to: AgencyCode,
    /// When it was given.
    pub given_at: Moment,
    /// By whom.
    pub given_by: Who,
    /// Whose results, in the order of the list.
    pub dossiers: Vec<DossierCode>,
    /// None while it is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<TakenOver>,
    /// None unless it was taken back before it was taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

impl Consignment {
    /// Its number as people write it: `12/2026`.
    pub fn number_of_year(&self) -> String {
        format!("{}/{}", self.number, self.given_at.day().ymd().0)
    }

    /// It was neither taken over nor taken back.
    pub fn is_under_way(&self) -> bool {
        self.taken.is_none() && self.taken_back.is_none()
    }

    /// Refuses what has ended.
    pub(super) fn must_be_under_way(&self) -> Result<(), Refusal> {
        match (&self.taken, &self.taken_back) {
            (None, None) => Ok(()),
            (Some(_), _) => Err(Refusal::of("result.list-taken")),
            (None, Some(_)) => Err(Refusal::of("result.list-taken-back")),
        }
    }

    /// Whether the result of this dossier came, once that is known.
    pub fn came(&self, dossier: &DossierCode) -> Option<bool> {
        self.taken.as_ref().map(|taken| !taken.missing.contains(dossier))
    }
}

impl Record for Consignment {
    const KIND: &'static str = "consignment";
    type Id = String;
    type Fact = ConsignmentFact;

    fn begin(id: String, event: &Event<ConsignmentFact>) -> Option<Consignment> {
        match &event.fact {
            ConsignmentFact::HandedOver { number, from, to, dossiers } => Some(Consignment {
                id,
                last: event.into(),
                number: *number,
                from: from.clone(),
                to: to.clone(),
                given_at: event.at,
                given_by: event.who.clone(),
                dossiers: dossiers.clone(),
                taken: None,
                taken_back: None,
            }),
            ConsignmentFact::TakenOver { .. } | ConsignmentFact::TakenBack => None,
        }
    }

    fn apply(&mut self, event: &Event<ConsignmentFact>) -> Result<(), Fault> {
        match &event.fact {
            ConsignmentFact::TakenBack if self.is_under_way() => {
                let reason = event.reason.clone().unwrap_or_default();
                self.taken_back = Some(TakenBack { at: event.at, by: event.who.clone(), reason });
                Ok(())
            }
            ConsignmentFact::TakenOver { missing } if self.is_under_way() => {
                self.taken = Some(TakenOver {
                    at: event.at,
                    by: event.who.clone(),
                    missing: missing.clone(),
                    note: event.reason.clone().unwrap_or_default(),
                });
                Ok(())
            }
            ConsignmentFact::TakenOver { .. }
            | ConsignmentFact::TakenBack
            | ConsignmentFact::HandedOver { .. } => {
                Err(Fault::damaged(format!("the list {} was handed over or ended twice", self.id)))
            }
        }
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.from, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }

    fn series(event: &Event<ConsignmentFact>) -> Option<Series> {
        match &event.fact {
            ConsignmentFact::HandedOver { from, .. } => {
                Some(Series(format!("consignment/{from}/{}", event.at.day().ymd().0)))
            }
            ConsignmentFact::TakenOver { .. } | ConsignmentFact::TakenBack => None,
        }
    }

    fn numbered(&mut self, event: &mut Event<ConsignmentFact>, drawn: u32) {
        if let ConsignmentFact::HandedOver { number, .. } = &mut event.fact {
            *number = drawn;
            self.number = drawn;
        }
    }
}
