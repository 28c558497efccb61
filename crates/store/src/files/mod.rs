//! Files that were handed in, on a shelf under the SHA-256 of their bytes; and those
//! that are still arriving, on the local disk. Nothing is acknowledged that is not
//! durable together with its name.

mod arriving;
mod broken;
mod digest;
mod folder;

pub use arriving::{Arriving, Incoming, Sent};
pub use digest::digest_of;
pub use motcua_core::document::{FileStanding, Shelf};

use broken::fault;
use digest::hex;
use folder::{Folder, make};
use motcua_core::document::FileDigest;
use motcua_core::{Fault, FaultKind};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// The files of an installation: a shelf, and a folder for what is not whole yet.
#[derive(Debug, Clone)]
pub struct Files {
    shelf: Arc<dyn Shelf>,
    arriving: PathBuf,
}

/// How much is copied at once.
const PIECE_BYTES: usize = 128 * 1024;

impl Files {
    /// Uses (or makes) this folder of the local disk.
    pub fn open(root: &Path) -> Result<Files, Fault> {
        make(root).map_err(|error| fault(root, &error))?;
        Files::on(Arc::new(Folder::at(root)), &root.join("arriving"))
    }

    /// Uses another shelf; what is not whole yet stands in this folder.
    pub fn on(shelf: Arc<dyn Shelf>, arriving: &Path) -> Result<Files, Fault> {
        make(arriving).map_err(|error| fault(arriving, &error))?;
        Ok(Files { shelf, arriving: arriving.to_path_buf() })
    }

    /// Keeps the bytes; they are durable when this returns. The same bytes twice
    /// are one file.
    pub fn put(&self, bytes: &[u8]) -> Result<FileDigest, Fault> {
        let digest = digest_of(bytes);
        match self.get(&digest) {
            Ok(Some(_)) => self.shelf.settle(&digest).map(|()| digest),
            Err(fault) if fault.kind == FaultKind::ShelfUnavailable => Err(fault),
            // A damaged one is written anew.
            _ => self.put_from(&mut &bytes[..]),
        }
    }

    /// The same from wherever they come, counted and digested on their way to the
    /// disk; no more than a piece of them is ever in memory.
    pub fn put_from(&self, bytes: &mut dyn Read) -> Result<FileDigest, Fault> {
        let half = self.half()?;
        let kept = copied(bytes, &half).map_err(|error| fault(&half, &error));
        let kept = kept.and_then(|digest| self.shelf.keep(&digest, &half).map(|()| digest));
        // Some shelves take the file away, others copy it.
        let _ = fs::remove_file(&half);
        kept
    }

    /// Keeps a file that came with a form; it is durable when this returns.
    pub fn keep(&self, sent: &Sent) -> Result<(), Fault> {
        match self.get(sent.digest()) {
            Ok(Some(_)) => self.shelf.settle(sent.digest()),
            Err(fault) if fault.kind == FaultKind::ShelfUnavailable => Err(fault),
            // A damaged one is written anew.
            _ => self.shelf.keep(sent.digest(), sent.synced()?),
        }
    }

    /// A file of a name that no other has while it arrives. Servers in containers share
    /// the folder and not the numbers of their processes, and a killed one leaves its own.
    fn half(&self) -> Result<PathBuf, Fault> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            let path = self.arriving.join(format!("{}-{number}.part", std::process::id()));
            match File::create_new(&path) {
                Ok(_) => return Ok(path),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(fault(&path, &error)),
            }
        }
    }

    /// Shows every file on the shelf until `each` has had enough.
    pub fn look(&self, each: &mut dyn FnMut(FileStanding) -> bool) -> Result<(), Fault> {
        self.shelf.look(each)
    }

    /// Takes a file away for good. Only for a file that was marked as leaving
    /// ([`crate::shelf`]) and that nothing names.
    pub fn remove(&self, digest: &FileDigest) -> Result<(), Fault> {
        self.shelf.remove(digest)
    }

    /// A file that comes whole with a form and is nobody's yet: on the disk while it
    /// is looked at, gone when it is dropped.
    pub fn incoming(&self) -> Result<Incoming, Fault> {
        Incoming::at(self.half()?)
    }

    /// The bytes with this digest. A fault (`Damaged`) when they are others now.
    pub fn get(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        if !digest.is_one() {
            return Ok(None);
        }
        match self.shelf.read(digest)? {
            Some(bytes) if digest_of(&bytes) == *digest => Ok(Some(bytes)),
            Some(_) => Err(Fault::damaged(format!("{} is not what its name says", digest.0))),
            None => Ok(None),
        }
    }

    /// Goes on with a file that arrives in pieces. What stands behind `offset` was
    /// never acknowledged and is cut off. Fails when less than that is there.
    pub fn arrive(&self, id: &str, offset: u64) -> Result<Arriving, Fault> {
        Arriving::at(self.arriving_path(id)?, &self.arriving, offset)
    }

    /// The bytes of a file that has arrived.
    pub fn arrived(&self, id: &str) -> Result<Vec<u8>, Fault> {
        let path = self.arriving_path(id)?;
        fs::read(&path).map_err(|error| fault(&path, &error))
    }

    /// Forgets a file that arrived or never will.
    pub fn forget_arriving(&self, id: &str) -> Result<(), Fault> {
        let path = self.arriving_path(id)?;
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(fault(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Sweeps out what was left half done before this moment: uploads of a server
    /// that was killed. Returns how many there were.
    pub fn sweep(&self, before: SystemTime) -> Result<usize, Fault> {
        let swept = (|| {
            let mut swept = 0;
            for entry in fs::read_dir(&self.arriving)? {
                let entry = entry?;
                let Some(facts) = there(entry.metadata())? else { continue };
                // What is no file is not ours.
                if facts.is_file() && facts.modified()? < before {
                    swept += usize::from(there(fs::remove_file(entry.path()))?.is_some());
                }
            }
            Ok(swept)
        })();
        swept.map_err(|error| fault(&self.arriving, &error))
    }

    fn arriving_path(&self, id: &str) -> Result<PathBuf, Fault> {
        let is_name = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
        if is_name { Ok(self.arriving.join(id)) } else { Err(Fault::other("an upload without a name")) }
    }
}

/// None if it is gone: another process may have removed it meanwhile.
fn there<T>(found: std::io::Result<T>) -> std::io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// Copies to a file that is on the disk when this returns, and digests on the way.
fn copied(bytes: &mut dyn Read, to: &Path) -> std::io::Result<FileDigest> {
    let mut file = File::create(to)?;
    let mut digest = Sha256::new();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        match bytes.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => {
                digest.update(&piece[..count]);
                file.write_all(&piece[..count])?;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    file.sync_all()?;
    Ok(hex(digest))
}
