//! `cargo xtask oracle`: random lives of dossiers through the product's own actions,
//! each judged a second time by `tools/oracle`, which was written from the law text
//! without knowing the product. Several processes, side by side.

mod drawn;
mod life;
mod random;
mod shares;
mod world;

use random::Random;
use serde_json::Value;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// How many of the first disagreements are shown in full.
const SHOWN: usize = 5;

/// Which lives are lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lives {
    /// Of dossiers that one agency handles, with opinions of another.
    OfOneAgency,
    /// Of dossiers of which several agencies take a share.
    Shared,
}

impl Lives {
    /// Lives in one world before the next is made, which has other steps.
    fn per_world(self) -> u64 {
        match self {
            Lives::OfOneAgency => 100,
            Lives::Shared => 10,
        }
    }
}

/// Judges so many histories from this seed; the program is the oracle's Python.
pub fn run(root: &Path, python: &str, lives: Lives, count: u64, seed: u64) -> Result<String, String> {
    let workers = thread::available_parallelism().map_or(1, usize::from).clamp(1, 8) as u64;
    let worlds = count.div_ceil(lives.per_world());
    let found: Vec<Result<Judged, String>> = thread::scope(|scope| {
        let working: Vec<_> = (0..workers)
            .map(|worker| {
                let mine = (worker..worlds).step_by(workers as usize).map(move |world| {
                    let most = lives.per_world();
                    (world, most.min(count - world * most))
                });
                scope.spawn(move || judge(root, python, lives, seed, mine))
            })
            .collect();
        working.into_iter().map(|one| one.join().unwrap_or_else(|_| Err("a worker broke".into()))).collect()
    });
    let mut all = Judged::default();
    for one in found {
        let one = one?;
        all.acts += one.acts;
        all.refused += one.refused;
        all.disagreements.extend(one.disagreements);
    }
    let Judged { acts, refused, disagreements } = all;
    if disagreements.is_empty() {
        let which = match lives {
            Lives::OfOneAgency => "histories",
            Lives::Shared => "histories of several agencies",
        };
        return Ok(format!("{count} {which} agree: {acts} acts, {refused} of them refused (seed {seed})"));
    }
    let shown: Vec<&str> = disagreements.iter().take(SHOWN).map(String::as_str).collect();
    Err(format!("{} of {count} histories disagree (seed {seed})\n{}", disagreements.len(), shown.join("\n")))
}

/// What one process of the oracle saw.
#[derive(Default)]
struct Judged {
    acts: usize,
    refused: usize,
    disagreements: Vec<String>,
}

/// One process of the oracle, fed by a thread; what they disagree on.
fn judge(
    root: &Path,
    python: &str,
    lives: Lives,
    seed: u64,
    worlds: impl Iterator<Item = (u64, u64)> + Send,
) -> Result<Judged, String> {
    let mut child = Command::new(python)
        .arg(root.join("tools/oracle/deadlines.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{python}: {error}"))?;
    let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("no pipes to the oracle".into());
    };
    // Bounded, so that what waits for its answer does not pile up.
    let (send, receive) = mpsc::sync_channel(2_000);
    let judged = thread::scope(|scope| {
        let feeding = scope.spawn(move || feed(stdin, &send, lives, seed, worlds));
        let mut answers = BufReader::new(stdout).lines();
        let mut judged = Judged::default();
        for (world, life) in receive {
            let length = |value: &Value| value.as_array().map_or(0, Vec::len);
            judged.acts += length(&life.history["events"]);
            judged.refused += length(&life.answer["refused"]);
            let said = answers.next().and_then(Result::ok).unwrap_or_default();
            let oracle: Value = serde_json::from_str(&said).unwrap_or_default();
            if oracle != life.answer {
                judged.disagreements.push(told(&world, &life, &oracle));
            }
        }
        match feeding.join() {
            Ok(fed) => fed.map(|()| judged),
            Err(_) => Err("making histories broke".into()),
        }
    })?;
    match child.wait() {
        Ok(status) if status.success() => Ok(judged),
        other => Err(format!("the oracle ended badly: {other:?}")),
    }
}

type Fed = (std::sync::Arc<Value>, life::Life);

fn feed(
    stdin: std::process::ChildStdin,
    send: &mpsc::SyncSender<Fed>,
    which: Lives,
    seed: u64,
    worlds: impl Iterator<Item = (u64, u64)>,
) -> Result<(), String> {
    let mut to = BufWriter::new(stdin);
    let said = |error: std::io::Error| format!("writing to the oracle: {error}");
    for (number, lives) in worlds {
        let random = &mut Random::new(seed, number);
        let world = world::world(random, which == Lives::Shared)?;
        let line = std::sync::Arc::new(world.line.clone());
        writeln!(to, "{line}").map_err(said)?;
        for at in 0..lives {
            let life = life::life(&world, random, number * which.per_world() + at)?;
            writeln!(to, "{}", life.history).map_err(said)?;
            // Written out before anybody waits for its answer.
            if at % 50 == 49 || at + 1 == lives {
                to.flush().map_err(said)?;
            }
            send.send((line.clone(), life)).map_err(|_| "nobody reads the answers")?;
        }
    }
    to.flush().map_err(said)
}

fn told(world: &Value, life: &life::Life, oracle: &Value) -> String {
    format!("--- where both stand\n{world}\n{}\nproduct {}\noracle  {oracle}", life.history, life.answer)
}
