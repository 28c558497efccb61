//! Does what is due for as long as the server runs: one loop for all of it. What only one
//! server at a time may do is done by whoever holds the lease in the database. Two that
//! both think they hold it (a machine that stood still, a clock that jumped) do no harm:
//! whatever they do, they take from the database piece by piece.

use crate::Now;
use crate::schedule::{More, Schedule, Task};
use motcua_core::{Fault, Moment};
use motcua_store::lease::{self, LeaseBeat};
use motcua_store::{Store, Written};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A task, and how it is done. It may wait for disks and networks, but it must come to an
/// end: until then it is not due again.
pub struct Job {
    /// When, and where.
    pub task: Task,
    /// Does it once.
    pub run: Arc<dyn Fn() -> Result<More, Fault> + Send + Sync>,
}

/// The name of the lease.
const LEASE: &str = "work";
/// How long the holder may be silent: so long nobody works after it died.
const SILENCE_MS: i64 = 15_000;
/// How often the lease is asked for and kept.
const RENEW_MS: i64 = 5_000;
/// How often one looks whether something is due.
const TICK: Duration = Duration::from_millis(200);

/// Who has the turn, as this server knows it.
pub struct Turns {
    holder: String,
    asked_at: Option<Moment>,
    is_ours: bool,
    /// What another server's lease looked like when it last changed, and since when.
    seen: Option<(LeaseBeat, Moment)>,
}

impl Turns {
    /// A server of this name; no other has it, also none before.
    pub fn new(holder: String) -> Turns {
        Turns { holder, asked_at: None, is_ours: false, seen: None }
    }

    /// Whether it is this server's turn. Asks the database where it is time to; waits for
    /// the disk. A database that does not answer gives nobody the turn. `steady` counts from
    /// anywhere and never jumps: the clock on the wall may, and differs between servers.
    pub fn is_ours(&mut self, store: &Store, steady: Moment) -> bool {
        let is_fresh = |asked: Moment| (0..RENEW_MS).contains(&(steady.0 - asked.0));
        if !self.asked_at.is_some_and(is_fresh) {
            self.asked_at = Some(steady);
            self.is_ours = self.ask(store, steady).unwrap_or(false);
        }
        self.is_ours
    }

    fn ask(&mut self, store: &Store, steady: Moment) -> Result<bool, Fault> {
        let held = store.read(|rows| lease::held(rows, LEASE))?;
        if let Some(other) = held.as_ref().filter(|held| held.holder != self.holder) {
            match &self.seen {
                Some((seen, since)) if seen == other => {
                    if steady.0 - since.0 < SILENCE_MS {
                        return Ok(false);
                    }
                }
                _ => {
                    self.seen = Some((other.clone(), steady));
                    return Ok(false);
                }
            }
        }
        let taken = store.keep(lease::taken(LEASE, &self.holder, held.as_ref())).wait()?;
        Ok(matches!(taken, Written::Done(_)))
    }

    /// Lets the next one begin at once.
    pub fn give_back(self, store: &Store) -> Result<(), Fault> {
        store.keep(lease::given_back(LEASE, &self.holder)).wait().map(drop)
    }
}

/// The two clocks of a server.
pub struct Clocks {
    /// The one on the wall: when something is due.
    pub now: Now,
    /// One that counts from anywhere and never jumps: how long another server was silent.
    pub steady: Now,
}

/// So long what is under way may take to its end before the turn is given back anyway: what
/// hangs must not keep the next server from beginning.
const ENDING: Duration = Duration::from_secs(4);

/// Does the jobs until it is told to stop, then waits for those that are under way.
pub async fn work(
    store: Arc<Store>,
    jobs: Vec<Job>,
    mut turns: Turns,
    clocks: Clocks,
    stop: watch::Receiver<bool>,
) {
    let Clocks { now, steady } = clocks;
    let mut schedule = Schedule::new(jobs.iter().map(|job| job.task), now());
    let mut under_way = JoinSet::new();
    let mut stop = stop;
    while !*stop.borrow() {
        let (asked, at) = (store.clone(), steady());
        let turn = tokio::task::spawn_blocking(move || {
            let is_ours = turns.is_ours(&asked, at);
            (turns, is_ours)
        });
        // Only a panic ends it otherwise, and then nobody can work here.
        let Ok((back, is_ours)) = turn.await else { return };
        turns = back;
        for nth in schedule.begin(now(), is_ours) {
            let Some(job) = jobs.get(nth) else { continue };
            let (run, name) = (job.run.clone(), job.task.name);
            under_way.spawn(async move { (nth, done(name, run).await) });
        }
        tokio::select! {
            Some(ended) = under_way.join_next() => {
                if let Ok((nth, more)) = ended {
                    schedule.ended(nth, now(), more);
                }
            }
            () = tokio::time::sleep(TICK) => {}
            // Nobody is left who could say so: that ends it too.
            told = stop.changed() => if told.is_err() { break },
        }
    }
    let _ = tokio::time::timeout(ENDING, async { while under_way.join_next().await.is_some() {} }).await;
    let _ = tokio::task::spawn_blocking(move || turns.give_back(&store)).await;
}

/// One run of a job. What goes wrong is logged, and the job is due again as always.
async fn done(name: &'static str, run: Arc<dyn Fn() -> Result<More, Fault> + Send + Sync>) -> More {
    match tokio::task::spawn_blocking(move || run()).await {
        Ok(Ok(more)) => more,
        Ok(Err(fault)) => {
            tracing::error!(%fault, name, "work");
            More::Later
        }
        Err(error) => {
            tracing::error!(%error, name, "work panicked");
            More::Later
        }
    }
}
