//! Where a dossier goes: the desks of its procedure's step template.

use crate::act::Officer;
use crate::catalogue::{Duty, StepAgency, StepTemplate, WorkStep};
use crate::competence::PlaceSaid;
use crate::directory::{AgencyCode, Tier, UnitCode};
use crate::dossier::{Desk, Dossier, Holder, Submission};
use crate::{Day, Fault, Halt, Law, Refusal};

/// The desk that a dossier goes to next: the first later step with another duty or at another
/// agency than the desk where it lies. What the leader decides and the registry issues does
/// not go this way.
pub(super) fn next_holder(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Halt> {
    let (here, day) = (&dossier.holder, desk.now.max(dossier.last_at).day());
    let later = template(desk, dossier)?.steps.iter().enumerate().skip(here.step + 1);
    for (step, work) in later.filter(|_| !matches!(here.duty, Duty::Leader | Duty::Registry)) {
        // What came back from a later agency goes there again, not through those that are done.
        if dossier.done_elsewhere.contains(&step) {
            continue;
        }
        let agency = agency_of(desk.law, &dossier.submission, work, day)?;
        if work.duty != here.duty || agency != here.agency {
            return Ok(Holder { agency, duty: work.duty, step, officer: None });
        }
    }
    Err(Refusal::of("dossier.no-next-step").into())
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
    /// The desk that gave it out of the house, while another agency has it: of the agency that
    /// received it or of the one that decides. The last of each, the latest first. Nothing where
    /// there is nothing left to do, or only the result to return.
    pub fn given_out_by(&self) -> impl Iterator<Item = &Holder> {
        let is_under_way = !self.status().is_final() && self.completion().is_none();
        let here = &self.holder.agency;
        let is_of_the_house = |holder: &&Holder| {
            let of = &holder.agency;
            of != here && (*of == self.submission.receiving || *of == self.submission.competent)
        };
        let mut seen: Vec<&AgencyCode> = Vec::new();
        let out = self.earlier.iter().rev().filter(move |_| is_under_way).filter(is_of_the_house);
        out.filter(move |holder| {
            let is_new = !seen.contains(&&holder.agency);
            seen.push(&holder.agency);
            is_new
        })
        .collect::<Vec<_>>()
        .into_iter()
    }

    /// The desk that records what the agency which has the dossier gives back: the last of the
    /// house that had it and where anybody sits (`sits`: at this agency with this duty, or as its
    /// leader). None where that agency has somebody for the work: it acts itself.
    pub fn recorded_by(
        &self,
        mut sits: impl FnMut(&AgencyCode, Duty) -> Result<bool, Fault>,
    ) -> Result<Option<&Holder>, Fault> {
        if sits(&self.holder.agency, self.holder.duty)? {
            return Ok(None);
        }
        for desk in self.given_out_by() {
            if sits(&desk.agency, desk.duty)? {
                return Ok(Some(desk));
            }
        }
        Ok(None)
    }

    /// The same, for an officer of that desk or its leader.
    pub(super) fn speaks_for_it(&self, desk: &mut Desk<'_>, officer: &Officer) -> Result<&Holder, Halt> {
        let (outside, day) = (&self.holder.agency, desk.now.day());
        let keeper = self.recorded_by(|agency, duty| desk.read.has_staff(agency, duty, day))?;
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
