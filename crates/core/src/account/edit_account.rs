//! Saying anew what is known of an account's person.

use super::given::Particulars;
use super::may::taken;
use super::open_account::person_known;
use super::particulars::{name_of, particulars_of};
use super::{AccountFact, Changes, Desk};
use crate::act::OfficerId;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Say anew what is known of an account's person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAccount {
    /// Whose.
    pub id: OfficerId,
    /// The number of the last event that the editor saw: of two who edit at once the second looks
    /// again.
    pub seen: u32,
    /// Full name.
    pub name: String,
    /// Position, identity number and e-mail.
    pub particulars: Particulars,
}

/// Whoever keeps the account says it. Refused with everything that is wrong, and when the
/// number or the e-mail is somebody else's.
pub fn edit_account(desk: &mut Desk<'_>, command: EditAccount) -> Result<Changes, Halt> {
    let (account, reach) = taken(desk, &command.id)?;
    if account.last.seq != command.seen {
        return Err(Refusal::of("account.out-of-date").into());
    }
    let mut wrong = Vec::new();
    let name = name_of(&command.name).map_err(|refusal| wrong.push(refusal)).unwrap_or_default();
    let particulars = particulars_of(&command.particulars).map_err(|all| wrong.extend(all));
    let particulars = particulars.unwrap_or_default();
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    // As it is today: a post whose day has come has a position of its own.
    let position = account.position_on(desk.now.day()).to_string();
    let known = Particulars { position, ..account.particulars.clone() };
    if name == account.officer.name && particulars == known {
        return Err(Refusal::of("account.nothing-changed").into());
    }
    // Each by itself: the number may be one person's and the e-mail another's.
    for (identity, email) in [(particulars.identity.as_str(), ""), ("", particulars.email.as_str())] {
        let known = desk.read.account_of_person(identity, email)?;
        if let Some(known) = known.filter(|known| known.officer.id != account.officer.id) {
            return Err(person_known(desk.law, &reach, &known, &particulars).into());
        }
    }
    desk.change(account, AccountFact::Edited { name, particulars }, None)
}
