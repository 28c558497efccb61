//! Accidents with the disk.

use motcua_core::{Fault, FaultKind};
use std::io::ErrorKind;
use std::path::Path;

pub(super) fn fault(path: &Path, error: &std::io::Error) -> Fault {
    let kind = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => FaultKind::DiskFull,
        _ => FaultKind::Other,
    };
    Fault { kind, detail: format!("{}: {error}", path.display()) }
}
