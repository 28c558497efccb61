//! Where a dossier goes: the desks of its procedure's step template.

use crate::catalogue::{Duty, StepTemplate};
use crate::dossier::{Desk, Dossier, Holder};
use crate::{Fault, Halt, Refusal};

/// The desk that a dossier goes to next: the first later step with another duty
/// than the desk where it lies. What the leader decides and the
/// registry issues does not go this way.
pub(super) fn next_holder(desk: &Desk<'_>, dossier: &Dossier) -> Result<Holder, Halt> {
    let template = template(desk, dossier)?;
    let here = &dossier.holder;
    let next = template
        .steps
        .iter()
        .enumerate()
        .skip(here.step + 1)
        .find(|(_, step)| step.duty != here.duty)
        .filter(|_| !matches!(here.duty, Duty::Leader | Duty::Registry))
        .ok_or_else(|| Refusal::of("dossier.no-next-step"))?;
    let (step, duty) = (next.0, next.1.duty);
    let agency = match duty {
        Duty::Reception => dossier.submission.receiving.clone(),
        Duty::Case | Duty::Leader | Duty::Registry => dossier.submission.competent.clone(),
    };
    Ok(Holder { agency, duty, step, officer: None })
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
