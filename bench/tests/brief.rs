//! Every part of the bench still runs, on both engines, so that no figure of its README
//! grows old unseen because nothing measures it any more. No time is asserted.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// The variable that names a PostgreSQL server for tests.
const SERVER: &str = "MOTCUA_TEST_POSTGRES";

/// Each part, with a row that it must print; those of the second kind where there is a
/// PostgreSQL server too.
const PARTS: [(&str, &str, Option<&str>); 8] = [
    ("forms", "| tidy, map the addresses, judge |", None),
    ("papers", "| prepared, signed, finished |", None),
    ("search", "| search of the procedures |", None),
    ("deadlines", "| 40 working hours, paid, asked, struck twice, put off |", None),
    ("acts", "| SQLite | 64 |", Some("| PostgreSQL | 64 |")),
    ("replay", "| dossiers | 200 |", None),
    ("uploads", "| 4096 kB |", None),
    ("reads", "dossiers, SQLite, one client", Some("dossiers, PostgreSQL, one client")),
];

#[test]
#[expect(clippy::disallowed_methods, reason = "how a test is told which server to use")]
fn every_part_runs_and_prints_its_figures() {
    let bench = Path::new(env!("CARGO_BIN_EXE_bench"));
    let product = bench.with_file_name("motcua");
    assert!(product.is_file(), "no {}: run `cargo build -p motcua`, or all tests at once", product.display());
    let server = std::env::var(SERVER).ok().filter(|server| !server.is_empty());
    if server.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI measures PostgreSQL too: {SERVER} is not set");
        // Past the capture of the test harness, so that it is seen.
        let _ = writeln!(std::io::stderr(), "SKIPPED PostgreSQL: {SERVER} is not set");
    }
    let mut failed = Vec::new();
    for (part, row, postgres_row) in PARTS {
        let mut command = Command::new(bench);
        command
            .args([part, "--brief"])
            .env_remove("MOTCUA_BENCH_POSTGRES")
            .env_remove("MOTCUA_BENCH_DOSSIERS");
        if let Some(server) = &server {
            command.env("MOTCUA_BENCH_POSTGRES", server);
        }
        let out = command.output().expect("the bench starts");
        let said = String::from_utf8_lossy(&out.stdout);
        let is_there = |row: &str| said.contains(row);
        let rows = is_there(row) && (server.is_none() || postgres_row.is_none_or(is_there));
        if !out.status.success() || !rows {
            failed.push(format!("{part}: {said}\n{}", String::from_utf8_lossy(&out.stderr)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
