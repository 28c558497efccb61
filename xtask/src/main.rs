//! Chores of the project that are worth writing down as code: `cargo xtask`.

mod import_agencies;
mod import_procedures;
mod import_units;
mod oracle;
mod test;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [format | lint | rust | oracle | browser | postgres]
    Everything that must hold, or one part of it. PostgreSQL: the server that
    MOTCUA_TEST_POSTGRES names, else one of its own for the run. What was skipped
    stands on the last line; where CI is set a skip is a failure.
cargo xtask oracle [--shares] [--count N] [--seed S]
    Hold so many random histories (1,000,000 if not said) against the deadline
    oracle (see tools/oracle/README.md); with --shares, of several agencies.
cargo xtask import-units <folder>
    Write catalogue/units/*.tsv from the published lists in <folder>
    (see catalogue/units/README.md).
cargo xtask import-agencies [<folder>]
    Write catalogue/agencies/*.tsv from the units of the catalogue; addresses of
    centres from the lists in <folder> (see catalogue/agencies/README.md).
cargo xtask import-procedures <folder>
    Write catalogue/portal/*.tsv from records of the national portal in <folder>
    (see catalogue/portal/README.md).";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let done = match words.as_slice() {
        ["import-units", folder] => import_units::run(Path::new(folder), &root.join("catalogue/units")),
        ["import-agencies"] => import_agencies::run(None, &root.join("catalogue")),
        ["import-agencies", folder] => import_agencies::run(Some(Path::new(folder)), &root.join("catalogue")),
        ["import-procedures", folder] => {
            import_procedures::run(Path::new(folder), &root.join("catalogue/portal"))
        }
        ["oracle", options @ ..] => oracle_of(&root, options),
        ["test"] => test::run(&root, None),
        ["test", part] => test::run(&root, Some(part)),
        _ => Err(USAGE.to_string()),
    };
    match done {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn oracle_of(root: &Path, options: &[&str]) -> Result<String, String> {
    let (mut count, mut seed) = (1_000_000, 1);
    let (lives, options) = match options {
        ["--shares", rest @ ..] => (oracle::Lives::Shared, rest),
        all => (oracle::Lives::OfOneAgency, all),
    };
    for option in options.chunks(2) {
        let number = option.get(1).and_then(|number| number.parse().ok()).ok_or(USAGE)?;
        match option[0] {
            "--count" => count = number,
            "--seed" => seed = number,
            _ => return Err(USAGE.into()),
        }
    }
    let python = test::python().ok_or("there is no python3 here")?;
    oracle::run(root, &python, lives, count, seed)
}
