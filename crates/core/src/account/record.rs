//! An account as its events make it.

use crate::act::{self, Actor, Changed, Cover, Event, LastEvent, Officer, OfficerId, Record, RecordFact};
use crate::directory::AgencyCode;
use crate::{Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// What the acts about accounts ask of a reader.
pub trait ReadAccounts {
    /// The account with this log-in name, open or closed.
    fn account(&mut self, id: &OfficerId) -> Result<Option<Account>, Fault>;

    /// Whether anybody may sign in for this agency.
    fn has_staff(&mut self, agency: &AgencyCode) -> Result<bool, Fault>;
}

/// What every act about accounts has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadAccounts + 'a>;
/// What it gives back.
pub type Changes = act::Changes<Changed<Account>>;

/// What can happen to an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AccountFact {
    /// It was made.
    Opened {
        /// For whom, where, with which duties.
        officer: Officer,
    },
    /// It was closed.
    Disabled,
    /// It was opened again.
    Enabled,
    /// It got another password.
    PasswordSet,
}

impl RecordFact for AccountFact {
    fn kind(&self) -> &'static str {
        self.into()
    }
}

/// The hash of a password (Argon2id, PHC text). Never shown, never in a history.
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
    /// Whose.
    pub officer: Officer,
    /// Whether they may sign in.
    pub is_active: bool,
    /// A new password, on its way to where the log-in finds it; it stays in no record.
    #[serde(skip)]
    pub password: Option<PasswordHash>,
}

impl Account {
    /// An account as it is made at this moment.
    pub fn of(officer: Officer, at: Moment) -> Account {
        Account { last: LastEvent { seq: 1, at }, officer, is_active: true, password: None }
    }
}

impl Record for Account {
    const KIND: &'static str = "account";
    type Id = OfficerId;
    type Fact = AccountFact;

    fn begin(id: OfficerId, event: &Event<AccountFact>) -> Option<Account> {
        let AccountFact::Opened { officer } = &event.fact else { return None };
        (officer.id == id).then(|| Account::of(officer.clone(), event.at))
    }

    fn apply(&mut self, event: &Event<AccountFact>) -> Result<(), Fault> {
        match &event.fact {
            AccountFact::Opened { .. } => {
                return Err(Fault::damaged(format!("account {} was made twice", self.officer.id)));
            }
            AccountFact::Disabled => self.is_active = false,
            AccountFact::Enabled => self.is_active = true,
            AccountFact::PasswordSet => {}
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

/// Only the operator of the machine opens and closes accounts.
pub(super) fn must_be_operator(actor: &Actor) -> Result<(), Refusal> {
    match actor {
        Actor::Operator { .. } => Ok(()),
        Actor::Person { .. } | Actor::Officer(_) | Actor::Outside { .. } | Actor::Clock => {
            Err(Refusal::of("account.operators-only"))
        }
    }
}
