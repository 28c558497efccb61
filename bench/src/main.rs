//! `cargo run --release -p motcua-bench [acts|deadlines|reads|replay|forms|papers|money|search|uploads] [--brief]`
//!
//! What should be fast, each beside a baseline measured in the same run, because
//! machines are shared and noisy: read the ratios. PostgreSQL is measured when
//! `MOTCUA_BENCH_POSTGRES` names a database, in schemas of its own. `--brief` measures nothing to
//! speak of: it shows that every part works, with the product that lies beside.

mod acts;
mod deadlines;
mod forms;
mod http;
mod measure;
mod money;
mod papers;
mod peer;
mod reads;
mod replay;
mod scale;
mod schema;
mod search;
mod server;
mod uploads;
mod work;

use scale::Scale;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

const PARTS: [&str; 9] =
    ["forms", "papers", "money", "search", "deadlines", "acts", "replay", "uploads", "reads"];

fn main() -> ExitCode {
    let mut wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_brief = wanted.iter().any(|word| word == "--brief");
    wanted.retain(|word| word != "--brief");
    if let Some(unknown) = wanted.iter().find(|word| !PARTS.contains(&word.as_str())) {
        eprintln!("no part {unknown:?}; there are {} and --brief", PARTS.join(", "));
        return ExitCode::FAILURE;
    }
    let mut scale = if is_brief { Scale::BRIEF } else { Scale::FULL };
    if let Some(dossiers) = setting("MOTCUA_BENCH_DOSSIERS").and_then(|text| text.parse().ok()) {
        scale.dossiers = dossiers;
    }
    let postgres = setting("MOTCUA_BENCH_POSTGRES");
    let parts: Vec<&str> = PARTS
        .into_iter()
        .filter(|part| wanted.is_empty() || wanted.iter().any(|word| word == part))
        .collect();
    let serves = parts.iter().any(|part| matches!(*part, "acts" | "uploads" | "reads"));
    if serves && !is_brief {
        build();
    }
    let binary = product();
    for part in parts {
        match part {
            "forms" => forms::run(&scale),
            "papers" => papers::run(&scale),
            "money" => money::run(&scale),
            "search" => search::run(&scale),
            "deadlines" => deadlines::run(&scale),
            "acts" => acts::run(&scale, &binary, postgres.as_deref()),
            "replay" => replay::run(&scale),
            "uploads" => uploads::run(&scale, &binary),
            _ => reads::run(&scale, &binary, postgres.as_deref()),
        }
    }
    ExitCode::SUCCESS
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads its own settings")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Builds the product in the profile of this program.
fn build() {
    let mut command = Command::new("cargo");
    command.args(["build", "-p", "motcua"]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    assert!(command.status().is_ok_and(|status| status.success()), "the product does not build");
}

/// The product's program, beside this one.
fn product() -> PathBuf {
    std::env::current_exe().expect("this program has a path").with_file_name("motcua")
}
