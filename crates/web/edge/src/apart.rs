//! What takes much memory for a moment.

/// Does what takes much memory for a moment in a thread of its own: with the thread goes what the
/// allocator kept at hand for it. Of a law as much again as it takes would stay, and after a few changes
/// thrice as much.
pub fn apart<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| match scope.spawn(work).join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    })
}
