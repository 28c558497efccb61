//! Nhập danh sách cán bộ: many accounts by one order, all of them or none.

use super::may::Reach;
use super::open_account::{OpenAccount, begun};
use super::{Account, Changes, Desk};
use crate::act::Changed;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Make all these accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportStaff {
    /// Each as it would be made by itself.
    pub accounts: Vec<OpenAccount>,
}

/// The most accounts of one list: a large province has 3,000 officers in its communes.
pub const IMPORTED_MAX: usize = 5_000;

/// Whoever keeps the accounts of all these agencies makes them. A list of dossiers is never one
/// act, because each of them has an outcome of its own; a list of staff is one order, of which
/// half would leave an office without its head.
pub fn import_staff(desk: &mut Desk<'_>, command: ImportStaff) -> Result<Changes, Halt> {
    let reach = Reach::of(desk.law, desk.actor)?;
    if command.accounts.len() > IMPORTED_MAX {
        return Err(Refusal::of("staff.too-long").at("list").with("limit", IMPORTED_MAX).into());
    }
    let mut made: Vec<Changed<Account>> = Vec::with_capacity(command.accounts.len());
    let (mut ids, mut people) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for asked in command.accounts {
        match begun(desk, &reach, asked) {
            Ok(changed) => {
                let (id, known) = (changed.after.officer.id.clone(), &changed.after.particulars);
                let keys = [known.identity.clone(), known.email.clone()];
                let mut keys = keys.into_iter().filter(|key| !key.is_empty());
                if !keys.all(|key| people.insert(key)) || !ids.insert(id.clone()) {
                    wrong.push(Refusal::of("account.id-taken").at("id").with("given", id));
                }
                made.push(changed);
            }
            Err(Halt::Refused(all)) => wrong.extend(all),
            Err(broke) => return Err(broke),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let mut made = made.into_iter();
    let first = made.next().ok_or_else(|| Refusal::of("staff.nobody").at("list"))?;
    Ok(Changes { beside: made.collect(), ..first.into() })
}
