//! How much is measured: enough for a figure, or just enough to see that the
//! measurement itself still works.

use std::time::Duration;

/// How much of everything.
pub struct Scale {
    /// How long acts of one number of clients are counted.
    pub acts: Duration,
    /// How long due dates of one limit are counted.
    pub deadlines: Duration,
    /// How often a form is judged.
    pub judged: usize,
    /// How often a paper is set.
    pub papers: usize,
    /// How long papers that are set are counted.
    pub typeset: Duration,
    /// How many papers are signed in one sitting.
    pub signed: usize,
    /// How many bills and how many lines of statements a month has.
    pub money: (u64, u64),
    /// How often a page is read.
    pub reads: usize,
    /// How many dossiers there are when pages are read.
    pub dossiers: u64,
    /// How many files of how many bytes are uploaded.
    pub uploads: (u64, usize),
    /// How many dossiers of the month are replayed.
    pub replayed: usize,
}

impl Scale {
    /// For figures. The file is nearly as large as is allowed.
    pub const FULL: Scale = Scale {
        acts: Duration::from_secs(5),
        deadlines: Duration::from_secs(2),
        judged: 20_000,
        papers: 1_000,
        typeset: Duration::from_secs(5),
        signed: 50,
        money: (400_000, 360_000),
        reads: 2_000,
        dossiers: 1_000_000,
        uploads: (8, 19_900_000),
        replayed: usize::MAX,
    };

    /// For a test: every part for about a second.
    pub const BRIEF: Scale = Scale {
        acts: Duration::from_millis(150),
        deadlines: Duration::from_millis(20),
        judged: 50,
        papers: 5,
        typeset: Duration::from_millis(50),
        signed: 3,
        money: (400, 360),
        reads: 10,
        dossiers: 300,
        uploads: (1, 300_000),
        replayed: 200,
    };
}
