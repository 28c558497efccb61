//! The official test suite of JSON Schema, over the very function that forms are
//! compiled with. The suite is not ours to keep: `cargo xtask test` takes it from a
//! package registry and says where it lies.

use motcua_core::form::schema::{Resources, compile};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Names the folder that holds `tests/` and `remotes/`.
const SUITE: &str = "MOTCUA_JSON_SCHEMA_SUITE";

#[expect(clippy::disallowed_methods, reason = "where the suite lies is the test's own setting")]
fn suite() -> Option<PathBuf> {
    std::env::var(SUITE).ok().filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn json(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The JSON files of a folder, in order; `deep` goes into its folders too.
fn files(folder: &Path, deep: bool, out: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && deep {
            files(&path, deep, out);
        } else if path.extension().is_some_and(|end| end == "json") {
            out.push(path);
        }
    }
}

/// What the suite serves at `http://localhost:1234/`, without other dialects.
fn remotes(folder: &Path) -> Resources {
    let mut found = Vec::new();
    files(folder, true, &mut found);
    let named = found.iter().filter_map(|file| {
        let name = file.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
        let is_ours = !name.starts_with("draft") || name.starts_with("draft2020-12/");
        is_ours.then(|| (format!("http://localhost:1234/{name}"), json(file)))
    });
    Resources::of(named).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn every_required_test_of_2020_12_passes() {
    let Some(suite) = suite() else {
        let _ = writeln!(std::io::stderr(), "SKIPPED JSON-Schema-Test-Suite: {SUITE} is not set");
        return;
    };
    let resources = remotes(&suite.join("remotes"));
    let mut required = Vec::new();
    files(&suite.join("tests/draft2020-12"), false, &mut required);
    let (mut ran, mut wrong) = (0, Vec::new());
    for file in &required {
        for group in json(file).as_array().unwrap() {
            let about = format!("{}: {}", file.file_stem().unwrap().display(), group["description"]);
            let validator = compile(&group["schema"], &resources);
            for test in group["tests"].as_array().unwrap() {
                ran += 1;
                let want = test["valid"].as_bool().unwrap();
                // Forms read all errors; the short way must say the same.
                let got = validator.as_ref().map(|validator| {
                    (validator.is_valid(&test["data"]), validator.iter_errors(&test["data"]).next().is_none())
                });
                if !matches!(got, Ok(got) if got == (want, want)) {
                    wrong.push(format!("{about}: {} wants {want}, got {got:?}", test["description"]));
                }
            }
        }
    }
    let _ = writeln!(
        std::io::stderr(),
        "JSON-Schema-Test-Suite: {ran} required tests of 2020-12, {} failed",
        wrong.len()
    );
    assert!(ran > 1200, "only {ran} tests: this is not the whole suite");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
