//! `cargo run --release -p motcua-bench [acts|deadlines|reads|replay|forms|uploads]`
//!
//! What should be fast, each beside a baseline measured in the same run, because
//! machines are shared and noisy: read the ratios. PostgreSQL is measured when
//! `MOTCUA_BENCH_POSTGRES` names an empty database.

mod acts;
mod deadlines;
mod forms;
mod http;
mod measure;
mod reads;
mod replay;
mod server;
mod uploads;
mod work;

use std::path::PathBuf;
use std::process::Command;

fn main() {
    let wanted = std::env::args().nth(1);
    let runs = |part: &str| wanted.as_deref().is_none_or(|wanted| wanted == part);
    if runs("forms") {
        forms::run();
    }
    if runs("deadlines") {
        deadlines::run();
    }
    if matches!(wanted.as_deref(), Some("forms" | "deadlines")) {
        return;
    }
    let binary = build();
    #[expect(clippy::disallowed_methods, reason = "a benchmark reads its own setting")]
    let postgres = std::env::var("MOTCUA_BENCH_POSTGRES").ok();
    if runs("acts") {
        acts::run(&binary, postgres.as_deref());
    }
    if runs("replay") {
        replay::run();
    }
    if runs("uploads") {
        uploads::run(&binary);
    }
    if runs("reads") {
        #[expect(clippy::disallowed_methods, reason = "a benchmark reads its own setting")]
        let count = std::env::var("MOTCUA_BENCH_DOSSIERS").ok().and_then(|text| text.parse().ok());
        reads::run(&binary, count.unwrap_or(1_000_000));
    }
}

/// The release binary beside this one, built now.
fn build() -> PathBuf {
    let done = Command::new("cargo").args(["build", "--release", "-p", "motcua"]).status();
    assert!(done.is_ok_and(|status| status.success()), "the product does not build");
    let here = std::env::current_exe().expect("this program has a path");
    here.with_file_name("motcua")
}
