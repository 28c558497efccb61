//! Bad weather: a damaged file, somebody else's file, a file that another
//! process holds, a full disk. Always a fault that says which, nothing half
//! done, and work goes on when the weather is over.

mod world;

use motcua_core::FaultKind;
use motcua_core::dossier::Dossier;
use motcua_store::files::Files;
use motcua_store::{DatabasePlace, Options, Pending, Store};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use world::*;

/// Long enough for a lock of our own writer, short enough for a test.
fn impatient() -> Options {
    Options { busy: Duration::from_millis(60), ..Options::default() }
}

fn put(store: &Store, dice: &mut Dice, text: &str) -> Pending {
    let mut command = handing_in(dice.id(), HERE, "Nguyễn Văn Bão");
    command.support_point = Some(text.into());
    store.write(unread(&citizen(), &submitting(command)))
}

fn kind(pending: Pending) -> Result<(), FaultKind> {
    pending.wait().map(drop).map_err(|fault| fault.kind)
}

fn dossiers(store: &Store) -> Vec<Dossier> {
    everything(store).unwrap().into_iter().map(|found| found.dossier).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("motcua.db");
    let letter = "Kính gửi Ủy ban nhân dân phường. ".repeat(400);
    fs::write(&path, &letter).unwrap();
    let fault = Store::open(&DatabasePlace::Sqlite(path.clone())).err().expect("not opened");
    assert_eq!(fault.kind, FaultKind::Damaged, "{fault}");
    assert_eq!(fs::read_to_string(&path).unwrap(), letter);
    assert_eq!(names_in(folder.path()), ["motcua.db"]);
}

#[test]
fn the_database_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("motcua.db");
    let theirs = rusqlite::Connection::open(&path).unwrap();
    theirs.execute_batch("create table note (text text); insert into note values ('ours')").unwrap();
    drop(theirs);
    let before = fs::read(&path).unwrap();
    let fault = Store::open(&DatabasePlace::Sqlite(path.clone())).err().expect("not opened");
    assert_eq!(fault.kind, FaultKind::Damaged, "{fault}");
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(names_in(folder.path()), ["motcua.db"]);
}

/// Every page of the file in turn is lost (zeros) or scribbled over. Whatever is
/// still read must be right; the rest must say that it is damaged.
#[test]
fn a_damaged_page_is_told_and_never_read_as_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("motcua.db");
    let store = Store::open(&DatabasePlace::Sqlite(path.clone())).unwrap();
    let mut dice = Dice(91);
    for _ in 0..30 {
        kind(put(&store, &mut dice, "mưa to, gió lớn ")).unwrap();
    }
    let whole = dossiers(&store);
    drop(store);
    let sound = fs::read(&path).unwrap();
    let (mut told_at_opening, mut told_at_reading, mut told_at_writing) = (0, 0, 0);
    for page in 0..sound.len() / 4096 {
        for scribble in [0x00, 0xa5] {
            let mut damaged = sound.clone();
            damaged[page * 4096..(page + 1) * 4096].fill(scribble);
            let place = DatabasePlace::Sqlite(folder.path().join(format!("{page}-{scribble}.db")));
            let DatabasePlace::Sqlite(copy) = &place else { unreachable!() };
            fs::write(copy, &damaged).unwrap();
            let store = match Store::open(&place) {
                Ok(store) => store,
                Err(fault) => {
                    assert_eq!(fault.kind, FaultKind::Damaged, "page {page}: {fault}");
                    assert!(fs::read(copy).unwrap() == damaged, "page {page}: something was written into it");
                    told_at_opening += 1;
                    continue;
                }
            };
            match everything(&store) {
                Ok(found) => {
                    let read: Vec<Dossier> = found.iter().map(|found| found.dossier.clone()).collect();
                    assert!(read == whole, "page {page} was read as something else");
                }
                Err(fault) => {
                    assert_eq!(fault.kind, FaultKind::Damaged, "page {page}: {fault}");
                    told_at_reading += 1;
                }
            }
            if let Err(told) = kind(put(&store, &mut dice, "sau bão")) {
                assert_eq!(told, FaultKind::Damaged, "page {page}");
                assert_eq!(
                    store.is_ready().unwrap_err().kind,
                    FaultKind::Damaged,
                    "it says so to whoever asks"
                );
                assert_eq!(
                    kind(put(&store, &mut dice, "nữa")),
                    Err(FaultKind::Unavailable),
                    "and writes no more"
                );
                told_at_writing += 1;
            }
        }
    }
    println!("told at opening {told_at_opening}, at reading {told_at_reading}, at writing {told_at_writing}");
    assert!(told_at_opening >= 2 && told_at_reading >= 10 && told_at_writing >= 4);
}

#[test]
fn a_database_that_somebody_holds_is_unavailable_until_they_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let place = DatabasePlace::Sqlite(folder.path().join("motcua.db"));
    let store = Store::open_with(&place, &impatient()).unwrap();
    let mut dice = Dice(92);
    kind(put(&store, &mut dice, "trước")).unwrap();
    let DatabasePlace::Sqlite(path) = &place else { unreachable!() };
    let holder = rusqlite::Connection::open(path).unwrap();
    holder.execute_batch("begin exclusive").unwrap();
    let pending: Vec<Pending> = (0..20).map(|_| put(&store, &mut dice, "trong lúc")).collect();
    for pending in pending {
        assert_eq!(kind(pending), Err(FaultKind::Unavailable));
    }
    assert_eq!(dossiers(&store).len(), 1, "reading goes on");
    store.is_ready().unwrap();
    let second = Store::open_with(&place, &impatient()).expect("opening writes nothing");
    assert_eq!(dossiers(&second).len(), 1);
    drop(second);
    holder.execute_batch("rollback").unwrap();
    kind(put(&store, &mut dice, "sau")).unwrap();
    let numbers: Vec<u32> = {
        let mut all: Vec<u32> = dossiers(&store).iter().map(|dossier| dossier.code().number).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(numbers, [1, 2], "no number was lost on what was not kept");
    assert_eq!(wrongs(&store, &[]).unwrap(), Vec::<String>::new());
}

/// A file system of its own, two megabytes large.
struct SmallDisk(PathBuf, #[expect(dead_code, reason = "held until the end")] tempfile::TempDir);

impl SmallDisk {
    fn mount() -> Option<SmallDisk> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("disk");
        fs::create_dir(&path).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=2m", "tmpfs"]).arg(&path).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(SmallDisk(path, folder));
        }
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "SKIPPED full disk: no small file system can be mounted here");
        None
    }

    /// Fills it up except for so many bytes; give the room back with [`SmallDisk::clear`].
    fn fill_but(&self, bytes: u64) {
        let filler = self.0.join("filler");
        let mut size: u64 = 4 << 20;
        let mut content = Vec::new();
        while size >= 4096 {
            let longer = vec![7; content.len() + size as usize];
            if fs::write(&filler, &longer).is_ok() {
                content = longer;
            }
            size /= 2;
        }
        let keep = content.len().saturating_sub(bytes as usize);
        fs::write(&filler, &content[..keep]).unwrap();
    }

    fn clear(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn on_a_full_disk_a_group_is_refused_whole_and_work_goes_on_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    let store = Store::open(&DatabasePlace::Sqlite(disk.0.join("motcua.db"))).unwrap();
    let mut dice = Dice(93);
    let long = "mưa ".repeat(900);
    for _ in 0..10 {
        kind(put(&store, &mut dice, "trước")).unwrap();
    }
    let told_before = dossiers(&store);
    for room in [0, 4096, 20_000, 60_000] {
        disk.fill_but(room);
        let Ok(kept) =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| flood(&store, &mut dice, &long)))
        else {
            panic!("with {room} bytes of room")
        };
        store.is_ready().unwrap();
        let now = dossiers(&store);
        assert!(told_before.iter().all(|dossier| now.contains(dossier)), "reading goes on, {room}");
        assert_eq!(wrongs(&store, &kept).unwrap(), Vec::<String>::new(), "nothing half done, {room}");
        disk.clear();
        kind(put(&store, &mut dice, "có chỗ rồi")).expect("and on it goes, without a restart");
    }
    assert_eq!(wrongs(&store, &[]).unwrap(), Vec::<String>::new());
}

/// Hands in until the disk is full, and then a whole group: all of it is refused.
/// What was acknowledged on the way is given back.
fn flood(store: &Store, dice: &mut Dice, long: &str) -> Vec<Acknowledged> {
    let mut kept = Vec::new();
    for _ in 0..500 {
        match put(store, dice, long).wait() {
            Ok(motcua_store::Written::Done(Some(changes))) => kept.push(Acknowledged::of(&changed(*changes))),
            Ok(_) => panic!("not a conflict"),
            Err(fault) => {
                assert_eq!(fault.kind, FaultKind::DiskFull, "{fault}");
                let before = dossiers(store).len();
                let group: Vec<Pending> = (0..40).map(|_| put(store, dice, long)).collect();
                for pending in group {
                    assert_eq!(kind(pending), Err(FaultKind::DiskFull));
                }
                assert_eq!(dossiers(store).len(), before);
                return kept;
            }
        }
    }
    panic!("the disk was never full")
}

/// The same by a quota, where no file system can be mounted.
#[test]
fn a_file_that_may_not_grow_is_a_full_disk() {
    let folder = tempfile::tempdir().unwrap();
    let place = DatabasePlace::Sqlite(folder.path().join("motcua.db"));
    let store = Store::open_with(&place, &Options { pages_max: Some(180), ..Options::default() }).unwrap();
    let mut dice = Dice(94);
    let kept = flood(&store, &mut dice, &"mưa ".repeat(900));
    assert!(!kept.is_empty());
    assert_eq!(wrongs(&store, &kept).unwrap(), Vec::<String>::new());
    drop(store);
    let store = Store::open(&place).unwrap();
    kind(put(&store, &mut dice, "có chỗ rồi")).unwrap();
    assert_eq!(wrongs(&store, &kept).unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_for_which_there_is_no_room_leaves_nothing_behind() {
    let Some(disk) = SmallDisk::mount() else { return };
    let root = disk.0.join("files");
    let files = Files::open(&root).unwrap();
    let small = files.put(b"%PDF-1.7 small").unwrap();
    let large = vec![b'%'; 700_000];
    disk.fill_but(100_000);
    let before = names_below(&root);
    let fault = files.put(&large).unwrap_err();
    assert_eq!(fault.kind, FaultKind::DiskFull, "{fault}");
    assert_eq!(files.get(&motcua_store::files::digest_of(&large)).unwrap(), None);
    assert_eq!(names_below(&root), before, "no half file");
    assert_eq!(files.get(&small).unwrap().as_deref(), Some(&b"%PDF-1.7 small"[..]));
    disk.clear();
    let digest = files.put(&large).unwrap();
    assert_eq!(files.get(&digest).unwrap(), Some(large));
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let digest = files.put(b"%PDF-1.7").unwrap();
    let path = names_below(folder.path()).into_iter().next().unwrap();
    fs::write(&path, b"%PDF-1.6").unwrap();
    assert_eq!(files.get(&digest).unwrap_err().kind, FaultKind::Damaged);
    assert_eq!(files.put(b"%PDF-1.7").unwrap(), digest, "handing it in again mends it");
    assert_eq!(files.get(&digest).unwrap().as_deref(), Some(&b"%PDF-1.7"[..]));
    for odd in ["", "../../etc/passwd", &"g".repeat(64), &"0".repeat(64)] {
        assert_eq!(files.get(&motcua_core::document::FileDigest(odd.into())).unwrap(), None, "{odd}");
    }
}

#[test]
fn what_another_server_takes_in_under_the_same_number_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    // In containers everybody may be process 1.
    let taken: Vec<PathBuf> = (0..200)
        .map(|number| folder.path().join(format!("arriving/{}-{number}.part", std::process::id())))
        .collect();
    for path in &taken {
        std::fs::write(path, b"of another server").unwrap();
    }
    let digest = files.put(b"%PDF-1.7 own").unwrap();
    drop(files.incoming().unwrap());
    assert_eq!(files.get(&digest).unwrap().as_deref(), Some(&b"%PDF-1.7 own"[..]));
    for path in &taken {
        assert_eq!(std::fs::read(path).unwrap(), b"of another server");
    }
}

fn names_below(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(names_below(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}
