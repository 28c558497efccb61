//! How much may be done for one file: counted in bytes, never in seconds, so that the same file has the
//! same answer everywhere.

use super::parse::{Broken, Read};
use std::cell::Cell;

/// Bytes that are read, unpacked, compared or hashed for one file with all its signatures: a few seconds.
const WORK_BYTES_MAX: usize = 1 << 30;

/// What one entry of a list of objects costs beside its bytes.
pub(crate) const ENTRY_BYTES: usize = 64;

/// What has been done so far.
#[derive(Default)]
pub(crate) struct Work(Cell<usize>);

impl Work {
    pub fn spend(&self, bytes: usize) -> Read<()> {
        self.0.set(self.0.get().saturating_add(bytes));
        if self.is_over() { Err(Broken) } else { Ok(()) }
    }

    pub fn is_over(&self) -> bool {
        self.0.get() > WORK_BYTES_MAX
    }
}
