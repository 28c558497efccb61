//! The clock and the random source of the machine. Nothing else reads them.

use motcua_core::Moment;

/// The system's clock.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn system_now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment(since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX)))
}

/// The system's random source; without one nothing secret can be made, so the
/// program ends.
pub fn random(bytes: &mut [u8]) {
    if let Err(error) = getrandom::fill(bytes) {
        eprintln!("không có nguồn ngẫu nhiên / no random source: {error}");
        std::process::abort();
    }
}

/// A clock that counts milliseconds from now on and never jumps: for how long something took.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn steady() -> motcua_work::Now {
    let began = std::time::Instant::now();
    std::sync::Arc::new(move || Moment(i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX)))
}
