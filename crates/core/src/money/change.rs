//! What an act about money has in hand and what it may change.

use super::{Bill, Closing, Payment, ReadMoney, Receipt, Term};
use crate::act::{self, Changed};
use crate::dossier::{self, Dossier};

/// What every act about money has in hand.
pub type Desk<'a> = act::Desk<'a, dyn ReadMoney + 'a>;
/// What it gives back: what was asked for first, and beside it whatever follows.
pub type Changes = act::Changes<MoneyChange>;

/// A record that an act about money changes.
#[expect(clippy::large_enum_variant, reason = "made once for an act and moved once")]
#[derive(Debug, Clone, PartialEq)]
pub enum MoneyChange {
    /// What is owed.
    Bill(Changed<Bill>),
    /// What came in.
    Payment(Changed<Payment>),
    /// What was given for it.
    Receipt(Changed<Receipt>),
    /// The count of a till.
    Closing(Changed<Closing>),
    /// An account, a receipt book, a price.
    Term(Changed<Term>),
    /// A dossier that waited for it.
    Dossier(Changed<Dossier>),
}

macro_rules! from {
    ($($kind:ident),+) => {
        $(impl From<Changed<$kind>> for MoneyChange {
            fn from(changed: Changed<$kind>) -> MoneyChange {
                MoneyChange::$kind(changed)
            }
        })+
    };
}
from!(Bill, Payment, Receipt, Closing, Term, Dossier);

/// The dossiers' part of what an act about money has in hand.
pub(super) fn dossiers<'a>(desk: &'a mut Desk<'_>) -> dossier::Desk<'a> {
    dossier::Desk { law: desk.law, read: &mut *desk.read, actor: desk.actor, now: desk.now }
}
