//! Files that were handed in, stored under the SHA-256 of their bytes.

use motcua_core::document::FileDigest;
use motcua_core::{Fault, FaultKind};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// A folder of files named by their digest.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
}

/// SHA-256 in hexadecimal digits.
pub fn digest_of(bytes: &[u8]) -> FileDigest {
    FileDigest(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Files {
    /// Uses (or makes) this folder.
    pub fn open(root: &Path) -> Result<Files, Fault> {
        fs::create_dir_all(root).map_err(|error| fault(root, &error))?;
        Ok(Files { root: root.to_path_buf() })
    }

    fn path(&self, digest: &FileDigest) -> Option<PathBuf> {
        let name = &digest.0;
        let is_name = name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit());
        is_name.then(|| self.root.join(&name[..2]).join(name))
    }

    /// Keeps the bytes; they are on the disk, with their name, when this returns.
    /// The same bytes twice are one file.
    pub fn put(&self, bytes: &[u8]) -> Result<FileDigest, Fault> {
        let digest = digest_of(bytes);
        let path = self.path(&digest).ok_or_else(|| Fault::other("a digest without a path"))?;
        // A damaged one is written anew.
        if let Ok(Some(_)) = self.get(&digest) {
            return Ok(digest);
        }
        let folder = path.parent().unwrap_or(&self.root);
        let result = (|| {
            let is_new = !folder.exists();
            fs::create_dir_all(folder)?;
            if is_new {
                File::open(&self.root)?.sync_all()?;
            }
            let half_done = folder.join(format!("{}.{:?}.part", digest.0, std::thread::current().id()));
            let mut file = File::create(&half_done)?;
            file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
                let _ = fs::remove_file(&half_done);
            })?;
            fs::rename(&half_done, &path)?;
            // The name is only durable when its folder is.
            File::open(folder)?.sync_all()
        })();
        result.map_err(|error| fault(&path, &error))?;
        Ok(digest)
    }

    /// The bytes with this digest.
    pub fn get(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        let Some(path) = self.path(digest) else { return Ok(None) };
        match fs::read(&path) {
            Ok(bytes) if digest_of(&bytes) == *digest => Ok(Some(bytes)),
            Ok(_) => Err(Fault::damaged(format!("{} is not what its name says", path.display()))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&path, &error)),
        }
    }
}

fn fault(path: &Path, error: &std::io::Error) -> Fault {
    let kind = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FaultKind::DiskFull,
        _ => FaultKind::Other,
    };
    Fault { kind, detail: format!("{}: {error}", path.display()) }
}
