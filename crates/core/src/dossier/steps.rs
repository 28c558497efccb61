//! Where a dossier goes: the desks of its procedure's step template.

use crate::act::Officer;
use crate::catalogue::{Duty, StepAgency, StepTemplate, WorkStep};
use crate::competence::PlaceSaid;
use crate::directory::{AgencyCode, Tier, UnitCode};
use crate::dossier::{Desk, Dossier, Holder, Submission, WorkShare};
use crate::{Day, Fault, Halt, Law, Refusal};

/// Where a dossier goes next.
pub(super) enum NextStep {
    /// To this desk.
    Desk(Holder),
    /// It stays, and each of these gets a share.
    Beside(Vec<Holder>),
}

/// Where it goes next: to the first later step with another duty or at another agency than the desk
/// where it lies, or, where that goes out together with others, to all of them that are not settled.
/// What the leader decides and the registry issues does not go this way.
pub(super) fn next_step(desk: &Desk<'_>, dossier: &Dossier) -> Result<NextStep, Halt> {
    let (here, day) = (&dossier.holder, desk.now.max(dossier.last_at).day());
    let later = template(desk, dossier)?.steps.iter().enumerate().skip(here.step + 1);
    let mut together = Vec::new();
    for (step, work) in later.filter(|_| !matches!(here.duty, Duty::Leader | Duty::Registry)) {
        if !together.is_empty() && !work.beside {
            break;
        }
        // What came back from a later agency goes there again, not through those that are done.
        if dossier.done_elsewhere.contains(&step) {
            continue;
        }
        let agency = agency_of(desk.law, &dossier.submission, work, day)?;
        if work.duty == here.duty && agency == here.agency {
            continue;
        }
        let to = Holder { agency, duty: work.duty, step, officer: None };
        if !work.beside {
            return Ok(NextStep::Desk(to));
        }
        together.push(to);
    }
    if together.is_empty() {
        Err(Refusal::of("dossier.no-next-step").into())
    } else {
        Ok(NextStep::Beside(together))
    }
}

/// The desk that it goes to next, from where no shares go out: only a desk that works on it in the
/// house leads (`catalogue.step-beside-without-lead`).
pub(super) fn next_holder(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Halt> {
    match next_step(desk, dossier)? {
        NextStep::Desk(to) => Ok(to),
        NextStep::Beside(_) => {
            Err(Fault::other(format!("{} has nobody to lead its shares", dossier.id)).into())
        }
    }
}

/// The agency that takes this step of this dossier on this day. Refused where the step is another
/// agency's of which none is on file: no other takes its place.
pub(super) fn agency_of(
    law: &Law,
    submission: &Submission,
    step: &WorkStep,
    day: Day,
) -> Result<AgencyCode, Refusal> {
    let Some(agency) = step.agency else {
        return Ok(match step.duty {
            Duty::Reception => submission.receiving.clone(),
            Duty::Case | Duty::Leader | Duty::Registry | Duty::Staff => submission.competent.clone(),
        });
    };
    let StepAgency { kind, field } = agency;
    let place = place_of(law, submission, day);
    let found = place.and_then(|place| law.directory.covering(kind, field, place, day));
    found.map(|agency| agency.code.clone()).ok_or_else(|| {
        let named = place.and_then(|place| law.directory.unit_on(place, day));
        Refusal::of("dossier.step-agency-missing")
            .with("agency_kind", agency.as_str())
            .with("unit", named.map(|unit| unit.full_name.as_str()).unwrap_or_default())
    })
}

/// The commune whose agencies the steps at other agencies mean: the one that decides; for a
/// branch or an office of the province the one that was said to decide who is competent, and
/// else the one that received the dossier.
fn place_of<'a>(law: &'a Law, submission: &'a Submission, day: Day) -> Option<&'a UnitCode> {
    let unit_of = |code: &AgencyCode| law.directory.agency(code).map(|agency| &agency.unit);
    let is_commune =
        |code: &&UnitCode| law.directory.unit_on(code, day).is_some_and(|unit| unit.level == Tier::Commune);
    let one = |place: &'a PlaceSaid| match place {
        PlaceSaid::In(units) if units.len() == 1 => units.first(),
        PlaceSaid::In(_) | PlaceSaid::Abroad | PlaceSaid::Unknown => None,
    };
    let said = || submission.deciding.places.values().filter_map(one).find(is_commune);
    let competent = unit_of(&submission.competent);
    competent.filter(is_commune).or_else(said).or_else(|| unit_of(&submission.receiving))
}

/// The registry of the agency that decides, where the steps after this one have it.
pub(super) fn registry_after(desk: &Desk<'_>, dossier: &Dossier) -> Result<Option<Holder>, Fault> {
    let steps = template(desk, dossier)?.steps.iter().enumerate().skip(dossier.holder.step + 1);
    let step = steps.filter(|(_, step)| step.duty == Duty::Registry).map(|(step, _)| step).next();
    let agency = dossier.submission.competent.clone();
    Ok(step.map(|step| Holder { agency, duty: Duty::Registry, step, officer: None }))
}

/// The reception desk that the person knows, at the last step.
pub(super) fn to_reception(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Fault> {
    let step = template(desk, dossier)?.steps.len().saturating_sub(1);
    Ok(Holder { step, ..Holder::reception(&dossier.submission.receiving) })
}

pub(super) fn template<'a>(desk: &'a Desk<'_>, dossier: &Dossier) -> Result<&'a StepTemplate, Fault> {
    let submission = &dossier.submission;
    desk.law
        .catalogue
        .procedure(&submission.procedure)
        .and_then(|procedure| procedure.version(submission.version))
        .and_then(|version| desk.law.catalogue.steps(&version.steps))
        .ok_or_else(|| Fault::other(format!("no step template for {}", submission.procedure)))
}

impl Dossier {
    /// The desk that gave it out of the house, while another agency has it or a share of it: of the
    /// agency that received it or of the one that decides. The last of each, the latest first. Nothing
    /// where there is nothing left to do, or only the result to return.
    pub fn given_out_by(&self) -> impl Iterator<Item = &Holder> {
        let is_under_way = !self.status().is_final() && self.completion().is_none();
        let leads = is_under_way && self.shares_out().next().is_some();
        let lead = leads.then_some(&self.holder).filter(|lead| self.is_of_the_house(lead));
        let before = self.desks_of_the_house(&self.holder.agency).into_iter();
        lead.into_iter().chain(before.filter(move |_| is_under_way))
    }

    fn is_of_the_house(&self, desk: &Holder) -> bool {
        desk.agency == self.submission.receiving || desk.agency == self.submission.competent
    }

    /// The desks of the house that have or had it, but for those of this agency: the last of each
    /// agency, the latest first.
    fn desks_of_the_house(&self, but: &AgencyCode) -> Vec<&Holder> {
        let mut desks: Vec<&Holder> = Vec::new();
        for desk in std::iter::once(&self.holder).chain(self.earlier.iter().rev()) {
            let is_new = desks.iter().all(|known| known.agency != desk.agency);
            if is_new && desk.agency != *but && self.is_of_the_house(desk) {
                desks.push(desk);
            }
        }
        desks
    }

    /// The desk that records what the agency which has the dossier gives back, and none where that
    /// acts itself: see [`Dossier::share_recorded_by`].
    pub fn recorded_by(
        &self,
        sits: impl FnMut(&AgencyCode, Duty) -> Result<bool, Fault>,
    ) -> Result<Option<&Holder>, Fault> {
        let is_over = self.status().is_final() || self.completion().is_some();
        if is_over { Ok(None) } else { self.spoken_for_by(&self.holder, sits) }
    }

    /// The desk that records what an agency gives back of its share: the last of the house that had
    /// the dossier and where anybody sits (`sits`: at this agency with this duty, or as its leader).
    /// None where the agency has somebody for the work: it acts itself.
    pub fn share_recorded_by(
        &self,
        share: &WorkShare,
        sits: impl FnMut(&AgencyCode, Duty) -> Result<bool, Fault>,
    ) -> Result<Option<&Holder>, Fault> {
        self.spoken_for_by(&share.given.to, sits)
    }

    fn spoken_for_by(
        &self,
        outside: &Holder,
        mut sits: impl FnMut(&AgencyCode, Duty) -> Result<bool, Fault>,
    ) -> Result<Option<&Holder>, Fault> {
        if sits(&outside.agency, outside.duty)? {
            return Ok(None);
        }
        for desk in self.desks_of_the_house(&outside.agency) {
            if sits(&desk.agency, desk.duty)? {
                return Ok(Some(desk));
            }
        }
        Ok(None)
    }

    /// The share that this officer may give back: the one with this number, or the first that is out
    /// at their desk or for whose agency they speak.
    pub(super) fn share_of(
        &self,
        desk: &mut Desk<'_>,
        officer: &Officer,
        number: Option<u32>,
    ) -> Result<&WorkShare, Halt> {
        let is_meant = |share: &&WorkShare| number.is_none_or(|number| share.given.number == number);
        let mut why = Halt::from(Refusal::of("dossier.no-share-out"));
        for (nth, share) in self.shares_out().filter(is_meant).enumerate() {
            let to = &share.given.to;
            let said = match officer.agency == to.agency {
                true if to.is_worked_or_led_by(officer) => Ok(()),
                true => Err(Refusal::of("dossier.not-your-duty").with("duty", to.duty.as_str()).into()),
                false => self.speaks_for(to, desk, officer).map(drop),
            };
            match said {
                Ok(()) => return Ok(share),
                Err(Halt::Broke(fault)) => return Err(fault.into()),
                // Of several, what their own agency is told says most.
                Err(refused) if nth == 0 || officer.agency == to.agency => why = refused,
                Err(_) => {}
            }
        }
        Err(why)
    }

    /// The desk that speaks for the agency which has the dossier, for an officer of that desk or its
    /// leader.
    pub(super) fn speaks_for_it(&self, desk: &mut Desk<'_>, officer: &Officer) -> Result<&Holder, Halt> {
        self.speaks_for(&self.holder, desk, officer)
    }

    fn speaks_for(&self, outside: &Holder, desk: &mut Desk<'_>, officer: &Officer) -> Result<&Holder, Halt> {
        let day = desk.now.day();
        let keeper = self.spoken_for_by(outside, |agency, duty| desk.read.has_staff(agency, duty, day))?;
        let outside = &outside.agency;
        let keeper = keeper.filter(|_| officer.agency != *outside);
        let keeper =
            keeper.ok_or_else(|| Refusal::of("dossier.agency-acts-itself").with("agency", outside))?;
        if officer.agency != keeper.agency {
            return Err(Refusal::of("dossier.not-your-unit").with("agency", &keeper.agency).into());
        }
        if !keeper.is_worked_or_led_by(officer) {
            return Err(Refusal::of("dossier.not-your-duty").with("duty", keeper.duty.as_str()).into());
        }
        Ok(keeper)
    }
}
