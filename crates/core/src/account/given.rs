//! What is given to an account's person for a time: duties, a post elsewhere, the work of a
//! colleague who is away. Days are whole; both ends belong to the time.

use crate::act::OfficerId;
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Day, Refusal};
use serde::{Deserialize, Serialize};

/// A duty and the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenDuty {
    /// Which.
    pub duty: Duty,
    /// From this day; none: always until now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// To this day; none: until it is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
}

impl GivenDuty {
    /// A duty without dates.
    pub fn always(duty: Duty) -> GivenDuty {
        GivenDuty { duty, from: None, to: None }
    }

    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it has neither beginning nor end.
    pub fn is_always(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    fn meets(&self, other: &GivenDuty) -> bool {
        let ends_before = |one: &GivenDuty, two: &GivenDuty| match (one.to, two.from) {
            (Some(to), Some(from)) => to < from,
            _ => false,
        };
        self.duty == other.duty && !ends_before(self, other) && !ends_before(other, self)
    }
}

/// The most duties, each with its days, that one person has: five duties for some years.
pub(super) const DUTIES_MAX: usize = 50;

/// More duties than anybody has.
pub(super) fn too_many_duties() -> Refusal {
    Refusal::of("account.duties-many").at("duty").with("limit", DUTIES_MAX)
}

/// Everything that is wrong with the dates of these duties.
pub(super) fn wrong_dates(given: &[GivenDuty]) -> Vec<Refusal> {
    if given.len() > DUTIES_MAX {
        return vec![too_many_duties()];
    }
    let mut wrong = Vec::new();
    for (nth, one) in given.iter().enumerate() {
        if let (Some(from), Some(to)) = (one.from, one.to)
            && to < from
        {
            let refusal = Refusal::of("account.ends-before").at("to");
            wrong.push(refusal.with("from", from.vn()).with("to", to.vn()));
        }
        if given.iter().skip(nth + 1).any(|other| one.meets(other)) {
            let refusal = Refusal::of("account.dates-overlap").at("duty");
            wrong.push(refusal.with("duty", one.duty.as_str()));
        }
    }
    wrong
}

/// A post to which somebody is transferred (điều chuyển) on a day to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPost {
    /// Where.
    pub agency: AgencyCode,
    /// From which day.
    pub from: Day,
    /// As what.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// With which duties.
    pub duties: Vec<GivenDuty>,
}

/// One officer stands in for another (làm thay) in these duties. On the account of who stands in,
/// `officer` is the colleague who is away; on the colleague's account it is who stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandIn {
    /// The other one.
    pub officer: OfficerId,
    /// Their name on the day when it was given.
    pub name: String,
    /// At which agency: where one of them has gone elsewhere, it holds no more.
    pub agency: AgencyCode,
    /// In which duties.
    pub duties: Vec<Duty>,
    /// From this day.
    pub from: Day,
    /// To this day.
    pub to: Day,
}

impl StandIn {
    /// Whether it holds on this day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether both hold on some day and for some duty.
    pub(super) fn meets(&self, other: &StandIn) -> bool {
        self.from <= other.to
            && other.from <= self.to
            && self.duties.iter().any(|duty| other.duties.contains(duty))
    }
}

/// What is known of an account's person beside name and agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Chức vụ, in the office's own words; gives no right.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub position: String,
    /// The twelve digits, by which a person is one person; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identity: String,
    /// E-mail in small letters; empty when nobody said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
}

impl Particulars {
    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        *self == Particulars::default()
    }
}
