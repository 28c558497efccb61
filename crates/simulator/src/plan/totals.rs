//! The province as a whole: how many dossiers, of full-online procedures, and of
//! those online, in each phase of the month, so that the printed rates of the
//! nested windows come out together.

use crate::plan::figure::{Measure, PrintedRate, WindowName};
use crate::plan::scenario::Scenario;
use motcua_core::Refusal;

/// The phases that the three windows cut the month into.
pub const PHASES: usize = 3;
/// Days of the opening before its last.
pub const BEFORE: usize = 0;
/// The last day of the opening.
pub const DAY: usize = 1;
/// Days after the opening.
pub const AFTER: usize = 2;

/// Of the province in one phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseTotal {
    /// Received.
    pub received: u64,
    /// Of those, of procedures offered fully online.
    pub eligible: u64,
    /// Of those, not handed in online.
    pub offline: u64,
}

/// Of the province, by phase, and the completed online dossiers of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// By phase: [`BEFORE`], [`DAY`], [`AFTER`].
    pub phases: [PhaseTotal; PHASES],
    /// Of the eligible handed in online in the month: completed when it ends.
    pub resolved_online: u64,
}

impl Totals {
    /// Finds the totals, or says which published figures exclude each other.
    pub fn of(scenario: &Scenario) -> Result<Totals, Refusal> {
        let received =
            |window| scenario.received(window, None).ok_or_else(|| missing(window, Measure::Received));
        let opening = received(WindowName::Opening)?;
        let day = received(WindowName::Day)?;
        let month = received(WindowName::Month)?;
        if day > opening || opening > month {
            let (smaller, larger) = if day > opening { (day, opening) } else { (opening, month) };
            return Err(Refusal::of("scenario.received-shrinks")
                .with("inner", smaller)
                .with("outer", larger));
        }
        let rate = |window, measure| {
            let figure = scenario.figure(window, None, measure);
            figure.and_then(|f| f.percent).ok_or_else(|| missing(window, measure))
        };
        let share = |of: u64, per_mille: u32| (of * u64::from(per_mille) + 500) / 1000;
        let mix = &scenario.mix;
        let before = share(opening - day, mix.eligible_before_day);
        let on_day = share(day, mix.eligible_on_day);
        let after = share(month - opening, mix.eligible_after);

        let day_split = split(rate(WindowName::Day, Measure::OnlineRate)?, on_day, 0, day);
        let opening_split =
            split(rate(WindowName::Opening, Measure::OnlineRate)?, before + on_day, 0, opening);
        let month_split =
            split(rate(WindowName::Month, Measure::OnlineRate)?, before + on_day + after, 0, month);
        let (Some(d), Some(o), Some(m)) = (day_split, opening_split, month_split) else {
            return Err(Refusal::of("scenario.rate-out-of-reach"));
        };
        // A window cannot hold fewer dossiers of a kind than the window inside it,
        // nor may what lies between hold more of a kind than it holds at all.
        for (window, inner, outer, between) in
            [(WindowName::Opening, d, o, opening - day), (WindowName::Month, o, m, month - opening)]
        {
            let online = outer.online() as i64 - inner.online() as i64;
            let eligible = outer.eligible as i64 - inner.eligible as i64;
            if online < 0 || online > eligible || eligible > between as i64 {
                return Err(Refusal::of("scenario.online-rates-impossible")
                    .with("window", window.name())
                    .with("online", online)
                    .with("eligible", eligible)
                    .with("received", between));
            }
        }
        let phase = |received, outer: Split, inner: Split| PhaseTotal {
            received,
            eligible: outer.eligible - inner.eligible,
            offline: outer.offline - inner.offline,
        };
        let none = Split { eligible: 0, offline: 0 };
        let resolved = rate(WindowName::Month, Measure::ResolvedOnlineRate)?;
        let resolved_online = part(resolved, m.online());
        if !resolved.is_of(resolved_online, m.online()) {
            return Err(Refusal::of("scenario.rate-out-of-reach"));
        }
        Ok(Totals {
            phases: [phase(opening - day, o, d), phase(day, d, none), phase(month - opening, m, o)],
            resolved_online,
        })
    }
}

#[derive(Clone, Copy)]
struct Split {
    eligible: u64,
    offline: u64,
}

impl Split {
    fn online(&self) -> u64 {
        self.eligible - self.offline
    }
}

/// The smallest part of the whole that reaches the printed rate.
fn part(rate: PrintedRate, whole: u64) -> u64 {
    (whole * rate.digits).div_ceil(rate.full())
}

/// A whole as near as can be to the wanted one, of which some part prints so.
fn split(rate: PrintedRate, wanted: u64, low: u64, high: u64) -> Option<Split> {
    (0..=rate.full()).flat_map(|step| [wanted.checked_sub(step), Some(wanted + step)]).flatten().find_map(
        |eligible| {
            let online = part(rate, eligible);
            let fits = (low..=high).contains(&eligible) && rate.is_of(online, eligible);
            fits.then(|| Split { eligible, offline: eligible - online })
        },
    )
}

fn missing(window: WindowName, measure: Measure) -> Refusal {
    Refusal::of("scenario.figure-missing").with("window", window.name()).with("measure", measure.name())
}
