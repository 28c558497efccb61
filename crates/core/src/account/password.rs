//! Passwords: lasting ones, which their owner chooses, and one-time ones, which are made here,
//! shown once on a slip, and changed at the first sign-in.

use super::may::{found, taken};
use super::open_account::must_hold_for_a_while;
use super::{Account, AccountFact, Changes, Desk, PasswordHash};
use crate::act::{Actor, OfficerId};
use crate::{Halt, Moment, Refusal};
use serde::{Deserialize, Serialize};

/// Give an account another lasting password: whoever signed in with the old one signs in again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPassword {
    /// Which.
    pub id: OfficerId,
    /// The hash of the new one.
    pub password: PasswordHash,
}

/// Give an account a one-time password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuePassword {
    /// Which.
    pub id: OfficerId,
    /// The hash of it.
    pub password: PasswordHash,
    /// Until when it holds.
    pub until: Moment,
}

/// Choose a password of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangePassword {
    /// Whose: of whoever asks.
    pub id: OfficerId,
    /// The number of the account's last event when it was judged whether they may choose. A form
    /// may come so slowly that the one-time password was used up by somebody else meanwhile.
    pub seen: u32,
    /// The hash of the new one.
    pub password: PasswordHash,
}

/// The operator sets it: a keeper of accounts never knows a password that lasts. History says
/// that it was set, never to what.
pub fn set_password(desk: &mut Desk<'_>, command: SetPassword) -> Result<Changes, Halt> {
    let Actor::Operator { .. } = desk.actor else {
        return Err(Refusal::of("account.operators-only").into());
    };
    let account = found(desk, &command.id)?;
    with_password(desk, account, AccountFact::PasswordSet, command.password)
}

/// Whoever keeps the account has one made, when its owner has none yet, lost it, or let the
/// one-time password run out.
pub fn issue_password(desk: &mut Desk<'_>, command: IssuePassword) -> Result<Changes, Halt> {
    let (account, _) = taken(desk, &command.id)?;
    if !account.is_active {
        return Err(Refusal::of("account.closed").into());
    }
    must_hold_for_a_while(Some(command.until), desk.now)?;
    let fact = AccountFact::PasswordIssued { until: command.until };
    with_password(desk, account, fact, command.password)
}

/// Its owner chooses it, whoever they stand in for meanwhile.
pub fn change_password(desk: &mut Desk<'_>, command: ChangePassword) -> Result<Changes, Halt> {
    if desk.actor.officer()?.id != command.id {
        return Err(Refusal::of("account.not-yours").into());
    }
    let account = found(desk, &command.id)?;
    if account.last.seq != command.seen || !account.is_active {
        return Err(Refusal::of("account.out-of-date").into());
    }
    with_password(desk, account, AccountFact::PasswordChanged, command.password)
}

fn with_password(
    desk: &mut Desk<'_>,
    account: Account,
    fact: AccountFact,
    password: PasswordHash,
) -> Result<Changes, Halt> {
    let mut changes = desk.change(account, fact, None)?;
    changes.first.after.password = Some(password);
    Ok(changes)
}

/// The shortest password that is taken, in characters: no law's, but what makes
/// guessing hopeless beside the log-in's limit of tries.
pub const PASSWORD_CHARS_MIN: usize = 12;
/// The longest, in characters: hashing must not be a way to keep a server busy.
pub const PASSWORD_CHARS_MAX: usize = 256;

/// Whether a password may be used.
pub fn must_be_strong(password: &str, id: &OfficerId) -> Result<(), Refusal> {
    let refusal = |code| Err(Refusal::of(code).at("password").with("limit", PASSWORD_CHARS_MIN));
    match password.chars().count() {
        ..PASSWORD_CHARS_MIN => refusal("account.password-short"),
        chars if chars > PASSWORD_CHARS_MAX => {
            Err(Refusal::of("account.password-long").at("password").with("limit", PASSWORD_CHARS_MAX))
        }
        _ if password.to_lowercase().contains(&id.0) => refusal("account.password-is-name"),
        _ => Ok(()),
    }
}

/// A password of 80 random bits that can be read out and typed: no letter looks
/// like another or like a digit.
pub fn password_of(random: &[u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut text = String::new();
    for (nth, byte) in random.iter().enumerate() {
        if nth > 0 && nth % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte % 32)]));
    }
    text
}
