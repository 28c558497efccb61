//! `cargo xtask test`: everything that must hold, in one command. What an
//! optional tool's absence skips is named on the last line; where `CI` is set a
//! skip is a failure.

mod judges;
mod postgres;
mod suite;
mod tools;

use crate::oracle::Lives;
use postgres::PostgresServer;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use tools::{environment, find};

/// The variable that names a PostgreSQL server for tests.
const SERVER: &str = "MOTCUA_TEST_POSTGRES";
/// The variable that names the test suite of JSON Schema.
const SUITE: &str = "MOTCUA_JSON_SCHEMA_SUITE";
/// The variable that has signatures judged by programs that are not ours.
const JUDGES: &str = "MOTCUA_TEST_JUDGES";
/// The variable that tells the browser journey which browser to drive.
const BROWSER: &str = "CHROMIUM";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// How many histories every test run holds against the deadline oracle, and which.
const ORACLE_COUNT: u64 = 10_000;
/// The same of dossiers of several agencies.
const SHARED_COUNT: u64 = 1_000;
const ORACLE_SEED: u64 = 2026;

/// The parts, in the order in which they run.
pub const PARTS: [&str; 5] = ["format", "lint", "rust", "oracle", "browser"];

/// What did not go well.
#[derive(Default)]
struct Report {
    failed: Vec<String>,
    skipped: Vec<Skip>,
}

/// Something that was not tested.
struct Skip {
    what: String,
    why: String,
    /// `.ci/run` could have provided what was missing.
    is_avoidable: bool,
}

/// Runs all parts, or the one that is named (`postgres` is the store's contract
/// on PostgreSQL alone). The last line says what was skipped.
pub fn run(root: &Path, only: Option<&str>) -> Result<String, String> {
    let mut report = Report::default();
    match only {
        None => PARTS.iter().for_each(|part| run_part(root, part, &mut report)),
        Some(part) if part == "postgres" || PARTS.contains(&part) => run_part(root, part, &mut report),
        Some(other) => return Err(format!("no part {other:?}; there are {} and postgres", PARTS.join(", "))),
    }
    let last = last_line(&report.skipped);
    let is_ci = environment("CI").is_some_and(|value| value != "false");
    if is_ci && report.skipped.iter().any(|skip| skip.is_avoidable) {
        report.failed.push("CI: nothing may be skipped".into());
    }
    if report.failed.is_empty() {
        return Ok(last);
    }
    Err(format!("Không đạt / failed: {}\n{last}", report.failed.join(", ")))
}

fn last_line(skipped: &[Skip]) -> String {
    if skipped.is_empty() {
        return "Không bỏ qua gì / nothing skipped".into();
    }
    let each: Vec<String> = skipped.iter().map(|skip| format!("{} ({})", skip.what, skip.why)).collect();
    format!("Bỏ qua / skipped: {}", each.join(", "))
}

fn run_part(root: &Path, part: &str, report: &mut Report) {
    match part {
        "format" => cargo(root, &["fmt", "--all", "--check"], &[], report),
        "lint" => {
            let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
            cargo(root, &words, &[], report);
        }
        "rust" => {
            let suite = suite(root, report);
            let judges = judges(root, report);
            let are_asked = judges.as_ref().map(|_| "1");
            with_server(report, |report, server| {
                let of_judges = [(JUDGES, are_asked), ("PYTHONPATH", judges.as_deref())];
                let settings = [(SERVER, server), (SUITE, suite.as_deref())];
                let settings = [&settings[..], &of_judges].concat();
                cargo(root, &["test", "--workspace", "--no-fail-fast"], &settings, report);
            });
        }
        "postgres" => with_server(report, |report, server| {
            if server.is_some() {
                let words = ["test", "--workspace", "--test", "contract", "on_postgres"];
                cargo(root, &words, &[(SERVER, server)], report);
            }
        }),
        "oracle" => oracle(root, report),
        _ => browser(root, report),
    }
}

/// Runs this with the address of the server that was named, else of one of our
/// own that is stopped afterwards, else without one.
fn with_server(report: &mut Report, run: impl FnOnce(&mut Report, Option<&str>)) {
    if let Some(named) = environment(SERVER) {
        return run(report, Some(&named));
    }
    match PostgresServer::start() {
        Ok(server) => run(report, Some(&server.url())),
        Err(why) => {
            report.skipped.push(Skip { what: "PostgreSQL".into(), why, is_avoidable: true });
            run(report, None);
        }
    }
}

/// Where the test suite of JSON Schema lies; what keeps it away is said.
fn suite(root: &Path, report: &mut Report) -> Option<String> {
    if let Some(named) = environment(SUITE) {
        return Some(named);
    }
    let found = suite::folder(root);
    let skip = |why| Skip { what: "JSON-Schema-Test-Suite".into(), why, is_avoidable: true };
    found.map_err(|why| report.skipped.push(skip(why))).ok().map(|folder| folder.display().to_string())
}

/// Where the judges of signatures lie; who is missing is said.
fn judges(root: &Path, report: &mut Report) -> Option<String> {
    let skip = |why| Skip { what: "judges of signatures".into(), why, is_avoidable: true };
    let found = judges::folder(root);
    found.map_err(|why| report.skipped.push(skip(why))).ok().map(|folder| folder.display().to_string())
}

/// Runs cargo with these words; settings without a value are left out.
fn cargo(root: &Path, words: &[&str], settings: &[(&str, Option<&str>)], report: &mut Report) {
    let mut command = Command::new(environment("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root);
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    for (name, value) in settings {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    // What `cargo run` says of this very program: a build script that listens to it (ring's)
    // would be run again, and all that stands on it built again, whenever a developer goes back
    // to plain `cargo test`.
    let of_this_program = std::env::vars_os().map(|(name, _)| name);
    for name in of_this_program.filter(|name| is_of_a_package(&name.to_string_lossy())) {
        command.env_remove(name);
    }
    // That PostgreSQL is missing is known here and said on the last line.
    command.env_remove("CI");
    let name = format!("cargo {}", words.join(" "));
    stream(&name, command, report);
}

fn is_of_a_package(variable: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_", "CARGO_PRIMARY_"]
        .iter()
        .any(|head| variable.starts_with(head))
}

/// The interpreter of the deadline oracle.
pub fn python() -> Option<String> {
    find("python3")
}

/// The deadline oracle against its own cases, then the product against it.
fn oracle(root: &Path, report: &mut Report) {
    let Some(python) = python() else {
        let (what, why) = ("deadline oracle".into(), "no python3".into());
        return report.skipped.push(Skip { what, why, is_avoidable: true });
    };
    let mut cases = Command::new(&python);
    cases.args(["-m", "unittest", "discover", "-s", "tools/oracle"]).current_dir(root);
    stream("python3 -m unittest (tools/oracle)", cases, report);
    for (lives, count) in [(Lives::OfOneAgency, ORACLE_COUNT), (Lives::Shared, SHARED_COUNT)] {
        println!("\n== {count} random histories");
        match crate::oracle::run(root, &python, lives, count, ORACLE_SEED) {
            Ok(summary) => println!("{summary}"),
            Err(why) => {
                println!("{why}");
                report.failed.push("the deadline oracle".into());
            }
        }
    }
}

fn browser(root: &Path, report: &mut Report) {
    let folder = root.join("e2e");
    let skip = |why: &str| Skip { what: "browser journey".into(), why: why.into(), is_avoidable: true };
    if !folder.join("package.json").exists() {
        return report.skipped.push(skip("no e2e/package.json"));
    }
    let Some(browser) = environment(BROWSER).or_else(|| BROWSERS.iter().find_map(|name| find(name))) else {
        return report.skipped.push(skip("no chromium"));
    };
    let (Some(node), Some(npm)) = (find("node"), find("npm")) else {
        return report.skipped.push(skip("no node and npm"));
    };
    let failed_before = report.failed.len();
    // The journey walks through the program itself: the one that the tests of its package
    // are built with, because another set of features would compile everything again.
    cargo(root, &["test", "--workspace", "--no-run", "--test", "map"], &[], report);
    if !folder.join("node_modules").exists() {
        let mut install = Command::new(npm);
        install.args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder);
        stream("npm ci", install, report);
    }
    if report.failed.len() == failed_before {
        let mut journey = Command::new(node);
        // A journey mostly waits for a page, so two go side by side.
        journey.args(["--test", "--test-concurrency=2"]).current_dir(&folder).env(BROWSER, browser);
        stream("node --test (e2e)", journey, report);
    }
}

/// Runs a command, showing all it says; a test that says `SKIPPED what: why` on
/// its standard error is heard.
fn stream(name: &str, mut command: Command, report: &mut Report) {
    println!("\n== {name}");
    #[expect(clippy::disallowed_methods, reason = "whoever waits is told for what")]
    let begun = std::time::Instant::now();
    let child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) => {
            println!("{name}: {error}");
            return report.failed.push(name.to_string());
        }
    };
    if let Some(errors) = child.stderr.take() {
        for line in BufReader::new(errors).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let _ = writeln!(std::io::stderr(), "{line}");
            hear(&line, &mut report.skipped);
        }
    }
    if !child.wait().is_ok_and(|status| status.success()) {
        report.failed.push(name.to_string());
    }
    println!("-- {name}: {} s", begun.elapsed().as_secs());
}

/// PostgreSQL has been counted already; everything else is counted once.
fn hear(line: &str, skipped: &mut Vec<Skip>) {
    let Some((what, why)) = line.strip_prefix("SKIPPED ").and_then(|rest| rest.split_once(": ")) else {
        return;
    };
    if skipped.iter().all(|skip| skip.what != what) {
        let is_avoidable = matches!(what, "PostgreSQL" | "clamd");
        skipped.push(Skip { what: what.into(), why: why.into(), is_avoidable });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_names_each_skip_once_with_its_reason() {
        let mut skipped = Vec::new();
        assert_eq!(last_line(&skipped), "Không bỏ qua gì / nothing skipped");
        for line in [
            "SKIPPED full disk: no small file system can be mounted here",
            "SKIPPED full disk: no small file system can be mounted here",
            "warning: SKIPPED nothing: at all",
            "test result: ok",
        ] {
            hear(line, &mut skipped);
        }
        skipped.push(Skip { what: "browser journey".into(), why: "no chromium".into(), is_avoidable: true });
        assert_eq!(
            last_line(&skipped),
            "Bỏ qua / skipped: full disk (no small file system can be mounted here), browser journey (no chromium)"
        );
        assert!(!skipped[0].is_avoidable);
    }

    #[test]
    fn a_part_that_does_not_exist_is_named() {
        assert!(run(Path::new("."), Some("everything")).unwrap_err().contains("everything"));
    }
}
