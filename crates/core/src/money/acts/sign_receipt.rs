//! Ký số biên lai: the agency's seal comes behind the receipt, because money is taken whether or not a key answers.

use super::super::{Changes, Desk, MoneyChange, ReceiptFact};
use crate::act::Actor;
use crate::document::FileRef;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Keep the file of a receipt, with the agency's seal in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignReceipt {
    /// Which receipt.
    pub id: String,
    /// Its file.
    pub file: FileRef,
}

/// The server does it by itself for each receipt of an agency whose key it has, once: the bytes that a person has are
/// those that are kept. A receipt that was voided meanwhile is sealed too; that it was voided is said beside it.
pub fn sign_receipt(desk: &mut Desk<'_>, command: SignReceipt) -> Result<Changes, Halt> {
    match desk.actor {
        Actor::Clock => {}
        Actor::Officer(_) | Actor::Person { .. } | Actor::Outside { .. } | Actor::Operator { .. } => {
            return Err(Refusal::of("money.not-yours-to-sign").into());
        }
    }
    let found = desk.read.receipt(&command.id)?;
    let receipt = found.ok_or_else(|| Refusal::of("money.receipt-unknown"))?;
    if receipt.file.is_some() {
        return Err(Refusal::of("money.signed-already").into());
    }
    let fact = ReceiptFact::ReceiptSigned { file: command.file };
    Ok(desk.change(receipt, fact, None)?.map(MoneyChange::Receipt))
}
