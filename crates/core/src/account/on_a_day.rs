//! Who an account's person is on a day: where they sit, with which duties, for whom they
//! stand in. Every edge that lets somebody act asks this, with the day of the act.

use super::given::GivenDuty;
use super::record::Account;
use crate::act::{Officer, OfficerId, StandsIn, Stead};
use crate::catalogue::Duty;
use crate::directory::AgencyCode;
use crate::{Day, Fault};

impl Account {
    /// The officer on this day, by themselves.
    pub fn on(&self, day: Day) -> Officer {
        let mut officer = self.officer.clone();
        if let Some(post) = self.next.as_ref().filter(|post| post.from <= day) {
            officer.agency = post.agency.clone();
            officer.duties = held(&post.duties, day);
        } else if !self.dated.is_empty() {
            officer.duties = held(&self.given(), day);
        }
        officer
    }

    /// What they are called at their post on this day (chức vụ).
    pub fn position_on(&self, day: Day) -> &str {
        match self.next.as_ref().filter(|post| post.from <= day) {
            Some(post) => &post.position,
            None => &self.particulars.position,
        }
    }

    /// Whether they lead this agency on this day, or will by what is written now.
    pub fn leads(&self, agency: &AgencyCode, day: Day) -> bool {
        let comes = |given: &GivenDuty| given.duty == Duty::Leader && given.to.is_none_or(|to| day <= to);
        let goes = self.next.as_ref();
        let here = *agency == self.officer.agency && goes.is_none_or(|next| day < next.from);
        let there = goes.filter(|next| next.agency == *agency);
        self.is_active
            && ((here && self.given().iter().any(comes))
                || there.is_some_and(|next| next.duties.iter().any(comes)))
    }

    /// Whether they sit at this desk of this agency on this day, or lead the agency.
    pub fn works_at(&self, agency: &AgencyCode, duty: Duty, day: Day) -> bool {
        let officer = self.on(day);
        let works = officer.duties.iter().any(|has| *has == duty || *has == Duty::Leader);
        self.is_active && officer.point.is_none() && officer.agency == *agency && works
    }

    /// The duties at the post of this day, with their dates.
    pub fn given_at_the_post_of(&self, day: Day) -> Vec<GivenDuty> {
        match self.next.as_ref().filter(|post| post.from <= day) {
            Some(post) => post.duties.clone(),
            None => self.given(),
        }
    }
}

/// The officer on this day, also in the stead of those for whom they stand in. A stand-in
/// reaches as far as the colleague's own right on that day: while the account is open, while both
/// sit at the agency where it was given, in the duties that the colleague has then.
pub fn officer_on(
    account: &Account,
    day: Day,
    mut other: impl FnMut(&OfficerId) -> Result<Option<Account>, Fault>,
) -> Result<Officer, Fault> {
    let mut officer = account.on(day);
    let mut away = Vec::new();
    for stand_in in account.stands_in.iter().filter(|stand_in| stand_in.holds_on(day)) {
        let Some(colleague) = other(&stand_in.officer)?.filter(|colleague| colleague.is_active) else {
            continue;
        };
        let Officer { id, name, agency, duties, .. } = colleague.on(day);
        let duties: Vec<Duty> = duties.into_iter().filter(|duty| stand_in.duties.contains(duty)).collect();
        let both_sit_there = stand_in.agency == officer.agency && stand_in.agency == agency;
        if both_sit_there && !duties.is_empty() {
            away.push(StandsIn { officer: id, name, duties });
        }
    }
    if !away.is_empty() {
        officer.stead = Stead::Beside(away);
    }
    Ok(officer)
}

/// The duties that hold on this day, each once, in the order of a dossier's way.
fn held(given: &[GivenDuty], day: Day) -> Vec<Duty> {
    let holds = |duty: &Duty| given.iter().any(|given| given.duty == *duty && given.holds_on(day));
    Duty::ALL.into_iter().filter(holds).collect()
}
