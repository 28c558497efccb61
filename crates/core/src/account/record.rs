//! An account as its events make it.

use crate::act::{self, Actor, Changed, Event, Officer, OfficerId, Record, RecordFact};
use crate::directory::AgencyCode;
use crate::{Fault, Moment, Refusal};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::IntoStaticStr;

/// What the acts about accounts ask of a reader.
pub trait ReadAccounts {
    /// The account with this log-in name, open or closed.
    fn account(&mut self, id: &OfficerId) -> Result<Option<Account>, Fault>;
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
    /// The last event's number.
    pub seq: u32,
    /// When the last event happened.
    pub last_at: Moment,
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
        Account { seq: 1, last_at: at, officer, is_active: true, password: None }
    }
}

impl Record for Account {
    const KIND: &'static str = "account";
    type Id = OfficerId;
    type Fact = AccountFact;

    fn begin(id: OfficerId, event: &Event<AccountFact>) -> Result<Account, Fault> {
        match &event.fact {
            AccountFact::Opened { officer } if officer.id == id => Ok(Account::of(officer.clone(), event.at)),
            AccountFact::Opened { .. }
            | AccountFact::Disabled
            | AccountFact::Enabled
            | AccountFact::PasswordSet => {
                Err(Fault::damaged(format!("account {id} begins with {}", event.fact.kind())))
            }
        }
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

    fn noted(&mut self, seq: u32, at: Moment) {
        (self.seq, self.last_at) = (seq, at);
    }

    fn id(&self) -> &OfficerId {
        &self.officer.id
    }

    fn id_bytes(id: &OfficerId) -> &[u8] {
        id.0.as_bytes()
    }

    fn seq(&self) -> u32 {
        self.seq
    }

    fn last_at(&self) -> Moment {
        self.last_at
    }

    fn home(&self) -> &AgencyCode {
        &self.officer.agency
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
