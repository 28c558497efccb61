//! Who is at the keyboard, and what they may do; and how people are named: the
//! identity number and the card that carries it.

mod card;
mod identity_number;
mod open;
#[cfg(test)]
mod tests;

pub use card::{Card, Doubt};
pub use identity_number::{IdentityNumber, Sex};
pub use open::{
    ID_CHARS, OpenAccount, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, log_in_name, must_be_strong, open_account,
    password_of,
};

use crate::Refusal;
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An officer's log-in name; also how events name them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficerId(pub String);

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    pub const ALL: [PointKind; 3] = [PointKind::AgentPoint, PointKind::Volunteer, PointKind::PostOffice];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            PointKind::AgentPoint => "agent_point",
            PointKind::Volunteer => "volunteer",
            PointKind::PostOffice => "post_office",
        }
    }

    /// The kind with this word.
    pub fn parse(text: &str) -> Option<PointKind> {
        PointKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Officer {
    /// Whether this duty was given to them.
    pub fn has(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
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
}

/// Whoever acts. An edge makes it after it has checked who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// The person the dossier belongs to, or somebody with the secret of the
    /// receipt; the name as the dossier gives it.
    Applicant {
        /// Full name.
        name: String,
    },
    /// A member of staff who has logged in.
    Officer(Officer),
}

impl Actor {
    /// The officer, or the refusal that only officers may do this.
    pub fn officer(&self) -> Result<&Officer, Refusal> {
        match self {
            Actor::Officer(officer) => Ok(officer),
            Actor::Applicant { .. } => Err(Refusal::of("account.officers-only")),
        }
    }

    /// How an event names them.
    pub fn name(&self) -> Who {
        match self {
            Actor::Applicant { name } => Who { officer: None, name: name.clone(), agency: None },
            Actor::Officer(officer) => Who {
                officer: Some(officer.id.clone()),
                name: officer.name.clone(),
                agency: Some(officer.agency.clone()),
            },
        }
    }
}

/// Who did something, as history keeps it: the name of that day stays even when
/// the account changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The officer's account; none for an applicant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
    /// Name on that day.
    pub name: String,
    /// The officer's agency on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyCode>,
}
