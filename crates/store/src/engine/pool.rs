//! The readers of a database: opened when they are needed, kept for the next, never more
//! than `Options::readers`. A caller that finds all of them taken waits, up to
//! `Options::patience`.

use motcua_core::{Fault, FaultKind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a pool keeps.
pub(crate) trait Reader {
    /// It met a fault or lost its connection, and is not used again.
    fn is_spent(&self) -> bool;
}

/// The idle readers, and how many there are in all.
pub(crate) struct Pool<R> {
    state: Mutex<State<R>>,
    freed: Condvar,
    most: usize,
    patience: Duration,
}

struct State<R> {
    idle: Vec<R>,
    /// Idle, taken, or just being opened.
    open: usize,
}

impl<R: Reader> Pool<R> {
    pub(crate) fn new(most: usize, patience: Duration) -> Pool<R> {
        let state = Mutex::new(State { idle: Vec::new(), open: 0 });
        Pool { state, freed: Condvar::new(), most: most.max(1), patience }
    }

    /// An idle reader, or a new one that `open` makes.
    pub(crate) fn take(&self, open: impl FnOnce() -> Result<R, Fault>) -> Result<Taken<'_, R>, Fault> {
        loop {
            let none_left = |state: &mut State<R>| state.idle.is_empty() && state.open >= self.most;
            let waited = self.freed.wait_timeout_while(self.state(), self.patience, none_left);
            let (mut state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
            if waited.timed_out() && none_left(&mut state) {
                let (most, patience) = (self.most, self.patience);
                let detail = format!("all {most} readers of the database were taken for {patience:?}");
                return Err(Fault { kind: FaultKind::Unavailable, detail });
            }
            // From here on the place is taken, even if opening a reader fails.
            let mut taken = Taken { pool: self, reader: state.idle.pop() };
            if taken.reader.is_none() {
                state.open += 1;
            }
            drop(state);
            match &taken.reader {
                Some(reader) if reader.is_spent() => continue,
                Some(_) => {}
                None => taken.reader = Some(open()?),
            }
            return Ok(taken);
        }
    }

    /// A panic while it was locked leaves it consistent, so a poisoned lock is used all the same.
    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A reader that is taken; it goes back by itself.
pub(crate) struct Taken<'a, R: Reader> {
    pool: &'a Pool<R>,
    /// None while it is being opened.
    reader: Option<R>,
}

impl<R: Reader> Taken<'_, R> {
    pub(crate) fn reader(&mut self) -> Result<&mut R, Fault> {
        self.reader.as_mut().ok_or_else(|| Fault::other("no reader was opened"))
    }
}

impl<R: Reader> Drop for Taken<'_, R> {
    fn drop(&mut self) {
        let is_sound = |reader: &R| !reader.is_spent() && !std::thread::panicking();
        match self.reader.take_if(|reader| is_sound(reader)) {
            Some(sound) => self.pool.state().idle.push(sound),
            None => self.pool.state().open -= 1,
        }
        self.pool.freed.notify_one();
    }
}
