//! The door to pages as pictures. A PDF of a stranger can cost any time and memory before it is drawn: how that is
//! bounded, the binary knows.

use motcua_core::Halt;
use motcua_papers::{FileDrawn, drawn};

/// Draws files.
pub trait Drawing: Send + Sync {
    /// The first pages of a JPEG, PNG or PDF. Refused (`deed.not-drawn`) where it cannot be drawn, or costs too much.
    /// Takes seconds: never called where others are served.
    fn drawn(&self, name: &str, bytes: &[u8]) -> Result<FileDrawn, Halt>;
}

/// In this process and without bounds: for files that are known.
pub struct DrawnHere;

impl Drawing for DrawnHere {
    fn drawn(&self, name: &str, bytes: &[u8]) -> Result<FileDrawn, Halt> {
        Ok(drawn(name, bytes)?)
    }
}
