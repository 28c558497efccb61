//! What keeps one file from being written by two at once, and many files from
//! being judged at once: a large picture takes hundreds of megabytes while it is
//! looked at.

use motcua_core::Fault;
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// How many files are judged at a time.
pub const JUDGED_AT_ONCE: usize = 2;

/// Who writes and who judges now.
pub struct IntakeTurns {
    arriving: Mutex<HashSet<String>>,
    judging: Arc<Semaphore>,
}

impl Default for IntakeTurns {
    fn default() -> IntakeTurns {
        IntakeTurns { arriving: Mutex::default(), judging: Arc::new(Semaphore::new(JUDGED_AT_ONCE)) }
    }
}

/// The right to write to one upload, given back when it is dropped.
pub struct Alone<'a> {
    intake: &'a IntakeTurns,
    id: String,
}

impl IntakeTurns {
    /// The right to write to this upload; nothing when somebody has it.
    pub fn enter(&self, id: &str) -> Option<Alone<'_>> {
        let mut arriving = self.arriving.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        arriving.insert(id.to_string()).then(|| Alone { intake: self, id: id.to_string() })
    }

    /// Judges files on a thread that may take its time, when it is its turn.
    pub async fn judge<T: Send + 'static, E: From<Fault> + Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let turn = self.judging.clone().acquire_owned().await.map_err(Fault::other)?;
        let judged = tokio::task::spawn_blocking(move || {
            // Ends with the work: whoever waits for it may go away before.
            let _turn = turn;
            work()
        });
        judged.await.map_err(Fault::other)?
    }
}

impl Drop for Alone<'_> {
    fn drop(&mut self) {
        let mut arriving = self.intake.arriving.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        arriving.remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn the_turn_to_judge_ends_with_the_work_and_not_with_whoever_waits_for_it() {
        let intake = Arc::new(IntakeTurns::default());
        let mut hold = Vec::new();
        for _ in 0..JUDGED_AT_ONCE {
            let (go_on, wait) = mpsc::channel::<()>();
            hold.push(go_on);
            let (began, has_begun) = oneshot::channel();
            let work = move || {
                let _ = began.send(());
                let _ = wait.recv();
                Ok::<_, Fault>(())
            };
            let judging = tokio::spawn({
                let intake = intake.clone();
                async move { intake.judge(work).await }
            });
            has_begun.await.unwrap();
            judging.abort();
            assert!(judging.await.unwrap_err().is_cancelled());
        }
        assert_eq!(intake.judging.available_permits(), 0, "they still work");
        drop(hold);
        assert_eq!(intake.judge(|| Ok::<_, Fault>(7)).await.unwrap(), 7);
    }
}
