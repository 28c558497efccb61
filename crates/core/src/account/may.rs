//! Whose accounts somebody keeps, and which duties they may give. Nobody keeps their own, and
//! nobody keeps an account that has a duty they could not give.

use super::record::Account;
use crate::act::{Actor, Officer, OfficerId, Stead};
use crate::catalogue::Duty;
use crate::directory::{AgencyCode, AgencyKind, UnitCode};
use crate::{Day, Halt, Law, Refusal};

/// How far somebody's keeping of accounts reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    scope: Scope,
    /// The officer who acts; none for the operator. Nobody keeps their own account.
    officer: Option<OfficerId>,
    /// In whose stead they act: an account that they do not keep either.
    away: Option<OfficerId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// The operator: everything.
    Everything,
    /// A keeper of a province's office: every agency of that province, whichever others the
    /// installation serves; and whether they lead that office too.
    Province { province: UnitCode, leads: Option<AgencyCode> },
    /// The head of an agency: its own people.
    Agency { agency: AgencyCode, is_province_office: bool },
}

impl Reach {
    /// How far this actor's keeping reaches under this law. Refused when they keep none.
    pub fn of(law: &Law, actor: &Actor) -> Result<Reach, Refusal> {
        let not_yours = || Refusal::of("account.not-yours");
        match actor {
            Actor::Operator { .. } => Ok(Reach { scope: Scope::Everything, officer: None, away: None }),
            Actor::Officer(officer) => Reach::of_officer(law, officer).ok_or_else(not_yours),
            Actor::Person { .. } | Actor::Outside { .. } | Actor::Clock => Err(not_yours()),
        }
    }

    fn of_officer(law: &Law, officer: &Officer) -> Option<Reach> {
        let leads = officer.leads_the_province(law);
        let agency = officer.agency.clone();
        let scope = if officer.has_in_the_province_office(Duty::Staff, law) {
            Scope::Province { province: province_of(law, &agency)?.clone(), leads: leads.then_some(agency) }
        } else if officer.has(Duty::Leader) {
            Scope::Agency { agency, is_province_office: leads }
        } else {
            return None;
        };
        let away = match &officer.stead {
            Stead::Of(away) => Some(away.officer.clone()),
            Stead::Own | Stead::Beside(_) => None,
        };
        Some(Reach { scope, officer: Some(officer.id.clone()), away })
    }

    /// The one agency to which it is limited; none when it reaches farther.
    pub fn only(&self) -> Option<&AgencyCode> {
        match &self.scope {
            Scope::Agency { agency, .. } => Some(agency),
            Scope::Everything | Scope::Province { .. } => None,
        }
    }

    /// The province in which it lies; none when it reaches farther.
    pub(super) fn province<'a>(&'a self, law: &'a Law) -> Option<&'a UnitCode> {
        match &self.scope {
            Scope::Everything => None,
            Scope::Province { province, .. } => Some(province),
            Scope::Agency { agency, .. } => province_of(law, agency),
        }
    }

    /// Whether people of this agency are theirs to keep.
    pub fn covers(&self, law: &Law, agency: &AgencyCode) -> bool {
        match &self.scope {
            Scope::Everything => true,
            Scope::Agency { agency: own, .. } => own == agency,
            Scope::Province { province, .. } => province_of(law, agency) == Some(province),
        }
    }

    /// Whether they may give this duty at this agency. A keeper of the province makes no other
    /// keeper and no leader of their own office; a head makes no other head.
    pub fn may_give(&self, law: &Law, duty: Duty, agency: &AgencyCode) -> bool {
        let is_office = is_province_office(law, agency);
        if duty == Duty::Staff && !is_office {
            return false;
        }
        self.covers(law, agency)
            && match &self.scope {
                Scope::Everything => true,
                Scope::Province { leads, .. } => match duty {
                    Duty::Staff => leads.as_ref() == Some(agency),
                    Duty::Leader => !is_office,
                    Duty::Reception | Duty::Case | Duty::Registry => true,
                },
                Scope::Agency { is_province_office, .. } => match duty {
                    Duty::Staff => *is_province_office,
                    Duty::Leader => false,
                    Duty::Reception | Duty::Case | Duty::Registry => true,
                },
            }
    }

    /// Refuses a duty that they may not give there.
    pub(super) fn must_give(&self, law: &Law, duty: Duty, agency: &AgencyCode) -> Result<(), Refusal> {
        if self.may_give(law, duty, agency) {
            return Ok(());
        }
        Err(Refusal::of("account.duty-above").at("duty").with("duty", duty.as_str()))
    }

    /// Whether this is the account of the officer who acts, or of the colleague in whose stead.
    pub fn is_own(&self, id: &OfficerId) -> bool {
        self.is_of_officer(id) || self.is_of_away(id)
    }

    /// Whether this is the account of the officer who acts.
    pub(super) fn is_of_officer(&self, id: &OfficerId) -> bool {
        self.officer.as_ref() == Some(id)
    }

    /// Whether this is the account of the colleague in whose stead they act.
    pub(super) fn is_of_away(&self, id: &OfficerId) -> bool {
        self.away.as_ref() == Some(id)
    }

    /// Refuses their own account, one of an agency that is not theirs, and one whose person has or
    /// will have a duty that they could not give, of their own or in a colleague's stead: with a new
    /// password the account would give it to whoever set the password.
    pub fn must_keep(&self, law: &Law, account: &Account, day: Day) -> Result<(), Refusal> {
        if self.is_own(&account.officer.id) {
            return Err(Refusal::of("account.own"));
        }
        let post = account.on(day).agency;
        if !self.covers(law, &post) {
            return Err(Refusal::of("account.not-yours"));
        }
        let here = account.given_at_the_post_of(day).into_iter();
        let here = here.filter(|given| given.to.is_none_or(|to| day <= to)).map(|given| (given.duty, &post));
        let later = account.next.iter().filter(|next| next.from > day);
        let later = later.flat_map(|next| next.duties.iter().map(|given| (given.duty, &next.agency)));
        let for_others = account.stands_in.iter().filter(|stand_in| day <= stand_in.to);
        let for_others =
            for_others.flat_map(|stand_in| stand_in.duties.iter().map(|duty| (*duty, &stand_in.agency)));
        for (duty, agency) in here.chain(later).chain(for_others) {
            if !self.may_give(law, duty, agency) {
                return Err(Refusal::of("account.person-above").with("duty", duty.as_str()));
            }
        }
        Ok(())
    }
}

/// The province of an agency.
pub(super) fn province_of<'a>(law: &'a Law, agency: &AgencyCode) -> Option<&'a UnitCode> {
    let unit = &law.directory.agency(agency)?.unit;
    Some(law.directory.province_of(unit).unwrap_or(unit))
}

/// Whether this agency is the office of the province.
pub(super) fn is_province_office(law: &Law, agency: &AgencyCode) -> bool {
    law.directory.agency(agency).is_some_and(|agency| agency.kind == AgencyKind::ProvinceOffice)
}

/// Takes the account that is meant, for whoever keeps it.
pub(super) fn taken(desk: &mut super::Desk<'_>, id: &OfficerId) -> Result<(Account, Reach), Halt> {
    let reach = Reach::of(desk.law, desk.actor)?;
    let account = found(desk, id)?;
    reach.must_keep(desk.law, &account, desk.now.day())?;
    Ok((account, reach))
}

/// The account with this log-in name.
pub(super) fn found(desk: &mut super::Desk<'_>, id: &OfficerId) -> Result<Account, Halt> {
    let found = desk.read.account(id)?;
    Ok(found.ok_or_else(|| Refusal::of("account.unknown").at("id").with("given", id))?)
}
