//! From counts to single dossiers: channel, times, procedure, outcome.

use crate::plan::choice::ProcedureChoice;
use crate::plan::dossier::{Channel, Extra, Helper, IntakeOutcome, PlannedDossier};
use crate::plan::fit::{Accepted, Fitter, Procedures};
use crate::plan::office::Office;
use crate::plan::outcome::{Arrival, fates};
use crate::plan::random::Rng;
use crate::plan::scenario::Scenario;
use crate::plan::{CommunePlan, DayPlan, Plan, allot::allot, times};
use motcua_core::{MINUTE_MS, Moment, Refusal};

/// Expands a plan into its dossiers, in the order they were handed in. `due` gives
/// the due moment of a limit that runs from a moment in a commune; `None` is a
/// limit that ends on no date. Refused when no procedure allows a planned outcome: there must be
/// short and long limits among the full-online ones and among the others.
pub fn expand<L>(
    plan: &Plan,
    scenario: &Scenario,
    procedures: &[ProcedureChoice<L>],
    due: impl Fn(&str, Moment, &L) -> Option<Moment>,
) -> Result<Vec<PlannedDossier>, Refusal> {
    let office = Office::new(scenario.working_days(), scenario.sessions.clone());
    let procedures = Procedures::of(procedures)?;
    let fitter = Fitter::new(scenario, &office, &procedures, &due);
    let total: u64 = plan.communes.iter().map(CommunePlan::received).sum();
    let mut all =
        Vec::with_capacity((total + scenario.mix.rejected_at_intake + scenario.mix.waiting) as usize);
    for commune in &plan.communes {
        received(commune, scenario, &office, &fitter, &mut all)?;
    }
    beside(plan, scenario, &office, &procedures, &mut all)?;
    all.sort_by(|a, b| {
        (a.submitted_at, &a.unit, a.accepted_at(), a.applicant).cmp(&(
            b.submitted_at,
            &b.unit,
            b.accepted_at(),
            b.applicant,
        ))
    });
    Ok(all)
}

/// How one dossier came in, before its procedure and outcome are known.
struct Handed {
    accepted_at: Moment,
    channel: Channel,
    eligible: bool,
    assisted_by: Option<Helper>,
}

fn received<L, D: Fn(&str, Moment, &L) -> Option<Moment>>(
    commune: &CommunePlan,
    scenario: &Scenario,
    office: &Office,
    fitter: &Fitter<L, D>,
    all: &mut Vec<PlannedDossier>,
) -> Result<(), Refusal> {
    let unit = &commune.unit;
    let mut rng = Rng::of(scenario.seed, &format!("expand/{unit}"));
    let handed: Vec<Handed> = commune.days.iter().flat_map(|day| hand_in(day, office, &mut rng)).collect();
    let arrivals: Vec<Arrival> = handed
        .iter()
        .map(|h| Arrival {
            at: office.position(h.accepted_at),
            counts_online: h.eligible && h.channel == Channel::Online,
        })
        .collect();
    let opening_ends = office.position(scenario.windows.opening.snapshot());
    let is_punctual = scenario.is_punctual(unit);
    let late_after = if is_punctual { 0 } else { scenario.mix.late_after };
    let fates = fates(commune, &arrivals, office, opening_ends, late_after, &mut rng)?;
    let mut undigitised = undigitised(commune, &handed, &mut rng);
    for ((index, handed), fate) in handed.iter().enumerate().zip(fates) {
        let accepted = Accepted {
            unit,
            at: handed.accepted_at,
            full_online: handed.eligible,
            channel: handed.channel,
            is_punctual,
        };
        let outcome = fitter.fit(accepted, fate, &mut rng).ok_or_else(|| {
            Refusal::of("scenario.no-procedure-fits")
                .with("unit", unit)
                .with("accepted_at", handed.accepted_at.iso())
                .with("full_online", handed.eligible)
                .with("channel", handed.channel.as_str())
                .with("fate", format!("{fate:?}"))
        })?;
        all.push(PlannedDossier {
            unit: unit.clone(),
            procedure: outcome.procedure,
            eligible: handed.eligible,
            applicant: rng.draw(),
            submitted_at: times::submitted(handed.channel, handed.accepted_at, office, &mut rng),
            channel: handed.channel,
            assisted_by: handed.assisted_by,
            intake: IntakeOutcome::Accepted(handed.accepted_at),
            digitised: !std::mem::take(&mut undigitised[index]),
            extra: outcome.extra,
            resolved: outcome.resolved,
        });
    }
    Ok(())
}

/// The dossiers of one day, in the order they were accepted.
fn hand_in(plan: &DayPlan, office: &Office, rng: &mut Rng) -> Vec<Handed> {
    let online = (plan.eligible_online + plan.partial_online) as usize;
    let helpers = [
        (Helper::AgentPoint, plan.assisted.agent_point),
        (Helper::Volunteer, plan.assisted.volunteer),
        (Helper::PostOffice, plan.assisted.post_office),
        (Helper::Officer, plan.assisted.officer),
    ];
    let mut help: Vec<Option<Helper>> =
        helpers.iter().flat_map(|(helper, n)| std::iter::repeat_n(Some(*helper), *n as usize)).collect();
    help.resize(online, None);
    rng.shuffle(&mut help);
    // What comes by post is among the eligible, which come first here.
    let mut away: Vec<Channel> = vec![Channel::Post; plan.post as usize];
    away.resize((plan.post + plan.counter) as usize, Channel::Counter);

    let mut kinds: Vec<(Channel, bool, Option<Helper>)> = help
        .into_iter()
        .enumerate()
        .map(|(i, helper)| (Channel::Online, (i as u64) < plan.eligible_online, helper))
        .collect();
    let offline_eligible = plan.eligible - plan.eligible_online;
    let others = away.into_iter().enumerate();
    kinds.extend(others.map(|(i, channel)| (channel, (i as u64) < offline_eligible, None)));
    rng.shuffle(&mut kinds);
    let moments = times::acceptances(plan.day, kinds.len(), office, rng);
    kinds
        .into_iter()
        .zip(moments)
        .map(|((channel, eligible, assisted_by), accepted_at)| Handed {
            accepted_at,
            channel,
            eligible,
            assisted_by,
        })
        .collect()
}

/// Marks the dossiers that are not wholly held as electronic files: those from the
/// counter and the post first, then those of partly online procedures.
fn undigitised(commune: &CommunePlan, handed: &[Handed], rng: &mut Rng) -> Vec<bool> {
    let mut candidates: Vec<usize> = (0..handed.len())
        .filter(|i| !(handed[*i].eligible && handed[*i].channel == Channel::Online))
        .collect();
    rng.shuffle(&mut candidates);
    candidates.sort_by_key(|i| handed[*i].channel == Channel::Online);
    let mut marks = vec![false; handed.len()];
    for i in candidates.into_iter().take((commune.received() - commune.digitised) as usize) {
        marks[i] = true;
    }
    marks
}

/// What was handed in and never counted as received: not accepted, or still
/// waiting when the month ends.
fn beside<L>(
    plan: &Plan,
    scenario: &Scenario,
    office: &Office,
    procedures: &Procedures<L>,
    all: &mut Vec<PlannedDossier>,
) -> Result<(), Refusal> {
    let weights: Vec<u64> = plan.communes.iter().map(CommunePlan::received).collect();
    let share = |total: u64| {
        let bounds = vec![(0, total); weights.len()];
        allot(total, &weights, &bounds).unwrap_or_else(|| vec![0; weights.len()])
    };
    let (rejected, waiting) = (share(scenario.mix.rejected_at_intake), share(scenario.mix.waiting));
    let last = *office.days().last().unwrap_or(&scenario.windows.month.to);
    for (commune, (rejected, waiting)) in plan.communes.iter().zip(rejected.into_iter().zip(waiting)) {
        let mut rng = Rng::of(scenario.seed, &format!("beside/{}", commune.unit));
        for n in 0..rejected + waiting {
            let eligible = rng.chance(scenario.mix.eligible_after);
            let (intake, channel, submitted_at) = if n < rejected {
                let at = office.moment(rng.between(MINUTE_MS, office.end() - MINUTE_MS));
                // At the counter the person is told at once, and nothing is handed in.
                let by_post = eligible && rng.chance(60);
                let channel = if by_post { Channel::Post } else { Channel::Online };
                (IntakeOutcome::Rejected(at), channel, times::submitted(channel, at, office, &mut rng))
            } else {
                let evening = last.at(0).plus_ms(rng.early_between(16 * 60 + 40, 23 * 60 + 30) * MINUTE_MS);
                (IntakeOutcome::Waiting, Channel::Online, evening.plus_ms(rng.between(0, MINUTE_MS - 1)))
            };
            all.push(PlannedDossier {
                unit: commune.unit.clone(),
                procedure: procedures.drawn(eligible, channel, &mut rng)?,
                eligible,
                applicant: rng.draw(),
                submitted_at,
                channel,
                assisted_by: None,
                intake,
                digitised: channel == Channel::Online,
                extra: Extra::None,
                resolved: None,
            });
        }
    }
    Ok(())
}
