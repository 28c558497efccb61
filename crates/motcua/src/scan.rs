//! Asks the virus scanner about files that nobody has asked about, for as long as
//! the server runs. It only ever adds knowledge: a scanner that is dead, slow or
//! wrong delays nothing and loses nothing.

use motcua_core::document::Scanned;
use motcua_core::{Fault, FaultKind, Moment};
use motcua_outside::clamd::{Scanner, ScannerAnswer};
use motcua_store::files::Files;
use motcua_store::scan::{self, Waiting};
use motcua_store::{Keep, Store};

/// How many files are asked about in a round.
const ROUND_FILES: u32 = 16;
/// The first wait after a try in vain; it doubles with each.
const WAIT_MS: i64 = 30_000;
/// The longest wait: an hour.
const WAIT_MS_MAX: i64 = 3_600_000;

/// One round: every file that is due, once. Returns how many there were, so that
/// the caller knows whether to go on at once.
pub fn round(store: &Store, files: &Files, scanner: &dyn Scanner, now: Moment) -> Result<usize, Fault> {
    let waiting = store.read(|rows| scan::waiting(rows, now, ROUND_FILES))?;
    for file in &waiting {
        store.keep(asked(files, scanner, file, now)?).wait()?;
    }
    Ok(waiting.len())
}

fn asked(files: &Files, scanner: &dyn Scanner, file: &Waiting, now: Moment) -> Result<Keep, Fault> {
    let later = now.plus_ms(WAIT_MS.saturating_mul(1 << file.tries.min(16)).min(WAIT_MS_MAX));
    let bytes = match files.get(&file.digest) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Ok(scan::in_vain(&file.digest, "the file is not there", later, now)),
        // Where no file can be read, the round is over.
        Err(fault) if fault.kind == FaultKind::ShelfUnavailable => return Err(fault),
        // Whoever opens it will see the same; the others still have their turn.
        Err(fault) => return Ok(scan::in_vain(&file.digest, &fault.detail, later, now)),
    };
    Ok(match scanner.scan(&bytes) {
        Ok(ScannerAnswer::Clean) => scan::answered(&file.digest, Scanned::Clean, "", now),
        Ok(ScannerAnswer::Infected(name)) => {
            tracing::warn!(digest = file.digest.0, name, "a file is infected");
            scan::answered(&file.digest, Scanned::Infected, &name, now)
        }
        Err(why) => {
            // Said once for each file: the tries after it wait longer and longer.
            if file.tries == 0 {
                tracing::warn!(digest = file.digest.0, %why, "the virus scanner does not answer");
            }
            scan::in_vain(&file.digest, &why.to_string(), later, now)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::document::FileDigest;
    use motcua_outside::clamd::NoAnswer;
    use motcua_store::DatabasePlace;
    use std::sync::Mutex;

    /// A scanner that is dead until it is not.
    struct Sick(Mutex<bool>);

    impl Scanner for Sick {
        fn scan(&self, bytes: &[u8]) -> Result<ScannerAnswer, NoAnswer> {
            match (*self.0.lock().unwrap(), bytes) {
                (false, _) => Err(NoAnswer("connection refused".into())),
                (true, b"virus") => Ok(ScannerAnswer::Infected("Test".into())),
                (true, _) => Ok(ScannerAnswer::Clean),
            }
        }
    }

    #[test]
    fn a_dead_scanner_loses_nothing_and_a_living_one_catches_up() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("a.db"))).unwrap();
        let files = Files::open(&folder.path().join("files")).unwrap();
        let at = |minutes: i64| Moment(minutes * 60_000);
        let keep = |bytes: &[u8]| {
            let digest = files.put(bytes).unwrap();
            store.keep(scan::ask(&digest, at(0))).wait().unwrap();
            digest
        };
        let (clean, virus) = (keep(b"paper"), keep(b"virus"));
        let gone = FileDigest("0".repeat(64));
        store.keep(scan::ask(&gone, at(0))).wait().unwrap();
        let state = |digest: &FileDigest| store.read(|rows| scan::of(rows, digest)).unwrap();
        assert_eq!(state(&clean), Scanned::Pending);

        let scanner = Sick(Mutex::new(false));
        assert_eq!(round(&store, &files, &scanner, at(0)).unwrap(), 3);
        assert_eq!([&clean, &virus, &gone].map(state), [Scanned::NotScanned; 3]);
        // Not again before half a minute, then a minute, then two.
        assert_eq!(round(&store, &files, &scanner, Moment(29_999)).unwrap(), 0);
        assert_eq!(round(&store, &files, &scanner, at(1)).unwrap(), 3);
        assert_eq!(round(&store, &files, &scanner, Moment(119_999)).unwrap(), 0);
        assert_eq!(round(&store, &files, &scanner, at(3)).unwrap(), 3);

        *scanner.0.lock().unwrap() = true;
        assert_eq!(round(&store, &files, &scanner, at(600)).unwrap(), 3);
        assert_eq!(
            [&clean, &virus, &gone].map(state),
            [Scanned::Clean, Scanned::Infected, Scanned::NotScanned]
        );
        // One that cannot be read does not keep the others waiting.
        let broken = keep(b"broken");
        let path = folder.path().join("files").join(&broken.0[..2]).join(&broken.0);
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        let behind = keep(b"behind");
        assert_eq!(round(&store, &files, &scanner, at(610)).unwrap(), 3, "with the one that is gone");
        assert_eq!([&broken, &behind].map(state), [Scanned::NotScanned, Scanned::Clean]);

        // What was answered is not asked again, also when it is handed in again.
        store.keep(scan::ask(&virus, at(700))).wait().unwrap();
        assert_eq!(state(&virus), Scanned::Infected);
        assert_eq!(round(&store, &files, &scanner, at(701)).unwrap(), 2, "only what is gone or broken");
    }
}
