//! A bar on a terminal; elsewhere a line for every twentieth.

use std::io::{IsTerminal, Write};

const CELLS: usize = 30;

/// Shows how far something is.
pub(super) struct Progress {
    terminal: bool,
    shown: Option<usize>,
}

impl Progress {
    /// On the standard error output.
    pub(super) fn new() -> Progress {
        Progress { terminal: std::io::stderr().is_terminal(), shown: None }
    }

    /// So much of so much is done.
    pub(super) fn show(&mut self, done: usize, of: usize) {
        let percent = done * 100 / of.max(1);
        let step = if self.terminal { percent } else { percent / 5 * 5 };
        if self.shown == Some(step) {
            return;
        }
        self.shown = Some(step);
        let mut out = std::io::stderr().lock();
        // Whether anybody sees it does not matter to the work.
        let _ = if self.terminal {
            let full = CELLS * percent / 100;
            let (full, empty) = ("█".repeat(full), "░".repeat(CELLS - full));
            let end = if done == of { "\n" } else { "" };
            write!(out, "\r  {full}{empty} {percent:3} %{end}").and_then(|()| out.flush())
        } else {
            writeln!(out, "  {step} %")
        };
    }
}
