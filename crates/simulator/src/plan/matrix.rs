//! How many dossiers of each kind every commune receives in every phase, and how
//! many of them it completes: the published figures of the communes exactly, the
//! rest shared out so that the province's totals hold and the leaders lead.

use crate::plan::allot::allot;
use crate::plan::figure::{Measure, WindowName};
use crate::plan::random::Rng;
use crate::plan::scenario::Scenario;
use crate::plan::totals::{AFTER, BEFORE, DAY, PHASES, Totals};
use motcua_core::Refusal;

/// One commune in one phase.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PhaseCell {
    /// Received.
    pub received: u64,
    /// Of those, of procedures offered fully online.
    pub eligible: u64,
    /// Of those, not handed in online.
    pub offline: u64,
}

/// One commune over the month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneMonth {
    /// Code of the commune.
    pub unit: String,
    /// By phase.
    pub cells: [PhaseCell; PHASES],
    /// Completed by the end of the opening, of those received in it.
    pub resolved_in_opening: u64,
    /// Of those, on time.
    pub on_time_in_opening: u64,
    /// Eligible and handed in online in the month, completed when it ends.
    pub resolved_online: u64,
    /// All others received in the month, completed when it ends.
    pub resolved_other: u64,
}

impl CommuneMonth {
    /// The sum of something over some phases.
    pub fn sum(&self, phases: &[usize], of: impl Fn(&PhaseCell) -> u64) -> u64 {
        phases.iter().map(|p| of(&self.cells[*p])).sum()
    }
}

/// The phases of the opening.
pub const OPENING: [usize; 2] = [BEFORE, DAY];
/// The phases of the month.
pub const MONTH: [usize; 3] = [BEFORE, DAY, AFTER];

struct Maker<'a> {
    scenario: &'a Scenario,
    units: &'a [(String, u64)],
}

/// The rows of these communes, each with its weight.
pub fn rows(
    scenario: &Scenario,
    totals: &Totals,
    units: &[(String, u64)],
) -> Result<Vec<CommuneMonth>, Refusal> {
    let maker = Maker { scenario, units };
    let mut rows: Vec<CommuneMonth> = units
        .iter()
        .map(|(unit, _)| CommuneMonth {
            unit: unit.clone(),
            cells: Default::default(),
            resolved_in_opening: 0,
            on_time_in_opening: 0,
            resolved_online: 0,
            resolved_other: 0,
        })
        .collect();
    maker.received(totals, &mut rows)?;
    maker.eligible(totals, &mut rows)?;
    maker.offline(totals, &mut rows)?;
    maker.resolved(totals, &mut rows)?;
    maker.opening(&mut rows);
    Ok(rows)
}

impl Maker<'_> {
    fn received(&self, totals: &Totals, rows: &mut [CommuneMonth]) -> Result<(), Refusal> {
        let [before, day, after] = totals.phases.map(|p| p.received);
        let fixed = |window, unit: &str| self.scenario.received(window, Some(unit));
        let weights = |purpose: &str| -> Vec<u64> {
            let jitter =
                |unit: &str| Rng::of(self.scenario.seed, &format!("{purpose}/{unit}")).between(85, 115);
            self.units.iter().map(|(unit, weight)| weight * jitter(unit) as u64).collect()
        };
        // The opening as a whole. Room for what is published about parts of it: a
        // day is at most a quarter of it, and some of it is always unresolved.
        let below = self.below(WindowName::Opening, before + day);
        let bounds = rows.iter().map(|row| {
            if let Some(count) = fixed(WindowName::Opening, &row.unit) {
                return (count, count);
            }
            let on_day = fixed(WindowName::Day, &row.unit).unwrap_or(0);
            match self.of(WindowName::Opening, &row.unit, Measure::OnTimeRate) {
                Some([_, resolved]) => {
                    let (low, high) = (resolved * 100 / 88, resolved * 100 / 76);
                    (low.max(4 * on_day), high.max(4 * on_day).min(below))
                }
                None => ((4 * on_day).max(20), below),
            }
        });
        let opening =
            self.allot("received", WindowName::Opening, before + day, &weights("opening"), bounds)?;

        let below = self.below(WindowName::Day, day);
        let day_bounds =
            rows.iter().zip(&opening).map(|(row, opening)| match fixed(WindowName::Day, &row.unit) {
                Some(count) => (count, count),
                None => {
                    let most = (opening * 7 / 25).max(2).min(below);
                    ((opening / 12).max(2).min(most), most)
                }
            });
        let jittered: Vec<u64> = {
            let jitter = |unit: &str| Rng::of(self.scenario.seed, &format!("day/{unit}")).between(85, 115);
            self.units.iter().zip(&opening).map(|((unit, _), n)| n * jitter(unit) as u64).collect()
        };
        let on_day = self.allot("received", WindowName::Day, day, &jittered, day_bounds)?;

        let below = self.below(WindowName::Month, before + day + after);
        // Half as much as in the opening, or as much less as the days after it are fewer.
        let (of_opening, later) = self.days();
        let least = |opening: u64| (opening / 2).min(opening * later / (2 * of_opening.max(1)));
        let after_bounds =
            rows.iter().zip(&opening).map(|(row, opening)| match fixed(WindowName::Month, &row.unit) {
                Some(count) => (count.saturating_sub(*opening), count.saturating_sub(*opening)),
                None => (least(*opening), below.saturating_sub(*opening)),
            });
        let later = self.allot("received", WindowName::Month, after, &weights("after"), after_bounds)?;
        for (i, row) in rows.iter_mut().enumerate() {
            row.cells[BEFORE].received = opening[i] - on_day[i];
            row.cells[DAY].received = on_day[i];
            row.cells[AFTER].received = later[i];
        }
        Ok(())
    }

    /// How many working days the opening has, and how many follow.
    fn days(&self) -> (u64, u64) {
        let days = self.scenario.working_days();
        let opening = days.iter().filter(|day| **day <= self.scenario.windows.opening.to).count();
        (opening as u64, (days.len() - opening) as u64)
    }

    /// The most that a commune may receive which does not lead.
    fn below(&self, window: WindowName, total: u64) -> u64 {
        match self.scenario.leader(window, Measure::Received).and_then(|f| f.count) {
            Some(count) => (count * 9 / 10).min(count.saturating_sub(1)),
            None => total,
        }
    }

    fn eligible(&self, totals: &Totals, rows: &mut [CommuneMonth]) -> Result<(), Refusal> {
        for (phase, window) in
            [(BEFORE, WindowName::Opening), (DAY, WindowName::Day), (AFTER, WindowName::Month)]
        {
            // A commune with a published online rate has only eligible dossiers in
            // its window; the check of the scenario made sure of that.
            let all = |unit: &str| {
                let windows: &[WindowName] = match phase {
                    BEFORE => &[WindowName::Opening, WindowName::Month],
                    DAY => &[WindowName::Opening, WindowName::Day, WindowName::Month],
                    _ => &[WindowName::Month],
                };
                windows.iter().any(|w| self.of(*w, unit, Measure::OnlineRate).is_some())
            };
            let bounds = rows.iter().map(|row| {
                let received = row.cells[phase].received;
                if all(&row.unit) {
                    (received, received)
                } else {
                    ((received * 3 / 10).max(1), received * 97 / 100)
                }
            });
            let weights: Vec<u64> = rows
                .iter()
                .map(|row| {
                    let mut rng = Rng::of(self.scenario.seed, &format!("eligible/{phase}/{}", row.unit));
                    row.cells[phase].received * rng.between(92, 108) as u64
                })
                .collect();
            let shares = self.allot("eligible", window, totals.phases[phase].eligible, &weights, bounds)?;
            for (row, share) in rows.iter_mut().zip(shares) {
                row.cells[phase].eligible = share;
            }
        }
        Ok(())
    }

    fn offline(&self, totals: &Totals, rows: &mut [CommuneMonth]) -> Result<(), Refusal> {
        let fixed = |window, unit: &str| {
            self.of(window, unit, Measure::OnlineRate).map(|[online, eligible]| eligible - online)
        };
        // Offline dossiers that keep a commune strictly below the leader.
        let least = |window, row: &CommuneMonth, phases: &[usize]| match self
            .scenario
            .leader(window, Measure::OnlineRate)
        {
            Some(leader) if leader.unit.as_deref() != Some(&row.unit) => {
                let [online, eligible] = leader.of.unwrap_or([0, 1]);
                row.sum(phases, |c| c.eligible) * (eligible - online) / eligible + 1
            }
            _ => 0,
        };
        for (phase, window) in
            [(DAY, WindowName::Day), (BEFORE, WindowName::Opening), (AFTER, WindowName::Month)]
        {
            let so_far: &[usize] = match phase {
                DAY => &[DAY],
                BEFORE => &OPENING,
                _ => &MONTH,
            };
            let bounds = rows.iter().map(|row| {
                let done = row.sum(so_far, |c| c.offline);
                let eligible = row.cells[phase].eligible;
                // What is fixed for a wider window leaves at most that for this one.
                let ceiling = [WindowName::Opening, WindowName::Month]
                    .iter()
                    .filter_map(|w| fixed(*w, &row.unit))
                    .min()
                    .map_or(eligible, |most| most.saturating_sub(done).min(eligible));
                match fixed(window, &row.unit) {
                    Some(count) => (count.saturating_sub(done), count.saturating_sub(done)),
                    None => (least(window, row, so_far).saturating_sub(done), ceiling),
                }
            });
            let weights: Vec<u64> = rows
                .iter()
                .map(|row| {
                    let mut rng = Rng::of(self.scenario.seed, &format!("offline/{phase}/{}", row.unit));
                    row.cells[phase].eligible * rng.between(60, 140) as u64
                })
                .collect();
            let shares = self.allot("offline", window, totals.phases[phase].offline, &weights, bounds)?;
            for (row, share) in rows.iter_mut().zip(shares) {
                row.cells[phase].offline = share;
            }
        }
        Ok(())
    }

    fn resolved(&self, totals: &Totals, rows: &mut [CommuneMonth]) -> Result<(), Refusal> {
        let [low, high] = self.scenario.spread.resolved;
        let leader = self.scenario.leader(WindowName::Month, Measure::ResolvedRate);
        let facts: Vec<(u64, u64, u64, Option<u64>)> = rows
            .iter()
            .map(|row| {
                let received = row.sum(&MONTH, |c| c.received);
                let online = row.sum(&MONTH, |c| c.eligible - c.offline);
                let fixed =
                    self.of(WindowName::Month, &row.unit, Measure::ResolvedRate).map(|[part, _]| part);
                // The most completed that stays strictly below the leader.
                let most = match leader.and_then(|f| f.of) {
                    Some([part, whole]) if fixed.is_none() => (part * received).saturating_sub(1) / whole,
                    _ => received,
                };
                (received, online, most, fixed)
            })
            .collect();
        let bounds = facts.iter().map(|&(received, online, most, fixed)| match fixed {
            Some(fixed) => {
                let share = fixed * online / received.max(1);
                let share = share.max(fixed.saturating_sub(received - online)).min(online);
                (share, share)
            }
            None => (online * low / 1000 * 95 / 100, (online * (high + 10) / 1000).min(most)),
        });
        let weights: Vec<u64> = rows
            .iter()
            .zip(&facts)
            .map(|(row, fact)| {
                let mut rng = Rng::of(self.scenario.seed, &format!("resolved/{}", row.unit));
                fact.1 * rng.between(low as i64, high as i64) as u64
            })
            .collect();
        let shares = self.allot("resolved", WindowName::Month, totals.resolved_online, &weights, bounds)?;
        for ((row, online), (received, of_online, most, fixed)) in rows.iter_mut().zip(shares).zip(facts) {
            let other = received - of_online;
            let mut rng = Rng::of(self.scenario.seed, &format!("resolved-other/{}", row.unit));
            let drawn = other * rng.between(low as i64, high as i64) as u64 / 1000;
            row.resolved_online = online;
            row.resolved_other = fixed.map_or(drawn.min(most - online), |fixed| fixed - online);
        }
        Ok(())
    }

    fn opening(&self, rows: &mut [CommuneMonth]) {
        let leader = self.scenario.leader(WindowName::Opening, Measure::OnTimeRate).and_then(|f| f.of);
        for row in rows {
            if let Some([on_time, resolved]) = self.of(WindowName::Opening, &row.unit, Measure::OnTimeRate) {
                row.resolved_in_opening = resolved;
                row.on_time_in_opening = on_time;
                continue;
            }
            let mut rng = Rng::of(self.scenario.seed, &format!("opening/{}", row.unit));
            let [low, high] = self.scenario.spread.resolved_in_opening.map(|n| n as i64);
            let resolved = row.sum(&OPENING, |c| c.received) * rng.between(low, high) as u64 / 1000;
            let [low, high] = self.scenario.spread.on_time_in_opening.map(|n| n as i64);
            let drawn = resolved * rng.between(low, high) as u64 / 1000;
            let most = match leader {
                Some([on_time, of]) => (on_time * resolved).saturating_sub(1) / of,
                None => resolved,
            };
            row.resolved_in_opening = resolved;
            let is_punctual = self.scenario.is_punctual(&row.unit);
            row.on_time_in_opening = if is_punctual { resolved } else { drawn.min(most) };
        }
    }

    /// The two numbers published about a commune.
    fn of(&self, window: WindowName, unit: &str, measure: Measure) -> Option<[u64; 2]> {
        self.scenario.figure(window, Some(unit), measure)?.of
    }

    fn allot(
        &self,
        what: &'static str,
        window: WindowName,
        total: u64,
        weights: &[u64],
        bounds: impl Iterator<Item = (u64, u64)>,
    ) -> Result<Vec<u64>, Refusal> {
        let bounds: Vec<(u64, u64)> = bounds.collect();
        allot(total, weights, &bounds).ok_or_else(|| {
            Refusal::of("scenario.no-allotment")
                .with("what", what)
                .with("window", window.name())
                .with("total", total)
                .with("low", bounds.iter().map(|b| b.0).sum::<u64>())
                .with("high", bounds.iter().map(|b| b.1).sum::<u64>())
        })
    }
}
