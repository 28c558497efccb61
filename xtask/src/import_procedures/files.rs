//! The files of a folder of records.

use std::path::{Path, PathBuf};

/// The newest file whose name begins and ends so: the month stands in its name.
pub(super) fn file_of(folder: &Path, begins: &str, ends: &str) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(begins) && name.ends_with(ends)
        })
        .collect();
    found.sort();
    found.pop().ok_or_else(|| format!("{}: no file {begins}…{ends}", folder.display()))
}
