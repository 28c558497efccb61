//! Chốt sổ cuối ngày: what an officer took at the counter on a day, as the records say and as it was counted.

use super::{PaymentWay, TillSum};
use crate::act::{Cover, Event, LastEvent, OfficerId, Record, RecordFact, Who};
use crate::directory::AgencyCode;
use crate::{Day, Fault, Moment};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// The ways that are counted at the end of a day.
pub const TILL_WAYS: [PaymentWay; 2] = [PaymentWay::Cash, PaymentWay::Card];

/// What was taken by one way: as the records say, and as it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TillCount {
    /// What the records say.
    #[serde(flatten)]
    pub sum: TillSum,
    /// What was counted, in đồng.
    pub counted_vnd: u64,
}

impl TillCount {
    /// By how much more was counted than the records say, in đồng; less than zero where some is missing.
    pub fn difference_vnd(&self) -> i64 {
        self.counted_vnd.cast_signed() - self.sum.left_vnd()
    }
}

/// What can happen to a closing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ClosingFact {
    /// The officer counted the till; what explains a difference stands in the event.
    TillClosed {
        /// Whose till.
        officer: OfficerId,
        /// Their name on that day.
        name: String,
        /// At which agency.
        agency: AgencyCode,
        /// Of which day.
        day: Day,
        /// By way.
        counted: Vec<TillCount>,
    },
    /// Another officer took the money over and agreed; what they noted stands in the event.
    TillConfirmed,
}

impl RecordFact for ClosingFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The count of one officer's till on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Its name for machines: there is one for an officer, an agency and a day.
    pub id: String,
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Whose till.
    pub officer: OfficerId,
    /// Their name on that day.
    pub name: String,
    /// At which agency.
    pub agency: AgencyCode,
    /// Of which day.
    pub day: Day,
    /// By way.
    pub counted: Vec<TillCount>,
    /// When it was counted.
    pub closed_at: Moment,
    /// What explains a difference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub explained: String,
    /// Who took the money over; none while nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<Who>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Moment>,
    /// What they noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The name of a closing.
pub fn closing_id(officer: &OfficerId, agency: &AgencyCode, day: Day) -> String {
    format!("{agency}/{}/{officer}", day)
}

impl Closing {
    /// By how much more was counted than the records say, in đồng.
    pub fn difference_vnd(&self) -> i64 {
        self.counted.iter().map(TillCount::difference_vnd).sum()
    }

    /// Whether any way differs: a surplus in one does not hide what is missing in the other.
    pub fn differs(&self) -> bool {
        self.counted.iter().any(|way| way.difference_vnd() != 0)
    }
}

impl Record for Closing {
    const KIND: &'static str = "closing";
    type Id = String;
    type Fact = ClosingFact;

    fn begin(id: String, event: &Event<ClosingFact>) -> Option<Closing> {
        match event.fact.clone() {
            ClosingFact::TillClosed { officer, name, agency, day, counted } => Some(Closing {
                id,
                last: event.into(),
                officer,
                name,
                agency,
                day,
                counted,
                closed_at: event.at,
                explained: event.reason.clone().unwrap_or_default(),
                confirmed_by: None,
                confirmed_at: None,
                note: String::new(),
            }),
            ClosingFact::TillConfirmed => None,
        }
    }

    fn apply(&mut self, event: &Event<ClosingFact>) -> Result<(), Fault> {
        match &event.fact {
            ClosingFact::TillConfirmed if self.confirmed_by.is_none() => {
                (self.confirmed_by, self.confirmed_at) = (Some(event.who.clone()), Some(event.at));
                self.note = event.reason.clone().unwrap_or_default();
                Ok(())
            }
            ClosingFact::TillConfirmed | ClosingFact::TillClosed { .. } => {
                Err(Fault::damaged(format!("the till {} was closed or confirmed twice", self.id)))
            }
        }
    }

    fn cover(&self) -> Cover<'_, String> {
        Cover { id: &self.id, home: &self.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
