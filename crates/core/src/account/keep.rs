//! Closing an account and opening it again. Sessions end with each.

use super::may::{Reach, taken};
use super::{Account, AccountFact, Changes, Desk};
use crate::act::{Actor, OfficerId};
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Close an account: nobody signs in with it, and its sessions are over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisableAccount {
    /// Which.
    pub id: OfficerId,
    /// Also while its person still holds dossiers, which wait until somebody reassigns them: for
    /// an operator who must shut somebody out at once.
    #[serde(default)]
    pub leaves_dossiers: bool,
}

/// Open a closed account again. Old sessions stay over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnableAccount {
    /// Which.
    pub id: OfficerId,
}

/// Whoever keeps it closes it. Refused while its person holds dossiers by name: nobody but the
/// leader could go on with them.
pub fn disable_account(desk: &mut Desk<'_>, command: DisableAccount) -> Result<Changes, Halt> {
    let (account, _) = taken(desk, &command.id)?;
    let is_operator = matches!(desk.actor, Actor::Operator { .. });
    if !(is_operator && command.leaves_dossiers) {
        must_hold_nothing(desk, &account)?;
    }
    desk.change(account, AccountFact::Disabled, None)
}

/// Whoever keeps it opens it again, with the duties that it had.
pub fn enable_account(desk: &mut Desk<'_>, command: EnableAccount) -> Result<Changes, Halt> {
    let (account, _): (Account, Reach) = taken(desk, &command.id)?;
    desk.change(account, AccountFact::Enabled, None)
}

/// How many codes a refusal names.
const CODES_SHOWN: usize = 10;

/// Refuses while the person holds dossiers by name.
pub(super) fn must_hold_nothing(desk: &mut Desk<'_>, account: &Account) -> Result<(), Halt> {
    let held = desk.read.dossiers_held_by(&account.officer.id)?;
    if held.is_empty() {
        return Ok(());
    }
    let shown = held[..held.len().min(CODES_SHOWN)].join(", ");
    let more = if held.len() > CODES_SHOWN { ", …" } else { "" };
    let refusal = Refusal::of("account.holds-dossiers").with("count", held.len());
    Err(refusal.with("codes", format!("{shown}{more}")).into())
}
