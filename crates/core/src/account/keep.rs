//! Closing an account, opening it again, another password. Sessions end with each.

use super::record::must_be_operator;
use super::{Account, AccountFact, Changes, Desk, PasswordHash};
use crate::act::OfficerId;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Close an account: nobody signs in with it, and its sessions are over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisableAccount {
    /// Which.
    pub id: OfficerId,
}

/// Open a closed account again. Old sessions stay over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnableAccount {
    /// Which.
    pub id: OfficerId,
}

/// Give an account another password: whoever signed in with the old one signs in again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPassword {
    /// Which.
    pub id: OfficerId,
    /// The hash of the new one.
    pub password: PasswordHash,
}

/// Whoever runs the program closes it.
pub fn disable_account(desk: &mut Desk<'_>, command: DisableAccount) -> Result<Changes, Halt> {
    let account = taken(desk, &command.id)?;
    desk.change(account, AccountFact::Disabled, None)
}

/// Whoever runs the program opens it again.
pub fn enable_account(desk: &mut Desk<'_>, command: EnableAccount) -> Result<Changes, Halt> {
    let account = taken(desk, &command.id)?;
    desk.change(account, AccountFact::Enabled, None)
}

/// Whoever runs the program sets it. History says that it was set, never to what.
pub fn set_password(desk: &mut Desk<'_>, command: SetPassword) -> Result<Changes, Halt> {
    let account = taken(desk, &command.id)?;
    let mut changes = desk.change(account, AccountFact::PasswordSet, None)?;
    changes.first.after.password = Some(command.password);
    Ok(changes)
}

fn taken(desk: &mut Desk<'_>, id: &OfficerId) -> Result<Account, Halt> {
    must_be_operator(desk.actor)?;
    let found = desk.read.account(id)?;
    Ok(found.ok_or_else(|| Refusal::of("account.unknown").at("id").with("given", id))?)
}
