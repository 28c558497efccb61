//! Which of a commune's dossiers are completed when, and which of them late: the
//! commune's counts, dealt out to single dossiers by when they came in.

use crate::plan::CommunePlan;
use crate::plan::office::Office;
use crate::plan::random::Rng;
use motcua_core::{MINUTE_MS, Refusal};

/// What will become of a dossier that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Completed by the end of the opening, on time.
    OpeningOnTime,
    /// Completed by the end of the opening, late.
    OpeningLate,
    /// Completed after the opening, on time if a procedure allows it.
    AfterOnTime,
    /// Completed after the opening, late.
    AfterLate,
    /// Not completed when the month ends.
    Open,
}

/// What the fate of a dossier hangs on.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    /// Position of its acceptance on the line of working time.
    pub at: i64,
    /// Counts in the numerator of the online rate.
    pub counts_online: bool,
}

/// The shortest time from acceptance to a result.
pub const QUICKEST_MS: i64 = 12 * MINUTE_MS;

/// The fates of a commune's arrivals, in their order; `opening_ends` is the
/// position where the opening does.
pub fn fates(
    plan: &CommunePlan,
    arrivals: &[Arrival],
    office: &Office,
    opening_ends: i64,
    late_after: u32,
    rng: &mut Rng,
) -> Result<Vec<Fate>, Refusal> {
    let day = office.day_ms();
    let mut fates = vec![Fate::AfterOnTime; arrivals.len()];

    // Unresolved are mostly the last to come in, and here and there an older one.
    for (online, resolved) in [(true, plan.resolved_online), (false, plan.resolved_other)] {
        let of_kind: Vec<usize> =
            (0..arrivals.len()).filter(|i| arrivals[*i].counts_online == online).collect();
        let open = of_kind.len() - (resolved as usize).min(of_kind.len());
        let recent_first = |i: usize, rng: &mut Rng| {
            let lingers = rng.chance(60);
            let (arrived, noise) = if lingers {
                (arrivals[i].at / 4, 2 * office.end())
            } else {
                (arrivals[i].at, office.end() * 2 / 3)
            };
            -(arrived + rng.between(0, noise))
        };
        for i in lowest(of_kind, open, |i| recent_first(i, rng)) {
            fates[i] = Fate::Open;
        }
    }

    // By the end of the opening the earlier ones are done, give or take some days.
    let received_in_opening: Vec<usize> =
        (0..arrivals.len()).filter(|i| fates[*i] != Fate::Open && arrivals[*i].at < opening_ends).collect();
    let wanted = plan.resolved_in_opening as usize;
    if received_in_opening.len() < wanted {
        return Err(Refusal::of("scenario.too-few-to-resolve")
            .with("unit", &plan.unit)
            .with("wanted", wanted)
            .with("found", received_in_opening.len()));
    }
    let done = lowest(received_in_opening, wanted, |i| arrivals[i].at + rng.between(0, 6 * day));
    for i in &done {
        fates[*i] = Fate::OpeningOnTime;
    }

    // To be late and yet completed, a same-day dossier needs the rest of its day
    // and some of the next.
    let time_to_be_late = day * 3 / 2;
    let could_be_late: Vec<usize> =
        done.into_iter().filter(|i| arrivals[*i].at + time_to_be_late < opening_ends).collect();
    let late = (plan.resolved_in_opening - plan.on_time_in_opening) as usize;
    if could_be_late.len() < late {
        return Err(Refusal::of("scenario.too-few-to-be-late")
            .with("unit", &plan.unit)
            .with("wanted", late)
            .with("found", could_be_late.len()));
    }
    for i in lowest(could_be_late, late, |_| rng.between(0, i64::MAX - 1)) {
        fates[i] = Fate::OpeningLate;
    }
    for (fate, arrival) in fates.iter_mut().zip(arrivals) {
        let can_be_late = arrival.at + time_to_be_late < office.end();
        if *fate == Fate::AfterOnTime && can_be_late && rng.chance(late_after) {
            *fate = Fate::AfterLate;
        }
    }
    Ok(fates)
}

/// The `count` items with the lowest keys.
fn lowest(items: Vec<usize>, count: usize, mut key: impl FnMut(usize) -> i64) -> Vec<usize> {
    let mut keyed: Vec<(i64, usize)> = items.into_iter().map(|i| (key(i), i)).collect();
    keyed.sort_unstable();
    keyed.into_iter().take(count).map(|(_, i)| i).collect()
}
