//! The two engines. Each has one grouped writer (everything that queued while the
//! last commit was under way goes into the next one) and a pool of readers.

pub(crate) mod options;
pub(crate) mod pool;
pub(crate) mod postgres;
pub(crate) mod schema;
pub(crate) mod sqlite;

use crate::door::{Write, Written};
use motcua_core::{Fault, FaultKind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError};
use tokio::sync::oneshot;

/// The most writes in one commit: enough to share an fsync, few enough that
/// nobody waits long.
pub(crate) const GROUP_MAX: usize = 256;
/// The most writes that may wait. Beyond that an honest "busy" is better than a
/// queue that nobody will wait for.
pub(crate) const QUEUE_MAX: usize = 8192;

/// One write on its way to the writer.
pub(crate) struct Job {
    pub(crate) write: Write,
    pub(crate) answer: oneshot::Sender<Result<Written, Fault>>,
}

impl Job {
    /// Tells the waiting caller how the write ended.
    pub(crate) fn end(self, outcome: Result<(), Failed>) {
        let done = match outcome {
            Ok(()) => Ok(Written::Done(match self.write {
                Write::Act(act) => Some(Box::new(act.changes)),
                Write::Replay { .. } | Write::Keep(_) => None,
            })),
            Err(Failed::Conflict) => Ok(Written::Conflict),
            Err(Failed::Broke(fault)) => Err(fault),
        };
        // Nobody may be waiting any more; the write stays written.
        let _ = self.answer.send(done);
    }
}

/// The way to a writer thread.
pub(crate) struct Queue(SyncSender<Job>);

impl Queue {
    pub(crate) fn new() -> (Queue, Receiver<Job>) {
        let (sender, receiver) = std::sync::mpsc::sync_channel(QUEUE_MAX);
        (Queue(sender), receiver)
    }

    pub(crate) fn put(&self, write: Write) -> oneshot::Receiver<Result<Written, Fault>> {
        let (answer, ticket) = oneshot::channel();
        if let Err(refused) = self.0.try_send(Job { write, answer }) {
            let (job, detail) = match refused {
                TrySendError::Full(job) => (job, "the write queue is full"),
                TrySendError::Disconnected(job) => (job, "the writer has stopped"),
            };
            let _ = job.answer.send(Err(Fault { kind: FaultKind::Unavailable, detail: detail.into() }));
        }
        ticket
    }
}

/// Waits for a write and takes everything else that is already there.
pub(crate) fn next_group(jobs: &Receiver<Job>) -> Option<Vec<Job>> {
    let mut group = vec![jobs.recv().ok()?];
    while group.len() < GROUP_MAX {
        match jobs.try_recv() {
            Ok(job) => group.push(job),
            Err(_) => break,
        }
    }
    Some(group)
}

/// Why one write of a group failed.
#[derive(Debug, Clone)]
pub(crate) enum Failed {
    /// A unique key or a row count said that somebody else was quicker.
    Conflict,
    /// An accident.
    Broke(Fault),
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Failed {
        Failed::Broke(fault)
    }
}
