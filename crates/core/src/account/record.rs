//! An account as its events make it.

use super::given::{GivenDuty, NextPost, Particulars, StandIn};
use crate::act::{self, Changed, Cover, Event, LastEvent, Officer, OfficerId, Record, RecordFact};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Day, Fault, Moment};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// What the acts about accounts ask of a reader.
pub trait ReadAccounts {
    /// The account with this log-in name, open or closed.
    fn account(&mut self, id: &OfficerId) -> Result<Option<Account>, Fault>;

    /// Whether anybody sits at this desk of this agency on this day, or leads the agency.
    fn has_staff(&mut self, agency: &AgencyCode, duty: Duty, day: Day) -> Result<bool, Fault>;

    /// The account, open or closed, of whoever has this identity number or this e-mail; what is
    /// empty is nobody's.
    fn account_of_person(&mut self, identity: &str, email: &str) -> Result<Option<Account>, Fault>;

    /// Whether anybody leads this agency on this day, or will by what is written now.
    fn is_led(&mut self, agency: &AgencyCode, day: Day) -> Result<bool, Fault>;

    /// The codes of open dossiers that this officer holds by name.
    fn dossiers_held_by(&mut self, id: &OfficerId) -> Result<Vec<String>, Fault>;
}

/// What every act about accounts has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadAccounts + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<Account>>;

/// What can happen to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "an account has one `Opened` and a handful of others")]
pub enum AccountFact {
    /// It was made.
    Opened {
        /// For whom, where, with which duties that have no dates.
        officer: Officer,
        /// What else was said of them.
        #[serde(default, skip_serializing_if = "Particulars::is_empty")]
        particulars: Particulars,
        /// Duties with dates.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        dated: Vec<GivenDuty>,
        /// Until when the one-time password holds; none: the password is a lasting one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        first_use: Option<Moment>,
    },
    /// What is known of the person was changed.
    Edited {
        /// Full name.
        name: String,
        /// The rest.
        particulars: Particulars,
    },
    /// It was closed.
    Disabled,
    /// It was opened again.
    Enabled,
    /// It has these duties from then on, and no others.
    DutiesGiven {
        /// Which, with their days.
        duties: Vec<GivenDuty>,
    },
    /// Its person stands in for a colleague.
    StandInGiven(StandIn),
    /// They do no more.
    StandInEnded {
        /// For whom.
        officer: OfficerId,
    },
    /// A colleague stands in for its person.
    StoodInBy(StandIn),
    /// The colleague does no more.
    StoodInNoMore {
        /// Who.
        officer: OfficerId,
    },
    /// Its person goes to another post.
    Transferred(NextPost),
    /// The operator set a lasting password.
    PasswordSet,
    /// It got a one-time password, which must be changed at the first sign-in.
    PasswordIssued {
        /// Until when it holds.
        until: Moment,
    },
    /// Its owner chose a password.
    PasswordChanged,
}

impl AccountFact {
    /// Whether whoever is signed in has to sign in again. Other changes hold from the next
    /// request on without that.
    pub fn ends_sessions(&self) -> bool {
        matches!(
            self,
            AccountFact::Disabled
                | AccountFact::Enabled
                | AccountFact::PasswordSet
                | AccountFact::PasswordIssued { .. }
                | AccountFact::PasswordChanged
        )
    }
}

impl RecordFact for AccountFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The hash of a password. Never shown, never in a history.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasswordHash(pub String);

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash")
    }
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The last event.
    #[serde(flatten)]
    pub last: LastEvent,
    /// Whose, at which post and with which duties without dates, as of the last event. Who they
    /// are on a day says [`Account::on`].
    pub officer: Officer,
    /// Whether they may sign in.
    pub is_active: bool,
    /// What else is known of them.
    #[serde(default, skip_serializing_if = "Particulars::is_empty")]
    pub particulars: Particulars,
    /// Duties with dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<GivenDuty>,
    /// Where they go on a day to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NextPost>,
    /// For whom they stand in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stands_in: Vec<StandIn>,
    /// Who stands in for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stood_in_by: Vec<StandIn>,
    /// The password is a one-time one, until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_use: Option<Moment>,
    /// A new password, on its way to where the log-in finds it; it stays in no record.
    #[serde(skip)]
    pub password: Option<PasswordHash>,
}

impl Account {
    /// An account as it is made at this moment, with what everybody has.
    pub fn of(officer: Officer, at: Moment) -> Account {
        Account {
            last: LastEvent { seq: 1, at },
            officer,
            is_active: true,
            particulars: Particulars::default(),
            dated: Vec::new(),
            next: None,
            stands_in: Vec::new(),
            stood_in_by: Vec::new(),
            first_use: None,
            password: None,
        }
    }

    /// The duties at the present post, dated or not.
    pub fn given(&self) -> Vec<GivenDuty> {
        let always = self.officer.duties.iter().map(|duty| GivenDuty::always(*duty));
        always.chain(self.dated.iter().cloned()).collect()
    }

    fn give(&mut self, duties: &[GivenDuty]) {
        let always: Vec<Duty> =
            duties.iter().filter(|given| given.is_always()).map(|given| given.duty).collect();
        self.officer.duties = always;
        self.dated = duties.iter().filter(|given| !given.is_always()).cloned().collect();
    }

    /// A post whose day has come is the present one.
    fn settle(&mut self, day: Day) {
        if let Some(post) = self.next.take_if(|next| next.from <= day) {
            self.officer.agency = post.agency;
            self.particulars.position = post.position;
            self.give(&post.duties);
        }
    }
}

impl Record for Account {
    const KIND: &'static str = "account";
    type Id = OfficerId;
    type Fact = AccountFact;

    fn begin(id: OfficerId, event: &Event<AccountFact>) -> Option<Account> {
        let AccountFact::Opened { officer, particulars, dated, first_use } = &event.fact else { return None };
        (officer.id == id).then(|| Account {
            particulars: particulars.clone(),
            dated: dated.clone(),
            first_use: *first_use,
            ..Account::of(officer.clone(), event.at)
        })
    }

    fn apply(&mut self, event: &Event<AccountFact>) -> Result<(), Fault> {
        let today = event.at.day();
        self.settle(today);
        match &event.fact {
            AccountFact::Opened { .. } => {
                return Err(Fault::damaged(format!("account {} was made twice", self.officer.id)));
            }
            AccountFact::Edited { name, particulars } => {
                self.officer.name = name.clone();
                self.particulars = particulars.clone();
            }
            AccountFact::Disabled => self.is_active = false,
            AccountFact::Enabled => self.is_active = true,
            AccountFact::DutiesGiven { duties } => self.give(duties),
            AccountFact::StandInGiven(stand_in) => {
                self.stands_in.retain(|other| other.to >= today);
                self.stands_in.push(stand_in.clone());
            }
            AccountFact::StandInEnded { officer } => self.stands_in.retain(|other| other.officer != *officer),
            AccountFact::StoodInBy(stand_in) => {
                self.stood_in_by.retain(|other| other.to >= today);
                self.stood_in_by.push(stand_in.clone());
            }
            AccountFact::StoodInNoMore { officer } => {
                self.stood_in_by.retain(|other| other.officer != *officer);
            }
            AccountFact::Transferred(post) => {
                self.next = Some(post.clone());
                self.settle(today);
            }
            AccountFact::PasswordSet | AccountFact::PasswordChanged => self.first_use = None,
            AccountFact::PasswordIssued { until } => self.first_use = Some(*until),
        }
        Ok(())
    }

    fn cover(&self) -> Cover<'_, Self::Id> {
        Cover { id: &self.officer.id, home: &self.officer.agency, last: self.last }
    }

    fn set_last(&mut self, last: LastEvent) {
        self.last = last;
    }
}
