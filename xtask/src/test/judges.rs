//! Programs that are not ours and judge what was signed here: qpdf, pdfsig, pyHanko, and SoftHSM2, which
//! plays a token. pyHanko is taken from the registry, once, for these tests alone.

use super::tools::{find, output};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The version that is asked: what later ones say may differ.
const PYHANKO: &str = "pyhanko==0.38.0";
/// The others, as `.ci/run` installs them.
const PROGRAMS: [&str; 4] = ["qpdf", "pdfsig", "softhsm2-util", "pkcs11-tool"];

/// The folder in which Python finds pyHanko, where all judges are there; else who is missing.
pub fn folder(root: &Path) -> Result<PathBuf, String> {
    if let Some(missing) = PROGRAMS.into_iter().find(|program| find(program).is_none()) {
        return Err(format!("no {missing}"));
    }
    let folder = root.join("target").join("judges").join(PYHANKO.replace("==", "-"));
    if folder.join("pyhanko").is_dir() {
        return Ok(folder);
    }
    let python = find("python3").ok_or("no python3")?;
    // Whole or not at all: what was half taken is not found under this name.
    let taking = folder.with_extension("taking");
    let _ = fs::remove_dir_all(&taking);
    let words = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"];
    output(Command::new(python).args(words).arg(&taking).arg(PYHANKO))?;
    fs::rename(&taking, &folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}
