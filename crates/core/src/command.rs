//! Everything that can be asked for, of whatever record: the one list of the kinds of
//! records. A command can be kept, sent later, and refused later.

use crate::account::{self, Account, AccountCommand, ReadAccounts};
use crate::act::{Actor, Changed, Changes, Desk, Record, in_stead};
use crate::consignment::{self, Consignment, ConsignmentChange, ConsignmentCommand, ReadConsignments};
use crate::dossier::{self, Dossier, DossierCommand, ReadDossiers};
use crate::law_change::{self, LawChangeCommand, LawInForce, ReadLawChanges};
use crate::money::{
    self, Bill, BillCommand, Closing, ClosingCommand, MoneyChange, Payment, PaymentCommand, ReadMoney,
    Receipt, ReceiptCommand, Term, TermCommand,
};
use crate::outage::{self, Outage, OutageCommand, ReadOutages};
use crate::register::{self, EntryCommand, ReadEntries, RegisterEntry};
use crate::webhook::{self, ReadWebhooks, Webhook, WebhookCommand};
use crate::year_book::{self, ReadYearBooks, YearBook, YearBookCommand};
use crate::{Halt, Law, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// What all acts together ask of a reader.
pub trait Read:
    ReadDossiers
    + ReadOutages
    + ReadAccounts
    + ReadLawChanges
    + ReadWebhooks
    + ReadEntries
    + ReadYearBooks
    + ReadConsignments
    + ReadMoney
{
}

impl<R> Read for R where
    R: ReadDossiers
        + ReadOutages
        + ReadAccounts
        + ReadLawChanges
        + ReadWebhooks
        + ReadEntries
        + ReadYearBooks
        + ReadConsignments
        + ReadMoney
{
}

/// Makes the enums that name every kind of record once.
macro_rules! records {
    ($($record:ident, $command:ident, $room:ident;)+) => {
        /// Everything that can be asked for.
        #[expect(clippy::large_enum_variant, reason = "made once for an act and moved once")]
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Command {
            $(
                #[doc = concat!("About a record of the room `", stringify!($room), "`.")]
                $record($command),
            )+
        }

        impl Command {
            /// Asks the action: what it would change, or why not. Whoever stands in for a
            /// colleague acts in the colleague's stead where their own right ends.
            pub fn carry_out(
                self,
                law: &Law,
                read: &mut dyn Read,
                actor: &Actor,
                now: Moment,
            ) -> Result<Changes<Change>, Halt> {
                if !actor.stands_in() {
                    return self.carry_out_as(law, read, actor, now);
                }
                in_stead(actor, |actor| self.clone().carry_out_as(law, read, actor, now))
            }

            fn carry_out_as(
                self,
                law: &Law,
                read: &mut dyn Read,
                actor: &Actor,
                now: Moment,
            ) -> Result<Changes<Change>, Halt> {
                Ok(match self {
                    $(Command::$record(command) => {
                        let desk: &mut $room::Desk<'_> = &mut Desk { law, read, actor, now };
                        command.carry_out(desk)?.map(Change::from)
                    })+
                })
            }

            /// The verb: the one name that the act has in every room.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Command::$record(command) => command.name(),)+
                }
            }
        }

        /// What an act makes of one record, of whatever kind.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Change {
            $(
                #[doc = concat!("A record of the room `", stringify!($room), "`.")]
                $record(Box<Changed<$record>>),
            )+
        }

        $(
            impl From<Changed<$record>> for Change {
                fn from(changed: Changed<$record>) -> Change {
                    Change::$record(Box::new(changed))
                }
            }

            impl Kept for $record {
                fn of(change: Change) -> Option<Changed<$record>> {
                    match change {
                        Change::$record(changed) => Some(*changed),
                        _ => None,
                    }
                }
            }

            impl Asks for $command {
                type Record = $record;

                fn into_command(self) -> Command {
                    Command::$record(self)
                }
            }
        )+

        /// The words for all kinds of records.
        pub const KINDS: &[&str] = &[$($record::KIND),+];
    };
}

records! {
    Dossier, DossierCommand, dossier;
    Outage, OutageCommand, outage;
    Account, AccountCommand, account;
    LawInForce, LawChangeCommand, law_change;
    Webhook, WebhookCommand, webhook;
    RegisterEntry, EntryCommand, register;
    YearBook, YearBookCommand, year_book;
    Consignment, ConsignmentCommand, consignment;
    Bill, BillCommand, money;
    Payment, PaymentCommand, money;
    Receipt, ReceiptCommand, money;
    Closing, ClosingCommand, money;
    Term, TermCommand, money;
}

impl From<MoneyChange> for Change {
    fn from(change: MoneyChange) -> Change {
        match change {
            MoneyChange::Bill(changed) => changed.into(),
            MoneyChange::Payment(changed) => changed.into(),
            MoneyChange::Receipt(changed) => changed.into(),
            MoneyChange::Closing(changed) => changed.into(),
            MoneyChange::Term(changed) => changed.into(),
            MoneyChange::Dossier(changed) => changed.into(),
        }
    }
}

impl From<ConsignmentChange> for Change {
    fn from(change: ConsignmentChange) -> Change {
        match change {
            ConsignmentChange::List(changed) => changed.into(),
            ConsignmentChange::Dossier(changed) => changed.into(),
        }
    }
}

/// A record that a change may be about.
pub trait Kept: Record {
    /// What a change makes of it; none when the change is about another kind.
    fn of(change: Change) -> Option<Changed<Self>>;
}

/// A command whose answer is known to be about one kind of record.
pub trait Asks: Clone {
    /// The kind.
    type Record: Kept;

    /// As one of everything that can be asked for.
    fn into_command(self) -> Command;
}

/// The form in which commands are kept now. A program refuses a later one.
pub const VERSION: u32 = 1;

/// A command as it is kept or sent: with the version of its form, who asks is not in it.
#[derive(Serialize)]
struct KeptCommand<'a> {
    version: u32,
    command: &'a Command,
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
    command: serde_json::Value,
}

impl Command {
    /// As text that can be kept, sent later and [read](Command::read) again.
    pub fn write(&self) -> Result<String, crate::Fault> {
        serde_json::to_string(&KeptCommand { version: VERSION, command: self }).map_err(crate::Fault::other)
    }

    /// Whether its rule seldom reads anything: handing in is judged by what is said.
    pub fn seldom_reads(&self) -> bool {
        matches!(self, Command::Dossier(DossierCommand::Submit(_)))
    }

    /// A command that was kept. One of another version is refused
    /// (`command.unknown-version`), what is no command at all too (`command.unreadable`);
    /// whoever holds the text keeps it.
    pub fn read(text: &str) -> Result<Command, Refusal> {
        let unreadable = |error: serde_json::Error| Refusal::of("command.unreadable").with("detail", error);
        let kept: Versioned = serde_json::from_str(text).map_err(unreadable)?;
        if kept.version != VERSION {
            let refusal = Refusal::of("command.unknown-version").with("version", kept.version);
            return Err(refusal.with("known", VERSION));
        }
        serde_json::from_value(kept.command).map_err(unreadable)
    }
}
