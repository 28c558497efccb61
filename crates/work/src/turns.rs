//! Does what is due for as long as the server runs: one loop for all of it. What only one
//! server at a time may do is done by whoever holds the lease in the database. Two that
//! both think they hold it (a machine that stood still, a clock that jumped) do no harm:
//! whatever they do, they take from the database piece by piece.

use crate::Now;
use crate::schedule::{More, Schedule, Task};
use motcua_core::{Fault, Moment};
use motcua_store::{Store, Written, lease};
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
/// How long the lease lasts: so long nobody works after the server that held it died.
const LEASE_MS: i64 = 15_000;
/// How often it is taken anew.
const RENEW_MS: i64 = 5_000;
/// How often one looks whether something is due.
const TICK: Duration = Duration::from_millis(200);

/// Who has the turn, as this server knows it.
pub struct Turns {
    holder: String,
    asked_at: Option<Moment>,
    is_ours: bool,
}

impl Turns {
    /// A server of this name; no other has it, also none before.
    pub fn new(holder: String) -> Turns {
        Turns { holder, asked_at: None, is_ours: false }
    }

    /// Whether it is this server's turn. Asks the database where it is time to; waits for
    /// the disk. A database that does not answer gives nobody the turn.
    pub fn is_ours(&mut self, store: &Store, now: Moment) -> bool {
        let is_fresh = |asked: Moment| (0..RENEW_MS).contains(&(now.0 - asked.0));
        if !self.asked_at.is_some_and(is_fresh) {
            self.asked_at = Some(now);
            let taken = store.keep(lease::taken(LEASE, &self.holder, now, LEASE_MS)).wait();
            self.is_ours = matches!(taken, Ok(Written::Done(_)));
        }
        self.is_ours
    }

    /// Lets the next one begin at once.
    pub fn give_back(self, store: &Store) -> Result<(), Fault> {
        store.keep(lease::given_back(LEASE, &self.holder)).wait().map(drop)
    }
}

/// Does the jobs until it is told to stop, then waits for those that are under way.
pub async fn work(
    store: Arc<Store>,
    jobs: Vec<Job>,
    mut turns: Turns,
    now: Now,
    stop: watch::Receiver<bool>,
) {
    let mut schedule = Schedule::new(jobs.iter().map(|job| job.task), now());
    let mut under_way = JoinSet::new();
    let mut stop = stop;
    while !*stop.borrow() {
        let (asked, at) = (store.clone(), now());
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
    while under_way.join_next().await.is_some() {}
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
