//! Điều chuyển: a person goes to another agency or another desk on a day.

use super::given::{GivenDuty, NextPost, wrong_dates};
use super::keep::must_hold_nothing;
use super::may::taken;
use super::open_account::must_be_possible;
use super::particulars::{NAME_CHARS_MAX, tidy};
use super::{AccountFact, Changes, Desk};
use crate::act::OfficerId;
use crate::directory::AgencyCode;
use crate::{Day, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Send somebody to another post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// Whom.
    pub id: OfficerId,
    /// The number of the last event that was seen.
    pub seen: u32,
    /// To which agency, by its code; the same one for another desk.
    pub agency: String,
    /// From which day on.
    pub from: Day,
    /// As what.
    pub position: String,
    /// With which duties there; those of the old post end the day before.
    pub duties: Vec<GivenDuty>,
}

/// Whoever keeps the accounts of both agencies does it. On the day itself the person may hold no
/// dossier by name: it would go along to nobody. Before that day the dossiers wait to be
/// reassigned.
pub fn transfer(desk: &mut Desk<'_>, command: Transfer) -> Result<Changes, Halt> {
    let (account, reach) = taken(desk, &command.id)?;
    let (today, law) = (desk.now.day(), desk.law);
    if account.last.seq != command.seen {
        return Err(Refusal::of("account.out-of-date").into());
    }
    if !account.is_active {
        return Err(Refusal::of("account.closed").into());
    }
    let mut wrong = Vec::new();
    let code = AgencyCode::parse(command.agency.trim()).ok();
    let agency = code.filter(|code| law.directory.agency(code).is_some());
    match &agency {
        None => wrong.push(Refusal::of("account.unknown-agency").at("agency").with("given", &command.agency)),
        Some(agency) if !reach.covers(law, agency) => {
            wrong.push(Refusal::of("account.not-yours").at("agency"));
        }
        Some(agency) => {
            wrong.extend(must_be_possible(law, &command.duties, agency).err());
            for given in &command.duties {
                wrong.extend(reach.must_give(law, given.duty, agency).err());
            }
        }
    }
    if command.duties.is_empty() || account.officer.point.is_some() {
        wrong.push(Refusal::of("account.duties-or-point").at("duty"));
    }
    wrong.extend(wrong_dates(&command.duties));
    if command.from < today {
        wrong.push(Refusal::of("account.past-day").at("from").with("today", today.vn()));
    }
    let position = tidy(&command.position);
    if position.chars().count() > NAME_CHARS_MAX {
        wrong.push(Refusal::of("account.position-long").at("position").with("limit", NAME_CHARS_MAX));
    }
    let Some(agency) = agency.filter(|_| wrong.is_empty()) else { return Err(wrong.into()) };
    if command.from == today {
        must_hold_nothing(desk, &account)?;
    }
    let Transfer { from, duties, .. } = command;
    desk.change(account, AccountFact::Transferred(NextPost { agency, from, position, duties }), None)
}
