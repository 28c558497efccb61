//! Files that were handed in, stored under the SHA-256 of their bytes; and those
//! that are still arriving, piece by piece. Nothing is acknowledged that is not on
//! the disk together with its name.

use motcua_core::document::FileDigest;
use motcua_core::{Fault, FaultKind};
use sha2::{Digest, Sha256};
use std::fmt::Debug;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

/// Where whole files stand, by their digest.
pub trait Shelf: Send + Sync + Debug {
    /// Keeps the file at `half`, whose bytes are on the disk already, under its
    /// digest. It is durable there when this returns; `half` may be gone.
    fn keep(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault>;

    /// The bytes under this digest, unchecked.
    fn read(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault>;
}

/// The files of an installation: a shelf, and a folder for what is not whole yet.
#[derive(Debug, Clone)]
pub struct Files {
    shelf: Arc<dyn Shelf>,
    arriving: PathBuf,
}

/// SHA-256 in hexadecimal digits.
pub fn digest_of(bytes: &[u8]) -> FileDigest {
    hex(Sha256::new().chain_update(bytes))
}

fn hex(digest: Sha256) -> FileDigest {
    FileDigest(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether these digits can be a digest: only then are they part of a path.
pub fn is_digest(digest: &FileDigest) -> bool {
    digest.0.len() == 64 && digest.0.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
}

/// How much is copied at once.
const PIECE_BYTES: usize = 128 * 1024;

impl Files {
    /// Uses (or makes) this folder of the local disk.
    pub fn open(root: &Path) -> Result<Files, Fault> {
        fs::create_dir_all(root).map_err(|error| fault(root, &error))?;
        Files::on(Arc::new(Folder { root: root.to_path_buf() }), &root.join("arriving"))
    }

    /// Uses another shelf; what is not whole yet stands in this folder.
    pub fn on(shelf: Arc<dyn Shelf>, arriving: &Path) -> Result<Files, Fault> {
        fs::create_dir_all(arriving).map_err(|error| fault(arriving, &error))?;
        Ok(Files { shelf, arriving: arriving.to_path_buf() })
    }

    /// Keeps the bytes; they are durable when this returns. The same bytes twice
    /// are one file.
    pub fn put(&self, bytes: &[u8]) -> Result<FileDigest, Fault> {
        let digest = digest_of(bytes);
        // A damaged one is written anew.
        if let Ok(Some(_)) = self.get(&digest) {
            return Ok(digest);
        }
        self.put_from(&mut &bytes[..])
    }

    /// The same from wherever they come, counted and digested on their way to the
    /// disk; no more than a piece of them is ever in memory.
    pub fn put_from(&self, bytes: &mut dyn Read) -> Result<FileDigest, Fault> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let half = self.arriving.join(format!("{}-{number}.part", std::process::id()));
        let kept = copied(bytes, &half).map_err(|error| fault(&half, &error));
        let kept = kept.and_then(|digest| self.shelf.keep(&digest, &half).map(|()| digest));
        if kept.is_err() {
            let _ = fs::remove_file(&half);
        }
        kept
    }

    /// The bytes with this digest. A fault (`Damaged`) when they are others now.
    pub fn get(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        if !is_digest(digest) {
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
        let path = self.arriving_path(id)?;
        let opened = (|| {
            let mut file =
                OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path)?;
            let there = file.metadata()?.len();
            if there < offset {
                return Err(std::io::Error::other(format!("{there} bytes where {offset} were acknowledged")));
            }
            if there > offset {
                file.set_len(offset)?;
            }
            file.seek(SeekFrom::Start(offset))?;
            if offset == 0 {
                File::open(&self.arriving)?.sync_all()?;
            }
            Ok(file)
        })();
        let file = opened.map_err(|error| fault(&path, &error))?;
        Ok(Arriving { file, path, offset })
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
                if entry.metadata()?.modified()? < before {
                    fs::remove_file(entry.path())?;
                    swept += 1;
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

/// A file that arrives in pieces.
#[derive(Debug)]
pub struct Arriving {
    file: File,
    path: PathBuf,
    offset: u64,
}

impl Arriving {
    /// Takes the next piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Fault> {
        self.file.write_all(piece).map_err(|error| fault(&self.path, &error))?;
        self.offset += piece.len() as u64;
        Ok(())
    }

    /// Everything taken so far is on the disk when this returns: so many bytes.
    pub fn sync(&mut self) -> Result<u64, Fault> {
        self.file.sync_data().map_err(|error| fault(&self.path, &error))?;
        Ok(self.offset)
    }
}

/// A folder of the local disk.
#[derive(Debug)]
struct Folder {
    root: PathBuf,
}

impl Folder {
    fn path(&self, digest: &FileDigest) -> PathBuf {
        self.root.join(&digest.0[..2]).join(&digest.0)
    }
}

impl Shelf for Folder {
    fn keep(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault> {
        let path = self.path(digest);
        let folder = path.parent().unwrap_or(&self.root);
        let kept = (|| {
            if !folder.exists() {
                fs::create_dir_all(folder)?;
                File::open(&self.root)?.sync_all()?;
            }
            fs::rename(half, &path)?;
            // The name is only durable when its folder is.
            File::open(folder)?.sync_all()
        })();
        kept.map_err(|error| fault(&path, &error))
    }

    fn read(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.path(digest);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&path, &error)),
        }
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

fn fault(path: &Path, error: &std::io::Error) -> Fault {
    let kind = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FaultKind::DiskFull,
        _ => FaultKind::Other,
    };
    Fault { kind, detail: format!("{}: {error}", path.display()) }
}
