//! The clock of the demonstration: it stood at a morning of the scenario when the
//! database was first opened, and has run on in real time ever since.

use crate::config::{ClockSetting, Config};
use crate::system::system_now;
use motcua_core::{Fault, Moment};
use motcua_edge::app::TimeSource;
use motcua_store::{Store, setting};
use std::sync::atomic::{AtomicI64, Ordering};

const NAME: &str = "demo_clock";

/// A pair of moments that are the same: of the real clock and of this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Anchor {
    real: Moment,
    demo: Moment,
}

impl Anchor {
    fn read(text: &str) -> Option<Anchor> {
        let (real, demo) = text.split_once(' ')?;
        Some(Anchor { real: Moment(real.parse().ok()?), demo: Moment(demo.parse().ok()?) })
    }

    fn write(self) -> String {
        format!("{} {}", self.real.0, self.demo.0)
    }

    /// The time by this clock; while the real one was set back, it stands still.
    fn at(self, real: Moment) -> Moment {
        self.demo.plus_ms((real.0 - self.real.0).max(0))
    }
}

/// The clock, going on from where the last start left it; `opens` the first time.
pub(super) fn running_from(store: &Store, opens: Moment) -> Result<TimeSource, Fault> {
    let real = system_now();
    let kept = store.read(|rows| setting::get(rows, NAME))?;
    let now = kept.as_deref().and_then(Anchor::read).map_or(opens, |anchor| anchor.at(real));
    // Anchored anew at every start: what has once been shown as the time stays past,
    // whatever happens to the real clock between two starts.
    let anchor = Anchor { real, demo: now };
    store.keep(setting::set(NAME, &anchor.write())).wait()?;
    let latest = AtomicI64::new(now.0);
    Ok(Box::new(move || {
        let now = anchor.at(system_now()).0;
        Moment(latest.fetch_max(now, Ordering::Relaxed).max(now))
    }))
}

/// What time it is for the data: by the demonstration's clock where that runs here, so
/// that a command beside its server does not write from another year.
pub fn now(config: &Config, store: &Store) -> Result<Moment, Fault> {
    let real = system_now();
    if config.clock == ClockSetting::System {
        return Ok(real);
    }
    let kept = store.read(|rows| setting::get(rows, NAME))?;
    Ok(kept.as_deref().and_then(Anchor::read).map_or(real, |anchor| anchor.at(real)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_runs_on_in_real_time_and_never_backwards() {
        let anchor = Anchor { real: Moment(1_000_000), demo: Moment(5_000) };
        for (real, want) in [(1_000_000, 5_000), (1_060_000, 65_000), (900_000, 5_000)] {
            assert_eq!(anchor.at(Moment(real)), Moment(want), "{real}");
        }
        assert_eq!(Anchor::read(&anchor.write()), Some(anchor));
        for damaged in ["", "1", "1 x", "x 1"] {
            assert_eq!(Anchor::read(damaged), None, "{damaged}");
        }
    }

    #[test]
    fn a_later_start_goes_on_where_the_clock_was() {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&motcua_store::DatabasePlace::Sqlite(folder.path().join("motcua.db"))).unwrap();
        let opens = Moment::parse("2025-08-01T07:30").unwrap();
        let first = running_from(&store, opens).unwrap()();
        assert!(first >= opens && first < opens.plus_ms(60_000));
        let later = running_from(&store, opens.plus_ms(-86_400_000)).unwrap()();
        assert!(later >= first, "the moment of the first start is kept, not the one that is asked for");
        let beside = now(&Config::default(), &store).unwrap();
        assert!(later <= beside && beside < opens.plus_ms(60_000), "a command beside the server");
        let system = Config { clock: ClockSetting::System, ..Config::default() };
        assert!(now(&system, &store).unwrap() > opens.plus_ms(60_000));
    }
}
