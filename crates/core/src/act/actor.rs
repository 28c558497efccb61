//! Who acts: a person, a member of staff, another system, the clock, or the operator of the
//! server; and how history names them.

use crate::catalogue::Duty;
use crate::directory::{AgencyCode, AgencyKind, UnitCode};
use crate::{Law, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumCount, EnumString, IntoStaticStr};

/// An officer's log-in name; also how events name them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficerId(pub String);

impl AsRef<[u8]> for OfficerId {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for OfficerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A member of staff with the duties given to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Log-in name.
    pub id: OfficerId,
    /// Full name.
    pub name: String,
    /// Where they work.
    pub agency: AgencyCode,
    /// What they may be asked to do there.
    pub duties: Vec<Duty>,
    /// The point beside the citizen where a helper sits; none for staff. A helper
    /// has no duties: hands in for people, and sees only that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// For whom they act beside themselves. It is worked out for the day of the act and
    /// kept nowhere.
    #[serde(skip)]
    pub stead: Stead,
}

/// For whom an officer acts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Stead {
    /// Only for themselves.
    #[default]
    Own,
    /// For themselves and, in these duties, for colleagues who are away. [`super::in_stead`]
    /// finds out which of them an act needs.
    Beside(Vec<StandsIn>),
    /// In the stead of this colleague: the duties are the colleague's.
    Of(StandsIn),
}

/// A colleague for whom an officer stands in (người được thay) on the day of the act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsIn {
    /// The colleague.
    pub officer: OfficerId,
    /// Full name.
    pub name: String,
    /// In which duties.
    pub duties: Vec<Duty>,
}

/// Where a helper sits: an agent's point, a post office, a team of volunteers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What kind of point.
    pub kind: PointKind,
    /// Its name.
    pub name: String,
}

/// A kind of point.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PointKind {
    /// Điểm đại lý dịch vụ công
    AgentPoint,
    /// Đoàn viên, tổ công nghệ số cộng đồng
    Volunteer,
    /// Bưu điện
    PostOffice,
}

impl PointKind {
    /// All kinds.
    pub const ALL: [PointKind; PointKind::COUNT] =
        [PointKind::AgentPoint, PointKind::Volunteer, PointKind::PostOffice];

    /// The word.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The kind with this word.
    pub fn parse(text: &str) -> Option<PointKind> {
        text.parse().ok()
    }
}

impl Officer {
    /// Whether this duty was given to them, or to somebody for whom they stand in.
    pub fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty) || self.stands_in().iter().any(|away| away.duties.contains(&duty))
    }

    /// The colleagues for whom they stand in beside their own duties.
    pub fn stands_in(&self) -> &[StandsIn] {
        match &self.stead {
            Stead::Beside(away) => away,
            Stead::Own | Stead::Of(_) => &[],
        }
    }

    /// Whether what was given to this officer by name, for this duty, is theirs to do.
    pub fn acts_as(&self, named: &OfficerId, duty: Duty) -> bool {
        match &self.stead {
            Stead::Of(away) => away.officer == *named,
            Stead::Own | Stead::Beside(_) => {
                let stands_in = |away: &StandsIn| away.officer == *named && away.duties.contains(&duty);
                self.id == *named || self.stands_in().iter().any(stands_in)
            }
        }
    }

    /// Whether they have any duty at a desk on the day for which they were read. Whoever only
    /// keeps accounts, and whoever's duties have not begun or are over, has none.
    pub fn sits_at_a_desk(&self) -> bool {
        Duty::DESKS.into_iter().any(|duty| self.has(duty))
    }

    /// Whether they lead the office of a province that is served: whoever does answers
    /// for what holds for all its agencies.
    pub fn leads_the_province(&self, law: &Law) -> bool {
        self.has_in_the_province_office(Duty::Leader, law)
    }

    /// Whether they have this duty in the office of the province that is served.
    pub fn has_in_the_province_office(&self, duty: Duty, law: &Law) -> bool {
        let agency = law.directory.agency(&self.agency);
        let is_office = agency.is_some_and(|agency| agency.kind == AgencyKind::ProvinceOffice);
        is_office && self.province(law).is_some_and(|here| law.policy.serves(here)) && self.has(duty)
    }

    /// The province of their agency.
    pub fn province<'l>(&self, law: &'l Law) -> Option<&'l UnitCode> {
        law.directory.province_of(&law.directory.agency(&self.agency)?.unit)
    }

    /// Refuses unless they have this duty at this agency.
    pub fn must_have(&self, duty: Duty, agency: &AgencyCode) -> Result<(), Refusal> {
        if self.agency != *agency {
            return Err(Refusal::of("dossier.not-your-unit").with("agency", agency));
        }
        if !self.has(duty) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", duty.as_str()));
        }
        Ok(())
    }

    /// Refuses whoever has neither of these duties at their own agency: for want of the first.
    pub fn must_have_one_of(&self, duties: [Duty; 2]) -> Result<(), Refusal> {
        match duties.into_iter().any(|duty| self.has(duty)) {
            true => Ok(()),
            false => Err(Refusal::of("dossier.not-your-duty").with("duty", duties[0].as_str())),
        }
    }
}

/// Who acts. An edge builds it after it has checked the identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The person whose record it is, or somebody with the secret of the receipt; the
    /// name as the record gives it.
    Person {
        /// Full name.
        name: String,
    },
    /// A member of staff who has signed in.
    Officer(Officer),
    /// Another system, by the name under which it is connected.
    Outside {
        /// The name.
        system: String,
    },
    /// The scheduler: the act was due at this time.
    Clock,
    /// The operator, on the command line of the server.
    Operator {
        /// Their name there.
        name: String,
    },
}

impl Actor {
    /// The officer, or the refusal that only officers may do this.
    pub fn officer(&self) -> Result<&Officer, Refusal> {
        match self {
            Actor::Officer(officer) => Ok(officer),
            Actor::Person { .. } | Actor::Outside { .. } | Actor::Clock | Actor::Operator { .. } => {
                Err(Refusal::of("account.officers-only"))
            }
        }
    }

    /// For acts that a person does, or an officer for them: the officer, or none for the
    /// person. Refuses every other actor.
    pub fn person_or_officer(&self) -> Result<Option<&Officer>, Refusal> {
        match self {
            Actor::Person { .. } => Ok(None),
            Actor::Officer(officer) => Ok(Some(officer)),
            Actor::Outside { .. } | Actor::Clock | Actor::Operator { .. } => {
                Err(Refusal::of("account.people-only"))
            }
        }
    }

    /// The agency at whose desk they sit.
    pub fn agency(&self) -> Option<&AgencyCode> {
        match self {
            Actor::Officer(officer) => Some(&officer.agency),
            Actor::Person { .. } | Actor::Outside { .. } | Actor::Clock | Actor::Operator { .. } => None,
        }
    }

    /// How an event names them.
    pub fn name(&self) -> Who {
        let of = |name: &str, kind| Who {
            officer: None,
            name: name.to_string(),
            agency: None,
            kind,
            instead_of: None,
        };
        match self {
            Actor::Person { name } => of(name, WhoKind::Person),
            Actor::Officer(officer) => Who {
                officer: Some(officer.id.clone()),
                name: officer.name.clone(),
                agency: Some(officer.agency.clone()),
                kind: WhoKind::Person,
                instead_of: match &officer.stead {
                    Stead::Of(away) => {
                        Some(InsteadOf { officer: away.officer.clone(), name: away.name.clone() })
                    }
                    Stead::Own | Stead::Beside(_) => None,
                },
            },
            Actor::Outside { system } => of(system, WhoKind::System),
            Actor::Clock => of("", WhoKind::Clock),
            Actor::Operator { name } => of(name, WhoKind::Operator),
        }
    }
}

/// Who did something, as history keeps it: the name of that day stays even when
/// the account changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The officer's account; none for anybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
    /// Name on that day; of a system the name under which it was connected.
    pub name: String,
    /// The officer's agency on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyCode>,
    /// What kind of actor.
    #[serde(default, skip_serializing_if = "WhoKind::is_person")]
    pub kind: WhoKind,
    /// The colleague in whose stead the officer acted; none when they acted for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<InsteadOf>,
}

/// In whose stead somebody acted, as history keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InsteadOf {
    /// The colleague's account.
    pub officer: OfficerId,
    /// Name on that day.
    pub name: String,
}

/// What kind of actor somebody was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhoKind {
    /// A human: a person or an officer.
    #[default]
    Person,
    /// Another system.
    System,
    /// The clock.
    Clock,
    /// The operator.
    Operator,
}

impl WhoKind {
    fn is_person(&self) -> bool {
        *self == WhoKind::Person
    }
}
