//! What a commune receives in a phase, spread over the working days: busier at
//! the start of the week, growing from the first day on, and more and more of it
//! online.

use crate::plan::allot::allot;
use crate::plan::matrix::CommuneMonth;
use crate::plan::random::Rng;
use crate::plan::scenario::Scenario;
use crate::plan::totals::{AFTER, BEFORE, DAY};
use motcua_core::{Day, Weekday};

/// Handed in online with somebody's help, by helper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assisted {
    /// A service agent point.
    pub agent_point: u64,
    /// A volunteer.
    pub volunteer: u64,
    /// A post office.
    pub post_office: u64,
    /// An officer of the centre.
    pub officer: u64,
}

/// One commune on one working day. Received = eligible online + partial online +
/// counter + post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPlan {
    /// The day.
    pub day: Day,
    /// Received.
    pub received: u64,
    /// Of those, of procedures offered fully online.
    pub eligible: u64,
    /// Of the eligible, handed in online: the numerator of the online rate.
    pub eligible_online: u64,
    /// Handed in online under a procedure that is only partly online.
    pub partial_online: u64,
    /// Handed in at the counter.
    pub counter: u64,
    /// Came by post; only procedures offered fully online are offered by post.
    pub post: u64,
    /// Of all handed in online: with whose help.
    pub assisted: Assisted,
}

/// The days of one commune, ascending.
pub fn spread(scenario: &Scenario, row: &CommuneMonth) -> Vec<DayPlan> {
    let opening_ends = scenario.windows.opening.to;
    let mut days = Vec::new();
    for phase in [BEFORE, DAY, AFTER] {
        let in_phase = |day: &Day| match phase {
            BEFORE => *day < opening_ends,
            DAY => *day == opening_ends,
            _ => *day > opening_ends,
        };
        let of_phase: Vec<Day> = scenario.working_days().into_iter().filter(in_phase).collect();
        let mut rng = Rng::of(scenario.seed, &format!("days/{phase}/{}", row.unit));
        let cell = &row.cells[phase];
        let busy: Vec<u64> = of_phase.iter().enumerate().map(|(i, d)| busy(*d, i, &mut rng)).collect();
        let received = within(cell.received, &busy, |_| cell.received);
        let eligible = within(cell.eligible, &received, |i| received[i]);
        let waning: Vec<u64> =
            eligible.iter().enumerate().map(|(i, n)| n * (of_phase.len() - i + 4) as u64).collect();
        let offline = within(cell.offline, &waning, |i| eligible[i]);
        for (i, day) in of_phase.into_iter().enumerate() {
            days.push(mix(scenario, &mut rng, day, received[i], eligible[i], offline[i]));
        }
    }
    days
}

/// The weight of the n-th day of a phase.
fn busy(day: Day, n: usize, rng: &mut Rng) -> u64 {
    let of_week = match day.weekday() {
        Weekday::Monday => 118,
        Weekday::Tuesday => 106,
        Weekday::Wednesday => 100,
        Weekday::Thursday => 96,
        _ => 90,
    };
    of_week * (80 + 4 * n as u64) * rng.between(90, 110) as u64
}

fn mix(scenario: &Scenario, rng: &mut Rng, day: Day, received: u64, eligible: u64, offline: u64) -> DayPlan {
    let mix = &scenario.mix;
    let mut some = |of: u64, per_mille: u32| {
        let exact = of * u64::from(per_mille);
        exact / 1000 + u64::from(rng.below(1000) < exact % 1000)
    };
    let eligible_online = eligible - offline;
    let partial_online = some(received - eligible, mix.partial_online);
    let online = eligible_online + partial_online;
    let post = some(received - online, mix.post).min(offline);
    let mut left = online;
    let mut helped = |per_mille| {
        let count = some(online, per_mille).min(left);
        left -= count;
        count
    };
    let assisted = Assisted {
        agent_point: helped(mix.by_agent_point),
        volunteer: helped(mix.by_volunteer),
        post_office: helped(mix.by_post_office),
        officer: helped(mix.by_officer),
    };
    DayPlan {
        day,
        received,
        eligible,
        eligible_online,
        partial_online,
        counter: received - online - post,
        post,
        assisted,
    }
}

/// Shares a total out; each share is at most its ceiling, and the ceilings hold
/// the total because they were shared out from something larger.
fn within(total: u64, weights: &[u64], ceiling: impl Fn(usize) -> u64) -> Vec<u64> {
    let bounds: Vec<(u64, u64)> = (0..weights.len()).map(|i| (0, ceiling(i))).collect();
    allot(total, weights, &bounds).expect("a part is shared out within its whole")
}
