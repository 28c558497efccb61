//! The port to where whole files stand. The store has a folder of the local disk
//! for it, `outside` an S3 service.

use super::FileDigest;
use crate::{Fault, Moment};
use std::fmt::Debug;
use std::path::Path;

/// Where whole files stand, each under the digest of its bytes.
///
/// Every method may wait for a disk or a network: whoever serves others on the same
/// thread calls it from a thread that may wait.
pub trait Shelf: Send + Sync + Debug {
    /// Keeps the file at `half`, whose bytes are on the disk already, under its
    /// digest. It is durable there when this returns, whole or not at all; `half`
    /// may be gone then. After a fault `half` is still there.
    fn keep(&self, digest: &FileDigest, half: &Path) -> Result<(), Fault>;

    /// A file that was found here is durable under its name when this returns, also
    /// while whoever keeps it has not been told so yet.
    fn settle(&self, digest: &FileDigest) -> Result<(), Fault>;

    /// The bytes under this digest, unchecked.
    fn read(&self, digest: &FileDigest) -> Result<Option<Vec<u8>>, Fault>;

    /// Shows every file that stands here, in no order, until `each` has had enough
    /// (`false`).
    fn look(&self, each: &mut dyn FnMut(FileStanding) -> bool) -> Result<(), Fault>;

    /// Takes a file away for good; one that is not there is no fault.
    fn remove(&self, digest: &FileDigest) -> Result<(), Fault>;
}

/// A file as it stands on a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileStanding {
    /// Which file.
    pub digest: FileDigest,
    /// Bytes.
    pub size: u64,
    /// Since when, by the clock of the shelf.
    pub since: Moment,
}
