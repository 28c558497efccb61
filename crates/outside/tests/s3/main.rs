//! The client against a real server, and with a network between them that fails.

mod server;

use motcua_core::FaultKind;
use motcua_core::document::{FileDigest, Shelf};
use motcua_outside::s3::pretend::{Network, S3Manner};
use motcua_outside::s3::{NotReady, S3, Secret};
use motcua_store::files::{Files, digest_of};
use server::{PREFIX, Server, client, objects, settings};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

/// A server's folder, the server, and the files of an installation on it.
struct World {
    root: TempDir,
    here: TempDir,
    server: Server,
}

impl World {
    fn new() -> World {
        let root = tempfile::tempdir().unwrap();
        let server = Server::start(root.path());
        World { server, here: tempfile::tempdir().unwrap(), root }
    }

    fn files(&self, shelf: S3) -> Files {
        Files::on(Arc::new(shelf), &self.here.path().join("arriving")).unwrap()
    }

    fn objects(&self) -> Vec<String> {
        let name = |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        objects(self.root.path()).iter().map(name).collect()
    }

    /// A file on its way, with its digest.
    fn half(&self, bytes: &[u8]) -> (std::path::PathBuf, FileDigest) {
        let path = self.here.path().join("half");
        std::fs::write(&path, bytes).unwrap();
        (path, digest_of(bytes))
    }
}

/// Bytes that look like nothing, the same every time.
fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_u32;
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    std::iter::repeat_with(next).take(count).collect()
}

fn kind_of<T>(result: Result<T, motcua_core::Fault>) -> Option<FaultKind> {
    result.err().map(|fault| fault.kind)
}

const LARGE: usize = 30 * 1024 * 1024;

#[test]
fn what_is_kept_is_read_again_and_the_same_twice_is_one_object() {
    let world = World::new();
    let shelf = client(world.server.address);
    assert_eq!(shelf.probe(), Ok(()));
    let files = world.files(shelf);
    let digest = files.put(b"%PDF-1.7 giay chung sinh").unwrap();
    assert_eq!(files.put(b"%PDF-1.7 giay chung sinh").unwrap(), digest);
    assert_eq!(files.get(&digest).unwrap().as_deref(), Some(&b"%PDF-1.7 giay chung sinh"[..]));
    assert_eq!(world.objects(), std::slice::from_ref(&digest.0));
    let place = objects(world.root.path()).remove(0);
    assert!(place.ends_with(Path::new(PREFIX).join(&digest.0[..2]).join(&digest.0)), "{place:?}");
    assert_eq!(files.get(&digest_of(b"never handed in")).unwrap(), None);
    assert_eq!(std::fs::read_dir(world.here.path().join("arriving")).unwrap().count(), 0);
}

#[test]
fn a_large_file_goes_in_parts_and_comes_back_as_it_was() {
    let world = World::new();
    let files = world.files(client(world.server.address));
    let bytes = noise(LARGE);
    let digest = files.put(&bytes).unwrap();
    assert!(files.get(&digest).unwrap().is_some_and(|read| read == bytes));
    assert_eq!(world.objects(), [digest.0]);
}

#[test]
fn a_wrong_key_and_a_bucket_that_is_not_there_are_refused_and_said() {
    let world = World::new();
    let mut wrong = settings(world.server.address);
    wrong.secret = Secret::new("another-key");
    let wrong = S3::new(wrong).unwrap();
    let Err(NotReady::Refused(why)) = wrong.probe() else { panic!("{:?}", wrong.probe()) };
    assert!(why.contains("SignatureDoesNotMatch") && !why.contains("another-key"), "{why}");
    let files = world.files(wrong);
    assert_eq!(kind_of(files.put(b"%PDF-1.7")), Some(FaultKind::ShelfUnavailable));
    assert!(world.objects().is_empty());

    let mut nowhere = settings(world.server.address);
    nowhere.bucket = "elsewhere".into();
    let nowhere = S3::new(nowhere).unwrap();
    assert!(matches!(nowhere.probe(), Err(NotReady::Refused(why)) if why.contains("NoSuchBucket")));
}

#[test]
fn a_server_killed_in_the_middle_of_an_upload_keeps_nothing_half_and_loses_nothing() {
    let world = World::new();
    let bytes = noise(LARGE);
    let (half, digest) = world.half(&bytes);
    // In the first part, between parts, and in the last.
    for reach in [3, 17, 29] {
        let network = Network::before(world.server.address, S3Manner::Breaks(reach * 1024 * 1024)).unwrap();
        let mut impatient = settings(network.address());
        impatient.retries = 1;
        let shelf = S3::new(impatient).unwrap();
        assert_eq!(kind_of(shelf.keep(&digest, &half)), Some(FaultKind::ShelfUnavailable), "{reach}");
        assert_eq!(network.manner(), S3Manner::Breaks(0), "{reach}: it broke on the way");
        assert!(half.exists() && world.objects().is_empty(), "{reach}");
    }
    let World { root, here, server } = world;
    let gone = server.address;
    let network = Network::before(gone, S3Manner::Fair).unwrap();
    let mut impatient = settings(network.address());
    impatient.retries = 1;
    let shelf = S3::new(impatient).unwrap();
    server.kill();
    assert_eq!(kind_of(shelf.keep(&digest, &half)), Some(FaultKind::ShelfUnavailable));
    assert!(matches!(shelf.probe(), Err(NotReady::Silent(_))));
    // Brought back on what it left, the same client goes on.
    let server = Server::start(root.path());
    network.becomes(S3Manner::Fair, server.address);
    shelf.keep(&digest, &half).unwrap();
    let world = World { root, here, server };
    assert!(world.files(shelf).get(&digest).unwrap().is_some_and(|read| read == bytes));
    assert_eq!(world.objects(), [digest.0]);
}

#[test]
fn a_busy_server_is_asked_again_and_given_up_in_the_end() {
    let world = World::new();
    let network = Network::before(world.server.address, S3Manner::Busy(3)).unwrap();
    let files = world.files(client(network.address()));
    let digest = files.put(b"%PDF-1.7 busy").unwrap();
    assert_eq!(network.manner(), S3Manner::Fair, "it was busy three times");
    assert_eq!(world.objects(), [digest.0]);

    let network = Network::before(world.server.address, S3Manner::Busy(1000)).unwrap();
    let mut impatient = settings(network.address());
    impatient.retries = 2;
    let files = world.files(S3::new(impatient).unwrap());
    assert_eq!(kind_of(files.put(b"%PDF-1.7 never")), Some(FaultKind::ShelfUnavailable));
    assert_eq!(network.manner(), S3Manner::Busy(1000 - 3), "once and twice again, no more");
    assert_eq!(world.objects().len(), 1);
}

#[test]
fn a_server_that_never_answers_is_not_waited_for_for_ever() {
    let world = World::new();
    let network = Network::before(world.server.address, S3Manner::Silent).unwrap();
    let mut impatient = settings(network.address());
    impatient.patience = Duration::from_millis(200);
    let shelf = S3::new(impatient).unwrap();
    let (half, digest) = world.half(b"%PDF-1.7 silent");
    assert_eq!(kind_of(shelf.keep(&digest, &half)), Some(FaultKind::ShelfUnavailable));
    assert_eq!(kind_of(shelf.read(&digest)), Some(FaultKind::ShelfUnavailable));
    assert!(half.exists());
    // It answers again.
    network.becomes(S3Manner::Fair, world.server.address);
    let shelf = client(network.address());
    shelf.keep(&digest, &half).unwrap();
}

#[test]
fn a_damaged_object_is_found_by_its_digest_and_mended() {
    let world = World::new();
    let files = world.files(client(world.server.address));
    let digest = files.put(b"%PDF-1.7 whole").unwrap();
    std::fs::write(objects(world.root.path()).remove(0), b"%PDF-1.7 whale").unwrap();
    assert_eq!(kind_of(files.get(&digest)), Some(FaultKind::Damaged));
    files.put(b"%PDF-1.7 whole").unwrap();
    assert_eq!(files.get(&digest).unwrap().as_deref(), Some(&b"%PDF-1.7 whole"[..]));
}

/// A disk that gives back other bytes than it took.
#[test]
fn bytes_that_are_not_the_digests_never_become_its_object() {
    let world = World::new();
    let shelf = client(world.server.address);
    for size in [100, LARGE] {
        let mut bytes = noise(size);
        let digest = digest_of(&bytes);
        bytes[size - 1] ^= 1;
        let (half, _) = world.half(&bytes);
        assert_eq!(kind_of(shelf.keep(&digest, &half)), Some(FaultKind::Damaged), "{size}");
        assert!(world.objects().is_empty(), "{size}");
    }
}

#[test]
fn files_are_shown_with_their_age_and_taken_away() {
    let world = World::new();
    let files = world.files(client(world.server.address));
    let mut kept: Vec<FileDigest> =
        (0..5).map(|nth| files.put(format!("%PDF-1.7 {nth}").as_bytes()).unwrap()).collect();
    // Somebody else's object in the same bucket is none of ours.
    std::fs::write(world.root.path().join(server::BUCKET).join(PREFIX).join("readme.txt"), "x").unwrap();
    let shown = |files: &Files| {
        let mut shown = Vec::new();
        files
            .look(&mut |standing| {
                shown.push(standing);
                true
            })
            .unwrap();
        shown
    };
    let all = shown(&files);
    let year_2020 = motcua_core::Moment(1_577_836_800_000);
    assert!(all.iter().all(|standing| standing.since > year_2020 && standing.size == 10));
    let mut digests: Vec<FileDigest> = all.into_iter().map(|standing| standing.digest).collect();
    digests.sort();
    kept.sort();
    assert_eq!(digests, kept);
    files.remove(&kept[0]).unwrap();
    files.remove(&kept[0]).unwrap();
    assert_eq!((shown(&files).len(), files.get(&kept[0]).unwrap()), (4, None));
    let mut count = 0;
    files
        .look(&mut |_| {
            count += 1;
            count < 2
        })
        .unwrap();
    assert_eq!(count, 2, "it stops when enough were seen");
}

/// A page that waits for S3 must not stop the threads that serve others: the client
/// may be asked from any thread, also one of a runtime, and be dropped there.
#[tokio::test]
async fn the_client_runs_beside_any_runtime() {
    let world = World::new();
    let files = world.files(client(world.server.address));
    let digest = tokio::task::spawn_blocking({
        let files = files.clone();
        move || files.put(b"%PDF-1.7 beside")
    });
    let digest = digest.await.unwrap().unwrap();
    assert!(files.get(&digest).unwrap().is_some());
    drop(files);
}
