//! Takes files off the shelf that nobody names: of drafts that were given up, of
//! forms that never came right. Only what was taken in long ago, and never what an
//! event has named. How this and somebody who hands in the same bytes in the same
//! moment keep out of each other's way: `motcua_store::shelf`.

use motcua_core::document::FileDigest;
use motcua_core::{DAY_MS, Fault, Moment};
use motcua_store::files::Files;
use motcua_store::{Store, Written, shelf};

/// How many files are on their way out at a time: few enough that each is gone long
/// before somebody takes the sweep for dead.
const BATCH_FILES: usize = 20;

/// What is swept, and by which clocks.
pub struct Sweep<'a> {
    /// Where files are named.
    pub store: &'a Store,
    /// Where they stand.
    pub files: &'a Files,
    /// What was taken in fewer days ago stays.
    pub grace_days: u32,
    /// The clock by which files are taken in.
    pub now: &'a dyn Fn() -> Moment,
    /// The clock of the shelf: the system's.
    pub shelf_now: Moment,
    /// Only count.
    pub dry_run: bool,
    /// Whether the program is asked to stop.
    pub stop: &'a dyn Fn() -> bool,
}

/// What a sweep did, or would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that were looked at.
    pub seen: u64,
    /// Those that went.
    pub gone: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// A file that may go, as far as its age says.
struct Old {
    digest: FileDigest,
    size: u64,
}

impl Sweep<'_> {
    /// Looks at every file once.
    pub fn run(&self) -> Result<Swept, Fault> {
        let before = self.shelf_now.plus_ms(-self.grace_ms());
        let mut swept = Swept::default();
        let mut batch = Vec::new();
        let mut broke = None;
        self.files.look(&mut |standing| {
            swept.seen += 1;
            if standing.since < before {
                batch.push(Old { digest: standing.digest, size: standing.size });
            }
            if batch.len() == BATCH_FILES {
                broke = self.take(std::mem::take(&mut batch), &mut swept).err();
            }
            broke.is_none() && !(self.stop)()
        })?;
        match broke {
            Some(fault) => return Err(fault),
            None => self.take(batch, &mut swept)?,
        }
        if !self.dry_run {
            self.store.keep(shelf::given_up((self.now)())).wait()?;
        }
        Ok(swept)
    }

    fn grace_ms(&self) -> i64 {
        i64::from(self.grace_days) * DAY_MS
    }

    /// Those of a batch that are strays. Marked first, then asked about once more:
    /// whoever took one in meanwhile has either kept the mark from being set, or
    /// will find it.
    fn take(&self, batch: Vec<Old>, swept: &mut Swept) -> Result<(), Fault> {
        let since = (self.now)();
        let before = since.plus_ms(-self.grace_ms());
        let strays = self.strays(batch, before)?;
        let strays = self.known(strays, since)?;
        if self.dry_run {
            swept.gone += strays.len() as u64;
            swept.bytes += strays.iter().map(|old| old.size).sum::<u64>();
            return Ok(());
        }
        let mut marked = Vec::new();
        for old in strays {
            let mark = shelf::leaving(&old.digest, before, since);
            if let Written::Done(_) = self.store.keep(mark).wait()? {
                marked.push(old);
            }
        }
        let all: Vec<FileDigest> = marked.iter().map(|old| old.digest.clone()).collect();
        let strays = self.strays(marked, before)?;
        for old in &strays {
            // Somebody may soon take this sweep for dead; the next one goes on.
            if (self.now)().0 - since.0 > shelf::LEAVING_MS_MAX / 2 {
                break;
            }
            self.files.remove(&old.digest)?;
            self.store.keep(shelf::gone(&old.digest, since)).wait()?;
            tracing::info!(digest = old.digest.0, bytes = old.size, "a file that nobody names was removed");
            swept.gone += 1;
            swept.bytes += old.size;
        }
        // The mark of a file that is gone is gone too; the others lose it here.
        let stay = all.iter().map(|digest| shelf::stays(digest, since)).collect();
        self.store.keep(stay).wait()?;
        Ok(())
    }

    /// Without those of which this database has never heard: their grace begins now.
    fn known(&self, strays: Vec<Old>, since: Moment) -> Result<Vec<Old>, Fault> {
        let digests: Vec<FileDigest> = strays.iter().map(|old| old.digest.clone()).collect();
        let never = self.store.read(|rows| shelf::never_seen(rows, &digests))?;
        if !self.dry_run && !never.is_empty() {
            let seen = never.iter().map(|digest| shelf::first_seen(digest, since)).collect();
            self.store.keep(seen).wait()?;
        }
        Ok(strays.into_iter().filter(|old| !never.contains(&old.digest)).collect())
    }

    fn strays(&self, batch: Vec<Old>, before: Moment) -> Result<Vec<Old>, Fault> {
        if batch.is_empty() {
            return Ok(batch);
        }
        let digests: Vec<FileDigest> = batch.iter().map(|old| old.digest.clone()).collect();
        let strays = self.store.read(|rows| shelf::strays(rows, &digests, before))?;
        Ok(batch.into_iter().filter(|old| strays.contains(&old.digest)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use motcua_core::dossier::DossierId;
    use motcua_store::files::digest_of;
    use motcua_store::{DatabasePlace, draft};
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::{Duration, SystemTime};

    struct World {
        store: Store,
        files: Files,
        now: Mutex<Moment>,
        folder: tempfile::TempDir,
    }

    /// What has just been written to the disk is this old by the clock of the test.
    const LONG_AFTER: Moment = Moment(i64::MAX / 2);

    impl World {
        fn new() -> World {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&DatabasePlace::Sqlite(folder.path().join("a.db"))).unwrap();
            let files = Files::open(&folder.path().join("files")).unwrap();
            World { store, files, now: Mutex::new(Moment(0)), folder }
        }

        fn write(&self, statement: motcua_store::Keep) -> bool {
            let written = self.store.keep(statement).wait().unwrap();
            matches!(written, Written::Done(_))
        }

        /// Taken in as the web does it.
        fn keep(&self, bytes: &[u8], day: i64) -> FileDigest {
            let digest = digest_of(bytes);
            assert!(self.write(shelf::taking_in(&digest, Moment(day * DAY_MS))));
            self.files.put(bytes).unwrap()
        }

        fn sweep(&self, day: i64, dry_run: bool) -> Swept {
            *self.now.lock().unwrap() = Moment(day * DAY_MS);
            let now = || *self.now.lock().unwrap();
            let (store, files, stop) = (&self.store, &self.files, &|| false);
            let shelf_now = LONG_AFTER;
            Sweep { store, files, grace_days: 30, now: &now, shelf_now, dry_run, stop }.run().unwrap()
        }

        fn is_there(&self, digest: &FileDigest) -> bool {
            self.files.get(digest).unwrap().is_some()
        }
    }

    #[test]
    fn what_nobody_names_goes_after_its_grace_and_nothing_else() {
        let world = World::new();
        let given_up = world.keep(b"%PDF given up", 0);
        let drafted = world.keep(b"%PDF drafted", 0);
        let body = format!("{{\"papers\":[{{\"digest\":\"{}\"}}]}}", drafted.0);
        world.write(draft::begin(DossierId([1; 16]), &body, Moment(0)));
        let again = world.keep(b"%PDF again", 0);
        world.keep(b"%PDF again", 5);

        let would = Swept { seen: 3, gone: 1, bytes: 13 };
        assert_eq!(world.sweep(31, true), would);
        assert!(world.is_there(&given_up), "that was a rehearsal");
        assert_eq!(world.sweep(31, false), would);
        assert!(!world.is_there(&given_up));
        assert!(world.is_there(&drafted) && world.is_there(&again));
        // The draft is given up too.
        world.write(draft::forget_before(Moment(40 * DAY_MS)));
        assert_eq!(world.sweep(41, false).gone, 2);
        assert_eq!(world.sweep(42, false), Swept::default());
        // And whoever hands the same in again has it again.
        assert_eq!(world.keep(b"%PDF given up", 50), given_up);
        assert!(world.is_there(&given_up));
    }

    /// The wrong database, one that was restored from before, or a new one beside old files.
    #[test]
    fn a_database_that_never_heard_of_a_file_gives_it_its_whole_grace() {
        let world = World::new();
        let unknown = world.files.put(b"%PDF unknown").unwrap();
        assert_eq!(world.sweep(100, true), Swept { seen: 1, ..Swept::default() });
        for (day, gone) in [(100, 0), (101, 0), (130, 0), (131, 1)] {
            assert_eq!(world.sweep(day, false).gone, gone, "day {day}");
            assert_eq!(world.is_there(&unknown), gone == 0, "day {day}");
        }
    }

    /// A folder of the file system's own, and a file that is still young.
    #[test]
    fn what_is_no_file_of_ours_keeps_nobody_from_sweeping_what_never_became_whole() {
        let world = World::new();
        let arriving = world.folder.path().join("files/arriving");
        std::fs::create_dir(arriving.join("lost+found")).unwrap();
        std::fs::write(arriving.join("ab12"), b"half").unwrap();
        let (past, future) = (SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33));
        assert_eq!(world.files.sweep(past).unwrap(), 0);
        assert_eq!(world.files.sweep(future).unwrap(), 1);
        assert!(arriving.join("lost+found").is_dir() && !arriving.join("ab12").exists());
    }

    /// Somebody hands in the same bytes while the sweep is at work: before its mark
    /// the file stays, after it they are told to come again, and never is a file
    /// gone that was taken in.
    #[test]
    fn a_sweep_and_whoever_hands_in_the_same_file_see_each_other() {
        let world = World::new();
        let digest = world.keep(b"%PDF same", 0);
        let (since, before) = (Moment(31 * DAY_MS), Moment(DAY_MS));
        // First the person, then the mark.
        assert!(world.write(shelf::taking_in(&digest, since)));
        assert!(!world.write(shelf::leaving(&digest, before, since)));
        // First the mark, then the person.
        let (since, before) = (Moment(90 * DAY_MS), Moment(60 * DAY_MS));
        assert!(world.write(shelf::leaving(&digest, before, since)));
        assert!(!world.write(shelf::leaving(&digest, before, since)), "one sweep at a time");
        assert!(!world.write(shelf::taking_in(&digest, since)));
        // The sweep died with its mark set: after a while the person goes on.
        let later = since.plus_ms(shelf::LEAVING_MS_MAX + 1);
        assert!(world.write(shelf::taking_in(&digest, later)));
        assert!(!world.write(shelf::leaving(&digest, before, later)));
        assert!(world.is_there(&digest));
    }

    /// A thousand sweeps and people at once, on the same few files.
    #[test]
    fn a_file_that_was_taken_in_is_there_whatever_sweeps_run_beside() {
        let world = World::new();
        let files: Vec<Vec<u8>> = (0..4).map(|nth| format!("%PDF {nth}").into_bytes()).collect();
        let done = AtomicBool::new(false);
        let mut kept = 0;
        std::thread::scope(|scope| {
            let sweeper = scope.spawn(|| {
                let mut gone = 0;
                while !done.load(Ordering::Relaxed) {
                    // A grace of no day at all, and a clock that only moves with the people.
                    let now = || *world.now.lock().unwrap();
                    let sweep = Sweep {
                        store: &world.store,
                        files: &world.files,
                        grace_days: 0,
                        now: &now,
                        shelf_now: LONG_AFTER,
                        dry_run: false,
                        stop: &|| false,
                    };
                    gone += sweep.run().unwrap().gone;
                }
                gone
            });
            for round in 0..400_i64 {
                let bytes = &files[(round % 4) as usize];
                let digest = digest_of(bytes);
                let now = {
                    let mut now = world.now.lock().unwrap();
                    *now = now.plus_ms(1);
                    *now
                };
                if !world.write(shelf::taking_in(&digest, now)) {
                    continue;
                }
                world.files.put(bytes).unwrap();
                // Named before its grace (this millisecond) is over.
                let body = format!("[\"{}\"]", digest.0);
                let id = DossierId([round as u8; 16]);
                if world.write(draft::begin(id, &body, now)) {
                    kept += 1;
                    assert!(world.is_there(&digest), "{round}");
                }
                world.write(draft::forget_before(now.plus_ms(1)));
            }
            done.store(true, Ordering::Relaxed);
            assert!(sweeper.join().unwrap() > 0, "the sweep was at work");
        });
        assert!(kept > 100, "people were at work: {kept}");
    }
}
