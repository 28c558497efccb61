//! A file on its way from the disk to its object: small ones in one request, large
//! ones in parts, of which no more than a few are in memory. Only bytes that have
//! the digest become the object.

use super::bucket::{S3, unavailable};
use bytes::Bytes;
use motcua_core::document::FileDigest;
use motcua_core::{Fault, FaultKind};
use object_store::path::Path as Key;
use object_store::{Error, MultipartUpload, ObjectStore, ObjectStoreExt, PutMultipartOptions};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::Receiver;

/// Up to this size a file goes in one request; larger ones in parts of it (S3 takes
/// none smaller than 5 MiB but the last).
const PART_BYTES: usize = 8 * 1024 * 1024;
/// How many parts are on their way at a time.
const PARTS_AT_ONCE: usize = 2;

pub(super) fn send(s3: &S3, digest: &FileDigest, key: &Key, half: &Path) -> Result<(), Fault> {
    let broken = |error: &std::io::Error| Fault::other(format!("{}: {error}", half.display()));
    let mut file = File::open(half).map_err(|error| broken(&error))?;
    let size = file.metadata().map_err(|error| broken(&error))?.len();
    let mut source = Source { digest: Sha256::new(), file: &mut file };
    if size <= PART_BYTES as u64 {
        let bytes = source.part().map_err(|error| broken(&error))?;
        source.must_be(digest, half)?;
        let (client, key) = (s3.client.clone(), key.clone());
        let put = s3.wait(async move { client.put(&key, bytes.into()).await })?;
        return put.map(drop).map_err(|error| unavailable(&error));
    }
    let (client, place) = (s3.client.clone(), key.clone());
    let begun =
        s3.wait(async move { client.put_multipart_opts(&place, PutMultipartOptions::default()).await })?;
    let mut upload = begun.map_err(|error| unavailable(&error))?;
    let sent = parts(s3, upload.as_mut(), &mut source)
        .map_err(|error| match error {
            Broken::Disk(error) => broken(&error),
            Broken::S3(fault) => fault,
        })
        .and_then(|()| source.must_be(digest, half));
    if let Err(fault) = sent {
        // As well as can be: parts that are left take room until the bucket's own
        // rule sweeps them out, but they are nobody's file.
        let _ = s3.wait(async move { upload.abort().await });
        return Err(fault);
    }
    let completed = s3.wait(async move { upload.complete().await })?;
    completed.map_err(|error| unavailable(&error))?;
    let (client, place) = (s3.client.clone(), key.clone());
    let head = s3.wait(async move { client.head(&place).await })?.map_err(|error| unavailable(&error))?;
    if head.size == size {
        return Ok(());
    }
    let detail = format!("S3: {} bytes became an object of {}", size, head.size);
    Err(Fault { kind: FaultKind::ShelfUnavailable, detail })
}

enum Broken {
    Disk(std::io::Error),
    S3(Fault),
}

/// Sends all parts, reading the next while others are on their way.
fn parts(s3: &S3, upload: &mut dyn MultipartUpload, source: &mut Source<'_>) -> Result<(), Broken> {
    let mut under_way: VecDeque<Receiver<Result<(), Error>>> = VecDeque::new();
    loop {
        let part = source.part().map_err(Broken::Disk)?;
        if part.is_empty() {
            break;
        }
        if under_way.len() == PARTS_AT_ONCE {
            arrived(under_way.pop_front())?;
        }
        under_way.push_back(s3.start(upload.put_part(part.into())));
    }
    under_way.into_iter().try_for_each(|part| arrived(Some(part)))
}

fn arrived(part: Option<Receiver<Result<(), Error>>>) -> Result<(), Broken> {
    let Some(part) = part else { return Ok(()) };
    match part.recv() {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(Broken::S3(unavailable(&error))),
        Err(_) => Err(Broken::S3(Fault::other("the S3 client stopped before it answered"))),
    }
}

/// The file, digested once more on its way out: a disk that gives back other bytes
/// than it took must not make an object under a digest that is not its own.
struct Source<'a> {
    digest: Sha256,
    file: &'a mut File,
}

impl Source<'_> {
    /// The next part; empty at the end.
    fn part(&mut self) -> std::io::Result<Bytes> {
        let mut part = Vec::new();
        self.file.take(PART_BYTES as u64).read_to_end(&mut part)?;
        self.digest.update(&part);
        Ok(part.into())
    }

    fn must_be(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault> {
        let is = hex::encode(self.digest.clone().finalize());
        if is == digest.0 {
            return Ok(());
        }
        Err(Fault::damaged(format!("{} is {is} now, not {}", half.display(), digest.0)))
    }
}
