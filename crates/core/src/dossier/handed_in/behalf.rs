//! Handing in for somebody else: who stands at the counter for the person, who
//! helps them, and what the person agreed to. Consent is a fact with a way, a scope
//! and an end (Luật BVDLCN 91/2025; the longest term is our own caution, no law's).

use crate::act::{OfficerId, PointKind};
use crate::text::line;
use crate::{DAY_MS, Moment, Refusal};
use serde::{Deserialize, Serialize};
use strum::{EnumCount, EnumString, IntoStaticStr};

/// Who helped somebody to hand in, kept beside the channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assistance {
    /// What kind of helper.
    pub kind: Helper,
    /// Their name, or the point's.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The helper's own account, when they handed it in with one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<OfficerId>,
}

impl Assistance {
    /// Help by somebody without an account.
    pub fn of(kind: Helper, name: impl Into<String>) -> Assistance {
        Assistance { kind, name: name.into(), by: None }
    }
}

/// A kind of helper.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Helper {
    /// Điểm đại lý dịch vụ công
    AgentPoint,
    /// Đoàn viên, tổ công nghệ số cộng đồng
    Volunteer,
    /// Bưu điện
    PostOffice,
    /// Cán bộ
    Officer,
    /// Người thân
    Relative,
}

impl Helper {
    /// All kinds.
    pub const ALL: [Helper; Helper::COUNT] =
        [Helper::AgentPoint, Helper::Volunteer, Helper::PostOffice, Helper::Officer, Helper::Relative];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The kind with this word.
    pub fn parse(text: &str) -> Option<Helper> {
        text.parse().ok()
    }
}

impl From<PointKind> for Helper {
    fn from(kind: PointKind) -> Helper {
        match kind {
            PointKind::AgentPoint => Helper::AgentPoint,
            PointKind::Volunteer => Helper::Volunteer,
            PointKind::PostOffice => Helper::PostOffice,
        }
    }
}

/// Somebody who hands in for the person whose dossier it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Submitter {
    /// Full name.
    pub name: String,
    /// Identity number, if given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub identity: String,
    /// What they are to the person.
    pub relation: Relation,
    /// Number and day of the authorisation, where one is needed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub authorisation: String,
}

/// What somebody who hands in is to the person.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    Serialize,
    Deserialize,
    IntoStaticStr,
    EnumString,
    EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Relation {
    /// Người thân (cha, mẹ, vợ, chồng, con, anh chị em, ông bà)
    #[default]
    Relative,
    /// Người giám hộ, người đại diện theo pháp luật
    Guardian,
    /// Người được ủy quyền
    Authorised,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; Relation::COUNT] =
        [Relation::Relative, Relation::Guardian, Relation::Authorised];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The relation with this word.
    pub fn parse(text: &str) -> Option<Relation> {
        text.parse().ok()
    }
}

impl Submitter {
    /// Tidied, or what is wrong: somebody authorised says by which paper.
    pub fn checked(mut self) -> Result<Submitter, Vec<Refusal>> {
        let mut wrong = Vec::new();
        self.name = line(&self.name).into_owned();
        self.authorisation = self.authorisation.trim().to_string();
        self.identity.retain(|c| c.is_ascii_digit());
        if !self.name.chars().any(char::is_alphabetic) {
            wrong.push(Refusal::of("submitter.name-missing").at("submitter_name"));
        }
        if self.relation == Relation::Authorised && self.authorisation.is_empty() {
            wrong.push(Refusal::of("submitter.authorisation-missing").at("submitter_authorisation"));
        }
        if self.name.chars().count() > 200 || self.authorisation.chars().count() > 200 {
            wrong.push(Refusal::of("applicant.too-long").at("submitter_name").with("limit", 200));
        }
        if !self.identity.is_empty() && !matches!(self.identity.len(), 9 | 12) {
            wrong.push(Refusal::of("applicant.identity-shape").at("submitter_identity"));
        }
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}

/// What the person agreed to, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// How it was given.
    pub way: ConsentWay,
    /// To what.
    pub scope: Vec<ConsentScope>,
    /// When.
    pub at: Moment,
    /// Until when it holds; it ends by itself.
    pub until: Moment,
    /// When the person took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Moment>,
}

/// How a consent was given.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, EnumString, EnumCount,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ConsentWay {
    /// Said before the helper or the officer.
    Spoken,
    /// Signed on paper.
    Signed,
}

impl ConsentWay {
    /// Both.
    pub const ALL: [ConsentWay; ConsentWay::COUNT] = [ConsentWay::Spoken, ConsentWay::Signed];

    /// The word used in data and forms.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// The way with this word.
    pub fn parse(text: &str) -> Option<ConsentWay> {
        text.parse().ok()
    }
}

/// What a consent allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentScope {
    /// The helper hands this dossier in.
    HandIn,
    /// The helper follows it afterwards.
    Follow,
    /// Papers of earlier dossiers are used again in this one.
    ReusePapers,
}

/// The longest that a consent holds, in days.
pub const CONSENT_DAYS_MAX: u16 = 180;
/// How many days a consent holds where nobody says how long.
pub const CONSENT_DAYS_USUAL: u16 = 30;

impl Consent {
    /// A consent given now that holds for `days` days.
    pub fn given(
        way: ConsentWay,
        scope: Vec<ConsentScope>,
        days: u16,
        now: Moment,
    ) -> Result<Consent, Refusal> {
        if !(1..=CONSENT_DAYS_MAX).contains(&days) {
            return Err(Refusal::of("consent.term").at("consent_days").with("limit", CONSENT_DAYS_MAX));
        }
        let until = now.plus_ms(i64::from(days) * DAY_MS);
        Ok(Consent { way, scope, at: now, until, withdrawn_at: None })
    }

    /// Whether it allows this now.
    pub fn allows(&self, what: ConsentScope, now: Moment) -> bool {
        self.withdrawn_at.is_none() && now < self.until && self.scope.contains(&what)
    }
}
