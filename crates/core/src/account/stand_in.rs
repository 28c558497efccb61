//! Làm thay: a colleague stands in for somebody who is away, in given duties, from day to day.
//! Whoever is away loses nothing.

use super::given::StandIn;
use super::may::{Reach, found};
use super::open_account::duties_of;
use super::{Account, AccountFact, Changes, Desk};
use crate::act::OfficerId;
use crate::catalogue::Duty;
use crate::{Day, Halt, Refusal};
use serde::{Deserialize, Serialize};

/// Let a colleague stand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetStandIn {
    /// Who is away.
    pub id: OfficerId,
    /// Who stands in.
    pub officer: OfficerId,
    /// In which of the duties of who is away, by their words.
    pub duties: Vec<String>,
    /// From this day.
    pub from: Day,
    /// To this day.
    pub to: Day,
}

/// Let them do so no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndStandIn {
    /// Who was away.
    pub id: OfficerId,
    /// Who stood in.
    pub officer: OfficerId,
}

/// The longest time, in days: whoever stays away longer gives the duty up.
pub const STAND_IN_DAYS_MAX: i32 = 366;

/// Whoever keeps the accounts of the agency says so; also the head who is away themselves. Nobody
/// makes themselves a stand-in. At a time, one colleague stands in for a duty and no other.
pub fn let_stand_in(desk: &mut Desk<'_>, command: LetStandIn) -> Result<Changes, Halt> {
    let (today, law) = (desk.now.day(), desk.law);
    let (away, colleague, reach) = both(desk, &command.id, &command.officer)?;
    if !away.is_active || !colleague.is_active {
        return Err(Refusal::of("account.closed").into());
    }
    let (LetStandIn { from, to, .. }, post) = (&command, away.on(command.from));
    let mut wrong = Vec::new();
    let duties = duties_of(&command.duties).map_err(|all| wrong.extend(all)).unwrap_or_default();
    let duties: Vec<Duty> = duties.into_iter().map(|given| given.duty).collect();
    if duties.is_empty() && wrong.is_empty() {
        wrong.push(Refusal::of("account.stand-in-duties").at("duty"));
    }
    if *from < today {
        wrong.push(Refusal::of("account.past-day").at("from").with("today", today.vn()));
    }
    if to < from {
        let refusal = Refusal::of("account.ends-before").at("to");
        wrong.push(refusal.with("from", from.vn()).with("to", to.vn()));
    } else if to.0 - from.0 >= STAND_IN_DAYS_MAX {
        wrong.push(Refusal::of("account.stand-in-long").at("to").with("limit", STAND_IN_DAYS_MAX));
    }
    let other_post = colleague.on(*from);
    if other_post.agency != post.agency || other_post.point.is_some() {
        wrong.push(Refusal::of("account.stand-in-elsewhere").at("officer"));
    }
    for duty in &duties {
        if !post.has(*duty) {
            wrong.push(Refusal::of("account.stand-in-without").at("duty").with("duty", duty.as_str()));
        } else if !reach.is_of_officer(&command.id) {
            // The head who is away passes on what they have; everybody else what they may give.
            wrong.extend(reach.must_give(law, *duty, &post.agency).err());
        }
    }
    let of = |account: &Account| StandIn {
        officer: account.officer.id.clone(),
        name: account.officer.name.clone(),
        agency: post.agency.clone(),
        duties: duties.clone(),
        from: *from,
        to: *to,
    };
    let (by, instead_of) = (of(&colleague), of(&away));
    if let Some(other) = away.stood_in_by.iter().find(|other| other.meets(&by)) {
        wrong.push(Refusal::of("account.stood-in-already").at("officer").with("name", &other.name));
    }
    if !wrong.is_empty() {
        return Err(wrong.into());
    }
    let first = desk.change(away, AccountFact::StoodInBy(by), None)?.first;
    let beside = desk.change(colleague, AccountFact::StandInGiven(instead_of), None)?.first;
    Ok(Changes { beside: vec![beside], ..first.into() })
}

/// Whoever may let somebody stand in ends it, whoever was away too.
pub fn end_stand_in(desk: &mut Desk<'_>, command: EndStandIn) -> Result<Changes, Halt> {
    // Whoever is back needs no keeper to have their work alone.
    let is_back = desk.actor.officer().is_ok_and(|officer| officer.id == command.id);
    let (away, colleague, reach) = match is_back {
        true => (found(desk, &command.id)?, found(desk, &command.officer)?, None),
        false => {
            let (away, colleague, reach) = both(desk, &command.id, &command.officer)?;
            (away, colleague, Some(reach))
        }
    };
    let today = desk.now.day();
    let ended = away.stood_in_by.iter().filter(|stand_in| stand_in.officer == command.officer);
    let ended: Vec<&StandIn> = ended.filter(|stand_in| today <= stand_in.to).collect();
    if ended.is_empty() {
        return Err(Refusal::of("account.no-stand-in").into());
    }
    // Everybody else takes back what they may give: a keeper does not undo what a leader arranged
    // for the time away.
    if let Some(reach) = reach {
        let post = away.on(today).agency;
        for duty in ended.iter().flat_map(|stand_in| &stand_in.duties) {
            reach.must_give(desk.law, *duty, &post)?;
        }
    }
    let EndStandIn { id, officer } = command;
    let first = desk.change(away, AccountFact::StoodInNoMore { officer }, None)?.first;
    let beside = desk.change(colleague, AccountFact::StandInEnded { officer: id }, None)?.first;
    Ok(Changes { beside: vec![beside], ..first.into() })
}

/// Who is away and the colleague, for whoever keeps the accounts of their agency.
fn both(
    desk: &mut Desk<'_>,
    away: &OfficerId,
    colleague: &OfficerId,
) -> Result<(Account, Account, Reach), Halt> {
    let (today, law) = (desk.now.day(), desk.law);
    let reach = Reach::of(law, desk.actor)?;
    let (away, colleague) = (found(desk, away)?, found(desk, colleague)?);
    // Nor does a stand-in pass on what they have from the colleague, for longer or to others.
    let is_own = reach.is_own(&colleague.officer.id) || reach.is_of_away(&away.officer.id);
    if is_own || away.officer.id == colleague.officer.id {
        return Err(Refusal::of("account.own").into());
    }
    for account in [&away, &colleague] {
        if !reach.covers(law, &account.on(today).agency) {
            return Err(Refusal::of("account.not-yours").into());
        }
    }
    Ok((away, colleague, reach))
}
