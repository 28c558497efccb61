//! The shelf that everybody has: a folder of the local disk.

use super::broken::fault;
use motcua_core::document::{FileDigest, FileStanding, Shelf};
use motcua_core::{Fault, Moment};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// A folder of the local disk.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Held while a folder is made, so that a thread that finds it can rely on its name being
    /// durable.
    making: Mutex<()>,
}

impl Folder {
    pub(super) fn at(root: &Path) -> Folder {
        Folder { root: root.to_path_buf(), making: Mutex::default() }
    }

    fn path(&self, digest: &FileDigest) -> PathBuf {
        self.root.join(&digest.0[..2]).join(&digest.0)
    }
}

impl Shelf for Folder {
    fn keep(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault> {
        let path = self.path(digest);
        let folder = path.parent().unwrap_or(&self.root);
        let kept = (|| {
            {
                let _alone = self.making.lock().unwrap_or_else(PoisonError::into_inner);
                make(folder)?;
            }
            fs::rename(half, &path)?;
            // The name is only durable when its folder is.
            File::open(folder)?.sync_all()
        })();
        kept.map_err(|error| fault(&path, &error))
    }

    fn settle(&self, digest: &FileDigest) -> Result<(), Fault> {
        let path = self.path(digest);
        let folder = path.parent().unwrap_or(&self.root);
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| fault(folder, &error))
    }

    fn read(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.path(digest);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&path, &error)),
        }
    }

    fn look(&self, each: &mut dyn FnMut(FileStanding) -> bool) -> Result<(), Fault> {
        look(&self.root, each).map_err(|error| fault(&self.root, &error))
    }

    fn remove(&self, digest: &FileDigest) -> Result<(), Fault> {
        let path = self.path(digest);
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(fault(&path, &error)),
        }
        let folder = path.parent().unwrap_or(&self.root);
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(fault(folder, &error)),
            _ => Ok(()),
        }
    }
}

/// Makes a folder and those above it, where they are not there yet. Their names are
/// on the disk when this returns.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        make(above)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    match folder.parent().filter(|above| !above.as_os_str().is_empty()) {
        Some(above) => File::open(above)?.sync_all(),
        None => File::open(".")?.sync_all(),
    }
}

fn look(root: &Path, each: &mut dyn FnMut(FileStanding) -> bool) -> io::Result<()> {
    for folder in fs::read_dir(root)? {
        let folder = folder?;
        // `arriving` is no part of the shelf.
        if !folder.file_type()?.is_dir() || folder.file_name().len() != 2 {
            continue;
        }
        for entry in fs::read_dir(folder.path())? {
            let entry = entry?;
            let digest = FileDigest(entry.file_name().to_string_lossy().into_owned());
            if !digest.is_one() {
                continue;
            }
            let facts = match entry.metadata() {
                Ok(facts) => facts,
                // Another sweep was quicker.
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            let since = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
            let since = Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
            if !each(FileStanding { digest, size: facts.len(), since }) {
                return Ok(());
            }
        }
    }
    Ok(())
}
