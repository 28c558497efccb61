//! The official test suite of JSON Schema: not ours to keep, so it is taken from the
//! source package of a Python library that carries it whole, once.

use super::tools::{find, output};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The package and the version whose suite is meant.
const PACKAGE: &str = "jsonschema";
const VERSION: &str = "4.26.0";

/// The folder with `tests/` and `remotes/`, or why there is none.
pub fn folder(root: &Path) -> Result<PathBuf, String> {
    let home = root.join("target").join("json-schema-test-suite");
    let suite = home.join(format!("{PACKAGE}-{VERSION}")).join("json");
    if suite.join("tests/draft2020-12").is_dir() && suite.join("remotes").is_dir() {
        return Ok(suite);
    }
    let python = find("python3").ok_or("no python3")?;
    let tar = find("tar").ok_or("no tar")?;
    fs::create_dir_all(&home).map_err(|error| format!("{}: {error}", home.display()))?;
    let wanted = format!("{PACKAGE}=={VERSION}");
    let words =
        ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", &wanted, "--dest", "."];
    output(Command::new(python).args(words).current_dir(&home))?;
    let archive = format!("{PACKAGE}-{VERSION}.tar.gz");
    output(Command::new(tar).args(["xzf", &archive]).current_dir(&home))?;
    if suite.join("tests/draft2020-12").is_dir() {
        Ok(suite)
    } else {
        Err(format!("{archive} holds no suite"))
    }
}
