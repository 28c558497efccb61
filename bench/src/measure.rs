//! Counting for a while, and percentiles.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How many a second `clients` threads do together in this time; `make` gives each
/// thread what it repeats.
pub fn per_second<F: FnMut() + Send>(
    clients: usize,
    time: Duration,
    make: impl Fn(usize) -> F + Sync,
) -> f64 {
    let (count, took) = counted(clients, time, make);
    count as f64 / took.as_secs_f64()
}

/// The same: how many in all, and how long it took.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
pub fn counted<F: FnMut() + Send>(
    clients: usize,
    time: Duration,
    make: impl Fn(usize) -> F + Sync,
) -> (u64, Duration) {
    let stop = AtomicBool::new(false);
    let begun = Instant::now();
    let total: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                let (stop, make) = (&stop, &make);
                scope.spawn(move || {
                    let mut once = make(client);
                    // Each does it once at least, however late it begins.
                    let mut count = 0;
                    loop {
                        once();
                        count += 1;
                        if stop.load(Ordering::Relaxed) {
                            return count;
                        }
                    }
                })
            })
            .collect();
        thread::sleep(time);
        stop.store(true, Ordering::Relaxed);
        threads.into_iter().map(|thread| thread.join().expect("a client fails")).sum()
    });
    (total, begun.elapsed())
}

/// 50th, 95th and 99th percentile of `times` runs, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
pub fn percentiles(times: usize, mut once: impl FnMut(usize)) -> [f64; 3] {
    let mut taken: Vec<f64> = (0..times)
        .map(|round| {
            let begun = Instant::now();
            once(round);
            begun.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    [0.50, 0.95, 0.99].map(|share| taken[((taken.len() - 1) as f64 * share) as usize])
}
