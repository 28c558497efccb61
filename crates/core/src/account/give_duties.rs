//! Giving duties, and taking them back.

use super::given::{GivenDuty, wrong_dates};
use super::may::taken;
use super::open_account::must_be_possible;
use super::{AccountFact, Changes, Desk};
use crate::act::OfficerId;
use crate::{Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Give an account these duties, and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveDuties {
    /// Whose.
    pub id: OfficerId,
    /// The number of the last event that the giver saw.
    pub seen: u32,
    /// Which duties, on which days.
    pub duties: Vec<GivenDuty>,
}

/// Whoever keeps the account gives them, of those that they may give. A person who holds dossiers
/// by name may lose the duty: the dossiers are reassigned on the same page, or by the leader.
pub fn give_duties(desk: &mut Desk<'_>, command: GiveDuties) -> Result<Changes, Halt> {
    let (account, reach) = taken(desk, &command.id)?;
    if account.last.seq != command.seen {
        return Err(Refusal::of("account.out-of-date").into());
    }
    if account.officer.point.is_some() || command.duties.is_empty() {
        return Err(Refusal::of("account.duties-or-point").at("duty").into());
    }
    let today = desk.now.day();
    let post = account.on(today).agency;
    let mut wrong = wrong_dates(&command.duties);
    wrong.extend(must_be_possible(desk.law, &command.duties, &post).err());
    for given in &command.duties {
        wrong.extend(reach.must_give(desk.law, given.duty, &post).err());
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    if command.duties == account.given_at_the_post_of(today) {
        return Err(Refusal::of("account.nothing-changed").into());
    }
    desk.change(account, AccountFact::DutiesGiven { duties: command.duties }, None)
}
