//! A procedure and the moments that make a planned outcome true.

use crate::plan::choice::ProcedureChoice;
use crate::plan::dossier::{Channel, Extra, ResolvedPlan};
use crate::plan::office::Office;
use crate::plan::outcome::{Fate, QUICKEST_MS};
use crate::plan::random::Rng;
use crate::plan::scenario::{Mix, Scenario};
use motcua_core::{MINUTE_MS, Moment, Refusal};

const HOUR_MS: i64 = 60 * MINUTE_MS;
const DRAWS: usize = 40;

/// The procedures, to be drawn by weight.
pub struct Procedures<'a, L> {
    all: &'a [ProcedureChoice<L>],
    // Index and running sum of weights, by (full online, channel).
    pools: [Vec<(usize, u64)>; 6],
}

fn pool_of(full_online: bool, channel: Channel) -> usize {
    usize::from(full_online) * 3 + channel as usize
}

impl<'a, L> Procedures<'a, L> {
    /// Refused when there are none of a kind, full-online or not, for the
    /// internet or for the counter. What nobody offers by post is not sent by post.
    pub fn of(all: &'a [ProcedureChoice<L>]) -> Result<Procedures<'a, L>, Refusal> {
        let mut pools: [Vec<(usize, u64)>; 6] = Default::default();
        for full_online in [false, true] {
            for channel in Channel::ALL {
                let mut sum = 0;
                let offered = |p: &ProcedureChoice<L>| {
                    p.full_online == full_online && p.weight > 0 && p.limits.of(channel).is_some()
                };
                let pool = &mut pools[pool_of(full_online, channel)];
                for (index, procedure) in all.iter().enumerate().filter(|(_, p)| offered(p)) {
                    sum += u64::from(procedure.weight);
                    pool.push((index, sum));
                }
                if pool.is_empty() && channel != Channel::Post {
                    return Err(none_of(full_online, channel));
                }
            }
        }
        Ok(Procedures { all, pools })
    }

    /// One of a kind that is offered for a channel, by weight; refused when there
    /// is none.
    pub fn drawn(&self, full_online: bool, channel: Channel, rng: &mut Rng) -> Result<usize, Refusal> {
        self.draw(full_online, channel, rng).ok_or_else(|| none_of(full_online, channel))
    }

    fn draw(&self, full_online: bool, channel: Channel, rng: &mut Rng) -> Option<usize> {
        let pool = &self.pools[pool_of(full_online, channel)];
        let point = rng.below(pool.last()?.1);
        Some(pool[pool.partition_point(|(_, sum)| *sum <= point)].0)
    }
}

fn none_of(full_online: bool, channel: Channel) -> Refusal {
    Refusal::of("scenario.no-procedures").with("full_online", full_online).with("channel", channel.as_str())
}

/// A dossier that was accepted, and whose outcome is to be found.
#[derive(Debug, Clone, Copy)]
pub struct Accepted<'a> {
    /// Code of the commune.
    pub unit: &'a str,
    /// When.
    pub at: Moment,
    /// Its procedure is to be one that is offered fully online.
    pub full_online: bool,
    /// How it was handed in.
    pub channel: Channel,
    /// Nothing of its commune is late.
    pub is_punctual: bool,
}

/// What was found for one dossier.
pub struct FitOutcome {
    /// Index of the procedure.
    pub procedure: usize,
    /// What happens on the way.
    pub extra: Extra,
    /// The completion.
    pub resolved: Option<ResolvedPlan>,
}

/// Finds outcomes.
pub struct Fitter<'a, L, D> {
    mix: &'a Mix,
    office: &'a Office,
    procedures: &'a Procedures<'a, L>,
    due: &'a D,
    opening_ends: i64,
    snapshot: Moment,
}

impl<'a, L, D: Fn(&str, Moment, &L) -> Option<Moment>> Fitter<'a, L, D> {
    /// For this scenario and these procedures.
    pub fn new(
        scenario: &'a Scenario,
        office: &'a Office,
        procedures: &'a Procedures<'a, L>,
        due: &'a D,
    ) -> Fitter<'a, L, D> {
        let opening_ends = office.position(scenario.windows.opening.snapshot());
        let snapshot = scenario.windows.month.snapshot();
        Fitter { mix: &scenario.mix, office, procedures, due, opening_ends, snapshot }
    }

    /// A procedure of the kind and moments for this fate; `None` when no procedure
    /// allows it.
    pub fn fit(&self, accepted: Accepted<'_>, fate: Fate, rng: &mut Rng) -> Option<FitOutcome> {
        if fate == Fate::Open {
            return self.open(accepted, rng);
        }
        self.complete(accepted, fate, rng).or_else(|| match fate {
            // Came in so early that no limit is long enough: then it is late.
            Fate::AfterOnTime if !accepted.is_punctual => self.complete(accepted, Fate::AfterLate, rng),
            _ => None,
        })
    }

    /// When the limit of a procedure ends that runs from this moment.
    fn due(&self, accepted: Accepted<'_>, from: Moment, procedure: usize) -> Option<Moment> {
        let limit = self.procedures.all[procedure].limits.of(accepted.channel)?;
        (self.due)(accepted.unit, from, limit)
    }

    fn complete(&self, accepted: Accepted<'_>, fate: Fate, rng: &mut Rng) -> Option<FitOutcome> {
        let Accepted { at: accepted_at, full_online, channel, .. } = accepted;
        let on_time = matches!(fate, Fate::OpeningOnTime | Fate::AfterOnTime);
        let supplemented = on_time && rng.chance(self.mix.supplement);
        let from = self.office.position(accepted_at);
        let mut extra = Extra::None;
        let mut runs_from = accepted_at;
        if supplemented {
            let asked = from + rng.early_between(30 * MINUTE_MS, 2 * self.office.day_ms());
            let answered = asked + rng.between(HOUR_MS, 3 * self.office.day_ms());
            let latest = if fate == Fate::OpeningOnTime { self.opening_ends } else { self.office.end() };
            if answered + HOUR_MS < latest {
                runs_from = self.office.moment(answered);
                extra =
                    Extra::Supplement { asked_at: self.office.moment(asked), answered_at: Some(runs_from) };
            }
        }
        let pool = &self.procedures.pools[pool_of(full_online, channel)];
        let turn = rng.below(pool.len() as u64) as usize;
        let drawn = (0..DRAWS + pool.len()).find_map(|attempt| {
            // By weight first; then every one in turn.
            let procedure = match attempt.checked_sub(DRAWS) {
                None => self.procedures.draw(full_online, channel, rng)?,
                Some(n) => pool[(turn + n) % pool.len()].0,
            };
            // What is already late cannot have its supplement asked in time.
            if let Extra::Supplement { asked_at, .. } = extra
                && self.due(accepted, accepted_at, procedure).is_some_and(|due| asked_at > due)
            {
                return None;
            }
            self.moment(accepted, runs_from, procedure, fate, rng).map(|at| (procedure, at))
        });
        let (procedure, at) = match drawn {
            Some(found) => found,
            // The limit that starts anew leaves no room: without the supplement then.
            None if extra != Extra::None => {
                extra = Extra::None;
                pool.iter().find_map(|(procedure, _)| {
                    self.moment(accepted, accepted_at, *procedure, fate, rng).map(|at| (*procedure, at))
                })?
            }
            None => return None,
        };
        let to = self.office.position(at);
        if extra == Extra::None && to - from > 2 * HOUR_MS && rng.chance(self.mix.handed_back) {
            let back = rng.between(from + HOUR_MS, to - HOUR_MS / 2);
            extra = Extra::HandedBack { at: self.office.moment(back) };
        }
        let refused = rng.chance(self.mix.refused);
        Some(FitOutcome { procedure, extra, resolved: Some(ResolvedPlan { at, on_time, refused }) })
    }

    /// A moment of completion that makes the fate true under this procedure.
    fn moment(
        &self,
        accepted: Accepted<'_>,
        runs_from: Moment,
        procedure: usize,
        fate: Fate,
        rng: &mut Rng,
    ) -> Option<Moment> {
        let due_at = self.due(accepted, runs_from, procedure);
        let from = self.office.position(runs_from);
        let due = due_at.map(|due| self.office.position(due));
        let quickest = from + QUICKEST_MS;
        let (end, opened) = (self.office.end(), self.opening_ends);
        let few_days = 3 * self.office.day_ms();
        let (low, high) = match fate {
            Fate::OpeningOnTime => (quickest, due.unwrap_or(end).min(opened)),
            Fate::AfterOnTime => (quickest.max(opened + MINUTE_MS), due.unwrap_or(end).min(end)),
            Fate::OpeningLate => {
                let low = quickest.max(due? + MINUTE_MS);
                (low, opened.min(low + few_days))
            }
            Fate::AfterLate => {
                let low = quickest.max(due? + MINUTE_MS).max(opened + MINUTE_MS);
                (low, end.min(low + few_days))
            }
            Fate::Open => return None,
        };
        if low + MINUTE_MS >= high {
            return None;
        }
        let at = self.office.moment(rng.early_between(low, high - MINUTE_MS));
        let late = due_at.is_some_and(|due| at > due);
        (late == matches!(fate, Fate::OpeningLate | Fate::AfterLate)).then_some(at)
    }

    /// A dossier that is not completed when the month ends: mostly one whose limit
    /// has not ended either.
    fn open(&self, accepted: Accepted<'_>, rng: &mut Rng) -> Option<FitOutcome> {
        let Accepted { at: accepted_at, full_online, channel, .. } = accepted;
        let may_be_overdue = rng.chance(self.mix.open_overdue) && !accepted.is_punctual;
        let mut procedure = self.procedures.draw(full_online, channel, rng)?;
        for _ in 0..DRAWS {
            let due = self.due(accepted, accepted_at, procedure);
            if may_be_overdue || due.is_none_or(|due| due >= self.snapshot) {
                break;
            }
            procedure = self.procedures.draw(full_online, channel, rng)?;
        }
        if accepted.is_punctual {
            let is_late = |procedure: usize| {
                self.due(accepted, accepted_at, procedure).is_some_and(|due| due < self.snapshot)
            };
            if is_late(procedure) {
                let pool = &self.procedures.pools[pool_of(full_online, channel)];
                procedure = pool.iter().map(|(procedure, _)| *procedure).find(|one| !is_late(*one))?;
            }
        }
        let from = self.office.position(accepted_at);
        let earliest = from + 15 * MINUTE_MS;
        let latest = (self.office.end() - MINUTE_MS).min(from + 5 * self.office.day_ms() / 2);
        // Whoever asks or stops does so before the due moment.
        let due = self.due(accepted, accepted_at, procedure);
        let latest = due.map_or(latest, |due| latest.min(self.office.position(due) - MINUTE_MS));
        let extra = if earliest < latest {
            let at = self.office.moment(rng.early_between(earliest, latest));
            self.left_open(at, rng)
        } else {
            Extra::None
        };
        Some(FitOutcome { procedure, extra, resolved: None })
    }

    fn left_open(&self, at: Moment, rng: &mut Rng) -> Extra {
        let mut left = rng.below(1000) as u32;
        let kinds = [
            (self.mix.open_supplement, Extra::Supplement { asked_at: at, answered_at: None }),
            (self.mix.open_payment, Extra::PaymentAsked { asked_at: at }),
            (self.mix.withdrawn, Extra::Withdrawn { at }),
            (self.mix.stopped, Extra::Stopped { at }),
        ];
        for (share, extra) in kinds {
            if left < share {
                return extra;
            }
            left -= share;
        }
        Extra::None
    }
}
