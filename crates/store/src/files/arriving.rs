//! Files on their way in: piece by piece, each of which is promised to its sender;
//! and whole with a form, promised to nobody before the form is.

use super::broken::fault;
use super::digest::hex;
use motcua_core::Fault;
use motcua_core::document::FileDigest;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file that arrives in pieces.
#[derive(Debug)]
pub struct Arriving {
    file: File,
    path: PathBuf,
    offset: u64,
}

impl Arriving {
    pub(super) fn at(path: PathBuf, folder: &Path, offset: u64) -> Result<Arriving, Fault> {
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
                File::open(folder)?.sync_all()?;
            }
            Ok(file)
        })();
        let file = opened.map_err(|error| fault(&path, &error))?;
        Ok(Arriving { file, path, offset })
    }

    /// Takes the next piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Fault> {
        self.file.write_all(piece).map_err(|error| fault(&self.path, &error))?;
        self.offset += piece.len() as u64;
        Ok(())
    }

    /// Brings everything taken so far to the disk; returns how many bytes that is.
    pub fn sync(&mut self) -> Result<u64, Fault> {
        self.file.sync_data().map_err(|error| fault(&self.path, &error))?;
        Ok(self.offset)
    }
}

/// A file of a form while it comes, digested on its way to the disk.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    digest: Sha256,
    size: u64,
    place: Passing,
}

impl Incoming {
    pub(super) fn at(path: PathBuf) -> Result<Incoming, Fault> {
        let file = File::create(&path).map_err(|error| fault(&path, &error))?;
        Ok(Incoming { file, digest: Sha256::new(), size: 0, place: Passing(path) })
    }

    /// Takes the next piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<(), Fault> {
        self.file.write_all(piece).map_err(|error| fault(&self.place.0, &error))?;
        self.digest.update(piece);
        self.size += piece.len() as u64;
        Ok(())
    }

    /// It is whole.
    pub fn end(self) -> Sent {
        Sent { digest: hex(self.digest), size: self.size, place: self.place }
    }
}

/// A file that came whole with a form and waits to be judged.
#[derive(Debug)]
pub struct Sent {
    digest: FileDigest,
    size: u64,
    place: Passing,
}

impl Sent {
    /// SHA-256 of its bytes as they came.
    pub fn digest(&self) -> &FileDigest {
        &self.digest
    }

    /// Bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Its bytes, read from the disk.
    pub fn bytes(&self) -> Result<Vec<u8>, Fault> {
        fs::read(&self.place.0).map_err(|error| fault(&self.place.0, &error))
    }
}

impl Sent {
    /// Where it stands, once its bytes are on the disk for good.
    pub(super) fn synced(&self) -> Result<&Path, Fault> {
        let synced = File::open(&self.place.0).and_then(|file| file.sync_all());
        synced.map(|()| self.place.0.as_path()).map_err(|error| fault(&self.place.0, &error))
    }
}

/// A file that is gone when nobody needs it any more.
#[derive(Debug)]
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        // What cannot be removed is swept out with what a killed server left.
        let _ = fs::remove_file(&self.0);
    }
}
